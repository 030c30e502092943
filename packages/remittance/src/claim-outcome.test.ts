import { describe, expect, it } from 'vitest';
import { claimOutcome } from './claim-outcome.ts';
import { type AdjustmentDraft, adjustments, answerTo, loadedClaim } from './testing/build-remittance.ts';

const claim = loadedClaim('C1', [10_000, 5000]);

function outcome(perLine: AdjustmentDraft[][], changes: object = {}, first = true) {
  return claimOutcome(answerTo(claim, perLine, changes), first);
}

describe('what an answer makes of a claim', () => {
  it.each(['1', '2', '3', '4', '19', '20', '21'])('status %s does not decide: the adjustments do', (statusCode) => {
    expect(outcome([[['CO-45', 4000]], []], { statusCode })).toBe('paid');
    expect(outcome([[['CO-45', 4000]], [['CO-50', 5000]]], { statusCode })).toBe('partially_paid');
    expect(outcome([[['CO-29', 10_000]], [['CO-29', 5000]]], { statusCode })).toBe('denied');
    expect(outcome([[['PR-1', 10_000]], [['PR-2', 5000]]], { statusCode })).toBe('left_to_patient');
  });

  it('paid nothing is not denied when the contract or the deductible explains it', () => {
    expect(outcome([[['CO-45', 10_000]], [['CO-24', 5000]]])).toBe('paid');
    expect(
      outcome([
        [
          ['CO-45', 4000],
          ['PR-1', 6000],
        ],
        [['CO-253', 5000]],
      ]),
    ).toBe('left_to_patient');
  });

  it('PR with another code than deductible, coinsurance and copay is a denial', () => {
    expect(outcome([[['PR-204', 10_000]], [['PR-1', 5000]]])).toBe('denied');
  });

  it('a code nobody has classified counts as a denial, so that it is not written off in silence', () => {
    expect(outcome([[['CO-999', 10_000]], [['CO-999', 5000]]])).toBe('denied');
  });

  it('paid nothing by the first payer because of another one is refused: there is no other', () => {
    const whole: AdjustmentDraft[][] = [[['OA-23', 10_000]], [['OA-23', 5000]]];
    expect(outcome(whole)).toBe('denied');
    expect(outcome(whole, {}, false)).toBe('paid');
    expect(outcome([[['CO-45', 4000]], [['OA-23', 5000]]])).toBe('partially_paid');
    expect(outcome([[['PR-1', 10_000]], [['OA-23', 5000]]])).toBe('denied');
    expect(outcome([[], []], { adjustments: adjustments([['OA-23', 15_000]]), lines: [], paidCents: 0 })).toBe(
      'denied',
    );
  });

  it('so is a part that neither the contract nor the patient explains a cent of', () => {
    expect(outcome([[['OA-100', 10_000]], [['PI-45', 5000]]])).toBe('denied');
    expect(outcome([[['OA-100', 10_000]], [['PI-45', 5000]]], {}, false)).toBe('paid');
    const explained: AdjustmentDraft[] = [
      ['PI-45', 4000],
      ['PR-1', 6000],
    ];
    expect(outcome([explained, [['CO-45', 5000]]])).toBe('left_to_patient');
  });

  it('a reduced line is no denied line', () => {
    expect(outcome([[['CO-97', 9999]], []])).toBe('paid');
  });

  it('a claim refused as a whole, with or without lines', () => {
    expect(outcome([[], []], { adjustments: adjustments([['CO-29', 15_000]]) })).toBe('denied');
    const whole = { lines: [], adjustments: adjustments([['OA-109', 15_000]]), paidCents: 0 };
    expect(outcome([[], []], whole)).toBe('denied');
  });

  it('what only informs, what is taken back, what does not exist', () => {
    expect(outcome([[], []], { statusCode: '23' })).toBe('informed');
    expect(outcome([[], []], { statusCode: '25' })).toBe('informed');
    expect(outcome([[], []], { statusCode: '22' })).toBe('reversed');
    expect(outcome([[], []], { statusCode: '5' })).toBeUndefined();
  });

  it('a claim of nothing is paid with nothing', () => {
    const free = loadedClaim('C0', [0]);
    expect(claimOutcome(answerTo(free, [[['CO-16', 0]]]), true)).toBe('paid');
  });
});
