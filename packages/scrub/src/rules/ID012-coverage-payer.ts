import { cleanCoverage } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

const payerIdPattern = /^[0-9A-Za-z][0-9A-Za-z._/-]*$/;

export const id012: Rule = {
  id: 'ID012',
  version: 2,
  title: 'Coverage and payer id',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2010BB NM109',
  evidence: 'V',
  logic:
    "There is a coverage, and its payer has the clearinghouse's payer id: letters and digits without blanks. On a coverage that does not answer first a missing id is a warning.",
  needs: [],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: { x12: { loop: '2010BB', segment: 'NM1', element: 'NM109' }, formBox: '11c' },
  firing: {
    words: 'a payer without an id',
    encounter: { coverages: [{ ...cleanCoverage, payer: { name: 'Quill Example Health' } }] },
    pointer: '/coverages/0/payer/id',
  },
  passing: {
    words: 'payer id QUILL1',
    encounter: { coverages: [{ ...cleanCoverage, payer: { id: 'QUILL1', name: 'Quill Example Health' } }] },
  },
  evaluate({ encounter, coverageIndex }) {
    const results: RuleResult[] = [];
    if (encounter.coverages.length === 0) {
      results.push({
        verdict: 'fail',
        pointer: '/coverages',
        message: 'The encounter names no coverage: there is no payer to bill.',
        action: 'Add the coverage, or mark the visit as not to be billed to a plan when the patient pays.',
      });
    }
    encounter.coverages.forEach(({ payer: { id, name } }, index) => {
      if (id !== undefined && payerIdPattern.test(id)) return;
      results.push({
        verdict: 'fail',
        severity: index === coverageIndex ? 'reject' : 'warn',
        pointer: `/coverages/${index}/payer/id`,
        message: id === undefined ? `The payer ${name} has no payer id.` : `"${id}" of ${name} is not a payer id.`,
        action: "Take the id from the clearinghouse's payer list.",
        place:
          index === coverageIndex
            ? id012.place
            : { x12: { loop: '2330B', segment: 'NM1', element: 'NM109' }, formBox: '9d' },
      });
    });
    return results;
  },
};
