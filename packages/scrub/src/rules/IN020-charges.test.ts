import { expect, test } from 'vitest';
import { placesOf, saidOfStay } from '../bill-findings.fixture.ts';
import { revenueLine } from '../clean-bill.ts';

test.each([
  [541_250, []],
  [undefined, []],
  [541_249, ['reject /totalChargeCents: The total $5,412.49 differs from the sum of the lines, $5,412.50.']],
  [541_251, ['reject /totalChargeCents: The total $5,412.51 differs from the sum of the lines, $5,412.50.']],
])('a total of %s', (totalChargeCents, expected) => {
  expect(saidOfStay('IN020', {}, { totalChargeCents })).toEqual(expected);
});

test.each([
  [undefined, true],
  [10_000, true],
  [10_001, false],
])('of a charge of $100.00, %s cents are not covered', (nonCoveredCents, fits) => {
  const lines = [revenueLine('0250'), revenueLine('0270', { chargeCents: 10_000, nonCoveredCents })];
  const words = 'reject /lines/1/nonCoveredCents: Line 2: $100.01 not covered of a charge of $100.00.';
  expect(saidOfStay('IN020', {}, { lines })).toEqual(fits ? [] : [words]);
});

test('stands in CLM02 and SV207', () => {
  const encounter = { totalChargeCents: 1, lines: [revenueLine('0270', { nonCoveredCents: 99_999 })] };
  expect(placesOf('IN020', { base: 'stay', encounter })).toEqual(['2300 CLM CLM02 FL 47', '2400 SV2 SV207 FL 48']);
});
