import type { ClaimLine } from '@claimwright/domain/claim';
import type { Responsibility } from '@claimwright/domain/coverage';
import type { IsoDate } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { LedgerEntry } from '@claimwright/domain/ledger';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import type { Cents } from '@claimwright/domain/money';

/** What matching a payer's answer to a line has to know of the line. */
export type ClaimLineKey = Pick<
  ClaimLine,
  'lineNumber' | 'lineControlNumber' | 'modifiers' | 'chargeCents' | 'serviceFrom' | 'serviceTo'
> & {
  /** Absent on a revenue line without one. */
  procedureCode?: string;
  /** Of an institutional claim: four digits. */
  revenueCode?: string;
};

/** A claim as the caller loads it for posting. */
export interface LoadedClaim {
  claimId: Id;
  patientControlNumber: string;
  status: ClaimStatus;
  /** The payer's own number, when a 277CA or an earlier 835 told it. */
  payerClaimControlNumber?: string;
  memberId?: string;
  chargeCents: Cents;
  serviceFrom: IsoDate;
  serviceTo: IsoDate;
  /** Net of all adjudications so far. */
  paidCents: Cents;
  patientResponsibilityCents: Cents;
  lines: readonly ClaimLineKey[];
  /**
   * All ledger entries of the claim, in the order they were written. Needed when the claim was adjudicated before (its status
   * is paid, partially_paid, patient_responsibility, denied or reversed); for any other claim it may be left empty.
   */
  ledger: readonly LedgerEntry[];
  /** The payer's place in the order; absent is the first. */
  responsibility?: Responsibility;
  /** Our number of the claim to the payer after, when there is one: its answer may come under this claim's number (crossover). */
  nextPatientControlNumber?: string;
  /** Another claim took its place: an answer that paid nothing may be given up already when the payer takes it back. */
  superseded?: boolean;
  /** What payers before have answered for of each line's charge (`carriedByPart`); absent with the first payer. */
  carried?: ReadonlyMap<number, Cents>;
  /** Sent for reporting only: its account was never opened. */
  reportingOnly?: boolean;
}
