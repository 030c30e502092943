import type { Id } from './ids.ts';

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
  /** Box of the CMS-1500 (02/12). */
  formBox?: string;
  /** LX01 of the claim's line, when a line is meant. */
  lineNumber?: number;
}
