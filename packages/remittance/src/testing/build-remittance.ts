import type { Adjustment, Remittance, RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';
import type { ClaimLineKey, LoadedClaim } from '../loaded-claim.ts';

/** "CO-45" and its cents, in order. */
export type AdjustmentDraft = readonly [reason: string, amountCents: number];

export function adjustments(drafts: readonly AdjustmentDraft[]): Adjustment[] {
  return drafts.map(([reason, amountCents]) => {
    const [group, reasonCode] = reason.split('-') as [Adjustment['group'], string];
    return { group, reasonCode, amountCents };
  });
}

/** A claim of ours, submitted and not answered, with one line per charge. */
export function loadedClaim(
  number: string,
  chargesCents: readonly number[],
  changes: Partial<LoadedClaim> = {},
): LoadedClaim {
  const lines = chargesCents.map((chargeCents, index): ClaimLineKey => {
    const lineNumber = index + 1;
    return {
      lineNumber,
      lineControlNumber: `${number}L${lineNumber}`,
      procedureCode: `X${String(lineNumber).padStart(4, '0')}`,
      modifiers: [],
      chargeCents,
      serviceFrom: '2026-03-02',
      serviceTo: '2026-03-02',
    };
  });
  return {
    claimId: `id-${number}`,
    patientControlNumber: number,
    status: 'payer_accepted',
    memberId: `M${number}`,
    chargeCents: chargesCents.reduce((total, charge) => total + charge, 0),
    serviceFrom: '2026-03-02',
    serviceTo: '2026-03-02',
    paidCents: 0,
    patientResponsibilityCents: 0,
    lines,
    ledger: [],
    ...changes,
  };
}

/** An answer to a claim in which each line has the given adjustments and pays what they leave. */
export function answerTo(
  claim: LoadedClaim,
  perLine: readonly (readonly AdjustmentDraft[])[],
  changes: Partial<RemittanceClaim> = {},
): RemittanceClaim {
  const lines = claim.lines.map((own, index): RemittanceLine => {
    const drafted = adjustments(perLine[index] ?? []);
    return {
      procedureQualifier: own.procedureCode === undefined ? 'NU' : 'HC',
      procedureCode: own.procedureCode ?? own.revenueCode ?? '',
      modifiers: [...own.modifiers],
      chargeCents: own.chargeCents,
      paidCents: own.chargeCents - total(drafted),
      serviceFrom: own.serviceFrom,
      serviceTo: own.serviceTo,
      adjustments: drafted,
      lineControlNumber: own.lineControlNumber,
      remarkCodes: [],
    };
  });
  const ofClaim = changes.adjustments ?? [];
  const all = [...lines.flatMap((line) => line.adjustments), ...ofClaim];
  return {
    patientControlNumber: claim.patientControlNumber,
    statusCode: '1',
    chargeCents: claim.chargeCents,
    paidCents: claim.chargeCents - total(all),
    patientResponsibilityCents: total(all.filter(({ group }) => group === 'PR')),
    payerClaimControlNumber: `ICN${claim.patientControlNumber}`,
    adjustments: [],
    remarkCodes: [],
    memberId: claim.memberId,
    lines,
    ...changes,
  };
}

/** The reversal of an answer: every amount with its sign turned. */
export function reversalOf(answer: RemittanceClaim): RemittanceClaim {
  const turn = (list: readonly Adjustment[]) => list.map((each) => ({ ...each, amountCents: 0 - each.amountCents }));
  return {
    ...answer,
    statusCode: '22',
    chargeCents: 0 - answer.chargeCents,
    paidCents: 0 - answer.paidCents,
    patientResponsibilityCents: 0,
    adjustments: turn(answer.adjustments),
    lines: answer.lines.map((line) => ({
      ...line,
      chargeCents: 0 - line.chargeCents,
      paidCents: 0 - line.paidCents,
      adjustments: turn(line.adjustments),
    })),
  };
}

/** A transaction set that pays the answers; what would be less than nothing is carried forward with PLB FB, as payers do. */
export function remittanceOf(claims: RemittanceClaim[], changes: Partial<Remittance> = {}): Remittance {
  const providerAdjustments = [...(changes.providerAdjustments ?? [])];
  let paymentCents =
    claims.reduce((sum, claim) => sum + claim.paidCents, 0) -
    providerAdjustments.reduce((sum, each) => sum + each.amountCents, 0);
  if (paymentCents < 0) {
    providerAdjustments.push({
      providerId: '1234567893',
      fiscalPeriodEnd: '2026-12-31',
      reasonCode: 'FB',
      amountCents: paymentCents,
    });
    paymentCents = 0;
  }
  return {
    transactionSetControlNumber: '0001',
    handlingCode: 'I',
    paymentCents,
    paymentMethod: 'ACH',
    paymentDate: '2026-04-01',
    traceNumber: 'TRACE1',
    payerName: 'EXAMPLE HEALTH',
    payerId: 'PAY01',
    payeeName: 'RIVER CLINIC',
    payeeId: '1234567893',
    claims,
    ...changes,
    providerAdjustments,
  };
}

function total(list: readonly Adjustment[]): number {
  return list.reduce((sum, each) => sum + each.amountCents, 0);
}
