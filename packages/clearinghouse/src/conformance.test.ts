import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestSshd } from '@claimwright/testing/sshd';
import { lacksTools } from '@claimwright/testing/tools';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTransport } from './create-transport.ts';
import { type ClearinghouseTransport, TransportError } from './transport.ts';
import { type ChildTask, childFile } from './transport-child.ts';

/** What the suite needs to know of an adapter beyond the port. */
interface Adapter {
  adapter: string;
  settings: unknown;
  secrets?: Record<string, string>;
  /** Gets the other side ready. */
  prepare?(folder: string): Promise<void>;
  /** Makes `count` answers arrive from the other side, later ones after earlier ones; gives their names or how many. */
  arrive(folder: string, transport: ClearinghouseTransport, count: number): Promise<void>;
  /** Names of the files the other side has got, whole ones only. */
  handedOver(folder: string): Promise<string[]>;
}

const adapters: Adapter[] = [
  {
    adapter: 'directory',
    settings: { outbox: 'out', inbox: 'in', settleMilliseconds: 0 },
    arrive: async (folder, _transport, count) => {
      for (let index = 0; index < count; index += 1) {
        await writeFile(join(folder, 'in', `answer-${index}.x12`), `answer ${index}`);
      }
    },
    handedOver: (folder) => visible(join(folder, 'out')),
  },
  {
    adapter: 'simulator',
    settings: { folder: 'sim', seed: 'conformance' },
    // What is no X12 is answered at once with a report of its own.
    arrive: async (_folder, transport, count) => {
      for (let index = 0; index < count; index += 1) {
        await transport.send({ name: `upload-${index}.txt`, content: Buffer.from(`no X12, number ${index}`) });
      }
    },
    handedOver: (folder) => visible(join(folder, 'sim', 'received')),
  },
];

const sshd = lacksTools('sshd') ? undefined : await createTestSshd();
afterAll(() => sshd?.[Symbol.asyncDispose]());
if (sshd) {
  adapters.push({
    adapter: 'sftp',
    settings: {
      host: sshd.host,
      port: sshd.port,
      username: sshd.username,
      hostKeys: [sshd.hostKey],
      login: { method: 'key', privateKey: 'CLAIMWRIGHT_SFTP_KEY' },
      outbox: 'out',
      inbox: 'in',
      acknowledge: { archive: 'in/archive' },
      settleMilliseconds: 0,
    },
    secrets: { CLAIMWRIGHT_SFTP_KEY: sshd.privateKey },
    prepare: async (folder) => {
      await mkdir(join(folder, 'out'));
      await mkdir(join(folder, 'in'));
      await sshd.serve(folder);
    },
    arrive: async (folder, _transport, count) => {
      for (let index = 0; index < count; index += 1) {
        await writeFile(join(folder, 'in', `answer-${index}.x12`), `answer ${index}`);
      }
    },
    handedOver: (folder) => visible(join(folder, 'out')),
  });
}

describe.skipIf(sshd === undefined)('the sftp transport, where there is an sshd', () => {
  it('is held to the suite below', () => {
    expect(adapters.map(({ adapter }) => adapter)).toContain('sftp');
  });
});

async function visible(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
}

