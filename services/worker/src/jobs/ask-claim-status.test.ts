import { saveRoute } from '@claimwright/db/pipeline/batches';
import { savePayerProfile } from '@claimwright/db/tenants';
import type { ClaimStatusInquiry } from '@claimwright/domain/claim-status';
import { payerProfile } from '@claimwright/domain/payer';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { read276 } from '@claimwright/x12/claim-status-request-read';
import { type AnsweredInquiry, write277 } from '@claimwright/x12/claim-status-response-write';
import { write999 } from '@claimwright/x12/implementation-acknowledgement';
import { validateX12 } from '@claimwright/x12/validate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanVisit, payerCover } from '../test-encounters.ts';
import { startTestWorker, type TestWorker, type TestWorkerOptions, testRoute } from '../test-worker.ts';
import { askForTenant } from './ask-claim-status.ts';
import { watchTenant } from './watch-answers.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const parties = {
  senderQualifier: 'ZZ',
  senderId: 'CHDEFAULT',
  receiverQualifier: 'ZZ',
  receiverId: 'CLAIMWRIGHT',
  applicationSender: 'CHDEFAULT',
  applicationReceiver: 'CLAIMWRIGHT',
  usageIndicator: 'T',
  interchangeControlNumber: 1,
  groupControlNumber: 1,
} as const;

/** Two claims of one payer that were handed over and never answered; the payer usually takes ten days. */
async function silent(options: TestWorkerOptions = {}) {
  const nothing = { lostFiles: 1 };
  const worker = await startTestWorker({ database, simulator: { faults: nothing }, ...options });
  const profile = payerProfile.parse({
    payerId: 'GSH01',
    name: 'Granite Shore Health Plan',
    usualPaymentDays: 10,
    timelyFiling: { unit: 'days', count: 90, anchor: 'serviceFrom', citation: 'test', verified: false },
  });
  await worker.transaction((tx) => savePayerProfile(tx, profile));
  const child = { ...cleanVisit(2).patient, firstName: 'Bo', birthDate: '2019-02-03' };
  const cover = payerCover('GSH01', 'Granite Shore Health Plan', 'GSH2', {
    relationship: 'child',
    subscriber: {
      lastName: 'Parentperson',
      firstName: 'Cy',
      birthDate: '1985-07-07',
      sex: 'M',
      address: child.address,
    },
  });
  await worker.accept([
    cleanVisit(1),
    cleanVisit(2, {
      patient: child,
      coverages: [cover],
      diagnoses: [{ code: 'I10' }],
      lines: [{ ...cleanVisit(2).lines[0], diagnosisPointers: [1] }],
    }),
  ]);
  await worker.drain();
  return worker;
}

const ask = (worker: TestWorker) => worker.transaction((tx) => askForTenant(worker.dependencies, tx));

interface Asked {
  id: string;
  status: string;
  kind: string;
  file: string;
  content: string;
  claims: number;
}
const questionsOf = (worker: TestWorker) =>
  worker.rows<Asked>(
    `select id, status, kind, file_name as file, convert_from(content, 'utf8') as content, claim_count as claims from batches
     where kind = 'status_requests' order by id`,
  );

/** The questions of the last batch. */
async function inquiriesOf(worker: TestWorker): Promise<ClaimStatusInquiry[]> {
  const batch = (await questionsOf(worker)).at(-1);
  return read276(batch?.content ?? '').sets[0]?.content.inquiries ?? [];
}

type Answer = Partial<AnsweredInquiry['answer']> & Pick<AnsweredInquiry['answer'], 'statuses'>;

async function answer(worker: TestWorker, answers: readonly [ClaimStatusInquiry, Answer][]): Promise<void> {
  const today = worker.dependencies.clock.today();
  const text = write277({
    parties,
    at: worker.dependencies.clock.now(),
    transactionSetControlNumber: 1,
    reference: 'R1',
    receiver: { name: 'TEST', id: 'CW0001' },
    answers: answers.map(([inquiry, said]) => ({ inquiry, answer: { effectiveDate: today, ...said } })),
  });
  await worker.run('ingest-files', [await worker.receive('277.x12', text)]);
}

const claimsOf = (worker: TestWorker) =>
  worker.rows<{ id: string; number: string; status: string; payer: string | null }>(
    `select id, patient_control_number as number, status, payer_claim_control_number as payer from claims order by 2`,
  );
