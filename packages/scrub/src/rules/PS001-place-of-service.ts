import type { Rule, RuleResult } from '../rule.ts';
import type { LineFacts } from '../scrub-context.ts';
import { whereServed } from '../service-place.ts';

export const ps001: Rule = {
  id: 'PS001',
  version: 2,
  title: 'Place of service',
  category: 'code_validity',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '005010X222A1 CLM05-1, SV105; CMS place-of-service code set',
  evidence: 'V',
  logic:
    'Each line has a place of service, its own or that of the encounter, and the code is in effect on the date of service.',
  needs: ['places of service'],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2300', segment: 'CLM', element: 'CLM05-1' }, formBox: '24B' },
  firing: { words: 'place 29, which is no code', encounter: { placeOfService: '29' }, pointer: '/placeOfService' },
  passing: { words: 'place 11, office', encounter: { placeOfService: '11' } },
  evaluate({ lines }) {
    const results: RuleResult[] = [];
    let encounterFaulty = false;
    for (const facts of lines) {
      const own = facts.line.placeOfService !== undefined;
      if (!own && encounterFaulty) continue;
      const result = judge(facts, own);
      if (result === undefined) continue;
      results.push(result);
      // Lines have dates of their own, so each may find the place out of effect; one finding on it is enough.
      if (!own) encounterFaulty = true;
    }
    return results;
  },
};

function judge(facts: LineFacts, own: boolean): RuleResult | undefined {
  const { index, place, placeAnswer, from } = facts;
  if (placeAnswer?.status === 'valid') return undefined;
  if (placeAnswer?.status === 'no_data') return { verdict: 'no_data', reason: placeAnswer.reason };
  return {
    verdict: 'fail',
    ...whereServed(facts),
    message:
      place === undefined
        ? 'The encounter has no place of service.'
        : `${place} is not a place of service in effect on ${from}.`,
    action: 'Enter the two-digit code of where the service was given, such as 11 for an office.',
    edition: placeAnswer?.edition,
    line: own ? index : undefined,
  };
}