describe.each(adapters)('the $adapter transport', ({ adapter, settings, secrets, prepare, arrive, handedOver }) => {
  let folder = '';
  const opened: ClearinghouseTransport[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'claimwright-transport-'));
    await prepare?.(folder);
  });

  afterEach(async () => {
    for (const transport of opened.splice(0)) await transport.close();
    await rm(folder, { recursive: true });
  });

  async function open(): Promise<ClearinghouseTransport> {
    const { transport } = await createTransport(
      { name: 'default', adapter, settings },
      { dataFolder: folder, secret: (name) => secrets?.[name] },
    );
    opened.push(transport);
    return transport;
  }

  it('hands a file over once, however often it is sent, also after it is opened again', async () => {
    const first = await open();
    await first.send(childFile(1));
    await first.send(childFile(1));
    const second = await open();
    await second.send(childFile(1));
    expect(await handedOver(folder)).toEqual([childFile(1).name]);
  });

  it('refuses other bytes under a name that was sent, also after it is opened again', async () => {
    const first = await open();
    await first.send(childFile(1));
    const other = { name: childFile(1).name, content: Buffer.from('other') };
    await expect(first.send(other)).rejects.toMatchObject({ name: 'TransportError', code: 'name_taken' });
    const second = await open();
    await expect(second.send(other)).rejects.toMatchObject({ code: 'name_taken' });
    await first.send(childFile(2));
    expect(await handedOver(folder)).toEqual([childFile(1).name, childFile(2).name]);
  });

  it('hands one file over when it is sent many times at once through two openings', async () => {
    const [first, second] = [await open(), await open()];
    await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? first : second).send(childFile(7))));
    expect(await handedOver(folder)).toEqual([childFile(7).name]);
  });

  it.each(['', '.', '..', '../escape.x12', 'a/b.x12', 'a\\b.x12', '.hidden', 'nul\0.x12', 'a b.x12', 'x'.repeat(201)])(
    'refuses to send under the name %j',
    async (name) => {
      const transport = await open();
      const sending = transport.send({ name, content: Buffer.from('x') });
      await expect(sending).rejects.toBeInstanceOf(TransportError);
      await expect(sending).rejects.toMatchObject({ code: 'name_unsafe' });
    },
  );

  it('gives a file at every poll until it is acknowledged, and never after', async () => {
    const transport = await open();
    await arrive(folder, transport, 3);
    const files = await transport.poll();
    expect(files).toHaveLength(3);
    expect(await transport.poll()).toEqual(files);
    const [first, second, third] = files.map((file) => file.name);
    await transport.acknowledge(second ?? '');
    await transport.acknowledge(second ?? '');
    expect((await transport.poll()).map((file) => file.name)).toEqual([first, third]);
    expect((await (await open()).poll()).map((file) => file.name)).toEqual([first, third]);
  });

  it('lets a name that is not there be acknowledged', async () => {
    const transport = await open();
    await transport.acknowledge('never-seen.x12');
    expect(await transport.poll()).toEqual([]);
  });

  it('works through many files by the limit, each exactly once', async () => {
    const transport = await open();
    await arrive(folder, transport, 250);
    const seen = new Map<string, string>();
    for (;;) {
      const files = await transport.poll(60);
      expect(files.length).toBeLessThanOrEqual(60);
      if (files.length === 0) break;
      for (const file of files) {
        expect(seen.has(file.name)).toBe(false);
        seen.set(file.name, Buffer.from(file.content).toString());
        await transport.acknowledge(file.name);
      }
    }
    expect(seen.size).toBe(250);
  });

  it('refuses every call after it is closed', async () => {
    const transport = await open();
    await transport.close();
    await expect(transport.poll()).rejects.toMatchObject({ code: 'closed' });
    await expect(transport.send(childFile(1))).rejects.toMatchObject({ code: 'closed' });
  });

  it('loses nothing that was promised and doubles nothing when killed while sending', async () => {
    const count = 40;
    let interrupted = 0;
    // A few milliseconds more each time, so that the kills fall into different steps of handing a file over.
    for (const [at, killAfter] of [1, 3, 6, 9, 13, 17, 21, 25].entries()) {
      const run = await runChild({ adapter, settings, secrets, dataFolder: folder, count }, killAfter, at * 1.5);
      if (run.signal === 'SIGKILL') interrupted += 1;
      const there = new Set(await handedOver(folder));
      for (const name of run.lines) expect(there).toContain(name);
    }
    // A machine may be so quick that a child is done before its kill; one that was cut off is enough to mean something.
    expect(interrupted).toBeGreaterThan(0);
    const transport = await open();
    for (let index = 0; index < count; index += 1) await transport.send(childFile(index));
    expect(await handedOver(folder)).toEqual(Array.from({ length: count }, (_, index) => childFile(index).name));
    await expect(transport.send({ ...childFile(3), content: Buffer.from('other') })).rejects.toThrow('other content');
  });

  it('gives again what was polled and not acknowledged by a process that was killed', async () => {
    const transport = await open();
    await arrive(folder, transport, 20);
    const before = (await transport.poll()).map((file) => file.name);
    const run = await runChild({ adapter, settings, secrets, dataFolder: folder, count: 20, takeFirst: 5 }, 5);
    expect(run.signal).toBe('SIGKILL');
    expect(run.lines).toEqual(before.slice(0, 5));
    const after = (await (await open()).poll()).map((file) => file.name);
    expect(after).toEqual(before.slice(5));
  });
});

/** Runs a child and kills it with SIGKILL so many milliseconds after it has said `killAfter` lines. */
function runChild(
  task: ChildTask,
  killAfter: number,
  delayMilliseconds = 0,
): Promise<{ lines: string[]; signal: string | null }> {
  const script = fileURLToPath(new URL('./transport-child.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.split('\n').length > killAfter) setTimeout(() => child.kill('SIGKILL'), delayMilliseconds);
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => resolve({ lines: output.split('\n').slice(0, -1), signal }));
  });
}
