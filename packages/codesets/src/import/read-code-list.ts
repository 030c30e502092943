import type { IsoDate } from '@claimwright/domain/dates';
import { attributeBit, type EditionRow } from '../edition.ts';
import { FirstLines } from './first-lines.ts';
import type { ErrorLog } from './import-error.ts';
import { type CsvRecord, csvRecords, isoDateOf } from './read-csv.ts';
import { hcpcsPattern, licensedShape, modifierPattern } from './read-hcpcs.ts';

/** What a list with a heading line is about, as far as heading and codes say. */
export type CodeListSet = 'hcpcs' | 'modifier' | 'pos' | 'cpt' | 'revenue-code' | 'carc' | 'rarc';

export interface CodeListRows {
  /** Rows by the set they belong to: CMS puts HCPCS codes and modifiers into one file. */
  rows: Record<CodeListSet, EditionRow[]>;
  /** What the heading says the list is; undefined for a plain `code`. */
  headedAs: CodeListSet | undefined;
  skipped: { cpt: number; cdt: number; unassigned: number };
  dated: boolean;
}

type Column = 'code' | 'title' | 'from' | 'to' | 'kind';

const columnOfHeading: Readonly<Record<string, Column>> = {
  code: 'code',
  hcpcs: 'code',
  hcpc: 'code',
  hcpcs_code: 'code',
  modifier: 'code',
  pos_code: 'code',
  revenue_code: 'code',
  carc: 'code',
  rarc: 'code',
  description: 'title',
  long_description: 'title',
  pos_name: 'title',
  name: 'title',
  effective: 'from',
  effective_date: 'from',
  date_added: 'from',
  added: 'from',
  termination: 'to',
  termination_date: 'to',
  date_term: 'to',
  pos_type: 'kind',
};

const setOfHeading: Readonly<Record<string, CodeListSet>> = {
  hcpcs: 'hcpcs',
  hcpc: 'hcpcs',
  hcpcs_code: 'hcpcs',
  modifier: 'modifier',
  pos_code: 'pos',
  revenue_code: 'revenue-code',
  carc: 'carc',
  rarc: 'rarc',
};

const codePattern: Readonly<Record<CodeListSet, RegExp>> = {
  hcpcs: hcpcsPattern,
  modifier: modifierPattern,
  pos: /^\d{2}$/,
  cpt: /^\d{4}[0-9FTUMA]$/,
  'revenue-code': /^\d{4}$/,
  carc: /^[A-Z]?\d{1,3}$/,
  rarc: /^(?:M|MA|N)\d{1,4}$/,
};

/** Lists of which a code tells the set only when the user or the heading says so. */
const unmixed: ReadonlySet<CodeListSet | undefined> = new Set([
  'cpt',
  'modifier',
  'pos',
  'revenue-code',
  'carc',
  'rarc',
]);

/**
 * Rows of a comma-separated list with a heading line: `code,description,effective,termination` as users write it, and the forms
 * CMS data is passed on in (`hcpcs_code`, `modifier`, `pos_code` …). `set` says what a plain `code` is; without it the shape of
 * each code does. CPT is kept only when `set` is `cpt`, and then without its text.
 */
export function readCodeList(text: string, set: CodeListSet | undefined, log: ErrorLog): CodeListRows | undefined {
  const table = csvRecords(text, log);
  if (!table) return undefined;
  const [heading, ...records] = table;
  const names = heading!.cells.map((cell) => cell.trim().toLowerCase().replaceAll(' ', '_'));
  const columns = new Map<Column, number>();
  for (const [index, name] of names.entries()) {
    const column = columnOfHeading[name];
    if (column && !columns.has(column)) columns.set(column, index);
  }
  const codeAt = columns.get('code');
  if (codeAt === undefined) {
    log.add('header', `has no code column; headings are ${names.join(', ')}`, heading!.line);
    return undefined;
  }
  const headedAs = setOfHeading[names[codeAt]!];
  const result: CodeListRows = {
    rows: { hcpcs: [], modifier: [], pos: [], cpt: [], 'revenue-code': [], carc: [], rarc: [] },
    headedAs,
    skipped: { cpt: 0, cdt: 0, unassigned: 0 },
    dated: columns.has('from'),
  };
  const reading: Reading = { result, columns, set: set ?? headedAs, lines: new FirstLines(log), log };
  for (const record of records) addRecord(reading, record);
  return result;
}

/** What is known while one list is read. */
interface Reading {
  result: CodeListRows;
  columns: ReadonlyMap<Column, number>;
  set: CodeListSet | undefined;
  lines: FirstLines;
  log: ErrorLog;
}

function addRecord({ result, columns, set, lines, log }: Reading, { cells, line }: CsvRecord): void {
  const cell = (column: Column): string => (columns.has(column) ? cells[columns.get(column)!]!.trim() : '');
  const written = cell('code').toUpperCase();
  // Spreadsheets eat the leading zero of a revenue code.
  const code = set === 'revenue-code' ? written.padStart(4, '0') : written;
  const kind = cell('kind').toLowerCase();
  if (kind === 'unassigned') {
    result.skipped.unassigned += 1;
    return;
  }
  const licensed = unmixed.has(set) ? undefined : licensedShape(code);
  if (licensed) {
    result.skipped[licensed] += 1;
    return;
  }
  const owner = ownerOf(code, set);
  if (!owner) {
    log.add('code', `${JSON.stringify(code)} is no ${set ?? 'HCPCS code or modifier'}`, line);
    return;
  }
  if (!lines.note(code, line)) return;
  const dates = datesOf(code, cell('from'), cell('to'), line, log);
  if (!dates) return;
  const title = owner === 'cpt' ? '' : cell('title');
  result.rows[owner].push({ code, attributes: attributesOf(kind), ...dates, ...(title ? { title } : {}) });
}

/** A list headed HCPCS may hold the modifiers too; every other list holds its own codes only. */
function ownerOf(code: string, set: CodeListSet | undefined): CodeListSet | undefined {
  if (set !== undefined && set !== 'hcpcs') return codePattern[set].test(code) ? set : undefined;
  if (hcpcsPattern.test(code)) return 'hcpcs';
  return modifierPattern.test(code) ? 'modifier' : undefined;
}

function attributesOf(kind: string): number {
  if (kind === 'facility') return attributeBit.facility;
  return kind === 'non-facility' ? attributeBit.nonFacility : 0;
}

/** First and last day in a row of a user's list; logs what is no date. */
export function datesOf(
  code: string,
  from: string,
  to: string,
  line: number,
  log: ErrorLog,
): { effectiveFrom?: IsoDate; effectiveTo?: IsoDate } | undefined {
  const effectiveFrom = isoDateOf(from);
  const effectiveTo = isoDateOf(to);
  if (effectiveFrom === null || effectiveTo === null) {
    log.add(
      'date',
      `${code}: ${JSON.stringify(effectiveFrom === null ? from : to)} is no date; write YYYY-MM-DD`,
      line,
    );
    return undefined;
  }
  if (effectiveFrom && effectiveTo && effectiveTo < effectiveFrom) {
    log.add('date-order', `${code} ends ${effectiveTo} before it begins ${effectiveFrom}`, line);
    return undefined;
  }
  return { ...(effectiveFrom ? { effectiveFrom } : {}), ...(effectiveTo ? { effectiveTo } : {}) };
}
