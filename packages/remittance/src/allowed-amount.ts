import type { Cents } from '@claimwright/domain/money';
import type { Adjustment, RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';

const patientShare: ReadonlySet<string> = new Set(['1', '2', '3']);

/**
 * What the payer holds the service to be worth, in cents: AMT*B6 where it is said, else what was paid plus deductible, coinsurance
 * and copay, sequestration (253 reduces the payment, not the price) and what an earlier payer paid (OA 23).
 */
export function allowedCents(line: Pick<RemittanceLine, 'paidCents' | 'adjustments' | 'allowedCents'>): Cents {
  if (line.allowedCents !== undefined) return line.allowedCents;
  let total = line.paidCents;
  for (const adjustment of line.adjustments) if (countsAsAllowed(adjustment)) total += adjustment.amountCents;
  return total;
}

/** The allowed amount of a claim: that of its lines, or, where it has none, that of the claim itself. */
export function claimAllowedCents(claim: RemittanceClaim): Cents {
  if (claim.lines.length === 0) return allowedCents({ paidCents: claim.paidCents, adjustments: claim.adjustments });
  return claim.lines.reduce((total, line) => total + allowedCents(line), 0);
}

function countsAsAllowed({ group, reasonCode }: Adjustment): boolean {
  if (group === 'PR') return patientShare.has(reasonCode);
  return reasonCode === '253' || (group === 'OA' && reasonCode === '23');
}
