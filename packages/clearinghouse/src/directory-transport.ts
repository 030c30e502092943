import { readdir, readFile, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ensureFolder, errorCode, placeNew, readIfThere, removeOldParts, syncFolder } from './durable-files.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { isPartialName } from './partial-name.ts';
import { digestOf, requireSame } from './same-content.ts';
import {
  type ClearinghouseTransport,
  defaultPollLimit,
  requireSafeName,
  TransportError,
  type TransportFile,
  type TransportProblem,
} from './transport.ts';

/** A pair of folders that somebody else empties and fills: an SFTP gateway's mount, or a drop folder of a clearinghouse client. */
export interface DirectorySettings {
  /** Where our claim files are put. */
  outbox: string;
  /** Where answers appear. */
  inbox: string;
  /** How long an arriving file must have kept its size and time of change before it counts as complete. Default 2000. */
  settleMilliseconds?: number;
}

interface FileIdentity {
  inode: number;
  size: number;
  changedMilliseconds: number;
}

/**
 * Opens the pair, making the folders where they are missing. `outbox/.sent` keeps the digest of every file handed over, so that
 * a file the other side has already fetched is not handed over again; `inbox/.taken` keeps what was acknowledged.
 */
export async function openDirectoryTransport(
  settings: DirectorySettings,
  onProblem: (problem: TransportProblem) => void = () => undefined,
): Promise<ClearinghouseTransport> {
  const transport = new DirectoryTransport(settings, onProblem);
  await transport.open();
  return transport;
}

class DirectoryTransport implements ClearinghouseTransport {
  readonly #outbox: string;
  readonly #sent: string;
  readonly #inbox: string;
  readonly #taken: string;
  readonly #settleMilliseconds: number;
  readonly #onProblem: (problem: TransportProblem) => void;
  readonly #inTurn = oneAtATime();
  /** Files seen but perhaps still growing, with the moment since which they have not changed. */
  readonly #watched = new Map<string, { identity: FileIdentity; unchangedSince: number }>();
  /** Which file a name stood for when it was last given out. */
  readonly #given = new Map<string, FileIdentity>();
  #closed = false;

  constructor(settings: DirectorySettings, onProblem: (problem: TransportProblem) => void) {
    this.#outbox = settings.outbox;
    this.#sent = join(settings.outbox, '.sent');
    this.#inbox = settings.inbox;
    this.#taken = join(settings.inbox, '.taken');
    this.#settleMilliseconds = settings.settleMilliseconds ?? 2000;
    this.#onProblem = onProblem;
  }

  async open(): Promise<void> {
    for (const folder of [this.#outbox, this.#sent, this.#inbox, this.#taken]) await ensureFolder(folder);
    for (const folder of [this.#outbox, this.#sent]) await removeOldParts(folder, Date.now());
  }

  send(file: TransportFile): Promise<void> {
    return this.#next(async () => {
      requireSafeName(file.name);
      const digest = digestOf(file.content);
      const earlier = await readIfThere(join(this.#sent, file.name));
      if (earlier) return requireSame(file.name, Buffer.from(earlier).toString('latin1').trim(), digest);
      if (!(await placeNew(this.#outbox, file.name, file.content))) {
        // Placed before a crash that came ahead of the note, or by another process.
        const there = await readIfThere(join(this.#outbox, file.name));
        if (there) requireSame(file.name, digestOf(there), digest);
      }
      await placeNew(this.#sent, file.name, Buffer.from(`${digest}\n`));
    });
  }

  poll(limit = defaultPollLimit): Promise<TransportFile[]> {
    return this.#next(async () => {
      const settled = await this.#settledFiles();
      const files: TransportFile[] = [];
      for (const { name, identity } of settled) {
        if (files.length === limit) break;
        const content = await this.#readUnchanged(name, identity);
        if (!content) continue;
        this.#given.set(name, identity);
        files.push({ name, content });
      }
      return files;
    });
  }

  acknowledge(name: string): Promise<void> {
    return this.#next(async () => {
      if (basename(name) !== name || name.includes('\\') || name.startsWith('.')) {
        throw new TransportError(
          'name_unsafe',
          `${JSON.stringify(name.slice(0, 80))} is not the name of an arrived file`,
        );
      }
      const path = join(this.#inbox, name);
      const identity = await identityOf(path);
      const given = this.#given.get(name);
      this.#given.delete(name);
      // Another file has taken the name since: that one has not been read by anybody.
      if (!identity || (given && !isSame(given, identity))) return;
      await rename(path, join(this.#taken, await this.#freeTakenName(name)));
      await syncFolder(this.#taken);
      await syncFolder(this.#inbox);
      this.#watched.delete(name);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#inTurn(async () => undefined);
  }

  #next<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closed) return Promise.reject(new TransportError('closed', 'the directory transport is closed'));
    return this.#inTurn(work);
  }

  async #settledFiles(): Promise<{ name: string; identity: FileIdentity }[]> {
    const settled: { name: string; identity: FileIdentity }[] = [];
    const present = new Set<string>();
    for (const entry of await readdir(this.#inbox, { withFileTypes: true })) {
      if (!entry.isFile() || isPartialName(entry.name)) continue;
      const identity = await identityOf(join(this.#inbox, entry.name));
      if (!identity) continue;
      present.add(entry.name);
      if (this.#hasSettled(entry.name, identity)) settled.push({ name: entry.name, identity });
    }
    for (const name of this.#watched.keys()) if (!present.has(name)) this.#watched.delete(name);
    return settled.sort(byAge);
  }

  #hasSettled(name: string, identity: FileIdentity): boolean {
    const now = Date.now();
    const watched = this.#watched.get(name);
    const known = watched && isSame(watched.identity, identity) ? watched : { identity, unchangedSince: now };
    this.#watched.set(name, known);
    // A time of change in the future is another machine's clock; then only our own watching counts.
    const age = now - identity.changedMilliseconds;
    return age >= this.#settleMilliseconds || now - known.unchangedSince >= this.#settleMilliseconds;
  }

  /** The content if the file was the same before and after reading; one that cannot be read is reported and left. */
  async #readUnchanged(name: string, identity: FileIdentity): Promise<Uint8Array | undefined> {
    const path = join(this.#inbox, name);
    try {
      const content = await readFile(path);
      const after = await identityOf(path);
      return after && isSame(after, identity) && content.byteLength === identity.size ? content : undefined;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      const reason = error instanceof Error ? error.message : String(error);
      this.#onProblem({ fileName: name, message: `the arrived file cannot be read: ${reason}` });
      return undefined;
    }
  }

  /** Partners use names again: the second file of a name is kept beside the first. */
  async #freeTakenName(name: string): Promise<string> {
    let candidate = name;
    for (let count = 2; await identityOf(join(this.#taken, candidate)); count += 1) candidate = `${name}.${count}`;
    return candidate;
  }
}

async function identityOf(path: string): Promise<FileIdentity | undefined> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return { inode: ino, size, changedMilliseconds: mtimeMs };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isSame(left: FileIdentity, right: FileIdentity): boolean {
  return (
    left.inode === right.inode && left.size === right.size && left.changedMilliseconds === right.changedMilliseconds
  );
}

type Aged = { name: string; identity: FileIdentity };

function byAge(left: Aged, right: Aged): number {
  const age = left.identity.changedMilliseconds - right.identity.changedMilliseconds;
  return age !== 0 ? age : left.name < right.name ? -1 : 1;
}
