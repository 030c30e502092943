import type { IsoDate } from '@claimwright/domain/dates';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { LedgerAccount, LedgerEntry } from '@claimwright/domain/ledger';
import type { Cents } from '@claimwright/domain/money';
import { adjustedCents, patientShareCents } from '@claimwright/domain/other-payer';
import { chargePosting, chargePostingName } from './charge-posting.ts';

/** Reason of entries that say what a payer before has paid and adjusted. */
export const priorPayerReason = 'prior-payer';

/** What a claim to a later payer says of the ones before. */
export type ClaimAfterOthers = Pick<AnyClaimSnapshot, 'frequencyCode' | 'otherPayers'> & {
  lines: readonly Pick<AnyClaimSnapshot['lines'][number], 'lineNumber' | 'chargeCents' | 'adjudications'>[];
};

/** What is still open of a line, or of the claim as a whole (no number), after the payers before. */
interface OpenPart {
  lineNumber?: number;
  chargeCents: Cents;
  openCents: Cents;
}

/** Whether another payer has decided about the claim before it is sent. */
export function followsOthers(claim: Pick<AnyClaimSnapshot, 'otherPayers'>): boolean {
  return (claim.otherPayers ?? []).some((payer) => payer.adjudication !== undefined);
}

/**
 * The opening posting of a claim to a later payer. The visit's charge is on the account of the claim to the first payer; what that
 * one left to the patient is asked of this payer now, so it moves from patient_receivable to insurance_receivable. Where the
 * payer before was billed by somebody else (`isOurs` false) the charge opens here, less what that payer paid and adjusted.
 */
export function transferPosting(claim: ClaimAfterOthers, isOurs: boolean, effectiveDate: IsoDate): LedgerEntry[] {
  if (claim.frequencyCode === '8') return [];
  const entries = isOurs ? [] : chargePosting(claim, effectiveDate);
  for (const part of openParts(claim)) {
    const moved = isOurs ? part.openCents : part.openCents - part.chargeCents;
    const from: LedgerAccount = isOurs ? 'patient_receivable' : 'other_adjustment';
    if (moved === 0) continue;
    const base = {
      posting: chargePostingName,
      effectiveDate,
      ...(part.lineNumber === undefined ? {} : { lineNumber: part.lineNumber }),
      reason: priorPayerReason,
    };
    entries.push(
      { ...base, account: 'insurance_receivable', amountCents: moved },
      { ...base, account: from, amountCents: -moved },
    );
  }
  return entries;
}

/** How much of each line's charge the payers before have answered for, by line number; 0 stands for the claim as a whole. */
export function carriedByPart(claim: ClaimAfterOthers): Map<number, Cents> {
  return new Map(openParts(claim).map((part) => [part.lineNumber ?? 0, part.chargeCents - part.openCents]));
}

function openParts(claim: ClaimAfterOthers): OpenPart[] {
  const last = (claim.otherPayers ?? []).findLast((payer) => payer.adjudication !== undefined);
  if (!last?.adjudication) return [];
  const byLine = claim.lines.flatMap((line): OpenPart[] => {
    const own = (line.adjudications ?? []).filter((each) => each.payerId === last.payerId);
    if (own.length === 0) return [];
    const openCents = own.reduce((total, each) => total + patientShareCents(each.adjustments), 0);
    return [{ lineNumber: line.lineNumber, chargeCents: line.chargeCents, openCents }];
  });
  const { adjustments, paidCents } = last.adjudication;
  if (byLine.length === 0) {
    const chargeCents = paidCents + adjustedCents(adjustments);
    return [{ chargeCents, openCents: patientShareCents(adjustments) }];
  }
  const whole = patientShareCents(adjustments);
  return whole === 0 ? byLine : [...byLine, { chargeCents: 0, openCents: whole }];
}
