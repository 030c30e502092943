import { cleanLine } from '../clean-encounter.ts';
import { membersOf } from '../code-group.ts';
import { inventedCodes } from '../example-edits.ts';
import { placeLimits } from '../place-limits-table.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';
import { whereServed } from '../service-place.ts';

export const ps002: Rule = {
  id: 'PS002',
  version: 2,
  title: 'Visit in a place it is not given in',
  category: 'place_of_service',
  severity: 'deny',
  claimTypes: ['professional'],
  citation: 'Medicare Claims Processing Manual ch. 12 sections 20.4.2 and 30.6, ch. 26 sections 10.5 and 10.6',
  evidence: 'M',
  logic:
    'A table gives the places of emergency, hospital, nursing facility and home visits, and of ambulances. Visits at a distance (place 02 or 10) have rules of their own (TH001).',
  needs: ['code groups'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV105' }, formBox: '24B' },
  firing: {
    words: 'an emergency visit in place 11 (invented code)',
    encounter: { lines: [{ ...cleanLine, procedureCode: inventedCodes.emergencyVisit }] },
    pointer: '/placeOfService',
  },
  passing: {
    words: 'the same in place 23',
    encounter: { placeOfService: '23', lines: [{ ...cleanLine, procedureCode: inventedCodes.emergencyVisit }] },
  },
  evaluate(context) {
    const gaps: RuleGap[] = [];
    const results: RuleResult[] = [];
    for (const { group, places, what } of placeLimits) {
      for (const facts of membersOf(context, group, gaps)) {
        const { index, procedure, place } = facts;
        if (place === undefined || place === '02' || place === '10' || places.includes(place)) continue;
        results.push({
          verdict: 'fail',
          ...whereServed(facts),
          message: `Line ${index + 1}: ${procedure} is ${what} and is not given in place ${place}.`,
          action: `Correct the code or the place (${places.join(', ')}).`,
          line: index,
        });
      }
    }
    return [...results, ...gaps];
  },
};
