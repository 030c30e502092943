import { toldImbalances } from '@claimwright/domain/told-balance';
import { cleanCoverage } from '../clean-encounter.ts';
import type { Rule } from '../rule.ts';
import type { RulePlace } from '../rule-place.ts';

const secondary = { ...cleanCoverage, responsibility: 'secondary' as const, memberId: 'QX0042002' };

/** $80.00 of $150.00 were paid, and so much was left to the patient. */
function after(leftCents: number) {
  const adjustments = [{ group: 'PR' as const, reasonCode: '2', amountCents: leftCents }];
  const told = { adjudicatedOn: '2026-03-06', paidCents: 8000, adjustments, remarkCodes: [], lines: [] };
  return { coverages: [{ ...cleanCoverage, priorAdjudication: told }, secondary] };
}

const ofClaim: RulePlace = { x12: { loop: '2320', segment: 'AMT', element: 'AMT02' }, formBox: '29' };
const ofLine: RulePlace = { x12: { loop: '2430', segment: 'SVD', element: 'SVD02' }, formBox: '29' };

export const st013: Rule = {
  id: 'ST013',
  version: 1,
  title: 'What the payer before decided does not balance',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 and 005010X223A2 1.4.1.1 (coordination of benefits balancing)',
  evidence: 'V',
  logic:
    'Of each payer that has decided: the charge equals what was paid and what was adjusted, to the cent, for every line where lines are told and for the claim.',
  needs: [],
  perLine: false,
  overridable: false,
  place: ofClaim,
  firing: {
    words: '$80.00 paid and $60.00 adjusted of $150.00',
    encounter: after(6000),
    pointer: '/coverages/0/priorAdjudication',
  },
  passing: { words: '$80.00 paid and $70.00 adjusted', encounter: after(7000) },
  evaluate({ encounter }) {
    return toldImbalances(encounter).map(({ pointer, says }) => ({
      verdict: 'fail',
      pointer,
      message: `${says.charAt(0).toUpperCase()}${says.slice(1)}.`,
      action:
        "Copy the amounts from the payer's remittance again; each adjustment stands once, with its line or with the claim.",
      place: pointer.includes('/lines') ? ofLine : ofClaim,
    }));
  },
};
