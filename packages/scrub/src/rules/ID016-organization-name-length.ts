import { claimName, longestClaimName } from '@claimwright/domain/party';
import { mentionName } from '../provider-mentions.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const id016: Rule = {
  id: 'ID016',
  version: 2,
  title: 'Name of an organization longer than a claim carries',
  category: 'identity',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 NM103',
  evidence: 'V',
  logic: `A claim carries ${longestClaimName} characters of a name. A longer one is sent up to its last whole word; the finding says what will be sent.`,
  needs: [],
  perLine: false,
  overridable: true,
  place: { x12: { loop: '2010AA', segment: 'NM1', element: 'NM103' }, formBox: '33' },
  firing: {
    words: 'a billing provider with a name of 67 characters',
    encounter: {
      billingProvider: { organizationName: 'Example Walk-In Medical Center - Urgent Care and Occupational Health' },
    },
    pointer: '/billingProvider/organizationName',
  },
  passing: {
    words: 'the same without its last two words',
    encounter: { billingProvider: { organizationName: 'Example Walk-In Medical Center - Urgent Care' } },
  },
  evaluate({ providers }) {
    const results: RuleResult[] = [];
    for (const mention of providers) {
      const name = mention.provider.organizationName;
      if (name === undefined || name.length <= longestClaimName) continue;
      const { x12, formBox } = mention.place;
      results.push({
        verdict: 'fail',
        pointer: `${mention.pointer}/${mention.role === 'facility' ? 'name' : 'organizationName'}`,
        message: `The name of the ${mentionName(mention)} has ${name.length} characters; "${claimName(name.toUpperCase())}" will be sent.`,
        action: 'Enter the name the payer knows it by, at most 60 characters, if it is another one.',
        place: { x12: { ...x12, element: 'NM103' }, formBox: formBox.replace(/[a-z]$/, '') },
        line: mention.line,
      });
    }
    return results;
  },
};
