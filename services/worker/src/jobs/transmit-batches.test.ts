import type { ClearinghouseTransport, TransportFile } from '@claimwright/clearinghouse/transport';
import { saveRoute } from '@claimwright/db/pipeline/batches';
import { confirmFile, leaseFile } from '@claimwright/db/pipeline/pull';
import { findWaitingWork } from '@claimwright/db/pipeline/waiting';
import type { IsoInstant } from '@claimwright/domain/dates';
import { addHours, type RouteSchedule } from '@claimwright/domain/route-schedule';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pollTenant } from '../poll-inbound.ts';
import { cleanVisit } from '../test-encounters.ts';
import { startTestWorker, type TestWorker, testRoute } from '../test-worker.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

/** A worker with a clock that is moved by hand and a transport that is told what to do with each file. */
async function startWorker(
  options: { schedule?: Partial<RouteSchedule>; send?: ClearinghouseTransport['send']; sendMilliseconds?: number } = {},
) {
  // A Monday.
  let now: IsoInstant = '2026-03-16T12:00:00.000Z';
  const sent: TransportFile[] = [];
  const transport: ClearinghouseTransport = {
    send: async (file) => {
      await options.send?.(file);
      sent.push(file);
    },
    poll: async () => [],
    acknowledge: async () => undefined,
    close: async () => undefined,
  };
  const worker = await startTestWorker({
    database,
    transport: () => transport,
    change: {
      clock: { now: () => now, today: () => now.slice(0, 10) },
      sendMilliseconds: options.sendMilliseconds ?? 200,
    },
  });
  const { schedule } = options;
  if (schedule) await worker.transaction((tx) => saveRoute(tx, { ...testRoute('default'), schedule }));
  return {
    worker,
    sent,
    later: (hours: number) => {
      now = addHours(now, hours);
    },
    /** What the sweeper would queue now, worked on. */
    sweep: async () => {
      const ids = await worker.transaction((tx) => findWaitingWork(tx, 'batchesToTransmit', now, 100));
      await worker.run('transmit-batches', ids);
      return ids.length;
    },
  };
}

const visits = (from: number, count: number) => Array.from({ length: count }, (_, index) => cleanVisit(from + index));

async function batch(worker: TestWorker, from: number): Promise<void> {
  await worker.accept(visits(from, 1));
  await worker.drain();
}

const batchesOf = (worker: TestWorker) =>
  worker.rows<{
    id: string;
    status: string;
    claims: number;
    held: IsoInstant | null;
    error: string | null;
    attempts: number;
  }>(
    `select id, status, claim_count as claims, not_before as held, last_error as error, attempts from batches order by built_at, id`,
  );

