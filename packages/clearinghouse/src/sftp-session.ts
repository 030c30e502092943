import { createHash } from 'node:crypto';
import { connect as connectSocket, type Socket } from 'node:net';
import SftpClient from 'ssh2-sftp-client';
import type { SftpLogin, SftpSettings } from './sftp-settings.ts';
import { TransportError } from './transport.ts';

/** What the wrapper of the protocol offers of its own; taken from the client so that ssh2 need not be named. */
type Wire = Awaited<ReturnType<SftpClient['connect']>>;

/** The connection broke, or was never made; whether the last request was carried out is not known. Trying again may help. */
export class ConnectionLost extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConnectionLost';
  }
}

/** The server answered a request with a refusal. Codes: draft-ietf-secsh-filexfer-02, part 7. */
export class RequestRefused extends Error {
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RequestRefused';
    this.status = status;
  }
}

export const noSuchFile = 2;
export const unsupported = 8;

export interface RemoteFile {
  name: string;
  size: number;
  /** In whole seconds, as the server's clock has it. */
  modifiedMilliseconds: number;
}

/** Below this speed a transfer counts as stuck. */
const slowestBytesPerMillisecond = 16;

/** One connection to the server, over when it breaks. Every request ends: with an answer, a refusal, or `ConnectionLost`. */
export class SftpSession {
  readonly #client: SftpClient;
  readonly #wire: Wire;
  readonly #socket: Socket;
  readonly #operationMilliseconds: number;
  readonly #lost: Promise<never>;

