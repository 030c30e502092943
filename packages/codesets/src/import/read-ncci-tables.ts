import { addDays, type IsoDate } from '@claimwright/domain/dates';
import type { MueSetting } from '../code-sets.ts';
import type { EditionRow, ListEntry } from '../edition.ts';
import type { ErrorLog } from './import-error.ts';
import { type CsvRecord, csvRecords, headingOf, isoDateOf } from './read-csv.ts';

const codePattern = /^[0-9A-Z]{5}$/;

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
  const toAt = table.heading.cells.findIndex((cell) =>
    /^(aoc.?)?edit.?del(etion)?.?(dt|date)$|^deletion.?date$/.test(headingOf(cell)),
  );
  const byCode = new Map<string, { type: number; list: Map<string, ListEntry> }>();
  for (const { cells, line } of table.records) {
    const addOn = cells[table.at.addOn]!.trim();
    const primary = cells[table.at.primary]?.trim() ?? '';
    const type = /^(?:type ?)?([123]|i{1,3})$/i.exec(cells[table.at.type]?.trim() ?? '')?.[1];
    if (!codePattern.test(addOn) || (primary !== '' && !codePattern.test(primary))) {
      log.add('code', `${JSON.stringify(codePattern.test(addOn) ? primary : addOn)} is no procedure code`, line);
      continue;
    }
    if (!type) {
      log.add('record', `${addOn}: edit type ${JSON.stringify(cells[table.at.type])} is not 1, 2 or 3`, line);
      continue;
    }
    const dates = datesOf(
      addOn,
      cells[table.at.from]?.trim() ?? '',
      toAt < 0 ? '' : (cells[toAt]?.trim() ?? ''),
      line,
      log,
    );
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

interface HeadedTable<Name extends string> {
  heading: CsvRecord;
  at: Record<Name, number>;
  records: CsvRecord[];
}

/** Finds the heading among the first lines by the columns it must have; what stands before it are notices. */
function headedTable<Name extends string>(
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
