import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@claimwright/domain/clock';
import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { ClaimFuture } from '@claimwright/simulator/claim-future';
import type { PlannedFile } from '@claimwright/simulator/planned-file';
import { Simulation, type SimulationOptions } from '@claimwright/simulator/simulate';
import { ensureFolder, placeNew, removeOldParts } from './durable-files.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { SimulatedClock } from './simulated-clock.ts';
import {
  type ClearinghouseTransport,
  defaultPollLimit,
  requireSafeName,
  TransportError,
  type TransportFile,
} from './transport.ts';

export interface SimulatorSettings extends SimulationOptions {
  /** Everything the simulated clearinghouse remembers lies here. */
  folder: string;
  /** The day a new simulation begins on; default the real one. An old simulation goes on from its own day. */
  startOn?: IsoDate;
}

/** The simulated clearinghouse: a transport with a clock that can be moved. */
export interface SimulatorTransport extends ClearinghouseTransport {
  /** The day it is for the simulated payers; the rest of the system should live on it too. */
  readonly clock: Clock;
  /** Lets days pass. What falls due comes with the next `poll`. */
  advance(by: { days: number } | { to: IsoDate }): Promise<IsoInstant>;
  /** The fate of every claim received. */
  futures(): Promise<readonly ClaimFuture[]>;
  /** Files due by now and not acknowledged. */
  waitingFiles(): Promise<number>;
}

/**
 * Opens a simulation in a folder, or goes on with the one that is there. Only uploads, clock and acknowledged names are stored,
 * each by one atomic step; everything else is computed from them again, so a kill at any point loses nothing that was promised.
 * Several transports may share a folder; let days pass only while no other of them is sending.
 */
export async function openSimulatorTransport(
  settings: SimulatorSettings,
  realNow: () => number = Date.now,
): Promise<SimulatorTransport> {
  const transport = new FolderSimulator(settings, realNow);
  await transport.open(settings.startOn);
  return transport;
}

interface StoredUpload {
  name: string;
  receivedAt: IsoInstant;
  text: string;
}

class FolderSimulator implements SimulatorTransport {
  readonly clock: SimulatedClock;
  readonly #options: SimulationOptions;
  readonly #folder: string;
  readonly #received: string;
  readonly #taken: string;
  readonly #inTurn = oneAtATime();
  readonly #realNow: () => number;
  #simulation: Simulation;
  /** Name of each upload the simulation knows, with its instant. */
  #known = new Map<string, IsoInstant>();
  #lastReceivedAt: IsoInstant = '';
  #takenNames = new Set<string>();
  /** Every file due up to this day has been acknowledged. */
  #doneThrough: IsoDate | undefined;
  #closed = false;

  constructor({ folder, startOn: _startOn, ...options }: SimulatorSettings, realNow: () => number) {
    this.#options = options;
    this.#folder = folder;
    this.#received = join(folder, 'received');
    this.#taken = join(folder, 'taken');
    this.#realNow = realNow;
    this.clock = new SimulatedClock(folder, realNow);
    this.#simulation = new Simulation(options);
  }

