import { expect, test } from 'vitest';
import { said, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { partACoverage, revenueLine } from '../clean-bill.ts';

const rate = (revenueCode: string, procedureCode?: string, units = 1) =>
  revenueLine(revenueCode, { chargeCents: 0, units, ...(procedureCode === undefined ? {} : { procedureCode }) });
const partA = { coverages: [partACoverage] };
const stay = (typeOfBill: string, lines: object[], more: object = {}, coverage: object = {}) =>
  saidOfStay('IN024', { typeOfBill, ...more }, { lines, ...coverage } as never);
const visit = (typeOfBill: string, lines: object[], coverage: object = {}) =>
  saidOfOutpatient('IN024', { typeOfBill }, { lines, ...coverage } as never);

test.each([
  ['0022', '0211', 'KAQD1'],
  ['0022', '0181', 'KAQD1'],
  ['0024', '0111', 'A0702'],
])('%s on %s has its rate', (revenueCode, typeOfBill, code) => {
  expect(stay(typeOfBill, [rate(revenueCode, code)])).toEqual([]);
  expect(stay(typeOfBill, [rate(revenueCode.slice(1), code)])).toEqual([]);
  expect(stay(typeOfBill, [rate(revenueCode)])).toEqual([
    `reject /lines/0/procedureCode: Line 1: ${revenueCode} stands without its rate (HIPPS).`,
  ]);
});

test('0023 on home health has its rate', () => {
  expect(visit('0329', [rate('0023', '2FB21')])).toEqual([]);
  expect(visit('0339', [rate('0023', '2FB21')])).toEqual([]);
  expect(visit('0329', [rate('0023')])).toHaveLength(1);
});

test.each([
  ['0022', '0111', 'skilled nursing (21x) and swing beds (18x)'],
  ['0023', '0211', 'home health (32x)'],
  ['0024', '0211', 'stays for rehabilitation (11x)'],
])('%s does not stand on %s', (revenueCode, typeOfBill, words) => {
  expect(stay(typeOfBill, [rate(revenueCode, 'KAQD1')])).toEqual([
    `reject /lines/0/revenueCode: Line 1: revenue code ${revenueCode} is for ${words}, and the bill is ${typeOfBill}.`,
  ]);
});

test('a shape that is none is for PX001, which takes a rate of five characters', () => {
  const shapes = (code: string) =>
    said('PX001', { base: 'stay', encounter: { institutional: { typeOfBill: '0211' }, lines: [rate('0022', code)] } });
  expect(shapes('KAQD1')).toEqual([]);
  expect(shapes('kaqd1')).toEqual([]);
  expect(shapes('KAQD')).toEqual([
    'reject /lines/0/procedureCode: Line 1: "KAQD" does not have the shape of a rate (HIPPS).',
  ]);
  expect(stay('0211', [rate('0022', 'KAQD')])).toEqual([]);
});

const assessed = { occurrences: [{ code: '50', date: '2026-03-05' }] };

test('Medicare prices skilled nursing by it', () => {
  const nursing = (lines: object[], more: object = assessed) => stay('0211', lines, more, partA);
  const none = 'deny /lines: The bill for skilled nursing has no line of 0022, which tells the rate.';
  expect(nursing([rate('0022', 'KAQD1', 4)])).toEqual([]);
  expect(nursing([revenueLine('0120')])).toEqual([none]);
  expect(stay('0211', [revenueLine('0120')])).toEqual([]);
  expect(stay('0181', [revenueLine('0120')], {}, partA)).toEqual([]);
  expect(stay('0210', [revenueLine('0120')], {}, partA)).toEqual([]);
  expect(nursing([revenueLine('0120')], { days: { covered: null, nonCovered: 4 } })).toEqual([]);
  expect(nursing([revenueLine('0120')], { days: { covered: 1, nonCovered: 3 } })).toEqual([none]);
});

test('with the day of the assessment, but for the rate without one', () => {
  const words =
    'deny /institutional/occurrences: The rate comes from an assessment, and occurrence 50 does not tell its day.';
  expect(stay('0211', [rate('0022', 'KAQD1', 4)], {}, partA)).toEqual([words]);
  expect(stay('0211', [rate('0022', 'ZZZZZ', 4)], {}, partA)).toEqual([]);
  expect(stay('0211', [rate('0022', 'ZZZZZ', 2), rate('0022', 'KAQD1', 2)], {}, partA)).toEqual([words]);
});

test('its units are the covered days, else the days of the bed', () => {
  const words = (units: number, days: number) =>
    `warn /lines/0/units: The lines of 0022 have ${units} days, and ${days} are covered.`;
  expect(stay('0211', [rate('0022', 'KAQD1', 3)], assessed, partA)).toEqual([words(3, 4)]);
  expect(stay('0211', [rate('0022', 'KAQD1', 3), rate('0022', 'ZZZZZ', 1)], assessed, partA)).toEqual([]);
  const beds = [rate('0022', 'KAQD1', 3), revenueLine('0120', { units: 2, unit: 'DA' }), revenueLine('0250')];
  expect(stay('0211', beds, { ...assessed, days: null }, partA)).toEqual([words(3, 2)]);
});

test('and home health, once', () => {
  const words = (count: number) =>
    `deny /lines: The bill for home health has ${count} lines of 0023; its rate stands on one.`;
  expect(visit('0329', [rate('0023', '2FB21')], partA)).toEqual([]);
  expect(visit('0329', [revenueLine('0551')], partA)).toEqual([words(0)]);
  expect(visit('0329', [rate('0023', '2FB21'), rate('0023', '2FB31')], partA)).toEqual([words(2)]);
  expect(visit('0329', [revenueLine('0551')])).toEqual([]);
  for (const typeOfBill of ['032A', '032D', '0320', '0341']) {
    expect(visit(typeOfBill, [revenueLine('0551')], partA)).toEqual([]);
  }
});

test('without a type nothing is judged', () => expect(stay('9', [rate('0022')], {}, partA)).toEqual([]));
