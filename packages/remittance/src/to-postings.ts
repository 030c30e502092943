import type { IsoDate } from '@claimwright/domain/dates';
import type { LedgerAccount, LedgerEntry } from '@claimwright/domain/ledger';
import type { Cents } from '@claimwright/domain/money';
import type { Adjustment, RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';
import { refusalsOfClaim } from './claim-outcome.ts';
import { refusingAdjustments } from './classify-denial.ts';
import type { LineMatches } from './match-lines.ts';

export interface PostingContext {
  /** Name of the posting, unique within the claim. */
  posting: string;
  /** BPR16. */
  effectiveDate: IsoDate;
  /** Where the money is taken from: `cash` as it arrives; `unapplied_cash` when it was recorded before the claim was found. */
  cashAccount?: 'cash' | 'unapplied_cash';
  /**
   * What payers before have answered for of each line's charge, by line number (0: of the claim as a whole). This payer's
   * adjustments say it again (OA-23, often CO-45); that much of them changes nothing.
   */
  carried?: ReadonlyMap<number, Cents>;
  /** The claim only reports: nothing was charged, so what the payer adjusts changes nothing. */
  reportingOnly?: boolean;
  /** No payer can have answered before this one (`answersFirst`). */
  answersFirst: boolean;
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
  const carried = context.reportingOnly ? chargesOf(claim, numbers) : new Map(context.carried);
  for (const [index, line] of claim.lines.entries()) {
    chargeOfLines += line.chargeCents;
    paidOfLines += line.paidCents;
    post(entries, context, line, refusingAdjustments(line, context.answersFirst), numbers.get(index), carried);
  }
  // Adjustments of the claim itself take from what the lines say was paid.
  const rest = {
    chargeCents: claim.chargeCents - chargeOfLines,
    paidCents: claim.paidCents - paidOfLines,
    adjustments: claim.adjustments,
  };
  post(entries, context, rest, refusalsOfClaim(claim, context.answersFirst), undefined, carried);
  if (context.reportingOnly) entries.push(...earned(entries, context));
  return entries;
}

/** Reason of entries that earn, when it is answered, what a claim that only reports had never charged. */
const earnedReason = 'reporting';

/** All that is charged, by line (0: by none of ours): what a payer adjusts of it was never owed. */
function chargesOf(claim: RemittanceClaim, numbers: ReadonlyMap<number, number>): Map<number, Cents> {
  const charges = new Map<number, Cents>();
  let ofLines = 0;
  for (const [index, { chargeCents }] of claim.lines.entries()) {
    const number = numbers.get(index) ?? 0;
    charges.set(number, (charges.get(number) ?? 0) + chargeCents);
    ofLines += chargeCents;
  }
  charges.set(0, (charges.get(0) ?? 0) + claim.chargeCents - ofLines);
  return charges;
}

/** What was paid or left to the patient all the same is revenue by now: the receivable ends where it was, at nothing. */
function earned(entries: readonly LedgerEntry[], { posting, effectiveDate }: PostingContext): LedgerEntry[] {
  let amountCents = 0;
  for (const entry of entries) if (entry.account === 'insurance_receivable') amountCents -= entry.amountCents;
  if (amountCents === 0) return [];
  const base = { posting, effectiveDate, reason: earnedReason };
  return [
    { ...base, account: 'insurance_receivable', amountCents },
    { ...base, account: 'revenue', amountCents: -amountCents },
  ];
}

function post(
  entries: LedgerEntry[],
  context: PostingContext,
  part: Pick<RemittanceLine, 'chargeCents' | 'paidCents' | 'adjustments'>,
  refusing: readonly Adjustment[],
  lineNumber: number | undefined,
  carried: Map<number, Cents>,
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
  const again = saidAgain(part.adjustments, lineNumber, carried);
  for (const [index, adjustment] of part.adjustments.entries()) {
    const reason = `${adjustment.group}-${adjustment.reasonCode}`;
    const known = again[index] ?? 0;
    add('insurance_receivable', known, reason);
    add(accountOf(adjustment, refusing.includes(adjustment)), adjustment.amountCents - known, reason);
  }
  add('insurance_receivable', -part.chargeCents);
}

/**
 * How much of each adjustment says again what payers before have answered for: first what names them (CARC 23), then contract
 * prices (45), then the rest; never the patient's share. Takes it out of `carried`.
 */
function saidAgain(
  adjustments: readonly Adjustment[],
  lineNumber: number | undefined,
  carried: Map<number, Cents>,
): Cents[] {
  const known = adjustments.map(() => 0);
  if (carried.size === 0) return known;
  const places = lineNumber === undefined ? [...carried.keys()] : [lineNumber, 0];
  const rank = ({ reasonCode }: Adjustment) => (reasonCode === '23' ? 0 : reasonCode === '45' ? 1 : 2);
  const order = [...adjustments.entries()].sort(([, a], [, b]) => rank(a) - rank(b));
  for (const [index, { group, amountCents }] of order) {
    if (group === 'PR') continue;
    for (const place of places) {
      const taken = Math.min(carried.get(place) ?? 0, amountCents - (known[index] ?? 0));
      if (taken <= 0) continue;
      known[index] = (known[index] ?? 0) + taken;
      carried.set(place, (carried.get(place) ?? 0) - taken);
    }
  }
  return known;
}

function accountOf(adjustment: Adjustment, refuses: boolean): LedgerAccount {
  if (adjustment.group === 'PR') return 'patient_receivable';
  if (refuses) return 'denial_pending';
  if (adjustment.group === 'CO') return 'contractual_adjustment';
  return adjustment.group === 'PI' ? 'payer_reduction' : 'other_adjustment';
}
