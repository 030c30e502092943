import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { allTenantIds, apiKeySha256, authenticateApiKey, savePayerProfile } from './tenants.ts';

let database: TestDatabase;
let one: string;
let two: string;

beforeAll(async () => {
  database = await createTestDatabase();
  one = await database.tenant('One');
  two = await database.tenant('Two');
  for (const tenantId of [one, two]) {
    await database.app.transaction(tenantId, (tx) => addEncounter(tx, `visit-of-${tenantId}`));
  }
});
afterAll(() => database[Symbol.asyncDispose]());

function addEncounter(
  tx: Parameters<Parameters<TestDatabase['app']['transaction']>[1]>[0],
  externalId: string,
  tenantId = tx.tenantId,
) {
  return tx.query(
    `insert into encounters (tenant_id, id, external_id, version, status, patient_key, charge_cents, content, received_at, updated_at)
     values ($1, $2, $3, 1, 'received', 'e/1', 0, '{}', now(), now())`,
    [tenantId, randomUUID(), externalId],
  );
}

describe('a tenant sees only its own', () => {
  test('rows of another tenant are not there', async () => {
    const { rows } = await database.app.transaction(one, (tx) => tx.query('select external_id from encounters'));
    expect(rows).toEqual([{ external_id: `visit-of-${one}` }]);
  });

  test('a row cannot be written for another tenant', async () => {
    await expect(database.app.transaction(one, (tx) => addEncounter(tx, 'forged', two))).rejects.toThrow(
      /row-level security/,
    );
  });

  test('without a tenant there is nothing, also after a transaction on the same connection', async () => {
    const narrow = openDatabase({ connectionString: database.appUrl, poolSize: 1 });
    await narrow.transaction(one, (tx) => tx.query('select 1'));
    const { rows } = await narrow.query('select count(*) as n from encounters');
    await narrow[Symbol.asyncDispose]();
    expect(rows).toEqual([{ n: 0 }]);
  });

  test('every table with tenant rows has forced row-level security, and its key starts with the tenant', async () => {
    const { rows } = await database.app.query<{ table: string; forced: boolean; first: string | null }>(`
      select c.relname as table, c.relrowsecurity and c.relforcerowsecurity as forced,
        (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
         where i.indrelid = c.oid and i.indisprimary) as first
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not in ('schema_migrations', 'code_set_editions')`);
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((row) => !row.forced || row.first !== 'tenant_id')).toEqual([]);
  });

  test('no foreign key leaves the tenant', async () => {
    const { rows } = await database.app.query<{ name: string }>(`
      select k.conname as name from pg_constraint k where k.contype = 'f'
        and not exists (select from unnest(k.conkey) column_number join pg_attribute a on a.attrelid = k.conrelid and a.attnum = column_number
          where a.attname = 'tenant_id')`);
    expect(rows).toEqual([]);
  });

  test('neither service role may bypass it', async () => {
    const { rows } = await database.app.query(
      `select rolname from pg_roles where rolname in ('claimwright_app', 'claimwright_report', 'test_app', 'test_report') and (rolbypassrls or rolsuper)`,
    );
    expect(rows).toEqual([]);
  });
});

describe('history is append-only', () => {
  test.each([
    'encounter_events',
    'claim_events',
    'findings',
    'scrub_runs',
    'ledger_entries',
    'remittances',
    'audit_log',
  ])('the service role may neither update nor delete %s', async (table) => {
    await expect(database.app.transaction(one, (tx) => tx.query(`delete from ${table}`))).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      database.app.transaction(one, (tx) => tx.query(`update ${table} set tenant_id = tenant_id`)),
    ).rejects.toThrow(/permission denied/);
  });

  test('the reporting role cannot write anything', async () => {
    const report = openDatabase({ connectionString: database.reportUrl, poolSize: 1 });
    const { rows } = await report.query(`
      select table_name from information_schema.table_privileges
      where grantee = 'claimwright_report' and privilege_type <> 'SELECT'`);
    await expect(report.transaction(one, (tx) => addEncounter(tx, 'x'))).rejects.toThrow(/permission denied/);
    await report[Symbol.asyncDispose]();
    expect(rows).toEqual([]);
  });
});

describe('transactions', () => {
  test('roll back when the work throws', async () => {
    await expect(
      database.app.transaction(one, async (tx) => {
        await addEncounter(tx, 'rolled-back');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const { rows } = await database.app.transaction(one, (tx) =>
      tx.query(`select from encounters where external_id = 'rolled-back'`),
    );
    expect(rows).toEqual([]);
  });

  test('a snapshot refuses to write', async () => {
    await expect(database.app.snapshot(one, (tx) => addEncounter(tx, 'x'))).rejects.toThrow(/read-only transaction/);
  });
});

describe('API keys', () => {
  test('a live key names its tenant and scopes; an unknown one names nothing', async () => {
    const key = await database.apiKey(one, ['claims:read']);
    const found = await authenticateApiKey(database.app, apiKeySha256(key), new Date().toISOString());
    expect(found).toMatchObject({ tenantId: one, scopes: ['claims:read'] });
    expect(await authenticateApiKey(database.app, apiKeySha256(`${key}x`), new Date().toISOString())).toBeUndefined();
  });
});

test('loops over all tenants see every tenant id', async () => {
  expect(await allTenantIds(database.app)).toEqual(expect.arrayContaining([one, two]));
});

test('a payer profile is kept for its tenant alone', async () => {
  await database.app.transaction(one, (tx) =>
    savePayerProfile(tx, {
      payerId: 'P1',
      name: 'Payer One',
      route: 'default',
      patientIsSubscriber: false,
      memberIdFormat: 'any',
      acceptsReplacement: true,
      sexEdits: false,
    }),
  );
  const { rows } = await database.app.transaction(two, (tx) => tx.query('select from payers'));
  expect(rows).toEqual([]);
});
