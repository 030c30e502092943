/**
 * Who sends an interchange to whom, and its numbers: what the ISA and GS of a TA1, 999, 277CA or 835 need. For an answer to
 * an 837P swap sender and receiver of that 837P's envelope (`answeringParties` of envelope.ts does so).
 */
export interface InterchangeParties {
  /** ISA05, e.g. "ZZ" or "30". */
  senderQualifier: string;
  /** ISA06, ≤ 15 characters, written padded. */
  senderId: string;
  /** ISA07. */
  receiverQualifier: string;
  /** ISA08, ≤ 15 characters. */
  receiverId: string;
  /** GS02. */
  applicationSender: string;
  /** GS03. */
  applicationReceiver: string;
  /** ISA15. */
  usageIndicator: 'P' | 'T';
  /** ISA13 and IEA02, 1–999,999,999. */
  interchangeControlNumber: number;
  /** GS06 and GE02, 1–999,999,999. Not used by a TA1, which has no group. */
  groupControlNumber: number;
}
