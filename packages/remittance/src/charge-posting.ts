import type { ClaimLine } from '@claimwright/domain/claim';
import type { IsoDate } from '@claimwright/domain/dates';
import type { LedgerEntry } from '@claimwright/domain/ledger';

/** Name of the posting that opens a claim's account. */
export const chargePostingName = 'charge';

/**
 * The first posting of a claim, made when it is submitted: the payer owes each line's charge. A void (frequency 8) asks for
 * nothing and opens no account. `effectiveDate` is the day of submission.
 */
export function chargePosting(
  claim: {
    frequencyCode: string;
    lines: readonly Pick<ClaimLine, 'lineNumber' | 'chargeCents'>[];
  },
  effectiveDate: IsoDate,
): LedgerEntry[] {
  if (claim.frequencyCode === '8') return [];
  return claim.lines.flatMap(({ lineNumber, chargeCents }): LedgerEntry[] => {
    if (chargeCents === 0) return [];
    const base = { posting: chargePostingName, effectiveDate, lineNumber };
    return [
      { ...base, account: 'insurance_receivable', amountCents: chargeCents },
      { ...base, account: 'revenue', amountCents: -chargeCents },
    ];
  });
}
