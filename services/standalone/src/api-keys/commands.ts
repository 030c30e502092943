import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { addApiKey, listApiKeys, revokeApiKey } from '@claimwright/db/api-keys';
import { isIsoDate } from '@claimwright/domain/dates';
import { isScope, scopes as knownScopes, routeOfScope } from '@claimwright/http/scope';
import { systemClock } from '@claimwright/runtime/clock';
import { newId } from '@claimwright/runtime/ids';
import { UsageError } from '../arguments.ts';
import { practice } from '../demo-practice.ts';
import { complain, say, table } from '../terminal.ts';
import { withOwner } from '../with-owner.ts';

const where = { data: { type: 'string' }, database: { type: 'string' }, tenant: { type: 'string' } } as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `keys create`: makes a key, stores its hash and shows the key, alone on the standard output, this once. */
export async function createKey(argv: string[]): Promise<void> {
  const options = {
    ...where,
    label: { type: 'string' },
    scopes: { type: 'string' },
    expires: { type: 'string' },
  } as const;
  const { values } = parse(() => parseArgs({ args: argv, options, allowPositionals: false }));
  const label = values.label?.trim();
  if (!label) throw new UsageError('--label says who holds the key, for the list and the audit log.');
  const scopes = (values.scopes ?? '').split(',').filter(Boolean);
  const unknown = scopes.filter((word) => !isScope(word) && routeOfScope(word) === undefined);
  if (scopes.length === 0 || unknown.length > 0) {
    const list = Object.entries(knownScopes).map(([name, meaning]) => `  ${name.padEnd(18)} ${meaning}`);
    throw new UsageError(
      `${unknown.length > 0 ? `There is no scope ${unknown.join(', ')}` : '--scopes is missing'}; there are:\n${list.join('\n')}`,
    );
  }
  if (values.expires !== undefined && !isIsoDate(values.expires))
    throw new UsageError('--expires is the first day the key no longer works, written YYYY-MM-DD.');
  const tenantId = tenantOf(values.tenant) ?? practice.tenantId;
  const id = newId();
  const key = `cw_${randomBytes(32).toString('base64url')}`;
  const expiresAt = values.expires === undefined ? undefined : `${values.expires}T00:00:00.000Z`;
  const added = await withOwner(values, (ownerUrl) =>
    addApiKey(ownerUrl, { id, tenantId, key, label, scopes, expiresAt }),
  );
  if (!added) throw new UsageError(`There is no tenant ${tenantId}.`);
  complain(`Key ${id} (${label}; ${scopes.join(', ')}). It is not stored and will not be shown again:`);
  say(key);
}

/** `keys list`. */
export async function showKeys(argv: string[]): Promise<void> {
  const { values } = parse(() => parseArgs({ args: argv, options: where, allowPositionals: false }));
  const keys = await withOwner(values, (ownerUrl) => listApiKeys(ownerUrl, tenantOf(values.tenant)));
  if (keys.length === 0) {
    say('There is no key.');
    return;
  }
  const day = (instant: string | null) => instant?.slice(0, 10) ?? '';
  say(
    table(
      ['id', 'tenant', 'label', 'scopes', 'made', 'expires', 'revoked'],
      keys.map((key) => [
        key.id,
        key.tenantName,
        key.label,
        key.scopes.join(','),
        day(key.createdAt),
        day(key.expiresAt),
        day(key.revokedAt),
      ]),
    ),
  );
}

/** `keys revoke`. */
export async function revokeKey(argv: string[]): Promise<void> {
  const { values, positionals } = parse(() => parseArgs({ args: argv, options: where, allowPositionals: true }));
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0 || !uuid.test(id))
    throw new UsageError('keys revoke needs the id of one key, as "keys list" shows it.');
  const found = await withOwner(values, (ownerUrl) => revokeApiKey(ownerUrl, id, systemClock.now()));
  if (!found) throw new UsageError(`There is no key ${id}.`);
  say(`Key ${id} is revoked.`);
}

function tenantOf(given: string | undefined): string | undefined {
  if (given !== undefined && !uuid.test(given)) throw new UsageError('--tenant is the id of a tenant, a UUID.');
  return given;
}

function parse<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
