import type { ImplementationAcknowledgement } from '@claimwright/domain/acknowledgement';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { TransactionSetsRead } from './envelope.ts';
import type { InterchangeParties } from './parties.ts';

export interface ImplementationAcknowledgementFile {
  parties: InterchangeParties;
  at: IsoInstant;
  /** ST02, 1–999,999,999. */
  transactionSetControlNumber: number;
  acknowledgement: ImplementationAcknowledgement;
  /** GS08 of the acknowledged group and ST03 of its sets; default 005010X222A1. */
  acknowledgedVersion?: string;
}

/** Reads every 999 (005010X231A1) of a text; one acknowledgement a transaction set. Never throws. */
export declare function read999(text: string): TransactionSetsRead<ImplementationAcknowledgement>;

/** Writes one interchange with one 999; AK902–AK904 are counted from the sets given. */
export declare function write999(file: ImplementationAcknowledgementFile): string;
