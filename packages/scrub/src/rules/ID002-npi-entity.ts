import { mentionName } from '../provider-mentions.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const id002: Rule = {
  id: 'ID002',
  version: 3,
  title: 'Organization in the place of a person',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loops 2310A, 2310D, 2420E, 2420F NM102',
  evidence: 'V',
  logic:
    'Referring, supervising and ordering providers are persons. A rendering organization can be written but payers expect a person: a warning. Who bills as an institution is an organization.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2310A', segment: 'NM1', element: 'NM102' }, formBox: '17' },
  firing: {
    words: 'a clinic as referring provider',
    encounter: { referringProvider: { npi: '1234567893', organizationName: 'Example Clinic' } },
    pointer: '/referringProvider/organizationName',
  },
  passing: {
    words: 'a physician as referring provider',
    encounter: { referringProvider: { npi: '1122334455', lastName: 'Healer', firstName: 'Sam' } },
  },
  evaluate({ bill, encounter, providers }) {
    const results: RuleResult[] = [];
    if (bill !== undefined && encounter.billingProvider.organizationName === undefined) {
      results.push({
        verdict: 'fail',
        pointer: '/billingProvider/organizationName',
        message: 'The bill of an institution names no organization as billing provider.',
        action: 'Enter the name of the hospital or facility.',
      });
    }
    for (const mention of providers) {
      const { role, provider } = mention;
      if (role === 'billing' || role === 'facility' || provider.organizationName === undefined) continue;
      results.push({
        verdict: 'fail',
        severity: role === 'rendering' ? 'warn' : 'reject',
        pointer: `${mention.pointer}/organizationName`,
        message: `The ${mentionName(mention)} is an organization (${provider.organizationName}); a person is expected.`,
        action: 'Name the person and their own NPI.',
        place: { x12: { ...mention.place.x12, element: 'NM102' }, formBox: mention.place.formBox },
        line: mention.line,
      });
    }
    return results;
  },
};