describe("a route's limits", () => {
  test('no file has more claims than the route takes', async () => {
    const { worker, sent } = await startWorker({ schedule: { maxClaimsPerFile: 2 } });
    await using _ = worker;
    await worker.accept(visits(0, 5));
    await worker.drain();
    expect((await batchesOf(worker)).map((row) => row.claims)).toEqual([2, 2, 1]);
    expect(sent).toHaveLength(3);
    expect(sent.map((file) => Buffer.from(file.content).toString().split('~CLM*').length - 1)).toEqual([2, 2, 1]);
  });

  test('files begin no closer together than the route wants, oldest first, and none is forgotten', async () => {
    const { worker, sent, later, sweep } = await startWorker({ schedule: { minMinutesBetweenFiles: 30 } });
    await using _ = worker;
    for (const from of [0, 1, 2]) await batch(worker, from);
    expect(sent).toHaveLength(1);
    const held = (await batchesOf(worker)).map((row) => row.held);
    expect(held).toEqual([null, '2026-03-16T12:30:00.000Z', '2026-03-16T12:30:00.000Z']);
    later(0.4);
    // Held back until then, it is not even looked at.
    expect(await sweep()).toBe(0);
    later(0.1);
    expect(await sweep()).toBe(2);
    expect(sent).toHaveLength(2);
    later(0.5);
    await sweep();
    expect((await batchesOf(worker)).map((row) => row.status)).toEqual(['transmitted', 'transmitted', 'transmitted']);
    expect(new Set(sent.map((file) => file.name)).size).toBe(3);
  });

  test('so many files an hour and no more, however many workers try at once', async () => {
    const closed: RouteSchedule['windows'] = [{ days: ['sun'], from: '20:00', to: '21:00' }];
    const { worker, sent, later, sweep } = await startWorker({ schedule: { windows: closed, maxClaimsPerFile: 1 } });
    await using _ = worker;
    await worker.accept(visits(0, 5));
    await worker.drain();
    expect(sent).toHaveLength(0);
    const schedule = { maxFilesPerHour: 2, maxClaimsPerFile: 1 };
    await worker.transaction((tx) => saveRoute(tx, { ...testRoute('default'), schedule }));
    const ids = (await batchesOf(worker)).map((row) => row.id);
    await Promise.all(ids.map((id) => worker.run('transmit-batches', [id])));
    expect(sent).toHaveLength(2);
    later(1);
    await sweep();
    expect(sent).toHaveLength(4);
    later(1);
    await sweep();
    expect(sent).toHaveLength(5);
  });

  test('nothing leaves outside the windows', async () => {
    const windows: RouteSchedule['windows'] = [{ days: ['mon', 'tue'], from: '20:00', to: '21:00' }];
    const { worker, sent, later, sweep } = await startWorker({ schedule: { windows } });
    await using _ = worker;
    await batch(worker, 0);
    expect(sent).toHaveLength(0);
    expect((await batchesOf(worker))[0]).toMatchObject({
      status: 'built',
      held: '2026-03-16T20:00:00.000Z',
      attempts: 0,
    });
    later(9);
    // The window was missed; the next one is tomorrow's.
    await sweep();
    expect((await batchesOf(worker))[0]?.held).toBe('2026-03-17T20:00:00.000Z');
    later(23.5);
    await sweep();
    expect(sent).toHaveLength(1);
  });
});

describe('a hand-over that fails', () => {
  test('stays failed when the file arrives late after all; the next try sends the same bytes', async () => {
    let arrive: (() => void) | undefined;
    let late = true;
    const { worker, sent, later, sweep } = await startWorker({
      send: () =>
        late
          ? new Promise<void>((resolve) => {
              arrive = resolve;
            })
          : Promise.resolve(),
    });
    await using _ = worker;
    await worker.accept(visits(0, 2));
    await expect(worker.drain()).rejects.toThrow('not handed over');
    const failed = { status: 'built', attempts: 1, error: expect.stringMatching(/timeout/i) };
    expect((await batchesOf(worker))[0]).toMatchObject(failed);
    arrive?.();
    await expect.poll(() => sent.length).toBe(1);
    // Nobody waits for it any more: what failed is not turned into a success behind its back.
    expect((await batchesOf(worker))[0]).toMatchObject(failed);
    expect(await worker.rows("select 1 from claims where status = 'submitted'")).toEqual([]);
    late = false;
    later(0.1);
    await sweep();
    expect((await batchesOf(worker))[0]).toMatchObject({ status: 'transmitted', attempts: 2, error: null });
    expect(sent).toHaveLength(2);
    expect(Buffer.compare(sent[0]?.content ?? Buffer.of(0), sent[1]?.content ?? Buffer.of(1))).toBe(0);
  });

  test('fails alone: its neighbours are handed over, and the job says that one is missing', async () => {
    const { worker, sent, later, sweep } = await startWorker({
      schedule: { maxClaimsPerFile: 1 },
      send: async (file) => {
        if (file.name.endsWith('002.x12')) throw new Error('disk full');
      },
    });
    await using _ = worker;
    await worker.accept(visits(0, 3));
    await expect(worker.drain()).rejects.toThrow('1 of 3 batches were not handed over');
    expect(sent).toHaveLength(2);
    const rows = await batchesOf(worker);
    expect(rows.map((row) => row.status).toSorted()).toEqual(['built', 'transmitted', 'transmitted']);
    expect(rows.find((row) => row.status === 'built')?.error).toBe('disk full');
    later(0.1);
    await expect(sweep()).rejects.toThrow('1 of 1');
    expect(sent).toHaveLength(2);
  });

  test('after its lease went to another worker neither ends nor unsays what that one does', async () => {
    let firstFails: ((error: Error) => void) | undefined;
    let calls = 0;
    const { worker, sent } = await startWorker({
      send: () => {
        calls += 1;
        return calls > 1
          ? Promise.resolve()
          : new Promise<void>((_, reject) => {
              firstFails = reject;
            });
      },
    });
    await using _ = worker;
    await worker.accept(visits(0, 1));
    const first = worker.drain();
    first.catch(() => undefined);
    await expect.poll(() => calls).toBe(1);
    // The lease runs out while the first worker hangs; the second hands the file over.
    await worker.rows('update batches set leased_until = null');
    const [row] = await batchesOf(worker);
    await worker.run('transmit-batches', [row?.id ?? '']);
    expect((await batchesOf(worker))[0]).toMatchObject({ status: 'transmitted', error: null });
    firstFails?.(new Error('connection reset'));
    await expect(first).rejects.toThrow('not handed over');
    expect((await batchesOf(worker))[0]).toMatchObject({ status: 'transmitted', error: null });
    expect(sent).toHaveLength(1);
    expect(await worker.rows("select 1 from claim_events where type = 'submitted'")).toHaveLength(1);
  });
});

