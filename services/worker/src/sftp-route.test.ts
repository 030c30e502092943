import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@claimwright/runtime/logger';
import { createTestSshd } from '@claimwright/testing/sshd';
import { lacksTools } from '@claimwright/testing/tools';
import { describe, expect, test } from 'vitest';
import { cleanVisit } from './test-encounters.ts';
import { startTestWorker, testRoute } from './test-worker.ts';
import { openTransports } from './transports.ts';

describe.skipIf(lacksTools('sshd'))('a route by SFTP, with a real OpenSSH server and the simulator behind it', () => {
  test('claims go out once and their answers come back, over a server that dies in between', async () => {
    await using sshd = await createTestSshd();
    const folder = await mkdtemp(join(tmpdir(), 'claimwright-route-'));
    await mkdir(join(folder, 'out'));
    await mkdir(join(folder, 'in'));
    await sshd.serve(folder);
    const route = testRoute('default', { adapter: 'sftp' });
    route.settings.transport = {
      host: sshd.host,
      port: sshd.port,
      username: sshd.username,
      hostKeys: [sshd.hostKey],
      login: { method: 'key', privateKey: 'CLAIMWRIGHT_SFTP_TEST' },
      outbox: 'out',
      inbox: 'in',
      acknowledge: { archive: 'in/done' },
      settleMilliseconds: 0,
      attempts: 1,
    };
    const secret = (name: string) => (name === 'CLAIMWRIGHT_SFTP_TEST' ? sshd.privateKey : undefined);
    const logger = createLogger({ service: 'worker', level: 'silent' });
    await using transports = openTransports(join(folder, 'data'), logger, secret);
    await using worker = await startTestWorker({ routes: [route], change: { transport: transports.of } });

    await sshd.kill();
    await worker.accept([cleanVisit(1), cleanVisit(2)]);
    await expect(worker.drain()).rejects.toThrow('1 of 1 batches were not handed over');
    await sshd.serve(folder);
    const batches = await worker.rows<{ id: string }>("select id from batches where status = 'built'");
    expect(batches).toHaveLength(1);
    await worker.run(
      'transmit-batches',
      batches.map(({ id }) => id),
    );
    const sent = await readdir(join(folder, 'out'));
    expect(sent).toHaveLength(1);

    for (const name of sent) {
      await worker.simulator.send({ name, content: await readFile(join(folder, 'out', name)) });
      await rm(join(folder, 'out', name));
    }
    await worker.simulator.advance({ days: 60 });
    const answers = await worker.simulator.poll();
    for (const answer of answers) await writeFile(join(folder, 'in', answer.name), answer.content);
    expect(await worker.poll()).toBe(answers.length);
    expect((await readdir(join(folder, 'in'))).filter((name) => name !== 'done')).toEqual([]);
    expect(await readdir(join(folder, 'in', 'done'))).toHaveLength(answers.length);
    const claims = await worker.rows<{ adjudicated: boolean }>(
      'select adjudicated_on is not null as adjudicated from claims',
    );
    expect(claims).toEqual([{ adjudicated: true }, { adjudicated: true }]);
    // Nothing went out a second time.
    expect(await readdir(join(folder, 'out'))).toEqual([]);
    await rm(folder, { recursive: true });
  });
});
