import type { Rule, RuleResult } from '../rule.ts';

export const id007: Rule = {
  id: 'ID007',
  version: 2,
  title: "Billing provider's telephone number",
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2010AA PER04',
  evidence: 'M',
  logic: 'A telephone number that is sent has ten digits; a leading 1 and punctuation are ignored.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2010AA', segment: 'PER', element: 'PER04' }, formBox: '33' },
  firing: {
    words: '555-0100, without its area code',
    encounter: { billingProvider: { phone: '555-0100' } },
    pointer: '/billingProvider/phone',
  },
  passing: { words: '(404) 555-0100', encounter: { billingProvider: { phone: '(404) 555-0100' } } },
  evaluate({ encounter }) {
    const results: RuleResult[] = [];
    const { phone } = encounter.billingProvider;
    if (phone !== undefined && !/^1?\d{10}$/.test(phone.replace(/[\s().+-]/g, ''))) {
      results.push({
        verdict: 'fail',
        pointer: '/billingProvider/phone',
        message: `The telephone number ${phone} of the billing provider does not have ten digits.`,
        action: 'Enter area code and number, or leave it out.',
      });
    }
    return results;
  },
};
