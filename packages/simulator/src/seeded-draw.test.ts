import { describe, expect, it } from 'vitest';
import { drawsFor, hash53 } from './seeded-draw.ts';

describe('drawsFor', () => {
  it('answers the same question alike, in any order, and another one differently', () => {
    const first = drawsFor('seed', 'claim 1');
    const a = first.fraction('a');
    const b = first.fraction('b');
    const again = drawsFor('seed', 'claim 1');
    expect([again.fraction('b'), again.fraction('a')]).toEqual([b, a]);
    expect(a).not.toBe(b);
    expect(drawsFor('other seed', 'claim 1').fraction('a')).not.toBe(a);
    expect(drawsFor('seed', 'claim 2').fraction('a')).not.toBe(a);
  });

  it('spreads evenly over [0, 1), also for subjects that differ in one character', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let index = 0; index < 20_000; index += 1) {
      const fraction = drawsFor('seed', `T${String(index).padStart(7, '0')}`).fraction('denied');
      expect(fraction).toBeGreaterThanOrEqual(0);
      expect(fraction).toBeLessThan(1);
      tenths[Math.floor(fraction * 10)]! += 1;
    }
    // 2,000 expected in each; five standard deviations are 212.
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(212);
  });

  it('keeps two questions about one subject independent', () => {
    let both = 0;
    for (let index = 0; index < 20_000; index += 1) {
      const draws = drawsFor('seed', String(index));
      if (draws.chance('one', 0.5) && draws.chance('two', 0.5)) both += 1;
    }
    expect(Math.abs(both - 5000)).toBeLessThan(310);
  });

  it('meets the quantiles of a distribution', () => {
    const values = Array.from({ length: 10_000 }, (_, index) =>
      drawsFor('seed', String(index)).quantile('days', [
        [0, 20],
        [0.5, 31],
        [0.95, 64],
        [1, 75],
      ]),
    ).sort((left, right) => left - right);
    expect(values[0]).toBe(20);
    expect(values.at(-1)).toBe(75);
    expect(Math.abs((values[5000] ?? 0) - 31)).toBeLessThanOrEqual(1);
    expect(Math.abs((values[9500] ?? 0) - 64)).toBeLessThanOrEqual(1);
  });

  it('picks by weight and reaches both bounds of a range', () => {
    const entries = [
      { weight: 1, name: 'rare' },
      { weight: 9, name: 'usual' },
    ];
    let rare = 0;
    const seen = new Set<number>();
    for (let index = 0; index < 10_000; index += 1) {
      const draws = drawsFor('seed', String(index));
      if (draws.pick('entry', entries).name === 'rare') rare += 1;
      seen.add(draws.between('die', 1, 6));
    }
    expect(Math.abs(rare - 1000)).toBeLessThan(150);
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('hash53', () => {
  it('gives 200,000 similar texts 200,000 numbers', () => {
    const seen = new Set<number>();
    for (let index = 0; index < 200_000; index += 1) seen.add(hash53(`file ${index}`));
    expect(seen.size).toBe(200_000);
  });
});
