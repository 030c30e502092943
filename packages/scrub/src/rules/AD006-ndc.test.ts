import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

const drugs = (ndc: string, quantity = 1) =>
  exampleFindings('AD006', {
    encounter: { lines: [{ ...cleanLine, procedureCode: 'J1885', drug: { ndc, quantity, unit: 'ML' } }] },
  });

test.each(['00002120001', '00002-1200-01', '0002-1200-01', '00002-120-01', '00002-1200-1'])('%s is an NDC', (ndc) => {
  expect(drugs(ndc)).toEqual([]);
});

test.each([
  '0002120001',
  '000021200012',
  '0002-120-01',
  '00002-1200-012',
  'ABCDE120001',
  '00000000000',
  '00000-0000-00',
])('%s is none', (ndc) => {
  expect(drugs(ndc)).toEqual(['reject /lines/0/drug/ndc']);
});

test('a quantity has at most three decimals', () => {
  expect(drugs('00002120001', 0.125)).toEqual([]);
  expect(drugs('00002120001', 0.1255)).toEqual(['reject /lines/0/drug/quantity']);
});
