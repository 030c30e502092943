import { openDatabase } from '@claimwright/db/database';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { cleanVisit } from '@claimwright/worker/test-encounters';
import { startTestWorker, type TestWorker } from '@claimwright/worker/test-worker';
import { type ClaimAcknowledgementFile, write277CA } from '@claimwright/x12/claim-acknowledgement-write';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ack277, ack999, claimsOf, type SentClaim, status } from './answers.ts';

// 277CA and 999 that refuse more than single claims: a provider, a batch, a group, everything.

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const secondClinic = '1000000012';
const rejectedByProvider = { category: 'A8', statusCode: '496', entity: '85' };

interface Sent {
  worker: TestWorker;
  /** In the order of their numbers; the third is the second clinic's. */
  claims: SentClaim[];
  group: number;
  reference: string;
}

/** Three visits in one batch, two of one clinic and one of another. */
async function sent(): Promise<Sent> {
  const worker = await startTestWorker({ database });
  const { billingProvider } = cleanVisit(3);
  await worker.accept([
    cleanVisit(1),
    cleanVisit(2),
    cleanVisit(3, { billingProvider: { ...billingProvider, npi: secondClinic } }),
  ]);
  await worker.drain();
  const claims = await claimsOf(worker);
  expect(claims.map((claim) => claim.status)).toEqual(['submitted', 'submitted', 'submitted']);
  const [batch] = await worker.rows<{ group: number }>('select group_control_number as "group" from batches');
  const group = batch?.group ?? 0;
  const second = claims.findIndex(({ snapshot }) => snapshot.billingProvider.npi === secondClinic);
  claims.push(...claims.splice(second, 1));
  return { worker, claims, group, reference: `B${String(group).padStart(9, '0')}` };
}

/** A 277CA with these changes; nobody is named below unless they say so. */
function refusal(reference: string, changes: Partial<ClaimAcknowledgementFile> = {}): string {
  return write277CA({
    parties: {
      senderQualifier: 'ZZ',
      senderId: 'CHDEFAULT',
      receiverQualifier: 'ZZ',
      receiverId: 'CLAIMWRIGHT',
      applicationSender: 'CHDEFAULT',
      applicationReceiver: 'CLAIMWRIGHT',
      usageIndicator: 'T',
      interchangeControlNumber: 7,
      groupControlNumber: 7,
    },
    at: '2026-03-18T09:00:00.000Z',
    transactionSetControlNumber: 1,
    reference: 'R1',
    source: { entity: 'AY', name: 'TEST HOUSE', id: 'TP1', receivedOn: '2026-03-17', processedOn: '2026-03-18' },
    receiver: {
      name: 'TEST PRACTICE',
      id: 'CW0001',
      batchReference: reference,
      status: status('A3', '24'),
      effectiveDate: '2026-03-18',
      rejected: { claims: 3, chargeCents: 37_650 },
    },
    providers: [],
    ...changes,
  });
}

/** A 277CA that takes the batch in and refuses one provider of it. */
function providerRefusal(reference: string, npi: string): string {
  const { receiver } = { receiver: { name: 'TEST PRACTICE', id: 'CW0001', batchReference: reference } };
  const refused = { statuses: [rejectedByProvider], claims: 1, chargeCents: 12_550 };
  return refusal(reference, {
    receiver: { ...receiver, status: status('A1', '19'), effectiveDate: '2026-03-18' },
    providers: [{ provider: { npi, organizationName: 'SECOND CLINIC' }, claims: [], refused }],
  });
}

async function ingest(worker: TestWorker, text: string): Promise<void> {
  await worker.run('ingest-files', [await worker.receive('answer.x12', text)]);
}

const statusOf = async ({ worker, claims }: Sent) => {
  const now = new Map((await claimsOf(worker)).map((claim) => [claim.id, claim.status]));
  return claims.map(({ id }) => now.get(id));
};
const tasksOf = ({ worker }: Sent) =>
  worker.rows<{
    kind: string;
    summary: string;
    pointer: string | null;
    number: string;
    due: string;
    detail: { earlier: { summary: string }[] };
  }>(
    `select t.kind, t.summary, t.detail, t.pointer, t.due_date as due, c.patient_control_number as number
     from tasks t left join claims c on c.id = t.claim_id where t.status = 'open' order by t.id`,
  );
const encountersOf = async ({ worker }: Sent) =>
  (await worker.rows<{ status: string }>('select status from encounters order by external_id')).map(
    (row) => row.status,
  );
const parkedOf = ({ worker }: Sent) =>
  worker.rows<{ reason_code: string; reference: string }>('select reason_code, reference from parked_items');

describe('a provider that is refused as a whole', () => {
  test('rejects its claims and no others, with words for each and the field', async () => {
    const made = await sent();
    await using _ = made.worker;
    await ingest(made.worker, providerRefusal(made.reference, secondClinic));
    expect(await statusOf(made)).toEqual(['submitted', 'submitted', 'rejected']);
    const tasks = await tasksOf(made);
    expect(tasks).toMatchObject([
      {
        kind: 'claim_rejected',
        number: made.claims[2]?.number,
        pointer: '/billingProvider/npi',
        due: expect.any(String),
      },
    ]);
    expect(tasks[0]?.summary).toMatch(/^All claims of the billing provider in this batch were refused/);
    expect(await encountersOf(made)).toEqual(['billed', 'billed', 'needs_review']);
    expect(await parkedOf(made)).toEqual([]);
    const [event] = await made.worker.rows<{ detail: { refused: string; words: string[] } }>(
      "select detail from claim_events where type = 'rejected'",
    );
    expect(event?.detail.refused).toBe('provider');
  });

  test('that no claim of the batch is of waits for a person', async () => {
    const made = await sent();
    await using _ = made.worker;
    await ingest(made.worker, providerRefusal(made.reference, '1999999992'));
    expect(await statusOf(made)).toEqual(['submitted', 'submitted', 'submitted']);
    expect(await parkedOf(made)).toEqual([{ reason_code: 'provider_not_found', reference: made.reference }]);
  });
});

