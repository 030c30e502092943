import { formatDollars } from '@claimwright/domain/money';
import type { Rule, RuleResult } from '../rule.ts';

export const st004: Rule = {
  id: 'ST004',
  version: 1,
  title: 'Total charge differs from the sum of the lines',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '005010X222A1 CLM02 (balancing)',
  evidence: 'V',
  logic: 'A total that is sent equals the sum of the line charges to the cent. Without one the sum is used.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2300', segment: 'CLM', element: 'CLM02' }, formBox: '28' },
  firing: {
    words: 'total $145.00, one line of $150.00',
    encounter: { totalChargeCents: 14_500 },
    pointer: '/totalChargeCents',
  },
  passing: { words: 'total $150.00, one line of $150.00', encounter: { totalChargeCents: 15_000 } },
  evaluate({ encounter, totalChargeCents }) {
    const results: RuleResult[] = [];
    const sent = encounter.totalChargeCents;
    if (sent !== undefined && sent !== totalChargeCents) {
      results.push({
        verdict: 'fail',
        pointer: '/totalChargeCents',
        message: `The total charge ${formatDollars(sent)} is not the sum of the lines, ${formatDollars(totalChargeCents)}.`,
        action: 'Correct the total or the line charges.',
      });
    }
    return results;
  },
};
