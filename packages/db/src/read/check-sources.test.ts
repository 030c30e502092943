import { randomUUID } from 'node:crypto';
import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { storeClaim } from '@claimwright/testing/store-claim';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptEncounters, toDbEncounter } from '../intake/accept-encounters.ts';
import { loadHistory } from '../pipeline/history.ts';
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

const reach = { since: '2025-12-02', until: '2026-03-03' };

test('an encounter that is only validated sees the history that the worker loads for a stored one', async () => {
  for (const [name, status] of [
    ['ready', 'ready'],
    ['billed', 'billed'],
    ['held', 'needs_review'],
  ] as const)
    await store(visit(name, '2026-03-02'), status);
  await store(visit('just-in-reach', '2025-12-02'), 'ready');
  await store(visit('too-long-ago', '2025-12-01'), 'ready');
  await store(visit('other-day', '2026-04-02'), 'ready');
  const content = visit('mine', '2026-03-02');
  await store(content, 'ready');
  await database.app.transaction(tenantId, async (tx) => {
    const wish = { patientKey: toDbEncounter(content).patientKey, externalId: content.externalId, ...reach };
    const [byWorker = []] = await loadHistory(tx, [wish]);
    const { history } = await readCheckSources(tx, content, () => ({ content, reach }));
    expect(byWorker).toHaveLength(6);
    expect(history).toEqual(byWorker);
  });
});

test('a line says who gave it, for what, and where its claim stands; what is unknown is left out', async () => {
  const content = visit('of-two', '2026-06-02');
  const other = { npi: '1122334455', lastName: 'Other', taxonomyCode: '207R00000X' };
  const lines = content.lines.map((one, index) => ({ ...one, ...(index === 1 && { renderingProvider: other }) }));
  const { renderingProvider: _, ...without } = content;
  const diagnoses = [{ code: 'I10' }, { code: 'E11.9' }];
  const pointed = lines.map((one, index) => ({ ...one, diagnosisPointers: index === 0 ? [2, 1] : [] }));
  const id = await store(encounterInput.parse({ ...without, diagnoses, lines: pointed }), 'billed');
  const stored = async () =>
    database.app.transaction(tenantId, async (tx) => {
      const wish = { patientKey: 'e/p1', externalId: 'another', since: '2026-06-01', until: '2026-06-30' };
      return (await loadHistory(tx, [wish]))[0] ?? [];
    });
  const [first, second] = await stored();
  expect(first).toMatchObject({ encounterId: id, diagnosisCodes: ['E11.9', 'I10'], claimStatus: 'open' });
  expect(first).not.toHaveProperty('renderingNpi');
  expect(first).not.toHaveProperty('renderingTaxonomy');
  expect(second).toMatchObject({ renderingNpi: '1122334455', renderingTaxonomy: '207R00000X', diagnosisCodes: [] });
  const claim = async (status: string, live = true) => {
    const claimId = randomUUID();
    await database.app.transaction(tenantId, async (tx) => {
      const day = '2026-06-02';
      await storeClaim(tx, claimId, claimId.slice(0, 17).toUpperCase(), {
        status,
        payer_id: 'P1',
        patient_key: 'e/p1',
        service_from: day,
        service_to: day,
      });
      await tx.query(
        'insert into claim_encounters (tenant_id, claim_id, encounter_id, part, live) select $1, $2, $3, count(*)::integer + 1, $4 from claim_encounters',
        [tx.tenantId, claimId, id, live],
      );
    });
    return claimId;
  };
  const update = (sql: string, values: unknown[]) =>
    database.app.transaction(tenantId, (tx) => tx.query(`update claims set ${sql}`, values));
  const statuses = async () => (await stored()).map(({ claimStatus }) => claimStatus);
  await claim('rejected', false);
  const denied = await claim('denied');
  expect(await statuses()).toEqual(['denied', 'denied']);
  const sent = await claim('submitted');
  expect(await statuses()).toEqual(['open', 'open']);
  const paid = await claim('partially_paid');
  expect(await statuses()).toEqual(['paid', 'paid']);
  const aVoid = await claim('submitted', false);
  await update("frequency_code = '8' where id = $1", [aVoid]);
  const supersede = (ids: string[], by: string | null) => update('superseded_by = $1 where id = any($2)', [by, ids]);
  await supersede([sent], aVoid);
  expect(await statuses()).toEqual(['paid', 'paid']);
  await supersede([paid], aVoid);
  expect(await statuses()).toEqual(['denied', 'denied']);
  await supersede([denied], aVoid);
  expect(await statuses()).toEqual(['voided', 'voided']);
  // The payer refused the void.
  await supersede([sent, paid, denied], null);
  expect(await statuses()).toEqual(['paid', 'paid']);
});

test('only what came before, where that is asked for', async () => {
  const wish = { patientKey: 'e/p1', externalId: 'x', ...reach };
  await database.app.transaction(tenantId, async (tx) => {
    const [none, all] = await loadHistory(tx, [
      { ...wish, before: { receivedAt: '2026-03-03T00:00:00.000Z', id: '00000000-0000-0000-0000-000000000000' } },
      { ...wish, before: { receivedAt: '2026-03-04T00:00:00.000Z', id: '00000000-0000-0000-0000-000000000000' } },
    ]);
    expect([none?.length, all?.length]).toEqual([0, 8]);
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
    const { history, overrides, payer } = await readCheckSources(tx, content, () => ({
      content,
      reach: { since: '2026-05-02', until: '2026-05-03' },
    }));
    expect(history).toEqual([]);
    expect(overrides).toMatchObject([{ ruleId: 'DX001', pointer: '/diagnoses/0/code' }]);
    expect(payer).toMatchObject({ payerId: 'P1', name: 'Example Payer', memberIdFormat: 'any' });
  });
});
