import type { ClaimSnapshot } from '@claimwright/domain/claim';

/** A claim as an 837P says it: a snapshot without the ids only our database knows. */
export type CarriedClaim = Omit<ClaimSnapshot, 'encounterIds'>;

/**
 * What of a snapshot an 837P carries: the claim `read837P` gives back after `write837P`. Left out is what 005010X222A1 has no
 * place for, e.g. a dependant's subscriber's birth date, the patient's phone, a referring provider's taxonomy.
 */
export declare function carriedBy837P(snapshot: ClaimSnapshot): CarriedClaim;
