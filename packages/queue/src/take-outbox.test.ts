import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

// take_outbox takes what it was asked for: so many rows, the oldest, each by one taker, whatever plan the server makes.

let database: TestDatabase;
let tenantId: string;
const takers: pg.Client[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  tenantId = await database.tenant();
  for (let taker = 0; taker < 3; taker += 1) {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    takers.push(client);
  }
});
afterAll(async () => {
  for (const taker of takers) await taker.end();
  await database[Symbol.asyncDispose]();
});
beforeEach(() =>
  database.app.transaction(tenantId, async (tx) => {
    await tx.query('delete from outbox');
    await tx.query(
      `insert into outbox (tenant_id, job, subject_id) select $1, 'a-job', gen_random_uuid() from generate_series(1, 1000)`,
      [tenantId],
    );
  }),
);

const take = async (client: pg.Client, most: number): Promise<number[]> =>
  (await client.query('select sequence from take_outbox($1) order by 1', [most])).rows.map((row) =>
    Number(row.sequence),
  );

test.each([
  ['as it likes', []],
  ['with nested loops only', ['enable_hashjoin', 'enable_mergejoin', 'enable_material', 'enable_memoize']],
  ['without nested loops', ['enable_nestloop']],
])('takers at the same time, the server planning %s', async (_, off) => {
  for (const taker of takers) {
    await taker.query('begin');
    for (const setting of off) await taker.query(`set local ${setting} = off`);
  }
  const taken: number[][] = [];
  for (const taker of takers) taken.push(await take(taker, 50));
  expect(taken.map((rows) => rows.length)).toEqual([50, 50, 50]);
  expect(new Set(taken.flat()).size).toBe(150);
  // The oldest first: what the first has locked, the second passes over.
  expect(taken.flat()).toEqual(taken.flat().toSorted((a, b) => a - b));
  for (const taker of takers) await taker.query('rollback');
  const all = await take(takers[0]!, 2000);
  expect(all).toHaveLength(1000);
  expect(all.slice(0, 150)).toEqual(taken.flat());
});

// A join straight to the limited subquery lets a plan run it anew for every row; the server above chose none, another may.
test('the rows to take are chosen once, apart from the deletion', async () => {
  const { rows } = await takers[0]!.query<{ body: string }>(
    "select prosrc as body from pg_proc where proname = 'take_outbox'",
  );
  expect(rows[0]?.body).toMatch(
    /with taken as materialized \(\s*select[^)]*limit most for update skip locked\s*\)\s*delete/,
  );
});
