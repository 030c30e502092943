import { type ElementRule, type SegmentRule, segment, times } from './table-notation.ts';

// Segments that 276, 277 and 277CA have alike, in the notation of `table-notation.ts`.

/** TRN. */
export function trace(type: string): SegmentRule {
  return segment('TRN', 'R', 1, [`R ID 1 ${type}`, 'R AN 1-50', 'N', 'N']);
}

/** DTP of the service. */
export function served(usage: 'R' | 'S'): SegmentRule {
  return segment('DTP', usage, 1, ['K ID 3 472', 'R ID 2-3 D8|RD8', 'R DATES 8-17']);
}

/** The composite of a procedure, without a description. */
export const service: ElementRule = [
  'R',
  'R ID 2 AD|ER|HC|HP|IV|N4|NU|WK',
  'R AN 1-48',
  ...times(4, 'S AN 2'),
  'N',
  'N',
];
