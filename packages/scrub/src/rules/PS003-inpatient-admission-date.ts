import type { Rule, RuleResult } from '../rule.ts';

/** Inpatient hospital, inpatient psychiatric, comprehensive inpatient rehabilitation. */
const inpatientPlaces = new Set(['21', '51', '61']);

export const ps003: Rule = {
  id: 'PS003',
  version: 1,
  title: 'Inpatient service without its stay',
  category: 'place_of_service',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '005010X222A1 loop 2300 DTP*435 and DTP*096',
  evidence: 'M',
  logic:
    'A service in place 21, 51 or 61 needs the admission date, and lies between admission and discharge when these are given.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2300', segment: 'DTP', element: 'DTP03' }, formBox: '18' },
  firing: {
    words: 'place 21 without an admission date',
    encounter: { placeOfService: '21' },
    pointer: '/dates/admission',
  },
  passing: {
    words: 'place 21, admitted the day before the service',
    encounter: { placeOfService: '21', dates: { admission: '2026-03-01' } },
  },
  evaluate({ encounter, lines }) {
    const results: RuleResult[] = [];
    const { admission, discharge } = encounter.dates;
    for (const { index, place, from, to } of lines) {
      if (place === undefined || !inpatientPlaces.has(place)) continue;
      if (admission === undefined) {
        results.push({
          verdict: 'fail',
          pointer: '/dates/admission',
          message: `Line ${index + 1} was given to an inpatient (place ${place}) and the admission date is missing.`,
          action: 'Enter the admission date, or correct the place of service.',
        });
        break;
      }
      if (from >= admission && (discharge === undefined || to <= discharge)) continue;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${index}/serviceFrom`,
        message: `Line ${index + 1} (${from} to ${to}) lies outside the stay of ${admission} to ${discharge ?? 'today'}.`,
        action: 'Correct the dates of the stay, of the service, or its place.',
        place: { x12: { loop: '2400', segment: 'DTP', element: 'DTP03' }, formBox: '24A' },
        line: index,
      });
    }
    return results;
  },
};
