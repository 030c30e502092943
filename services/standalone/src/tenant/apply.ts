import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { openDatabase } from '@claimwright/db/database';
import { saveRoute } from '@claimwright/db/pipeline/batches';
import { provisionTenant } from '@claimwright/db/provision';
import { savePayerProfile } from '@claimwright/db/tenants';
import { UsageError } from '../arguments.ts';
import { say } from '../terminal.ts';
import { withOwner } from '../with-owner.ts';
import { type TenantFile, tenantFile } from './tenant-file.ts';

/** `tenant apply`: makes the tenant of a file, or brings its routes and payers up to the file. Applying it again changes nothing. */
export async function applyTenant(argv: string[]): Promise<void> {
  const options = { data: { type: 'string' }, database: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('tenant apply needs one file; - reads the input.');
  const tenant = parseTenant(path === '-' ? await readAll(process.stdin) : await readFile(path, 'utf8'));
  await withOwner(values, (ownerUrl) => saveTenant(ownerUrl, tenant));
  say(
    `${tenant.name} (${tenant.tenantId}): ${Object.keys(tenant.routes).length} routes, ${tenant.payers.length} payers are in force.`,
  );
}

/** Throws UsageError naming every field that is wrong. */
export function parseTenant(content: string): TenantFile {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    throw new UsageError(`The file is not JSON: ${(error as Error).message}`);
  }
  const result = tenantFile.safeParse(json);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `  ${issue.path.join('.') || '(file)'}: ${issue.message}`);
  throw new UsageError(`The file cannot be used:\n${wrong.join('\n')}`);
}

async function saveTenant(ownerUrl: string, tenant: TenantFile): Promise<void> {
  await provisionTenant(ownerUrl, tenant);
  await saveSettings(ownerUrl, tenant);
}

/** Routes and payers of a tenant that is there, in one transaction, as the owner. */
export async function saveSettings(
  ownerUrl: string,
  tenant: Pick<TenantFile, 'tenantId' | 'routes' | 'payers'>,
): Promise<void> {
  await using database = openDatabase({ connectionString: ownerUrl, poolSize: 1, applicationName: 'tenant-apply' });
  await database.transaction(tenant.tenantId, async (tx) => {
    for (const [name, { adapter, settings, schedule, expectations }] of Object.entries(tenant.routes)) {
      await saveRoute(tx, {
        name,
        adapter,
        settings: { envelope: settings.envelope, transport: settings.transport },
        ...(schedule ? { schedule } : {}),
        ...(expectations ? { expectations } : {}),
      });
    }
    for (const payer of tenant.payers) await savePayerProfile(tx, payer);
  });
}
