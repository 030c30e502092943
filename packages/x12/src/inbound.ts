import type { ImplementationAcknowledgement, InterchangeAcknowledgement } from '@claimwright/domain/acknowledgement';
import type { Remittance } from '@claimwright/domain/remittance';
import type { ClaimAcknowledgementSet } from './claim-acknowledgement.ts';
import type { X12Defect, X12DefectCode } from './defect.ts';
import type { TransactionSetOrigin } from './envelope.ts';

/** One usable or unusable piece of what a clearinghouse sent. */
export type InboundContent =
  | {
      kind: 'TA1';
      /** ISA13 of the interchange that brought it. */
      interchangeControlNumber: string;
      senderId: string;
      acknowledgement: InterchangeAcknowledgement;
    }
  | {
      kind: '999';
      origin: TransactionSetOrigin;
      acknowledgement: ImplementationAcknowledgement;
      warnings: X12Defect[];
    }
  | { kind: '277CA'; origin: TransactionSetOrigin; acknowledgement: ClaimAcknowledgementSet; warnings: X12Defect[] }
  | { kind: '835'; origin: TransactionSetOrigin; remittance: Remittance; warnings: X12Defect[] }
  | UnreadableContent;

/** Text that could not be used, kept whole so that a person can look at it. */
export interface UnreadableContent {
  kind: 'unreadable';
  reasonCode: X12DefectCode;
  /** For people; holds no data element. */
  reason: string;
  /** Segment in its interchange where it went wrong; ISA is 1. Absent when there is no interchange. */
  segmentPosition?: number;
  /** As far as known. */
  interchangeControlNumber?: string;
  transactionSetControlNumber?: string;
  defects: X12Defect[];
  /** The text itself. */
  content: string;
}

/**
 * Reads whatever arrives from a clearinghouse, in file order. Every piece of the text that is not white space or sound
 * envelope comes back either as content or as `unreadable` with its text; nothing is dropped and nothing throws.
 */
export declare function readInbound(text: string): InboundContent[];
