import type { IsoDate } from './dates.ts';
import type { Cents } from './money.ts';

/**
 * Accounts of the double-entry ledger. Debit is positive, credit negative; the entries of one posting sum to zero.
 * insurance_receivable and patient_receivable are what is owed to the practice; the rest say why it changed.
 * unapplied_cash is money that arrived for a claim nobody has recognised yet; it is emptied when the claim is found.
 */
export const ledgerAccounts = [
  'insurance_receivable',
  'patient_receivable',
  'revenue',
  'cash',
  'unapplied_cash',
  'contractual_adjustment',
  'denial_pending',
  'payer_reduction',
  'other_adjustment',
  'interest_income',
  'provider_adjustment',
] as const;
export type LedgerAccount = (typeof ledgerAccounts)[number];

/** One entry of a posting. Entries are only ever added. */
export interface LedgerEntry {
  /** Groups the entries that balance together, unique within the claim: "charge", "remit/<trace>/<ordinal>". */
  posting: string;
  account: LedgerAccount;
  amountCents: Cents;
  effectiveDate: IsoDate;
  /** Line of the claim, absent for claim-level entries. */
  lineNumber?: number;
  /** CARC group and code, "CO-45", when an adjustment caused it. */
  reason?: string;
}
