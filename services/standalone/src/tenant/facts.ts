import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { writeAudit } from '@claimwright/db/audit';
import { type Database, openDatabase } from '@claimwright/db/database';
import { deleteFacts, type FactEdition, listFactEditions } from '@claimwright/db/facts/fact-editions';
import { type FactReport, importFacts } from '@claimwright/db/facts/import-facts';
import { isUuid } from '@claimwright/domain/ids';
import { type FactSet, factSets, isFactSet } from '@claimwright/domain/tenant-facts';
import { systemClock } from '@claimwright/runtime/clock';
import { HelpAsked, UsageError } from '../arguments.ts';
import { practice } from '../demo-practice.ts';
import { say, table } from '../terminal.ts';
import { withOwner } from '../with-owner.ts';

export const factsUsage = `       npx -y pnpm@12 tenant facts import SET FILE --edition NAME [--merge] [--skip-bad-rows]
       npx -y pnpm@12 tenant facts list | remove SET
       each with [--tenant ID] [--data DIR | --database URL]; - reads the input; docs/tenant-facts.md lists the columns.
       SET: ${factSets.join(', ')}`;

const where = {
  tenant: { type: 'string', default: practice.tenantId },
  data: { type: 'string' },
  database: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

/** `tenant facts`: the tables a tenant loads besides code sets, as `/v1/tenant-facts` takes them. */
export async function runFacts([command, ...argv]: readonly string[]): Promise<void> {
  if (command === 'import') return importFile(argv);
  if (command === 'list') return list(argv);
  if (command === 'remove') return remove(argv);
  if (command === '--help') throw new HelpAsked(`Usage: ${factsUsage.trimStart()}`);
  throw new UsageError(`Usage: ${factsUsage.trimStart()}`);
}

const operator = { actor: 'operator', requestId: 'command line', remoteAddress: '' };
const resourceType = 'tenant_facts';

async function importFile(argv: readonly string[]): Promise<void> {
  const { values, positionals } = read(argv, {
    ...where,
    edition: { type: 'string' },
    merge: { type: 'boolean', default: false },
    'skip-bad-rows': { type: 'boolean', default: false },
  });
  const [name, path, ...more] = positionals;
  const set = setNamed(name);
  if (path === undefined || more.length > 0) throw new UsageError('tenant facts import needs a set and one file.');
  const edition = values.edition;
  if (edition === undefined || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(edition)) {
    throw new UsageError('--edition names what findings cite: letters, digits, dots and hyphens, such as 2026-11.');
  }
  if (path !== '-') await access(path).catch(() => fail(`There is no file ${path}.`));
  const mode = values.merge ? 'merge' : 'replace';
  const wish = { set, edition, mode, skipBadRows: values['skip-bad-rows'], importedBy: operator.actor } as const;
  const outcome = await inTenant(values, (database, tenantId) =>
    importFacts(
      database,
      tenantId,
      wish,
      path === '-' ? process.stdin : createReadStream(path),
      systemClock.now(),
      async (tx, stored, report) => {
        const detail = { edition, mode, rowCount: stored.rowCount, errorCount: report.errorCount };
        const entry = { ...operator, action: 'tenant_facts.put', resourceType, resourceIds: [set], detail };
        await writeAudit(tx, entry, systemClock.now());
      },
    ),
  );
  for (const { reason, rows } of outcome.report.skipped)
    say(`${rows.toLocaleString('en-US')} rows left out: ${reason}.`);
  if (!outcome.ok) throw new UsageError(`${explain(outcome.report)}\nNothing was changed.`);
  if (outcome.report.errorCount > 0) say(explain(outcome.report));
  say(`${set}@${edition}: ${outcome.edition.rowCount.toLocaleString('en-US')} rows are in force.`);
}

function explain({ errors, errorCount }: FactReport): string {
  const lines = errors.map(({ line, field, message }) =>
    [line > 0 ? `line ${line}` : undefined, field || undefined, message].filter((part) => part).join(': '),
  );
  const more = errorCount - errors.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

async function list(argv: readonly string[]): Promise<void> {
  const { values } = read(argv, where);
  const editions = await inTenant(values, (database, tenantId) => database.transaction(tenantId, listFactEditions));
  if (editions.length === 0) {
    say('No table is loaded; the rules that ask for one have no data.');
    return;
  }
  const row = ({ set, edition, rowCount, importedAt, importedBy }: FactEdition) => [
    ...[set, edition, rowCount, importedAt.slice(0, 10), importedBy],
  ];
  say(table(['set', 'edition', 'rows', 'imported', 'by'], editions.map(row)));
}

async function remove(argv: readonly string[]): Promise<void> {
  const { values, positionals } = read(argv, where);
  const set = setNamed(positionals[0]);
  const before = await inTenant(values, (database, tenantId) =>
    database.transaction(tenantId, async (tx) => {
      const found = await deleteFacts(tx, set);
      const entry = { ...operator, action: 'tenant_facts.delete', resourceType, resourceIds: [set] };
      if (found) await writeAudit(tx, { ...entry, detail: { before: found } }, systemClock.now());
      return found;
    }),
  );
  if (!before) throw new UsageError(`No table ${set} is loaded.`);
  say(`${set}@${before.edition} is gone; the rules that ask for it have no data from now on.`);
}

function read<Options extends ParseArgsOptionsConfig>(argv: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nUsage: ${factsUsage.trimStart()}`);
  }
}

function setNamed(name: string | undefined): FactSet {
  if (name !== undefined && isFactSet(name)) return name;
  throw new UsageError(`The set is one of ${factSets.join(', ')}.`);
}

/** Runs work as the owner within a tenant that is there. */
async function inTenant<Result>(
  values: { tenant: string; data?: string | undefined; database?: string | undefined },
  work: (database: Database, tenantId: string) => Promise<Result>,
): Promise<Result> {
  const { tenant } = values;
  if (!isUuid(tenant)) throw new UsageError(`--tenant is the id of a tenant, not ${tenant}.`);
  const server = {
    ...(values.data !== undefined && { data: values.data }),
    ...(values.database !== undefined && { database: values.database }),
  };
  return withOwner(server, async (ownerUrl) => {
    await using database = openDatabase({ connectionString: ownerUrl, poolSize: 1, applicationName: 'tenant-facts' });
    const known = await database.query('select from tenants where tenant_id = $1', [tenant]);
    if (known.rowCount === 0) throw new UsageError(`There is no tenant ${tenant}.`);
    // Awaited here: the pool is closed when this function is left.
    return await work(database, tenant);
  });
}

function fail(message: string): never {
  throw new UsageError(message);
}
