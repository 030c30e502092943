import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { inventedCodes } from '../example-edits.ts';
import { pastLine } from '../example-history.ts';
import { exampleFindings } from '../example-input.ts';

const { laterVisit, majorSurgery, minorSurgery, shortSurgery, test: diagnosticTest } = inventedCodes;
const line = (procedureCode: string, modifiers: string[] = [], more: object = {}) => ({
  ...cleanLine,
  procedureCode,
  modifiers,
  ...more,
});
const on = (...lines: ReturnType<typeof line>[]) => exampleFindings('NC001', { encounter: { lines } });

test.each([
  ['no modifier', [], [], ['deny /lines/1/procedureCode']],
  ['XS on column 2', [], ['XS'], []],
  ['59 on column 1', ['59'], [], []],
  ['76 opens nothing', [], ['76'], ['deny /lines/1/procedureCode']],
  ['different sides', ['RT'], ['LT'], []],
  ['one side twice', ['RT'], ['RT'], ['deny /lines/1/procedureCode']],
  ['25 on no visit', ['25'], [], ['deny /lines/1/procedureCode']],
])('indicator 1: %s', (_, first, second, expected) => {
  expect(on(line(minorSurgery, first), line(shortSurgery, second))).toEqual(expected);
});

test('25 on a visit opens the pair, from either column', () => {
  expect(on(line(minorSurgery), line(laterVisit))).toEqual(['deny /lines/1/procedureCode']);
  expect(on(line(minorSurgery), line(laterVisit, ['25']))).toEqual([]);
});

test('indicator 0 opens to nothing, 9 is no edit, and the order of lines does not matter', () => {
  expect(on(line(majorSurgery), line(diagnosticTest, ['59']))).toEqual(['deny /lines/1/procedureCode']);
  expect(on(line(diagnosticTest, ['59']), line(majorSurgery))).toEqual(['deny /lines/0/procedureCode']);
  expect(on(line(majorSurgery), line(minorSurgery))).toEqual([]);
});

test('another day or another physician is no pair', () => {
  expect(on(line(minorSurgery), line(shortSurgery, [], { serviceFrom: '2026-03-03' }))).toEqual([]);
  const other = { renderingProvider: { npi: '1234567893', lastName: 'Other' } };
  expect(on(line(minorSurgery), line(shortSurgery, [], other))).toEqual([]);
});

test('an earlier claim of the day counts in both orders, unless it was rejected', () => {
  const encounter = { lines: [line(shortSurgery)] };
  const past = pastLine(minorSurgery, '2026-03-02');
  expect(exampleFindings('NC001', { encounter, history: [past] })).toEqual(['deny /lines/0/procedureCode']);
  const turned = { encounter: { lines: [line(minorSurgery)] }, history: [pastLine(shortSurgery, '2026-03-02')] };
  expect(exampleFindings('NC001', turned)).toEqual(['deny /lines/0/procedureCode']);
  expect(exampleFindings('NC001', { encounter, history: [{ ...past, claimStatus: 'rejected' }] })).toEqual([]);
});
