import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { partACoverage, revenueLine } from '../clean-bill.ts';

const span = (code: string, from: string, to = from) => ({ code, from: `2026-03-${from}`, to: `2026-03-${to}` });
const at = '/institutional/days/nonCovered';
const of = (
  days: object,
  spans: { code: string; from: string; to: string }[],
  more: object = {},
  encounter: object = {},
) => saidOfStay('IN022', { days, occurrenceSpans: spans, ...more }, encounter);
const tells = (codes: string, lost: number, told: number) =>
  `deny ${at}: Occurrence spans (${codes}) tell ${lost} days that are not covered, and the bill counts ${told}.`;

test.each(['74', '76', '79', 'M1'])('days of %s are not covered', (code) => {
  const spans = [span(code, '04', '05')];
  expect(of({ covered: 2, nonCovered: 2 }, spans)).toEqual([]);
  expect(of({ covered: 3, nonCovered: 1 }, spans)).toEqual([tells(code, 2, 1)]);
  expect(of({ covered: 4 }, spans)).toEqual([tells(code, 2, 0)]);
  expect(of({ nonCovered: 4 }, spans)).toEqual([]);
});

test.each(['75', '77', '71', 'M2', 'M4'])('days of %s may be covered', (code) => {
  expect(of({ covered: 4 }, [span(code, '04', '05')])).toEqual([]);
});

test('each day counts once, whatever spans tell it, and those outside the statement do not count', () => {
  const spans = [span('74', '02', '03'), span('76', '03', '04'), span('74', '01', '02')];
  expect(of({ covered: 4 }, spans)).toEqual([tells('74, 76', 3, 0)]);
});

test('the day of discharge does not count, unless the patient is still there or came and left on it', () => {
  const spans = [span('74', '05', '06')];
  expect(of({ covered: 3, nonCovered: 1 }, spans)).toEqual([]);
  expect(of({ covered: 3, nonCovered: 1 }, spans, { patientStatusCode: '30' })).toEqual([tells('74', 2, 1)]);
  const oneDay = { statementTo: '2026-03-02' };
  expect(of({ covered: 1 }, [span('74', '02')], oneDay)).toEqual([tells('74', 1, 0)]);
});

test('days may be told by value codes, and are not judged when none are', () => {
  const values = (hundredths: number) => ({
    days: null,
    values: [{ code: '81', hundredths }],
    occurrenceSpans: [span('74', '04', '05')],
  });
  expect(saidOfStay('IN022', values(200))).toEqual([]);
  expect(saidOfStay('IN022', values(100))).toEqual([tells('74', 2, 1)]);
  expect(saidOfStay('IN022', { days: null, occurrenceSpans: [span('74', '04', '05')] })).toEqual([]);
});

test('Medicare is told why days are not covered', () => {
  const partA = { coverages: [partACoverage] };
  const words = (told: number, explained: number) =>
    `warn ${at}: ${told} days are not covered, and spans explain ${explained} of them.`;
  const days = { covered: 2, nonCovered: 2 };
  expect(of(days, [], {}, partA)).toEqual([words(2, 0)]);
  expect(of(days, [])).toEqual([]);
  expect(of(days, [span('77', '04')], {}, partA)).toEqual([words(2, 1)]);
  for (const code of ['70', '75', '77', 'M3', 'M4']) expect(of(days, [span(code, '04', '05')], {}, partA)).toEqual([]);
  for (const code of ['A3', 'B3', 'C3', '20', '22', '26', '31', '32']) {
    expect(of(days, [], { occurrences: [{ code, date: '2026-03-04' }] }, partA)).toEqual([]);
  }
  for (const code of ['04', '20', '21', '40', '67', 'C3']) {
    expect(of(days, [], { conditions: [code] }, partA)).toEqual([]);
  }
  expect(of(days, [], { occurrences: [{ code: '11', date: '2026-03-01' }], conditions: ['17'] }, partA)).toHaveLength(
    1,
  );
  expect(of(days, [], { typeOfBill: '0110' }, partA)).toEqual([]);
});

const leave = (units: number, chargeCents: number, more: object = {}) => ({
  lines: [
    revenueLine('0120', { unit: 'DA' as const, units: 4 - units }),
    revenueLine('180', { unit: 'DA' as const, units, chargeCents }),
  ],
  ...more,
});

test('days of leave are told by 74', () => {
  const days = { covered: 2, nonCovered: 2 };
  const words = (told: number) => `deny /lines/1/units: 2 days of leave are billed, and span 74 tells ${told}.`;
  expect(of(days, [span('74', '04', '05')], {}, leave(2, 0))).toEqual([]);
  expect(of(days, [span('74', '04')], {}, leave(2, 0))).toEqual([words(1)]);
  expect(of(days, [span('76', '04', '05')], {}, leave(2, 0))).toEqual([words(0)]);
  expect(of(days, [span('74', '04', '05')], {}, leave(1, 0))).toEqual([]);
});

test('Medicare wants them without a charge', () => {
  const days = { covered: 2, nonCovered: 2 };
  const spans = [span('74', '04', '05')];
  expect(of(days, spans, {}, leave(2, 5000, { coverages: [partACoverage] }))).toEqual([
    'warn /lines/1/chargeCents: Line 2 charges for days of leave (180); Medicare wants them without a charge.',
  ]);
  expect(of(days, spans, {}, leave(2, 5000))).toEqual([]);
});

test('not of outpatients, nor of services under Part B, nor without dates', () => {
  const spans = [span('74', '02')];
  expect(saidOfOutpatient('IN022', { days: { covered: 1 }, occurrenceSpans: spans })).toEqual([]);
  expect(of({ covered: 4 }, spans, { typeOfBill: '0121' })).toEqual([]);
  expect(of({ covered: 4 }, spans, { typeOfBill: '0221' })).toEqual([]);
  expect(of({ covered: 4 }, spans, { statementTo: null })).toEqual([]);
  expect(of({ covered: 4 }, spans, { statementTo: '2026-03-01' })).toEqual([]);
});

test('stands in HI and form locator 39', () => {
  const institutional = { days: { covered: 4 }, occurrenceSpans: [span('74', '04')] };
  expect(placesOf('IN022', { base: 'stay', encounter: { institutional } })).toEqual(['2300 HI HI01-5 FL 39']);
});
