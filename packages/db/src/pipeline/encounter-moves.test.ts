import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EncounterMove, moveEncounters } from './encounter-moves.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

async function encounter(version: number, status: string) {
  const tenantId = await database.tenant();
  const id = randomUUID();
  await database.app.transaction(tenantId, (tx) =>
    tx.query(
      `insert into encounters (tenant_id, id, external_id, version, status, patient_key, charge_cents, content, received_at, updated_at)
       values ($1, $2, 'x', $3, $4, 'p', 0, '{}', now(), now())`,
      [tenantId, id, version, status],
    ),
  );
  const move = (change: Partial<EncounterMove>) =>
    database.app.transaction(tenantId, (tx) => {
      const whole = { encounterId: id, version, from: 'received', event: 'passed_checks', ...change } as const;
      return moveEncounters(tx, [whole], 'test', '2026-03-16T08:00:00.000Z');
    });
  const now = () =>
    database.app.snapshot(tenantId, async (tx) => {
      const { rows } = await tx.query('select status from encounters union all select type from encounter_events');
      return rows.map((row) => row.status);
    });
  return { id, move, now };
}

test('a move that was decided on this version and status happens, with its event', async () => {
  const { id, move, now } = await encounter(2, 'received');
  expect(await move({})).toEqual(new Set([id]));
  expect(await now()).toEqual(['ready', 'passed_checks']);
});

test('a move that was decided on an older version does nothing', async () => {
  const { move, now } = await encounter(2, 'received');
  expect(await move({ version: 1 })).toEqual(new Set());
  expect(await now()).toEqual(['received']);
});

test('a move from a status it has left does nothing', async () => {
  const { move, now } = await encounter(2, 'ready');
  expect(await move({})).toEqual(new Set());
  expect(await now()).toEqual(['ready']);
});

test('a move the transition table does not know is a bug and throws', async () => {
  const { move } = await encounter(2, 'billed');
  await expect(move({ from: 'billed', event: 'passed_checks' })).rejects.toThrow('No transition');
});
