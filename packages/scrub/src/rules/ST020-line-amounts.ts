import { formatDollars } from '@claimwright/domain/money';
import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const st020: Rule = {
  id: 'ST020',
  version: 1,
  title: 'Tax, postage or purchased service that does not fit the line',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '005010X222A1 AMT*T, AMT*F4, PS1 and loop 2420B; 42 CFR 414.50',
  evidence: 'M',
  logic:
    'Sales tax and postage are part of the charge of their line and never more than it. A purchased service says from whom: by NPI or another number, on the claim by nothing else.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2400', segment: 'AMT', element: 'AMT02' }, formBox: '24F' },
  firing: {
    words: 'tax of $200.00 on a charge of $150.00',
    encounter: { lines: [{ ...cleanLine, salesTaxCents: 20_000 }] },
    pointer: '/lines/0/salesTaxCents',
  },
  passing: {
    words: 'tax and postage within the charge, a service bought from a named provider',
    encounter: {
      lines: [
        {
          ...cleanLine,
          salesTaxCents: 500,
          postageCents: 499,
          purchasedService: { provider: { npi: '1234567893' }, chargeCents: 4000 },
        },
      ],
    },
  },
  evaluate({ encounter }) {
    const results: RuleResult[] = [];
    for (const [index, line] of encounter.lines.entries()) {
      const { salesTaxCents: tax = 0, postageCents: postage = 0, chargeCents, purchasedService: bought } = line;
      if (tax + postage > chargeCents) {
        results.push({
          verdict: 'fail',
          pointer: `/lines/${index}/${tax === 0 ? 'postageCents' : 'salesTaxCents'}`,
          message: `Line ${index + 1}: tax and postage are ${formatDollars(tax + postage)}, more than the charge of ${formatDollars(chargeCents)}.`,
          action: 'Correct the amounts; the charge includes them.',
          line: index,
        });
      }
      if (bought && bought.provider.npi === undefined && (bought.provider.numbers?.length ?? 0) === 0) {
        results.push({
          verdict: 'fail',
          pointer: `/lines/${index}/purchasedService/provider`,
          message: `Line ${index + 1}: who sold the service has neither an NPI nor another number.`,
          action: 'Enter the NPI of the laboratory or supplier.',
          place: { x12: { loop: '2420B', segment: 'NM1', element: 'NM109' }, formBox: '20' },
          line: index,
        });
      }
    }
    return results;
  },
};
