import type { X12Defect } from './defect.ts';
import type { Delimiters } from './delimiters.ts';
import type { InterchangeParties } from './parties.ts';

/** ISA … IEA as they stand in the text. Ids are trimmed. */
export interface InterchangeEnvelope {
  delimiters: Delimiters;
  senderQualifier: string;
  senderId: string;
  receiverQualifier: string;
  receiverId: string;
  /** ISA09, YYMMDD. */
  date: string;
  /** ISA10, HHMM. */
  time: string;
  /** ISA12, e.g. "00501". */
  version: string;
  /** ISA13. */
  controlNumber: string;
  /** ISA14 is 1: the sender wants a TA1. */
  acknowledgementRequested: boolean;
  /** ISA15. */
  usageIndicator: string;
  groups: GroupEnvelope[];
  /** TA1 segments stand between ISA and the first GS. */
  acknowledgements: SegmentPlace[];
  /** Offset of the first character of ISA and the one after IEA (or after what was left of it). */
  start: number;
  end: number;
  /** Defects of the ISA/IEA level and of all below, in file order. */
  defects: X12Defect[];
}

export interface GroupEnvelope {
  /** GS01: HC, HP, FA, HN. */
  functionalIdentifier: string;
  applicationSender: string;
  applicationReceiver: string;
  /** GS04. */
  date: string;
  /** GS05. */
  time: string;
  /** GS06. */
  controlNumber: string;
  /** GS08. */
  version: string;
  transactionSets: TransactionSetEnvelope[];
  start: number;
  end: number;
}

/** ST … SE. */
export interface TransactionSetEnvelope {
  /** ST01, e.g. "835". */
  identifier: string;
  /** ST02. */
  controlNumber: string;
  /** ST03; empty in an 835. */
  guide: string;
  /** Position of ST in the interchange; ISA is 1. */
  segmentPosition: number;
  /** Segments from ST to SE, both counted. */
  segmentCount: number;
  start: number;
  end: number;
  /** Envelope defects of this set: a set with an error here is not to be used. */
  defects: X12Defect[];
}

export interface SegmentPlace {
  start: number;
  end: number;
  segmentPosition: number;
}

/** Text that belongs to no interchange or no transaction set. */
export interface StrayText {
  start: number;
  end: number;
  defect: X12Defect;
}

export interface EnvelopeRead {
  interchanges: InterchangeEnvelope[];
  /** What stands between, before or after interchanges and sets and is not white space. */
  strays: StrayText[];
  /** Everything wrong, in file order. */
  defects: X12Defect[];
}

/** Where a transaction set came from: what a reader of one set hands on beside its content. */
export interface TransactionSetOrigin {
  interchangeControlNumber: string;
  senderId: string;
  receiverId: string;
  usageIndicator: string;
  groupControlNumber: string;
  applicationSender: string;
  applicationReceiver: string;
  version: string;
  transactionSetControlNumber: string;
  /** Position of ST in the interchange. */
  segmentPosition: number;
}

/** One transaction set that was read, with what it broke without becoming unusable. */
export interface ReadSet<Content> {
  origin: TransactionSetOrigin;
  content: Content;
  warnings: X12Defect[];
}

/** One transaction set that cannot be used: truncated, miscounted or with content that has no safe reading. */
export interface BrokenSet {
  origin: TransactionSetOrigin;
  /** At least one of severity error. */
  defects: X12Defect[];
  /** Its text, so that it can be parked. */
  content: string;
}

/** What every `read…` of a whole text gives: good sets, broken sets and all defects of the file. */
export interface TransactionSetsRead<Content> {
  interchanges: InterchangeEnvelope[];
  sets: ReadSet<Content>[];
  broken: BrokenSet[];
  /** Everything wrong, envelope and sets, in file order. */
  defects: X12Defect[];
}

/** The parties of an answer to an interchange: sender and receiver swapped, numbered with the given control numbers. */
export function answeringParties(
  received: InterchangeEnvelope,
  group: GroupEnvelope | undefined,
  numbers: { interchange: number; group: number },
): InterchangeParties {
  return {
    senderQualifier: received.receiverQualifier,
    senderId: received.receiverId,
    receiverQualifier: received.senderQualifier,
    receiverId: received.senderId,
    applicationSender: group?.applicationReceiver ?? received.receiverId,
    applicationReceiver: group?.applicationSender ?? received.senderId,
    usageIndicator: received.usageIndicator === 'T' ? 'T' : 'P',
    interchangeControlNumber: numbers.interchange,
    groupControlNumber: numbers.group,
  };
}

/** Gathers what identifies a transaction set from the three levels around it. */
export function originOf(
  interchange: InterchangeEnvelope,
  group: GroupEnvelope,
  set: TransactionSetEnvelope,
): TransactionSetOrigin {
  return {
    interchangeControlNumber: interchange.controlNumber,
    senderId: interchange.senderId,
    receiverId: interchange.receiverId,
    usageIndicator: interchange.usageIndicator,
    groupControlNumber: group.controlNumber,
    applicationSender: group.applicationSender,
    applicationReceiver: group.applicationReceiver,
    version: group.version,
    transactionSetControlNumber: set.controlNumber,
    segmentPosition: set.segmentPosition,
  };
}
