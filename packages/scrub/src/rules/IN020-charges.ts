import { formatDollars } from '@claimwright/domain/money';
import { revenueLine } from '../clean-bill.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const in020: Rule = {
  id: 'IN020',
  version: 1,
  title: 'Charges of the bill',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: '005010X223A2 CLM02, SV203 and SV207 (balancing)',
  evidence: 'V',
  logic:
    'A total that is sent equals the sum of the line charges to the cent; of no line more than its charge is not covered.',
  needs: [],
  perLine: false,
  overridable: false,
  place: placeOnBill('/totalChargeCents'),
  firing: {
    words: 'total $1,000.00, one line of $990.00',
    base: 'outpatient',
    encounter: {
      totalChargeCents: 100_000,
      lines: [revenueLine('0510', { procedureCode: 'G0463', chargeCents: 99_000 })],
    },
    pointer: '/totalChargeCents',
  },
  passing: { words: 'total $150.00, one line of $150.00', base: 'outpatient', encounter: { totalChargeCents: 15_000 } },
  evaluate({ encounter, lines, totalChargeCents }) {
    const results: RuleResult[] = [];
    const sent = encounter.totalChargeCents;
    if (sent !== undefined && sent !== totalChargeCents) {
      results.push({
        verdict: 'fail',
        pointer: '/totalChargeCents',
        message: `The total ${formatDollars(sent)} differs from the sum of the lines, ${formatDollars(totalChargeCents)}.`,
        action: 'Correct the total or the line in error; the claim must balance.',
      });
    }
    for (const { index, line } of lines) {
      const notCovered = line.nonCoveredCents ?? 0;
      if (notCovered <= line.chargeCents) continue;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${index}/nonCoveredCents`,
        message: `Line ${index + 1}: ${formatDollars(notCovered)} not covered of a charge of ${formatDollars(line.chargeCents)}.`,
        action: 'Correct the part that is not covered.',
        line: index,
      });
    }
    return results;
  },
};
