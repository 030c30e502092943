import { randomUUID } from 'node:crypto';
import { basename, posix } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { oneAtATime } from './one-at-a-time.ts';
import { isPartialName } from './partial-name.ts';
import { digestOf, requireSame } from './same-content.ts';
import { SftpConnection } from './sftp-connection.ts';
import { type Receipt, SftpReceipts } from './sftp-receipts.ts';
import { noSuchFile, type RemoteFile, RequestRefused, type SftpSession, unsupported } from './sftp-session.ts';
import type { SftpLogin, SftpSettings } from './sftp-settings.ts';
import {
  type ClearinghouseTransport,
  defaultPollLimit,
  requireSafeName,
  TransportError,
  type TransportFile,
  type TransportProblem,
} from './transport.ts';

/**
 * A clearinghouse's SFTP server. Opening makes no connection: the server may be away, and then only the calls fail. Receipts of
 * what was handed over are kept in `receiptFolder`, which all workers of the route must share.
 */
export async function openSftpTransport(
  settings: SftpSettings,
  login: SftpLogin,
  receiptFolder: string,
  onProblem: (problem: TransportProblem) => void = () => undefined,
): Promise<ClearinghouseTransport> {
  const receipts = new SftpReceipts(receiptFolder);
  await receipts.open();
  return new SftpTransport(settings, new SftpConnection(settings, login), receipts, onProblem);
}

