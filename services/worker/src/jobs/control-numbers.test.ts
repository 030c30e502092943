import { setTimeout as delay } from 'node:timers/promises';
import { takeControlNumbers, takePatientControlNumbers } from '@claimwright/db/pipeline/control-numbers';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const take = (tenantId: string, count: number) =>
  database.app.transaction(tenantId, (tx) => takePatientControlNumbers(tx, count));

/** Every number of the ranges; throws when one is in two of them. */
function all(ranges: readonly (readonly [number, number])[]): Set<number> {
  const numbers = new Set<number>();
  for (const [first, count] of ranges) {
    for (let number = first; number < first + count; number += 1) {
      if (numbers.has(number)) throw new Error(`${number} was given twice`);
      numbers.add(number);
    }
  }
  return numbers;
}

test('patient control numbers begin at 1, follow each other, and go on after a rollback without a gap', async () => {
  const tenantId = await database.tenant();
  expect(await take(tenantId, 3)).toBe(1);
  await expect(
    database.app.transaction(tenantId, async (tx) => {
      await takePatientControlNumbers(tx, 5);
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  expect(await take(tenantId, 2)).toBe(4);
});

test('a transaction that holds numbers keeps nobody else waiting, and nobody gets the same', async () => {
  const tenantId = await database.tenant();
  const ranges: [number, number][] = [];
  const takeInside = (work: () => Promise<void>): Promise<void> =>
    database.app.transaction(tenantId, async (tx) => {
      ranges.push([await takePatientControlNumbers(tx, 250), 250]);
      await work();
    });
  const lanes = async (): Promise<number> => {
    const read = "select count(*)::int as count from control_numbers where scope <> ''";
    const { rows } = await database.app.snapshot(tenantId, (tx) => tx.query<{ count: number }>(read));
    return rows[0]?.count ?? 0;
  };
  // Rivals who find no lane free open one each, one after the other; on a busy machine one may end before the next has begun.
  do await Promise.all(Array.from({ length: 5 }, () => takeInside(() => delay(30))));
  while ((await lanes()) < 5);
  // From then on five transactions may hold numbers at once: each of these ends only after the one it opened inside.
  const nested = (depth: number): Promise<void> =>
    takeInside(() => (depth > 1 ? nested(depth - 1) : Promise.resolve()));
  await nested(5);
  await nested(5);
  expect(all(ranges).size).toBe(ranges.length * 250);
  expect(await lanes()).toBe(5);
});

test('numbers are never given twice: blocks that run out, odd counts, many at once, more than a block', async () => {
  const tenantId = await database.tenant();
  const counts = Array.from(
    { length: 120 },
    (_, index) => [250, 249, 1, 3_333, 5_000, 9_999, 10_000, 12_345][index % 8] ?? 1,
  );
  const ranges: [number, number][] = [];
  const waiting = [...counts];
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let count = waiting.pop(); count !== undefined; count = waiting.pop())
        ranges.push([await take(tenantId, count), count]);
    }),
  );
  expect(all(ranges).size).toBe(counts.reduce((sum, count) => sum + count, 0));
});

test('numbers that were given from the counter alone, before there were lanes, are not given again', async () => {
  const tenantId = await database.tenant();
  await database.app.transaction(tenantId, (tx) =>
    tx.query(
      "insert into control_numbers (tenant_id, kind, scope, next_value) values ($1, 'patient_control', '', 4711)",
      [tenantId],
    ),
  );
  expect(await take(tenantId, 1)).toBe(10_001);
});

test('envelope numbers begin again at 1 after nine digits', async () => {
  const tenantId = await database.tenant();
  await database.app.transaction(tenantId, async (tx) => {
    await tx.query(
      "insert into control_numbers (tenant_id, kind, scope, next_value) values ($1, 'interchange', 'r', 999999999)",
      [tenantId],
    );
    expect(await takeControlNumbers(tx, 'interchange', 'r', 1)).toBe(999_999_999);
    expect(await takeControlNumbers(tx, 'interchange', 'r', 1)).toBe(1);
    expect(await takeControlNumbers(tx, 'group', '', 3)).toBe(1);
    expect(await takeControlNumbers(tx, 'group', '', 1)).toBe(4);
  });
});
