import { checkBand, type DraftOptions, draftOf, named, type Work } from './draft.ts';
import { errorLog } from './import-error.ts';
import type { FinishedDrafts } from './import-pairs.ts';
import type { Member } from './open-source.ts';
import { coverageCollector } from './read-coverage.ts';
import { readText } from './read-text.ts';
import type { SourceFormat } from './recognise-format.ts';
import { articleBand } from './row-bands.ts';

/** Joins the tables of an export of Medicare's coverage database (current_article) into one edition. */
export function draftCoverage(
  members: readonly { member: Member; format: SourceFormat }[],
  options: DraftOptions,
): FinishedDrafts {
  const tables = members.filter(({ format }) => format === 'coverage-table');
  const finished: FinishedDrafts = { drafts: [], errors: [], files: [] };
  if (tables.length === 0) return finished;
  const collector = coverageCollector();
  for (const { member, format } of tables) {
    const log = errorLog(member.path);
    const text = readText(member.bytes, 'windows-1252', log);
    if (text !== undefined) collector.add(text, log);
    finished.errors.push(...log.errors());
    finished.files.push({ name: member.path, format, rows: 0 });
  }
  const first = tables[0]!;
  const log = errorLog(first.member.path);
  const work: Work = { member: first.member, format: first.format, options, log };
  const { rows, extra, articleCount } = collector.finish(log);
  const window = named(work, 'coverage');
  if (window) {
    checkBand(work, articleCount, articleBand, 'articles');
    finished.drafts.push({ ...draftOf(work, 'coverage', window, rows, { extra }), rowCount: articleCount });
  }
  finished.errors.push(...log.errors());
  return finished;
}
