import type { TransportFile } from '@claimwright/clearinghouse/transport';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pollTenant } from './poll-inbound.ts';
import { startTestWorker, testRoute } from './test-worker.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

/** A partner with files waiting; `acknowledge` takes one away, as every transport does. */
function partner(files: TransportFile[]) {
  return {
    send: async () => undefined,
    close: async () => undefined,
    poll: async (limit = 100) => files.slice(0, limit),
    acknowledge: async (name: string) => {
      const index = files.findIndex((file) => file.name === name);
      if (index >= 0) files.splice(index, 1);
    },
  };
}

const file = (name: string): TransportFile => ({ name, content: Buffer.from(`content of ${name}`) });

test('one turn takes all files, however few a poll gives out at once', async () => {
  const files = Array.from({ length: 350 }, (_, index) => file(`f${index}`));
  await using worker = await startTestWorker({ database, transport: () => partner(files) });
  expect(await pollTenant(worker.dependencies, worker.tenantId)).toBe(350);
  expect(files).toEqual([]);
  expect(await worker.rows('select 1 from inbound_files')).toHaveLength(350);
});

test('files that cannot be stored stay with the partner and never hide the ones behind them', async () => {
  const bad = Array.from(
    { length: 120 },
    (_, index): TransportFile => ({ name: `bad${index}`, content: null as never }),
  );
  const files = [...bad, ...Array.from({ length: 90 }, (_, index) => file(`good${index}`))];
  await using worker = await startTestWorker({ database, transport: () => partner(files) });
  expect(await pollTenant(worker.dependencies, worker.tenantId)).toBe(90);
  expect(files).toEqual(bad);
  expect(worker.log.filter((line) => line.includes('could not be stored'))).toHaveLength(120);
});

test('a file that was stored before a crash could acknowledge it is kept once and acknowledged now', async () => {
  const files = [file('a')];
  let crashes = 1;
  const there = partner(files);
  const transport = {
    ...there,
    acknowledge: async (name: string) => {
      if (crashes-- > 0) throw new Error('the process died here');
      await there.acknowledge(name);
    },
  };
  await using worker = await startTestWorker({ database, transport: () => transport });
  await pollTenant(worker.dependencies, worker.tenantId);
  expect(files).toHaveLength(1);
  expect(await pollTenant(worker.dependencies, worker.tenantId)).toBe(0);
  expect(files).toEqual([]);
  expect(await worker.rows('select 1 from inbound_files')).toHaveLength(1);
});

test('a route that fails does not stop the others', async () => {
  const files = [file('a')];
  await using worker = await startTestWorker({
    database,
    routes: [testRoute('broken'), testRoute('sound')],
    change: {
      transport: async (_, route) => {
        if (route.name === 'broken') throw new Error('no such host');
        return partner(files);
      },
    },
  });
  expect(await pollTenant(worker.dependencies, worker.tenantId)).toBe(1);
});
