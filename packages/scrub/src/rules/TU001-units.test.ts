import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

const on = (procedureCode: string, units: number, unit: 'UN' | 'MJ' = 'UN') =>
  exampleFindings('TU001', { encounter: { lines: [{ ...cleanLine, procedureCode, units, unit }] } });

/** The range of anaesthesia and the codes after it, by number; no code is named. */
const anaesthesia = String(150).padStart(5, '0');
const surgery = String(2000 * 10);

test.each([
  ['G0463', 0, ['reject /lines/0/units']],
  ['G0463', -1, ['reject /lines/0/units']],
  ['J1885', 2.5, []],
  ['A0425', 0.1, []],
  ['A0425', 12.345, []],
  ['A0425', 12.3456, ['reject /lines/0/units']],
])('%s × %d', (code, units, expected) => {
  expect(on(code, units)).toEqual(expected);
});

test('minutes go with anaesthesia only, whole ones of one day', () => {
  expect(on(anaesthesia, 95, 'MJ')).toEqual([]);
  expect(on(anaesthesia, 95.5, 'MJ')).toEqual(['reject /lines/0/units']);
  expect(on(anaesthesia, 1441, 'MJ')).toEqual(['reject /lines/0/units']);
  expect(on(surgery, 95, 'MJ')).toEqual(['reject /lines/0/unit']);
  expect(on('G0463', 95, 'MJ')).toEqual(['reject /lines/0/unit']);
});
