import type { DiagnosisFlags } from '@claimwright/codesets/code-sets';
import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Blocks and categories of ICD-10-CM whose titles name the organs or states of one sex; three-character bounds, inclusive. */
const blocks: readonly { from: string; to: string; sex: 'F' | 'M' }[] = [
  { from: 'C51', to: 'C58', sex: 'F' },
  { from: 'C60', to: 'C63', sex: 'M' },
  { from: 'N40', to: 'N53', sex: 'M' },
  { from: 'N70', to: 'N98', sex: 'F' },
  { from: 'O00', to: 'O9A', sex: 'F' },
  { from: 'Z34', to: 'Z34', sex: 'F' },
  { from: 'Z3A', to: 'Z3A', sex: 'F' },
];

/** The lists of one sex end here (Medicare Code Editor 42); what they say of a code stays true. */
const lastDayOfLists = '2024-09-30';

export const dx017: Rule = {
  id: 'DX017',
  version: 3,
  title: "Diagnosis does not fit the patient's sex",
  category: 'demographics',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: 'MCE edit 5; I/OCE edit 3; both without effect since 2024-10-01',
  evidence: 'S',
  logic:
    "A code on the list of one sex, or from a block named after its organs, for a patient of the other. Only where the payer's profile turns it on is it a warning; else an information, for the wrong patient may have been picked. Sex U and modifier KX never fire.",
  needs: ['payer profile'],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'N40.1 for a woman, payer applies sex edits',
    encounter: { diagnoses: [{ code: 'N40.1' }, { code: 'I10' }] },
    payer: { sexEdits: true },
    pointer: '/diagnoses/0/code',
  },
  passing: {
    words: 'the same for a man',
    encounter: { patient: { sex: 'M' }, diagnoses: [{ code: 'N40.1' }, { code: 'I10' }] },
    payer: { sexEdits: true },
  },
  evaluate({ bill, codeSets, diagnoses, encounter, lines, payer }) {
    const results: RuleResult[] = [];
    const { sex } = encounter.patient;
    if (sex === undefined || sex === 'U') return results;
    if (lines.some((line) => line.modifiers.some((modifier) => modifier.code === 'KX'))) return results;
    // Condition code 45 says on a hospital's bill what KX says on a line.
    if (bill?.bill.conditions.includes('45')) return results;
    for (const { index, raw, code, flags } of diagnoses) {
      if (code === undefined) continue;
      const listed = listedSex(flags) === undefined ? codeSets.diagnosisFlags(code, lastDayOfLists) : flags;
      const expected = listedSex(listed) ?? blockSex(code);
      if (expected === undefined || expected === sex) continue;
      results.push({
        verdict: 'fail',
        ...(payer.sexEdits ? {} : { severity: 'info' }),
        pointer: `/diagnoses/${index}/code`,
        message: `Diagnosis ${raw} is meant for patients of the other sex than the one recorded (${sex}).`,
        action: 'Check the recorded sex and the code; modifier KX states that the service is right for this patient.',
        place: diagnosisPlace(index),
        edition: listedSex(listed) === undefined ? undefined : listed.edition,
      });
    }
    return results;
  },
};

function listedSex({ female, male }: DiagnosisFlags): 'F' | 'M' | undefined {
  if (female) return 'F';
  return male ? 'M' : undefined;
}

function blockSex(code: string): 'F' | 'M' | undefined {
  const category = code.slice(0, 3);
  return blocks.find(({ from, to }) => category >= from && category <= to)?.sex;
}
