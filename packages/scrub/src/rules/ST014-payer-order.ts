import { cleanCoverage } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const st014: Rule = {
  id: 'ST014',
  version: 2,
  title: 'Order of the payers',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2000B and 2320 SBR01',
  evidence: 'V',
  logic: 'Exactly one coverage is primary, and no two answer in the same place.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2000B', segment: 'SBR', element: 'SBR01' }, formBox: '11d' },
  firing: {
    words: 'two primary coverages',
    encounter: { coverages: [cleanCoverage, { ...cleanCoverage, memberId: 'QX0042002' }] },
    pointer: '/coverages/1/responsibility',
  },
  passing: {
    words: 'a primary and a secondary one',
    encounter: { coverages: [cleanCoverage, { ...cleanCoverage, responsibility: 'secondary' }] },
  },
  evaluate({ encounter }) {
    const results: RuleResult[] = [];
    const { coverages } = encounter;
    for (let index = 1; index < coverages.length; index += 1) {
      const responsibility = coverages[index]?.responsibility;
      const first = coverages.findIndex((coverage) => coverage.responsibility === responsibility);
      if (first === index) continue;
      results.push({
        verdict: 'fail',
        pointer: `/coverages/${index}/responsibility`,
        message: `Coverages ${first + 1} and ${index + 1} are both ${responsibility}.`,
        action: 'Say which payer answers first.',
      });
    }
    if (coverages.length > 0 && !coverages.some((coverage) => coverage.responsibility === 'primary')) {
      results.push({
        verdict: 'fail',
        pointer: '/coverages/0/responsibility',
        message: 'No coverage is primary.',
        action: 'Add the coverage that answers first, or make this one primary.',
      });
    }
    return results;
  },
};
