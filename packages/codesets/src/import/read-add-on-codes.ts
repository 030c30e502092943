import { addDays, type IsoDate } from '@claimwright/domain/dates';
import type { EditionRow, ListEntry } from '../edition.ts';
import type { ErrorLog } from './import-error.ts';
import { headingOf, isoDateOf } from './read-csv.ts';
import { codePattern, headedTable } from './read-ncci-tables.ts';

/** One edit as a file has it, blanks taken off. */
interface AddOnEdit {
  addOn: string;
  /** CCCCC or empty: the contractor decides. */
  primary: string;
  type: string;
  from: string;
  to: string;
  line: number;
}

/**
 * Add-on code edits as a table with headings (the sheet CMS ships, saved as csv or tab-separated text): add-on code, primary code
 * (CCCCC or empty: the contractor decides), type 1 to 3, and the days the edit holds, as YYYYDDD, YYYYMMDD or M/D/YYYY.
 */
export function readAddOnCodes(text: string, log: ErrorLog): EditionRow[] {
  const table = headedTable(text, log, {
    addOn: /^(aoc|add.?on.?code)$/,
    primary: /^primary.?code$/,
    type: /^(aoc.?)?(edit.?)?type$/,
    from: /^(aoc.?)?(edit.?)?eff(ective)?.?(dt|date)$/,
  });
  if (!table) return [];
  const { at } = table;
  const toAt = table.heading.cells.findIndex((cell) =>
    /^(aoc.?)?edit.?del(etion)?.?(dt|date)$|^deletion.?date$/.test(headingOf(cell)),
  );
  const edits = table.records.map(({ cells, line }): AddOnEdit => {
    const cell = (place: number) => (place < 0 ? '' : (cells[place]?.trim() ?? ''));
    const [addOn, primary, type, from, to] = [at.addOn, at.primary, at.type, at.from, toAt].map(cell);
    return { addOn: addOn!, primary: primary!, type: type!, from: from!, to: to!, line };
  });
  return addOnRows(edits, log);
}

/** Anything that begins like an edit of the text of fixed width, whatever stands where. */
export const addOnTextLine = /^[0-9][0-9A-Z]{5}(\d{7}| +)[0-9A-Z]{5}(\d{7}| +)\d{7}/;

/**
 * Type, add-on code, the day that code ended, primary code, the day that one ended, the days the edit begins and ends, notes:
 * 1 + 5 + 7 + 5 + 7 + 7 + 7 characters and the rest. No part of a line can be taken for another one: a code has five characters
 * without a blank, a date seven digits or seven blanks.
 */
const edit = /^(\d)([0-9A-Z]{5})(\d{7}| {7})([0-9A-Z]{5})(\d{7}| {7})(\d{7})(\d{7}| {7}|\s*$)/;

/**
 * Add-on code edits as CMS ships them as text of fixed width (AOC_V2026Q2-F-MCR.txt and later), days as YYYYDDD. An older layout, with
 * the codes at other places, is refused: it is not known well enough to be read without mistakes.
 */
export function readAddOnText(text: string, log: ErrorLog): EditionRow[] {
  const edits: AddOnEdit[] = [];
  const strange: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const found = edit.exec(line);
    if (found) {
      const [, type, addOn, , primary, , from, to] = found;
      edits.push({ addOn: addOn!, primary: primary!, type: type!, from: from!, to: to!.trim(), line: index + 1 });
    } else if (addOnTextLine.test(line) || edits.length > 0) strange.push(index + 1);
  }
  if (edits.length === 0) log.add('format', notThisLayout);
  else for (const line of strange) log.add('record', notThisLayout, line);
  return addOnRows(edits, log);
}

const notThisLayout =
  'is not laid out as type (1), add-on code (5), its end (7), primary code (5), its end (7), begin (7) and end (7) of the edit, days as YYYYDDD or blank. Read are that text (AOC_V2026Q2-F-MCR.txt and later) and the spreadsheet saved as CSV or tab-separated text with its headings';

/** One row an add-on code, with the primaries that are listed for it. */
function addOnRows(edits: readonly AddOnEdit[], log: ErrorLog): EditionRow[] {
  const byCode = new Map<string, { type: number; list: Map<string, ListEntry> }>();
  for (const { addOn, primary, type: said, from, to, line } of edits) {
    const type = /^(?:type ?)?([123]|i{1,3})$/i.exec(said)?.[1];
    if (!codePattern.test(addOn) || (primary !== '' && !codePattern.test(primary))) {
      log.add('code', `${JSON.stringify(codePattern.test(addOn) ? primary : addOn)} is no procedure code`, line);
      continue;
    }
    if (!type) {
      log.add('record', `${addOn}: edit type ${JSON.stringify(said)} is not 1, 2 or 3`, line);
      continue;
    }
    const dates = datesOf(addOn, from, to, line, log);
    if (!dates) continue;
    const known = byCode.get(addOn) ?? { type: 0, list: new Map<string, ListEntry>() };
    byCode.set(addOn, known);
    known.type = /^\d$/.test(type) ? Number(type) : type.length;
    if (primary === '' || primary === 'CCCCC') continue;
    const key = `${primary} ${dates.effectiveFrom ?? ''}`;
    if (known.list.has(key)) log.add('duplicate', `${addOn} with ${primary} stands there twice for one date`, line);
    known.list.set(key, { item: primary, ...dates });
  }
  return [...byCode].map(([code, { type, list }]) => ({
    code,
    attributes: 0,
    values: [type],
    list: [...list.values()],
  }));
}

function datesOf(
  code: string,
  from: string,
  to: string,
  line: number,
  log: ErrorLog,
): Pick<ListEntry, 'effectiveFrom' | 'effectiveTo'> | undefined {
  const effectiveFrom = dayOf(from);
  const effectiveTo = dayOf(to);
  if (effectiveFrom === null || effectiveTo === null) {
    log.add('date', `${code}: ${JSON.stringify(effectiveFrom === null ? from : to)} is no date`, line);
    return undefined;
  }
  if (effectiveFrom && effectiveTo && effectiveTo < effectiveFrom) {
    log.add('date-order', `${code}: the edit ends ${effectiveTo} before it begins ${effectiveFrom}`, line);
    return undefined;
  }
  return { ...(effectiveFrom ? { effectiveFrom } : {}), ...(effectiveTo ? { effectiveTo } : {}) };
}

/** CMS writes the day as year and number of the day in it; 0 and the end of 9999 stand for none. */
function dayOf(text: string): IsoDate | undefined | null {
  if (/^0*$/.test(text) || text.startsWith('9999') || text === '*') return undefined;
  const numbered = /^(\d{4})(\d{3})$/.exec(text);
  if (!numbered) return isoDateOf(text);
  const day = Number(numbered[2]);
  return day >= 1 && day <= 366 ? addDays(`${numbered[1]}-01-01`, day - 1) : null;
}
