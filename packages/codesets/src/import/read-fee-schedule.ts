import type { EditionRow } from '../edition.ts';
import { packCharacterCodes } from '../physician-fee-row.ts';
import { FirstLines } from './first-lines.ts';
import type { ErrorLog } from './import-error.ts';
import { csvRecords, headingOf } from './read-csv.ts';

/** Where the columns stand (first is 0) and what the two lines of their heading say there, so that a moved column is noticed. */
const columns = [
  { at: 3, above: 'status', heading: 'code' },
  { at: 5, above: 'work', heading: 'rvu' },
  { at: 10, above: 'mp', heading: 'rvu' },
  { at: 13, above: 'pctc', heading: 'ind' },
  { at: 14, above: 'glob', heading: 'days' },
  { at: 18, above: 'mult', heading: 'proc' },
  { at: 19, above: 'bilat', heading: 'surg' },
  { at: 20, above: 'asst', heading: 'surg' },
  { at: 21, above: 'co-', heading: 'surg' },
  { at: 22, above: 'team', heading: 'surg' },
  { at: 24, above: 'conv', heading: 'factor' },
] as const;

const indicatorColumns = [3, 13, 14, 18, 19, 20, 21, 22] as const;
const rvuColumns = [5, 6, 8, 10] as const;

/**
 * Rows of CMS's relative value file (PPRRVU…csv): notices, a heading of several lines the last of which begins with HCPCS, then
 * code, modifier, description (dropped) and indicators. The key of a row is code and modifier together.
 */
export function readPhysicianFees(text: string, log: ErrorLog): EditionRow[] {
  const table = csvRecords(text, log, { uneven: true });
  if (!table) return [];
  const start = table.findIndex(({ cells }) => headingOf(cells[0]) === 'hcpcs');
  if (start < 1) {
    log.add('header', 'has no line that begins with HCPCS');
    return [];
  }
  for (const { at, above, heading } of columns)
    if (headingOf(table[start - 1]!.cells[at]) !== above || headingOf(table[start]!.cells[at]) !== heading)
      log.add('header', `column ${at + 1} is not headed ${above} ${heading}`, table[start]!.line);
  if (log.errors().length > 0) return [];
  const rows: EditionRow[] = [];
  const lines = new FirstLines(log);
  for (const { cells, line } of table.slice(start + 1)) {
    const cell = (at: number): string => cells[at]?.trim() ?? '';
    const key = cell(0) + cell(1);
    // Copyright notices may follow the rows; they fill one cell.
    if (cells.slice(1).every((one) => one.trim() === '')) continue;
    if (!/^[0-9A-Z]{5}(?:[0-9A-Z]{2})?$/.test(key))
      log.add('code', `${JSON.stringify(key)} is no procedure code with or without modifier`, line);
    else if (lines.note(key, line)) {
      const values = valuesOf(key, cell, line, log);
      if (values) rows.push({ code: key, attributes: 0, values });
    }
  }
  return rows;
}

function valuesOf(key: string, cell: (at: number) => string, line: number, log: ErrorLog): number[] | undefined {
  if (!/^[A-Z]$/.test(cell(3)) || !/^(\d{3}|[A-Z]{3})$/.test(cell(14))) {
    log.add(
      'record',
      `${key}: status ${JSON.stringify(cell(3))} or global days ${JSON.stringify(cell(14))} are none`,
      line,
    );
    return undefined;
  }
  const rvus = rvuColumns.map((at) => decimal(cell(at), 2));
  const factor = decimal(cell(24), 4);
  if (factor === undefined || rvus.includes(undefined)) {
    log.add('record', `${key}: a relative value or the conversion factor is no number`, line);
    return undefined;
  }
  return [...indicatorColumns.map((at) => packCharacterCodes(cell(at))), ...rvus.map((rvu) => rvu!), factor];
}

/** A decimal as an integer of its last place, rounded there; undefined when it is none. */
function decimal(text: string, digits: number): number | undefined {
  if (text === '') return 0;
  return /^\d{0,6}(?:\.\d+)?$/.test(text) ? Math.round(Number(text) * 10 ** digits) : undefined;
}

/** Geographic practice cost indices: contractor and locality are the key; values are work, practice and malpractice. */
export function readPracticeCosts(text: string, log: ErrorLog): EditionRow[] {
  const table = csvRecords(text, log, { uneven: true });
  const start = table?.findIndex(({ cells }) => cells.some((cell) => /\bmac\b|contractor/.test(headingOf(cell)))) ?? -1;
  if (!table || start < 0) {
    if (table) log.add('header', 'has no line with a column of Medicare contractors');
    return [];
  }
  const headings = table[start]!.cells.map(headingOf);
  const find = (pattern: RegExp): number => headings.findIndex((heading) => pattern.test(heading));
  const floor = find(/pw gpci.*with 1\.0/);
  const at = {
    contractor: find(/^mac$|contractor|\(mac\)/),
    locality: find(/^locality( number)?$/),
    work: floor >= 0 ? floor : find(/gpci_work|pw gpci|work gpci/),
    practice: find(/gpci_pe|pe gpci/),
    malpractice: find(/gpci_mp|mp gpci/),
  };
  for (const [name, column] of Object.entries(at))
    if (column < 0) log.add('header', `has no column ${name}; headings are ${headings.join(', ')}`, table[start]!.line);
  if (log.errors().length > 0) return [];
  const rows: EditionRow[] = [];
  const seen = new Set<string>();
  for (const { cells, line } of table.slice(start + 1)) {
    const cell = (column: number): string => cells[column]?.trim() ?? '';
    if (cells.filter((one) => one.trim() !== '').length < 5) continue;
    const key = cell(at.contractor).padStart(5, '0') + cell(at.locality).padStart(2, '0');
    const values = [at.work, at.practice, at.malpractice].map((column) => decimal(cell(column), 3));
    if (!/^\d{7}$/.test(key)) log.add('code', `${JSON.stringify(key)} is no contractor and locality`, line);
    else if (seen.has(key))
      log.add('duplicate', `contractor ${key.slice(0, 5)}, locality ${key.slice(5)} stands there twice`, line);
    else if (values.some((value) => value === undefined || value === 0))
      log.add('record', `${key}: an index is no number`, line);
    else rows.push({ code: key, attributes: 0, values: values.map((value) => value!) });
    seen.add(key);
  }
  return rows;
}
