import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';

const at = 'deny /institutional/drg';

test.each([
  ['29', `${at}: "29" is no DRG of three digits.`],
  ['2911', `${at}: "2911" is no DRG of three digits.`],
  ['29A', `${at}: "29A" is no DRG of three digits.`],
  ['998', `${at}: DRG 998 says that the stay could not be grouped.`],
  ['999', `${at}: DRG 999 says that the stay could not be grouped.`],
])('%s', (drg, expected) => expect(saidOfStay('IN012', { drg })).toEqual([expected]));

test('a group belongs to a stay', () => {
  expect(saidOfStay('IN012', { drg: '291' })).toEqual([]);
  expect(saidOfOutpatient('IN012', { drg: '291' })).toEqual([`${at}: DRG 291 stands on an outpatient bill.`]);
  expect(saidOfOutpatient('IN012', {})).toEqual([]);
  expect(saidOfOutpatient('IN012', { drg: '9', typeOfBill: null })).toEqual([]);
});

test.each(['T81.500A', 'T81.61XA', 'T80.0XXA', 'T80.30XA', 'L89.153', 'L89.014', 'T83.511A', 'T80.211A'])(
  '%s that came up in the hospital does not raise it',
  (code) => {
    const of = (presentOnAdmission: 'Y' | 'N' | 'U' | 'W', typeOfBill = '0111') =>
      saidOfStay(
        'IN012',
        { typeOfBill },
        {
          diagnoses: [
            { code: 'I10', presentOnAdmission: 'Y' },
            { code, presentOnAdmission },
          ],
        },
      );
    expect(of('N')).toEqual([
      `info /diagnoses/1/code: Diagnosis ${code} came up in the hospital (N) and does not raise the DRG.`,
    ]);
    expect(of('U')).toEqual([
      `info /diagnoses/1/code: Diagnosis ${code} came up in the hospital (U) and does not raise the DRG.`,
    ]);
    expect([...of('Y'), ...of('W'), ...of('N', '0131')]).toEqual([]);
  },
);

test.each(['L89.152', 'T83.519A', 'T80.1XXA', 'E11.65', 'T81.500D'])('%s is not among them', (code) => {
  const diagnoses = [{ code: 'I10' }, { code, presentOnAdmission: 'N' as const }];
  expect(saidOfStay('IN012', {}, { diagnoses })).toEqual([]);
});

test('the principal diagnosis was the reason for the stay', () => {
  expect(saidOfStay('IN012', {}, { diagnoses: [{ code: 'L89.153', presentOnAdmission: 'N' }] })).toEqual([]);
});

test('stands in HI*DR and form locator 71', () => {
  expect(placesOf('IN012', { base: 'stay', encounter: { institutional: { drg: '9' } } })).toEqual([
    '2300 HI HI01-2 FL 71',
  ]);
});
