import { describe, expect, it } from 'vitest';
import { allowedCents, claimAllowedCents } from './allowed-amount.ts';
import { type AdjustmentDraft, adjustments, answerTo, loadedClaim } from './testing/build-remittance.ts';

const allowed = (paidCents: number, drafts: AdjustmentDraft[], said?: number) =>
  allowedCents({ paidCents, adjustments: adjustments(drafts), allowedCents: said });

describe('the allowed amount', () => {
  it('is what the payer says it is', () => {
    expect(allowed(5000, [['PR-1', 2000]], 6500)).toBe(6500);
    expect(allowed(5000, [['PR-1', 2000]], 0)).toBe(0);
  });

  it('else what was paid with the patient’s share, sequestration and what another payer paid', () => {
    expect(
      allowed(5000, [
        ['PR-1', 1],
        ['PR-2', 20],
        ['PR-3', 300],
      ]),
    ).toBe(5321);
    expect(
      allowed(5000, [
        ['CO-253', 100],
        ['OA-23', 4000],
      ]),
    ).toBe(9100);
  });

  it('without what the contract, a denial or any other patient amount takes off', () => {
    expect(
      allowed(5000, [
        ['CO-45', 700],
        ['CO-97', 80],
        ['PR-204', 9],
        ['PI-23', 5],
      ]),
    ).toBe(5000);
  });

  it('of a claim is that of its lines, or its own where it has none', () => {
    const claim = loadedClaim('C1', [10_000, 5000]);
    const answer = answerTo(claim, [[['CO-45', 4000]], [['PR-1', 5000]]]);
    expect(claimAllowedCents(answer)).toBe(11_000);
    const own = adjustments([
      ['CO-45', 6000],
      ['PR-2', 1000],
    ]);
    expect(claimAllowedCents({ ...answer, lines: [], paidCents: 8000, adjustments: own })).toBe(9000);
  });
});