describe('a batch that is refused as a whole', () => {
  test('rejects all its claims once, though it comes twice and the claims are named later', async () => {
    const made = await sent();
    await using _ = made.worker;
    const { worker, claims, reference } = made;
    await ingest(worker, refusal(reference));
    await ingest(worker, refusal(reference, { reference: 'R2' }));
    await ingest(
      worker,
      ack277(
        claims.map((claim) => ({ claim, statuses: [status('A3', '24')] })),
        { entity: 'AY', batchReference: reference },
      ),
    );
    expect(await statusOf(made)).toEqual(['rejected', 'rejected', 'rejected']);
    const tasks = await tasksOf(made);
    expect(tasks).toHaveLength(3);
    // What is said of the claim itself stands first; what was said before of the whole is kept.
    for (const { summary, detail } of tasks) {
      expect(summary).toMatch(/^Returned, it cannot be worked on/);
      expect(detail.earlier.map((earlier) => earlier.summary)).toEqual([
        expect.stringMatching(/^The whole batch was refused, this claim with it\./),
      ]);
    }
    expect(await encountersOf(made)).toEqual(['needs_review', 'needs_review', 'needs_review']);
    const rejections = await worker.rows("select 1 from claim_events where type = 'rejected'");
    expect(rejections).toHaveLength(3);
  });

  test('leaves alone what is named below with a word of its own', async () => {
    const made = await sent();
    await using _ = made.worker;
    const { claims, reference } = made;
    const [named] = claims;
    if (!named) throw new Error('no claim');
    const own = ack277([{ claim: named, statuses: [status('A2')] }], { entity: 'AY', batchReference: reference });
    // The batch is refused; one claim of it is all the same said to be accepted.
    const text = own.replace('STC*A1:19*', 'STC*A3:24*').replace(/QTY\*90\*\d+~/, 'QTY*90*0~');
    await ingest(made.worker, text);
    expect(await statusOf(made)).toEqual(['acknowledged', 'rejected', 'rejected']);
  });

  test('that says some were accepted refuses no whole', async () => {
    const made = await sent();
    await using _ = made.worker;
    const [named] = made.claims;
    if (!named) throw new Error('no claim');
    const own = ack277([{ claim: named, statuses: [status('A2')] }], { entity: 'AY', batchReference: made.reference });
    await ingest(made.worker, own.replace('STC*A1:19*', 'STC*A3:24*'));
    expect(await statusOf(made)).toEqual(['acknowledged', 'submitted', 'submitted']);
  });
});

test('a refusal above every batch rejects all that is below', async () => {
  const made = await sent();
  await using _ = made.worker;
  const text = refusal(made.reference, {
    receiver: {
      name: 'TEST PRACTICE',
      id: 'CW0001',
      batchReference: made.reference,
      status: status('A1', '19'),
      effectiveDate: '2026-03-18',
    },
  });
  const count = Number(/SE\*(\d+)\*/.exec(text)?.[1]);
  const above = text
    .replace('HL*2*1*21', 'STC*A3:24:41*20260318*U*376.5~HL*2*1*21')
    .replace(`SE*${count}*`, `SE*${count + 1}*`);
  await ingest(made.worker, above);
  expect(await statusOf(made)).toEqual(['rejected', 'rejected', 'rejected']);
  for (const task of await tasksOf(made)) expect(task.summary).toMatch(/^Everything that was sent was refused/);
});

test('a 999 that refuses a group without a word about its sets rejects all its claims', async () => {
  const made = await sent();
  await using _ = made.worker;
  await ingest(made.worker, ack999(made.group, 'R', []));
  await ingest(made.worker, refusal(made.reference));
  expect(await statusOf(made)).toEqual(['rejected', 'rejected', 'rejected']);
  const tasks = await tasksOf(made);
  expect(tasks).toHaveLength(3);
  for (const { summary, detail } of tasks) {
    expect(summary).toMatch(/^The whole batch was refused, this claim with it\./);
    expect(detail.earlier.map((earlier) => earlier.summary)).toEqual([
      expect.stringContaining('The whole functional group was rejected (999 R)'),
    ]);
  }
});

test('a refusal of one set of a batch leaves its other sets alone', async () => {
  const made = await sent();
  await using _ = made.worker;
  // The clinic's claims stand in two sets of the same group.
  await using owner = openDatabase({ connectionString: database.ownerUrl, poolSize: 1, applicationName: 'test' });
  await owner.transaction(made.worker.tenantId, (tx) =>
    tx.query({
      text: `update batch_claims set transaction_set_control_number = transaction_set_control_number + 1
        where tenant_id = $1 and claim_id = $2`,
      values: [made.worker.tenantId, made.claims[2]?.id],
    }),
  );
  await ingest(made.worker, refusal(`${made.reference}-2`));
  expect(await statusOf(made)).toEqual(['submitted', 'submitted', 'rejected']);
});

test('a batch nobody sent waits for a person', async () => {
  const made = await sent();
  await using _ = made.worker;
  await ingest(made.worker, refusal('B999999999'));
  expect(await parkedOf(made)).toEqual([{ reason_code: 'batch_not_found', reference: 'B999999999' }]);
});
