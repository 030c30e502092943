import { randomUUID } from 'node:crypto';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { storeClaim } from '@claimwright/testing/store-claim';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TenantTransaction } from '../database.ts';
import { lockClaims } from './claim-moves.ts';
import { type ClaimToSave, saveAssembledClaims } from './claims.ts';
import { saveResubmissions } from './resubmissions.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const at = '2026-03-16T08:00:00.000Z';

/** What the database reads of a claim's content. */
function content(memberId: string): Pick<ClaimToSave, 'snapshot' | 'snapshotText' | 'snapshotSha256'> {
  const snapshot = {
    claimType: 'professional',
    patientControlNumber: 'C1',
    totalChargeCents: 100,
    placeOfService: '11',
    frequencyCode: '1',
    billingProvider: { npi: '1234567893' },
    destination: { payerId: 'P', payerName: 'Payer', memberId, responsibility: 'primary' },
    lines: [
      {
        ...{ lineNumber: 1, lineControlNumber: 'C1-1', procedureCode: 'G0463', modifiers: [], chargeCents: 100 },
        ...{ units: 1, serviceFrom: '2026-03-01', serviceTo: '2026-03-01' },
      },
    ],
  } as unknown as AnyClaimSnapshot;
  return { snapshot, snapshotText: JSON.stringify(snapshot), snapshotSha256: Buffer.of(0) };
}

async function claimOf(memberId: string) {
  const tenantId = await database.tenant();
  const encounterIds = [randomUUID()];
  const claim: ClaimToSave = {
    ...{ id: randomUUID(), submissionId: randomUUID(), encounters: [], lineEncounterIds: encounterIds },
    ...{ patientKey: 'p', route: 'default', ...content(memberId) },
  };
  const within = <Result>(work: (tx: TenantTransaction) => Promise<Result>) => database.app.transaction(tenantId, work);
  await within((tx) => saveAssembledClaims(tx, [claim], { actor: 'test', at }));
  const meant = (...memberIds: string[]) =>
    within(async (tx) => (await lockClaims(tx, { payerClaimControlNumbers: [], memberIds })).map(({ id }) => id));
  return { claim, encounterIds, within, meant };
}

test('a claim is found by its member id in whatever case it was sent', async () => {
  const { claim, meant } = await claimOf('w123a');
  expect(await meant('W123A')).toEqual([claim.id]);
  expect(await meant('W999')).toEqual([]);
});

test('a claim that is submitted again under another member id is found by that one only', async () => {
  const { claim, encounterIds, within, meant } = await claimOf('W1');
  await within(async (tx) => {
    const [locked] = await lockClaims(tx, { ids: [claim.id] });
    expect(locked?.memberId).toBe('W1');
    const row = { ...content('W2'), submissionId: randomUUID(), encounters: [], route: 'default' };
    await saveResubmissions(tx, [{ ...row, claim: locked!, lineEncounterIds: encounterIds }], at);
  });
  expect(await meant('W1')).toEqual([]);
  expect(await meant('W2')).toEqual([claim.id]);
});

test('a claim without a member id is meant by none', async () => {
  const tenantId = await database.tenant();
  const found = await database.app.transaction(tenantId, async (tx) => {
    await storeClaim(tx, randomUUID(), 'C9');
    return lockClaims(tx, { payerClaimControlNumbers: [], memberIds: ['', 'NULL'] });
  });
  expect(found).toEqual([]);
});
