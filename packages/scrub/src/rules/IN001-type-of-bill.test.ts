import { expect, test } from 'vitest';
import { placesOf, saidOfStay } from '../bill-findings.fixture.ts';

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
