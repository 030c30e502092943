import type { IsoDate } from '@claimwright/domain/dates';
import type { CoverageAnswer, CoverageArticle, NoneFound } from './code-sets.ts';
import { type StoredArticle, storedArticles } from './coverage-article.ts';
import type { Edition } from './edition.ts';
import { packCode } from './packed-code.ts';
import { firstRow } from './search-edition.ts';
import {
  noEditionServes,
  notInIncomplete,
  rememberByDate,
  type Source,
  servingOn,
  sourcesOf,
} from './serving-editions.ts';

interface CoverageTable {
  source: Source;
  articles: readonly { stored: StoredArticle; article: CoverageArticle }[];
  none: NoneFound;
}

/** Lookup of Medicare's billing articles by procedure and place. */
export function coverageResolver(
  editions: readonly Edition[],
): (code: string, jurisdiction: string | undefined, on: IsoDate) => CoverageAnswer {
  const sources = sourcesOf(editions, 'coverage');
  const tables = new Map(sources.map((source) => [source, coverageTable(source)]));
  const planFor = rememberByDate((day, on) => ({
    day,
    table: tables.get(servingOn(sources, day)[0]!),
    nobody: noEditionServes('coverage', sources, on),
  }));
  return (code, jurisdiction, on) => {
    const { day, table, nobody } = planFor(on);
    if (!table) return nobody;
    const { edition } = table.source;
    const packed = packCode(code);
    const row = packed < 0 ? -1 : firstRow(edition, packed);
    const articles = row < 0 ? [] : articlesOf(table, row, day, jurisdiction);
    if (articles.length > 0) return { status: 'articles', edition: edition.id, articles };
    return edition.complete ? table.none : notInIncomplete(table.source, code);
  };
}

function coverageTable(source: Source): CoverageTable {
  const { edition } = source;
  const stored = storedArticles.parse(JSON.parse(new TextDecoder().decode(edition.section.bytes('articles.u8'))));
  const offsets = edition.section.uint32('diagnosisOffsets.u32');
  const diagnoses = edition.section.float64('diagnoses.f64');
  const holds = (at: number, packed: number): boolean => {
    let low = offsets[at]!;
    let high = offsets[at + 1]!;
    const end = high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (diagnoses[middle]! < packed) low = middle + 1;
      else high = middle;
    }
    return low < end && diagnoses[low] === packed;
  };
  return {
    source,
    articles: stored.map((one) => ({ stored: one, article: answerOf(one, holds) })),
    none: Object.freeze({ status: 'none', edition: edition.id } as const),
  };
}

function answerOf(
  { article, contractors, states, groups }: StoredArticle,
  holds: (at: number, packed: number) => boolean,
): CoverageArticle {
  const covered = groups.filter((group) => group.covered);
  const excluded = groups.filter((group) => !group.covered);
  return Object.freeze({
    article,
    contractors: Object.freeze([...contractors]),
    states: Object.freeze([...states]),
    coveredGroups: Object.freeze(covered.map(({ name }) => name)),
    covers(diagnosis: string, group?: string) {
      const packed = packCode(diagnosis);
      return covered.some(({ name, at }) => (group === undefined || group === name) && holds(at, packed));
    },
    excludes(diagnosis: string) {
      const packed = packCode(diagnosis);
      return excluded.some(({ at }) => holds(at, packed));
    },
  });
}

function articlesOf(
  table: CoverageTable,
  row: number,
  day: number,
  jurisdiction: string | undefined,
): CoverageArticle[] {
  const lists = table.source.edition.lists!;
  const found: CoverageArticle[] = [];
  for (let entry = lists.offsets[row]!; entry < lists.offsets[row + 1]!; entry += 1) {
    const { stored, article } = table.articles[lists.items[entry]!]!;
    if (day < stored.fromDay || day > stored.toDay) continue;
    const here =
      jurisdiction === undefined || stored.contractors.includes(jurisdiction) || stored.states.includes(jurisdiction);
    if (here) found.push(article);
  }
  return found;
}
