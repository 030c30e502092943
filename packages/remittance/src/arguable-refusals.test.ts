import { expect, test } from 'vitest';
import { arguableRefusals } from './arguable-refusals.ts';
import { matchLines } from './match-lines.ts';
import { type AdjustmentDraft, answerTo, loadedClaim } from './testing/build-remittance.ts';

const claim = loadedClaim('C1', [10_000, 5_000, 2_000]);

function refused(perLine: readonly (readonly AdjustmentDraft[])[], remarks: string[] = [], first = true) {
  const answer = answerTo(claim, perLine);
  const [, second] = answer.lines;
  if (second) second.remarkCodes = remarks;
  return arguableRefusals(answer, first, matchLines(answer, claim.lines));
}

test('a line paid nothing in group CO is named with its sum, codes, remarks and what to do', () => {
  const found = refused([[['CO-45', 2_000]], [['CO-50', 5_000]], []], ['N115']);
  expect(found).toMatchObject({
    denial: { category: 'medical_necessity', reasons: ['CO-50'], amountCents: 5_000 },
    lineNumbers: [2],
    remarkCodes: ['N115'],
  });
  expect(found?.denial.nextAction).toContain('appeal with the record');
});

test('several lines are one matter, in order, the larger loss naming it', () => {
  expect(refused([[['CO-97', 10_000]], [['PI-197', 5_000]], []])).toMatchObject({
    denial: { category: 'bundling', reasons: ['CO-97', 'PI-197'], amountCents: 15_000 },
    lineNumbers: [1, 2],
  });
});

test.each<[string, AdjustmentDraft[][]]>([
  ['contract write-downs', [[['CO-45', 2_000]], [['CO-45', 5_000]], [['CO-253', 40]]]],
  ['the patient’s deductible, coinsurance and copay', [[['PR-1', 2_000]], [['PR-2', 5_000]], [['PR-3', 2_000]]]],
  ['what the plan leaves to the patient as not covered', [[], [['PR-96', 5_000]], []]],
  ['a line that only informs and is not paid', [[], [['CO-246', 5_000]], []]],
  ['a refusing code on a line that was paid in part', [[], [['CO-151', 1_000]], []]],
])('%s is none', (_, perLine) => {
  expect(refused(perLine)).toBeUndefined();
});

test('of a line refused to both, only the payer’s part counts', () => {
  expect(
    refused([
      [],
      [
        ['PR-96', 3_000],
        ['CO-50', 2_000],
      ],
      [],
    ]),
  ).toMatchObject({
    denial: { reasons: ['CO-50'], amountCents: 2_000 },
  });
});
