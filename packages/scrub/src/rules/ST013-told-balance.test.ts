import { type PriorAdjudication, priorAdjudication } from '@claimwright/domain/prior-adjudication';
import { describe, expect, test } from 'vitest';
import { placesOf, said } from '../bill-findings.fixture.ts';
import { revenueLine } from '../clean-bill.ts';
import { cleanCoverage, cleanLine } from '../clean-encounter.ts';

type Told = Partial<PriorAdjudication>;

function after(...told: (Told | undefined)[]) {
  return told.map((one, index) => ({
    ...cleanCoverage,
    responsibility: (['primary', 'secondary', 'tertiary'] as const)[index] ?? 'tertiary',
    memberId: `QX004200${index}`,
    ...(one ? { priorAdjudication: priorAdjudication.parse({ adjudicatedOn: '2026-03-06', ...one }) } : {}),
  }));
}

const adjusted = (amountCents: number, group: 'CO' | 'PR' = 'PR') => ({ group, reasonCode: '45', amountCents });
const line = (lineNumber: number, paidCents: number, ...adjustments: ReturnType<typeof adjusted>[]) => ({
  lineNumber,
  paidCents,
  adjustments,
});
const twoLines = [
  { ...cleanLine, chargeCents: 15_000 },
  { ...cleanLine, chargeCents: 5000, units: 2 },
];

/** What the rule says of a visit of $150.00 and $50.00. */
const ofVisit = (...told: (Told | undefined)[]) =>
  said('ST013', { encounter: { lines: twoLines, coverages: after(...told, undefined) } });

const at = '/coverages/0/priorAdjudication';

describe('of the claim as a whole', () => {
  test('a cent too few, a cent too many, and to the cent', () => {
    const paid = (paidCents: number) => ofVisit({ paidCents, adjustments: [adjusted(4000), adjusted(1000, 'CO')] });
    expect(paid(14_999)).toEqual([`reject ${at}: Paid and adjusted amounts make $199.99 of a charge of $200.00.`]);
    expect(paid(15_001)).toEqual([`reject ${at}: Paid and adjusted amounts make $200.01 of a charge of $200.00.`]);
    expect(paid(15_000)).toEqual([]);
  });

  test('a refusal is a decision: nothing paid, everything adjusted; an increase counts against it', () => {
    expect(ofVisit({ paidCents: 0, adjustments: [adjusted(20_000, 'CO')] })).toEqual([]);
    expect(ofVisit({ paidCents: 20_500, adjustments: [adjusted(-500, 'CO')] })).toEqual([]);
  });

  test('each payer that has decided, and no other', () => {
    expect(said('ST013', { encounter: { lines: twoLines, coverages: after(undefined, undefined) } })).toEqual([]);
    const good = { paidCents: 20_000 };
    expect(ofVisit(good, { paidCents: 1 })).toEqual([
      'reject /coverages/1/priorAdjudication: Paid and adjusted amounts make $0.01 of a charge of $200.00.',
    ]);
  });
});

describe('of lines', () => {
  test('each balances, and with the claim', () => {
    expect(
      ofVisit({ paidCents: 13_000, lines: [line(1, 10_000, adjusted(5000)), line(2, 3000, adjusted(2000))] }),
    ).toEqual([]);
    // Lines as they should be, and another sum paid for the claim.
    expect(
      ofVisit({ paidCents: 12_000, lines: [line(1, 10_000, adjusted(5000)), line(2, 3000, adjusted(2000))] }),
    ).toEqual([`reject ${at}: Paid and adjusted amounts make $190.00 of a charge of $200.00.`]);
  });

  test('one that does not is told once, without the claim', () => {
    expect(
      ofVisit({ paidCents: 13_000, lines: [line(2, 3000, adjusted(1999)), line(1, 10_000, adjusted(5000))] }),
    ).toEqual([`reject ${at}/lines/0: Paid and adjusted amounts make $49.99 of a charge of $50.00.`]);
  });

  test('one that the payer split counts with all its parts', () => {
    const parts = [line(1, 10_000), line(1, 5000), line(2, 5000)];
    expect(ofVisit({ paidCents: 20_000, lines: parts })).toEqual([]);
    expect(ofVisit({ paidCents: 20_000, lines: [line(2, 5000), line(1, 10_000), line(1, 4000)] })).toEqual([
      `reject ${at}/lines/1: Paid and adjusted amounts make $140.00 of a charge of $150.00.`,
    ]);
  });

  test('one that is missing, and one there is none of', () => {
    expect(ofVisit({ paidCents: 20_000, lines: [line(1, 15_000), line(3, 5000)] })).toEqual([
      `reject ${at}/lines: The payer's decision about line 2 is missing.`,
      `reject ${at}/lines/1/lineNumber: The encounter has 2 lines.`,
    ]);
  });
});

describe('places', () => {
  const coverages = (lines: PriorAdjudication['lines']) => after({ paidCents: 0, lines }, undefined);

  test('the sum that was paid, and the line', () => {
    expect(placesOf('ST013', { encounter: { lines: twoLines, coverages: coverages([]) } })).toEqual([
      '2320 AMT AMT02 29',
    ]);
    expect(
      placesOf('ST013', { encounter: { lines: twoLines, coverages: coverages([line(1, 0), line(2, 5000)]) } }),
    ).toEqual(['2430 SVD SVD02 29']);
  });

  test('on a hospital bill', () => {
    const stay = (lines: PriorAdjudication['lines']) => ({
      base: 'stay' as const,
      encounter: { lines: [revenueLine('0120', { chargeCents: 100_000 })], coverages: coverages(lines) },
    });
    expect(said('ST013', stay([]))).toEqual([
      `reject ${at}: Paid and adjusted amounts make $0.00 of a charge of $1,000.00.`,
    ]);
    expect(placesOf('ST013', stay([]))).toEqual(['2320 AMT AMT02 FL 54']);
    expect(placesOf('ST013', stay([line(1, 0)]))).toEqual(['2430 SVD SVD02 FL 54']);
  });
});
