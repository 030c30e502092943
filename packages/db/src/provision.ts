import { asOwner } from './owner.ts';
import { apiKeySha256 } from './tenants.ts';

export interface NewTenant {
  tenantId: string;
  name: string;
}

export interface NewApiKey {
  tenantId: string;
  id: string;
  /** The key itself; only its hash is stored. */
  key: string;
  label: string;
  scopes: readonly string[];
}

/** Creates the tenant unless it is there. Run as the owner: services may not make tenants. */
export async function provisionTenant(ownerConnectionString: string, tenant: NewTenant): Promise<void> {
  await asOwner(ownerConnectionString, (client) =>
    client.query('insert into tenants (tenant_id, name) values ($1, $2) on conflict do nothing', [
      tenant.tenantId,
      tenant.name,
    ]),
  );
}

/** Stores the hash of an API key. Run as the owner. The same key again changes its label and scopes. */
export async function provisionApiKey(ownerConnectionString: string, apiKey: NewApiKey): Promise<void> {
  await asOwner(ownerConnectionString, (client) =>
    client.query(
      `insert into api_keys (tenant_id, id, key_sha256, label, scopes) values ($1, $2, $3, $4, $5)
       on conflict (key_sha256) do update set label = excluded.label, scopes = excluded.scopes`,
      [apiKey.tenantId, apiKey.id, apiKeySha256(apiKey.key), apiKey.label, apiKey.scopes],
    ),
  );
}
