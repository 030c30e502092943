import type { IsoDate } from '@claimwright/domain/dates';
import type { LedgerAccount, LedgerEntry } from '@claimwright/domain/ledger';
import type { Adjustment, RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';
import { claimIsRefused } from './claim-outcome.ts';
import { isDenialAdjustment, lineIsDenied } from './classify-denial.ts';
import type { LineMatches } from './match-lines.ts';

export interface PostingContext {
  /** Name of the posting, unique within the claim. */
  posting: string;
  /** BPR16. */
  effectiveDate: IsoDate;
  /** Where the money is taken from: `cash` as it arrives; `unapplied_cash` when it was recorded before the claim was found. */
  cashAccount?: 'cash' | 'unapplied_cash';
}

/**
 * The ledger entries of one adjudicated claim. The claim must balance (`proveBalance`); then the entries of every line, those of
 * the claim level, and so the whole, sum to zero. The receivable from the payer falls by the charge that was answered; what was
 * paid is cash, and each adjustment goes to the account that says what became of it:
 *
 * - PR: the patient owes it;
 * - CO, OA, PI on a denied line, when the code refuses: denial_pending, an open question and never a write-off;
 * - other CO: contractual_adjustment; other PI: payer_reduction; other OA, and CR: other_adjustment.
 *
 * An answer that no line of ours could be found for is posted without a line number.
 */
export function toPostings(claim: RemittanceClaim, lines: LineMatches, context: PostingContext): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  let chargeOfLines = 0;
  let paidOfLines = 0;
  const numbers = new Map(lines.matched.map(({ index, lineNumber }) => [index, lineNumber]));
  for (const [index, line] of claim.lines.entries()) {
    chargeOfLines += line.chargeCents;
    paidOfLines += line.paidCents;
    post(entries, context, line, lineIsDenied(line), numbers.get(index));
  }
  // Adjustments of the claim itself take from what the lines say was paid.
  const rest = {
    chargeCents: claim.chargeCents - chargeOfLines,
    paidCents: claim.paidCents - paidOfLines,
    adjustments: claim.adjustments,
  };
  post(entries, context, rest, claimIsRefused(claim), undefined);
  return entries;
}

function post(
  entries: LedgerEntry[],
  context: PostingContext,
  part: Pick<RemittanceLine, 'chargeCents' | 'paidCents' | 'adjustments'>,
  denied: boolean,
  lineNumber: number | undefined,
): void {
  const add = (account: LedgerAccount, amountCents: number, reason?: string) => {
    if (amountCents === 0) return;
    const entry: LedgerEntry = {
      posting: context.posting,
      account,
      amountCents,
      effectiveDate: context.effectiveDate,
    };
    if (lineNumber !== undefined) entry.lineNumber = lineNumber;
    if (reason !== undefined) entry.reason = reason;
    entries.push(entry);
  };
  add(context.cashAccount ?? 'cash', part.paidCents);
  for (const adjustment of part.adjustments) {
    const reason = `${adjustment.group}-${adjustment.reasonCode}`;
    add(accountOf(adjustment, denied), adjustment.amountCents, reason);
  }
  add('insurance_receivable', -part.chargeCents);
}

function accountOf(adjustment: Adjustment, denied: boolean): LedgerAccount {
  if (adjustment.group === 'PR') return 'patient_receivable';
  if (denied && isDenialAdjustment(adjustment)) return 'denial_pending';
  if (adjustment.group === 'CO') return 'contractual_adjustment';
  return adjustment.group === 'PI' ? 'payer_reduction' : 'other_adjustment';
}
