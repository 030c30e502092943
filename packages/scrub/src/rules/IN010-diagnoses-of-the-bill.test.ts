import { describe, expect, test } from 'vitest';
import { gapsOf, placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { revenueLine } from '../clean-bill.ts';

const at = 'reject /institutional/';

describe('the admitting diagnosis', () => {
  test.each([
    [null, `${at}admittingDiagnosis: The stay has no admitting diagnosis.`],
    ['R06-2', `${at}admittingDiagnosis: Admitting diagnosis "R06-2" does not have the shape of an ICD-10-CM code.`],
    ['R06.0', `${at}admittingDiagnosis: Admitting diagnosis R06.0 is not a billable ICD-10-CM code on 2026-03-06.`],
    ['Q00.0', `${at}admittingDiagnosis: Admitting diagnosis Q00.0 is not a billable ICD-10-CM code on 2026-03-06.`],
  ])('%s', (admittingDiagnosis, expected) => {
    expect(saidOfStay('IN010', { admittingDiagnosis })).toEqual([expected]);
  });

  test('is not asked of outpatients', () => expect(saidOfOutpatient('IN010', {})).toEqual([]));

  test('is judged on the last day of a stay, and nothing is said without one', () => {
    const codesOn = (statementTo: string | null) => ({ statementTo, admittingDiagnosis: 'J44.81' });
    expect(saidOfStay('IN010', { ...codesOn('2023-09-30'), statementFrom: '2023-09-01' })).toHaveLength(1);
    expect(saidOfStay('IN010', { ...codesOn('2023-10-01'), statementFrom: '2023-09-01' })).toEqual([]);
    const encounter = { institutional: codesOn(null) };
    expect(gapsOf('IN010', { base: 'stay', encounter })).toEqual(['the statement has no dates']);
  });
});

describe('reasons for the visit', () => {
  const unscheduled =
    'reject /institutional/reasonsForVisit: The visit was not scheduled, and no reason of the patient for it is told.';

  test.each([
    ['1', '0450', true],
    ['2', '0516', true],
    ['5', '0762', true],
    ['1', '450', true],
    ['3', '0450', false],
    ['1', '0510', false],
    ['1', '0515', false],
  ])('type %s under %s is unscheduled: %s', (typeCode, revenueCode, asked) => {
    const lines = [revenueLine(revenueCode, { procedureCode: 'G0463' })];
    const of = (reasonsForVisit: string[]) =>
      saidOfOutpatient('IN010', { admission: { typeCode }, reasonsForVisit }, { lines });
    expect(of([])).toEqual(asked ? [unscheduled] : []);
    expect(of(['R05.9'])).toEqual([]);
  });

  test('a stay needs none', () => {
    expect(saidOfStay('IN010', {}, { lines: [revenueLine('0450')] })).toEqual([]);
  });

  test('at most three, each a code', () => {
    const of = (reasonsForVisit: string[]) => saidOfOutpatient('IN010', { reasonsForVisit });
    expect(of(['R05.9', 'R06.02', 'I10'])).toEqual([]);
    expect(of(['R05.9', 'R06.02', 'I10', 'E11.9'])).toEqual([
      `${at}reasonsForVisit/3: 4 reasons for the visit are told; a claim carries 3.`,
    ]);
    expect(of(['R05.9', 'Q00.0'])).toEqual([
      `${at}reasonsForVisit/1: Reason for the visit Q00.0 is not a billable ICD-10-CM code on 2026-03-02.`,
    ]);
  });
});

describe('external causes', () => {
  test('are V00 to Y99, in effect', () => {
    const of = (...codes: string[]) => saidOfStay('IN010', { externalCauses: codes.map((code) => ({ code })) });
    expect(of('W19.XXXA', 'Y65.51')).toEqual([]);
    expect(of('I10')).toEqual([`${at}externalCauses/0/code: I10 is no external cause (V00 to Y99).`]);
    expect(of('W19.XXXA', 'W20')).toEqual([
      `${at}externalCauses/1/code: External cause W20 is not a billable ICD-10-CM code on 2026-03-06.`,
    ]);
    expect(of('W')).toEqual([
      `${at}externalCauses/0/code: External cause "W" does not have the shape of an ICD-10-CM code.`,
    ]);
  });

  test('at most twelve', () => {
    const of = (count: number) =>
      saidOfStay('IN010', { externalCauses: Array.from({ length: count }, () => ({ code: 'W19.XXXA' })) }).filter(
        (words) => words.startsWith('reject'),
      );
    expect(of(12)).toEqual([]);
    expect(of(13)).toEqual([`${at}externalCauses/12: 13 external causes are told; a claim carries 12.`]);
  });
});

test('stand in HI and their form locators', () => {
  const encounter = {
    institutional: { admittingDiagnosis: null, reasonsForVisit: ['Q00'], externalCauses: [{ code: 'I10' }] },
  };
  expect(placesOf('IN010', { base: 'stay', encounter })).toEqual([
    '2300 HI HI01-2 FL 69',
    '2300 HI HI01-2 FL 70',
    '2300 HI HI01-2 FL 70',
    '2300 HI HI01-2 FL 72',
  ]);
});

test('an external cause is no complaint', () => {
  const words = (pointer: string) => `warn ${pointer}: W19.XXXA is an external cause and no complaint.`;
  expect(saidOfStay('IN010', { admittingDiagnosis: 'W19.XXXA' })).toEqual([words('/institutional/admittingDiagnosis')]);
  expect(saidOfOutpatient('IN010', { reasonsForVisit: ['R05.9', 'W19.XXXA'] })).toEqual([
    words('/institutional/reasonsForVisit/1'),
  ]);
});

test('an external cause is told once', () => {
  const told = [{ code: 'W19.XXXA' }, { code: 'Y65.51' }, { code: 'w19xxxa' }];
  expect(saidOfStay('IN010', { externalCauses: told })).toEqual([
    'warn /institutional/externalCauses/2/code: External cause w19xxxa is told before.',
  ]);
  const diagnoses = [{ code: 'E11.65' }, { code: 'Y65.51' }];
  expect(saidOfStay('IN010', { externalCauses: told.slice(0, 2) }, { diagnoses })).toEqual([
    'warn /institutional/externalCauses/1/code: External cause Y65.51 is told among the diagnoses too.',
  ]);
});

test('what the claim has no place for is an information', () => {
  expect(saidOfStay('IN010', { reasonsForVisit: ['R05.9'] })).toEqual([
    'info /institutional/reasonsForVisit: The claim of a stay has no place for reasons of the visit; they are not sent.',
  ]);
  expect(saidOfOutpatient('IN010', { admittingDiagnosis: 'R05.9' })).toEqual([
    'info /institutional/admittingDiagnosis: An outpatient claim has no place for an admitting diagnosis; it is not sent.',
  ]);
  expect(saidOfOutpatient('IN010', { admittingDiagnosis: 'R05.9', typeOfBill: '9' })).toEqual([]);
});
