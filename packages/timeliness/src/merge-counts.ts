import type { DayCount, OpenCount } from '@claimwright/domain/timeliness';
import type { StageCounts } from './stage-contributions.ts';

/** Adds counts of the same payer, stage, month and days; rows that come to nothing are dropped. Order: first seen. */
export function mergeDayCounts(counts: Iterable<DayCount>): DayCount[] {
  return merge(counts, (row) => JSON.stringify([row.payerId, row.stage, row.cohortMonth, row.days]));
}

/** Adds counts of the same payer, stage and start date; rows that come to nothing are dropped. Order: first seen. */
export function mergeOpenCounts(counts: Iterable<OpenCount>): OpenCount[] {
  return merge(counts, (row) => JSON.stringify([row.payerId, row.stage, row.startDate]));
}

/** Both kinds at once. */
export function mergeCounts(counts: Iterable<StageCounts>): StageCounts {
  const all = [...counts];
  return {
    dayCounts: mergeDayCounts(all.flatMap(({ dayCounts }) => dayCounts)),
    openCounts: mergeOpenCounts(all.flatMap(({ openCounts }) => openCounts)),
  };
}

function merge<Row extends { claims: number; cents: number }>(rows: Iterable<Row>, keyOf: (row: Row) => string): Row[] {
  const merged = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    const sum = merged.get(key);
    if (sum) {
      sum.claims += row.claims;
      sum.cents += row.cents;
    } else {
      merged.set(key, { ...row });
    }
  }
  return [...merged.values()].filter(({ claims, cents }) => claims !== 0 || cents !== 0);
}
