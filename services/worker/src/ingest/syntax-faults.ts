import { claimsOfError, type ErrorPlace, explainSyntax } from '@claimwright/acknowledgement/explain-syntax';
import { readBatchText } from '@claimwright/db/pipeline/batch-answers';
import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import { loadClaimOrigins } from '@claimwright/db/pipeline/claim-origins';
import type { SegmentError, TransactionSetAcknowledgement } from '@claimwright/domain/acknowledgement';
import type { AcknowledgementFault } from '@claimwright/domain/acknowledgement-fault';
import { locateSegments } from '@claimwright/x12/locate-segments';
import type { ItemContext } from './item.ts';

/** What a 999 says of one claim: its own errors, and those of the set around it. */
export interface ClaimSyntax {
  errors: SegmentError[];
  faults: AcknowledgementFault[];
}

/** A claim with more errors than that is wrong in one way: the rest would say it again. */
const mostErrors = 20;

/**
 * Sorts the errors of a set by claim and explains them: each position is looked up in the batch as we sent it, each place in the
 * encounter it came from. Errors that belong to all claims of the set, or to none we can name, come with every claim.
 */
export async function syntaxByClaim(
  context: ItemContext,
  batchId: string,
  set: Pick<TransactionSetAcknowledgement, 'controlNumber' | 'errors'>,
  claims: readonly LockedClaim[],
): Promise<(claim: LockedClaim) => ClaimSyntax> {
  if (set.errors.length === 0) return () => ({ errors: [], faults: [] });
  const places = await placesOf(context, batchId, set);
  const ids = new Map(claims.map((claim) => [claim.patientControlNumber, claim.id]));
  const named = set.errors.map((error) => {
    const numbers = claimsOfError(error, placeOf(places, error)).filter((number) => ids.has(number));
    return { error, numbers: new Set(numbers.length === ids.size ? [] : numbers) };
  });
  const spokenOf = [...new Set(named.flatMap(({ numbers }) => [...numbers]))];
  const origins = await loadClaimOrigins(
    context.tx,
    spokenOf.flatMap((number) => ids.get(number) ?? []),
  );
  const ofAll = named.filter(({ numbers }) => numbers.size === 0).map(({ error }) => error);
  const faultsOfAll = explained(ofAll, places, undefined);
  return (claim) => {
    const own = named.flatMap(({ error, numbers }) => (numbers.has(claim.patientControlNumber) ? [error] : []));
    return {
      errors: [...own, ...ofAll].slice(0, mostErrors),
      faults: [...explained(own, places, origins.get(claim.id)), ...faultsOfAll].slice(0, mostErrors),
    };
  };
}

type Places = ReturnType<typeof locateSegments>;

async function placesOf(
  context: ItemContext,
  batchId: string,
  { controlNumber, errors }: Pick<TransactionSetAcknowledgement, 'controlNumber' | 'errors'>,
): Promise<Places> {
  const text = await readBatchText(context.tx, batchId);
  const positions = errors.flatMap(({ position }) => [position, position - 1]);
  return text === undefined ? new Map() : locateSegments(text, controlNumber, positions);
}

function placeOf(places: Places, { position }: SegmentError): ErrorPlace {
  return { at: places.get(position), before: places.get(position - 1) };
}

function explained(
  errors: readonly SegmentError[],
  places: Places,
  origin: Parameters<typeof explainSyntax>[2],
): AcknowledgementFault[] {
  return errors.slice(0, mostErrors).flatMap((error) => explainSyntax(error, placeOf(places, error), origin));
}
