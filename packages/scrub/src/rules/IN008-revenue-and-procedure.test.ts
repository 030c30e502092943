import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { revenueLine } from '../clean-bill.ts';

const of = (...line: Parameters<typeof revenueLine>) =>
  saidOfOutpatient('IN008', {}, { lines: [revenueLine(...line)] });

test.each(
  '0300 0310 0320 0341 0351 0360 0402 0420 0430 0440 0450 0471 0480 0490 0510 0521 0610 0636 0730 0740 0762 0771 0920'.split(
    ' ',
  ),
)('%s names no service by itself', (code) => {
  expect(of(code)).toEqual([
    `reject /lines/0/procedureCode: Line 1: revenue code ${code} names no service without a procedure code on an outpatient bill.`,
  ]);
});

test.each('0250 0270 0637 0370 0710 0770 0330'.split(' '))('%s needs no procedure code', (code) => {
  expect(of(code)).toEqual([]);
});

test('a code of three digits is read with its zero', () => expect(of('300')).toHaveLength(1));

test.each(['0420', '0431', '0440'])('therapy under %s says which', (code) => {
  const words = `reject /lines/0/modifiers: Line 1: G0283 under therapy (${code}) has none of the modifiers GP, GO and GN.`;
  expect(of(code, { procedureCode: 'G0283', modifiers: ['59'] })).toEqual([words]);
  expect(of(code, { procedureCode: 'G0283', modifiers: ['59', 'GO'] })).toEqual([]);
});

test('other centres need no modifier', () => expect(of('0450', { procedureCode: 'G0463' })).toEqual([]));

test.each([
  ['J1885', []],
  ['Q2037', []],
  ['G0463', ['reject /lines/0/procedureCode: Line 1: G0463 is no drug, and 0636 is for drugs by their own code.']],
])('0636 with %s', (procedureCode, expected) => expect(of('0636', { procedureCode })).toEqual(expected));

test('hours of observation stand under 0762', () => {
  const words = 'reject /lines/0/revenueCode: Line 1: hours of observation (G0378) stand under 0760, not 0762.';
  expect(of('0760', { procedureCode: 'G0378' })).toEqual([words]);
  expect(of('0762', { procedureCode: 'G0378' })).toEqual([]);
  expect(of('0760', { procedureCode: 'G0463' })).toEqual([]);
});

test('a stay needs none, and a type of bill that cannot be read is not judged', () => {
  const lines = [revenueLine('0300')];
  expect(saidOfStay('IN008', {}, { lines })).toEqual([]);
  expect(saidOfOutpatient('IN008', { typeOfBill: null }, { lines })).toEqual([]);
});

test('stands where the code is missing', () => {
  expect(placesOf('IN008', { base: 'outpatient', encounter: { lines: [revenueLine('0300')] } })).toEqual([
    '2400 SV2 SV202-2 FL 44',
  ]);
});

test.each(['0329', '0331', '0811', '0821'])('the codes of %s name the discipline by themselves', (typeOfBill) => {
  const lines = [revenueLine('0421', { procedureCode: 'G0151' })];
  expect(saidOfOutpatient('IN008', { typeOfBill }, { lines })).toEqual([]);
  expect(saidOfOutpatient('IN008', { typeOfBill: '0341' }, { lines })).toHaveLength(1);
});
