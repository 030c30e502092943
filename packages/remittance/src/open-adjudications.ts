import type { IsoDate } from '@claimwright/domain/dates';
import type { LedgerAccount, LedgerEntry } from '@claimwright/domain/ledger';
import type { Cents } from '@claimwright/domain/money';
import { isChargePosting } from './charge-posting.ts';

/** One adjudication that stands in a claim's ledger: posted and not taken back since. */
export interface OpenAdjudication {
  posting: string;
  entries: LedgerEntry[];
  /** What of the charge it answered. */
  chargeCents: Cents;
  paidCents: Cents;
}

/**
 * The adjudications of a claim that still stand, oldest first: the postings other than the charge, without those that a later
 * posting negates entry by entry. `ledger` in the order it was written.
 */
export function openAdjudications(ledger: readonly LedgerEntry[]): OpenAdjudication[] {
  const postings = new Map<string, LedgerEntry[]>();
  for (const entry of ledger) {
    if (isChargePosting(entry.posting)) continue;
    const entries = postings.get(entry.posting);
    if (entries) entries.push(entry);
    else postings.set(entry.posting, [entry]);
  }
  const open: { posting: string; entries: LedgerEntry[]; content: string }[] = [];
  for (const [posting, entries] of postings) {
    const negated = contentOf(entries, -1);
    const at = open.findLastIndex((earlier) => earlier.content === negated);
    if (at >= 0) open.splice(at, 1);
    else open.push({ posting, entries, content: contentOf(entries, 1) });
  }
  return open.map(({ posting, entries }) => ({
    posting,
    entries,
    chargeCents: 0 - answeredCents(entries),
    paidCents: sumOf(entries, 'cash') + sumOf(entries, 'unapplied_cash'),
  }));
}

/**
 * The entries that take a posting back to the cent, account by account and line by line, under a name of their own. Money that
 * was taken out of unapplied_cash is given back from `cashAccount`: the payer takes it from the bank, whatever way it came in.
 */
export function negate(
  entries: readonly LedgerEntry[],
  posting: string,
  effectiveDate: IsoDate,
  cashAccount: 'cash' | 'unapplied_cash' = 'cash',
): LedgerEntry[] {
  return entries.map((entry) => ({
    ...entry,
    account: isCash(entry.account) ? cashAccount : entry.account,
    posting,
    effectiveDate,
    amountCents: -entry.amountCents,
  }));
}

function isCash(account: LedgerAccount): boolean {
  return account === 'cash' || account === 'unapplied_cash';
}

/** The charge that entries answer. What a payer before had answered for is put back with a reason and does not count here. */
function answeredCents(entries: readonly LedgerEntry[]): Cents {
  let total = 0;
  for (const { account, amountCents, reason } of entries) {
    if (account === 'insurance_receivable' && reason === undefined) total += amountCents;
  }
  return total;
}

/** What the entries change in one account, in cents. */
export function sumOf(entries: readonly LedgerEntry[], account: LedgerAccount): Cents {
  let total = 0;
  for (const entry of entries) if (entry.account === account) total += entry.amountCents;
  return total;
}

function contentOf(entries: readonly LedgerEntry[], sign: 1 | -1): string {
  return entries
    .map(({ account, lineNumber, reason, amountCents }) => {
      const known = isCash(account) ? 'cash' : account;
      return `${known}/${lineNumber ?? ''}/${reason ?? ''}/${sign * amountCents}`;
    })
    .sort()
    .join(' ');
}
