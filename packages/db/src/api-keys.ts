import type { IsoInstant } from '@claimwright/domain/dates';
import { asOwner } from './owner.ts';
import { apiKeySha256 } from './tenants.ts';

/** What is known of an API key: everything but the key. */
export interface ApiKeyRow {
  id: string;
  tenantId: string;
  tenantName: string;
  label: string;
  scopes: string[];
  createdAt: IsoInstant;
  expiresAt: IsoInstant | null;
  revokedAt: IsoInstant | null;
}

export interface ApiKeyToAdd {
  id: string;
  tenantId: string;
  /** The key itself; only its hash is stored. */
  key: string;
  label: string;
  scopes: readonly string[];
  expiresAt?: IsoInstant;
}

/** Stores a new key's hash. Run as the owner: services cannot make keys. False when there is no such tenant. */
export async function addApiKey(ownerConnectionString: string, added: ApiKeyToAdd): Promise<boolean> {
  return asOwner(ownerConnectionString, async (client) => {
    const { rowCount } = await client.query(
      `insert into api_keys (tenant_id, id, key_sha256, label, scopes, expires_at)
       select tenant_id, $2, $3, $4, $5, $6 from tenants where tenant_id = $1`,
      [added.tenantId, added.id, apiKeySha256(added.key), added.label, added.scopes, added.expiresAt ?? null],
    );
    return rowCount === 1;
  });
}

/** All keys of one tenant, or of all tenants, oldest first. Run as the owner. */
export async function listApiKeys(ownerConnectionString: string, tenantId?: string): Promise<ApiKeyRow[]> {
  return asOwner(ownerConnectionString, async (client) => {
    const { rows } = await client.query<ApiKeyRow>(
      `select k.id, k.tenant_id as "tenantId", t.name as "tenantName", k.label, k.scopes, k.created_at as "createdAt",
         k.expires_at as "expiresAt", k.revoked_at as "revokedAt"
       from api_keys k join tenants t using (tenant_id) where $1::uuid is null or k.tenant_id = $1
       order by k.created_at, k.id`,
      [tenantId ?? null],
    );
    return rows;
  });
}

/**
 * Revokes a key for good. Run as the owner. Says whether there is such a key; one that was revoked before keeps its day.
 * The services know it after their cache's time (10 s unless set otherwise).
 */
export async function revokeApiKey(ownerConnectionString: string, id: string, at: IsoInstant): Promise<boolean> {
  return asOwner(ownerConnectionString, async (client) => {
    const { rowCount } = await client.query('update api_keys set revoked_at = coalesce(revoked_at, $2) where id = $1', [
      id,
      at,
    ]);
    return (rowCount ?? 0) > 0;
  });
}
