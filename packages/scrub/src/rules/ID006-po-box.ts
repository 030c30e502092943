import type { Rule, RuleResult } from '../rule.ts';

const boxPattern =
  /\bP\.?\s*O\.?\s*(?:B(?:OX)?(?:\b|\s*#?\d)|DRAWER\b)|POST\s+OFFICE\s+BOX|LOCK\s*BOX|\bPOB\s*\d|^BOX\s*#?\d+$/i;

export const id006: Rule = {
  id: 'ID006',
  version: 3,
  title: 'PO box as billing address',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2010AA N3',
  evidence: 'M',
  logic: 'The billing address is a street address. A PO box may stand in the pay-to address.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2010AA', segment: 'N3', element: 'N301' }, formBox: '33' },
  firing: {
    words: 'PO BOX 12',
    encounter: { billingProvider: { address: { line1: 'PO BOX 12' } } },
    pointer: '/billingProvider/address/line1',
  },
  passing: { words: '12 Main St', encounter: { billingProvider: { address: { line1: '12 Main St' } } } },
  evaluate({ encounter }) {
    const results: RuleResult[] = [];
    const { address } = encounter.billingProvider;
    if (address === undefined) return results;
    for (const member of ['line1', 'line2'] as const) {
      const text = address[member];
      if (text === undefined || !boxPattern.test(text)) continue;
      results.push({
        verdict: 'fail',
        pointer: `/billingProvider/address/${member}`,
        message: `The billing address is a PO box ("${text}").`,
        action: 'Enter the street address and move the box to the pay-to address.',
        place: member === 'line1' ? id006.place : { x12: { ...id006.place.x12, element: 'N302' }, formBox: '33' },
      });
    }
    return results;
  },
};
