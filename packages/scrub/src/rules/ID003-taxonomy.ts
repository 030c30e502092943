import { mentionName, type ProviderMention } from '../provider-mentions.ts';
import type { Rule, RuleResult } from '../rule.ts';
import type { RulePlace } from '../rule-place.ts';

const taxonomyPattern = /^[0-9A-Z]{9}X$/;

export const id003: Rule = {
  id: 'ID003',
  version: 2,
  title: 'Taxonomy code has the wrong shape',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 PRV03 (PRV*BI, PRV*PE)',
  evidence: 'V',
  logic:
    'A taxonomy code that is sent has nine letters or digits and an X. The list itself is licensed and is not consulted.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2000A', segment: 'PRV', element: 'PRV03' }, formBox: '33b' },
  firing: {
    words: 'billing taxonomy 207Q0000X, one character short',
    encounter: { billingProvider: { taxonomyCode: '207Q0000X' } },
    pointer: '/billingProvider/taxonomyCode',
  },
  passing: { words: '207Q00000X', encounter: { billingProvider: { taxonomyCode: '207Q00000X' } } },
  evaluate({ providers }) {
    const results: RuleResult[] = [];
    for (const mention of providers) {
      const { taxonomyCode } = mention.provider;
      if (taxonomyCode === undefined || taxonomyPattern.test(taxonomyCode.toUpperCase())) continue;
      results.push({
        verdict: 'fail',
        pointer: `${mention.pointer}/taxonomyCode`,
        message: `Taxonomy "${taxonomyCode}" of the ${mentionName(mention)} is not ten characters ending in X.`,
        action: "Take the code from the provider's NPPES entry.",
        place: taxonomyPlace(mention),
        line: mention.line,
      });
    }
    return results;
  },
};

function taxonomyPlace({ role, place }: ProviderMention): RulePlace {
  if (role === 'billing') return id003.place;
  return { x12: { loop: place.x12.loop, segment: 'PRV', element: 'PRV03' }, formBox: '24J' };
}
