import type { Cents } from '@claimwright/domain/money';
import type { Adjustment, RemittanceClaim } from '@claimwright/domain/remittance';

/**
 * The reversal of an adjudicated claim: status 22 and every amount with its sign turned, under the group codes of the original
 * (005010X221A1, 1.10.2.8; group CR is gone since 5010).
 */
export function reverseClaim(claim: RemittanceClaim): RemittanceClaim {
  const { interestCents: _paidApart, ...rest } = claim;
  return {
    ...rest,
    statusCode: '22',
    chargeCents: negated(claim.chargeCents),
    paidCents: negated(claim.paidCents),
    patientResponsibilityCents: negated(claim.patientResponsibilityCents),
    adjustments: claim.adjustments.map(reversedAdjustment),
    lines: claim.lines.map((line) => ({
      ...line,
      chargeCents: negated(line.chargeCents),
      paidCents: negated(line.paidCents),
      adjustments: line.adjustments.map(reversedAdjustment),
      allowedCents: line.allowedCents === undefined ? undefined : negated(line.allowedCents),
    })),
  };
}

function reversedAdjustment(adjustment: Adjustment): Adjustment {
  return { ...adjustment, amountCents: negated(adjustment.amountCents) };
}

/** 0 stays 0; JavaScript would make it -0. */
function negated(amountCents: Cents): Cents {
  return 0 - amountCents;
}
