import { cleanLine } from '../clean-encounter.ts';
import { inventedCodes } from '../example-edits.ts';
import { requirementOf } from '../payer-requirement.ts';
import type { Rule, RuleResult } from '../rule.ts';

const attachments = [
  { codes: [], modifiers: ['22'], from: '2025-01-01', citation: 'invented contract', verified: false },
];

export const ad010: Rule = {
  id: 'AD010',
  version: 2,
  title: 'Payer wants records with the service',
  category: 'administration',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: "the payer's profile; 005010X222A1 PWK; 91 FR 14350 (attachments from 2028-05-26)",
  evidence: 'M',
  logic:
    "The payer's profile wants records with some codes or modifiers: the line, or the claim, names records that go with it (PWK).",
  needs: ['payer profile'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2300', segment: 'PWK', element: 'PWK06' }, formBox: '19' },
  firing: {
    words: 'an operation with 22, which the profile wants explained (invented code)',
    encounter: { lines: [{ ...cleanLine, procedureCode: inventedCodes.majorSurgery, modifiers: ['22'] }] },
    payer: { attachments },
    pointer: '/lines/0/procedureCode',
  },
  passing: {
    words: 'the operation with 22 and its report',
    encounter: {
      lines: [{ ...cleanLine, procedureCode: inventedCodes.majorSurgery, modifiers: ['22'] }],
      attachments: [{ reportTypeCode: 'OB', transmissionCode: 'EL', controlNumber: 'ATT-1' }],
    },
    payer: { attachments },
  },
  evaluate(context) {
    const wanted = context.payer.attachments;
    if (wanted === undefined) {
      return [{ verdict: 'no_data', reason: "the payer's profile does not say what needs records" }];
    }
    const results: RuleResult[] = [];
    for (const facts of context.lines) {
      const requirement = requirementOf(context, wanted, facts);
      if (requirement === 'unknown')
        results.push({ verdict: 'no_data', reason: 'a code group of the profile is not loaded' });
      if (requirement === undefined || requirement === 'unknown') continue;
      const records = [...(context.encounter.attachments ?? []), ...(facts.line.attachments ?? [])];
      if (records.length > 0) continue;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${facts.index}/procedureCode`,
        message: `Line ${facts.index + 1}: the payer wants records with ${facts.procedure} (${requirement.citation}).`,
        action: 'Name the records with their control number, and send them the way the payer takes them.',
        line: facts.index,
      });
    }
    return results;
  },
};
