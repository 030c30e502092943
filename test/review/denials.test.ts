import type { RemittanceClaim } from '@claimwright/domain/remittance';
import { reviewDenialsJob } from '@claimwright/worker/jobs/review-denials';
import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { file835, paid, remittance, type SentClaim } from '../faults/answers.ts';
import { type ReviewBench, startReviewBench } from './review-bench.ts';

let bench: ReviewBench;
beforeAll(async () => {
  bench = await startReviewBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

/** One of two diagnoses has no line: ST002 speaks. */
const loose = (number: number) =>
  cleanVisit(number, { lines: [visitLine('G0463', 10_000, { diagnosisPointers: [1] })] });

async function billed(encounterId: string): Promise<SentClaim> {
  const [claim] = await bench.worker.rows<SentClaim>(
    `select c.id, c.patient_control_number as number, c.status, c.snapshot from claims c join claim_encounters e on e.claim_id = c.id
     where e.encounter_id = $1`,
    [encounterId],
  );
  if (!claim) throw new Error(`encounter ${encounterId} was not billed`);
  return claim;
}

function denied(claim: SentClaim, reasonCode: string): RemittanceClaim {
  const answer = paid(claim, 0, { statusCode: '4' });
  for (const line of answer.lines) line.adjustments = [{ group: 'CO', reasonCode, amountCents: line.chargeCents }];
  return answer;
}

async function released(number: number): Promise<string> {
  const [id = ''] = await bench.worker.accept([loose(number)]);
  await bench.worker.drain();
  const read = await bench.api('GET', `/v1/encounters/${id}`);
  const { pointer } = read.body.lastRun.findings.find((finding: { ruleId: string }) => finding.ruleId === 'ST002');
  const wish = { ruleId: 'ST002', pointer, reason: 'both were treated' };
  expect((await bench.api('POST', `/v1/encounters/${id}/findings:override`, wish)).status).toBe(201);
  await bench.worker.drain();
  return id;
}

async function review(ids: readonly string[]): Promise<void> {
  const { handler } = reviewDenialsJob(bench.worker.dependencies) as { handler: (job: object) => Promise<void> };
  const signal = new AbortController().signal;
  await handler({
    tenantId: bench.worker.tenantId,
    ids,
    signal,
    attempt: 1,
    jobId: 't',
    log: bench.worker.dependencies.logger,
  });
}

test('denials and payments are held against what the run of the claim had said, once', async () => {
  const [warned = '', clean = '', priced = ''] = await bench.worker.accept([loose(1), cleanVisit(2), cleanVisit(3)]);
  await bench.worker.drain();
  await bench.api('PUT', '/v1/rule-settings', { ruleId: 'ST002', severity: 'deny', why: 'they return these' });
  const wrong = await released(4);
  const right = await released(5);
  const answers = [
    denied(await billed(warned), '11'),
    denied(await billed(clean), '18'),
    denied(await billed(priced), '147'),
    denied(await billed(wrong), '11'),
    paid(await billed(right), 0.8),
  ];
  const file = await bench.worker.receive('r.835', file835(remittance('T1', answers)));
  await bench.worker.run('ingest-files', [file]);
  const queued = await bench.worker.rows<{ subject_id: string }>(
    `select subject_id from outbox where job = 'review-denials'`,
  );
  const [{ id } = { id: '' }] = await bench.worker.rows<{ id: string }>('select id from remittances');
  expect(queued).toEqual([{ subject_id: id }]);
  await review([id, id]);
  await Promise.all([review([id]), review([id])]);

  const rows = await bench.worker.rows(
    `select encounter_id, line_number, rule_id, verdict, category, amount_cents from denial_reviews order by ordinal`,
  );
  const about = (encounter_id: string, rest: object) => ({ encounter_id, line_number: 1, ...rest });
  expect(rows).toEqual([
    about(warned, { rule_id: 'ST002', verdict: 'caught', category: 'code_mismatch', amount_cents: 10_000 }),
    about(clean, { rule_id: '', verdict: 'missed', category: 'duplicate', amount_cents: 15_002 }),
    about(priced, { rule_id: '', verdict: 'missed', category: 'contract_pricing', amount_cents: 15_003 }),
    about(wrong, { rule_id: 'ST002', verdict: 'overridden', category: 'code_mismatch', amount_cents: 10_000 }),
    {
      encounter_id: right,
      line_number: 0,
      rule_id: 'ST002',
      verdict: 'false_alarm',
      category: null,
      amount_cents: 8_000,
    },
  ]);

  const answer = await bench.api('GET', '/v1/rules/effectiveness?from=2026-03-20&to=2026-03-20');
  expect(answer.status).toBe(200);
  const none = { count: 0, amountCents: 0 };
  const of = (ruleId: string) => answer.body.rules.find((rule: { ruleId: string }) => rule.ruleId === ruleId);
  expect(of('ST002')).toMatchObject({
    caught: { count: 1, amountCents: 10_000 },
    overridden: { count: 1, amountCents: 10_000 },
    missed: none,
    falseAlarms: { count: 1, amountCents: 8_000 },
  });
  expect(of('AD002')).toMatchObject({ caught: none, missed: { count: 1, amountCents: 15_002 } });
  expect(of('AD001').missed).toEqual(none);
  expect(answer.body.denials).toEqual([
    { category: 'code_mismatch', covered: true, denied: { count: 2, amountCents: 20_000 }, missed: none },
    {
      category: 'contract_pricing',
      covered: false,
      denied: { count: 1, amountCents: 15_003 },
      missed: { count: 1, amountCents: 15_003 },
    },
    {
      category: 'duplicate',
      covered: true,
      denied: { count: 1, amountCents: 15_002 },
      missed: { count: 1, amountCents: 15_002 },
    },
  ]);
  const later = await bench.api('GET', '/v1/rules/effectiveness?from=2026-03-21&to=2026-04-21');
  expect(later.body.denials).toEqual([]);
  const other = await bench.api('GET', '/v1/rules/effectiveness?from=2026-03-20&to=2026-03-20&payerId=OTHER');
  expect(other.body.denials).toEqual([]);
});
