import { mkdir, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTestSshd } from '@claimwright/testing/sshd';
import { lacksTools } from '@claimwright/testing/tools';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTransport } from './create-transport.ts';
import type { ClearinghouseTransport, TransportProblem } from './transport.ts';

const sshd = lacksTools('sshd') ? undefined : await createTestSshd();
afterAll(() => sshd?.[Symbol.asyncDispose]());

describe.skipIf(sshd === undefined)('the SFTP transport on a real OpenSSH server', () => {
  let folder = '';
  let inbox = '';
  let outbox = '';
  let problems: TransportProblem[] = [];
  const opened: ClearinghouseTransport[] = [];
  const server = () => {
    if (!sshd) throw new Error('no sshd');
    return sshd;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'claimwright-sftp-'));
    [inbox, outbox] = [join(folder, 'in'), join(folder, 'out')];
    await mkdir(inbox);
    await mkdir(outbox);
    problems = [];
    await server().serve(folder);
  });

  afterEach(async () => {
    for (const transport of opened.splice(0)) await transport.close();
    await server().kill();
    await rm(folder, { recursive: true });
  });

  async function open(
    settings: Record<string, unknown> = {},
    key = server().privateKey,
  ): Promise<ClearinghouseTransport> {
    const { host, port, username, hostKey } = server();
    const all = {
      ...{ host, port, username, hostKeys: [hostKey], outbox: 'out', inbox: 'in', acknowledge: 'delete' },
      login: { method: 'key', privateKey: 'CLAIMWRIGHT_SFTP_KEY' },
      ...{ settleMilliseconds: 0, retryMilliseconds: 20, ...settings },
    };
    const { transport } = await createTransport(
      { name: 'north', adapter: 'sftp', settings: all },
      {
        dataFolder: join(folder, 'data'),
        secret: (name) => ({ CLAIMWRIGHT_SFTP_KEY: key })[name],
        onProblem: (problem) => problems.push(problem),
      },
    );
    opened.push(transport);
    return transport;
  }

  const file = { name: 'batch-1.x12', content: Buffer.from('claims') };
  const large = { name: 'large.x12', content: Buffer.alloc(60_000_000, 'ISA*00*') };
  const parts = async () => (await readdir(outbox)).filter((name) => name.startsWith('.'));
  const receiptPath = async () => {
    const [place = ''] = await readdir(join(folder, 'data', 'sftp-receipts'));
    return join(folder, 'data', 'sftp-receipts', place, file.name);
  };
  /** Waits until the upload of `large` is under way and not done. */
  async function midUpload(): Promise<void> {
    for (let tries = 0; tries < 2000; tries += 1) {
      const [part] = await parts();
      if (part && (await readFile(join(outbox, part))).byteLength > 0) return;
      await delay(2);
    }
    throw new Error('no upload was seen');
  }

  describe('who is trusted', () => {
    it('refuses a server that shows another host key, before anything is sent to it', async () => {
      await server().serve(folder, { otherHostKey: true });
      const sending = (await open()).send(file);
      await expect(sending).rejects.toMatchObject({ name: 'TransportError', code: 'host_key_refused' });
      await expect(sending).rejects.toThrow(/shows the host key SHA256:[A-Za-z0-9+/]{43}, which is not pinned/);
      expect(await readdir(outbox)).toEqual([]);
    });

    it('takes any of several pinned keys, so that a server may change its own', async () => {
      await (await open({ hostKeys: [`SHA256:${'A'.repeat(43)}`, server().hostKey] })).send(file);
      expect(await readdir(outbox)).toEqual([file.name]);
    });

    it('leaves a server that refuses the login alone for a while, because accounts get locked', async () => {
      const transport = await open({}, server().strangerKey);
      await expect(transport.poll()).rejects.toMatchObject({ code: 'login_refused' });
      await server().kill();
      // Nobody is there any more, and the answer is the same: the server was not asked again.
      await expect(transport.poll()).rejects.toMatchObject({ code: 'login_refused' });
    });

    it('says so when the secret is no private key', async () => {
      const transport = await open({}, 'no key at all');
      await expect(transport.poll()).rejects.toMatchObject({ code: 'settings_invalid' });
    });
  });

  describe('handing over', () => {
    it('shows the file under its name only when it is whole', async () => {
      const transport = await open();
      const sending = transport.send(large);
      await midUpload();
      expect(await readdir(outbox)).not.toContain(large.name);
      await sending;
      expect(await readdir(outbox)).toEqual([large.name]);
      expect(Buffer.compare(await readFile(join(outbox, large.name)), large.content)).toBe(0);
    });

    it('does not hand a file over again that the partner has fetched away', async () => {
      await (await open()).send(file);
      await rm(join(outbox, file.name));
      await (await open()).send(file);
      expect(await readdir(outbox)).toEqual([]);
      await expect((await open()).send({ ...file, content: Buffer.from('other') })).rejects.toMatchObject({
        code: 'name_taken',
      });
    });

    it('compares with what lies on the server where our receipt is lost', async () => {
      await (await open()).send(file);
      await rm(join(folder, 'data'), { recursive: true });
      await expect((await open()).send({ ...file, content: Buffer.from('other!') })).rejects.toMatchObject({
        code: 'name_taken',
      });
      await (await open()).send(file);
      expect(await readFile(join(outbox, file.name), 'utf8')).toBe('claims');
    });

    it('finds out what became of a rename whose answer never came', async () => {
      await (await open()).send(file);
      const receipt = await receiptPath();
      const { digest } = JSON.parse(await readFile(receipt, 'utf8'));
      const part = `out/.${file.name}.0b0e7a3c-1111-4111-8111-111111111111.part`;
      const cutOff = () => writeFile(receipt, JSON.stringify({ digest, waitingAs: part }));

      // Renamed, and still there.
      await cutOff();
      await (await open()).send(file);
      expect(await readdir(outbox)).toEqual([file.name]);
      // Not renamed yet: the part is given its name without being sent again.
      await cutOff();
      await rename(join(outbox, file.name), join(folder, part));
      await (await open()).send(file);
      expect(await readdir(outbox)).toEqual([file.name]);
      expect(problems).toEqual([]);
      // Renamed, and fetched since: not handed over a second time, and a person is told.
      await cutOff();
      await rm(join(outbox, file.name));
      await (await open()).send(file);
      expect(await readdir(outbox)).toEqual([]);
      expect(problems).toMatchObject([{ fileName: file.name }]);
      expect(JSON.parse(await readFile(receipt, 'utf8'))).toEqual({ digest });
    });

    it('fails with the reason where the server permits no writing, and hands over once it does', async () => {
      await server().serve(folder, { readOnly: true });
      const transport = await open();
      await expect(transport.send(file)).rejects.toThrow(/[Pp]ermission denied/);
      expect(await readdir(outbox)).toEqual([]);
      await server().serve(folder);
      await transport.send(file);
      expect(await readdir(outbox)).toEqual([file.name]);
    });

    it('takes a refused rename back whole: no part, no receipt, and the next try begins anew', async () => {
      await server().serve(folder, { deny: ['rename'] });
      const transport = await open();
      await expect(transport.send(file)).rejects.toThrow(/renaming .*[Pp]ermission denied/);
      expect(await readdir(outbox)).toEqual([]);
      await server().serve(folder);
      await transport.send({ ...file, content: Buffer.from('corrected') });
      expect(await readFile(join(outbox, file.name), 'utf8')).toBe('corrected');
    });

    it('clears parts that a killed upload left long ago, and no other file', async () => {
      const old = `.${file.name}.0b0e7a3c-1111-4111-8111-111111111111.part`;
      const young = `.${file.name}.0b0e7a3c-2222-4222-8222-222222222222.part`;
      const foreign = '.theirs.part';
      const lastWeek = new Date(Date.now() - 7 * 86_400_000);
      for (const name of [old, young, foreign]) await writeFile(join(outbox, name), 'half');
      for (const name of [old, foreign]) await utimes(join(outbox, name), lastWeek, lastWeek);
      await (await open()).send(file);
      expect((await readdir(outbox)).sort()).toEqual([young, foreign, file.name].sort());
    });
  });

  describe('when the connection breaks', () => {
    it('hands over after the server was killed in mid-upload and started again', async () => {
      const transport = await open({ attempts: 10, retryMilliseconds: 50 });
      const sending = transport.send(large);
      await midUpload();
      await server().kill();
      expect(await readdir(outbox)).not.toContain(large.name);
      await server().serve(folder);
      await sending;
      expect(Buffer.compare(await readFile(join(outbox, large.name)), large.content)).toBe(0);
    });

    it('fails when the server stays away, and the failed try never completes behind our back', async () => {
      const transport = await open({ attempts: 2 });
      const sending = transport.send(large);
      const failing = expect(sending).rejects.toMatchObject({ name: 'ConnectionLost' });
      await midUpload();
      await server().kill();
      await failing;
      await server().serve(folder);
      await delay(300);
      expect(await readdir(outbox)).not.toContain(large.name);
      // What the caller decides next stands: other content under the name is its own hand-over.
      await transport.send({ ...large, content: Buffer.from('smaller') });
      expect(await readFile(join(outbox, large.name), 'utf8')).toBe('smaller');
    });

    it('gives up on a server that does not answer, and drops the connection so that nothing comes late', async () => {
      const transport = await open({ attempts: 1, operationMilliseconds: 300 });
      await transport.send(file);
      expect(await server().signalSessions('SIGSTOP')).toBeGreaterThan(0);
      const late = { name: 'late.x12', content: Buffer.from('late') };
      await expect(transport.send(late)).rejects.toThrow(/no answer within 300 ms/);
      // The old session is still frozen: this goes over a new one.
      await transport.send({ name: 'next.x12', content: Buffer.from('next') });
      await server().signalSessions('SIGCONT');
      await delay(300);
      expect((await readdir(outbox)).sort()).toEqual([file.name, 'next.x12']);
      await transport.send(late);
      expect((await readdir(outbox)).sort()).toEqual([file.name, late.name, 'next.x12']);
    });

    it('polls on after a restart of the server without being opened anew', async () => {
      const transport = await open();
      await writeFile(join(inbox, '835.x12'), 'paid');
      expect(await transport.poll()).toHaveLength(1);
      await server().serve(folder);
      expect(await transport.poll()).toHaveLength(1);
    });

    it('says where it could not connect, after the tries it was given', async () => {
      await server().kill();
      const transport = await open({ attempts: 3, retryMilliseconds: 100 });
      const before = Date.now();
      await expect(transport.poll()).rejects.toThrow(`connecting to 127.0.0.1:${server().port}`);
      // 100 and 200 ms between the three tries, each less a quarter at most.
      expect(Date.now() - before).toBeGreaterThanOrEqual(220);
    });
  });

  describe('fetching answers', () => {
    it('leaves a file that grows between two looks', async () => {
      const transport = await open({ settleMilliseconds: 1200 });
      // Connects, so that the first look comes without delay.
      expect(await transport.poll()).toEqual([]);
      await writeFile(join(inbox, 'answer.x12'), 'first half, ');
      await writeFile(join(inbox, 'whole.x12'), 'whole');
      const polling = transport.poll();
      await delay(600);
      await writeFile(join(inbox, 'answer.x12'), 'first half, second half');
      expect((await polling).map(({ name }) => name)).toEqual(['whole.x12']);
      const files = await transport.poll();
      const answer = files.find(({ name }) => name === 'answer.x12');
      expect(Buffer.from(answer?.content ?? []).toString()).toBe('first half, second half');
    });

    it('gives the oldest first, by the limit, and sees no hidden, partial or other than regular files', async () => {
      for (const [index, name] of ['c.x12', 'a.x12', 'b.x12'].entries()) {
        await writeFile(join(inbox, name), name);
        const time = new Date(Date.now() - 60_000 + index * 2000);
        await utimes(join(inbox, name), time, time);
      }
      for (const name of ['.hidden', 'd.x12.part', 'e.filepart', 'f.TMP']) await writeFile(join(inbox, name), 'half');
      await mkdir(join(inbox, 'folder'));
      await writeFile(join(inbox, 'empty.x12'), '');
      const transport = await open();
      expect((await transport.poll(2)).map(({ name }) => name)).toEqual(['c.x12', 'a.x12']);
      expect((await transport.poll()).map(({ name }) => name)).toEqual(['c.x12', 'a.x12', 'b.x12', 'empty.x12']);
    });

    it('leaves what is too big or cannot be read, says so, and gives the others', async () => {
      await writeFile(join(inbox, 'big.x12'), 'x'.repeat(2000));
      await writeFile(join(inbox, 'good.x12'), 'good');
      const transport = await open({ largestFileBytes: 1000 });
      expect((await transport.poll()).map(({ name }) => name)).toEqual(['good.x12']);
      expect(problems).toMatchObject([{ fileName: 'big.x12' }]);
    });

    it('says so when a file may not be read', async () => {
      await writeFile(join(inbox, 'locked.x12'), 'locked');
      await server().serve(folder, { deny: ['open'] });
      expect(await (await open()).poll()).toEqual([]);
      expect(problems).toMatchObject([
        { fileName: 'locked.x12', message: expect.stringMatching(/[Pp]ermission denied/) },
      ]);
    });

    it('deletes or keeps what is acknowledged, also under a name that is used again', async () => {
      await writeFile(join(inbox, '835.x12'), 'deleted');
      const deleting = await open();
      await deleting.poll();
      await deleting.acknowledge('835.x12');
      expect(await readdir(inbox)).toEqual([]);
      const keeping = await open({ acknowledge: { archive: 'in/kept' } });
      for (const text of ['Monday', 'Tuesday', 'Wednesday']) {
        await writeFile(join(inbox, '835.x12'), text);
        await keeping.poll();
        await keeping.acknowledge('835.x12');
      }
      const kept = ['835.x12', '835.x12.2', '835.x12.3'].map((name) => readFile(join(inbox, 'kept', name), 'utf8'));
      expect(await Promise.all(kept)).toEqual(['Monday', 'Tuesday', 'Wednesday']);
    });

    it('does not put away a file that took the name after the poll', async () => {
      const transport = await open();
      await writeFile(join(inbox, '835.x12'), 'first');
      await transport.poll();
      await writeFile(join(inbox, '835.x12'), 'the second, longer');
      await transport.acknowledge('835.x12');
      const [second] = await transport.poll();
      expect(Buffer.from(second?.content ?? []).toString()).toBe('the second, longer');
    });

    it.each(['../in/835.x12', 'a/b', '.sent', '..'])('refuses to acknowledge %j', async (name) => {
      await expect((await open()).acknowledge(name)).rejects.toMatchObject({ code: 'name_unsafe' });
    });

    it('keeps a file whose putting away is denied, and gives it again', async () => {
      await writeFile(join(inbox, '835.x12'), 'paid');
      await server().serve(folder, { readOnly: true });
      const transport = await open();
      await transport.poll();
      await expect(transport.acknowledge('835.x12')).rejects.toThrow(/[Pp]ermission denied/);
      expect(await transport.poll()).toHaveLength(1);
    });
  });
});
