import { addDays } from '@claimwright/domain/dates';
import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';

const at = 'reject /institutional/procedures/0';
const of = (code: string, date?: string) => saidOfStay('IN013', { procedures: [{ code, ...(date ? { date } : {}) }] });

test.each([
  ['0SR901', `${at}/code: "0SR901" does not have the shape of an ICD-10-PCS code.`],
  ['0SR9O19', `${at}/code: "0SR9O19" does not have the shape of an ICD-10-PCS code.`],
  ['0SR9I19', `${at}/code: "0SR9I19" does not have the shape of an ICD-10-PCS code.`],
  ['0SR90199', `${at}/code: "0SR90199" does not have the shape of an ICD-10-PCS code.`],
  ['0SR9999', `${at}/code: 0SR9999 is not an ICD-10-PCS code in effect on 2026-03-03.`],
  ['3E0T3BZ', `${at}/code: 3E0T3BZ is not an ICD-10-PCS code in effect on 2026-03-03.`],
])('%s', (code, expected) => expect(of(code, '2026-03-03')).toEqual([expected]));

test('lower case is read, and a code without date asks for it', () => {
  expect(of('0sr9019', '2026-03-03')).toEqual([]);
  expect(of('0SR9019')).toEqual([`${at}/date: Procedure 0SR9019 has no date.`]);
});

test.each([
  ['2026-02-27', true],
  ['2026-03-06', true],
  ['2026-02-26', false],
  ['2026-03-07', false],
])('%s lies within the stay: %s', (date, within) => {
  const words = `${at}/date: Procedure 0SR9019 of ${date} lies outside the stay (2026-03-02 to 2026-03-06).`;
  expect(of('0SR9019', date)).toEqual(within ? [] : [words]);
});

test('an outpatient bill carries none; a type that cannot be read is not judged', () => {
  const procedures = [{ code: '0SR9019', date: '2026-03-02' }];
  expect(saidOfOutpatient('IN013', { procedures })).toEqual([
    `${at}/code: ICD-10-PCS procedure 0SR9019 stands on the outpatient bill 0131.`,
  ]);
  expect(saidOfOutpatient('IN013', { procedures, typeOfBill: null })).toEqual([]);
});

test('25 and no more', () => {
  const many = (count: number) =>
    saidOfStay('IN013', {
      ...{ statementFrom: '2026-02-01', admission: { date: '2026-02-01' } },
      procedures: Array.from({ length: count }, (_, day) => ({ code: '0SR9019', date: addDays('2026-02-01', day) })),
    });
  expect(many(25)).toEqual([]);
  expect(many(26)).toEqual(['reject /institutional/procedures/25: 26 procedures are told; a claim carries 25.']);
});

test('stands in HI and form locator 74', () => {
  const encounter = { institutional: { procedures: [{ code: '0SR9019' }] } };
  expect(placesOf('IN013', { base: 'stay', encounter })).toEqual(['2300 HI HI01-2 FL 74']);
});

test('the same code twice on one day', () => {
  const twice = (date: string) => [
    { code: '0SR9019', date: '2026-03-03' },
    { code: '0sr9019', date },
  ];
  expect(saidOfStay('IN013', { procedures: twice('2026-03-03') })).toEqual([
    'warn /institutional/procedures/1/code: Procedure 0SR9019 of 2026-03-03 is told before.',
  ]);
  expect(saidOfStay('IN013', { procedures: twice('2026-03-04') })).toEqual([]);
});

test('the last bill of a long stay tells procedures since three days before the admission', () => {
  const last = (date: string) => ({
    ...{ typeOfBill: '0114', admission: { date: '2026-02-10' } },
    procedures: [{ code: '0SR9019', date }],
  });
  expect(saidOfStay('IN013', last('2026-02-07'))).toEqual([]);
  expect(saidOfStay('IN013', last('2026-02-06'))).toEqual([
    'reject /institutional/procedures/0/date: Procedure 0SR9019 of 2026-02-06 lies outside the stay (2026-02-10 to 2026-03-06).',
  ]);
});
