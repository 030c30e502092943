import type { HistoryLine } from '@claimwright/domain/finding';
import { describe, expect, test } from 'vitest';
import { placesOf, said, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { revenueLine } from '../clean-bill.ts';
import { pastLine } from '../example-history.ts';

test('both dates are there', () => {
  expect(saidOfStay('IN003', { statementFrom: null, statementTo: null })).toEqual([
    'reject /institutional/statementFrom: The statement has no first day.',
    'reject /institutional/statementTo: The statement has no last day.',
  ]);
  expect(saidOfStay('IN003', { statementTo: null })).toEqual([
    'reject /institutional/statementTo: The statement has no last day.',
  ]);
});

test('in order: nothing else is said of dates that are not', () => {
  expect(saidOfStay('IN003', { statementFrom: '2026-03-07' })).toEqual([
    'reject /institutional/statementTo: The statement ends 2026-03-06, before it begins 2026-03-07.',
  ]);
  expect(saidOfOutpatient('IN003', {})).toEqual([]);
});

test('and not after today', () => {
  const on = (today: string) => said('IN003', { base: 'stay', today });
  expect(on('2026-03-05')).toEqual([
    'reject /institutional/statementTo: The statement ends 2026-03-06, after today (2026-03-05).',
  ]);
  expect(on('2026-03-06')).toEqual([]);
});

test.each([
  ['2026-03-01', undefined, 'serviceFrom', '2026-03-01'],
  ['2026-03-01', '2026-03-04', 'serviceFrom', '2026-03-01'],
  ['2026-03-07', undefined, 'serviceFrom', '2026-03-07'],
  ['2026-03-05', '2026-03-07', 'serviceTo', '2026-03-07'],
  ['2026-03-02', undefined, undefined, undefined],
  ['2026-03-06', undefined, undefined, undefined],
  ['2026-03-02', '2026-03-06', undefined, undefined],
])('a line of %s to %s', (serviceFrom, serviceTo, member, day) => {
  const line = revenueLine('0250', { serviceFrom, serviceTo });
  const expected = member
    ? [`reject /lines/0/${member}: Line 1 of ${day} lies outside the statement (2026-03-02 to 2026-03-06).`]
    : [];
  expect(saidOfStay('IN003', {}, { lines: [line] })).toEqual(expected);
});

test.each([
  ['2026-09-30', '2026-10-01', true],
  ['2026-09-30', '2026-09-30', false],
  ['2026-10-01', '2026-10-02', false],
])('an outpatient statement %s to %s over the change of codes: %s', (statementFrom, statementTo, warned) => {
  const example = {
    encounter: {
      institutional: { statementFrom, statementTo },
      lines: [revenueLine('0510', { procedureCode: 'G0463', serviceFrom: statementTo })],
    },
    today: '2026-12-01',
  };
  const words = `warn /institutional/statementTo: The outpatient statement ${statementFrom} to ${statementTo} reaches over 2026-10-01, when diagnosis codes change.`;
  expect(said('IN003', { ...example, base: 'outpatient' })).toEqual(warned ? [words] : []);
  const stay = {
    ...example,
    encounter: { ...example.encounter, institutional: { ...example.encounter.institutional, typeOfBill: '0111' } },
  };
  expect(said('IN003', { ...stay, base: 'outpatient' })).toEqual([]);
});

test('stands in DTP*434 and on the line', () => {
  expect(placesOf('IN003', { base: 'stay', today: '2026-03-05' })).toEqual(['2300 DTP DTP03 FL 6']);
  const encounter = { lines: [revenueLine('0250', { serviceFrom: '2026-03-01' })] };
  expect(placesOf('IN003', { base: 'stay', encounter })).toEqual(['2400 DTP DTP03 FL 45']);
});

describe('an interim bill', () => {
  const stay = (statementFrom: string, typeOfBill: string, changes: object = {}) => ({
    base: 'stay' as const,
    encounter: {
      institutional: {
        ...{
          typeOfBill,
          statementFrom,
          statementTo: '2026-03-20',
          patientStatusCode: typeOfBill === '0113' ? '30' : '01',
        },
        admission: { date: '2026-03-02' },
      },
      lines: [revenueLine('0120', { unit: 'DA', units: 4, serviceFrom: statementFrom })],
      ...changes,
    },
    today: '2026-03-31',
  });
  const before = (statementFrom: string, statementTo: string, changes: Partial<HistoryLine> = {}) =>
    pastLine('', statementFrom, {
      ...{
        revenueCode: '0120',
        typeOfBill: '0112',
        frequencyCode: '2',
        statementFrom,
        statementTo,
        billingNpi: '1234567893',
      },
      ...changes,
    });
  const at = 'warn /institutional/statementFrom: ';
  const wrong = (from: string) =>
    `${at}The bill begins ${from}; the one before it of this stay ended 2026-03-10, so it has to begin 2026-03-11.`;
  const none = `${at}The bill continues a stay from 2026-03-11, and no bill of it from 2026-03-02 on is here.`;

  test.each(['0113', '0114'])('%s begins the day after the one before it ended', (typeOfBill) => {
    const history = [before('2026-03-02', '2026-03-05'), before('2026-03-06', '2026-03-10', { frequencyCode: '3' })];
    const from = (day: string) => said('IN003', { ...stay(day, typeOfBill), history });
    expect(from('2026-03-11')).toEqual([]);
    expect(from('2026-03-13')).toEqual([wrong('2026-03-13')]);
    expect(from('2026-03-09')).toEqual([wrong('2026-03-09')]);
    expect(said('IN003', { ...stay('2026-03-13', typeOfBill), history: history.toReversed() })).toEqual([
      wrong('2026-03-13'),
    ]);
  });

  test.each<[string, Partial<HistoryLine>]>([
    ['of another hospital', { billingNpi: '1122334455' }],
    ['of another kind', { typeOfBill: '0212' }],
    ['that is whole', { frequencyCode: '1' }],
    ['that was voided', { claimStatus: 'voided' }],
    ['that was rejected', { claimStatus: 'rejected' }],
    ['of an earlier stay', { statementFrom: '2026-02-01', statementTo: '2026-03-01' }],
    ['without its dates', { statementFrom: undefined }],
  ])('a bill %s is not the one before it', (_what, changes) => {
    const history = [before('2026-03-02', '2026-03-10', changes)];
    expect(said('IN003', { ...stay('2026-03-11', '0113'), history })).toEqual([none]);
  });

  test('from the day of admission on, a first one, a whole one and a correction follow nothing', () => {
    expect(said('IN003', stay('2026-03-02', '0114'))).toEqual([]);
    for (const typeOfBill of ['0111', '0112', '0117'])
      expect(said('IN003', stay('2026-03-11', typeOfBill))).toEqual([]);
  });
});
