import { cleanVisit } from '@claimwright/worker/test-encounters';
import { startTestWorker, type TestWorker } from '@claimwright/worker/test-worker';
import { afterAll, beforeAll, expect, test } from 'vitest';

// History rules see the patient's other visits; two workers at once must not each overlook what the other has in hand.

let worker: TestWorker;
beforeAll(async () => {
  worker = await startTestWorker();
});
afterAll(() => worker[Symbol.asyncDispose]());

test('of two visits of one patient that two workers check at the same moment exactly one passes, the other is held as its duplicate', async () => {
  const pairs = Array.from({ length: 25 }, (_, number) => {
    const visit = cleanVisit(number);
    return [visit, { ...visit, externalId: `twin-of-${visit.externalId}` }] as const;
  });
  const first = await worker.accept(pairs.map(([visit]) => visit));
  const second = await worker.accept(pairs.map(([, twin]) => twin));
  // The two of a pair start together, the pairs follow each other: every pair meets.
  for (const [place, id] of first.entries()) {
    await Promise.all([worker.run('scrub-encounters', [id]), worker.run('scrub-encounters', [second[place] ?? ''])]);
  }
  const patients = await worker.rows<{ statuses: string[]; duplicates: number }>(
    `select array_agg(e.status order by e.status) as statuses, count(f.rule_id) as duplicates from encounters e
       left join findings f on f.encounter_id = e.id and f.rule_id = 'AD002' and f.verdict = 'fail'
     group by e.patient_key`,
  );
  expect(patients).toHaveLength(25);
  expect(patients.filter(({ statuses }) => statuses.join() !== 'needs_review,ready')).toEqual([]);
  expect(patients.filter(({ duplicates }) => duplicates < 1)).toEqual([]);
});

test('whole batches that meet in opposite order neither overlook nor block each other', async () => {
  const visits = Array.from({ length: 40 }, (_, number) => cleanVisit(1000 + number));
  const first = await worker.accept(visits);
  const second = await worker.accept(visits.map((visit) => ({ ...visit, externalId: `twin-${visit.externalId}` })));
  await Promise.all([worker.run('scrub-encounters', first), worker.run('scrub-encounters', second.toReversed())]);
  const rows = await worker.rows(
    `select status, count(*) as n from encounters where id = any($1::uuid[]) group by 1 order by 1`,
    [[...first, ...second]],
  );
  expect(rows).toEqual([
    { status: 'needs_review', n: 40 },
    { status: 'ready', n: 40 },
  ]);
});
