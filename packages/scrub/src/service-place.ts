import type { RulePlace } from './rule-place.ts';
import type { LineFacts } from './scrub-context.ts';

const ofClaim: RulePlace = { x12: { loop: '2300', segment: 'CLM', element: 'CLM05-1' }, formBox: '24B' };
const ofLine: RulePlace = { x12: { loop: '2400', segment: 'SV1', element: 'SV105' }, formBox: '24B' };

/** Where a line's place of service stands: on the line when it has its own (SV105), else on the claim (CLM05-1). */
export function whereServed({ index, line }: LineFacts): { pointer: string; place: RulePlace } {
  return line.placeOfService === undefined
    ? { pointer: '/placeOfService', place: ofClaim }
    : { pointer: `/lines/${index}/placeOfService`, place: ofLine };
}
