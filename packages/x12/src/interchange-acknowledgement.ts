import type { InterchangeAcknowledgement } from '@claimwright/domain/acknowledgement';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { X12Defect } from './defect.ts';
import type { InterchangeParties } from './parties.ts';

export interface InterchangeAcknowledgementFile {
  parties: InterchangeParties;
  at: IsoInstant;
  acknowledgement: InterchangeAcknowledgement;
  /** ISA09 (YYMMDD) and ISA10 (HHMM) of the interchange that is answered. */
  acknowledgedDate: string;
  acknowledgedTime: string;
}

export interface ReadInterchangeAcknowledgement {
  /** ISA13 of the interchange that brought it, not of the one it speaks of. */
  interchangeControlNumber: string;
  senderId: string;
  acknowledgement: InterchangeAcknowledgement;
}

/** Reads every TA1 of a text. Never throws. */
export declare function readTA1(text: string): {
  acknowledgements: ReadInterchangeAcknowledgement[];
  defects: X12Defect[];
};

/** Writes one interchange that holds one TA1 and no group. */
export declare function writeTA1(file: InterchangeAcknowledgementFile): string;
