import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@claimwright/domain/clock';
import { dateOfInstant, daysBetween, type IsoDate, type IsoInstant } from '@claimwright/domain/dates';
import { placeNew, readIfThere, replaceFile } from './durable-files.ts';
import { TransportError } from './transport.ts';

const fileName = 'clock.json';
const dayMilliseconds = 86_400_000;

/**
 * Real time plus an offset that is kept in a folder, so that everybody who looks there lives on the same day, also after a
 * restart. Time only moves forward.
 */
export class SimulatedClock implements Clock {
  readonly #folder: string;
  readonly #realNow: () => number;
  #offsetMilliseconds = 0;
  #stamp = '';

  constructor(folder: string, realNow: () => number) {
    this.#folder = folder;
    this.#realNow = realNow;
  }

  /** Starts at midnight UTC of `startOn` (else now) when the folder holds no clock yet. */
  async open(startOn: IsoDate | undefined): Promise<void> {
    const there = await readIfThere(join(this.#folder, fileName));
    const offset = startOn === undefined ? 0 : Date.parse(`${startOn}T00:00:00.000Z`) - this.#realNow();
    // Not over one that appeared meanwhile: whoever was first has set the day.
    if (!there) await placeNew(this.#folder, fileName, clockFile(offset));
    this.#refresh();
  }

  now(): IsoInstant {
    this.#refresh();
    return new Date(this.#realNow() + this.#offsetMilliseconds).toISOString();
  }

  today(): IsoDate {
    return dateOfInstant(this.now());
  }

  /** Moves on by whole days, keeping the time of day. Throws RangeError for less than 0. */
  async advanceDays(days: number): Promise<void> {
    if (!Number.isInteger(days) || days < 0)
      throw new RangeError(`cannot advance by ${days} days: time only moves forward`);
    this.#refresh();
    await replaceFile(this.#folder, fileName, clockFile(this.#offsetMilliseconds + days * dayMilliseconds));
    this.#refresh();
  }

  /** Moves on to a date, keeping the time of day. Throws RangeError for a date before today. */
  advanceTo(date: IsoDate): Promise<void> {
    return this.advanceDays(daysBetween(this.today(), date));
  }

  /** Another process may have moved the clock; a replaced file shows by its inode or time of change. */
  #refresh(): void {
    const path = join(this.#folder, fileName);
    const { ino, mtimeNs, size } = statSync(path, { bigint: true });
    const stamp = `${ino}/${mtimeNs}/${size}`;
    if (stamp === this.#stamp) return;
    const offset = readOffset(readFileSync(path, 'utf8'));
    if (offset === undefined) throw new TransportError('store_damaged', `${path} does not hold a clock`);
    this.#offsetMilliseconds = offset;
    this.#stamp = stamp;
  }
}

function clockFile(offsetMilliseconds: number): Uint8Array {
  return Buffer.from(`${JSON.stringify({ offsetMilliseconds })}\n`);
}

function readOffset(text: string): number | undefined {
  const content: unknown = JSON.parse(text);
  if (typeof content !== 'object' || content === null || !('offsetMilliseconds' in content)) return undefined;
  return Number.isSafeInteger(content.offsetMilliseconds) ? Number(content.offsetMilliseconds) : undefined;
}
