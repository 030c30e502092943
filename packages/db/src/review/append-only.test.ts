import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';

let database: TestDatabase;
let tenantId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  tenantId = await database.tenant();
});
afterAll(() => database[Symbol.asyncDispose]());

test.each([
  'encounter_versions',
  'rule_sets',
  'scrub_run_inputs',
  'task_events',
  'whatif_encounters',
  'whatif_changes',
  'remittance_reviews',
  'denial_reviews',
  'claim_submissions',
  'claim_lines',
  'finding_override_ends',
])('the service role may neither update nor delete %s', async (table) => {
  const run = (sql: string) => database.app.transaction(tenantId, (tx) => tx.query(sql));
  await expect(run(`delete from ${table}`)).rejects.toThrow(/permission denied/);
  await expect(run(`update ${table} set tenant_id = tenant_id`)).rejects.toThrow(/permission denied/);
});

test('a content is kept when another takes its place, not when the status or the version moves', async () => {
  const kept = await database.app.transaction(tenantId, async (tx) => {
    await tx.query(
      `insert into encounters (tenant_id, id, external_id, version, status, patient_key, charge_cents, content, received_at, updated_at)
       values ($1, gen_random_uuid(), 'v', 1, 'received', 'e/1', 0, '{"n": 1}', now(), now())`,
      [tenantId],
    );
    await tx.query(`update encounters set status = 'ready', version = 3`);
    await tx.query(`update encounters set content = '{"n": 1}'`);
    await tx.query(`update encounters set content = '{"n": 2}'`);
    await tx.query('update encounters set version = 4');
    return (await tx.query('select last_version, content from encounter_versions')).rows;
  });
  expect(kept).toEqual([{ last_version: 3, content: { n: 1 } }]);
});
