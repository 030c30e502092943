import type { Id } from '@claimwright/domain/ids';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { variedVisit } from '../test-encounters.ts';
import { type BatchJobName, startTestWorker, type TestWorker } from '../test-worker.ts';

// Jobs are delivered at least once, at the same time even: a second run must find that there is nothing left to do.

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const tables = [
  'encounters',
  'encounter_events',
  'scrub_runs',
  'findings',
  'tasks',
  'claims',
  'claim_encounters',
  'claim_lines',
  'claim_events',
  'batches',
  'batch_claims',
  'inbound_files',
  'parked_items',
  'remittances',
  'remittance_claims',
  'ledger_entries',
  'control_numbers',
  'day_count_deltas',
  'open_count_deltas',
  'outbox',
];

/** The whole of the tenant's data, so that a second run that changes one column of one row shows. */
async function everything(worker: TestWorker): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  for (const table of tables) {
    const [row] = await worker.rows<{ rows: number; digest: string }>(
      `select count(*) as rows, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${table} t`,
    );
    content[table] = row;
  }
  return content;
}

const outboxIds = async (worker: TestWorker, job: BatchJobName): Promise<Id[]> =>
  (await worker.rows<{ id: Id }>('select distinct subject_id as id from outbox where job = $1', [job])).map(
    ({ id }) => id,
  );
const clearOutbox = (worker: TestWorker) =>
  worker.transaction((tx) => tx.query('delete from outbox where tenant_id = $1', [tx.tenantId]));

async function startWithWork(): Promise<TestWorker> {
  const worker = await startTestWorker({ database });
  await worker.accept(Array.from({ length: 30 }, (_, number) => variedVisit(number)));
  return worker;
}

const steps: BatchJobName[] = ['scrub-encounters', 'assemble-claims', 'build-batches', 'transmit-batches'];

test('every handler run again on the same ids changes nothing', async () => {
  await using worker = await startWithWork();
  for (const job of steps) {
    const ids = await outboxIds(worker, job);
    expect(ids.length).toBeGreaterThan(0);
    await clearOutbox(worker);
    await worker.run(job, ids);
    const before = await everything(worker);
    await worker.run(job, ids);
    for (const id of ids.slice(0, 3)) await worker.run(job, [id, id]);
    expect(await everything(worker)).toEqual(before);
  }
  await worker.simulator.advance({ days: 30 });
  await worker.poll();
  const files = await worker.rows<{ id: Id }>('select id from inbound_files');
  expect(files.length).toBeGreaterThan(5);
  const before = await everything(worker);
  await worker.run(
    'ingest-files',
    files.map(({ id }) => id),
  );
  expect(await everything(worker)).toEqual(before);
  // Not refused by a constraint: seen to be done, and left alone.
  expect(worker.log.filter((line) => /"level":[45]0/.test(line))).toEqual([]);
});

test('every handler run by four workers at the same time does its work once', async () => {
  await using calm = await startWithWork();
  await using rough = await startWithWork();
  for (const job of steps) {
    for (const [worker, times] of [
      [calm, 1],
      [rough, 4],
    ] as const) {
      const ids = await outboxIds(worker, job);
      await clearOutbox(worker);
      const runs = await Promise.allSettled(Array.from({ length: times }, () => worker.run(job, ids)));
      // A batch that another worker is handing over is refused, to be asked for again.
      const refused = runs.filter((run) => run.status === 'rejected');
      if (job !== 'transmit-batches') expect(refused).toEqual([]);
    }
  }
  const counts = async (worker: TestWorker) =>
    Object.fromEntries(
      await Promise.all(
        tables
          .filter((table) => !table.startsWith('outbox'))
          .map(async (table) => [
            table,
            (await worker.rows<{ rows: number }>(`select count(*) as rows from ${table}`))[0]?.rows,
          ]),
      ),
    );
  // Batches may be cut differently, workers at once open number lanes of their own (a row of control_numbers each), and count
  // deltas are summed a batch: none of these says how much was done.
  const done = async (worker: TestWorker) => {
    const { batches, control_numbers, day_count_deltas: _d, open_count_deltas: _o, ...rest } = await counts(worker);
    expect([batches, control_numbers].every((rows) => Number(rows) > 0)).toBe(true);
    return rest;
  };
  expect(await done(rough)).toEqual(await done(calm));
  const numbered = 'select count(*) as rows from claims group by patient_control_number having count(*) > 1';
  expect(await rough.rows(numbered)).toEqual([]);
  expect(await rough.simulator.futures()).toHaveLength((await calm.simulator.futures()).length);
});

test('ids of another tenant, or of nobody, are not there', async () => {
  await using mine = await startWithWork();
  await using other = await startWithWork();
  const before = await everything(other);
  const stranger = '0190d9a0-0000-7000-8000-00000000ffff';
  for (const job of steps) {
    const theirs = await outboxIds(other, 'scrub-encounters');
    await mine.run(job, [...theirs, stranger]);
  }
  expect(await everything(other)).toEqual(before);
  // Work of the other at every later station, too.
  await other.drain();
  await other.simulator.advance({ days: 30 });
  await other.poll();
  const after = await everything(other);
  const ids = await other.rows<{ id: Id }>(
    'select id from encounters union all select id from claims union all select id from batches union all select id from inbound_files',
  );
  for (const job of [...steps, 'ingest-files'] as BatchJobName[])
    await mine.run(
      job,
      ids.map(({ id }) => id),
    );
  expect(await everything(other)).toEqual(after);
});

test("an answer that names another tenant's claims moves none of them", async () => {
  await using mine = await startTestWorker({ database });
  await using other = await startWithWork();
  await other.drain();
  await other.simulator.advance({ days: 30 });
  const files = await other.simulator.poll(1000);
  expect(files.length).toBeGreaterThan(5);
  const before = await everything(other);
  for (const file of files)
    await mine.run('ingest-files', [await mine.receive(file.name, Buffer.from(file.content).toString())]);
  expect(await everything(other)).toEqual(before);
  const parked = await mine.rows<{ reason_code: string }>('select distinct reason_code from parked_items order by 1');
  expect(parked.map((row) => row.reason_code)).toEqual(['batch_not_found', 'claim_not_found', 'claim_unknown']);
});
