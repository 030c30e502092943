import type { ClaimEventType } from '@claimwright/domain/lifecycle';
import type { Adjustment, RemittanceClaim } from '@claimwright/domain/remittance';
import { lineIsDenied, refusingAdjustments } from './classify-denial.ts';

export type ClaimOutcome = Extract<
  ClaimEventType,
  'paid' | 'partially_paid' | 'left_to_patient' | 'denied' | 'reversed' | 'informed'
>;

/** CLP02: processed as primary, secondary, tertiary; denied; the same three and forwarded to another payer. */
const adjudicatedStatusCodes: ReadonlySet<string> = new Set(['1', '2', '3', '4', '19', '20', '21']);

/**
 * What an answer makes of a claim; undefined for a claim status code (CLP02) that version 5010 does not have.
 *
 * Status 4 alone is not a denial and 1 is not a payment: the adjustments decide. Denied is a claim that was paid nothing and in
 * which at least one line (or the claim itself) was refused. Paid nothing because all is the patient's share is left to the
 * patient; paid nothing because the contract owes nothing more is paid. Paid nothing by the first payer because of another one
 * (OA-23) is denied: there is no other, and somebody has to find out (`answersFirst`).
 */
export function claimOutcome(claim: RemittanceClaim, answersFirst: boolean): ClaimOutcome | undefined {
  if (claim.statusCode === '22') return 'reversed';
  if (claim.statusCode === '23' || claim.statusCode === '25') return 'informed';
  if (!adjudicatedStatusCodes.has(claim.statusCode)) return undefined;
  const refused = claimIsRefused(claim, answersFirst) || claim.lines.some((line) => lineIsDenied(line, answersFirst));
  if (claim.paidCents > 0) return refused ? 'partially_paid' : 'paid';
  if (refused) return 'denied';
  return patientShareOf(claim) > 0 ? 'left_to_patient' : 'paid';
}

/** The denial predicate at claim level: something was charged, nothing paid, and an adjustment of the claim itself refuses it. */
function claimIsRefused(claim: RemittanceClaim, answersFirst: boolean): boolean {
  return refusalsOfClaim(claim, answersFirst).length > 0;
}

/** The adjustments of the claim itself that refuse it. */
export function refusalsOfClaim(claim: RemittanceClaim, answersFirst: boolean): Adjustment[] {
  return refusingAdjustments(
    claim,
    answersFirst,
    claim.lines.flatMap((line) => line.adjustments),
  );
}

/** The sum of all PR adjustments, of the claim and its lines, in cents. */
export function patientShareOf(claim: RemittanceClaim): number {
  let total = 0;
  for (const { group, amountCents } of claim.adjustments) if (group === 'PR') total += amountCents;
  for (const line of claim.lines) {
    for (const { group, amountCents } of line.adjustments) if (group === 'PR') total += amountCents;
  }
  return total;
}
