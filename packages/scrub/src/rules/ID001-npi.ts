import { npiHasValidCheckDigit } from '@claimwright/domain/ids';
import { mentionName } from '../provider-mentions.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const id001: Rule = {
  id: 'ID001',
  version: 3,
  title: 'National Provider Identifier',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '45 CFR 162.406; 277CA A7:562',
  evidence: 'V',
  logic:
    'Ten digits, the first 1 or 2, the last a Luhn check digit over 80840 and the number. Billing and rendering providers need one; a referring, supervising or ordering provider without one is denied; a facility may lack it, and so may who gives no health care (a driver, a helper at home) and is known to the payer by another number (G2).',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2010AA', segment: 'NM1', element: 'NM109' }, formBox: '33a' },
  firing: {
    words: 'billing NPI 1234567890, wrong check digit',
    encounter: { billingProvider: { npi: '1234567890' } },
    pointer: '/billingProvider/npi',
  },
  passing: { words: 'billing NPI 1234567893', encounter: { billingProvider: { npi: '1234567893' } } },
  evaluate({ providers, coverage }) {
    const results: RuleResult[] = [];
    for (const mention of providers) {
      const { npi } = mention.provider;
      const numbers = mention.role === 'billing' ? coverage?.billingProviderNumbers : mention.provider.numbers;
      const mayLackOne = mention.role === 'facility' || numbers?.some(({ kind }) => kind === 'G2');
      // Of the attending provider of a hospital's bill IN016 asks for one.
      if (npi === undefined && mention.role === 'attending') continue;
      if (npi === undefined ? mayLackOne : npiHasValidCheckDigit(npi)) continue;
      const needed = mention.role === 'billing' || mention.role === 'rendering' || npi !== undefined;
      results.push({
        verdict: 'fail',
        severity: needed ? 'reject' : 'deny',
        pointer: `${mention.pointer}/npi`,
        message:
          npi === undefined
            ? `The ${mentionName(mention)} has no NPI.`
            : `${npi} is not an NPI: the ${mentionName(mention)} needs ten digits with a valid check digit.`,
        action: 'Look the number up in NPPES and correct it.',
        place: mention.place,
        line: mention.line,
      });
    }
    return results;
  },
};
