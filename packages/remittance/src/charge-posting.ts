import type { ClaimLine } from '@claimwright/domain/claim';
import type { IsoDate } from '@claimwright/domain/dates';
import type { LedgerAccount, LedgerEntry } from '@claimwright/domain/ledger';

/** Name of the posting that opens a claim's account; what changes the opening later is named below it ("charge/2"). */
export const chargePostingName = 'charge';

/** Whether a posting opens, withdraws or moves what is charged, and is no payer's answer. */
export function isChargePosting(posting: string): boolean {
  return posting === chargePostingName || posting.startsWith(`${chargePostingName}/`);
}

/** What the opening posting has to know of a claim. */
export interface ChargedClaim {
  frequencyCode: string;
  lines: readonly Pick<ClaimLine, 'lineNumber' | 'chargeCents'>[];
}

/**
 * The first posting of a claim, made when it is submitted: the payer owes each line's charge. A void (frequency 8) asks for
 * nothing and opens no account. `effectiveDate` is the day of submission.
 */
export function chargePosting(claim: ChargedClaim, effectiveDate: IsoDate): LedgerEntry[] {
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

/**
 * The opening posting of a further submission: what the claim charges now less what its account has open already. Nothing when
 * that is the same. `ledger` is all that was posted to the claim.
 */
export function chargeAgain(
  opening: readonly LedgerEntry[],
  ledger: readonly LedgerEntry[],
  submissionNumber: number,
  effectiveDate: IsoDate,
): LedgerEntry[] {
  const posting = submissionNumber === 1 ? chargePostingName : `${chargePostingName}/${submissionNumber}`;
  return netOf([...opening, ...netOfCharges(ledger).map(negated)]).map((entry) => ({
    ...entry,
    posting,
    effectiveDate,
  }));
}

/** Takes back all that is charged on a claim: it is owed by nobody any more, or on another claim. Nothing when nothing is open. */
export function withdrawCharge(ledger: readonly LedgerEntry[], name: string, effectiveDate: IsoDate): LedgerEntry[] {
  const posting = `${chargePostingName}/${name}`;
  return netOfCharges(ledger).map((entry) => ({ ...negated(entry), posting, effectiveDate }));
}

/** Charges again what the posting "charge/`name`" had withdrawn. */
export function restoreCharge(ledger: readonly LedgerEntry[], name: string, effectiveDate: IsoDate): LedgerEntry[] {
  const posting = `${chargePostingName}/${name}/restored`;
  return netOf(ledger.filter((entry) => entry.posting === `${chargePostingName}/${name}`)).map((entry) => ({
    ...negated(entry),
    posting,
    effectiveDate,
  }));
}

/** What a claim's charge postings come to, one entry an account, line and reason. */
export function netOfCharges(ledger: readonly LedgerEntry[]): LedgerEntry[] {
  return netOf(ledger.filter((entry) => isChargePosting(entry.posting)));
}

function netOf(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const sums = new Map<string, LedgerEntry>();
  for (const entry of entries) {
    const key = `${entry.account satisfies LedgerAccount}/${entry.lineNumber ?? ''}/${entry.reason ?? ''}`;
    const sum = sums.get(key);
    if (sum) sum.amountCents += entry.amountCents;
    else sums.set(key, { ...entry });
  }
  return [...sums.values()].filter((entry) => entry.amountCents !== 0);
}

function negated(entry: LedgerEntry): LedgerEntry {
  return { ...entry, amountCents: -entry.amountCents };
}
