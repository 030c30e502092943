import { dayNumber, fromX12Date, type IsoDate, isIsoDate } from '@claimwright/domain/dates';
import { type EditionRow, openEndDay, openStartDay, type SectionArray } from '../edition.ts';
import { packCode } from '../packed-code.ts';
import type { ErrorLog } from './import-error.ts';

/** What a collected file of procedure-to-procedure edits becomes: its distinct codes, and the pairs between them. */
export interface PtpContent {
  rows: EditionRow[];
  extra: Map<string, SectionArray>;
  pairCount: number;
  /** No code of it is CPT: it can say nothing about those. */
  levelTwoOnly: boolean;
}

/** One pair as it stands in a file. */
export interface PtpPair {
  column1: string;
  column2: string;
  /** Empty: before 1996, or unknown. */
  effective: string;
  /** Empty: still in force. */
  deleted: string;
  indicator: string;
}

/** Takes millions of pairs in six bytes each, from one file after another, and sorts them into compressed rows at the end. */
export interface PtpCollector {
  add(pair: PtpPair, log: ErrorLog, line: number): void;
  count(): number;
  finish(log: ErrorLog): PtpContent;
}

/** Codes and terms (dates and indicator together) are numbered in 16 bits; NCCI has some 15,000 of one and hundreds of the other. */
const numbered = 0xffff;
const codePattern = /^[0-9A-Z]{5}$/;

export function ptpCollector(): PtpCollector {
  const codes = new Map<string, number>();
  const terms = new Map<string, number>();
  const termList: Term[] = [];
  let columns = { first: new Uint16Array(65_536), second: new Uint16Array(65_536), term: new Uint16Array(65_536) };
  let count = 0;
  const numberOf = (code: string): number => {
    const known = codes.get(code);
    if (known !== undefined) return known;
    codes.set(code, codes.size);
    return codes.size - 1;
  };
  return {
    count: () => count,
    add(pair, log, line) {
      const { column1, column2 } = pair;
      if (!codePattern.test(column1) || !codePattern.test(column2)) {
        log.add('code', `${JSON.stringify(codePattern.test(column1) ? column2 : column1)} is no procedure code`, line);
        return;
      }
      const key = `${pair.effective} ${pair.deleted} ${pair.indicator}`;
      let term = terms.get(key);
      if (term === undefined) {
        const read = readTerm(pair, log, line);
        if (!read) return;
        term = termList.push(read) - 1;
        terms.set(key, term);
      }
      if (count === columns.first.length) columns = grown(columns);
      columns.first[count] = numberOf(column1);
      columns.second[count] = numberOf(column2);
      columns.term[count] = term;
      count += 1;
      if (codes.size > numbered || termList.length > numbered)
        throw new RangeError(`more than ${numbered} different codes or dates: this is no file of NCCI edits`);
    },
    finish(log) {
      const order = sortedCodes(codes);
      const sorted = sortPairs(columns, count, order, termList);
      logDuplicates(sorted, order, termList, log);
      return {
        rows: order.codes.map((code) => ({ code, attributes: 0 })),
        extra: sectionsOf(sorted, termList),
        pairCount: count,
        levelTwoOnly: !order.codes.some((code) => /^\d/.test(code)),
      };
    },
  };
}

interface Term {
  from: number;
  to: number;
  indicator: number;
}

type Columns = Record<'first' | 'second' | 'term', Uint16Array<ArrayBuffer>>;

function grown(columns: Columns): Columns {
  const double = (array: Uint16Array): Uint16Array<ArrayBuffer> => {
    const larger = new Uint16Array(array.length * 2);
    larger.set(array);
    return larger;
  };
  return { first: double(columns.first), second: double(columns.second), term: double(columns.term) };
}

