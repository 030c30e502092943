import { addDays, addMonths, daysBetween, firstOfMonth, type IsoDate } from '@claimwright/domain/dates';
import type { Cents } from '@claimwright/domain/money';
import type { DayCount, OpenCount, Stage } from '@claimwright/domain/timeliness';
import { definitions, method, type StageDefinition } from './definitions.ts';
import { curveMedian, resolutionCurve, resolvedShareBy } from './kaplan-meier.ts';
import { discretePercentile } from './percentile.ts';

export interface SummaryPeriod {
  /** Until when open claims were watched: today, for today's counts. */
  asOf: IsoDate;
  /** First and last day in which the stage began; widened to whole months. */
  from: IsoDate;
  to: IsoDate;
}

/** One bar of the distribution: days from `fromDays` to `toDays`, both included; null is without end. */
export interface DistributionBucket {
  fromDays: number | null;
  toDays: number | null;
  /** Resolved within these days. */
  n: number;
  cents: Cents;
  /** Still open, at an age within these days. */
  openCount: number;
  openCents: Cents;
}

export interface StageSummary {
  stage: Stage;
  asOf: IsoDate;
  /** The whole months that were counted. */
  from: IsoDate;
  to: IsoDate;
  /** Resolved claims and their charges. */
  n: number;
  cents: Cents;
  openCount: number;
  openCents: Cents;
  /** Days, over resolved claims; null when there is none. */
  median: number | null;
  p75: number | null;
  p90: number | null;
  p95: number | null;
  /** Percent (0–100, two decimals) of all claims resolved by that day, open claims censored; null when not observed so long. */
  resolvedByDay: { 30: number | null; 60: number | null; 90: number | null };
  /** Day by which half of all claims, open ones included, are resolved; null when it is not reached yet. */
  censoredMedian: number | null;
  distribution: DistributionBucket[];
  definition: StageDefinition;
  method: typeof method;
}

/** Last day of each bucket but the last; what acknowledges in days and what pays in weeks need other bars. */
const bucketEnds: Readonly<Record<Stage, readonly number[]>> = {
  charge_lag: [0, 1, 2, 3, 5, 7, 14, 30],
  claim_lag: [0, 1, 2, 3, 5, 7, 14, 30],
  acknowledgement: [0, 1, 2, 3, 5, 7, 14, 30],
  first_remittance: [7, 14, 21, 30, 45, 60, 90, 120],
  days_to_pay: [7, 14, 21, 30, 45, 60, 90, 120],
};

/**
 * Sums up one stage over all counts given: of one payer, or of all of them together. Counts of other stages and months are
 * ignored, counts of one day that come in several rows (deltas not folded in yet) are added. Throws when a sum is negative: then
 * deltas are missing and no number would be true.
 */
export function summarise(
  stage: Stage,
  dayCounts: Iterable<DayCount>,
  openCounts: Iterable<OpenCount>,
  period: SummaryPeriod,
): StageSummary {
  const from = firstOfMonth(period.from);
  const to = addDays(addMonths(firstOfMonth(period.to), 1), -1);
  const resolved = new Tally();
  for (const row of dayCounts) {
    if (row.stage === stage && row.cohortMonth >= from && row.cohortMonth <= to) resolved.add(row.days, row);
  }
  const open = new Tally();
  for (const row of openCounts) {
    if (row.stage !== stage || row.startDate < from || row.startDate > to) continue;
    open.add(Math.max(0, daysBetween(row.startDate, period.asOf)), row);
  }
  const sorted = resolved.sorted();
  const sortedOpen = open.sorted();
  const byDay = sorted.map(([days, { claims }]) => [days, claims] as const);
  const curve = resolutionCurve(new Map(byDay), new Map(sortedOpen.map(([age, { claims }]) => [age, claims])));
  const percentBy = (day: number) => {
    const share = resolvedShareBy(curve, day);
    return share === null ? null : Math.round(share * 10_000) / 100;
  };
  return {
    stage,
    asOf: period.asOf,
    from,
    to,
    n: total(sorted, 'claims'),
    cents: total(sorted, 'cents'),
    openCount: total(sortedOpen, 'claims'),
    openCents: total(sortedOpen, 'cents'),
    median: discretePercentile(byDay, 50),
    p75: discretePercentile(byDay, 75),
    p90: discretePercentile(byDay, 90),
    p95: discretePercentile(byDay, 95),
    resolvedByDay: { 30: percentBy(30), 60: percentBy(60), 90: percentBy(90) },
    censoredMedian: curveMedian(curve),
    distribution: distribution(stage, sorted, sortedOpen),
    definition: definitions[stage],
    method,
  };
}

/** One summary for each payer that has a count of the stage in the period, in order of payer id. */
export function summariseByPayer(
  stage: Stage,
  dayCounts: Iterable<DayCount>,
  openCounts: Iterable<OpenCount>,
  period: SummaryPeriod,
): { payerId: string; summary: StageSummary }[] {
  const byPayer = new Map<string, { days: DayCount[]; open: OpenCount[] }>();
  const of = (payerId: string) => {
    const known = byPayer.get(payerId);
    if (known) return known;
    const fresh = { days: [], open: [] };
    byPayer.set(payerId, fresh);
    return fresh;
  };
  for (const row of dayCounts) if (row.stage === stage) of(row.payerId).days.push(row);
  for (const row of openCounts) if (row.stage === stage) of(row.payerId).open.push(row);
  return [...byPayer]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([payerId, { days, open }]) => ({ payerId, summary: summarise(stage, days, open, period) }))
    .filter(({ summary }) => summary.n + summary.openCount > 0);
}

interface Sum {
  claims: number;
  cents: Cents;
}
type SortedSums = [days: number, sum: Sum][];

class Tally {
  readonly #sums = new Map<number, Sum>();

  add(days: number, row: Sum): void {
    const sum = this.#sums.get(days);
    if (sum) {
      sum.claims += row.claims;
      sum.cents += row.cents;
    } else {
      this.#sums.set(days, { claims: row.claims, cents: row.cents });
    }
  }

  sorted(): SortedSums {
    for (const [days, { claims }] of this.#sums) {
      if (claims < 0)
        throw new RangeError(`${claims} claims at ${days} days: counts and deltas do not belong together`);
    }
    return [...this.#sums].filter(([, { claims }]) => claims > 0).sort(([a], [b]) => a - b);
  }
}

function total(sums: SortedSums, member: keyof Sum): number {
  return sums.reduce((sum, [, each]) => sum + each[member], 0);
}

function distribution(stage: Stage, resolved: SortedSums, open: SortedSums): DistributionBucket[] {
  const ends = bucketEnds[stage];
  const bounds: [number | null, number | null][] = ends.map((end, index) => [
    index === 0 ? 0 : ends[index - 1]! + 1,
    end,
  ]);
  bounds.push([ends.at(-1)! + 1, null]);
  // Only when there is such a thing: a stage that ended before it began.
  if (resolved.some(([days]) => days < 0)) bounds.unshift([null, -1]);
  return bounds.map(([fromDays, toDays]) => {
    const within = ([days]: [number, Sum]) => (fromDays ?? -Infinity) <= days && days <= (toDays ?? Infinity);
    const ended = resolved.filter(within);
    const waiting = open.filter(within);
    return {
      fromDays,
      toDays,
      n: total(ended, 'claims'),
      cents: total(ended, 'cents'),
      openCount: total(waiting, 'claims'),
      openCents: total(waiting, 'cents'),
    };
  });
}
