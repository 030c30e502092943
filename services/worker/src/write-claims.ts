import type { ClaimSnapshot } from '@claimwright/domain/claim';
import type { AnyClaimSnapshot, InstitutionalClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { ClaimBatch } from '@claimwright/x12/claim-batch-write';
import { write837I } from '@claimwright/x12/institutional-claim-write';
import { write837P } from '@claimwright/x12/professional-claim-write';

/** Claims of one type: an interchange carries one functional group, and that one guide (GS08). */
export type ClaimType = AnyClaimSnapshot['claimType'];

/** In the order they are written; the name begins the file's. */
export const claimTypes: readonly { claimType: ClaimType; name: string }[] = [
  { claimType: 'professional', name: '837P' },
  { claimType: 'institutional', name: '837I' },
];

/** Writes claims of one type as an interchange; those of the other are a bug of the caller. Throws as the writers do. */
export function writeClaims(claimType: ClaimType, batch: ClaimBatch<AnyClaimSnapshot>): string {
  if (batch.claims.some((claim) => claim.claimType !== claimType)) throw new TypeError(`not only ${claimType} claims`);
  return claimType === 'professional'
    ? write837P({ ...batch, claims: batch.claims as ClaimSnapshot[] })
    : write837I({ ...batch, claims: batch.claims as InstitutionalClaimSnapshot[] });
}