const statusTasks = (worker: TestWorker) =>
  worker.rows<{ status: string; summary: string; due: string }>(
    "select status, summary, due_date as due from tasks where kind = 'claim_status' order by id",
  );

describe('a claim silent longer than the payer usually is', () => {
  test('is asked after in one file that keeps the guide, is handed over like claims, and moves no claim', async () => {
    await using worker = await silent();
    await worker.advance(10);
    expect(await ask(worker)).toBe(0);
    await worker.advance(1);
    expect(await ask(worker)).toBe(2);
    // The claims are asked after already.
    expect(await ask(worker)).toBe(0);
    const [batch] = await questionsOf(worker);
    expect(batch).toMatchObject({ status: 'built', file: '276_default_000000002.x12', claims: 2 });
    expect(validateX12(batch?.content ?? '')).toMatchObject({ valid: true, warnings: 0 });
    const inquiries = await inquiriesOf(worker);
    const claims = await claimsOf(worker);
    expect(inquiries.map((inquiry) => inquiry.patientControlNumber).toSorted()).toEqual(
      claims.map((claim) => claim.number),
    );
    expect(inquiries.find((inquiry) => inquiry.patient)).toMatchObject({
      patient: { firstName: 'BO' },
      subscriber: { memberId: 'GSH2' },
    });
    await worker.drain();
    expect((await questionsOf(worker))[0]?.status).toBe('transmitted');
    expect((await claimsOf(worker)).map((claim) => claim.status)).toEqual(['submitted', 'submitted']);
    // Handing it over again does nothing.
    await worker.run('transmit-batches', [batch?.id ?? '']);
    expect(await questionsOf(worker)).toHaveLength(1);
  });

  test('is asked after again when the days to a repetition are over, and not on a route that asks nobody', async () => {
    await using worker = await silent();
    await worker.advance(11);
    await ask(worker);
    await worker.advance(13);
    expect(await ask(worker)).toBe(0);
    await worker.advance(1);
    await worker.transaction((tx) =>
      saveRoute(tx, { ...testRoute('default'), expectations: { statusRequests: false } }),
    );
    expect(await ask(worker)).toBe(0);
    await worker.transaction((tx) => saveRoute(tx, { ...testRoute('default'), expectations: {} }));
    expect(await ask(worker)).toBe(2);
    expect(await questionsOf(worker)).toHaveLength(2);
  });

  test('two workers at once ask once', async () => {
    await using worker = await silent();
    await worker.advance(11);
    const asked = await Promise.all([ask(worker), ask(worker), ask(worker)]);
    expect(asked.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(await worker.rows('select 1 from claim_status_requests')).toHaveLength(2);
  });
});

describe('a 277', () => {
  async function asked() {
    const worker = await silent();
    await worker.advance(11);
    await ask(worker);
    await worker.drain();
    const [first, second] = await inquiriesOf(worker);
    if (!first || !second) throw new Error('nothing was asked');
    return { worker, first, second };
  }

  test('"no record" asks to send it again, by the time limit for filing', async () => {
    const { worker, first } = await asked();
    await using _ = worker;
    await answer(worker, [[first, { statuses: [{ category: 'A4', statusCode: '35' }] }]]);
    const [task] = await statusTasks(worker);
    // Service on 2026-03-09, 90 days.
    expect(task).toMatchObject({ status: 'open', due: '2026-03-29' });
    expect(task?.summary).toContain('has no record of claim');
    expect(task?.summary).toContain('filed by 2026-06-07 (72 days left)');
    expect((await claimsOf(worker)).map((claim) => claim.status)).toEqual(['submitted', 'submitted']);
  });

  test('"pending" is a word in the timeline and nothing to do; the payer\'s number is kept', async () => {
    const { worker, first } = await asked();
    await using _ = worker;
    await answer(worker, [
      [first, { statuses: [{ category: 'P1', statusCode: '45' }], payerClaimControlNumber: 'ICN7' }],
    ]);
    expect(await statusTasks(worker)).toEqual([]);
    const claim = (await claimsOf(worker)).find((each) => each.number === first.patientControlNumber);
    expect(claim).toMatchObject({ status: 'submitted', payer: 'ICN7' });
    const [event] = await worker.rows<{ type: string; detail: Record<string, unknown> }>(
      'select type, detail from claim_events where claim_id = $1 order by sequence desc limit 1',
      [claim?.id],
    );
    expect(event).toMatchObject({
      type: 'informed',
      detail: {
        answer: '277',
        outcome: 'pending',
        words: ['Being worked on: it waits for a decision about benefits (P1:45).'],
      },
    });
  });

  test('"finished" without an 835 asks to find the remittance by its number; a newer answer takes its place', async () => {
    const { worker, first } = await asked();
    await using _ = worker;
    const paid: Answer = {
      statuses: [{ category: 'F1', statusCode: '65' }],
      paidCents: 9000,
      paymentDate: '2026-03-20',
      paymentTrace: 'EFT77',
    };
    await answer(worker, [[first, paid]]);
    const [task] = await statusTasks(worker);
    expect(task?.summary).toContain('Look for the payment number EFT77 of 2026-03-20');
    // A word about money is no money.
    expect((await claimsOf(worker)).map((claim) => claim.status)).toEqual(['submitted', 'submitted']);
    expect(await worker.rows("select 1 from ledger_entries where account = 'cash'")).toEqual([]);
    await answer(worker, [
      [
        { ...first, trace: 'LATER' },
        { ...paid, patientControlNumber: first.patientControlNumber },
      ],
    ]);
    expect((await statusTasks(worker)).map((each) => each.status)).toEqual(['done', 'open']);
  });

  test.each([
    ['P3', '59', 'information', 'waits for information'],
    ['F2', '1', 'denied, as the payer says', 'is finished with claim'],
    ['A7', '562', 'rejected, which no 277CA had told', 'was rejected before adjudication'],
    ['E0', '24', 'the question is refused', 'could not answer the question'],
  ])('%s:%s (%s) leads to a task', async (category, statusCode, _, words) => {
    const { worker, first } = await asked();
    await using __ = worker;
    await answer(worker, [[first, { statuses: [{ category, statusCode }] }]]);
    expect((await statusTasks(worker))[0]?.summary).toContain(words);
    expect((await claimsOf(worker)).map((claim) => claim.status)).toEqual(['submitted', 'submitted']);
  });

  test('without our trace is found by our number or the payer’s; what is nobody’s or contradicts itself is parked', async () => {
    const { worker, first, second } = await asked();
    await using _ = worker;
    const pending = [{ category: 'P1', statusCode: '20' }];
    const stranger = { ...first, trace: 'X1' };
    await answer(worker, [
      [first, { statuses: pending, payerClaimControlNumber: 'ICN1' }],
      [stranger, { statuses: pending, payerClaimControlNumber: 'ICN1' }],
      [
        { ...first, trace: 'X2' },
        { statuses: pending, patientControlNumber: second.patientControlNumber },
      ],
      [
        { ...first, trace: 'X3' },
        { statuses: pending, patientControlNumber: 'NOBODY' },
      ],
      [second, { statuses: pending, patientControlNumber: first.patientControlNumber }],
    ]);
    const parked = await worker.rows<{ reason_code: string; reference: string }>(
      'select reason_code, reference from parked_items',
    );
    expect(new Set(parked)).toEqual(
      new Set([
        // ICN1 becomes known with this very file: nobody had told it before.
        { reason_code: 'claim_not_found', reference: 'ICN1' },
        { reason_code: 'claim_not_found', reference: 'NOBODY' },
        { reason_code: 'claims_contradict', reference: first.patientControlNumber },
      ]),
    );
    await answer(worker, [
      [
        { ...first, trace: 'X4' },
        { statuses: pending, payerClaimControlNumber: 'ICN1' },
      ],
    ]);
    const informed = await worker.rows<{ number: string; n: number }>(
      `select c.patient_control_number as number, count(*)::integer as n from claim_events e join claims c on c.id = e.claim_id
       where e.detail ->> 'answer' = '277' group by 1 order by 1`,
    );
    expect(new Map(informed.map(({ number, n }) => [number, n]))).toEqual(
      new Map([
        [first.patientControlNumber, 2],
        [second.patientControlNumber, 1],
      ]),
    );
  });

  test('the same answer twice is one answer, and one task', async () => {
    const { worker, first } = await asked();
    await using _ = worker;
    const noRecord: Answer = { statuses: [{ category: 'A4', statusCode: '35' }] };
    await answer(worker, [[first, noRecord]]);
    const before = await worker.rows('select * from claim_status_requests order by id');
    await worker.advance(1);
    await answer(worker, [[first, noRecord]]);
    expect(await worker.rows('select * from claim_status_requests order by id')).toEqual(before);
    expect((await statusTasks(worker)).map((task) => task.status)).toEqual(['open']);
  });

  test('that does not come is watched for, and a refused file of questions is told', async () => {
    const { worker, first, second } = await asked();
    await using _ = worker;
    await worker.advance(4);
    await worker.transaction((tx) => watchTenant(worker.dependencies, tx));
    const overdue = () =>
      worker.rows<{ status: string; summary: string }>("select status, summary from tasks where watch like '277/%'");
    expect((await overdue())[0]?.summary).toContain('2 questions about claims in 276_default');
    const pending = { statuses: [{ category: 'P1', statusCode: '20' }] };
    await answer(worker, [
      [first, pending],
      [second, pending],
    ]);
    expect((await overdue()).map((task) => task.status)).toEqual(['done']);
    const [group] = await worker.rows<{ n: number }>(
      "select group_control_number as n from batches where kind = 'status_requests'",
    );
    const refused = write999({
      parties,
      at: worker.dependencies.clock.now(),
      transactionSetControlNumber: 1,
      acknowledgement: {
        groupControlNumber: String(group?.n),
        functionalIdentifier: 'HR',
        groupCode: 'R',
        transactionSets: [{ controlNumber: '0002', code: 'R', errors: [] }],
      },
    });
    await worker.run('ingest-files', [await worker.receive('999.x12', refused)]);
    const [task] = await worker.rows<{ summary: string }>(
      "select summary from tasks where kind = 'acknowledgement_error'",
    );
    expect(task?.summary).toContain('questions about claims were refused');
    expect((await claimsOf(worker)).map((claim) => claim.status)).toEqual(['submitted', 'submitted']);
    expect(await worker.rows('select 1 from parked_items')).toEqual([]);
  });
});

describe('the simulated payers', () => {
  test('answer what is true: paid claims lead to the lost 835, lost claims to sending them again', async () => {
    const visits = Array.from({ length: 40 }, (_, number) => cleanVisit(number));
    await using worker = await startTestWorker({
      database,
      simulator: { seed: 'status', faults: { lostFiles: 1, fileKinds: ['835'] } },
    });
    await worker.transaction((tx) =>
      savePayerProfile(tx, payerProfile.parse({ payerId: 'GSH01', name: 'Granite Shore', usualPaymentDays: 60 })),
    );
    await worker.accept(visits);
    await worker.drain();
    await worker.advance(61);
    expect(await ask(worker)).toBeGreaterThan(30);
    await worker.drain();
    await worker.poll();
    await worker.advance(2);
    expect(await worker.rows('select 1 from parked_items')).toEqual([]);
    expect(await worker.rows('select 1 from claim_status_requests where answered_at is null')).toEqual([]);
    const [questions] = await worker.rows<{ acknowledged: boolean }>(
      "select acknowledged_at is not null as acknowledged from batches where kind = 'status_requests'",
    );
    expect(questions?.acknowledged).toBe(true);
    const futures = new Map((await worker.simulator.futures()).map((future) => [future.patientControlNumber, future]));
    const answers = await worker.rows<{ number: string; outcome: string; paid: number | null }>(
      `select c.patient_control_number as number, e.detail ->> 'outcome' as outcome, (e.detail #>> '{payment,paidCents}')::integer as paid
       from claim_events e join claims c on c.id = e.claim_id where e.detail ->> 'answer' = '277'`,
    );
    expect(answers.length).toBeGreaterThan(30);
    for (const { number, outcome, paid } of answers) {
      const future = futures.get(number);
      const truth = !future?.receipt ? 'no_record' : future.payment ? 'finished' : 'pending';
      expect([number, outcome]).toEqual([number, truth]);
      if (truth === 'finished' && !future?.takeback) expect(paid).toBe(future?.payment?.claims.at(-1)?.paidCents);
    }
    // Nothing was paid by being asked after.
    expect(await worker.rows("select 1 from claims where status in ('paid', 'denied')")).toEqual([]);
  });
});
