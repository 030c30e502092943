/**
 * Chance without a generator: every decision is a hash of the seed, of what is decided on and of the question's own name. So
 * the same claim meets the same fate whatever was asked before it, and a simulation rebuilt from its files is the same one.
 */

/** Answers named questions about one subject, always alike. */
export interface Draws {
  /** A number in [0, 1) for the question. */
  fraction(question: string): number;
  /** True with the given probability (0 never, 1 always). */
  chance(question: string, probability: number): boolean;
  /** A whole number between two bounds, both possible. */
  between(question: string, low: number, high: number): number;
  /** One of the entries, each as likely as its weight. The list must not be empty. */
  pick<Entry extends { weight: number }>(question: string, entries: readonly Entry[]): Entry;
  /** A whole number from a distribution given by its quantiles. */
  quantile(question: string, points: readonly QuantilePoint[]): number;
}

/** `[share, value]`: this share of all draws is at or below the value. Rising in both, from share 0 to share 1. */
export type QuantilePoint = readonly [share: number, value: number];

/** The questions to ask about the subject that `parts` name, under a seed. */
export function drawsFor(seed: string, ...parts: readonly string[]): Draws {
  const subject = [seed, ...parts].join('\u001f');
  const high = hash32(subject, 0x51ed_270b);
  const low = hash32(subject, 0x2545_f491);
  const fraction = (question: string): number => unitInterval(hash32(question, high), hash32(question, low));
  return {
    fraction,
    chance: (question, probability) => fraction(question) < probability,
    between: (question, from, to) => from + Math.floor(fraction(question) * (to - from + 1)),
    pick: (question, entries) => pickWeighted(fraction(question), entries),
    quantile: (question, points) => valueAtShare(fraction(question), points),
  };
}

/** A 32-bit hash of the text, unsigned; different bases give unrelated hashes. Not for secrets. */
export function hash32(text: string, basis: number): number {
  let state = basis | 0;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x0100_0193);
    state ^= state >>> 15;
  }
  state = Math.imul(state ^ (state >>> 16), 0x85eb_ca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2_ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** A 53-bit hash of the text as a whole number: wide enough to name a file's content among millions. */
export function hash53(text: string): number {
  return (hash32(text, 0x1b87_3593) >>> 5) * 0x0400_0000 + (hash32(text, 0x7c15_97a3) >>> 6);
}

function unitInterval(high: number, low: number): number {
  return ((high >>> 5) * 0x0400_0000 + (low >>> 6)) / 2 ** 53;
}

function pickWeighted<Entry extends { weight: number }>(share: number, entries: readonly Entry[]): Entry {
  let total = 0;
  for (const entry of entries) total += entry.weight;
  let left = share * total;
  for (const entry of entries) {
    left -= entry.weight;
    if (left < 0) return entry;
  }
  const last = entries.at(-1);
  if (!last) throw new RangeError('cannot pick from an empty list');
  return last;
}

function valueAtShare(share: number, points: readonly QuantilePoint[]): number {
  let previous = points[0];
  if (!previous) throw new RangeError('a distribution needs quantiles');
  for (const point of points) {
    if (share <= point[0]) {
      const width = point[0] - previous[0];
      const part = width === 0 ? 1 : (share - previous[0]) / width;
      return Math.round(previous[1] + part * (point[1] - previous[1]));
    }
    previous = point;
  }
  return previous[1];
}
