import { expect, test } from 'vitest';
import { saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { partACoverage } from '../clean-bill.ts';

const at = '/institutional/patientStatusCode';

test.each([
  [null, 'The bill has no patient status.'],
  ['1', '"1" is no patient status in use.'],
  ['08', '"08" is no patient status in use.'],
  ['71', '"71" is no patient status in use.'],
  ['09', 'Patient status 09 on 0111: it says that an outpatient was admitted here.'],
])('%s', (patientStatusCode, message) => {
  expect(saidOfStay('IN005', { patientStatusCode })).toEqual([`reject ${at}: ${message}`]);
});

test.each(['01', '07', '30', '43', '66', '70', '81', '95'])('%s is one', (patientStatusCode) => {
  expect(saidOfStay('IN005', { patientStatusCode })).toEqual([]);
});

test('09 ends an outpatient bill', () => {
  expect(saidOfOutpatient('IN005', { patientStatusCode: '09' })).toEqual([]);
});

const hospice = { typeOfBill: '0811', admission: { date: '2026-02-01' } };

test.each([
  ['20', {}],
  ['40', hospice],
  ['41', hospice],
  ['42', hospice],
])('%s and a date of death go together', (patientStatusCode, bill) => {
  const words = `warn /patient/deathDate: Patient status ${patientStatusCode} says that the patient died, and no date of death is told.`;
  const told = { ...bill, patientStatusCode };
  expect(saidOfStay('IN005', told)).toEqual([words]);
  expect(saidOfStay('IN005', told, { patient: { deathDate: '2026-03-06' } })).toEqual([]);
  expect(saidOfStay('IN005', { ...told, occurrences: [{ code: '55', date: '2026-03-06' }] })).toEqual([]);
});

test.each(['40', '41', '42'])('%s ends a hospice bill and no stay', (patientStatusCode) => {
  const words = `reject ${at}: Patient status ${patientStatusCode} on 0111: it says that the patient died in hospice.`;
  expect(saidOfStay('IN005', { patientStatusCode }, { patient: { deathDate: '2026-03-06' } })).toEqual([words]);
});

test('a death in hospice is not told by 20', () => {
  const words = `warn ${at}: Patient status 20 on a hospice bill, which tells a death by 40, 41 or 42.`;
  const encounter = { patient: { deathDate: '2026-03-06' } };
  expect(saidOfStay('IN005', { ...hospice, patientStatusCode: '20' }, encounter)).toEqual([words]);
});

test('Medicare wants occurrence 55 with a death, and nobody else does', () => {
  const encounter = { patient: { deathDate: '2026-03-06' }, coverages: [partACoverage] };
  const words =
    'deny /institutional/occurrences: Patient status 20 says that the patient died, and Medicare wants occurrence 55 with the day.';
  expect(saidOfStay('IN005', { patientStatusCode: '20' }, encounter)).toEqual([words]);
  const told = (date: string) => ({ patientStatusCode: '20', occurrences: [{ code: '11' }, { code: '55', date }] });
  expect(saidOfStay('IN005', told('2026-03-06'), encounter)).toEqual([]);
  expect(saidOfStay('IN005', told('2026-03-05'), encounter)).toEqual([
    'warn /institutional/occurrences/1/date: Occurrence 55 tells 2026-03-05 as the day of death, and the patient died on 2026-03-06.',
  ]);
});

test('occurrence 55 and a patient gone home do not go together', () => {
  expect(saidOfStay('IN005', { occurrences: [{ code: '55', date: '2026-03-05' }] })).toEqual([
    `warn ${at}: The patient died on 2026-03-05, within the statement, and patient status 01 does not say so.`,
  ]);
});

test.each([
  ['2026-03-02', true],
  ['2026-03-06', true],
  ['2026-03-01', false],
  ['2026-03-07', false],
])('dead on %s and gone home: %s', (deathDate, warned) => {
  const words = `warn ${at}: The patient died on ${deathDate}, within the statement, and patient status 01 does not say so.`;
  expect(saidOfStay('IN005', {}, { patient: { deathDate } })).toEqual(warned ? [words] : []);
});
