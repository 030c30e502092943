import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type AuthContext } from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTransport } from './create-transport.ts';

// Passwords are tested on a server of our own, because OpenSSH takes only those of the machine's accounts. It speaks SSH in full
// and knows one SFTP request: a look at a file, answered with "no such file".

const hostKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' });
const publicKey = ssh2.utils.parseKey(hostKey);
if (publicKey instanceof Error || Array.isArray(publicKey)) throw new Error('the host key of the test is none');
const fingerprint = `SHA256:${createHash('sha256').update(publicKey.getPublicSSH()).digest('base64').replace(/=$/, '')}`;
const password = 'correct horse';

describe('the login of the SFTP transport', () => {
  let folder = '';
  let logins = 0;
  let accepts: (context: AuthContext) => boolean | undefined;
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    client.on('error', () => undefined);
    client.on('authentication', (context) => {
      const verdict = accepts(context);
      if (verdict === undefined) return;
      if (!verdict) return context.reject(['password', 'keyboard-interactive']);
      logins += 1;
      context.accept();
    });
    client.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => {
        const sftp = acceptSftp();
        sftp.on('LSTAT', (id) => sftp.status(id, 2));
      });
    });
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'claimwright-login-'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  const open = async (secret: string) => {
    const settings = {
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      username: 'billing',
      hostKeys: [fingerprint],
      login: { method: 'password', password: 'CLAIMWRIGHT_SFTP_NORTH' },
      outbox: '/out',
      inbox: '/in',
      acknowledge: 'delete',
    };
    const surroundings = {
      dataFolder: folder,
      secret: (name: string) => (name === 'CLAIMWRIGHT_SFTP_NORTH' ? secret : undefined),
    };
    return (await createTransport({ name: 'north', adapter: 'sftp', settings }, surroundings)).transport;
  };

  it('gives the password by the password method', async () => {
    accepts = (context) =>
      context.method === 'password' && context.username === 'billing' && context.password === password;
    const transport = await open(password);
    await transport.acknowledge('835.x12');
    await transport.close();
    expect(logins).toBe(1);
  });

  it('gives the password where the server asks for it as a question', async () => {
    accepts = (context) => {
      if (context.method !== 'keyboard-interactive') return false;
      context.prompt([{ prompt: 'Password: ', echo: false }], (answers) => {
        if (answers[0] === password) context.accept();
        else context.reject();
      });
      return undefined;
    };
    const transport = await open(password);
    await transport.acknowledge('835.x12');
    await transport.close();
  });

  it('tells a refused password, without the password in the message', async () => {
    accepts = (context) => context.method === 'password' && context.password === password;
    const transport = await open('wrong battery');
    const failing = transport.acknowledge('835.x12');
    await expect(failing).rejects.toMatchObject({ code: 'login_refused' });
    await expect(failing).rejects.not.toThrow(/battery/);
    await transport.close();
  });
});
