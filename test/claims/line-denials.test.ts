import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ack277, reversed, status } from '../faults/answers.ts';
import { answered, type ClaimBench, cas, startClaimBench } from './claim-bench.ts';

// A claim that is paid but for a line: the biller hears of the line, and of nothing that every payment comes with.

let claims: ClaimBench;
beforeEach(async () => {
  claims = await startClaimBench();
});
afterEach(async () => {
  try {
    await claims.booksAreInOrder();
  } finally {
    await claims[Symbol.asyncDispose]();
  }
});

async function billed(number: number) {
  const visit = cleanVisit(number, { lines: [visitLine('G0463', 10_000), visitLine('J1885', 4_000)] });
  const [id = ''] = await claims.bill(visit);
  const claim = (await claims.claims()).at(-1);
  if (!claim) throw new Error('no claim');
  return { id, visit, claim };
}
const refusing = (reason: string) => (cents: number, line: number) =>
  line === 2 ? [cas(reason, cents)] : [cas('CO-45', 2_000)];
const tasks = () =>
  claims.bench.worker.rows<{ kind: string; due: string; detail: object; summary: string }>(
    "select kind, due_date::text as due, detail, summary from tasks where status = 'open' order by id",
  );

test('a refused line of a paid claim is a task with its amount, codes, advice and the last day to appeal', async () => {
  const { claim } = await billed(1);
  const answer = answered(claim, refusing('CO-50'), { remarkCodes: ['N115'] });
  await claims.pay('T1', answer);
  expect(await claims.claim(claim.number)).toMatchObject({ status: 'partially_paid', paidCents: 8_000 });
  const [task, ...others] = await tasks();
  expect(others).toEqual([]);
  expect(task).toMatchObject({
    kind: 'line_denied',
    due: '2026-07-18',
    detail: { amountCents: 4_000, reasons: ['CO-50'], remarkCodes: ['N115'], lineNumbers: [2] },
  });
  expect(task?.summary).toContain('refused $40.00 of line 2: CO-50 (medical necessity), remarks N115.');
  expect(task?.summary).toMatch(/appeal with the record if it supports the service\. .*Appeal until 2026-07-18/);

  // Answered anew with another reason: one task, with the newer words.
  await claims.pay('T2', reversed(answer), answered(claim, refusing('PI-197')));
  const [renewed, ...more] = await tasks();
  expect(more).toEqual([]);
  expect(renewed?.summary).toContain('PI-197 (authorization)');
});

test('is closed by the correction that takes the work over', async () => {
  const { id, visit, claim } = await billed(2);
  await claims.take(
    ack277([{ claim, statuses: [status('A2')], payerClaimControlNumber: 'ICN2' }], { batchReference: 'B999999999' }),
  );
  await claims.pay('T3', answered(claim, refusing('CO-97')));
  expect(await tasks()).toMatchObject([{ kind: 'line_denied' }]);
  const content = { ...visit, lines: [visitLine('G0463', 10_000), visitLine('J1885', 3_000)] };
  const reason = 'Billed with the wrong amount';
  await claims.bench.api('POST', `/v1/claims/${claim.id}:correct`, { reason, encounters: [{ id, content }] });
  await claims.bench.worker.drain();
  expect(await tasks()).toEqual([]);
});

test('contract write-downs and the patient’s share make no noise', async () => {
  const { claim } = await billed(3);
  await claims.pay(
    'T4',
    answered(claim, (cents, line) => (line === 1 ? [cas('CO-45', 2_000), cas('PR-1', 3_000)] : [cas('PR-1', cents)])),
  );
  const other = await billed(4);
  await claims.pay('T5', answered(other.claim, refusing('PR-96')));
  expect(await claims.claim(other.claim.number)).toMatchObject({ status: 'partially_paid' });
  expect(await tasks()).toEqual([]);
});
