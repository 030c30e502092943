import { dayNumber } from '@claimwright/domain/dates';
import { CsvError, parse } from 'csv-parse/sync';
import type { StoredArticle } from '../coverage-article.ts';
import { type EditionRow, openEndDay, openStartDay, type SectionArray } from '../edition.ts';
import { packCode } from '../packed-code.ts';
import type { ErrorLog } from './import-error.ts';
import { isoDateOf } from './read-csv.ts';

/** Tables of Medicare's coverage database that are read, told apart by the columns they have; the rest is left alone. */
const tables = {
  article: {
    needs: ['article_id', 'article_version', 'title'],
    wants: ['article_eff_date', 'article_end_date', 'status'],
  },
  procedure: { needs: ['article_id', 'hcpc_code_id'], wants: [] },
  covered: { needs: ['article_id', 'icd10_code_id', 'icd10_covered_group'], wants: [] },
  noncovered: { needs: ['article_id', 'icd10_code_id', 'icd10_noncovered_group'], wants: [] },
  articleContractor: { needs: ['article_id', 'contractor_id'], wants: [] },
  contractor: { needs: ['contractor_id', 'contractor_number'], wants: [] },
  jurisdiction: { needs: ['contractor_id', 'state_id'], wants: [] },
  state: { needs: ['state_id', 'state_abbrev'], wants: [] },
} as const;
type TableName = keyof typeof tables;
type Row = Readonly<Record<string, string>>;

export interface CoverageContent {
  rows: EditionRow[];
  extra: Map<string, SectionArray>;
  articleCount: number;
}

/** Takes the tables of one export, each a csv, and joins them at the end. */
export interface CoverageCollector {
  add(text: string, log: ErrorLog): void;
  count(): number;
  finish(log: ErrorLog): CoverageContent;
}

function headingsOf(text: string): string[] {
  const end = text.indexOf('\n');
  return text
    .slice(0, end < 0 ? text.length : end)
    .replace(/^\ufeff|^\u00ef\u00bb\u00bf/, '')
    .split(',')
    .map((cell) => cell.trim().replace(/^"|"$/g, '').toLowerCase());
}

/** Which table a csv is, by its first line; the one with the most columns in common that needs no column it lacks. */
export function coverageTable(text: string): TableName | undefined {
  const headings = headingsOf(text);
  const names = Object.keys(tables) as TableName[];
  return names
    .filter((name) => tables[name].needs.every((column) => headings.includes(column)))
    .sort((a, b) => tables[b].needs.length - tables[a].needs.length)[0];
}

export function coverageCollector(): CoverageCollector {
  const found = new Map<TableName, Row[]>();
  return {
    count: () => found.size,
    add(text, log) {
      const name = coverageTable(text)!;
      const rows = found.get(name) ?? [];
      found.set(name, [...rows, ...columnsOf(text, [...tables[name].needs, ...tables[name].wants], log)]);
    },
    finish(log) {
      for (const name of ['article', 'procedure', 'covered'] as const)
        if (!found.has(name)) log.add('truncated', `the export lacks a table with ${tables[name].needs.join(', ')}`);
      return joined(found, log);
    },
  };
}

/** Only the columns that count are kept: the texts of the articles, and the descriptors, are licensed and large. */
function columnsOf(text: string, columns: readonly string[], log: ErrorLog): Row[] {
  try {
    return parse(text, {
      bom: true,
      columns: (cells: string[]) => cells.map((cell) => cell.trim().toLowerCase()),
      skip_empty_lines: true,
      relax_quotes: true,
      onRecord: (row: Row) => Object.fromEntries(columns.map((column) => [column, row[column]?.trim() ?? ''])),
    }) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    log.add('record', error.message, typeof error.lines === 'number' ? error.lines : undefined);
    return [];
  }
}

interface DraftArticle extends StoredArticle {
  byGroup: Map<string, Set<number>>;
}