describe('a lease that went to another worker', () => {
  test('is not ended by the failure of the one who had it before', async () => {
    const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
    const { worker } = await startWorker({
      sendMilliseconds: 30_000,
      send: () => new Promise<void>((resolve, reject) => void ends.push({ resolve, reject })),
    });
    await using _ = worker;
    await worker.accept(visits(0, 1));
    const first = worker.drain();
    first.catch(() => undefined);
    await expect.poll(() => ends.length).toBe(1);
    await worker.rows('update batches set leased_until = null');
    const [row] = await batchesOf(worker);
    const second = worker.run('transmit-batches', [row?.id ?? '']);
    await expect.poll(() => ends.length).toBe(2);
    ends[0]?.reject(new Error('connection reset'));
    await expect(first).rejects.toThrow('not handed over');
    // The second one is still sending, and nobody may begin a third time.
    const [held] = await worker.rows<{ held: boolean; error: string | null }>(
      'select leased_until > now() as held, last_error as error from batches',
    );
    expect(held).toEqual({ held: true, error: null });
    ends[1]?.resolve();
    await second;
    expect((await batchesOf(worker))[0]).toMatchObject({ status: 'transmitted', error: null });
  });
});

describe('a route whose clearinghouse fetches its files', () => {
  test('sends nothing, and its claims are submitted once when the clearinghouse has confirmed', async () => {
    const { worker, sent, later, sweep } = await startWorker();
    await using _ = worker;
    const route = testRoute('default', { adapter: 'http' });
    await worker.transaction((tx) => saveRoute(tx, route));
    await worker.accept(visits(0, 2));
    await worker.drain();
    later(1);
    expect(await sweep()).toBe(0);
    const [file] = await batchesOf(worker);
    expect(file).toMatchObject({ status: 'built', attempts: 0, error: null });
    const id = file?.id ?? '';
    const token = '0190d9a0-0000-4000-8000-000000000001';
    await worker.transaction((tx) => leaseFile(tx, { id, token, seconds: 60 }, worker.dependencies.clock.now()));
    await worker.run('transmit-batches', [id]);
    expect((await batchesOf(worker))[0]?.status).toBe('built');
    await worker.transaction((tx) => confirmFile(tx, id, worker.dependencies.clock.now()));
    // The job that was noted with the confirmation is lost: the sweeper finds the file.
    later(1);
    expect(await sweep()).toBe(1);
    await Promise.all([worker.run('transmit-batches', [id]), worker.run('transmit-batches', [id])]);
    expect((await batchesOf(worker))[0]?.status).toBe('transmitted');
    expect(await worker.rows("select 1 from claim_events where type = 'submitted'")).toHaveLength(2);
    expect(sent).toEqual([]);
    expect(await pollTenant(worker.dependencies, worker.tenantId)).toBe(0);
  });
});
