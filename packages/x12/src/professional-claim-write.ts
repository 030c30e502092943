import type { BatchControlNumbers, ClaimSnapshot, ClearinghouseRoute } from '@claimwright/domain/claim';
import type { IsoInstant } from '@claimwright/domain/dates';

/** What one interchange of professional claims is made of. */
export interface ProfessionalClaimBatch {
  route: ClearinghouseRoute;
  numbers: BatchControlNumbers;
  /** In the order they are written; neighbours with the same billing provider share one 2000A. */
  claims: readonly ClaimSnapshot[];
  at: IsoInstant;
  /** Default 1000. */
  claimsPerTransactionSet?: number;
}

/** How many ST…SE `write837P` makes of so many claims: that many control numbers and batch references are to be taken. */
export declare function transactionSetCount(claims: number, claimsPerTransactionSet?: number): number;

/** Writes one interchange with one functional group of 837P (005010X222A1). Same input, same bytes. */
export declare function write837P(batch: ProfessionalClaimBatch): string;
