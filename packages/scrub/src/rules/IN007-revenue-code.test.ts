import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { revenueLine } from '../clean-bill.ts';

const at = '/lines/0/revenueCode';
const of = (revenueCode: string | undefined) =>
  saidOfOutpatient('IN007', {}, { lines: [{ ...revenueLine('0510', { procedureCode: 'G0463' }), revenueCode }] });

test.each([
  [undefined, `reject ${at}: Line 1 has no revenue code.`],
  ['51', `reject ${at}: Line 1: "51" is no revenue code of four digits.`],
  ['051A', `reject ${at}: Line 1: "051A" is no revenue code of four digits.`],
  ['0001', `reject ${at}: Line 1 is the total (0001), which an electronic bill does not carry as a line.`],
  ['001', `reject ${at}: Line 1 is the total (0001), which an electronic bill does not carry as a line.`],
  ['510', `warn ${at}: Line 1: revenue code 510 lacks its leading zero; it is sent as 0510.`],
  ['0999', `reject ${at}: Line 1: revenue code 0999 is not in the list on 2026-03-02.`],
])('%s', (code, expected) => expect(of(code)).toEqual([expected]));

test('0510 is one, and a wrong line does not hide behind a right one', () => {
  expect(of('0510')).toEqual([]);
  const lines = [revenueLine('0270'), revenueLine('027')];
  expect(saidOfOutpatient('IN007', {}, { lines })).toEqual([
    'warn /lines/1/revenueCode: Line 2: revenue code 027 lacks its leading zero; it is sent as 0027.',
    'reject /lines/1/revenueCode: Line 2: revenue code 0027 is not in the list on 2026-03-02.',
  ]);
});

test('accommodation belongs to stays', () => {
  const lines = [revenueLine('0120', { unit: 'DA' })];
  expect(saidOfOutpatient('IN007', {}, { lines })).toEqual([
    `reject ${at}: Line 1: accommodation (0120) on the outpatient bill 0131.`,
  ]);
  expect(saidOfOutpatient('IN007', { typeOfBill: null }, { lines })).toEqual([]);
  expect(saidOfStay('IN007', {}, { lines })).toEqual([]);
});

test('stands in SV201 and form locator 42', () => {
  expect(placesOf('IN007', { base: 'outpatient', encounter: { lines: [revenueLine('1')] } })).toEqual([
    '2400 SV2 SV201 FL 42',
  ]);
});
