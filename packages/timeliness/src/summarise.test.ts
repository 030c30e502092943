import { addDays } from '@claimwright/domain/dates';
import { type DayCount, type OpenCount, stageNames } from '@claimwright/domain/timeliness';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitions } from './definitions.ts';
import { summarise, summariseByPayer } from './summarise.ts';

const day = (days: number, claims = 1, changes: Partial<DayCount> = {}): DayCount => ({
  payerId: 'PAY01',
  stage: 'days_to_pay',
  cohortMonth: '2026-03-01',
  days,
  claims,
  cents: claims * 100,
  ...changes,
});
const open = (startDate: string, claims = 1, changes: Partial<OpenCount> = {}): OpenCount => ({
  payerId: 'PAY01',
  stage: 'days_to_pay',
  startDate,
  claims,
  cents: claims * 100,
  ...changes,
});
const period = { asOf: '2026-04-30', from: '2026-03-01', to: '2026-04-30' };
const summary = (days: DayCount[], opens: OpenCount[] = [], changes = {}) =>
  summarise('days_to_pay', days, opens, { ...period, ...changes });

describe('a summary', () => {
  it('of nothing has no percentile', () => {
    expect(summary([])).toMatchObject({
      n: 0,
      openCount: 0,
      median: null,
      p75: null,
      p90: null,
      p95: null,
      resolvedByDay: { 30: null, 60: null, 90: null },
      censoredMedian: null,
    });
  });

  it('of resolved claims only is percentile_disc', () => {
    const result = summary([day(10, 5), day(20, 4), day(40, 1)]);
    expect(result).toMatchObject({ n: 10, cents: 1000, median: 10, p75: 20, p90: 20, p95: 40, censoredMedian: 10 });
    expect(result.resolvedByDay).toEqual({ 30: 90, 60: 100, 90: 100 });
  });

  it('censors open claims at their age instead of dropping them', () => {
    // At risk on day 10: 4; on day 20, with one open claim of 15 days gone: 2; one stays open at 60 days.
    const result = summary([day(10), day(20)], [open('2026-04-15'), open('2026-03-01')]);
    expect(result).toMatchObject({ n: 2, openCount: 2, openCents: 200, median: 10 });
    expect(result.resolvedByDay).toEqual({ 30: 62.5, 60: 62.5, 90: null });
    expect(result.censoredMedian).toBe(20);
  });

  it('says nothing of days that nobody was watched for', () => {
    expect(summary([], [open('2026-04-20')]).resolvedByDay).toEqual({ 30: null, 60: null, 90: null });
    expect(summary([], [open('2026-03-31')]).resolvedByDay).toEqual({ 30: 0, 60: null, 90: null });
  });

  it('takes whole months in which the stage began, and only its own stage', () => {
    const days = [day(1), day(2, 1, { cohortMonth: '2026-02-01' }), day(3, 1, { stage: 'first_remittance' })];
    const opens = [
      open('2026-02-28'),
      open('2026-03-31'),
      open('2026-04-01'),
      open('2026-03-05', 1, { stage: 'claim_lag' }),
    ];
    const result = summary(days, opens, { from: '2026-03-15', to: '2026-03-16' });
    expect(result).toMatchObject({ n: 1, openCount: 1, from: '2026-03-01', to: '2026-03-31' });
  });

  it('adds deltas that are not folded in yet, and refuses what cannot be', () => {
    expect(summary([day(5, 3), day(5, -1), day(6, 1), day(6, -1)])).toMatchObject({ n: 2, median: 5, p95: 5 });
    expect(() => summary([day(5, -1)])).toThrow(/-1 claims at 5 days/);
  });

  it('shows every claim, resolved and open, in one bar', () => {
    const { distribution } = summary([day(0), day(7), day(8), day(500)], [open('2026-04-30'), open('2026-03-01')]);
    expect(distribution.map(({ fromDays, toDays, n, openCount }) => [fromDays, toDays, n, openCount])).toEqual([
      [0, 7, 2, 1],
      [8, 14, 1, 0],
      [15, 21, 0, 0],
      [22, 30, 0, 0],
      [31, 45, 0, 0],
      [46, 60, 0, 1],
      [61, 90, 0, 0],
      [91, 120, 0, 0],
      [121, null, 1, 0],
    ]);
    expect(summary([day(-2)]).distribution[0]).toMatchObject({ fromDays: null, toDays: -1, n: 1 });
  });

  it('is served with its definition, for every stage', () => {
    for (const stage of stageNames) {
      const { definition, method } = summarise(stage, [], [], period);
      expect(definition).toBe(definitions[stage]);
      expect(method.percentiles).toMatch(/percentile_disc/);
    }
  });

  it('per payer leaves out payers without a count', () => {
    const days = [day(9, 1, { payerId: 'B' }), day(1), day(2, 1, { payerId: 'C', cohortMonth: '2020-01-01' })];
    const result = summariseByPayer('days_to_pay', days, [open('2026-04-01', 2, { payerId: 'A' })], period);
    expect(result.map(({ payerId, summary: { n, openCount } }) => [payerId, n, openCount])).toEqual([
      ['A', 0, 2],
      ['B', 1, 0],
      ['PAY01', 1, 0],
    ]);
  });
});

