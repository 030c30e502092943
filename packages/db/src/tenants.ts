import { createHash } from 'node:crypto';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { PayerProfile } from '@claimwright/domain/payer';
import type { Database, TenantTransaction } from './database.ts';

/** What a request is allowed to do and for whom, found from an API key. */
export interface AuthenticatedKey {
  tenantId: string;
  keyId: string;
  scopes: string[];
}

/** SHA-256 of an API key: all that is ever stored of it. */
export function apiKeySha256(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest();
}

/** Finds the live key with that hash; undefined when there is none, it is revoked or expired. */
export async function authenticateApiKey(
  database: Database,
  sha256: Buffer,
  at: IsoInstant,
): Promise<AuthenticatedKey | undefined> {
  const { rows } = await database.query<{ tenant_id: string; key_id: string; scopes: string[] }>({
    name: 'authenticate-api-key',
    text: 'select tenant_id, key_id, scopes from authenticate_api_key($1, $2)',
    values: [sha256, at],
  });
  const row = rows[0];
  return row && { tenantId: row.tenant_id, keyId: row.key_id, scopes: row.scopes };
}

/** Every tenant's id, for loops that serve all of them (sweeper, pollers). */
export async function allTenantIds(database: Database): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>('select id from all_tenant_ids() as id');
  return rows.map((row) => row.id);
}

/** Adds or replaces what the tenant knows of a payer. */
export async function savePayerProfile(tx: TenantTransaction, profile: PayerProfile): Promise<void> {
  await tx.query(
    `insert into payers (tenant_id, payer_id, name, profile) values ($1, $2, $3, $4)
     on conflict (tenant_id, payer_id) do update set name = excluded.name, profile = excluded.profile, updated_at = now()`,
    [tx.tenantId, profile.payerId, profile.name, JSON.stringify(profile)],
  );
}
