import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { findTool } from './tools.ts';

/** A real OpenSSH server on this machine that speaks SFTP only, with keys made for it. */
export interface TestSshd extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  /** "SHA256:…" of its host key. */
  readonly hostKey: string;
  /** A private key that it lets in, OpenSSH format. */
  readonly privateKey: string;
  /** A private key that it does not know. */
  readonly strangerKey: string;
  /** Starts it, or starts it anew; logins begin in the folder. */
  serve(folder: string, options?: SshdOptions): Promise<void>;
  /** Kills the server and all its sessions with SIGKILL. */
  kill(): Promise<void>;
  /** Sends a signal to every session, not to the listener. */
  signalSessions(signal: NodeJS.Signals): Promise<number>;
}

export interface SshdOptions {
  /** Every change is answered with "permission denied". */
  readOnly?: boolean;
  /** The server shows another host key than `hostKey`. */
  otherHostKey?: boolean;
  /** Requests of the protocol the server refuses, by their names in `sftp-server -Q requests`. */
  deny?: readonly string[];
}

/** Makes keys and takes a port; `serve` starts it. Needs `sshd`; see `lacksTools`. */
export async function createTestSshd(): Promise<TestSshd> {
  const folder = await mkdtemp(join(tmpdir(), 'claimwright-sshd-'));
  for (const name of ['host', 'other-host', 'user', 'stranger']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(folder, name)]);
  }
  const [, hostKey = ''] = execFileSync('ssh-keygen', ['-lf', join(folder, 'host.pub')], { encoding: 'utf8' }).split(
    ' ',
  );
  // Run as root, sshd insists on this folder.
  if (userInfo().uid === 0) await mkdir('/run/sshd', { recursive: true });
  const port = await freePort();
  let server: ChildProcess | undefined;

  const kill = async () => {
    if (!server) return;
    const dying = server;
    server = undefined;
    const gone = new Promise((resolve) => dying.once('exit', resolve));
    const sessions = await descendantsOf(dying.pid ?? 0);
    dying.kill('SIGKILL');
    for (const pid of sessions) signalIfThere(pid, 'SIGKILL');
    await gone;
  };

  return {
    host: '127.0.0.1',
    port,
    username: userInfo().username,
    hostKey,
    privateKey: await readFile(join(folder, 'user'), 'utf8'),
    strangerKey: await readFile(join(folder, 'stranger'), 'utf8'),
    serve: async (start, options = {}) => {
      await kill();
      const path = join(folder, 'sshd_config');
      await writeFile(path, configuration(folder, port, start, options));
      // A signal of the test run's terminal must not reach it before the test's own tidying does.
      server = spawn(findTool('sshd') ?? 'sshd', ['-D', '-e', '-f', path], { stdio: ['ignore', 'ignore', 'pipe'] });
      await listening(server);
    },
    kill,
    signalSessions: async (signal) => {
      const sessions = await descendantsOf(server?.pid ?? 0);
      for (const pid of sessions) signalIfThere(pid, signal);
      return sessions.length;
    },
    [Symbol.asyncDispose]: async () => {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

function configuration(folder: string, port: number, start: string, options: SshdOptions): string {
  const sftp = ['internal-sftp', '-d', start];
  if (options.readOnly) sftp.push('-R');
  if (options.deny?.length) sftp.push('-P', options.deny.join(','));
  return [
    'ListenAddress 127.0.0.1',
    `Port ${port}`,
    `HostKey ${join(folder, options.otherHostKey ? 'other-host' : 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'user.pub')}`,
    `PidFile ${join(folder, 'sshd.pid')}`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PubkeyAuthentication yes',
    'PermitRootLogin prohibit-password',
    'MaxStartups 100',
    'AllowTcpForwarding no',
    'X11Forwarding no',
    'PermitTTY no',
    'Subsystem sftp internal-sftp',
    `ForceCommand ${sftp.join(' ')}`,
    '',
  ].join('\n');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function listening(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Server listening on')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`sshd ended with ${code}: ${said}`)));
  });
}

/** Process ids below one, from /proc; a session has left the listener's process group, so the group is not enough. */
async function descendantsOf(root: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(entry), Number(parent));
  }
  const found: number[] = [];
  for (let level = [root]; level.length > 0; ) {
    level = [...parents].filter(([, parent]) => level.includes(parent)).map(([pid]) => pid);
    found.push(...level);
  }
  return found;
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
