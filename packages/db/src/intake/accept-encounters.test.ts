import { randomUUID } from 'node:crypto';
import { encounterInput } from '@claimwright/domain/encounter';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptEncounters, type NewEncounter, toDbEncounter } from './accept-encounters.ts';

let database: TestDatabase;
let tenantId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  tenantId = await database.tenant();
});
afterAll(() => database[Symbol.asyncDispose]());

function newEncounter(externalId: string, idempotencyKey?: string, digest = 'one'): NewEncounter {
  const content = encounterInput.parse({
    externalId,
    patient: { lastName: 'Synthetic "Quoted" \\ {braces}', externalId: 'p1' },
    billingProvider: { npi: '1234567893', organizationName: 'Example Clinic' },
    coverages: [{ responsibility: 'primary', payer: { id: 'P1', name: 'Example Payer' }, relationship: 'self' }],
    lines: [{ procedureCode: 'G0463', units: 1, chargeCents: 12_500, serviceFrom: '2026-03-02' }],
  });
  const id = randomUUID();
  const answer = { status: 202, headers: { location: `/v1/encounters/${id}` }, body: Buffer.from(`{"id":"${id}"}`) };
  return {
    ...toDbEncounter(content),
    id,
    receivedAt: '2026-03-03T04:05:06.789Z',
    actor: 'key/test',
    requestId: 'r1',
    remoteAddress: '127.0.0.1',
    idempotency: idempotencyKey
      ? { key: idempotencyKey, requestSha256: Buffer.from(digest.padEnd(32, '.')), answer }
      : undefined,
  };
}

async function counts() {
  const tables = ['encounters', 'encounter_events', 'audit_log', 'outbox', 'idempotency_keys'];
  const parts = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  const { rows } = await database.app.transaction(tenantId, (tx) => tx.query(`select ${parts.join(', ')}`));
  return rows[0] as Record<string, number>;
}

describe('accepting a group', () => {
  test('writes encounter, event, audit, outbox and key of each, with what was sent', async () => {
    const before = await counts();
    const one = newEncounter('group-1', 'key-1');
    const two = newEncounter('group-2');
    expect(await acceptEncounters(database.app, tenantId, [one, two])).toEqual([
      { kind: 'accepted' },
      { kind: 'accepted' },
    ]);
    const after = await counts();
    const grown = Object.fromEntries(Object.keys(after).map((table) => [table, after[table]! - before[table]!]));
    expect(grown).toEqual({ encounters: 2, encounter_events: 2, audit_log: 2, outbox: 2, idempotency_keys: 1 });
    const { rows } = await database.app.transaction(tenantId, (tx) =>
      tx.query(
        'select external_id, payer_id, patient_key, service_from, charge_cents, content, received_at from encounters where id = $1',
        [one.id],
      ),
    );
    expect(rows).toEqual([
      {
        external_id: 'group-1',
        payer_id: 'P1',
        patient_key: 'e/p1',
        service_from: '2026-03-02',
        charge_cents: 12_500,
        content: JSON.parse(one.content),
        received_at: '2026-03-03T04:05:06.789Z',
      },
    ]);
  });

  test('a taken external id refuses its row, names the holder and frees the key; the neighbours are accepted', async () => {
    const holder = newEncounter('taken');
    await acceptEncounters(database.app, tenantId, [holder]);
    const before = await counts();
    const group = [newEncounter('free-1', 'k-free-1'), newEncounter('taken', 'k-taken'), newEncounter('free-2')];
    expect(await acceptEncounters(database.app, tenantId, group)).toEqual([
      { kind: 'accepted' },
      { kind: 'external_id_taken', existingId: holder.id },
      { kind: 'accepted' },
    ]);
    const after = await counts();
    expect(after.outbox! - before.outbox!).toBe(2);
    expect(after.audit_log! - before.audit_log!).toBe(2);
    expect(after.idempotency_keys! - before.idempotency_keys!).toBe(1);
    expect(await acceptEncounters(database.app, tenantId, [newEncounter('free-3', 'k-taken', 'other')])).toEqual([
      { kind: 'accepted' },
    ]);
  });

  test('two rows with the same external id: the first is accepted, the second told of it', async () => {
    const first = newEncounter('twin');
    expect(await acceptEncounters(database.app, tenantId, [first, newEncounter('twin')])).toEqual([
      { kind: 'accepted' },
      { kind: 'external_id_taken', existingId: first.id },
    ]);
  });

  test('the same key again gives the stored answer; with another request it is refused; nothing is written', async () => {
    const original = newEncounter('replay', 'key-replay');
    await acceptEncounters(database.app, tenantId, [original]);
    const before = await counts();
    const outcomes = await acceptEncounters(database.app, tenantId, [
      newEncounter('replay', 'key-replay'),
      newEncounter('other', 'key-1', 'changed'),
    ]);
    expect(outcomes).toEqual([{ kind: 'replayed', answer: original.idempotency?.answer }, { kind: 'key_reused' }]);
    expect(await counts()).toEqual(before);
  });

  test('the very same row again (a commit whose answer was lost) counts as accepted', async () => {
    const row = newEncounter('lost-answer');
    await acceptEncounters(database.app, tenantId, [row]);
    expect(await acceptEncounters(database.app, tenantId, [row])).toEqual([{ kind: 'accepted' }]);
  });

  test('rivals with one key on two connections: one is accepted, the other given its answer', async () => {
    const rivals = Array.from({ length: 6 }, () => newEncounter('rival', 'key-rival'));
    const outcomes = (await Promise.all(rivals.map((row) => acceptEncounters(database.app, tenantId, [row])))).flat();
    const kinds = outcomes.map((outcome) => outcome.kind).sort();
    expect(kinds).toEqual(['accepted', 'replayed', 'replayed', 'replayed', 'replayed', 'replayed']);
    const winner = rivals[outcomes.findIndex((outcome) => outcome.kind === 'accepted')];
    for (const outcome of outcomes) {
      if (outcome.kind === 'replayed') expect(outcome.answer).toEqual(winner?.idempotency?.answer);
    }
  });

  test('a value that cannot be stored fails the call and leaves nothing', async () => {
    const before = await counts();
    const bad = { ...newEncounter('bad'), content: '{"broken' };
    await expect(acceptEncounters(database.app, tenantId, [newEncounter('good'), bad])).rejects.toMatchObject({
      code: '22P02',
    });
    expect(await counts()).toEqual(before);
  });

  test('the tenant is gone from the connection afterwards', async () => {
    const { rows } = await database.app.query('select count(*)::int as n from encounters');
    expect(rows).toEqual([{ n: 0 }]);
  });

  test('an empty group is nothing', async () => {
    expect(await acceptEncounters(database.app, tenantId, [])).toEqual([]);
  });
});
