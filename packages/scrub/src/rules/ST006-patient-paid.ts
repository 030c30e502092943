import { formatDollars } from '@claimwright/domain/money';
import type { Rule, RuleResult } from '../rule.ts';

export const st006: Rule = {
  id: 'ST006',
  version: 1,
  title: 'Patient paid more than the charge',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '005010X222A1 loop 2300 AMT*F5',
  evidence: 'M',
  logic: 'What the patient has paid is between zero and the total charge.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2300', segment: 'AMT', element: 'AMT02' }, formBox: '29' },
  firing: {
    words: 'patient paid $200.00 of $150.00',
    encounter: { patientPaidCents: 20_000 },
    pointer: '/patientPaidCents',
  },
  passing: { words: 'patient paid $20.00 of $150.00', encounter: { patientPaidCents: 2000 } },
  evaluate({ encounter, totalChargeCents }) {
    const results: RuleResult[] = [];
    const paid = encounter.patientPaidCents;
    if (paid !== undefined && (paid < 0 || paid > totalChargeCents)) {
      results.push({
        verdict: 'fail',
        pointer: '/patientPaidCents',
        message: `The patient paid ${formatDollars(paid)} of a total charge of ${formatDollars(totalChargeCents)}.`,
        action: 'Correct the amount, or leave it out and refund what was paid too much.',
      });
    }
    return results;
  },
};
