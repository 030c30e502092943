import type { Id } from './ids.ts';

/** Where an element of a claim comes from that no field of an encounter holds, or that we made of one. */
export type WrittenFrom =
  /** A code the implementation guide prescribes. */
  | 'guide'
  /** The names of the route's settings. */
  | 'route'
  /** Numbers we take and count. */
  | 'numbering'
  /** The settings of the payer. */
  | 'payer_profile'
  /** The decision of the payer before, as its 835 told it. */
  | 'remittance'
  /** A sum over other fields. */
  | 'computed'
  /** The correction or void that this claim is, which nobody entered with the encounter. */
  | 'correction';

/**
 * One thing an acknowledgement says is wrong with a claim, in plain words and traced back to the field it came from. Stored with
 * the event and the task, so that what a biller reads later is what was known then.
 */
export interface AcknowledgementFault {
  /** Which answer says it. */
  said: 'TA1' | '999' | '277CA' | '277';
  /** As it stands there: "IK3 8, IK4 7" or "A7:562:82". */
  code: string;
  /** What is wrong, naming the field. Holds no value of the claim. */
  message: string;
  /** What to do about it. */
  action: string;
  /** X12 place; the element is missing when a whole segment is meant. */
  x12?: { loop: string; segment: string; element?: string };
  /** The encounter that the field stands in. */
  encounterId?: Id;
  /** JSON Pointer (RFC 6901) into that encounter: "/lines/0/procedureCode". */
  pointer?: string;
  /** Where the value comes from, when it was not entered as it is written. */
  writtenFrom?: WrittenFrom;
  /** JSON Pointer into the claim's snapshot, where only the claim holds what is written. */
  claimPointer?: string;
  /** Box of the CMS-1500 (02/12), or form locator of the UB-04. */
  formBox?: string;
  /** LX01 of the claim's line, when a line is meant. */
  lineNumber?: number;
}
