import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test837P, testClaim } from '@claimwright/simulator/claims-for-tests';
import { filesDue } from '@claimwright/simulator/simulate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSimulatorTransport, type SimulatorTransport } from './simulator-transport.ts';
import type { TransportFile } from './transport.ts';

describe('the simulator transport', () => {
  let folder = '';
  let realNow = Date.parse('2031-05-05T10:00:00.000Z');
  const seed = 'transport';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'claimwright-simulator-'));
    realNow = Date.parse('2031-05-05T10:00:00.000Z');
  });

  afterEach(() => rm(folder, { recursive: true }));

  const open = () => openSimulatorTransport({ folder, seed, startOn: '2026-03-02' }, () => realNow);

  function batch(number: number, size = 20): TransportFile {
    const claims = Array.from({ length: size }, (_, at) => testClaim(number * 100 + at));
    const text = test837P(claims, number, `2026-03-02T08:0${number % 10}:00.000Z`);
    return { name: `batch-${number}.x12`, content: Buffer.from(text) };
  }

  async function takeAll(transport: SimulatorTransport): Promise<[string, string][]> {
    const all: [string, string][] = [];
    for (let files = await transport.poll(7); files.length > 0; files = await transport.poll(7)) {
      for (const file of files) {
        all.push([file.name, Buffer.from(file.content).toString()]);
        await transport.acknowledge(file.name);
      }
    }
    return all;
  }

  it('begins at midnight of the day it was told and goes on with real time', async () => {
    const transport = await open();
    expect(transport.clock.now()).toBe('2026-03-02T00:00:00.000Z');
    realNow += 90_000;
    expect(transport.clock.now()).toBe('2026-03-02T00:01:30.000Z');
    expect(transport.clock.today()).toBe('2026-03-02');
  });

  it('lets days pass for everybody who looks into the folder, for good, and never backwards', async () => {
    const transport = await open();
    const other = await open();
    expect(await transport.advance({ days: 30 })).toBe('2026-04-01T00:00:00.000Z');
    expect(other.clock.today()).toBe('2026-04-01');
    await other.advance({ to: '2026-05-15' });
    expect(transport.clock.today()).toBe('2026-05-15');
    expect((await openSimulatorTransport({ folder, seed, startOn: '2020-01-01' }, () => realNow)).clock.today()).toBe(
      '2026-05-15',
    );
    await expect(transport.advance({ to: '2026-05-14' })).rejects.toThrow(RangeError);
    await expect(transport.advance({ days: 0.5 })).rejects.toThrow(RangeError);
  });

  it('gives the answers of the pure simulation, each when its day has come', async () => {
    const transport = await open();
    const uploads = [batch(1), batch(2)];
    const receivedAt = ['2026-03-02T00:00:00.000Z', '2026-03-02T00:00:00.001Z'];
    for (const file of uploads) await transport.send(file);
    const expected = filesDue(
      { seed },
      uploads.map((file, index) => ({
        content: Buffer.from(file.content).toString(),
        receivedAt: receivedAt[index] ?? '',
      })),
      undefined,
      '2026-12-31',
    );
    const collected = await takeAll(transport);
    expect(collected.map(([name]) => name)).toEqual(
      expected.filter((file) => file.dueOn === '2026-03-02').map((file) => file.name),
    );
    for (let week = 0; week < 30; week += 1) {
      await transport.advance({ days: 7 });
      collected.push(...(await takeAll(transport)));
    }
    expect(collected).toEqual(expected.map((file) => [file.name, file.content]));
    expect(await transport.waitingFiles()).toBe(0);
    expect(await transport.futures()).toHaveLength(40);
  });

  it('goes on after a restart as if nothing had happened', async () => {
    const transport = await open();
    await transport.send(batch(1));
    await transport.advance({ days: 3 });
    const [first] = await transport.poll();
    await transport.acknowledge(first?.name ?? '');
    await transport.send(batch(2));
    await transport.advance({ days: 60 });
    const waiting = await transport.poll(1000);
    await transport.close();
    const again = await open();
    expect(await again.poll(1000)).toEqual(waiting);
    expect(waiting.map((file) => file.name)).not.toContain(first?.name);
  });

  it('sees the uploads of another process, in whatever order they appear', async () => {
    const [left, right] = [await open(), await open()];
    await left.send(batch(1));
    realNow -= 5000;
    // The clock of the machine was set back: this upload comes after the first one all the same.
    await right.send(batch(2));
    await left.advance({ days: 90 });
    const names = (await left.poll(1000)).map((file) => file.name);
    expect((await right.poll(1000)).map((file) => file.name)).toEqual(names);
    const received = (await left.futures()).map((future) => future.patientControlNumber);
    expect(received).toHaveLength(40);
    expect(received[0]).toBe(testClaim(100).patientControlNumber);
    const third = await open();
    expect((await third.poll(1000)).map((file) => file.name)).toEqual(names);
  });

  it('says so when its folder is damaged instead of going on without a claim', async () => {
    await (await open()).send(batch(1));
    await writeFile(join(folder, 'received', 'batch-1.x12'), 'ISA*00*');
    await expect(open()).rejects.toMatchObject({ code: 'store_damaged' });
    await rm(join(folder, 'received', 'batch-1.x12'));
    await writeFile(join(folder, 'clock.json'), '{"offset":1}');
    await expect(open()).rejects.toMatchObject({ code: 'store_damaged' });
  });

  it('leaves no half-written file behind', async () => {
    const transport = await open();
    await Promise.all(Array.from({ length: 10 }, (_, index) => transport.send(batch(index + 1, 3))));
    const names = (await readdir(folder, { recursive: true })).map(String);
    expect(names.filter((name) => name.includes('.part'))).toEqual([]);
    expect(names.filter((name) => name.startsWith('received/'))).toHaveLength(10);
  });
});