const anyClaims = fc.array(
  fc.record({ payer: fc.constantFrom('A', 'B'), start: fc.nat(60), days: fc.option(fc.nat(100), { nil: undefined }) }),
  { maxLength: 60 },
);

describe('property: a summary of counts is that of the claims themselves', () => {
  it('percentiles, open claims and the share resolved by day 30, 60 and 90, over all payers and each', () => {
    fc.assert(
      fc.property(anyClaims, (claims) => {
        const from = '2026-01-01';
        const asOf = '2026-05-01';
        const wide = { asOf, from, to: asOf };
        const startOf = (start: number) => addDays(from, start);
        const days = claims.flatMap(({ payer, start, days: took }) =>
          took === undefined ? [] : [day(took, 1, { payerId: payer, cohortMonth: `${startOf(start).slice(0, 7)}-01` })],
        );
        const opens = claims.flatMap(({ payer, start, days: took }) =>
          took === undefined ? [open(startOf(start), 1, { payerId: payer })] : [],
        );
        const whole = summarise('days_to_pay', days, opens, wide);
        const took = claims.flatMap((claim) => claim.days ?? []).sort((a, b) => a - b);
        const ages = claims.filter((claim) => claim.days === undefined).map(({ start }) => 120 - start);
        expect([whole.n, whole.openCount]).toEqual([took.length, ages.length]);
        for (const [value, percent] of [
          [whole.median, 50],
          [whole.p75, 75],
          [whole.p90, 90],
          [whole.p95, 95],
        ] as const) {
          expect(value).toBe(took[Math.ceil((took.length * percent) / 100) - 1] ?? null);
        }
        for (const by of [30, 60, 90] as const) {
          const expected = naiveShare(took, ages, by);
          if (expected === null) expect(whole.resolvedByDay[by]).toBeNull();
          else expect(whole.resolvedByDay[by]).toBeCloseTo(expected * 100, 1);
        }
        const parts = summariseByPayer('days_to_pay', days, opens, wide);
        expect(parts.reduce((sum, { summary: { n, openCount } }) => sum + n + openCount, 0)).toBe(claims.length);
        const bars = whole.distribution.reduce((sum, { n, openCount }) => sum + n + openCount, 0);
        expect(bars).toBe(claims.length);
      }),
      { numRuns: 300 },
    );
  });
});

/** The textbook product, claim by claim. */
function naiveShare(took: number[], ages: number[], by: number): number | null {
  let unresolved = 1;
  for (const at of new Set(took.filter((days) => days <= by))) {
    const risk = took.filter((days) => days >= at).length + ages.filter((age) => age >= at).length;
    unresolved *= 1 - took.filter((days) => days === at).length / risk;
  }
  const watched = Math.max(-1, ...took, ...ages);
  if (took.length + ages.length === 0) return null;
  return watched >= by || unresolved < 1e-12 ? 1 - unresolved : null;
}
