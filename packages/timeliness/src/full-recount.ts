import { mergeCounts } from './merge-counts.ts';
import { type ClaimMilestones, type StageCounts, stageContributions } from './stage-contributions.ts';

/** The counts of all claims, from nothing: what the sum of all deltas has to be. */
export function fullRecount(claims: Iterable<ClaimMilestones>): StageCounts {
  const counts: StageCounts[] = [];
  for (const claim of claims) counts.push(stageContributions(claim));
  return mergeCounts(counts);
}
