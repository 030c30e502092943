import type { Rule, RuleResult } from '../rule.ts';

const einPattern = /^\d{2}-?\d{7}$/;
const ssnPattern = /^\d{3}-?\d{2}-?\d{4}$/;

/** First two digits the IRS has never given out, from memory. */
const unusedPrefixes = new Set('00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97'.split(' '));

export const id004: Rule = {
  id: 'ID004',
  version: 2,
  title: "Billing provider's tax id",
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2010AA REF*EI or REF*SY',
  evidence: 'V',
  logic:
    'An EIN of nine digits, not all the same; a prefix the IRS does not use is a warning. A social security number has no area 000, 666 or 9xx, no group 00 and no serial 0000.',
  needs: [],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: { x12: { loop: '2010AA', segment: 'REF', element: 'REF02' }, formBox: '25' },
  firing: {
    words: 'EIN 000000000',
    encounter: { billingProvider: { taxId: '000000000' } },
    pointer: '/billingProvider/taxId',
  },
  passing: { words: 'EIN 12-3456789', encounter: { billingProvider: { taxId: '12-3456789' } } },
  evaluate({ encounter }) {
    const results: RuleResult[] = [];
    const { taxId, taxIdType } = encounter.billingProvider;
    const fail = (message: string, severity: 'reject' | 'warn' = 'reject') =>
      results.push({
        verdict: 'fail',
        severity,
        pointer: '/billingProvider/taxId',
        message,
        action: 'Enter the number from the IRS letter or the W-9.',
      });
    if (taxId === undefined) {
      fail('The billing provider has no tax id.');
      return results;
    }
    const digits = taxId.replaceAll('-', '');
    if (taxIdType === 'ssn') {
      if (!ssnPattern.test(taxId) || !isIssuable(digits))
        fail(`The tax id ending in ${digits.slice(-4)} is not a social security number.`);
    } else if (!einPattern.test(taxId) || new Set(digits).size === 1) {
      fail(`The tax id ${taxId} is not an EIN of nine digits.`);
    } else if (unusedPrefixes.has(digits.slice(0, 2))) {
      fail(`The EIN ${taxId} begins with ${digits.slice(0, 2)}, a prefix that is not in use.`, 'warn');
    }
    return results;
  },
};

function isIssuable(ssn: string): boolean {
  const area = ssn.slice(0, 3);
  if (area === '000' || area === '666' || area.startsWith('9')) return false;
  return ssn.slice(3, 5) !== '00' && ssn.slice(5) !== '0000';
}
