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

export const dx017: Rule = {
  id: 'DX017',
  version: 1,
  title: "Diagnosis does not fit the patient's sex",
  category: 'demographics',
  severity: 'warn',
  claimTypes: ['professional'],
  citation: 'MCE edit 5; I/OCE edit 3; both without effect since 2024-10-01',
  evidence: 'S',
  logic:
    "Only where the payer's profile turns it on: a code from a block named after the organs of one sex, for a patient of the other. Sex U and modifier KX never fire.",
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
    words: 'the same for a payer that does not apply them',
    encounter: { diagnoses: [{ code: 'N40.1' }, { code: 'I10' }] },
  },
  evaluate({ diagnoses, encounter, lines, payer }) {
    const results: RuleResult[] = [];
    const { sex } = encounter.patient;
    if (!payer.sexEdits || sex === undefined || sex === 'U') return results;
    if (lines.some((line) => line.modifiers.some((modifier) => modifier.code === 'KX'))) return results;
    for (const { index, raw, code } of diagnoses) {
      if (code === undefined) continue;
      const category = code.slice(0, 3);
      const block = blocks.find(({ from, to }) => category >= from && category <= to);
      if (block === undefined || block.sex === sex) continue;
      results.push({
        verdict: 'fail',
        pointer: `/diagnoses/${index}/code`,
        message: `Diagnosis ${raw} belongs to a block for the other sex than the one recorded (${sex}).`,
        action: 'Check the recorded sex and the code; modifier KX states that the service is right for this patient.',
        place: diagnosisPlace(index),
      });
    }
    return results;
  },
};
