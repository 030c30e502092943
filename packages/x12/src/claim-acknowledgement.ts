import type { ClaimStatus, ClaimStatusAcknowledgement } from '@claimwright/domain/acknowledgement';
import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { Cents } from '@claimwright/domain/money';
import type { Provider } from '@claimwright/domain/party';
import type { TransactionSetsRead } from './envelope.ts';
import type { InterchangeParties } from './parties.ts';

/** One 277CA (005010X214) as read. */
export interface ClaimAcknowledgementSet {
  /** Loop 2100A: who speaks. */
  sourceEntity: string;
  sourceName: string;
  sourceId: string;
  /** Loop 2000B, one for each submitted batch it speaks of. */
  batches: BatchAcknowledgement[];
  /** Loop 2000D over all batches and providers, in file order. */
  claims: ClaimStatusAcknowledgement[];
}

/** Loop 2200B: the verdict on a whole batch. A rejected batch may come without any claim below it. */
export interface BatchAcknowledgement {
  /** TRN02: BHT03 of the 837 that was received. */
  batchReference: string;
  statuses: ClaimStatus[];
  effectiveDate?: IsoDate;
  /** STC03: WQ accept, U reject. */
  action: string;
  /** QTY*90 and QTY*AA. */
  acceptedClaims?: number;
  rejectedClaims?: number;
  /** AMT*YU and AMT*YY. */
  acceptedCents?: Cents;
  rejectedCents?: Cents;
  /** Loop 2200C verdicts on a provider of the batch. */
  providers: { npi?: string; statuses: ClaimStatus[]; action: string }[];
}

/** One claim to be written in loop 2000D. */
export interface AcknowledgedClaim {
  patientControlNumber: string;
  patientLastName: string;
  patientFirstName?: string;
  memberId?: string;
  /** One to three: STC01, STC10, STC11. */
  statuses: readonly ClaimStatus[];
  effectiveDate: IsoDate;
  /** STC03: true WQ, false U. */
  accepted: boolean;
  chargeCents: Cents;
  /** REF*1K. */
  payerClaimControlNumber?: string;
  /** REF*D9. */
  clearinghouseTraceNumber?: string;
  serviceFrom: IsoDate;
  serviceTo: IsoDate;
  /** Loop 2220D, only lines that have a status of their own. */
  lines?: readonly AcknowledgedLine[];
}

export interface AcknowledgedLine {
  procedureCode: string;
  modifiers: readonly string[];
  chargeCents: Cents;
  statuses: readonly ClaimStatus[];
  effectiveDate: IsoDate;
  accepted: boolean;
  /** REF*FJ. */
  lineControlNumber?: string;
}

export interface ClaimAcknowledgementFile {
  parties: InterchangeParties;
  at: IsoInstant;
  /** ST02, 1–999,999,999. */
  transactionSetControlNumber: number;
  /** BHT03. */
  reference: string;
  /** Loop 2000A. PR payer, AY clearinghouse. */
  source: { entity: 'PR' | 'AY'; name: string; id: string; receivedOn: IsoDate; processedOn: IsoDate };
  /** Loop 2000B: the submitter of the 837 and the batch. Totals are counted from the claims. */
  receiver: { name: string; id: string; batchReference: string; status: ClaimStatus; effectiveDate: IsoDate };
  /** Loops 2000C and 2000D. */
  providers: readonly { provider: Provider; claims: readonly AcknowledgedClaim[] }[];
}

/** Reads every 277CA (005010X214) of a text. Never throws. */
export declare function read277CA(text: string): TransactionSetsRead<ClaimAcknowledgementSet>;

/** Writes one interchange with one 277CA. */
export declare function write277CA(file: ClaimAcknowledgementFile): string;
