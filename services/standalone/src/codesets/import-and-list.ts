import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { type CodeSetName, codeSetNames } from '@claimwright/codesets/edition';
import { type ImportedEdition, type ImportRequest, importCodeSet } from '@claimwright/codesets/import/import-code-set';
import { listEditions, storeCandidates } from '@claimwright/db/code-set-editions';
import { asOwner } from '@claimwright/db/owner';
import { isIsoDate } from '@claimwright/domain/dates';
import { UsageError } from '../arguments.ts';
import { complain, endProgress, progress, say, table } from '../terminal.ts';
import { withOwner } from '../with-owner.ts';
import { activate } from './activate.ts';
import { databaseOptions, readArguments } from './command-line.ts';
import { readSources } from './read-sources.ts';

/** `codesets import`: reads the files, makes editions, stores them as candidates, and activates them when asked to. */
export async function importEditions(argv: string[]): Promise<void> {
  const options = {
    ...databaseOptions,
    set: { type: 'string' },
    to: { type: 'string' },
    incomplete: { type: 'boolean', default: false },
    'accept-ama-license': { type: 'boolean', default: false },
    edition: { type: 'string' },
    effective: { type: 'string' },
    activate: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = readArguments(() => parseArgs({ args: argv, options, allowPositionals: true }));
  const { set, paths } = await setAndPaths(values.set, positionals);
  for (const [name, date] of [
    ['--effective', values.effective],
    ['--to', values.to],
  ] as const)
    if (date !== undefined && !isIsoDate(date)) throw new UsageError(`${name} is a date written YYYY-MM-DD.`);
  const files = await readSources(paths);
  say(`Reading ${files.length} file${files.length === 1 ? '' : 's'} …`);
  const request: ImportRequest = {
    set,
    files,
    edition: values.edition,
    effectiveFrom: values.effective,
    effectiveTo: values.to,
    complete: values.incomplete ? false : undefined,
    amaLicenseAccepted: values['accept-ama-license'],
  };
  const editions = await importOrExplain(request);
  await withOwner(values, async (ownerUrl) => {
    await store(ownerUrl, editions, { licenseAccepted: values['accept-ama-license'] });
    if (values.activate) await activate(ownerUrl, editions, 'active');
    else say('They are candidates: "codesets activate" puts them in force.');
  });
}

/** The set may stand first, as a word of its own, or after --set. */
async function setAndPaths(
  given: string | undefined,
  positionals: readonly string[],
): Promise<{ set: CodeSetName | undefined; paths: readonly string[] }> {
  const [first, ...rest] = positionals;
  const word = given === undefined ? codeSetNames.find((name) => name === first) : undefined;
  const set = word ?? codeSetNames.find((name) => name === given);
  if (given !== undefined && set === undefined) throw new UsageError(`--set is one of ${codeSetNames.join(', ')}.`);
  const paths = word === undefined ? positionals : rest;
  if (paths.length === 0) throw new UsageError('codesets import needs at least one file or folder.');
  return { set, paths };
}

/** Reads files into editions, telling how far it is; says what is wrong with them and throws UsageError when anything is. */
export async function importOrExplain(request: ImportRequest): Promise<ImportedEdition[]> {
  let told = false;
  const result = await importCodeSet({
    ...request,
    onProgress: (rows, file) => {
      told = true;
      progress(`  ${file}: ${rows.toLocaleString('en-US')} rows …`);
    },
  });
  if (told) endProgress();
  for (const note of result.report.notes) say(`note: ${note}`);
  if (result.ok) return result.editions;
  for (const error of result.errors.slice(0, 20))
    complain(
      `${error.file}${error.line === undefined ? '' : `, line ${error.line}`}: ${error.message} (${error.rule})`,
    );
  throw new UsageError('Nothing was imported; the editions in force are as they were.');
}

/** Stores editions as candidates and says what became of each. Throws UsageError, nothing stored, when one of them is active. */
export async function store(
  ownerUrl: string,
  editions: readonly ImportedEdition[],
  options: { licenseAccepted: boolean },
): Promise<void> {
  const importedBy = userInfo().username;
  const outcomes = await storeCandidates(ownerUrl, editions, {
    importedBy,
    licenseAcceptedBy: options.licenseAccepted ? `${importedBy}, ${new Date().toISOString()}` : undefined,
  });
  const refused = outcomes.filter(({ outcome }) => outcome === 'refused_active');
  if (refused.length > 0) {
    throw new UsageError(
      `${refused.map(({ edition }) => edition).join(', ')}: active with other content. Retire it first, or import under another --edition. Nothing was stored.`,
    );
  }
  for (const { set, edition, rowCount, complete } of editions) {
    const found = outcomes.find((row) => row.edition === `${set}@${edition}`);
    say(
      `${set}@${edition}: ${rowCount.toLocaleString('en-US')} rows, ${complete ? 'complete' : 'incomplete'}, ${found?.outcome ?? 'stored'}`,
    );
  }
}

/** `codesets list`. */
export async function showEditions(argv: string[]): Promise<void> {
  const { values } = readArguments(() => parseArgs({ args: argv, options: databaseOptions, allowPositionals: false }));
  const editions = await withOwner(values, (ownerUrl) => asOwner(ownerUrl, (client) => listEditions(client)));
  if (editions.length === 0) {
    say('No edition has been imported; the starter set, which is marked incomplete, is all there is.');
    return;
  }
  say(
    table(
      ['edition', 'status', 'serves from', 'to', 'rows', 'complete', 'imported by', 'licence accepted by'],
      editions.map((row) => [
        `${row.set}@${row.edition}`,
        row.status,
        row.effectiveFrom,
        row.effectiveTo ?? '',
        row.rowCount,
        row.complete ? 'yes' : 'no',
        row.importedBy,
        row.licenseAcceptedBy ?? '',
      ]),
    ),
  );
}
