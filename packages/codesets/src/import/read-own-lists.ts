import type { EditionRow, ListEntry } from '../edition.ts';
import type { ErrorLog } from './import-error.ts';
import { datesOf } from './read-code-list.ts';
import { csvRecords, headingOf } from './read-csv.ts';

/** What a group may be called: words of lower case with dots, "em.office.new". */
export const groupPattern = /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;

/**
 * Named groups of codes as a licensed user lists them: `group,code,effective,termination`, one member a line, the last two
 * optional. A row of the edition is a group, named by its title; its list holds the members with their dates.
 */
export function readCodeGroups(text: string, log: ErrorLog): EditionRow[] {
  const table = csvRecords(text, log);
  if (!table) return [];
  const headings = table[0]!.cells.map(headingOf);
  const [groupAt, codeAt, fromAt, toAt] = ['group', 'code', 'effective', 'termination'].map((name) =>
    headings.indexOf(name),
  );
  if (groupAt! < 0 || codeAt! < 0) {
    log.add('header', `needs the columns group and code; headings are ${headings.join(', ')}`, table[0]!.line);
    return [];
  }
  const groups = new Map<string, ListEntry[]>();
  const seen = new Map<string, number>();
  for (const { cells, line } of table.slice(1)) {
    const group = cells[groupAt!]!.trim();
    const code = cells[codeAt!]!.trim().toUpperCase();
    const from = fromAt! < 0 ? '' : cells[fromAt!]!.trim();
    const key = `${group} ${code} ${from}`;
    if (!groupPattern.test(group))
      log.add('record', `${JSON.stringify(group)} is no name of a group: lower case, dots between words`, line);
    else if (!/^[0-9A-Z]{1,7}$/.test(code)) log.add('code', `${JSON.stringify(code)} is no code`, line);
    else if (seen.has(key)) log.add('duplicate', `${code} is already in ${group} on line ${seen.get(key)}`, line);
    else {
      seen.set(key, line);
      const dates = datesOf(code, from, toAt! < 0 ? '' : cells[toAt!]!.trim(), line, log);
      const members = groups.get(group) ?? [];
      groups.set(group, members);
      if (dates) members.push({ item: code, ...dates });
    }
  }
  return groupRows(groups);
}

/** Rows of an edition of groups: numbered in the order of their names. */
export function groupRows(groups: ReadonlyMap<string, readonly ListEntry[]>): EditionRow[] {
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, list], index) => ({ code: numbered(index), attributes: 0, title, list }));
}

/** Provider taxonomy (NUCC): `Code, Grouping, Classification, Specialization, …` by heading; definitions and notes are dropped. */
export function readTaxonomy(text: string, log: ErrorLog): EditionRow[] {
  const table = csvRecords(text, log, { uneven: true });
  if (!table) return [];
  const headings = table[0]!.cells.map(headingOf);
  const [codeAt, classAt, specialAt] = ['code', 'classification', 'specialization'].map((name) =>
    headings.indexOf(name),
  );
  if (codeAt! < 0 || classAt! < 0) {
    log.add('header', `needs the columns Code and Classification; headings are ${headings.join(', ')}`, table[0]!.line);
    return [];
  }
  const titles: string[] = [];
  const seen = new Map<string, number>();
  for (const { cells, line } of table.slice(1)) {
    const code = cells[codeAt!]!.trim();
    if (!/^[0-9A-Z]{9}X$/.test(code))
      log.add('code', `${JSON.stringify(code)} is no taxonomy code: ten characters, the last X`, line);
    else if (seen.has(code)) log.add('duplicate', `${code} is already on line ${seen.get(code)}`, line);
    else
      titles.push(
        [code, cells[classAt!] ?? '', specialAt! < 0 ? '' : (cells[specialAt!] ?? '')]
          .map((cell) => cell.trim())
          .join('\t'),
      );
    seen.set(code, line);
  }
  // Ten characters do not fit the codes of an edition: rows are numbered and the code stands before its names.
  return titles.sort().map((title, index) => ({ code: numbered(index), attributes: 0, title }));
}

function numbered(index: number): string {
  return String(index + 1).padStart(7, '0');
}
