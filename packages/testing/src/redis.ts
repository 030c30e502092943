import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RedisServer } from './servers.ts';

/** CLAIMWRIGHT_TEST_REDIS=testcontainers takes one in Docker. */
function wantsContainer(): boolean {
  const choice = process.env.CLAIMWRIGHT_TEST_REDIS;
  if (choice === undefined || choice === '') return false;
  if (choice === 'testcontainers') return true;
  throw new Error(`CLAIMWRIGHT_TEST_REDIS is "${choice}": say testcontainers or leave it out.`);
}

/** True when a Redis can be had: in Docker if that was asked for, else REDIS_URL is set or `redis-server` is on the machine. */
export async function redisOnThisMachine(): Promise<boolean> {
  return wantsContainer() || Boolean(process.env.REDIS_URL) || (await redisServerInstalled());
}

/** True when `redis-server` is on the machine, so that tests may stop and start one of their own. */
export async function redisServerInstalled(): Promise<boolean> {
  const child = spawn('redis-server', ['--version'], { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** Some Redis to work with: one in Docker if that was asked for, else the one REDIS_URL names, else one of its own. */
export async function startOrBorrowRedis(): Promise<RedisServer> {
  if (wantsContainer()) {
    const { startRedisContainer } = await import('./containers.ts');
    return startRedisContainer();
  }
  const url = process.env.REDIS_URL;
  return url ? { url, stop: async () => undefined } : await startRedis();
}

/**
 * A real redis-server of its own on a free port, with append-only file and no eviction unless `settings` say otherwise.
 * `port` and `folder` let a test stop it and start it again on the same data.
 */
export async function startRedis(
  options: { settings?: Record<string, string>; port?: number; folder?: string } = {},
): Promise<RedisServer & { pid: number; port: number; folder: string; kill(): Promise<void> }> {
  const port = options.port ?? (await freePort());
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'claimwright-redis-')));
  const settings: Record<string, string> = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
    ...options.settings,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  await listening(child, port);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await exited;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    folder,
    pid: child.pid ?? 0,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      if (!options.folder) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function listening(child: ChildProcess, port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode} before it listened.`);
    const open = await new Promise<boolean>((resolve) => {
      const socket = createConnection(port, '127.0.0.1', () => socket.end(() => resolve(true)));
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    await delay(25);
  }
  throw new Error(`redis-server did not listen on ${port} within 5 s.`);
}

/** A TCP port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No TCP port could be had.');
  return address.port;
}
