import type { LedgerRow } from './claim-query.ts';

interface BalancedEntry extends LedgerRow {
  /** Of this entry's account, after it. */
  balanceCents: number;
}

export interface Posting {
  name: string;
  effectiveDate: string;
  entries: BalancedEntry[];
}

/** Groups entries by posting, in the order they were made, and carries each account's balance along. */
export function runBalances(entries: readonly LedgerRow[]): { postings: Posting[]; balances: Map<string, number> } {
  const balances = new Map<string, number>();
  const postings = new Map<string, Posting>();
  for (const entry of entries) {
    const balanceCents = (balances.get(entry.account) ?? 0) + entry.amountCents;
    balances.set(entry.account, balanceCents);
    const posting = postings.get(entry.posting) ?? {
      name: entry.posting,
      effectiveDate: entry.effectiveDate,
      entries: [],
    };
    posting.entries.push({ ...entry, balanceCents });
    postings.set(entry.posting, posting);
  }
  return { postings: [...postings.values()], balances };
}
