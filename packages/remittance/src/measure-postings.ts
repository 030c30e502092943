import type { Remittance } from '@claimwright/domain/remittance';
import type { LoadedClaim } from './loaded-claim.ts';
import { postRemittance } from './post-remittance.ts';

export interface PostingRate {
  claims: number;
  entries: number;
  milliseconds: number;
  claimsPerSecond: number;
}

/**
 * How many answers a second are proved, matched and turned into ledger entries on one core, without any storage. `now` is a
 * monotonic clock in milliseconds. Throws when the remittance does not post, since its speed would mean nothing.
 */
export function measurePostings(
  remittance: Remittance,
  loadedClaims: readonly LoadedClaim[],
  rounds: number,
  now: () => number,
): PostingRate {
  let claims = 0;
  let entries = 0;
  const start = now();
  for (let round = 0; round < rounds; round += 1) {
    const result = postRemittance({ remittance, remittanceId: `round-${round}`, claims: loadedClaims });
    if (!result.ok) throw new Error(`the measured remittance does not post: ${result.reason}`);
    claims += result.claims.length;
    for (const claim of result.claims) entries += claim.entries.length;
  }
  const milliseconds = now() - start;
  return { claims, entries, milliseconds, claimsPerSecond: milliseconds > 0 ? (claims * 1000) / milliseconds : 0 };
}
