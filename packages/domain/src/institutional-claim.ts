import type { ClaimCoverage, ClaimSnapshot } from './claim.ts';
import type { IsoDate } from './dates.ts';
import type { Drug, Signatures } from './encounter.ts';
import type { Id } from './ids.ts';
import type { Cents } from './money.ts';
import type { LineAdjudication, OtherPayer } from './other-payer.ts';
import type { BillingProvider, Patient, Provider, ServiceFacility } from './party.ts';

/**
 * The content of one institutional claim, frozen when it is assembled: all that the 837I (005010X223A2) says of it and nothing
 * that depends on a batch. Values are already normalised for the wire, as in `ClaimSnapshot`.
 */
export interface InstitutionalClaimSnapshot {
  claimType: 'institutional';
  /** CLM01, 1–17 characters of [A-Z0-9]. */
  patientControlNumber: string;
  encounterIds: Id[];
  totalChargeCents: Cents;
  /** CLM05-1: facility and classification, the second and third digit of the type of bill ("11" of 0111). */
  facilityCode: string;
  /** CLM05-3, the last character of the type of bill: 1 whole stay, 2–4 interim, 7 replacement, 8 void … */
  frequencyCode: string;
  /** REF*F8, required with 7 and 8. */
  payerClaimControlNumber?: string;
  signatures: Omit<Signatures, 'providerSignatureOnFile'>;
  delayReasonCode?: string;
  /** DTP*434. */
  statementFrom: IsoDate;
  statementTo: IsoDate;
  admission?: Admission;
  /** DTP*096, HHMM. */
  dischargeTime?: string;
  /** CL103, two digits; 30 is still a patient. */
  patientStatusCode: string;
  /** AMT*F3. */
  patientEstimatedDueCents?: Cents;
  /** Days of the stay, as value codes 80–83 say them. */
  days?: StayDays;
  priorAuthorizationNumber?: string;
  referralNumber?: string;
  medicalRecordNumber?: string;
  /** REF*LU. */
  autoAccidentState?: string;
  /** NTE*ADD. */
  billingNote?: string;
  diagnoses: InstitutionalDiagnoses;
  /** ICD-10-PCS, inpatient only. */
  procedures: InstitutionalProcedures;
  occurrences: { code: string; date: IsoDate }[];
  occurrenceSpans: { code: string; from: IsoDate; to: IsoDate }[];
  /** Value codes but for 80–83, which `days` holds. */
  values: ClaimValue[];
  conditions: string[];
  treatmentCodes: string[];
  billingProvider: BillingProvider;
  attendingProvider?: Provider;
  operatingProvider?: Provider;
  otherOperatingProvider?: Provider;
  /** Absent when it is the attending provider. */
  renderingProvider?: Provider;
  referringProvider?: Provider;
  /** Absent when the place is the billing address. */
  serviceFacility?: ServiceFacility;
  /** The payer this claim is sent to. */
  destination: ClaimCoverage;
  /** Loops 2320, at most ten, in the order in which they answer; with a decision where they have made one. */
  otherPayers?: OtherPayer[];
  patient: Patient;
  /** 1–999 lines. */
  lines: InstitutionalClaimLine[];
}

/** A claim of either type, told apart by `claimType`. */
export type AnyClaimSnapshot = ClaimSnapshot | InstitutionalClaimSnapshot;

/** DTP*435 and CL101, CL102. An outpatient claim may have a date without the codes. */
export interface Admission {
  date: IsoDate;
  /** HHMM. */
  time?: string;
  /** 1 emergency, 2 urgent, 3 elective, 4 newborn, 5 trauma, 9 not available. */
  typeCode?: string;
  /** Point of origin. */
  sourceCode?: string;
}

/** Whole days; the day of discharge is not counted. */
export interface StayDays {
  /** Value code 80. */
  covered?: number;
  /** 81. */
  nonCovered?: number;
  /** 82. */
  coinsurance?: number;
  /** 83. */
  lifetimeReserve?: number;
}

/** A diagnosis with its present-on-admission indicator, where one is told. */
export interface InstitutionalDiagnosis {
  /** No dot. */
  code: string;
  presentOnAdmission?: 'Y' | 'N' | 'U' | 'W';
}

export interface InstitutionalDiagnoses {
  principal: InstitutionalDiagnosis;
  admitting?: string;
  /** At most three, outpatient only. */
  reasonsForVisit: string[];
  /** At most twelve. */
  externalCauses: InstitutionalDiagnosis[];
  /** At most twenty-four. */
  other: InstitutionalDiagnosis[];
  /** The group the biller computed. */
  drg?: string;
}

export interface InstitutionalProcedures {
  principal?: { code: string; date: IsoDate };
  /** At most twenty-four. */
  other: { code: string; date: IsoDate }[];
}

/** A value code with what it says, in hundredths: cents where it is money, hundredths of a unit where it counts something. */
export interface ClaimValue {
  code: string;
  hundredths: number;
}

/** One revenue line: loop 2400. */
export interface InstitutionalClaimLine {
  /** 1-based, LX01. */
  lineNumber: number;
  /** REF*6R; comes back in the 835 and is the posting key. */
  lineControlNumber: string;
  /** Four digits, the leading zero kept. */
  revenueCode: string;
  procedureCode?: string;
  modifiers: string[];
  description?: string;
  chargeCents: Cents;
  units: number;
  /** DA for days of accommodation. */
  unit: 'UN' | 'DA';
  nonCoveredCents?: Cents;
  /** Outpatient lines have a date. */
  serviceFrom?: IsoDate;
  serviceTo?: IsoDate;
  drug?: Drug;
  operatingProvider?: Provider;
  renderingProvider?: Provider;
  /** What other payers decided about the line (loops 2430, at most fifteen). */
  adjudications?: LineAdjudication[];
}
