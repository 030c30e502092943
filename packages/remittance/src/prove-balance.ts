import { type Cents, formatDollars } from '@claimwright/domain/money';
import type { Adjustment, Remittance, RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';

/** Which of the equations of the 835 (005010X221A1, 1.10.2) does not hold. */
export type BalanceRule =
  /** SVC02 - CAS of the line = SVC03. */
  | 'line'
  /** CLP03 - all CAS of the claim and its lines = CLP04. */
  | 'claim'
  /** CLP03 = sum of SVC02, where there are lines. */
  | 'claim_charge'
  /** BPR02 = sum of CLP04 - sum of PLB. */
  | 'transaction'
  /** BPR02 is never negative; what is owed back goes forward with PLB FB. */
  | 'negative_payment';

export interface Imbalance {
  level: 'line' | 'claim' | 'transaction';
  rule: BalanceRule;
  /** Place in the transaction set, for a person: "claim 2 (C0000000017A), line 1 (G0463)". */
  where: string;
  /** 1-based; absent at transaction level. */
  claimOrdinal?: number;
  /** 1-based within the claim; absent above line level. */
  lineOrdinal?: number;
  /** What the other amounts make it. */
  expectedCents: Cents;
  /** What the payer wrote. */
  actualCents: Cents;
  /** actual - expected. */
  differenceCents: Cents;
  text: string;
}

/**
 * Checks every balancing equation of one transaction set, in exact cents; an empty list means that it balances. All that is
 * wrong is listed, not only the first. Positive adjustments reduce a payment, negative ones increase it; a reversal has every
 * sign turned and obeys the same equations.
 */
export function proveBalance(remittance: Remittance): Imbalance[] {
  const imbalances: Imbalance[] = [];
  let paidCents = 0;
  for (const [index, claim] of remittance.claims.entries()) {
    paidCents += claim.paidCents;
    proveClaim(claim, index + 1, imbalances);
  }
  proveTransaction(remittance, paidCents, imbalances);
  return imbalances;
}

function adjusted(adjustments: readonly Adjustment[]): Cents {
  let total = 0;
  for (const adjustment of adjustments) total += adjustment.amountCents;
  return total;
}

function proveClaim(claim: RemittanceClaim, claimOrdinal: number, imbalances: Imbalance[]): void {
  let chargeOfLines = 0;
  let adjustmentsOfLines = 0;
  for (const [index, line] of claim.lines.entries()) {
    chargeOfLines += line.chargeCents;
    const adjustments = adjusted(line.adjustments);
    adjustmentsOfLines += adjustments;
    const expectedCents = line.chargeCents - adjustments;
    if (expectedCents !== line.paidCents)
      imbalances.push(lineImbalance(claim, claimOrdinal, line, index + 1, adjustments));
  }
  const ownAdjustments = adjusted(claim.adjustments);
  const expectedCents = claim.chargeCents - ownAdjustments - adjustmentsOfLines;
  const where = `claim ${claimOrdinal} (${claim.patientControlNumber})`;
  if (expectedCents !== claim.paidCents) {
    imbalances.push({
      level: 'claim',
      rule: 'claim',
      where,
      claimOrdinal,
      ...difference(expectedCents, claim.paidCents),
      text:
        `The charge ${formatDollars(claim.chargeCents)} less adjustments ${formatDollars(ownAdjustments)} of the claim and ` +
        `${formatDollars(adjustmentsOfLines)} of its lines is ${formatDollars(expectedCents)}, ` +
        `but the claim says it pays ${formatDollars(claim.paidCents)} (CLP04).`,
    });
  }
  if (claim.lines.length > 0 && chargeOfLines !== claim.chargeCents) {
    imbalances.push({
      level: 'claim',
      rule: 'claim_charge',
      where,
      claimOrdinal,
      ...difference(chargeOfLines, claim.chargeCents),
      text:
        `The lines charge ${formatDollars(chargeOfLines)} together (SVC02), ` +
        `but the claim says ${formatDollars(claim.chargeCents)} (CLP03).`,
    });
  }
}

function lineImbalance(
  claim: RemittanceClaim,
  claimOrdinal: number,
  line: RemittanceLine,
  lineOrdinal: number,
  adjustments: Cents,
): Imbalance {
  const expectedCents = line.chargeCents - adjustments;
  return {
    level: 'line',
    rule: 'line',
    where: `claim ${claimOrdinal} (${claim.patientControlNumber}), line ${lineOrdinal} (${line.procedureCode})`,
    claimOrdinal,
    lineOrdinal,
    ...difference(expectedCents, line.paidCents),
    text:
      `The charge ${formatDollars(line.chargeCents)} less adjustments ${formatDollars(adjustments)} is ` +
      `${formatDollars(expectedCents)}, but the line says it pays ${formatDollars(line.paidCents)} (SVC03).`,
  };
}

function proveTransaction(remittance: Remittance, paidCents: Cents, imbalances: Imbalance[]): void {
  const where = `transaction set ${remittance.transactionSetControlNumber}, trace ${remittance.traceNumber}`;
  let takenCents = 0;
  for (const adjustment of remittance.providerAdjustments) takenCents += adjustment.amountCents;
  const expectedCents = paidCents - takenCents;
  if (expectedCents !== remittance.paymentCents) {
    imbalances.push({
      level: 'transaction',
      rule: 'transaction',
      where,
      ...difference(expectedCents, remittance.paymentCents),
      text:
        `The claims are paid ${formatDollars(paidCents)} (CLP04) less provider adjustments ${formatDollars(takenCents)} (PLB), ` +
        `together ${formatDollars(expectedCents)}, but the payment is ${formatDollars(remittance.paymentCents)} (BPR02).`,
    });
  }
  if (remittance.paymentCents < 0) {
    imbalances.push({
      level: 'transaction',
      rule: 'negative_payment',
      where,
      ...difference(0, remittance.paymentCents),
      text: `The payment is ${formatDollars(remittance.paymentCents)} (BPR02); a payer cannot pay less than nothing.`,
    });
  }
}

function difference(expectedCents: Cents, actualCents: Cents) {
  return { expectedCents, actualCents, differenceCents: actualCents - expectedCents };
}
