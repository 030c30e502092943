import { dateOfDayNumber, type IsoDate } from '@claimwright/domain/dates';
import type { NoData, NoneFound, PtpAnswer, PtpSetting } from './code-sets.ts';
import { type Edition, openEndDay, openStartDay } from './edition.ts';
import { packCode } from './packed-code.ts';
import { firstRow } from './search-edition.ts';
import { noEditionServes, rememberByDate, servingOn, sourcesOf } from './serving-editions.ts';

/** Pairs of one edition: for each code as column 1, its partners ascending, each with the number of its term. */
interface PtpTable {
  edition: Edition;
  rowOffsets: Uint32Array;
  column2: Uint16Array;
  terms: Uint16Array;
  termDates: Int32Array;
  /** By term: the answers are few, so that a hit allocates nothing. */
  answers: PtpAnswer[];
  none: NoneFound;
  /** What it says of a code it does not hold. */
  absent: PtpAnswer;
  levelTwoOnly: NoData | undefined;
}

/** Lookup of procedure-to-procedure edits of one setting. */
export function ptpResolver(
  editions: readonly Edition[],
  setting: PtpSetting,
): (column1: string, column2: string, on: IsoDate) => PtpAnswer {
  const set = `ncci-ptp-${setting}` as const;
  const sources = sourcesOf(editions, set);
  const tables = new Map(sources.map(({ edition }) => [edition, ptpTable(edition)]));
  const planFor = rememberByDate((day, on) => ({
    day,
    tables: servingOn(sources, day).map(({ edition }) => tables.get(edition)!),
    nobody: noEditionServes(set, sources, on),
  }));
  return (column1, column2, on) => {
    const { day, tables: serving, nobody } = planFor(on);
    let answer: PtpAnswer = nobody;
    for (const table of serving) {
      answer = pairIn(table, column1, column2, day);
      if (answer.status !== 'no_data') return answer;
    }
    return answer;
  };
}

function ptpTable(edition: Edition): PtpTable {
  const termDates = edition.section.int32('termDates.i32');
  const indicators = edition.section.bytes('termIndicators.u8');
  const none = Object.freeze({ status: 'none', edition: edition.id } as const);
  const levelTwo = edition.codes.length > 0 && !startsWithDigit(edition);
  return {
    edition,
    rowOffsets: edition.section.uint32('rowOffsets.u32'),
    column2: edition.section.uint16('column2.u16'),
    terms: edition.section.uint16('terms.u16'),
    termDates,
    answers: [...indicators].map((indicator, term) => answerOf(edition, indicator, termDates, term)),
    none,
    absent: edition.complete
      ? none
      : Object.freeze({
          status: 'no_data',
          reason: `${edition.id} does not hold the pair and is not a complete list`,
        } as const),
    levelTwoOnly: levelTwo
      ? Object.freeze({ status: 'no_data', reason: `${edition.id} holds pairs of HCPCS Level II codes only` } as const)
      : undefined,
  };
}

function startsWithDigit(edition: Edition): boolean {
  return edition.codes[0]! < packCode('A');
}

function answerOf(edition: Edition, indicator: number, dates: Int32Array, term: number): PtpAnswer {
  const [from, to] = [dates[term * 2]!, dates[term * 2 + 1]!];
  return Object.freeze({
    status: 'edit',
    edition: edition.id,
    modifierIndicator: indicator === 0 ? 0 : indicator === 1 ? 1 : 9,
    ...(from === openStartDay ? {} : { effective: dateOfDayNumber(from) }),
    ...(to === openEndDay ? {} : { deleted: dateOfDayNumber(to) }),
  });
}

function pairIn(table: PtpTable, column1: string, column2: string, day: number): PtpAnswer {
  if (table.levelTwoOnly && (column1.charCodeAt(0) < 58 || column2.charCodeAt(0) < 58)) return table.levelTwoOnly;
  const packed1 = packCode(column1);
  const packed2 = packCode(column2);
  if (packed1 < 0 || packed2 < 0) return table.absent;
  const row = firstRow(table.edition, packed1);
  if (row < 0) return table.absent;
  const wanted = firstRow(table.edition, packed2);
  if (wanted < 0) return table.absent;
  const { column2: partners, terms, termDates } = table;
  const end = table.rowOffsets[row + 1]!;
  let low = table.rowOffsets[row]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (partners[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  if (low === end || partners[low] !== wanted) return table.absent;
  for (let pair = low; pair < end && partners[pair] === wanted; pair += 1) {
    const term = terms[pair]!;
    const from = termDates[term * 2]!;
    const to = termDates[term * 2 + 1]!;
    // Deleted on the day it took effect: never in force.
    if (from <= day && day <= to && from !== to) return table.answers[term]!;
  }
  return table.none;
}