  async open(startOn: IsoDate | undefined): Promise<void> {
    for (const folder of [this.#folder, this.#received, this.#taken]) {
      await ensureFolder(folder);
      await removeOldParts(folder, this.#realNow());
    }
    await this.clock.open(startOn);
    await this.#catchUp();
  }

  send(file: TransportFile): Promise<void> {
    return this.#next(async () => {
      requireSafeName(file.name);
      if (await this.#isRepeated(file)) return;
      const receivedAt = this.#nextInstant();
      const placed = await placeNew(this.#received, file.name, uploadFile(receivedAt, file.content));
      if (!placed && !(await this.#isRepeated(file)))
        throw new TransportError('store_damaged', `${file.name} vanished`);
      await this.#catchUp();
    });
  }

  poll(limit = defaultPollLimit): Promise<TransportFile[]> {
    return this.#next(async () => {
      await this.#catchUp();
      const waiting = this.#waiting().slice(0, limit);
      return waiting.map((file) => ({ name: file.name, content: Buffer.from(file.render()) }));
    });
  }

  acknowledge(name: string): Promise<void> {
    return this.#next(async () => {
      requireSafeName(name);
      await placeNew(this.#taken, name, new Uint8Array());
      this.#takenNames.add(name);
    });
  }

  advance(by: { days: number } | { to: IsoDate }): Promise<IsoInstant> {
    return this.#next(async () => {
      await ('days' in by ? this.clock.advanceDays(by.days) : this.clock.advanceTo(by.to));
      return this.clock.now();
    });
  }

  futures(): Promise<readonly ClaimFuture[]> {
    return this.#next(async () => {
      await this.#catchUp();
      return this.#simulation.futures();
    });
  }

  waitingFiles(): Promise<number> {
    return this.#next(async () => {
      await this.#catchUp();
      return this.#waiting().length;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#inTurn(async () => undefined);
  }

  #next<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closed) return Promise.reject(new TransportError('closed', 'the simulator transport is closed'));
    return this.#inTurn(work);
  }

  /** Now, but after every earlier upload: the real clock may be set back, and two uploads may share a millisecond. */
  #nextInstant(): IsoInstant {
    const now = this.clock.now();
    if (now > this.#lastReceivedAt) return now;
    return new Date(Date.parse(this.#lastReceivedAt) + 1).toISOString();
  }

  #waiting(): PlannedFile[] {
    const today = this.clock.today();
    const files = this.#simulation.plannedFiles(this.#doneThrough, today);
    const waiting = files.filter((file) => !this.#takenNames.has(file.name));
    // Nothing new ever falls due on a day that is over, so a finished day need not be looked at again.
    const before = waiting[0]?.dueOn ?? today;
    const finished = files.findLast((file) => file.dueOn < before);
    if (finished) this.#doneThrough = finished.dueOn;
    return waiting;
  }

  /** True when the file was received before; throws when its name was received with other bytes. */
  async #isRepeated(file: TransportFile): Promise<boolean> {
    if (!this.#known.has(file.name)) await this.#catchUp();
    if (!this.#known.has(file.name)) return false;
    const stored = splitUpload(file.name, await readFile(join(this.#received, file.name)));
    if (Buffer.compare(stored.content, file.content) === 0) return true;
    throw new TransportError('name_taken', `a file named ${file.name} was received before with other content`);
  }

  /** Reads what the folder holds and this process has not seen: all of it at the start, later what other processes did. */
  async #catchUp(): Promise<void> {
    for (const name of await readdir(this.#taken)) if (!name.startsWith('.')) this.#takenNames.add(name);
    const names = (await readdir(this.#received)).filter((name) => !name.startsWith('.') && !this.#known.has(name));
    if (names.length === 0) return;
    const uploads = await this.#load(names);
    const first = uploads[0];
    // An upload of another process that is older than ours changes what came after it: begin anew.
    if (first && first.receivedAt < this.#lastReceivedAt) {
      this.#startAnew();
      this.#take(await this.#load((await readdir(this.#received)).filter((name) => !name.startsWith('.'))));
    } else {
      this.#take(uploads);
    }
  }

  async #load(names: readonly string[]): Promise<StoredUpload[]> {
    const uploads: StoredUpload[] = [];
    for (const name of names) {
      const { receivedAt, content } = splitUpload(name, await readFile(join(this.#received, name)));
      uploads.push({ name, receivedAt, text: Buffer.from(content).toString('utf8') });
    }
    return uploads.sort(inOrderOfReceipt);
  }

  #take(uploads: readonly StoredUpload[]): void {
    for (const { name, receivedAt, text } of uploads) {
      this.#simulation.receive(text, receivedAt);
      this.#known.set(name, receivedAt);
      this.#lastReceivedAt = receivedAt;
    }
  }

  #startAnew(): void {
    this.#simulation = new Simulation(this.#options);
    this.#known = new Map();
    this.#lastReceivedAt = '';
    this.#doneThrough = undefined;
  }
}

/** One file holds the instant and the bytes, so that both appear in one step: the instant on the first line. */
function uploadFile(receivedAt: IsoInstant, content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${receivedAt}\n`), content]);
}

function splitUpload(name: string, stored: Uint8Array): { receivedAt: IsoInstant; content: Uint8Array } {
  const receivedAt = Buffer.from(stored.subarray(0, 24)).toString('latin1');
  if (stored[24] !== 10 || Number.isNaN(Date.parse(receivedAt))) {
    throw new TransportError('store_damaged', `the stored upload ${name} does not begin with its instant`);
  }
  return { receivedAt, content: stored.subarray(25) };
}

function inOrderOfReceipt(left: StoredUpload, right: StoredUpload): number {
  const [a, b] = [`${left.receivedAt} ${left.name}`, `${right.receivedAt} ${right.name}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
