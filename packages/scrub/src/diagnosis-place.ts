import type { RulePlace } from './rule-place.ts';

const places: readonly RulePlace[] = Array.from({ length: 12 }, (_, index) => ({
  x12: { loop: '2300', segment: 'HI', element: `HI${String(index + 1).padStart(2, '0')}-2` },
  formBox: '21',
}));

const wholeSegment: RulePlace = { x12: { loop: '2300', segment: 'HI', element: 'HI' }, formBox: '21' };

/** Where the diagnosis at a 0-based position goes: HI01 to HI12 carry twelve; later ones have no place of their own. */
export function diagnosisPlace(index: number): RulePlace {
  return places[index] ?? wholeSegment;
}
