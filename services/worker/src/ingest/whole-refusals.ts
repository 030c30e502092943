import { claimNumbersOfSet } from '@claimwright/db/pipeline/batch-answers';
import { findBatchByGroup } from '@claimwright/db/pipeline/batches';
import type { ParkedItem } from '@claimwright/db/pipeline/inbound';
import type { ClaimStatus } from '@claimwright/domain/acknowledgement';
import type {
  BatchAcknowledgement,
  ClaimAcknowledgementSet,
  ReadClaimAcknowledgement,
} from '@claimwright/x12/claim-acknowledgement';
import { groupOfReference, proveHandOver, setOfReference } from './batch-answers.ts';
import { type ItemContext, parked } from './item.ts';

/** What was refused at once: everything the sender got, one batch of it, or all claims of one provider in a batch. */
export type RefusedLevel = 'source' | 'batch' | 'provider';

/** A claim's status, and where it was said when not of the claim alone. */
export interface SaidOfClaim extends ReadClaimAcknowledgement {
  refused?: RefusedLevel;
}

/** How a task and a timeline begin when not the claim alone was refused. */
export const refusedWords: Readonly<Record<RefusedLevel, string>> = {
  source: 'Everything that was sent was refused, this claim with it.',
  batch: 'The whole batch was refused, this claim with it.',
  provider: 'All claims of the billing provider in this batch were refused, this one with them.',
};

const rejectedCategories: ReadonlySet<string> = new Set(['A3', 'A6', 'A7', 'A8']);

/** Whether a status refuses: the category decides, never the wording. */
export function refuses({ category }: ClaimStatus): boolean {
  return rejectedCategories.has(category);
}

interface Refusal {
  level: RefusedLevel;
  batch: BatchAcknowledgement;
  statuses: readonly ClaimStatus[];
  providerId?: string;
}

/**
 * A 277CA may refuse a provider, a batch or all of it in one STC (2200C, 2200B, above): what is said there becomes the status of every
 * claim below that has none of its own, so that each is rejected once and in the same way, whichever answer comes first. What
 * names no batch or provider of ours is parked, unless its claims have spoken for themselves.
 */
export async function refusedAsWhole(
  context: ItemContext,
  acknowledgement: ClaimAcknowledgementSet,
): Promise<{ statuses: SaidOfClaim[]; parked: ParkedItem[] }> {
  const spoken = new Set(acknowledgement.claims.map((claim) => claim.patientControlNumber));
  const statuses: SaidOfClaim[] = [];
  const unknown: ParkedItem[] = [];
  for (const refusal of refusalsOf(acknowledgement)) {
    const numbers = await claimsBelow(context, refusal);
    const { batchReference } = refusal.batch;
    if (!numbers || numbers.length === 0) {
      const isSpoken = acknowledgement.claims.some((claim) => claim.batchReference === batchReference);
      if (!numbers && !isSpoken) unknown.push(nobody(context, refusal));
      continue;
    }
    for (const patientControlNumber of numbers) {
      if (spoken.has(patientControlNumber)) continue;
      spoken.add(patientControlNumber);
      statuses.push(saidOf(acknowledgement, refusal, patientControlNumber));
    }
  }
  return { statuses, parked: unknown };
}

/** The widest refusals first; one that says some claims were accepted refuses no whole. */
function refusalsOf({ statuses: ofAll, batches }: ClaimAcknowledgementSet): Refusal[] {
  return batches.flatMap((batch): Refusal[] => {
    if (ofAll.some(refuses)) return [{ level: 'source', batch, statuses: ofAll }];
    if (batch.statuses.some(refuses) && !batch.acceptedClaims) {
      return [{ level: 'batch', batch, statuses: batch.statuses }];
    }
    return batch.providers
      .filter((provider) => provider.statuses.some(refuses) && !provider.acceptedClaims)
      .map(({ id, statuses }) => ({ level: 'provider', batch, statuses, providerId: id ?? '' }));
  });
}

/** Undefined when no batch or no provider of ours is meant. */
async function claimsBelow(
  context: ItemContext,
  { batch: { batchReference }, providerId }: Refusal,
): Promise<string[] | undefined> {
  const group = groupOfReference(batchReference);
  const batch = group && (await findBatchByGroup(context.tx, group));
  if (!batch) return undefined;
  if (batch.kind !== 'claims') return undefined;
  await proveHandOver(context, batch);
  const set = setOfReference(batchReference);
  const numbers = await claimNumbersOfSet(context.tx, batch.id, set, providerId);
  // None left may mean that all were submitted again since; none at all, that the provider is not ours.
  if (numbers.length > 0 || providerId === undefined) return numbers;
  return (await claimNumbersOfSet(context.tx, batch.id, set)).length === 0 ? [] : undefined;
}

function saidOf(
  { sourceEntity, sourceName }: ClaimAcknowledgementSet,
  { level, batch, statuses }: Refusal,
  patientControlNumber: string,
): SaidOfClaim {
  const { batchReference, effectiveDate } = batch;
  return {
    patientControlNumber,
    statuses: [...statuses],
    sourceEntity,
    sourceName,
    batchReference,
    action: 'U',
    lines: [],
    refused: level,
    ...(effectiveDate === undefined ? {} : { effectiveDate }),
  };
}

function nobody(context: ItemContext, { level, batch, statuses, providerId }: Refusal): ParkedItem {
  const { batchReference } = batch;
  const isProvider = level === 'provider' && groupOfReference(batchReference) !== undefined;
  return parked(context, {
    kind: '277CA',
    reasonCode: isProvider ? 'provider_not_found' : 'batch_not_found',
    reason: isProvider
      ? `The batch ${batchReference} has no claim of a provider ${providerId || 'without a number'}.`
      : `No batch has the reference ${batchReference}.`,
    reference: batchReference,
    content: JSON.stringify(statuses),
  });
}
