import type { IsoDate, IsoInstant } from './dates.ts';

/**
 * Where time comes from. Services take one; pure code takes the instant or date itself.
 * The simulator has a clock that can be moved, so that a demo lives through ninety days in a minute.
 */
export interface Clock {
  /** The present moment, UTC, millisecond precision. */
  now(): IsoInstant;
  /** The present calendar date (UTC). */
  today(): IsoDate;
}
