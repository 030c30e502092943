/**
 * How a guide's tables are written here: as data, from the guide's structure and from nothing in packages/x12, so that the writers are
 * judged by something that does not share their mistakes.
 *
 * An element is `usage type length codes`. Usage: R required, S situational, N not used, K required and what tells this segment
 * from its namesakes. Types: AN text, ID code, N0 whole number, R decimal, $ money (two decimals), D8 date, TM time, DATES a
 * date or range as the element before it says, TAXONOMY/STATE/COUNTRY/PLACE/SSN as named. A composite is an array that begins with its own usage.
 */
export type ElementRule = string | readonly string[];

export interface SegmentRule {
  kind: 'segment';
  id: string;
  required: boolean;
  max: number;
  elements: readonly ElementRule[];
  /** Conditions between elements as X12 writes them: P0304 together or not at all, C0704, R0203, E0207, L050607. */
  conditions: readonly string[];
}

export interface LoopRule {
  kind: 'loop';
  name: string;
  required: boolean;
  max: number;
  /** In order; neighbours with the same segment id may stand in any order among themselves. */
  parts: readonly (SegmentRule | LoopRule)[];
}

export const many = 100_000;

export function segment(
  id: string,
  usage: 'R' | 'S',
  max: number,
  elements: readonly ElementRule[],
  ...conditions: readonly string[]
): SegmentRule {
  return { kind: 'segment', id, required: usage === 'R', max, elements, conditions };
}

export function loop(name: string, usage: 'R' | 'S', max: number, ...parts: (SegmentRule | LoopRule)[]): LoopRule {
  return { kind: 'loop', name, required: usage === 'R', max, parts };
}

/** The same element again and again. */
export function times(count: number, element: string): string[] {
  return Array.from({ length: count }, () => element);
}
