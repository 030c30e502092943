import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanVisit } from '../test-encounters.ts';
import { startTestWorker } from '../test-worker.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

test('twins that two workers check at the same time: exactly one passes, the other is held by AD002', async () => {
  await using worker = await startTestWorker({ database });
  for (let round = 0; round < 10; round += 1) {
    const visit = cleanVisit(round);
    const ids = await worker.accept([visit, { ...visit, externalId: `twin-${round}` }]);
    await Promise.all(ids.map((id) => worker.run('scrub-encounters', [id])));
    const rows = await worker.rows<{ status: string; rules: string[] }>(
      `select e.status, array(select f.rule_id from findings f where f.encounter_id = e.id and f.severity = 'reject'
         and f.verdict = 'fail') as rules from encounters e where e.id = any($1::uuid[]) order by e.status`,
      [ids],
    );
    expect(rows).toEqual([
      { status: 'needs_review', rules: ['AD002'] },
      { status: 'ready', rules: [] },
    ]);
  }
});

test('twins in one batch: the first passes, the second is held', async () => {
  await using worker = await startTestWorker({ database });
  const visit = cleanVisit(1);
  const ids = await worker.accept([visit, { ...visit, externalId: 'twin' }]);
  await worker.run('scrub-encounters', ids);
  expect(await worker.rows('select status from encounters order by status')).toEqual([
    { status: 'needs_review' },
    { status: 'ready' },
  ]);
});

test('many workers on overlapping batches in any order neither deadlock nor check twice', async () => {
  await using worker = await startTestWorker({ database });
  const ids = await worker.accept(Array.from({ length: 40 }, (_, number) => cleanVisit(number)));
  await Promise.all([
    worker.run('scrub-encounters', ids),
    worker.run('scrub-encounters', ids.toReversed()),
    worker.run('scrub-encounters', ids.slice(10, 30)),
    worker.run('scrub-encounters', ids.slice(20).toReversed()),
  ]);
  expect(await worker.rows('select distinct status from encounters')).toEqual([{ status: 'ready' }]);
  expect(await worker.rows('select 1 from scrub_runs')).toHaveLength(40);
  expect(await worker.rows("select 1 from encounter_events where type = 'passed_checks'")).toHaveLength(40);
  expect(worker.log.filter((line) => /"level":[45]0/.test(line))).toEqual([]);
});
