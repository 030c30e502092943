import type { Rule, RuleResult } from '../rule.ts';

const controlNumberPlace = { x12: { loop: '2300', segment: 'REF', element: 'REF02' }, formBox: '22' };

export const st009: Rule = {
  id: 'ST009',
  version: 2,
  title: 'Frequency code and the claim it corrects',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 CLM05-3, REF*F8',
  evidence: 'V',
  logic:
    "A replacement (7) or void (8) names the payer's control number of the claim it corrects, and the payer's profile accepts it; an original (1) names none.",
  needs: ['payer profile'],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2300', segment: 'CLM', element: 'CLM05-3' }, formBox: '22' },
  firing: {
    words: 'a replacement without the payer control number',
    encounter: { frequencyCode: '7' },
    pointer: '/payerClaimControlNumber',
  },
  passing: {
    words: 'a replacement with it',
    encounter: { frequencyCode: '7', payerClaimControlNumber: 'ICN2026061' },
  },
  evaluate({ bill, coverage, encounter, payer }) {
    const results: RuleResult[] = [];
    const { payerClaimControlNumber } = encounter;
    const frequencyCode = bill?.frequency ?? encounter.frequencyCode;
    const corrects = bill === undefined ? frequencyCode !== '1' : bill.corrects;
    // Medicare Part A takes adjustment bills, whatever the profile says of Part B (MCPM ch. 3 section 50).
    const partA = bill !== undefined && (coverage?.claimFilingCode ?? payer.claimFilingCode) === 'MA';
    const kind = frequencyCode === '7' ? 'replacement (7)' : 'void (8)';
    if (corrects && payerClaimControlNumber === undefined) {
      results.push({
        verdict: 'fail',
        pointer: '/payerClaimControlNumber',
        message: `A ${kind} does not name the payer's control number of the claim it corrects.`,
        action:
          'Take the number from the claim acknowledgement or the remittance. A claim the payer never accepted is sent again with 1.',
        place: controlNumberPlace,
      });
    }
    if (corrects && !payer.acceptsReplacement && !partA) {
      results.push({
        verdict: 'fail',
        pointer: '/frequencyCode',
        message: `${payer.name} does not accept a ${kind} claim, says its profile.`,
        action: 'Ask the payer to reopen the claim instead.',
      });
    }
    if (!corrects && payerClaimControlNumber !== undefined) {
      results.push({
        verdict: 'fail',
        pointer: '/payerClaimControlNumber',
        message: `An original claim (${frequencyCode}) names the payer's control number ${payerClaimControlNumber}.`,
        action: 'Remove the number, or send the claim as a replacement (7) or void (8).',
        place: controlNumberPlace,
      });
    }
    return results;
  },
};
