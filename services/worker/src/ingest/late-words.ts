import { carriedEarlier } from '@claimwright/db/pipeline/batches';
import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import type { ItemContext } from './item.ts';

/** Claims that were submitted again since the batch that the answer refers to: it speaks of what they were before. */
export async function lateWords(
  context: ItemContext,
  claims: readonly LockedClaim[],
  statuses: readonly { patientControlNumber: string; batchReference?: string }[],
): Promise<Set<string>> {
  const again = new Map(
    claims.flatMap((claim) => (claim.submissionNumber > 1 ? [[claim.patientControlNumber, claim.id] as const] : [])),
  );
  const late = new Set<string>();
  if (again.size === 0) return late;
  const byGroup = Map.groupBy(statuses, (status) => groupOfReference(status.batchReference ?? ''));
  for (const [group, said] of byGroup) {
    const ids = said.flatMap((status) => again.get(status.patientControlNumber) ?? []);
    if (group === undefined || ids.length === 0) continue;
    for (const id of await carriedEarlier(context.tx, group, ids)) late.add(id);
  }
  return late;
}

/** GS06 of the batch that one of our BHT03 names; undefined when it is none of ours. */
export function groupOfReference(reference: string): number | undefined {
  const group = /^B(\d{9})/.exec(reference)?.[1];
  return group === undefined ? undefined : controlNumber(group);
}

/** ISA13, GS06 and ST02 as we number them; what is none of our numbers is undefined. */
export function controlNumber(text: string): number | undefined {
  return /^0*[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
