import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { partACoverage } from '../clean-bill.ts';

const at = 'reject /institutional/patientStatusCode';

test.each([
  ['0112', '01', [`${at}: Type of bill 0112 is interim, and patient status 01 says that the patient has left.`]],
  ['0113', '20', [`${at}: Type of bill 0113 is interim, and patient status 20 says that the patient has left.`]],
  [
    '0111',
    '30',
    [`${at}: Type of bill 0111 ends the stay, and patient status 30 says that the patient is still there.`],
  ],
  [
    '0114',
    '30',
    [`${at}: Type of bill 0114 ends the stay, and patient status 30 says that the patient is still there.`],
  ],
  ['0112', '30', []],
  ['0113', '30', []],
  ['0111', '01', []],
  ['0114', '01', []],
  ['0115', '30', []],
  ['0117', '30', []],
  ['0112', null, []],
])('%s with status %s', (typeOfBill, patientStatusCode, expected) => {
  expect(saidOfStay('IN002', { typeOfBill, patientStatusCode })).toEqual(expected);
});

test('outpatient bills and unreadable types are not judged', () => {
  expect(saidOfOutpatient('IN002', { patientStatusCode: '30' })).toEqual([]);
  expect(saidOfStay('IN002', { typeOfBill: '19', patientStatusCode: '30' }, { frequencyCode: '7' })).toEqual([]);
});

test('two different corrections in one encounter', () => {
  const words = 'reject /frequencyCode: The encounter says frequency 7, its type of bill 8.';
  expect(saidOfStay('IN002', { typeOfBill: '0118' }, { frequencyCode: '7' })).toEqual([words]);
  expect(saidOfStay('IN002', { typeOfBill: '0117' }, { frequencyCode: '7' })).toEqual([]);
  expect(saidOfStay('IN002', { typeOfBill: '0111' }, { frequencyCode: '7' })).toEqual([]);
});

test.each(['D0', 'D9', 'E0'])('Medicare is told by %s why a claim is changed', (reason) => {
  const coverages = [partACoverage];
  const change = (typeOfBill: string, conditions: string[]) =>
    saidOfStay('IN002', { typeOfBill, conditions }, { coverages });
  const missing = (type: string) => [
    `reject /institutional/conditions: Type of bill ${type} changes an earlier claim and no condition code says why.`,
  ];
  expect(change('0117', [])).toEqual(missing('0117'));
  expect(
    change(
      '0118',
      ['44', 'D', 'XD1', 'E1'].filter((code) => code.length === 2),
    ),
  ).toEqual(missing('0118'));
  expect(change('0117', ['44', reason])).toEqual([]);
  expect(change('0111', [])).toEqual([]);
  expect(saidOfStay('IN002', { typeOfBill: '0117' })).toEqual([]);
});

test('stands in CL103, CLM05-3 and HI', () => {
  const of = (encounter: object) => placesOf('IN002', { base: 'stay', encounter });
  expect(of({ institutional: { patientStatusCode: '30' } })).toEqual(['2300 CL1 CL103 FL 17']);
  expect(of({ frequencyCode: '7', institutional: { typeOfBill: '0118' } })).toEqual(['2300 CLM CLM05-3 FL 4']);
  expect(of({ coverages: [partACoverage], institutional: { typeOfBill: '0118' } })).toEqual(['2300 HI HI01-2 FL 18']);
});

test('a month of hospice is for somebody who is still cared for, its last for somebody who is not', () => {
  const of = (typeOfBill: string, patientStatusCode: string) =>
    saidOfOutpatient('IN002', { typeOfBill, patientStatusCode });
  expect(of('0813', '01')).toHaveLength(1);
  expect(of('0822', '40')).toHaveLength(1);
  expect(of('0814', '30')).toHaveLength(1);
  expect(of('0813', '30')).toEqual([]);
  expect(of('0814', '40')).toEqual([]);
  expect(of('0329', '30')).toEqual([]);
  expect(of('0721', '30')).toEqual([]);
});

test('a status that is none is for IN005', () => {
  expect(saidOfStay('IN002', { typeOfBill: '0112', patientStatusCode: '10' })).toEqual([]);
});
