import type { BatchControlNumbers, ClearinghouseRoute } from '@claimwright/domain/claim';
import type { IsoInstant } from '@claimwright/domain/dates';
import { type ClaimForm, type ClaimParties, headerLoops, hierarchy } from './claim-hierarchy-write.ts';
import { transactionSetControlNumber, writeInterchange, writeTransactionSet } from './writer.ts';

const defaultClaimsPerTransactionSet = 1000;

/** What one interchange of claims is made of. */
export interface ClaimBatch<Claim extends ClaimParties> {
  route: ClearinghouseRoute;
  numbers: BatchControlNumbers;
  /** In the order they are written; neighbours with the same billing provider share one 2000A. */
  claims: readonly Claim[];
  at: IsoInstant;
  /** Default 1000. */
  claimsPerTransactionSet?: number;
}

/** How many ST…SE are made of so many claims: that many control numbers and batch references are to be taken. */
export function transactionSetCount(claims: number, claimsPerTransactionSet = defaultClaimsPerTransactionSet): number {
  return Math.ceil(claims / claimsPerTransactionSet);
}

/**
 * Writes one interchange with one functional group of 837. Same input, same bytes. Throws a RangeError when the numbers do not fit
 * the claims (`transactionSetCount`), there is no claim, or claims of one interchange are for different purposes (BHT06): that is the
 * caller's arithmetic.
 */
export function writeClaimBatch<Claim extends ClaimParties>(
  batch: ClaimBatch<Claim>,
  guide: string,
  form: ClaimForm<Claim>,
): string {
  const { route, numbers, claims, at } = batch;
  const perSet = batch.claimsPerTransactionSet ?? defaultClaimsPerTransactionSet;
  const count = transactionSetCount(claims.length, perSet);
  if (count === 0) throw new RangeError('An interchange needs at least one claim');
  if (numbers.transactionSets.length !== count || numbers.batchReferences.length !== count) {
    throw new RangeError(`${claims.length} claims need ${count} transaction set numbers and batch references`);
  }
  const purpose = claims[0]?.destination.claimPurpose;
  if (claims.some((claim) => claim.destination.claimPurpose !== purpose)) {
    throw new RangeError('Claims of one interchange are for one purpose (BHT06)');
  }
  function* setBody(header: string, index: number): Generator<string> {
    yield header;
    yield* hierarchy(claims.slice(index * perSet, (index + 1) * perSet), form);
  }
  const sets = numbers.transactionSets.map((number, index) =>
    writeTransactionSet({
      identifier: '837',
      controlNumber: transactionSetControlNumber(number),
      guide,
      body: setBody(headerLoops(route, numbers.batchReferences[index] ?? '', at, purpose ?? 'chargeable'), index),
    }),
  );
  const parties = { ...route, interchangeControlNumber: numbers.interchange, groupControlNumber: numbers.group };
  return writeInterchange(parties, at, { group: { functionalIdentifier: 'HC', version: guide, sets } });
}
