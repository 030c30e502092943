import { expect, test } from 'vitest';
import { saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';

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

test.each(['20', '40', '41', '42'])('%s and a date of death go together', (patientStatusCode) => {
  const words = `warn /patient/deathDate: Patient status ${patientStatusCode} says that the patient died, and no date of death is told.`;
  expect(saidOfStay('IN005', { patientStatusCode })).toEqual([words]);
  expect(saidOfStay('IN005', { patientStatusCode }, { patient: { deathDate: '2026-03-06' } })).toEqual([]);
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
