import { payerProfile } from '@claimwright/domain/payer';
import { ordinaryPayer } from '@claimwright/simulator/payer-profiles';
import { cleanVisit, payerCover, visitLine } from '@claimwright/worker/test-encounters';
import { startTestWorker, type TestWorker } from '@claimwright/worker/test-worker';
import { afterEach, expect, test } from 'vitest';
import { expectBooksInOrder } from '../e2e/books.ts';

// Corrections and several payers against payers that adjudicate by themselves: claims go out, days pass, answers come.

/** Pays and leaves a copayment; nothing goes wrong by chance. */
const steady = (payerId: string, changes: object = {}) => ({
  ...ordinaryPayer(payerId, `PLAN ${payerId}`),
  rejectedShare: 0,
  lostShare: 0,
  pendedShare: 0,
  deniedShare: 0,
  lineDeniedShare: 0,
  underpaidShare: 0,
  takenBackShare: 0,
  deductible: { share: 0, lowCents: 0, highCents: 0 },
  coinsurance: { share: 0, basisPoints: 0 },
  copay: { share: 1, amountCents: 2_000 },
  ...changes,
});

let worker: TestWorker;
afterEach(async () => {
  try {
    await expectBooksInOrder(worker.database.app, worker.tenantId);
    expect(worker.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  } finally {
    await worker[Symbol.asyncDispose]();
  }
});

interface Row {
  id: string;
  status: string;
  frequency: string;
  responsibility: string;
  crossed: boolean;
  paid: number;
}
const claims = () =>
  worker.rows<Row>(
    `select id, status, frequency_code as frequency, responsibility, crossed_over as crossed, paid_cents as paid from claims
     order by patient_control_number`,
  );
const balances = async () =>
  Object.fromEntries(
    (
      await worker.rows<{ account: string; cents: number }>(
        'select account, sum(amount_cents)::bigint as cents from ledger_entries group by account having sum(amount_cents) <> 0',
      )
    ).map(({ account, cents }) => [account, cents]),
  );

const covers = [
  payerCover('FIRST', 'Plan First', 'F1'),
  payerCover('SECOND', 'Plan Second', 'S1', { responsibility: 'secondary' }),
];
const visit = cleanVisit(1, { coverages: covers, lines: [visitLine('G0463', 20_000), visitLine('J1885', 5_000)] });

test('the second payer is billed by itself and pays what the first one left', async () => {
  const second = steady('SECOND', { copay: { share: 1, amountCents: 300 } });
  worker = await startTestWorker({ simulator: { payers: [steady('FIRST'), second] } });
  await worker.accept([visit]);
  await worker.drain();
  await worker.advance(120);
  expect((await claims()).map((each) => [each.responsibility, each.status])).toEqual([
    ['primary', 'paid'],
    ['secondary', 'paid'],
  ]);
  expect((await claims())[1]?.paid).toBe(1_700);
  expect(await balances()).toMatchObject({ patient_receivable: 300, revenue: -25_000 });
  expect(await balances()).not.toHaveProperty('insurance_receivable');
});

test('a payer that sends claims on: nothing is sent twice, and both answers are posted', async () => {
  const first = steady('FIRST', { crossesOverShare: 1 });
  worker = await startTestWorker({
    simulator: { payers: [first, steady('SECOND', { copay: { share: 0, amountCents: 0 } })] },
  });
  await worker.accept([visit]);
  await worker.drain();
  await worker.advance(120);
  expect((await claims()).map((each) => [each.responsibility, each.status, each.crossed])).toEqual([
    ['primary', 'paid', false],
    ['secondary', 'paid', true],
  ]);
  expect(await worker.rows('select 1 from batches')).toHaveLength(1);
  expect(await balances()).not.toHaveProperty('patient_receivable');
  expect(await worker.rows("select 1 from tasks where status = 'open'")).toEqual([]);
});

test('a void asked for several times and worked on by several workers is made once, and taken back by the payer', async () => {
  worker = await startTestWorker({ simulator: { payers: [steady('FIRST')] } });
  const [encounterId] = await worker.accept([cleanVisit(2, { coverages: [covers[0]] })]);
  await worker.drain();
  await worker.advance(120);
  const [claim] = await claims();
  expect(claim?.status).toBe('paid');
  const profile = payerProfile.parse({ payerId: 'FIRST', name: 'Plan First' });
  expect(profile.acceptsReplacement).toBe(true);
  await worker.rows(
    `insert into claim_corrections (tenant_id, id, claim_id, kind, status, reason, requested_by, requested_at)
     values ($1, gen_random_uuid(), $2, 'void', 'waiting', 'wrong patient', 'test', now())`,
    [worker.tenantId, claim?.id],
  );
  const [correction] = await worker.rows<{ id: string }>('select id from claim_corrections');
  const ids = [correction?.id ?? ''];
  await Promise.all(Array.from({ length: 4 }, () => worker.run('correct-claims', ids)));
  await worker.run('correct-claims', ids);
  await worker.drain();
  expect((await claims()).map((each) => each.frequency)).toEqual(['1', '8']);
  // Another claim is paid beside it: a payer does not send a negative payment.
  await worker.accept([cleanVisit(3, { coverages: [covers[0]], lines: [visitLine('G0463', 90_000)] })]);
  await worker.drain();
  await worker.advance(120);
  expect((await claims()).map((each) => each.status)).toEqual(['reversed', 'closed', 'paid']);
  const [encounter] = await worker.rows<{ status: string }>('select status from encounters where id = $1', [
    encounterId,
  ]);
  expect(encounter?.status).toBe('not_billable');
});