  constructor(client: SftpClient, wire: Wire, socket: Socket, operationMilliseconds: number) {
    this.#client = client;
    this.#wire = wire;
    this.#socket = socket;
    this.#operationMilliseconds = operationMilliseconds;
    this.#lost = new Promise((_, reject) => {
      socket.once('close', () => reject(new ConnectionLost('the connection to the SFTP server broke')));
    });
    // Whoever waits for an answer hears of it; when nobody waits it is no news.
    this.#lost.catch(() => undefined);
  }

  get isAlive(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  /** Regular files of a folder; links, folders and devices are no files of ours. */
  async listFiles(folder: string): Promise<RemoteFile[]> {
    const entries = await this.#perform(`listing ${folder}`, 0, () => this.#client.list(folder));
    return entries
      .filter((entry) => entry.type === '-')
      .map(({ name, size, modifyTime }) => ({ name, size, modifiedMilliseconds: modifyTime }));
  }

  /** Size and time of change, or undefined when the server says there is no such file. */
  async stat(path: string): Promise<Omit<RemoteFile, 'name'> | undefined> {
    try {
      return await this.#answered(`looking at ${path}`, (done) =>
        this.#wire.lstat(path, (error, stats) =>
          done(error, stats && { size: stats.size, modifiedMilliseconds: stats.mtime * 1000 }),
        ),
      );
    } catch (error) {
      if (error instanceof RequestRefused && error.status === noSuchFile) return undefined;
      throw error;
    }
  }

  async read(path: string, sizeBytes: number): Promise<Uint8Array> {
    const content = await this.#perform(`reading ${path}`, sizeBytes, () => this.#client.get(path));
    // The library gives an empty list for an empty file.
    return Buffer.isBuffer(content) ? content : Buffer.alloc(0);
  }

  /** Writes a file and has it put on disk where the server can be asked to. */
  async write(path: string, content: Uint8Array): Promise<void> {
    await this.#perform(`writing ${path}`, content.byteLength, () =>
      this.#client.put(Buffer.from(content.buffer, content.byteOffset, content.byteLength), path),
    );
    await this.#syncIfOffered(path);
  }

  /** Renames; by the protocol this fails when the new name is taken, so it never replaces a file. */
  rename(from: string, to: string): Promise<void> {
    return this.#answered(`renaming ${from} to ${to}`, (done) => this.#wire.rename(from, to, (error) => done(error)));
  }

  /** OpenSSH's rename, which replaces what has the new name. */
  posixRename(from: string, to: string): Promise<void> {
    return this.#answered(`renaming ${from} to ${to}`, (done) =>
      this.#wire.ext_openssh_rename(from, to, (error) => done(error)),
    );
  }

  /** Removes a file; one that is not there is no failure. */
  async remove(path: string): Promise<void> {
    try {
      await this.#answered<void>(`removing ${path}`, (done) => this.#wire.unlink(path, (error) => done(error)));
    } catch (error) {
      if (!(error instanceof RequestRefused) || error.status !== noSuchFile) throw error;
    }
  }

  makeFolder(path: string): Promise<void> {
    return this.#answered(`making ${path}`, (done) => this.#wire.mkdir(path, (error) => done(error)));
  }

  /** Ends the connection at once; requests under way end with `ConnectionLost`. */
  drop(): void {
    this.#socket.destroy();
  }

  async #syncIfOffered(path: string): Promise<void> {
    let handle: Buffer;
    try {
      handle = await this.#answered<Buffer>(`opening ${path}`, (done) => this.#wire.open(path, 'r+', done));
    } catch (error) {
      // A drop box lets nobody open a file again.
      if (error instanceof RequestRefused) return;
      throw error;
    }
    try {
      await this.#answered<void>(`syncing ${path}`, (done) =>
        this.#wire.ext_openssh_fsync(handle, (error) => done(error)),
      );
    } catch (error) {
      if (!(error instanceof RequestRefused) || error.status !== unsupported) throw error;
    } finally {
      if (this.isAlive) {
        await this.#answered<void>(`closing ${path}`, (done) => this.#wire.close(handle, (error) => done(error)));
      }
    }
  }

  /** A request of the protocol itself. What the library throws at once is an extension the server does not have. */
  #answered<Result>(
    what: string,
    ask: (done: (error: Error | null | undefined, result?: Result) => void) => void,
  ): Promise<Result> {
    return this.#perform(
      what,
      0,
      () =>
        new Promise<Result>((resolve, reject) => {
          try {
            ask((error, result) => (error ? reject(error) : resolve(result as Result)));
          } catch (error) {
            reject(new RequestRefused(unsupported, `${what}: the server does not offer it`, { cause: error }));
          }
        }),
    );
  }

  async #perform<Result>(what: string, bytes: number, work: () => Promise<Result>): Promise<Result> {
    if (!this.isAlive) throw new ConnectionLost(`${what}: the connection is closed`);
    const limit = this.#operationMilliseconds + Math.ceil(bytes / slowestBytesPerMillisecond);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        // Without the connection, nothing of this attempt can happen behind our back later.
        this.drop();
        reject(new ConnectionLost(`${what}: no answer within ${limit} ms`));
      }, limit);
    });
    try {
      return await Promise.race([work(), this.#lost, late]);
    } catch (error) {
      if (error instanceof ConnectionLost || error instanceof RequestRefused) throw error;
      const status = error instanceof Error && 'code' in error ? error.code : undefined;
      const reason = error instanceof Error ? error.message : String(error);
      if (typeof status === 'number') throw new RequestRefused(status, `${what}: ${reason}`, { cause: error });
      this.drop();
      throw new ConnectionLost(`${what}: ${reason}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * Connects and logs in. Throws `ConnectionLost` when the server cannot be reached and TransportError `host_key_refused`,
 * `login_refused` or `settings_invalid` (a key that is none).
 */
export async function openSession(settings: SftpSettings, login: SftpLogin): Promise<SftpSession> {
  const socket = await openSocket(settings);
  const client = new SftpClient('claimwright', { error: ignore, end: ignore, close: ignore });
  let shown: string | undefined;
  let loginRefused = false;
  client.on('error', (error: unknown) => {
    if (error instanceof Error && 'level' in error && error.level === 'client-authentication') loginRefused = true;
  });
  if (login.method === 'password') answerPrompts(client, login.password);
  try {
    const wire = await client.connect({
      sock: socket,
      username: settings.username,
      ...(login.method === 'password'
        ? { password: login.password, tryKeyboard: true }
        : { privateKey: login.privateKey, passphrase: login.passphrase }),
      readyTimeout: settings.connectMilliseconds,
      keepaliveInterval: 15_000,
      keepaliveCountMax: 3,
      hostVerifier: (key: Buffer) => {
        shown = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=$/, '')}`;
        return settings.hostKeys.includes(shown);
      },
    });
    return new SftpSession(client, wire, socket, settings.operationMilliseconds);
  } catch (error) {
    socket.destroy();
    const server = `${settings.username}@${settings.host}:${settings.port}`;
    const reason = error instanceof Error ? error.message : String(error);
    if (shown !== undefined && !settings.hostKeys.includes(shown)) {
      throw new TransportError('host_key_refused', `${server} shows the host key ${shown}, which is not pinned`);
    }
    if (loginRefused) throw new TransportError('login_refused', `${server} refuses the login: ${reason}`);
    if (/parse privateKey|privateKey value/.test(reason)) {
      throw new TransportError('settings_invalid', `the private key for ${server} cannot be read: ${reason}`);
    }
    throw new ConnectionLost(`connecting to ${server}: ${reason}`, { cause: error });
  }
}

/** Some servers ask for the password as a question of their own. */
function answerPrompts(client: SftpClient, password: string): void {
  const answer = (...[, , , prompts, finish]: [string, string, string, unknown[], (answers: string[]) => void]) =>
    finish(prompts.map(() => password));
  client.on('keyboard-interactive', answer as (...all: unknown[]) => void);
}

function openSocket({ host, port, connectMilliseconds }: SftpSettings): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket({ host, port, noDelay: true, keepAlive: true });
    const fail = (reason: string, cause?: unknown) => {
      socket.destroy();
      reject(new ConnectionLost(`connecting to ${host}:${port}: ${reason}`, { cause }));
    };
    const timer = setTimeout(() => fail(`no answer within ${connectMilliseconds} ms`), connectMilliseconds);
    socket.once('error', (error) => fail(error.message, error)).once('close', () => clearTimeout(timer));
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
  });
}

function ignore(): undefined {
  return undefined;
}
