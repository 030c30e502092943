import type { LedgerEntry } from '@claimwright/domain/ledger';
import type { Remittance } from '@claimwright/domain/remittance';
import { chargePosting } from '../charge-posting.ts';
import type { LoadedClaim } from '../loaded-claim.ts';
import { postRemittance } from '../post-remittance.ts';

/** The opening posting of a claim. */
export const charged = (claim: LoadedClaim): LedgerEntry[] =>
  chargePosting({ frequencyCode: '1', lines: claim.lines }, '2026-03-05');

/** Posts what is sure to balance; a refusal fails the test with its reason. */
export function post(remittance: Remittance, claims: LoadedClaim[], remittanceId = 'r1') {
  const result = postRemittance({ remittance, remittanceId, claims });
  if (!result.ok) throw new Error(result.reason);
  return result;
}

/** What the entries make of each account; accounts at zero are left out. */
export function balances(entries: readonly LedgerEntry[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { account, amountCents } of entries) sums[account] = (sums[account] ?? 0) + amountCents;
  return Object.fromEntries(Object.entries(sums).filter(([, cents]) => cents !== 0));
}

/** The sum of each posting, in order. */
export function sumsByPosting(entries: readonly LedgerEntry[]): number[] {
  const sums = new Map<string, number>();
  for (const { posting, amountCents } of entries) sums.set(posting, (sums.get(posting) ?? 0) + amountCents);
  return [...sums.values()];
}
