import { expect, test } from 'vitest';
import { placesOf, saidOfStay } from '../bill-findings.fixture.ts';
import { partACoverage } from '../clean-bill.ts';

const partA = { coverages: [partACoverage] };
const stay = (from: string, to: string) => ({ code: '70', from, to });
const of = (spans: { code: string; from: string; to?: string }[], more: object = {}, encounter: object = partA) =>
  saidOfStay('IN023', { typeOfBill: '0211', occurrenceSpans: spans, ...more }, encounter);
const at = '/institutional/occurrenceSpans';
const none = `deny ${at}: The bill for skilled nursing tells no hospital stay that qualifies for it (occurrence span 70).`;

test.each(['0211', '0212', '0213', '0214', '0181'])('%s tells the stay before', (typeOfBill) => {
  expect(of([], { typeOfBill })).toEqual([none]);
  expect(of([{ code: '71', from: '2026-02-20', to: '2026-03-02' }], { typeOfBill })).toEqual([none]);
  expect(of([stay('2026-02-26', '2026-03-02')], { typeOfBill })).toEqual([]);
});

test.each(['0111', '0221', '0210'])('%s does not', (typeOfBill) => expect(of([], { typeOfBill })).toEqual([]));

test('nobody but Medicare Part A asks for it', () => {
  expect(of([], {}, {})).toEqual([]);
  expect(of([], {}, { coverages: [{ ...partACoverage, claimFilingCode: '16' }] })).toEqual([]);
});

test('days that are not covered need none', () => {
  expect(of([], { days: { covered: 0, nonCovered: 4 } })).toEqual([]);
  expect(of([], { days: { covered: null, nonCovered: 4 } })).toEqual([]);
  expect(of([], { days: { covered: 1, nonCovered: 3 } })).toEqual([none]);
  expect(of([], { days: null })).toEqual([none]);
});

test('three days without the day of discharge', () => {
  expect(of([stay('2026-02-27', '2026-03-02')])).toEqual([]);
  expect(of([stay('2026-02-28', '2026-03-02')])).toEqual([
    `deny ${at}/0/to: The hospital stay 2026-02-28 to 2026-03-02 has 2 days; 3 qualify for skilled nursing.`,
  ]);
});

test('which ended at most thirty days before', () => {
  expect(of([stay('2026-01-20', '2026-01-31')])).toEqual([]);
  const late = `deny ${at}/0/to: The hospital stay 2026-01-20 to 2026-01-30 ended 31 days before the admission on 2026-03-02; 30 are allowed.`;
  expect(of([stay('2026-01-20', '2026-01-30')])).toEqual([late]);
  for (const code of ['55', '56', '57']) {
    expect(of([stay('2026-01-20', '2026-01-30')], { conditions: [code] })).toEqual([]);
  }
  expect(of([stay('2026-01-20', '2026-01-30')], { conditions: ['17'] })).toEqual([late]);
  expect(of([stay('2026-01-20', '2026-01-30')], { admission: null })).toEqual([]);
});

test('and not after the admission', () => {
  expect(of([stay('2026-02-20', '2026-03-03')])).toEqual([
    `reject ${at}/0/to: The hospital stay 2026-02-20 to 2026-03-03 ends after the admission to skilled nursing on 2026-03-02.`,
  ]);
});

test('one of several is enough, and the first is named where none is', () => {
  const other = { code: '74', from: '2026-03-03', to: '2026-03-03' };
  expect(of([stay('2026-02-28', '2026-03-02'), stay('2026-02-20', '2026-02-27')])).toEqual([]);
  expect(of([other, stay('2026-02-28', '2026-03-02'), stay('2026-02-20', '2026-02-21')])[0]).toContain(`${at}/1/to`);
});

test.each(['58', 'DR'])('condition %s needs no stay', (code) => expect(of([], { conditions: [code] })).toEqual([]));

test.each(['55', '56', '57'])('condition %s does', (code) => expect(of([], { conditions: [code] })).toEqual([none]));

test('one whose dates are missing or out of order is for IN009', () => {
  expect(of([{ code: '70', from: '2026-02-20' }])).toEqual([]);
  expect(of([stay('2026-02-20', '2026-02-10')])).toEqual([]);
});

test('stands in HI and form locator 35', () => {
  const encounter = { ...partA, institutional: { typeOfBill: '0211' } };
  expect(placesOf('IN023', { base: 'stay', encounter })).toEqual(['2300 HI HI01-2 FL 35']);
});
