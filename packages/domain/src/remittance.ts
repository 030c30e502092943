import type { InpatientAdjudication, OutpatientAdjudication } from './adjudication-amounts.ts';
import type { IsoDate } from './dates.ts';
import type { Cents } from './money.ts';

/** CARC group: CO contractual obligation, PR patient responsibility, OA other, PI payer initiated, CR (before 5010). */
export type AdjustmentGroup = 'CO' | 'PR' | 'OA' | 'PI' | 'CR';

/** One CAS triplet. A positive amount reduces the payment. */
export interface Adjustment {
  group: AdjustmentGroup;
  reasonCode: string;
  amountCents: Cents;
  quantity?: number;
}

/** One transaction set of an 835 (005010X221A1): a payment and what it is for. */
export interface Remittance {
  transactionSetControlNumber: string;
  /** BPR01: C, D, H, I, P, U, X. */
  handlingCode: string;
  /** BPR02, never negative. */
  paymentCents: Cents;
  /** BPR04: ACH, CHK, NON … */
  paymentMethod: string;
  /** BPR16: check issue or EFT effective date, the legal day of payment in most laws. */
  paymentDate: IsoDate;
  /** TRN02. */
  traceNumber: string;
  /** TRN03. */
  originatingCompanyId?: string;
  /** DTM*405. */
  productionDate?: IsoDate;
  payerName: string;
  /** N104 of N1*PR or REF*2U. */
  payerId?: string;
  payeeName: string;
  payeeId: string;
  claims: RemittanceClaim[];
  providerAdjustments: ProviderAdjustment[];
}

/** Loop 2100. */
export interface RemittanceClaim {
  /** CLP01, our CLM01. */
  patientControlNumber: string;
  /** CLP02: 1, 2, 3, 4, 19–23, 25. */
  statusCode: string;
  chargeCents: Cents;
  paidCents: Cents;
  patientResponsibilityCents: Cents;
  claimFilingCode?: string;
  /** CLP07. */
  payerClaimControlNumber?: string;
  /** CLP08. */
  facilityCode?: string;
  /** CLP09. */
  frequencyCode?: string;
  adjustments: Adjustment[];
  remarkCodes: string[];
  /** MIA and MOA beside the remarks, as far as the payer told them. */
  inpatient?: InpatientAdjudication;
  outpatient?: OutpatientAdjudication;
  patientLastName?: string;
  patientFirstName?: string;
  memberId?: string;
  /** DTM*050. */
  receivedDate?: IsoDate;
  statementFrom?: IsoDate;
  statementTo?: IsoDate;
  /** AMT*I. */
  interestCents?: Cents;
  /** NM1*TT: the payer that the claim was sent on to. */
  crossoverCarrier?: { name: string; id?: string };
  lines: RemittanceLine[];
}

/** Loop 2110. */
export interface RemittanceLine {
  /** SVC01 qualifier, usually HC. */
  procedureQualifier: string;
  procedureCode: string;
  /** SVC04, of an institutional line that has a procedure code too; without one it is the code (SVC01 qualifier NU). */
  revenueCode?: string;
  modifiers: string[];
  /** SVC06 when the payer changed the code. */
  submittedProcedureCode?: string;
  submittedModifiers?: string[];
  chargeCents: Cents;
  paidCents: Cents;
  units?: number;
  serviceFrom?: IsoDate;
  serviceTo?: IsoDate;
  adjustments: Adjustment[];
  /** REF*6R. */
  lineControlNumber?: string;
  /** AMT*B6. */
  allowedCents?: Cents;
  remarkCodes: string[];
}

/** One code and amount of a PLB. A positive amount reduces the payment. */
export interface ProviderAdjustment {
  providerId: string;
  fiscalPeriodEnd: IsoDate;
  /** PLB03-1: WO, FB, L6, 72 … */
  reasonCode: string;
  /** PLB03-2. */
  reference?: string;
  amountCents: Cents;
}
