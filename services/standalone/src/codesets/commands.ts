import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { codeSetNames } from '@claimwright/codesets/edition';
import { importCodeSet } from '@claimwright/codesets/import/import-code-set';
import { listEditions, setEditionStatus, storeCandidates } from '@claimwright/db/code-set-editions';
import { asOwner } from '@claimwright/db/owner';
import { isIsoDate } from '@claimwright/domain/dates';
import { UsageError } from '../arguments.ts';
import { complain, say, table } from '../terminal.ts';
import { withOwner } from '../with-owner.ts';
import { readSources } from './read-sources.ts';

const where = { data: { type: 'string' }, database: { type: 'string' } } as const;

/** `codesets import`: reads the files, makes editions, stores them as candidates, and activates them when asked to. */
export async function importEditions(argv: string[]): Promise<void> {
  const options = {
    ...where,
    set: { type: 'string' },
    edition: { type: 'string' },
    effective: { type: 'string' },
    activate: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parse(() => parseArgs({ args: argv, options, allowPositionals: true }));
  if (positionals.length === 0) throw new UsageError('codesets import needs at least one file or folder.');
  const set = codeSetNames.find((name) => name === values.set);
  if (values.set !== undefined && set === undefined)
    throw new UsageError(`--set is one of ${codeSetNames.join(', ')}.`);
  if (values.effective !== undefined && !isIsoDate(values.effective))
    throw new UsageError('--effective is a date written YYYY-MM-DD.');
  const files = await readSources(positionals);
  say(`Reading ${files.length} file${files.length === 1 ? '' : 's'} …`);
  const result = await importCodeSet({ set, files, edition: values.edition, effectiveFrom: values.effective });
  for (const note of result.report.notes) say(`note: ${note}`);
  if (!result.ok) {
    for (const error of result.errors.slice(0, 20)) {
      complain(
        `${error.file}${error.line === undefined ? '' : `, line ${error.line}`}: ${error.message} (${error.rule})`,
      );
    }
    throw new UsageError('Nothing was imported; the editions in force are as they were.');
  }
  await withOwner(values, async (ownerUrl) => {
    const outcomes = await storeCandidates(ownerUrl, result.editions, { importedBy: userInfo().username });
    const refused = outcomes.filter(({ outcome }) => outcome === 'refused_active');
    if (refused.length > 0) {
      throw new UsageError(
        `${refused.map(({ edition }) => edition).join(', ')}: active with other content. Retire it first, or import under another --edition. Nothing was stored.`,
      );
    }
    for (const { set: setName, edition, rowCount, complete } of result.editions) {
      const found = outcomes.find((row) => row.edition === `${setName}@${edition}`);
      say(
        `${setName}@${edition}: ${rowCount.toLocaleString('en-US')} rows, ${complete ? 'complete' : 'incomplete'}, ${found?.outcome ?? 'stored'}`,
      );
    }
    if (values.activate)
      await activate(
        ownerUrl,
        result.editions.map(({ set: setName, edition }) => ({ set: setName, edition })),
        'active',
      );
    else say('They are candidates: "codesets activate" puts them in force.');
  });
}

/** `codesets list`. */
export async function showEditions(argv: string[]): Promise<void> {
  const { values } = parse(() => parseArgs({ args: argv, options: where, allowPositionals: false }));
  const editions = await withOwner(values, (ownerUrl) => asOwner(ownerUrl, (client) => listEditions(client)));
  if (editions.length === 0) {
    say('No edition has been imported; the starter set, which is marked incomplete, is all there is.');
    return;
  }
  say(
    table(
      ['edition', 'status', 'serves from', 'to', 'rows', 'complete', 'imported by'],
      editions.map((row) => [
        `${row.set}@${row.edition}`,
        row.status,
        row.effectiveFrom,
        row.effectiveTo ?? '',
        row.rowCount,
        row.complete ? 'yes' : 'no',
        row.importedBy,
      ]),
    ),
  );
}

/** `codesets activate` and `codesets retire`. */
export async function activateEditions(argv: string[], status: 'active' | 'retired'): Promise<void> {
  const { values, positionals } = parse(() => parseArgs({ args: argv, options: where, allowPositionals: true }));
  const named = positionals.map((name) => {
    const [set, edition, ...rest] = name.split('@');
    if (!set || !edition || rest.length > 0)
      throw new UsageError(`"${name}" is not written set@edition; "codesets list" shows them.`);
    return { set, edition };
  });
  if (named.length === 0) throw new UsageError('Name at least one edition, written set@edition.');
  await withOwner(values, (ownerUrl) => activate(ownerUrl, named, status));
}

async function activate(
  ownerUrl: string,
  editions: readonly { set: string; edition: string }[],
  status: 'active' | 'retired',
): Promise<void> {
  const found = await setEditionStatus(ownerUrl, editions, status);
  const missing = editions.map(({ set, edition }) => `${set}@${edition}`).filter((name) => !found.includes(name));
  if (missing.length > 0)
    throw new UsageError(`There is no edition ${missing.join(', ')}; "codesets list" shows those there are.`);
  say(`${found.join(', ')}: ${status}.`);
}

function parse<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
