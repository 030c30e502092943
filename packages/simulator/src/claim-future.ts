import type { ClaimStatus } from '@claimwright/domain/acknowledgement';
import type { IsoDate } from '@claimwright/domain/dates';
import type { Cents } from '@claimwright/domain/money';
import type { RemittanceClaim } from '@claimwright/domain/remittance';

/** All that will ever be said of one received claim, decided when it is received. */
export interface ClaimFuture {
  patientControlNumber: string;
  payerId: string;
  receivedOn: IsoDate;
  /** The clearinghouse's 277CA. */
  forwarding: HopVerdict;
  /** The payer's 277CA; absent when the claim never got there. */
  receipt?: HopVerdict & { payerClaimControlNumber?: string };
  /** The 835; absent when the claim is rejected or never decided. */
  payment?: ClaimPayment;
  /** The payer's second thoughts: an 835 that reverses the payment and decides anew, for less. */
  takeback?: ClaimPayment;
  /** Why no 835 will come although nobody rejected the claim. */
  silence?: Silence;
}

/** `lost` between clearinghouse and payer, `pended` at the payer for ever, `voided` before there was anything to take back. */
export type Silence = 'lost' | 'pended' | 'voided';

/** One hop's verdict in its 277CA. */
export interface HopVerdict {
  on: IsoDate;
  accepted: boolean;
  statuses: ClaimStatus[];
}

/** What one 835 says of one claim. */
export interface ClaimPayment {
  /** BPR16 and the day the file is delivered. */
  on: IsoDate;
  /** In file order: the reversal of what was decided before, then the claim as it is decided now. */
  claims: RemittanceClaim[];
  /** PLB L6, paid on top of the claims. */
  interestCents: Cents;
  /** What the contract would have paid beyond what was paid: the truth an underpayment report is measured against. */
  underpaidCents: Cents;
}
