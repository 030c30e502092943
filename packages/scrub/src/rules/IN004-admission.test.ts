import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';

const at = 'reject /institutional/';

test('everything of an admission is asked for at once', () => {
  expect(saidOfStay('IN004', { admission: null, dischargeHour: null })).toEqual([
    `${at}admission/date: The stay has no day of admission.`,
    `${at}admission/hour: The stay has no hour of admission.`,
    `${at}admission/typeCode: The admission has no type; 1 to 5 and 9 are known.`,
    `${at}admission/sourceCode: The admission has no point of origin.`,
    `${at}dischargeHour: The stay has ended and has no hour of discharge.`,
  ]);
});

test('an outpatient visit has none of it, but an hour is an hour', () => {
  expect(saidOfOutpatient('IN004', {})).toEqual([]);
  expect(saidOfOutpatient('IN004', { admission: { hour: '25' }, dischargeHour: 'noon' })).toEqual([
    `${at}admission/hour: "25" is no hour of the day.`,
    `${at}dischargeHour: "noon" is no hour of the day.`,
  ]);
});

test.each([
  ['1', true],
  ['5', true],
  ['9', true],
  ['6', false],
  ['0', false],
  ['11', false],
])('admission type %s: %s', (typeCode, known) => {
  const words = `${at}admission/typeCode: The admission has type "${typeCode}"; 1 to 5 and 9 are known.`;
  expect(saidOfStay('IN004', { admission: { typeCode } })).toEqual(known ? [] : [words]);
});

test.each([
  ['1', true],
  ['D', true],
  ['d', true],
  ['12', false],
])('point of origin %s: %s', (sourceCode, known) => {
  const words = `${at}admission/sourceCode: The admission has the point of origin "${sourceCode}", which is none.`;
  expect(saidOfStay('IN004', { admission: { sourceCode } })).toEqual(known ? [] : [words]);
});

test.each([
  ['5', []],
  ['6', []],
  [
    '1',
    [`${at}admission/sourceCode: A newborn (type 4) has origin 1; 5 (born here) or 6 (born elsewhere) is expected.`],
  ],
])('a newborn of origin %s', (sourceCode, expected) => {
  const born = { patient: { birthDate: '2026-03-02' } };
  expect(saidOfStay('IN004', { admission: { typeCode: '4', sourceCode } }, born)).toEqual(expected);
});

test.each([
  ['0111', '01', true],
  ['0114', '01', true],
  ['0111', '30', false],
  ['0112', '30', false],
  ['0113', '01', false],
])('%s with status %s needs the hour of discharge: %s', (typeOfBill, patientStatusCode, needed) => {
  const words = `${at}dischargeHour: The stay has ended and has no hour of discharge.`;
  expect(saidOfStay('IN004', { typeOfBill, patientStatusCode, dischargeHour: null })).toEqual(needed ? [words] : []);
});

test.each([
  ['2026-03-05', []],
  ['2026-02-20', []],
  [
    '2026-03-06',
    [`${at}admission/date: The admission 2026-03-06 is more than three days after the statement begins (2026-03-02).`],
  ],
  ['2026-03-07', [`${at}admission/date: The admission 2026-03-07 is after the statement ends (2026-03-06).`]],
])('admitted %s', (date, expected) => {
  expect(saidOfStay('IN004', { admission: { date } })).toEqual(expected);
  expect(saidOfStay('IN004', { admission: { date }, statementFrom: null })).toEqual([]);
});

test('stands in DTP*435, CL1 and DTP*096', () => {
  const encounter = { institutional: { admission: null, dischargeHour: null } };
  expect(placesOf('IN004', { base: 'stay', encounter })).toEqual([
    '2300 DTP DTP03 FL 12',
    '2300 DTP DTP03 FL 13',
    '2300 CL1 CL101 FL 14',
    '2300 CL1 CL102 FL 15',
    '2300 DTP DTP03 FL 16',
  ]);
});

test.each(['0211', '0213', '0221'])('skilled nursing (%s) tells no hours', (typeOfBill) => {
  const admission = { date: '2026-03-02', hour: null };
  expect(saidOfStay('IN004', { typeOfBill, admission, dischargeHour: null })).toEqual([]);
  expect(saidOfStay('IN004', { typeOfBill, admission: { ...admission, typeCode: null } })).toHaveLength(1);
});

test.each(['0329', '0331', '0813', '0821'])('%s tells when care began', (typeOfBill) => {
  expect(saidOfOutpatient('IN004', { typeOfBill })).toEqual([
    `${at}admission/date: The bill does not say when care began.`,
  ]);
  expect(saidOfOutpatient('IN004', { typeOfBill, admission: { date: '2026-01-01' } })).toEqual([]);
  expect(saidOfOutpatient('IN004', { typeOfBill, admission: { date: '2026-03-03' } })).toEqual([
    `${at}admission/date: Care began 2026-03-03, after the statement ends (2026-03-02).`,
  ]);
  expect(saidOfOutpatient('IN004', { typeOfBill, admission: { date: '2026-03-03' }, statementTo: null })).toEqual([]);
});

test('other outpatients do not', () => expect(saidOfOutpatient('IN004', { typeOfBill: '0341' })).toEqual([]));

test('nobody leaves before they came', () => {
  const one = (hour: string, dischargeHour: string, statementTo = '2026-03-02') =>
    saidOfStay('IN004', { admission: { hour }, dischargeHour, statementTo });
  expect(one('10', '9')).toEqual([`${at}dischargeHour: The patient was admitted at 10 and left at 9 of one day.`]);
  expect(one('1030', '10:29')).toHaveLength(1);
  expect(one('10', '10')).toEqual([]);
  expect(one('10', '09', '2026-03-03')).toEqual([]);
});

test('a newborn is no more than 28 days old', () => {
  const born = (birthDate: string | null, typeCode = '4') =>
    saidOfStay('IN004', { admission: { typeCode, sourceCode: '5' } }, { patient: { birthDate } });
  expect(born('2026-02-02')).toEqual([]);
  expect(born('2026-02-01')).toEqual([
    'warn /institutional/admission/typeCode: The admission is that of a newborn (type 4), and the patient was born 29 days before.',
  ]);
  expect(born('2026-02-01', '1')).toEqual([]);
  expect(born(null)).toEqual([]);
});
