/** A source of chance that gives the same sequence for the same seed. */
export interface SampleDraw {
  /** A whole number between two bounds, both possible. */
  between(low: number, high: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the entries. The list must not be empty. */
  pick<Entry>(entries: readonly Entry[]): Entry;
  /** One of the entries, each as likely as its weight. The list must not be empty. */
  weighted<Entry extends { weight: number }>(entries: readonly Entry[]): Entry;
}

/** Mulberry32: 32 bits of state, enough for samples and nothing else. */
export function sampleDraw(seed: number): SampleDraw {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const entryAt = <Entry>(entries: readonly Entry[], index: number): Entry => {
    const entry = entries[index];
    if (entry === undefined) throw new RangeError('cannot pick from an empty list');
    return entry;
  };
  return {
    between: (low, high) => low + Math.floor(fraction() * (high - low + 1)),
    chance: (probability) => fraction() < probability,
    pick: (entries) => entryAt(entries, Math.floor(fraction() * entries.length)),
    weighted: (entries) => {
      let left = fraction() * entries.reduce((sum, entry) => sum + entry.weight, 0);
      const index = entries.findIndex((entry) => {
        left -= entry.weight;
        return left < 0;
      });
      return entryAt(entries, index < 0 ? entries.length - 1 : index);
    },
  };
}
