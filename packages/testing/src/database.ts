import { randomBytes, randomUUID } from 'node:crypto';
import { type Database, openDatabase } from '@claimwright/db/database';
import { provisionApiKey, provisionTenant } from '@claimwright/db/provision';
import pg from 'pg';
import { inject } from 'vitest';
import { templateDatabase, testUsers } from './global-setup.ts';

export interface TestDatabase extends AsyncDisposable {
  ownerUrl: string;
  appUrl: string;
  reportUrl: string;
  /** Opened with the service role, as the gateway and worker do. */
  app: Database;
  /** Makes a tenant and returns its id. */
  tenant(name?: string): Promise<string>;
  /** Makes an API key of the tenant and returns the key itself. */
  apiKey(tenantId: string, scopes: readonly string[]): Promise<string>;
}

/** A fresh, migrated database on the run's real PostgreSQL; dropped on dispose. Use one a test file, tenants within it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgresOwnerUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `create database ${name} template ${templateDatabase} strategy file_copy`);
  const urlFor = (login?: { user: string; password: string }) => {
    const url = new URL(server);
    url.pathname = `/${name}`;
    if (login) {
      url.username = login.user;
      url.password = login.password;
    }
    return url.href;
  };
  const ownerUrl = urlFor();
  const app = openDatabase({ connectionString: urlFor(testUsers.app), poolSize: 8, applicationName: 'test' });
  return {
    ownerUrl,
    appUrl: urlFor(testUsers.app),
    reportUrl: urlFor(testUsers.report),
    app,
    tenant: async (tenantName = 'Test practice') => {
      const tenantId = randomUUID();
      await provisionTenant(ownerUrl, { tenantId, name: tenantName });
      return tenantId;
    },
    apiKey: async (tenantId, scopes) => {
      const key = `cw_test_${randomBytes(16).toString('hex')}`;
      await provisionApiKey(ownerUrl, { tenantId, id: randomUUID(), key, label: 'test', scopes });
      return key;
    },
    [Symbol.asyncDispose]: async () => {
      await app[Symbol.asyncDispose]();
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Copying the template is refused while another test copies it.
    await client.query('select pg_advisory_lock(77114)');
    await client.query(sql);
  } finally {
    await client.end();
  }
}
