import type { ClaimSnapshot } from '@claimwright/domain/claim';
import { type ClaimBatch, transactionSetCount as setCount, writeClaimBatch } from './claim-batch-write.ts';
import { claimLoop } from './professional-claim-loop-write.ts';

/** GS08 and ST03 of what is written. */
export const professionalClaimGuide = '005010X222A1';

/** What one interchange of professional claims is made of. */
export type ProfessionalClaimBatch = ClaimBatch<ClaimSnapshot>;

/** How many ST…SE `write837P` makes of so many claims: that many control numbers and batch references are to be taken. */
export function transactionSetCount(claims: number, claimsPerTransactionSet?: number): number {
  return setCount(claims, claimsPerTransactionSet);
}

/**
 * Writes one interchange with one functional group of 837P (005010X222A1). Same input, same bytes. Throws a RangeError when
 * the numbers do not fit the claims (`transactionSetCount`) or there is no claim: both are the caller's arithmetic.
 */
export function write837P(batch: ProfessionalClaimBatch): string {
  return writeClaimBatch(batch, professionalClaimGuide, { claimLoop, hasPatientFacts: true });
}
