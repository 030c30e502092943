/** A place of an 837: as much of it as is known. */
export interface ClaimPlace {
  loop: string;
  segment?: string;
  /** First element of the segment, where it tells namesakes apart: NM1*85, REF*G1, HI*ABK. */
  qualifier?: string;
  element?: number;
  component?: number;
  /** LX01. */
  lineNumber?: number;
  /** How many segments of the same id and qualifier stand before it in the same loop. */
  earlier?: number;
  /** How many elements those have together. */
  elementsBefore?: number;
  /** How many segments of the same id stand before it in the same loop. */
  earlierOfId?: number;
  /** How many loops 2320 of the claim, or 2430 or 2440 of the line, stand before it. */
  loopsBefore?: number;
}
