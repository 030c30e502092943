import type { PayerNumber, Relationship, Responsibility } from './coverage.ts';
import type { IsoDate } from './dates.ts';
import type { Accident, ClaimDates, Drug, Signatures } from './encounter.ts';
import type { Id } from './ids.ts';
import type { Cents } from './money.ts';
import type { LineAdjudication, OtherPayer } from './other-payer.ts';
import type { Address, BillingProvider, Patient, Person, Provider, ServiceFacility } from './party.ts';
import type { ClaimSupplement, LineSupplement } from './professional-supplement.ts';
import type { Contact, ProviderNumber } from './provider-number.ts';

/**
 * The content of one professional claim, frozen when it is assembled: all that the 837P (005010X222A1) says of it and nothing
 * that depends on a batch. Values are already normalised for the wire: codes without dots, upper case where X12 wants it, tax
 * ids and ZIP codes as bare digits. The same snapshot always gives the same X12.
 */
export interface ClaimSnapshot extends ClaimSupplement {
  claimType: 'professional';
  /** CLM01, 1–17 characters of [A-Z0-9]. */
  patientControlNumber: string;
  encounterIds: Id[];
  totalChargeCents: Cents;
  placeOfService: string;
  /** CLM05-3. */
  frequencyCode: '1' | '7' | '8';
  /** REF*F8, required with 7 and 8. */
  payerClaimControlNumber?: string;
  signatures: Signatures;
  accident?: Accident;
  delayReasonCode?: string;
  dates: ClaimDates;
  patientPaidCents?: Cents;
  priorAuthorizationNumber?: string;
  referralNumber?: string;
  cliaNumber?: string;
  mammographyCertification?: string;
  medicalRecordNumber?: string;
  note?: string;
  billingProvider: BillingProvider;
  /** Absent when the billing provider is the one who rendered. */
  renderingProvider?: Provider;
  referringProvider?: Provider;
  supervisingProvider?: Provider;
  /** Absent when the place is the billing address or the patient's home. */
  serviceFacility?: ServiceFacility;
  /** The payer this claim is sent to. */
  destination: ClaimCoverage;
  /** Loops 2320, at most ten, in the order in which they answer; with a decision where they have made one. */
  otherPayers?: OtherPayer[];
  patient: Patient;
  /** In order, first-listed first, 1–12, no dots. */
  diagnoses: string[];
  /** 1–50 lines. */
  lines: ClaimLine[];
}

/** The destination payer's cover: loops 2000B, 2010BA, 2010BB. */
export interface ClaimCoverage {
  responsibility: Responsibility;
  payerId: string;
  payerName: string;
  payerAddress?: Address;
  memberId: string;
  relationship: Relationship;
  /** The subscriber; when relationship is self it is the patient again. */
  subscriber: Person;
  groupNumber?: string;
  groupName?: string;
  claimFilingCode: string;
  insuranceTypeCode?: string;
  propertyCasualtyClaimNumber?: string;
  propertyCasualtyContact?: Contact;
  /** REF*SY of the patient in a property and casualty claim. */
  patientSocialSecurityNumber?: string;
  /** REF*1W, of a dependant in a property and casualty claim. */
  patientMemberId?: string;
  /** The billing provider's own numbers with this payer: REF*G2 and LU of 2010BB. */
  billingProviderNumbers?: ProviderNumber[];
  payerNumbers?: PayerNumber[];
  /** BHT06 RP or 31; absent: for payment (CH). */
  claimPurpose?: 'reporting' | 'subrogation';
}

/** One service line of a claim: loop 2400. */
export interface ClaimLine extends LineSupplement {
  /** 1-based, LX01. */
  lineNumber: number;
  /** REF*6R, unique within the claim, ≤ 30 characters; comes back in the 835 and is the posting key. */
  lineControlNumber: string;
  procedureCode: string;
  modifiers: string[];
  description?: string;
  chargeCents: Cents;
  units: number;
  unit: 'UN' | 'MJ';
  /** Only when it differs from the claim's. */
  placeOfService?: string;
  /** 1–4 positions in `diagnoses`, 1-based. */
  diagnosisPointers: number[];
  serviceFrom: IsoDate;
  serviceTo: IsoDate;
  emergency?: boolean;
  epsdt?: boolean;
  familyPlanning?: boolean;
  copayExempt?: boolean;
  priorAuthorizationNumber?: string;
  referralNumber?: string;
  cliaNumber?: string;
  mammographyCertification?: string;
  note?: string;
  drug?: Drug;
  renderingProvider?: Provider;
  orderingProvider?: Provider;
  referringProvider?: Provider;
  supervisingProvider?: Provider;
  /** What other payers decided about the line (loops 2430, at most fifteen). */
  adjudications?: LineAdjudication[];
}

/** A trading partner as the envelope names it: where claims of some payers are handed over. */
export interface ClearinghouseRoute {
  /** Route name, e.g. "default". */
  name: string;
  senderQualifier: string;
  senderId: string;
  receiverQualifier: string;
  receiverId: string;
  /** GS02 / GS03. */
  applicationSender: string;
  applicationReceiver: string;
  /** ISA15. */
  usageIndicator: 'P' | 'T';
  submitterName: string;
  /** NM109 of loop 1000A, the ETIN. */
  submitterId: string;
  submitterContactName: string;
  submitterContactPhone: string;
  receiverName: string;
  /** NM109 of loop 1000B. */
  receiverPayerId: string;
}

/** What one interchange of claims is numbered with; taken in the transaction that records the batch. */
export interface BatchControlNumbers {
  /** ISA13 and IEA02, 1–999,999,999. */
  interchange: number;
  /** GS06 and GE02. */
  group: number;
  /** ST02 and SE02 of each transaction set, in order. */
  transactionSets: number[];
  /** BHT03 of each transaction set. */
  batchReferences: string[];
}
