import type { MueSetting } from '../code-sets.ts';
import type { EditionRow } from '../edition.ts';
import type { ErrorLog } from './import-error.ts';
import { type CsvRecord, csvRecords, headingOf } from './read-csv.ts';

/** Shape of any procedure code. */
export const codePattern = /^[0-9A-Z]{5}$/;

export interface MueRows {
  rows: EditionRow[];
  /** What a column of the file says it is for. */
  setting: MueSetting | undefined;
}

/**
 * Medically unlikely edits: notices, a heading whose cells may hold line breaks, then code, value, adjudication indicator (its
 * first digit counts) and rationale (dropped). Also the form `hcpcs_code,mue_units,mue_mai,…`.
 */
export function readMue(text: string, log: ErrorLog): MueRows | undefined {
  const table = headedTable(text, log, {
    code: /^hcpcs ?\/ ?cpt code$|^hcpcs(_code)?$|^cpt ?\/ ?hcpcs code$/,
    units: /^mue_units$|mue values?$/,
    mai: /^mue_mai$|mue adjudication indicator/,
  });
  if (!table) return undefined;
  const serviceAt = table.heading.cells.findIndex((cell) => headingOf(cell) === 'mue_service');
  const rows: EditionRow[] = [];
  const lineOfCode = new Map<string, number>();
  let service = '';
  for (const { cells, line } of table.records) {
    const code = cells[table.at.code]!.trim();
    const units = cells[table.at.units]?.trim() ?? '';
    const mai = /^[123](?!\d)/.exec(cells[table.at.mai]?.trim() ?? '')?.[0];
    if (!codePattern.test(code)) log.add('code', `${JSON.stringify(code)} is no procedure code`, line);
    else if (lineOfCode.has(code)) log.add('duplicate', `${code} is already on line ${lineOfCode.get(code)}`, line);
    else if (!/^\d{1,6}$/.test(units))
      log.add('record', `${code}: MUE value ${JSON.stringify(units)} is no number of units`, line);
    else if (!mai) log.add('record', `${code}: adjudication indicator does not begin with 1, 2 or 3`, line);
    else {
      lineOfCode.set(code, line);
      rows.push({ code, attributes: 0, values: [Number(units), Number(mai)] });
    }
    if (serviceAt >= 0) service = cells[serviceAt] ?? '';
  }
  return { rows, setting: mueSettingIn(service) };
}

/** The setting a file name or column speaks of. */
export function mueSettingIn(text: string): MueSetting | undefined {
  if (/practitioner/i.test(text)) return 'practitioner';
  if (/outpatient|hospital/i.test(text)) return 'hospital';
  return /dme|supplier/i.test(text) ? 'dme' : undefined;
}

export interface HeadedTable<Name extends string> {
  heading: CsvRecord;
  at: Record<Name, number>;
  records: CsvRecord[];
}

/** Finds the heading among the first lines by the columns it must have; what stands before it are notices. */
export function headedTable<Name extends string>(
  text: string,
  log: ErrorLog,
  columns: Readonly<Record<Name, RegExp>>,
): HeadedTable<Name> | undefined {
  const tabs = /^[^\n,]*\t[^\n]*\t/m.test(text.slice(0, 4_096));
  const table = csvRecords(text, log, { uneven: true, tabs });
  if (!table) return undefined;
  const names = Object.keys(columns) as Name[];
  for (const [index, heading] of table.slice(0, 40).entries()) {
    const cells = heading.cells
      .map(headingOf)
      .map((cell) => cell.replaceAll('_', cell.startsWith('mue_') || cell === 'hcpcs_code' ? '_' : ' '));
    const at = Object.fromEntries(
      names.map((name) => [name, cells.findIndex((cell) => columns[name].test(cell))]),
    ) as Record<Name, number>;
    if (names.some((name) => at[name] < 0)) continue;
    const records = table.slice(index + 1).filter((record) => record.cells.some((cell) => cell.trim() !== ''));
    return { heading, at, records };
  }
  log.add('header', `has no heading with the columns ${names.join(', ')}`);
  return undefined;
}
