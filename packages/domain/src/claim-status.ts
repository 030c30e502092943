import type { ClaimStatus } from './acknowledgement.ts';
import type { IsoDate } from './dates.ts';
import type { Cents } from './money.ts';
import type { Patient, Person, Provider } from './party.ts';

/** What a 276 (005010X212) asks of one claim: loop 2200D, or 2200E when the patient is not the subscriber. */
export interface ClaimStatusInquiry {
  /** TRN02, ours, unique; comes back in the 277. At most 50 characters. */
  trace: string;
  /** REF*EJ: CLM01 of the claim. */
  patientControlNumber: string;
  /** REF*1K, when the payer has told it. */
  payerClaimControlNumber?: string;
  /** REF*BLT, institutional claims only. */
  typeOfBill?: string;
  chargeCents: Cents;
  serviceFrom: IsoDate;
  serviceTo: IsoDate;
  payer: { id: string; name: string };
  /** Loop 2100C: who billed; without NPI known by the tax id. */
  provider: Provider & { taxId?: string };
  subscriber: Person & { memberId: string };
  /** Absent when the patient is the subscriber. */
  patient?: Patient | Person;
}

/** What a payer's 277 (005010X212) says of one claim. */
export interface ClaimStatusAnswer {
  /** TRN02 of the 276 it answers; empty when the payer left it out. */
  trace: string;
  /** Over all STC of the claim, in order; never empty. */
  statuses: ClaimStatus[];
  /** STC02 of the first. */
  effectiveDate?: IsoDate;
  /** STC04. */
  chargeCents?: Cents;
  /** STC05: what the payer says it paid or will pay. */
  paidCents?: Cents;
  /** STC06: day of adjudication. */
  adjudicatedOn?: IsoDate;
  /** STC08: day of the check or transfer. */
  paymentDate?: IsoDate;
  /** STC09: number of the check or transfer, TRN02 of the 835 that is looked for. */
  paymentTrace?: string;
  /** REF*1K. */
  payerClaimControlNumber?: string;
  /** REF*EJ: CLM01. */
  patientControlNumber?: string;
  /** NM109 of loop 2100A. */
  payerId: string;
  payerName: string;
  /** Loop 2220D/E: lines that have a status of their own. */
  lines: { lineControlNumber?: string; procedureCode: string; statuses: ClaimStatus[] }[];
}
