import type { InpatientAdjudication, OutpatientAdjudication } from './adjudication-amounts.ts';
import type { Relationship, Responsibility } from './coverage.ts';
import type { IsoDate } from './dates.ts';
import type { Signatures } from './encounter.ts';
import type { Cents } from './money.ts';
import type { Address, Person } from './party.ts';
import type { Adjustment } from './remittance.ts';

/**
 * A payer beside the one the claim is sent to: loops 2320, 2330A and 2330B. What it has decided stands here and in the
 * `adjudications` of the lines; each adjustment at one of the two places only.
 */
export interface OtherPayer {
  responsibility: Responsibility;
  relationship: Relationship;
  groupNumber?: string;
  groupName?: string;
  /** SBR05, only where Medicare is not primary. */
  insuranceTypeCode?: string;
  claimFilingCode: string;
  memberId: string;
  /** The subscriber, by name and address (2330A). */
  subscriber: Person;
  payerId: string;
  payerName: string;
  payerAddress?: Address;
  /** OI03 and OI06. */
  benefitsAssigned: Signatures['benefitsAssigned'];
  releaseOfInformation: Signatures['releaseOfInformation'];
  /** REF*G1 and REF*F8 of 2330B: this payer's own numbers. */
  priorAuthorizationNumber?: string;
  payerClaimControlNumber?: string;
  /** Absent: it has not decided. */
  adjudication?: OtherPayerAdjudication;
}

/** What another payer decided about the claim as a whole. */
export interface OtherPayerAdjudication {
  /** AMT*D. */
  paidCents: Cents;
  /** CAS of loop 2320. */
  adjustments: Adjustment[];
  /** AMT*A8. */
  nonCoveredCents?: Cents;
  /** AMT*EAF, where the payer decided about no line. */
  remainingPatientLiabilityCents?: Cents;
  /** DTP*573 of loop 2330B, where no line says it. */
  adjudicatedOn?: IsoDate;
  /** The remarks of the payer about the claim: in MIA where `inpatient` is told, else in MOA. */
  remarkCodes: string[];
  /** MIA, of a hospital's stay. */
  inpatient?: InpatientAdjudication;
  /** MOA beside the remarks. */
  outpatient?: OutpatientAdjudication;
}

/** What another payer decided about a line: loop 2430. */
export interface LineAdjudication {
  /** SVD01, the payer's id as loop 2330B names it. */
  payerId: string;
  /** SVD02. */
  paidCents: Cents;
  /** SVD03: the code it decided about; absent on a revenue line without one. */
  procedureCode?: string;
  /** SVD04, institutional only. */
  revenueCode?: string;
  modifiers: string[];
  /** SVD05. */
  units: number;
  /** SVD06: the line of the claim that this one was bundled into. */
  bundledLineNumber?: number;
  /** CAS. */
  adjustments: Adjustment[];
  /** DTP*573. */
  adjudicatedOn: IsoDate;
  /** AMT*EAF. */
  remainingPatientLiabilityCents?: Cents;
}

/** What patients owe by these adjustments: the sum of group PR, in cents. */
export function patientShareCents(adjustments: readonly Adjustment[]): Cents {
  let total = 0;
  for (const { group, amountCents } of adjustments) if (group === 'PR') total += amountCents;
  return total;
}

/** What these adjustments take off the charge, in cents. */
export function adjustedCents(adjustments: readonly Adjustment[]): Cents {
  return adjustments.reduce((total, { amountCents }) => total + amountCents, 0);
}
