import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTransport } from './create-transport.ts';

const sftp = {
  host: 'sftp.north.example',
  username: 'billing',
  hostKeys: [`SHA256:${'A'.repeat(43)}`],
  login: { method: 'key', privateKey: 'CLAIMWRIGHT_SFTP_NORTH' },
  outbox: '/out',
  inbox: '/in',
  acknowledge: 'delete',
};

describe('createTransport', () => {
  let dataFolder = '';

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'claimwright-create-'));
  });

  afterEach(() => rm(dataFolder, { recursive: true }));

  const create = (adapter: string, settings: unknown) =>
    createTransport({ name: 'north', adapter, settings }, { dataFolder });

  it('opens a directory pair with folders relative to the data folder', async () => {
    const created = await create('directory', { outbox: 'north/out', inbox: join(dataFolder, 'in') });
    expect(created.adapter).toBe('directory');
    expect((await readdir(dataFolder)).sort()).toEqual(['in', 'north']);
    await created.transport.close();
  });

  it('opens a simulator with the day and faults of the settings', async () => {
    const created = await create('simulator', { folder: 'sim', startOn: '2026-03-02', faults: { lostFiles: 1 } });
    if (created.adapter !== 'simulator') throw new Error('not a simulator');
    expect(created.transport.clock.today()).toBe('2026-03-02');
    await created.transport.send({ name: 'a.txt', content: Buffer.from('no X12') });
    expect(await created.transport.poll()).toEqual([]);
    await created.transport.close();
  });

  it.each([
    ['directory', {}, ['settings.outbox', 'settings.inbox']],
    ['directory', { outbox: 'same', inbox: 'same' }, ['two folders']],
    ['directory', { outbox: 'a', inbox: 'b', extra: 1 }, ['extra']],
    ['simulator', { folder: 'sim', startOn: '2026-02-30' }, ['settings.startOn', 'YYYY-MM-DD']],
    ['simulator', { folder: 'sim', faults: { lostFiles: 2 } }, ['settings.faults.lostFiles']],
    ['simulator', 'sim', ['settings']],
    ['sftp', { ...sftp, hostKeys: [] }, ['settings.hostKeys']],
    ['sftp', { ...sftp, hostKeys: ['ssh-ed25519 AAAA'] }, ['settings.hostKeys.0', 'SHA256:']],
    ['sftp', { ...sftp, login: { method: 'password', password: 'plain text' } }, ['settings.login.password']],
    ['sftp', { ...sftp, login: { method: 'password', password: 'DATABASE_URL' } }, ['CLAIMWRIGHT_SFTP_']],
    ['sftp', sftp, ['settings.login', 'CLAIMWRIGHT_SFTP_NORTH is not set']],
    ['sftp', { ...sftp, inbox: '/out/' }, ['different folders']],
    ['sftp', { ...sftp, outbox: '/out/../in' }, ['settings.outbox']],
    ['carrier pigeon', {}, ['carrier pigeon', '"directory"', '"sftp"', '"simulator"']],
  ])('refuses a %s with settings %j and names what is wrong', async (adapter, settings, words) => {
    const creating = create(adapter, settings);
    await expect(creating).rejects.toMatchObject({ name: 'TransportError', code: 'settings_invalid' });
    for (const word of ['route north', ...words]) await expect(creating).rejects.toThrow(word);
  });
});
