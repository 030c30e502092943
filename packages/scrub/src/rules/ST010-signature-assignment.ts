import type { Rule, RuleResult } from '../rule.ts';

export const st010: Rule = {
  id: 'ST010',
  version: 1,
  title: 'Signature of the provider',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '005010X222A1 CLM06 to CLM09',
  evidence: 'V',
  logic:
    "The provider's signature is on file. Benefits assigned to a provider who does not accept assignment are a warning: the payer then pays the patient.",
  needs: [],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: { x12: { loop: '2300', segment: 'CLM', element: 'CLM06' }, formBox: '31' },
  firing: {
    words: 'no signature on file',
    encounter: { signatures: { providerSignatureOnFile: false } },
    pointer: '/signatures/providerSignatureOnFile',
  },
  passing: { words: 'signature on file', encounter: { signatures: { providerSignatureOnFile: true } } },
  evaluate({ encounter }) {
    const results: RuleResult[] = [];
    const { signatures } = encounter;
    if (!signatures.providerSignatureOnFile) {
      results.push({
        verdict: 'fail',
        pointer: '/signatures/providerSignatureOnFile',
        message: "The provider's signature is not on file.",
        action: 'Obtain the signature before the claim is sent.',
      });
    }
    if (signatures.assignment === 'not_assigned' && signatures.benefitsAssigned === 'yes') {
      results.push({
        verdict: 'fail',
        severity: 'warn',
        pointer: '/signatures/benefitsAssigned',
        message: 'Benefits are assigned to a provider who does not accept assignment.',
        action: 'Check which of the two is meant.',
        place: { x12: { loop: '2300', segment: 'CLM', element: 'CLM08' }, formBox: '13' },
      });
    }
    return results;
  },
};