/** Ours, and only ours: what a killed upload left behind. */
const ownPart = /^\.(?<name>.+)\.[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.part$/;
/** A day, because the server's clock is not ours. */
const oldPartMilliseconds = 86_400_000;

class SftpTransport implements ClearinghouseTransport {
  readonly #settings: SftpSettings;
  readonly #connection: SftpConnection;
  readonly #receipts: SftpReceipts;
  readonly #onProblem: (problem: TransportProblem) => void;
  readonly #inTurn = oneAtATime();
  /** Files seen in the inbox, with the moment since which they have not changed. */
  #watched = new Map<string, { file: RemoteFile; unchangedSince: number }>();
  /** Which file a name stood for when it was last given out. */
  readonly #given = new Map<string, RemoteFile>();
  #tidied = false;
  #closed = false;

  constructor(
    settings: SftpSettings,
    connection: SftpConnection,
    receipts: SftpReceipts,
    onProblem: (problem: TransportProblem) => void,
  ) {
    this.#settings = settings;
    this.#connection = connection;
    this.#receipts = receipts;
    this.#onProblem = onProblem;
  }

  async send(file: TransportFile): Promise<void> {
    requireSafeName(file.name);
    const digest = digestOf(file.content);
    await this.#next(async () => {
      const receipt = await this.#receipts.read(file.name);
      if (receipt) requireSame(file.name, receipt.digest, digest);
      if (receipt && receipt.waitingAs === undefined) return;
      await this.#connection.run((session) => this.#handOver(session, file, digest));
    });
  }

  poll(limit = defaultPollLimit): Promise<TransportFile[]> {
    return this.#next(() => this.#connection.run((session) => this.#fetch(session, limit)));
  }

  async acknowledge(name: string): Promise<void> {
    if (basename(name) !== name || name.includes('\\') || name.includes('\0') || name.startsWith('.')) {
      throw new TransportError(
        'name_unsafe',
        `${JSON.stringify(name.slice(0, 80))} is not the name of an arrived file`,
      );
    }
    await this.#next(() => this.#connection.run((session) => this.#putAway(session, name)));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#inTurn(async () => this.#connection.close());
  }

  #next<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closed) return Promise.reject(new TransportError('closed', 'the SFTP transport is closed'));
    return this.#inTurn(work);
  }

  /**
   * Uploads under a name of its own, checks, notes that it waits there, renames, notes that it is handed over. A kill or a broken
   * connection anywhere in between leaves either nothing, or a note by which the next try finds out what happened.
   */
  async #handOver(session: SftpSession, file: TransportFile, digest: string): Promise<void> {
    await this.#tidyOnce(session);
    const earlier = await this.#receipts.read(file.name);
    if (earlier) return this.#finish(session, file.name, earlier);
    const path = posix.join(this.#settings.outbox, file.name);
    if (await this.#isThere(session, path, file.name, digest)) return this.#receipts.noteHandedOver(file.name, digest);
    const part = posix.join(this.#settings.outbox, `.${file.name}.${randomUUID()}.part`);
    await session.write(part, file.content);
    const written = await session.stat(part);
    if (written?.size !== file.content.byteLength) {
      await session.remove(part);
      const size = `${written?.size ?? 0} of ${file.content.byteLength} bytes`;
      throw new Error(`${file.name}: the SFTP server kept ${size}`);
    }
    if (await this.#receipts.noteWaiting(file.name, digest, part)) {
      return this.#finish(session, file.name, { digest, waitingAs: part });
    }
    // Another process hands over the same name at this moment; its part is as good as ours.
    await session.remove(part);
    const other = await this.#receipts.read(file.name);
    if (!other) throw new Error(`${file.name}: another worker is handing it over`);
    requireSame(file.name, other.digest, digest);
    return this.#finish(session, file.name, other);
  }

  /** Gives a part that lies complete on the server its name, unless that has happened already. */
  async #finish(session: SftpSession, name: string, receipt: Receipt): Promise<void> {
    if (receipt.waitingAs === undefined) return;
    const path = posix.join(this.#settings.outbox, name);
    try {
      await renameToNew(session, receipt.waitingAs, path);
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      await this.#judgeRefusedRename(session, name, receipt.waitingAs, receipt.digest, error);
    }
    await this.#receipts.noteHandedOver(name, receipt.digest);
  }

  /** Returns when the file was handed over all the same, else throws and forgets the attempt. */
  async #judgeRefusedRename(
    session: SftpSession,
    name: string,
    part: string,
    digest: string,
    refusal: RequestRefused,
  ): Promise<void> {
    const path = posix.join(this.#settings.outbox, name);
    try {
      if (await this.#isThere(session, path, name, digest)) return session.remove(part);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      await this.#takeBack(session, name, part);
      throw error;
    }
    if (await session.stat(part)) {
      await this.#takeBack(session, name, part);
      throw refusal;
    }
    // Neither name is there any more: renamed by a try that was cut off, and then fetched.
    this.#onProblem({
      fileName: name,
      message: 'the hand-over was cut off and the file is no longer on the server: it counts as fetched by the partner',
    });
  }

  /** The note goes first: without it, a part that stays is only rubbish; without the part, the note would say "fetched". */
  async #takeBack(session: SftpSession, name: string, part: string): Promise<void> {
    await this.#receipts.forget(name);
    await session.remove(part);
  }

  /** True when the path holds our content, false when it holds nothing; throws `name_taken` for other content. */
  async #isThere(session: SftpSession, path: string, name: string, digest: string): Promise<boolean> {
    const there = await session.stat(path);
    if (!there) return false;
    try {
      requireSame(name, digestOf(await session.read(path, there.size)), digest);
    } catch (error) {
      // Fetched between the two requests.
      if (error instanceof RequestRefused && error.status === noSuchFile) return true;
      throw error;
    }
    return true;
  }

  async #tidyOnce(session: SftpSession): Promise<void> {
    if (this.#tidied) return;
    for (const { name, modifiedMilliseconds } of await listIfAllowed(session, this.#settings.outbox)) {
      const own = ownPart.exec(name)?.groups?.name;
      if (own === undefined || Date.now() - modifiedMilliseconds < oldPartMilliseconds) continue;
      const path = posix.join(this.#settings.outbox, name);
      if ((await this.#receipts.read(own))?.waitingAs !== path) await session.remove(path);
    }
    this.#tidied = true;
  }

  async #fetch(session: SftpSession, limit: number): Promise<TransportFile[]> {
    const files: TransportFile[] = [];
    for (const file of (await this.#settledFiles(session)).sort(byAge)) {
      if (files.length >= limit) break;
      const content = await this.#readUnchanged(session, file);
      if (!content) continue;
      this.#given.set(file.name, file);
      files.push({ name: file.name, content });
    }
    return files;
  }

  /** Files that two looks, some time apart, found the same. The second look follows at once where one is new. */
  async #settledFiles(session: SftpSession): Promise<RemoteFile[]> {
    let settled = await this.#look(session);
    if (settled.length < this.#watched.size) {
      await delay(this.#settings.settleMilliseconds);
      settled = await this.#look(session);
    }
    return settled;
  }

  async #look(session: SftpSession): Promise<RemoteFile[]> {
    const now = Date.now();
    const watched = new Map<string, { file: RemoteFile; unchangedSince: number }>();
    const settled: RemoteFile[] = [];
    for (const file of await session.listFiles(this.#settings.inbox)) {
      if (isPartialName(file.name)) continue;
      const before = this.#watched.get(file.name);
      const same = before !== undefined && isSame(before.file, file);
      watched.set(file.name, { file, unchangedSince: same ? before.unchangedSince : now });
      if (same && now - before.unchangedSince >= this.#settings.settleMilliseconds) settled.push(file);
    }
    this.#watched = watched;
    return settled;
  }

  /** The content if the file was the same before and after reading; one that cannot be read is reported and left. */
  async #readUnchanged(session: SftpSession, file: RemoteFile): Promise<Uint8Array | undefined> {
    const path = posix.join(this.#settings.inbox, file.name);
    if (file.size > this.#settings.largestFileBytes) {
      const message = `the arrived file has ${file.size} bytes, above the ${this.#settings.largestFileBytes} of the settings`;
      this.#onProblem({ fileName: file.name, message });
      return undefined;
    }
    try {
      const content = await session.read(path, file.size);
      const after = await session.stat(path);
      return after && isSame({ ...after, name: file.name }, file) && content.byteLength === file.size
        ? content
        : undefined;
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      if (error.status !== noSuchFile) {
        this.#onProblem({ fileName: file.name, message: `the arrived file cannot be read: ${error.message}` });
      }
      return undefined;
    }
  }

  async #putAway(session: SftpSession, name: string): Promise<void> {
    const path = posix.join(this.#settings.inbox, name);
    const there = await session.stat(path);
    const given = this.#given.get(name);
    // Another file has taken the name since: that one has not been read by anybody.
    if (there && !(given && !isSame(given, { ...there, name }))) {
      if (this.#settings.acknowledge === 'delete') await session.remove(path);
      else await this.#archive(session, path, name, this.#settings.acknowledge.archive);
    }
    this.#given.delete(name);
    this.#watched.delete(name);
  }

  /** Partners use names again: the second file of a name is kept beside the first. */
  async #archive(session: SftpSession, path: string, name: string, folder: string): Promise<void> {
    if (!(await session.stat(folder))) await session.makeFolder(folder);
    for (let count = 1; ; count += 1) {
      const place = posix.join(folder, count === 1 ? name : `${name}.${count}`);
      if (await session.stat(place)) continue;
      try {
        return await renameToNew(session, path, place);
      } catch (error) {
        if (!(error instanceof RequestRefused)) throw error;
        // Put away by another worker; or the place was taken in this moment.
        if (!(await session.stat(path))) return;
        if (!(await session.stat(place))) throw error;
      }
    }
  }
}

/**
 * Renames without ever replacing a file. The plain request does that by itself; a server that has only OpenSSH's is asked first
 * whether the name is free.
 */
async function renameToNew(session: SftpSession, from: string, to: string): Promise<void> {
  try {
    await session.rename(from, to);
  } catch (error) {
    if (!(error instanceof RequestRefused) || error.status !== unsupported || (await session.stat(to))) throw error;
    await session.posixRename(from, to);
  }
}

/** A drop box shows nobody what is in it; then there is nothing for us to tidy. */
async function listIfAllowed(session: SftpSession, folder: string): Promise<RemoteFile[]> {
  try {
    return await session.listFiles(folder);
  } catch (error) {
    if (error instanceof RequestRefused) return [];
    throw error;
  }
}

function isSame(left: RemoteFile, right: RemoteFile): boolean {
  return left.size === right.size && left.modifiedMilliseconds === right.modifiedMilliseconds;
}

function byAge(left: RemoteFile, right: RemoteFile): number {
  const age = left.modifiedMilliseconds - right.modifiedMilliseconds;
  return age !== 0 ? age : left.name < right.name ? -1 : 1;
}