/** A pair deleted on the day it took effect was never in force; CMS marks it with indicator 9. */
function readTerm(
  { effective, deleted, indicator, column1, column2 }: PtpPair,
  log: ErrorLog,
  line: number,
): Term | undefined {
  const from = effective === '' ? undefined : dateOf(effective);
  const to = deleted === '' ? undefined : dateOf(deleted);
  if (from === null || to === null) {
    const text = JSON.stringify(from === null ? effective : deleted);
    log.add('date', `${column1}/${column2}: ${text} is no date; write YYYYMMDD, or * for none`, line);
    return undefined;
  }
  if (from && to && to < from) {
    log.add('date-order', `${column1}/${column2} is deleted ${to} before it takes effect ${from}`, line);
    return undefined;
  }
  if (!/^[019]$/.test(indicator)) {
    log.add('record', `${column1}/${column2}: modifier indicator ${JSON.stringify(indicator)} is not 0, 1 or 9`, line);
    return undefined;
  }
  return {
    from: from ? dayNumber(from) : openStartDay,
    to: to ? dayNumber(to) : openEndDay,
    indicator: Number(indicator),
  };
}

function dateOf(text: string): IsoDate | null {
  if (isIsoDate(text)) return text;
  return fromX12Date(text) ?? null;
}

interface CodeOrder {
  codes: string[];
  /** New number of each code by its old one. */
  place: Uint16Array;
}

function sortedCodes(numbers: ReadonlyMap<string, number>): CodeOrder {
  const codes = [...numbers.keys()].sort((a, b) => packCode(a) - packCode(b));
  const place = new Uint16Array(numbers.size);
  for (const [index, code] of codes.entries()) place[numbers.get(code)!] = index;
  return { codes, place };
}

interface SortedPairs {
  rowOffsets: Uint32Array;
  column2: Uint16Array;
  terms: Uint16Array;
}

/** Counting sort by column 1; then each row by column 2 and the day the edit began. */
function sortPairs(columns: Columns, count: number, order: CodeOrder, terms: readonly Term[]): SortedPairs {
  const rowOffsets = new Uint32Array(order.codes.length + 1);
  for (let i = 0; i < count; i += 1) rowOffsets[order.place[columns.first[i]!]! + 1]! += 1;
  for (let row = 0; row < order.codes.length; row += 1) rowOffsets[row + 1]! += rowOffsets[row]!;
  // Column 2 and the rank of the term in one number sort together without a comparison function.
  const byTime = terms
    .map((_, index) => index)
    .sort((a, b) => terms[a]!.from - terms[b]!.from || terms[a]!.to - terms[b]!.to);
  const rank = new Uint16Array(terms.length);
  for (const [index, term] of byTime.entries()) rank[term] = index;
  const keys = new Uint32Array(count);
  const next = rowOffsets.slice();
  for (let i = 0; i < count; i += 1) {
    const row = order.place[columns.first[i]!]!;
    keys[next[row]!] = order.place[columns.second[i]!]! * 65_536 + rank[columns.term[i]!]!;
    next[row]! += 1;
  }
  for (let row = 0; row < order.codes.length; row += 1) keys.subarray(rowOffsets[row], rowOffsets[row + 1]).sort();
  return {
    rowOffsets,
    column2: Uint16Array.from(keys, (key) => key >>> 16),
    terms: Uint16Array.from(keys, (key) => byTime[key & 0xffff]!),
  };
}

/** Column 1, column 2 and effective date are the key of NCCI; a copy without that date is told apart by the deletion date. */
function logDuplicates(pairs: SortedPairs, order: CodeOrder, terms: readonly Term[], log: ErrorLog): void {
  const { rowOffsets, column2 } = pairs;
  for (let row = 0; row < order.codes.length; row += 1)
    for (let i = rowOffsets[row]! + 1; i < rowOffsets[row + 1]!; i += 1) {
      if (column2[i] !== column2[i - 1]) continue;
      const [a, b] = [terms[pairs.terms[i - 1]!]!, terms[pairs.terms[i]!]!];
      if (a.from === b.from && (a.from !== openStartDay || a.to === b.to))
        log.add(
          'duplicate',
          `${order.codes[row]}/${order.codes[column2[i]!]} stands there twice with one effective date`,
        );
    }
}

function sectionsOf(pairs: SortedPairs, terms: readonly Term[]): Map<string, SectionArray> {
  return new Map<string, SectionArray>([
    ['rowOffsets.u32', pairs.rowOffsets],
    ['column2.u16', pairs.column2],
    ['terms.u16', pairs.terms],
    ['termDates.i32', Int32Array.from(terms.flatMap(({ from, to }) => [from, to]))],
    ['termIndicators.u8', Uint8Array.from(terms, ({ indicator }) => indicator)],
  ]);
}