function joined(found: ReadonlyMap<TableName, readonly Row[]>, log: ErrorLog): CoverageContent {
  const articles = new Map<string, DraftArticle>();
  for (const row of found.get('article') ?? []) addArticle(articles, row, log);
  addPlaces(articles, found);
  for (const [table, covered] of [
    ['covered', true],
    ['noncovered', false],
  ] as const)
    for (const row of found.get(table) ?? []) {
      const packed = packCode(row.icd10_code_id!.replace('.', '').toUpperCase());
      const article = articles.get(row.article_id!);
      if (!article) continue;
      if (packed < 0) {
        log.add('code', `article ${row.article_id}: ${JSON.stringify(row.icd10_code_id)} is no ICD-10-CM code`);
        continue;
      }
      const group = `${covered ? '+' : '-'}${(covered ? row.icd10_covered_group : row.icd10_noncovered_group) ?? ''}`;
      const codes = article.byGroup.get(group) ?? new Set<number>();
      article.byGroup.set(group, codes.add(packed));
    }
  const byProcedure = new Map<string, Set<number>>();
  const ids = [...articles.keys()].sort();
  const numbers = new Map(ids.map((id, index) => [id, index]));
  for (const row of found.get('procedure') ?? []) {
    const code = row.hcpc_code_id!.toUpperCase();
    const number = numbers.get(row.article_id!);
    if (number === undefined) continue;
    if (!/^[0-9A-Z]{5}$/.test(code))
      log.add('code', `article ${row.article_id}: ${JSON.stringify(code)} is no procedure code`);
    else byProcedure.set(code, (byProcedure.get(code) ?? new Set()).add(number));
  }
  return {
    rows: [...byProcedure].map(([code, list]) => ({ code, attributes: 0, list: [...list].map((item) => ({ item })) })),
    extra: sectionsOf(ids.map((id) => articles.get(id)!)),
    articleCount: articles.size,
  };
}

function addArticle(articles: Map<string, DraftArticle>, row: Row, log: ErrorLog): void {
  const id = row.article_id!;
  const from = isoDateOf((row.article_eff_date ?? '').slice(0, 10).trim());
  const to = isoDateOf((row.article_end_date ?? '').slice(0, 10).trim());
  if (from === null || to === null) {
    log.add(
      'date',
      `article ${id}: ${JSON.stringify(from === null ? row.article_eff_date : row.article_end_date)} is no date`,
    );
    return;
  }
  articles.set(id, {
    article: `A${id}`,
    fromDay: from ? dayNumber(from) : openStartDay,
    toDay: to ? dayNumber(to) : openEndDay,
    contractors: [],
    states: [],
    groups: [],
    byGroup: new Map(),
  });
}

function addPlaces(articles: ReadonlyMap<string, DraftArticle>, found: ReadonlyMap<TableName, readonly Row[]>): void {
  const numbers = new Map((found.get('contractor') ?? []).map((row) => [row.contractor_id!, row.contractor_number!]));
  const states = new Map((found.get('state') ?? []).map((row) => [row.state_id!, row.state_abbrev!]));
  const statesOf = new Map<string, Set<string>>();
  for (const row of found.get('jurisdiction') ?? []) {
    const state = states.get(row.state_id!);
    if (state) statesOf.set(row.contractor_id!, (statesOf.get(row.contractor_id!) ?? new Set()).add(state));
  }
  for (const row of found.get('articleContractor') ?? []) {
    const article = articles.get(row.article_id!);
    if (!article) continue;
    const number = numbers.get(row.contractor_id!);
    if (number && !article.contractors.includes(number)) article.contractors.push(number);
    for (const state of statesOf.get(row.contractor_id!) ?? [])
      if (!article.states.includes(state)) article.states.push(state);
  }
}

function sectionsOf(articles: readonly DraftArticle[]): Map<string, SectionArray> {
  const offsets = [0];
  const diagnoses: number[] = [];
  const stored = articles.map(({ byGroup, contractors, states, ...article }): StoredArticle => {
    const groups = [...byGroup]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, codes]) => {
        for (const code of [...codes].sort((a, b) => a - b)) diagnoses.push(code);
        offsets.push(diagnoses.length);
        return { name: name.slice(1), covered: name.startsWith('+'), at: offsets.length - 2 };
      });
    return { ...article, contractors: contractors.sort(), states: states.sort(), groups };
  });
  return new Map<string, SectionArray>([
    ['articles.u8', new TextEncoder().encode(JSON.stringify(stored))],
    ['diagnosisOffsets.u32', Uint32Array.from(offsets)],
    ['diagnoses.f64', Float64Array.from(diagnoses)],
  ]);
}
