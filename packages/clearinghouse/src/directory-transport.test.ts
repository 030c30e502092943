import { appendFile, mkdtemp, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDirectoryTransport } from './directory-transport.ts';

describe('the directory transport', () => {
  let folder = '';
  let inbox = '';
  let outbox = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'claimwright-directory-'));
    [inbox, outbox] = [join(folder, 'in'), join(folder, 'out')];
  });

  afterEach(() => rm(folder, { recursive: true }));

  const open = (settleMilliseconds: number) => openDirectoryTransport({ inbox, outbox, settleMilliseconds });

  it('does not hand a file over again that the other side has fetched away', async () => {
    const file = { name: 'batch-1.x12', content: Buffer.from('claims') };
    await (await open(0)).send(file);
    await rm(join(outbox, file.name));
    await (await open(0)).send(file);
    expect((await readdir(outbox)).filter((name) => !name.startsWith('.'))).toEqual([]);
    await expect((await open(0)).send({ ...file, content: Buffer.from('other') })).rejects.toMatchObject({
      code: 'name_taken',
    });
  });

  it('takes up a hand-over whose note was cut off by a crash', async () => {
    const file = { name: 'batch-1.x12', content: Buffer.from('claims') };
    await (await open(0)).send(file);
    await rm(join(outbox, '.sent', file.name));
    const transport = await open(0);
    await expect(transport.send({ ...file, content: Buffer.from('other') })).rejects.toMatchObject({
      code: 'name_taken',
    });
    await transport.send(file);
    expect(await readdir(join(outbox, '.sent'))).toEqual([file.name]);
  });

  it('waits for a file that is still growing', async () => {
    const transport = await open(300);
    const path = join(inbox, 'answer.x12');
    await writeFile(path, 'first half, ');
    expect(await transport.poll()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await appendFile(path, 'second half');
    await new Promise((resolve) => setTimeout(resolve, 200));
    // 400 ms old, but it changed 200 ms ago.
    expect(await transport.poll()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 350));
    const [file] = await transport.poll();
    expect(Buffer.from(file?.content ?? []).toString()).toBe('first half, second half');
  });

  it('gives a file that has long been still at the first poll', async () => {
    const transport = await open(60_000);
    const hourAgo = new Date(Date.now() - 3_600_000);
    await writeFile(join(inbox, 'old.x12'), 'old');
    await utimes(join(inbox, 'old.x12'), hourAgo, hourAgo);
    await writeFile(join(inbox, 'new.x12'), 'new');
    expect((await transport.poll()).map((file) => file.name)).toEqual(['old.x12']);
  });

  it('trusts its own watching where the time of change lies in the future', async () => {
    const transport = await open(150);
    const path = join(inbox, 'answer.x12');
    await writeFile(path, 'answer');
    const tomorrow = new Date(Date.now() + 86_400_000);
    await utimes(path, tomorrow, tomorrow);
    expect(await transport.poll()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await transport.poll()).toHaveLength(1);
  });

  it('sees no hidden, partial or special files', async () => {
    const transport = await open(0);
    for (const name of ['.hidden.x12', 'a.x12.part', 'b.filepart', 'c.TMP', 'd.x12~', 'e.crdownload']) {
      await writeFile(join(inbox, name), 'half');
    }
    await symlink('/etc/hostname', join(inbox, 'link.x12'));
    await writeFile(join(inbox, 'whole answer (1).x12'), 'whole');
    expect((await transport.poll()).map((file) => file.name)).toEqual(['whole answer (1).x12']);
    await transport.acknowledge('whole answer (1).x12');
    expect(await transport.poll()).toEqual([]);
  });

  it('keeps what was acknowledged, also under a name that is used again', async () => {
    const transport = await open(0);
    for (const text of ['Monday', 'Tuesday', 'Wednesday']) {
      await writeFile(join(inbox, '835.x12'), text);
      expect(await transport.poll()).toHaveLength(1);
      await transport.acknowledge('835.x12');
    }
    const kept = await Promise.all(
      ['835.x12', '835.x12.2', '835.x12.3'].map((name) => readFile(join(inbox, '.taken', name), 'utf8')),
    );
    expect(kept).toEqual(['Monday', 'Tuesday', 'Wednesday']);
  });

  it('does not put away a file that took the name after the poll', async () => {
    const transport = await open(0);
    await writeFile(join(inbox, '835.x12'), 'first');
    await transport.poll();
    await writeFile(join(folder, 'new'), 'second');
    await rename(join(folder, 'new'), join(inbox, '835.x12'));
    await transport.acknowledge('835.x12');
    const [file] = await transport.poll();
    expect(Buffer.from(file?.content ?? []).toString()).toBe('second');
  });

  it.each(['../in/835.x12', 'a/b', '.sent', '..'])('refuses to acknowledge %j', async (name) => {
    const transport = await open(0);
    await expect(transport.acknowledge(name)).rejects.toMatchObject({ code: 'name_unsafe' });
  });

  it('gives the oldest files first', async () => {
    const transport = await open(0);
    for (const [index, name] of ['c.x12', 'a.x12', 'b.x12'].entries()) {
      await writeFile(join(inbox, name), name);
      const time = new Date(Date.now() - 60_000 + index * 1000);
      await utimes(join(inbox, name), time, time);
    }
    expect((await transport.poll(2)).map((file) => file.name)).toEqual(['c.x12', 'a.x12']);
  });
});
