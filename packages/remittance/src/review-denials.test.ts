import type { Finding } from '@claimwright/domain/finding';
import type { Adjustment, RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';
import { describe, expect, test } from 'vitest';
import { ruleCovers, rulesAgainst } from './denial-rules-table.ts';
import { reviewDenials } from './review-denials.ts';

const finding = (ruleId: string, pointer: string, verdict: Finding['verdict'] = 'fail') =>
  ({ ruleId, pointer, verdict }) as Finding;
const co = (reasonCode: string, amountCents: number): Adjustment => ({ group: 'CO', reasonCode, amountCents });
const line = (procedureCode: string, paidCents: number, adjustments: Adjustment[] = []): RemittanceLine => ({
  procedureQualifier: 'HC',
  procedureCode,
  modifiers: [],
  chargeCents: 10_000,
  paidCents,
  adjustments,
  remarkCodes: [],
});

function answer(lines: RemittanceLine[], changes: Partial<RemittanceClaim> = {}): RemittanceClaim {
  const paidCents = lines.reduce((sum, one) => sum + one.paidCents, 0);
  return {
    patientControlNumber: 'CW1',
    statusCode: paidCents > 0 ? '1' : '4',
    chargeCents: 10_000 * Math.max(lines.length, 1),
    paidCents,
    patientResponsibilityCents: 0,
    adjustments: [],
    remarkCodes: [],
    lines,
    ...changes,
  };
}
const procedureCodes = ['G0463', 'J1885'];
const review = (claim: RemittanceClaim, findings: Finding[]) =>
  reviewDenials({ answer: claim, findings, procedureCodes });

describe('a denial', () => {
  const duplicate = answer([line('G0463', 0, [co('18', 10_000)]), line('J1885', 6_000)]);

  test('without a finding of its class was missed, whatever else was found', () => {
    const missed = { lineNumber: 1, ruleId: '', verdict: 'missed', category: 'duplicate', amountCents: 10_000 };
    expect(review(duplicate, [])).toEqual([missed]);
    expect(review(duplicate, [finding('DX020', '/diagnoses/0/code')])).toEqual([missed]);
    // A duplicate of the other line foretold nothing of this one; a rule without data foretold nothing at all.
    expect(review(duplicate, [finding('AD002', '/lines/1')])).toEqual([missed]);
    expect(review(duplicate, [finding('AD002', '/lines/0', 'no_data')])).toEqual([missed]);
  });

  test('was caught where a rule of its class had spoken of that line or of the whole, overridden where it was released', () => {
    for (const pointer of ['/lines/0', '/lines/0/procedureCode', '/externalId']) {
      expect(review(duplicate, [finding('AD002', pointer)])).toMatchObject([
        { lineNumber: 1, ruleId: 'AD002', verdict: 'caught' },
      ]);
      expect(review(duplicate, [finding('AD002', pointer, 'bypassed')])).toMatchObject([
        { ruleId: 'AD002', verdict: 'overridden' },
      ]);
    }
  });

  test('of the claim as a whole counts once; with lines that are denied it is theirs', () => {
    const whole = answer([line('G0463', 0), line('J1885', 0)], { adjustments: [co('29', 20_000)] });
    expect(review(whole, [finding('AD001', '/lines/0/serviceFrom', 'bypassed')])).toEqual([
      { lineNumber: 0, ruleId: 'AD001', verdict: 'overridden', category: 'timely_filing', amountCents: 20_000 },
    ]);
    const both = answer([line('G0463', 0, [co('29', 10_000)])], { adjustments: [co('29', 1)] });
    expect(review(both, []).map(({ lineNumber }) => lineNumber)).toEqual([1]);
  });

  test('by a code the payer changed is found by the code that was sent', () => {
    const changed = answer([{ ...line('G0439', 0, [co('18', 10_000)]), submittedProcedureCode: 'G0463' }]);
    expect(review(changed, [finding('AD002', '/lines/0')])).toMatchObject([{ verdict: 'caught' }]);
  });
});

describe('a payment', () => {
  test('in spite of a finding somebody released was a false alarm: by line, or once for the whole', () => {
    const paid = answer([line('G0463', 7_000, [co('45', 3_000)]), line('J1885', 0, [co('45', 10_000)])]);
    expect(
      review(paid, [finding('AD002', '/lines/0', 'bypassed'), finding('DX016', '/diagnoses/0/code', 'bypassed')]),
    ).toEqual([
      { lineNumber: 1, ruleId: 'AD002', verdict: 'false_alarm', amountCents: 7_000 },
      { lineNumber: 0, ruleId: 'DX016', verdict: 'false_alarm', amountCents: 7_000 },
    ]);
    // The second line was priced at nothing, neither denied nor paid; a warning that stood is no release.
    expect(review(paid, [finding('AD002', '/lines/1', 'bypassed'), finding('DX020', '/diagnoses/0/code')])).toEqual([]);
  });

  test('a reversal and a predetermination say nothing', () => {
    for (const statusCode of ['22', '25']) {
      expect(review(answer([line('G0463', 0, [co('18', 1)])], { statusCode }), [])).toEqual([]);
    }
  });
});

test('families cover their members and no others', () => {
  expect(ruleCovers('NC001', 'bundling')).toBe(true);
  expect(ruleCovers('AD001', 'duplicate')).toBe(false);
  expect(ruleCovers('AD002', 'unclassified')).toBe(false);
  const starts = Object.values(rulesAgainst).flat();
  expect(starts.filter((start) => !/^[A-Z]{2}(\d{3})?$/.test(start))).toEqual([]);
});
