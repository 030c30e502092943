import { expect, test } from 'vitest';
import { placesOf, said, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { revenueLine } from '../clean-bill.ts';

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
