import { randomUUID } from 'node:crypto';
import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptEncounters, toDbEncounter } from '../intake/accept-encounters.ts';
import { loadHistory } from '../pipeline/scrub.ts';
import { readCheckSources } from './check-sources.ts';

let database: TestDatabase;
let tenantId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  tenantId = await database.tenant();
});
afterAll(() => database[Symbol.asyncDispose]());

function visit(externalId: string, serviceFrom: string): EncounterInput {
  return encounterInput.parse({
    externalId,
    patient: { lastName: 'Synthetic', externalId: 'p1' },
    billingProvider: { npi: '1234567893', organizationName: 'Example Clinic' },
    renderingProvider: { npi: '1234567893', lastName: 'Rendering' },
    placeOfService: '11',
    coverages: [{ responsibility: 'primary', payer: { id: 'P1', name: 'Example Payer' }, relationship: 'self' }],
    lines: [
      { procedureCode: 'G0463', modifiers: ['25'], units: 1, chargeCents: 12_500, serviceFrom },
      { procedureCode: 'J1885', units: 2.5, chargeCents: 100, serviceFrom, placeOfService: '22' },
    ],
  });
}

async function store(content: EncounterInput, status: string) {
  const id = randomUUID();
  const origin = { actor: 'test', requestId: 'r', remoteAddress: '::1' };
  await acceptEncounters(database.app, tenantId, [
    { ...toDbEncounter(content), ...origin, id, receivedAt: '2026-03-03T00:00:00.000Z' },
  ]);
  await database.app.transaction(tenantId, (tx) =>
    tx.query('update encounters set status = $2 where id = $1', [id, status]),
  );
  return id;
}

test('an encounter that is only validated sees the history that the worker loads for a stored one', async () => {
  for (const [name, status] of [
    ['ready', 'ready'],
    ['billed', 'billed'],
    ['held', 'needs_review'],
  ] as const)
    await store(visit(name, '2026-03-02'), status);
  await store(visit('other-day', '2026-04-02'), 'ready');
  const content = visit('mine', '2026-03-02');
  const id = await store(content, 'received');
  const columns = toDbEncounter(content);
  await database.app.transaction(tenantId, async (tx) => {
    const stored = { id, version: 1, patientKey: columns.patientKey, payerId: 'P1', content, receivedAt: '' };
    const byWorker = (await loadHistory(tx, [stored])).get(columns.patientKey) ?? [];
    const { history } = await readCheckSources(tx, content);
    expect(byWorker).toHaveLength(4);
    const plain = (lines: unknown) => JSON.parse(JSON.stringify(lines));
    const inOrder = (lines: { encounterId: string; procedureCode: string }[]) =>
      [...lines].sort((a, b) => (a.encounterId + a.procedureCode < b.encounterId + b.procedureCode ? -1 : 1));
    expect(plain(inOrder(history))).toEqual(plain(inOrder(byWorker)));
  });
});

test('an earlier version under the same external id is no history, and its released findings count', async () => {
  const content = visit('again', '2026-05-02');
  const id = await store(content, 'ready');
  await database.app.transaction(tenantId, async (tx) => {
    await tx.query(
      "insert into finding_overrides (tenant_id, id, encounter_id, rule_id, pointer, reason, actor, created_at) values ($1, $2, $3, 'DX001', '/diagnoses/0/code', 'right', 'key/1', now())",
      [tenantId, randomUUID(), id],
    );
    const { history, overrides, payer } = await readCheckSources(tx, content);
    expect(history).toEqual([]);
    expect(overrides).toMatchObject([{ ruleId: 'DX001', pointer: '/diagnoses/0/code' }]);
    expect(payer).toMatchObject({ payerId: 'P1', name: 'Example Payer', memberIdFormat: 'any' });
  });
});
