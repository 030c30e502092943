import { expect, test } from 'vitest';
import { placesOf, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';

interface Told {
  code: string;
  from: string;
  to: string;
}

const span = (code: string, from: string, to = from): Told => ({ code, from: `2026-${from}`, to: `2026-${to}` });
const ofStay = (occurrenceSpans: Told[], more: object = {}) => saidOfStay('IN021', { occurrenceSpans, ...more });
const ofVisit = (occurrenceSpans: Told[], more: object = {}) => saidOfOutpatient('IN021', { occurrenceSpans, ...more });
const at = (position: number, member: string) => `/institutional/occurrenceSpans/${position}/${member}`;
const beyond = (code: string, dates: string) =>
  `Occurrence span ${code} (${dates}) reaches beyond the statement (2026-03-02 to 2026-03-06).`;

test.each(['74', '75', '76', '77', '82', 'M1', 'M3', 'M4', '70', 'm1'])('%s lies within the statement', (code) => {
  const name = code.toUpperCase();
  expect(ofStay([span(code, '03-02', '03-06')])).toEqual([]);
  expect(ofStay([span(code, '03-01', '03-06')])).toEqual([
    `reject ${at(0, 'from')}: ${beyond(name, '2026-03-01 to 2026-03-06')}`,
  ]);
  expect(ofStay([span(code, '03-02', '03-07')])).toEqual([
    `reject ${at(0, 'to')}: ${beyond(name, '2026-03-02 to 2026-03-07')}`,
  ]);
});

test.each(['73', 'M0', '81', 'MR'])('%s may lie elsewhere', (code) => {
  expect(ofStay([span(code, '01-02', '03-20')], { conditions: ['C3'] })).toEqual([]);
});

test.each(['71', '78', '72'])('%s of a stay ended by the admission', (code) => {
  const words = (from: string, to: string) =>
    `Occurrence span ${code} (${from} to ${to}) ends after the admission on 2026-03-02, and tells of what came before it.`;
  expect(ofStay([span(code, '02-20', '03-02')])).toEqual([]);
  expect(ofStay([span(code, '02-20', '03-03')])).toEqual([
    `reject ${at(0, 'to')}: ${words('2026-02-20', '2026-03-03')}`,
  ]);
  expect(ofStay([span(code, '03-03', '03-04')])).toEqual([
    `reject ${at(0, 'from')}: ${words('2026-03-03', '2026-03-04')}`,
  ]);
});

test.each(['71', '78'])('%s ended within sixty days', (code) => {
  expect(ofStay([{ code, from: '2025-12-20', to: '2026-01-01' }])).toEqual([]);
  expect(ofStay([{ code, from: '2025-12-20', to: '2025-12-31' }])).toEqual([
    `warn ${at(0, 'to')}: Occurrence span ${code} (2025-12-20 to 2025-12-31) ended more than 60 days before the admission on 2026-03-02.`,
  ]);
});

test('without an admission the statement begins the stay', () => {
  expect(ofStay([span('71', '02-20', '03-03')], { admission: null })).toHaveLength(1);
  expect(ofStay([span('71', '02-20', '03-03')], { admission: null, statementFrom: null })).toEqual([]);
});

test('72 of an outpatient bill lies within it', () => {
  expect(ofVisit([span('72', '03-02')])).toEqual([]);
  expect(ofVisit([span('72', '03-02', '03-03')])).toEqual([
    `reject ${at(0, 'to')}: Occurrence span 72 (2026-03-02 to 2026-03-03) reaches beyond the statement (2026-03-02 to 2026-03-02).`,
  ]);
});

test('skilled nursing: 70 came before, 80 as well', () => {
  const nursing = { typeOfBill: '0211' };
  expect(ofStay([span('70', '02-20', '03-02')], nursing)).toEqual([]);
  expect(ofStay([span('80', '02-20', '03-02')], nursing)).toEqual([]);
  expect(ofStay([span('80', '02-20', '03-03')], { typeOfBill: '0181' })).toHaveLength(1);
  expect(ofStay([span('80', '02-20', '03-03')])).toEqual([]);
});

test.each(['75', '82'])('%s belongs to a stay', (code) => {
  expect(ofVisit([span(code, '03-02')])).toEqual([
    `reject ${at(0, 'code')}: Occurrence span ${code} (2026-03-02 to 2026-03-02) tells of days within a stay, and the bill is for none.`,
  ]);
});

test.each(['70', '71', '78'])('%s belongs to a stay under Part A', (code) => {
  expect(ofVisit([span(code, '02-02')])).toEqual([
    `warn ${at(0, 'code')}: Occurrence span ${code} (2026-02-02 to 2026-02-02) belongs to bills of stays under Part A.`,
  ]);
});

test('respite belongs to hospice', () => {
  expect(ofStay([span('M2', '03-02')])).toEqual([
    `reject ${at(0, 'code')}: Occurrence span M2 (2026-03-02 to 2026-03-02) tells of respite in hospice, and the bill is for none.`,
  ]);
  for (const typeOfBill of ['0811', '0821']) expect(ofVisit([span('M2', '03-02')], { typeOfBill })).toEqual([]);
  expect(ofVisit([span('M2', '03-01')], { typeOfBill: '0811' })).toHaveLength(1);
});

test('79 is for payers', () => {
  expect(ofStay([span('79', '03-03')])).toEqual([
    `warn ${at(0, 'code')}: Occurrence span 79 (2026-03-03 to 2026-03-03) is a code that payers set and providers do not send.`,
  ]);
});

test.each([
  ['74', '74'],
  ['74', '76'],
  ['77', '74'],
  ['74', '79'],
  ['76', '77'],
  ['79', '76'],
  ['76', 'M1'],
  ['M1', '77'],
])('%s and %s have no day in common', (one, other) => {
  const overlaps = (from: string, to: string) =>
    ofStay([span(one, '03-02', '03-03'), span(other, from, to)]).filter((words) => words.includes('in common'));
  expect(overlaps('03-03', '03-05')).toEqual([
    `reject ${at(1, 'from')}: Occurrence span ${other} (2026-03-03 to 2026-03-05) has 2026-03-03 in common with span ${one} at position 1.`,
  ]);
  expect(overlaps('03-02', '03-05')[0]).toContain('has 2026-03-02 to 2026-03-03 in common');
  expect(overlaps('03-04', '03-05')).toEqual([]);
});

test('the earlier span may lie later', () => {
  expect(ofStay([span('74', '03-04', '03-06'), span('76', '03-02', '03-04')])[0]).toContain('has 2026-03-04 in common');
});

test('75 may share days with 74, and 77 with 79', () => {
  expect(ofStay([span('75', '03-02', '03-04'), span('74', '03-03', '03-04')])).toEqual([]);
  expect(ofStay([span('77', '03-02', '03-04'), span('79', '03-03', '03-04')])).toHaveLength(1);
});

test('M0 stands with C3', () => {
  expect(ofStay([span('M0', '03-02', '03-04')], { conditions: ['C3'] })).toEqual([]);
  expect(ofStay([span('M0', '03-02', '03-04')])).toEqual([
    `warn ${at(0, 'code')}: Occurrence span M0 (2026-03-02 to 2026-03-04) is told without condition C3.`,
  ]);
});

test('dates that are missing or out of order are for IN009, and without a type nothing is judged', () => {
  expect(saidOfStay('IN021', { occurrenceSpans: [{ code: '74', from: '2026-01-01' }, { code: '74' }] })).toEqual([]);
  expect(ofStay([span('74', '03-08', '03-07')])).toEqual([]);
  expect(ofStay([span('74', '03-08')], { typeOfBill: '9' })).toEqual([]);
  expect(ofStay([span('74', '03-08')], { statementTo: null })).toEqual([]);
  expect(ofStay([span('74', '01-08')], { statementFrom: null })).toEqual([]);
});

test('stands in HI and form locator 35', () => {
  const encounter = { institutional: { occurrenceSpans: [span('74', '03-01', '03-02')] } };
  expect(placesOf('IN021', { base: 'stay', encounter })).toEqual(['2300 HI HI01-2 FL 35']);
});
