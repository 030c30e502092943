import type { IsoDate } from './dates.ts';

/** TA1: the clearinghouse's word on one interchange. */
export interface InterchangeAcknowledgement {
  interchangeControlNumber: string;
  /** A accepted, E accepted with errors, R rejected. */
  code: 'A' | 'E' | 'R';
  /** TA105, 000–031. */
  note: string;
}

/** 999: the syntax verdict on one functional group and its transaction sets. */
export interface ImplementationAcknowledgement {
  groupControlNumber: string;
  functionalIdentifier: string;
  /** AK901: A, E, P, R, M, W, X. */
  groupCode: string;
  transactionSets: TransactionSetAcknowledgement[];
}

export interface TransactionSetAcknowledgement {
  controlNumber: string;
  /** IK501: A, E, R, M, W, X. */
  code: string;
  errors: SegmentError[];
}

/** One IK3 with its IK4s; `patientControlNumber` comes from a CTX business unit identifier when the sender names the claim. */
export interface SegmentError {
  segment: string;
  position: number;
  loop?: string;
  code?: string;
  patientControlNumber?: string;
  elements: { position: number; component?: number; code: string; value?: string }[];
}

/** 277CA: what the clearinghouse or payer says of one claim. */
export interface ClaimStatusAcknowledgement {
  /** TRN02 of loop 2200D. */
  patientControlNumber: string;
  statuses: ClaimStatus[];
  /** STC02 of the first status. */
  effectiveDate?: IsoDate;
  /** REF*1K. */
  payerClaimControlNumber?: string;
  /** REF*D9. */
  clearinghouseTraceNumber?: string;
  /** Who speaks: PR payer, AY or 41 clearinghouse (NM101 of loop 2100A). */
  sourceEntity: string;
  sourceName: string;
}

/** STC01 / STC10 / STC11: category A0–A8 …, status code, entity. */
export interface ClaimStatus {
  category: string;
  statusCode: string;
  entity?: string;
}
