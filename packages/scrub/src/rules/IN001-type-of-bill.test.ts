import { expect, test } from 'vitest';
import { placesOf, saidOfStay } from '../bill-findings.fixture.ts';
import { partACoverage } from '../clean-bill.ts';

const at = 'reject /institutional/typeOfBill';

test.each([
  [null, 'The bill has no type.'],
  ['11', '"11" is no type of bill.'],
  ['01111', ''],
  ['0011', '"0011" is no type of bill.'],
  ['0191', 'Type of bill 0191 names a facility and classification (19) that do not exist.'],
  ['0421', 'Type of bill 0421 names a facility and classification (42) that do not exist.'],
  ['0116', 'Type of bill 0116 ends with 6, which is no frequency.'],
])('%j', (typeOfBill, message) => {
  if (message === '') return expect(() => saidOfStay('IN001', { typeOfBill })).toThrow();
  expect(saidOfStay('IN001', { typeOfBill })).toEqual([`${at}: ${message}`]);
});

test.each([
  '0110',
  '0111',
  '115',
  '0117',
  '0118',
  '0119',
  '011A',
  '011Z',
  '0121',
  '0221',
  '0131',
  '0851',
  '0721',
  '0891',
])('%s is one', (typeOfBill) => expect(saidOfStay('IN001', { typeOfBill })).toEqual([]));

test('stands in CLM05 and form locator 4', () => {
  const encounter = { institutional: { typeOfBill: '0191' } };
  expect(placesOf('IN001', { base: 'stay', encounter })).toEqual(['2300 CLM CLM05 FL 4']);
});

const billedBy = (number: string, typeOfBill: string, changes: object = {}) =>
  saidOfStay(
    'IN001',
    { typeOfBill },
    { coverages: [{ ...partACoverage, billingProviderNumbers: [{ kind: 'G2', number }], ...changes }] },
  );

test.each([
  ['990001', '0111', ''],
  ['990899', '0131', ''],
  ['990001', '0851', 'a short-term hospital'],
  ['991300', '0851', ''],
  ['991399', '0131', 'a critical access hospital'],
  ['995000', '0211', ''],
  ['996499', '0111', 'a skilled nursing facility'],
  ['997000', '0321', ''],
  ['991500', '0811', ''],
  ['992300', '0131', 'a dialysis facility'],
  ['990900', '0851', ''],
  ['99S001', '0851', ''],
  ['9900', '0851', ''],
])('certification number %s and type %s: %j', (number, typeOfBill, what) => {
  const words = `warn /institutional/typeOfBill: Type of bill ${typeOfBill} is not billed by ${what}, which certification number ${number} names.`;
  expect(billedBy(number, typeOfBill)).toEqual(what === '' ? [] : [words]);
});

test('only Medicare Part A goes by certification numbers, and only by the number with the payer', () => {
  expect(billedBy('990001', '0851', { claimFilingCode: 'CI' })).toEqual([]);
  expect(billedBy('990001', '0851', { billingProviderNumbers: [{ kind: 'LU', number: '990001' }] })).toEqual([]);
  expect(billedBy('990001', '0851', { billingProviderNumbers: undefined })).toEqual([]);
});
