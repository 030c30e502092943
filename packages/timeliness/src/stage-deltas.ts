import { mergeDayCounts, mergeOpenCounts } from './merge-counts.ts';
import { type ClaimMilestones, type StageCounts, stageContributions } from './stage-contributions.ts';

/**
 * What an event of a claim changes in the counts: what the claim adds after it less what it added before. Beginning a stage is one
 * more open; finishing it one less open and one more day count; a corrected date takes the old row back. Before its first event a
 * claim is undefined. Summed over all events of all claims, the deltas are the full recount, whatever their order.
 */
export function stageDeltas(before: ClaimMilestones | undefined, after: ClaimMilestones | undefined): StageCounts {
  const added = after ? stageContributions(after) : nothing;
  const removed = before ? stageContributions(before) : nothing;
  return {
    dayCounts: mergeDayCounts([...added.dayCounts, ...removed.dayCounts.map(negative)]),
    openCounts: mergeOpenCounts([...added.openCounts, ...removed.openCounts.map(negative)]),
  };
}

const nothing: StageCounts = { dayCounts: [], openCounts: [] };

function negative<Row extends { claims: number; cents: number }>(row: Row): Row {
  return { ...row, claims: -row.claims, cents: -row.cents };
}
