import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { revenueLine } from '../clean-bill.ts';

const words = (told: string, type = '0111') =>
  `deny /institutional/typeOfBill: The bill tells of wrong surgery (${told}) and asks for payment (${type}).`;

test.each(['Y65.51', 'y6552', 'Y65.53'])('%s, among causes or diagnoses', (code) => {
  expect(saidOfStay('IN018', { externalCauses: [{ code }] })).toEqual([words(code)]);
  expect(saidOfStay('IN018', {}, { diagnoses: [{ code: 'I10' }, { code }] })).toEqual([words(code)]);
  expect(saidOfStay('IN018', { typeOfBill: '0110', externalCauses: [{ code }] })).toEqual([]);
});

test.each(['Y65.50', 'Y65.54', 'Y65.8', '?'])('%s is none', (code) => {
  expect(saidOfStay('IN018', { externalCauses: [{ code }] })).toEqual([]);
});

test.each(['PA', 'PB', 'PC'])('modifier %s', (modifier) => {
  const lines = [revenueLine('0360', { procedureCode: 'G0463', modifiers: ['59', modifier] })];
  expect(saidOfOutpatient('IN018', {}, { lines })).toEqual([words(`modifier ${modifier}`, '0131')]);
  expect(saidOfOutpatient('IN018', { typeOfBill: '0130' }, { lines })).toEqual([]);
  expect(saidOfOutpatient('IN018', { typeOfBill: null }, { lines })).toEqual([]);
});

test('stands in CLM05', () => {
  const encounter = { institutional: { externalCauses: [{ code: 'Y65.51' }] } };
  expect(placesOf('IN018', { base: 'stay', encounter })).toEqual(['2300 CLM CLM05 FL 4']);
});
