import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';

const at = 'reject /institutional/';
const day = '2026-03-03';

test('the shape of every code', () => {
  expect(
    saidOfStay('IN009', {
      occurrences: [{ code: '1', date: day }],
      occurrenceSpans: [{ code: 'a', from: day, to: day }],
      values: [{ code: '8-', hundredths: 1 }],
      conditions: ['17', 'x'],
    }),
  ).toEqual([
    `${at}occurrences/0/code: "1" is no occurrence code.`,
    `${at}occurrenceSpans/0/code: "A" is no occurrence span code.`,
    `${at}values/0/code: "8-" is no value code.`,
    `${at}conditions/1: "X" is no condition code.`,
  ]);
  expect(saidOfStay('IN009', { conditions: ['A0', '09', 'ZZ'] })).toEqual([]);
});

test('24 of a kind and no more', () => {
  const many = (count: number) => ({ conditions: Array.from({ length: count }, (_, index) => String(10 + index)) });
  expect(saidOfStay('IN009', many(24))).toEqual([]);
  expect(saidOfStay('IN009', many(25))).toEqual([
    `${at}conditions/24: 25 condition codes are told; a claim carries 24.`,
  ]);
});

test('an occurrence has its date, within the statement', () => {
  const on = (date: string | null) => saidOfStay('IN009', { occurrences: [{ code: '11', ...(date ? { date } : {}) }] });
  expect(on(null)).toEqual([`${at}occurrences/0/date: Occurrence 11 has no date.`]);
  expect(on('2026-03-07')).toEqual([
    `${at}occurrences/0/date: Occurrence 11 of 2026-03-07 is after the statement ends (2026-03-06).`,
  ]);
  expect(on('2026-03-06')).toEqual([]);
});

test('a span has both its dates, in order', () => {
  const span = (dates: object) => saidOfStay('IN009', { occurrenceSpans: [{ code: '74', ...dates }] });
  expect(span({})).toEqual([
    `${at}occurrenceSpans/0/from: Occurrence span 74 has no first day.`,
    `${at}occurrenceSpans/0/to: Occurrence span 74 has no last day.`,
  ]);
  expect(span({ from: '2026-03-04', to: day })).toEqual([
    `${at}occurrenceSpans/0/to: Occurrence span 74 ends ${day}, before it begins 2026-03-04.`,
  ]);
  expect(span({ from: day, to: day })).toEqual([]);
});

test('a value has its amount and stands once', () => {
  const values = [{ code: '01' }, { code: '02', hundredths: 0 }, { code: '01', hundredths: 5 }];
  expect(saidOfStay('IN009', { values })).toEqual([
    `${at}values/0/hundredths: Value code 01 has no amount.`,
    `${at}values/2/code: Value code 01 stands at positions 1 and 3.`,
  ]);
});

test('44 stands on outpatient bills', () => {
  const conditions = ['17', '44'];
  expect(saidOfStay('IN009', { conditions })).toEqual([
    `${at}conditions/1: Condition code 44 says the stay became an outpatient visit, and the bill is for a stay.`,
  ]);
  expect(saidOfOutpatient('IN009', { conditions })).toEqual([]);
});

test.each(['01', '06', '00', '07', '11'])('an accident is told by an occurrence: %s', (code) => {
  const words = 'warn /institutional/occurrences: An accident is told, and no occurrence code 01 to 06 with its date.';
  const accident = { kind: 'other' as const, date: day };
  const told = code === '01' || code === '06';
  expect(saidOfStay('IN009', { occurrences: [{ code, date: day }] }, { accident })).toEqual(told ? [] : [words]);
  expect(saidOfStay('IN009', { occurrences: [{ code, date: day }] })).toEqual([]);
});

test('stands in HI, each in its form locator', () => {
  const encounter = {
    institutional: {
      occurrences: [{ code: '11' }],
      occurrenceSpans: [{ code: '74', from: day }],
      values: [{ code: '01' }],
      conditions: ['x'],
    },
  };
  expect(placesOf('IN009', { base: 'stay', encounter })).toEqual([
    '2300 HI HI01-2 FL 18',
    '2300 HI HI01-2 FL 31',
    '2300 HI HI01-2 FL 35',
    '2300 HI HI01-2 FL 39',
  ]);
});

test('a condition once, an occurrence once a day', () => {
  expect(saidOfStay('IN009', { conditions: ['17', '18', '17'] })).toEqual([
    'warn /institutional/conditions/2: Condition code 17 is told before.',
  ]);
  const on = (date: string) => ({ code: '50', date });
  expect(saidOfStay('IN009', { occurrences: [on(day), on('2026-03-04'), on(day)] })).toEqual([
    `warn /institutional/occurrences/2/code: Occurrence 50 of ${day} is told before.`,
  ]);
});

test('a newborn has a weight', () => {
  const born = { admission: { typeCode: '4', sourceCode: '5' } };
  expect(saidOfStay('IN009', born)).toEqual([
    'warn /institutional/values: The bill of a newborn tells no birth weight.',
  ]);
  expect(saidOfStay('IN009', { ...born, values: [{ code: '54', hundredths: 340_000 }] })).toEqual([]);
  expect(saidOfOutpatient('IN009', born)).toEqual([]);
});
