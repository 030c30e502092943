import { fromX12Date, type IsoDate, isIsoDate } from '@claimwright/domain/dates';
import { CsvError, parse } from 'csv-parse/sync';
import { attributeBit, type EditionRow } from '../edition.ts';
import type { ErrorLog } from './import-error.ts';
import { hcpcsPattern, licensedShape, modifierPattern } from './read-hcpcs.ts';

/** What a list with a heading line is about, as far as heading and codes say. */
export type CodeListSet = 'hcpcs' | 'modifier' | 'pos' | 'cpt';

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
};

const codePattern: Readonly<Record<CodeListSet, RegExp>> = {
  hcpcs: hcpcsPattern,
  modifier: modifierPattern,
  pos: /^\d{2}$/,
  cpt: /^\d{4}[0-9FTUMA]$/,
};

/**
 * Rows of a comma-separated list with a heading line: `code,description,effective,termination` as users write it, and the forms
 * CMS data is passed on in (`hcpcs_code`, `modifier`, `pos_code` …). `set` says what a plain `code` is; without it the shape of
 * each code does. CPT is kept only when `set` is `cpt`, and then without its text.
 */
export function readCodeList(text: string, set: CodeListSet | undefined, log: ErrorLog): CodeListRows | undefined {
  const table = parsedTable(text, log);
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
    rows: { hcpcs: [], modifier: [], pos: [], cpt: [] },
    headedAs,
    skipped: { cpt: 0, cdt: 0, unassigned: 0 },
    dated: columns.has('from'),
  };
  const lineOfCode = new Map<string, number>();
  for (const record of records) addRecord(result, record, columns, set ?? headedAs, lineOfCode, log);
  return result;
}

interface CsvRecord {
  cells: string[];
  line: number;
}

function parsedTable(text: string, log: ErrorLog): CsvRecord[] | undefined {
  try {
    // With `info` each record comes with where it stood; the types of the library do not know that.
    const records = parse(text, { bom: true, info: true, skip_empty_lines: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    if (records.length === 0) {
      log.add('truncated', 'is empty');
      return undefined;
    }
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    log.add('record', error.message, typeof error.lines === 'number' ? error.lines : undefined);
    return undefined;
  }
}

function addRecord(
  result: CodeListRows,
  { cells, line }: CsvRecord,
  columns: ReadonlyMap<Column, number>,
  set: CodeListSet | undefined,
  lineOfCode: Map<string, number>,
  log: ErrorLog,
): void {
  const cell = (column: Column): string => (columns.has(column) ? cells[columns.get(column)!]!.trim() : '');
  const code = cell('code').toUpperCase();
  const kind = cell('kind').toLowerCase();
  if (kind === 'unassigned') {
    result.skipped.unassigned += 1;
    return;
  }
  const licensed = set === 'cpt' || set === 'modifier' || set === 'pos' ? undefined : licensedShape(code);
  if (licensed) {
    result.skipped[licensed] += 1;
    return;
  }
  const owner = ownerOf(code, set);
  if (!owner) {
    log.add('code', `${JSON.stringify(code)} is no ${set ?? 'HCPCS code or modifier'}`, line);
    return;
  }
  const earlier = lineOfCode.get(code);
  if (earlier !== undefined) {
    log.add('duplicate', `${code} is already on line ${earlier}`, line);
    return;
  }
  lineOfCode.set(code, line);
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

function datesOf(
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

/** YYYY-MM-DD, YYYYMMDD or M/D/YYYY; undefined when empty, null when it is no date. */
function isoDateOf(text: string): IsoDate | undefined | null {
  if (text === '' || text === 'NA') return undefined;
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (american) {
    const date = `${american[3]}-${american[1]!.padStart(2, '0')}-${american[2]!.padStart(2, '0')}`;
    return isIsoDate(date) ? date : null;
  }
  if (isIsoDate(text)) return text;
  return fromX12Date(text) ?? null;
}
