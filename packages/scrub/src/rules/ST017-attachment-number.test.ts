import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

const record = (controlNumber?: string, transmissionCode: 'AA' | 'BM' | 'EL' = 'EL') => ({
  ...{ reportTypeCode: 'OB', transmissionCode, controlNumber },
});

test('records of a line need their number as those of the claim do', () => {
  const lines = [{ ...cleanLine, attachments: [record('A1'), record()] }];
  expect(exampleFindings('ST017', { encounter: { attachments: [record(undefined, 'BM')], lines } })).toEqual([
    'reject /attachments/0/controlNumber',
    'reject /lines/0/attachments/1/controlNumber',
  ]);
});

test('what is kept needs none', () => {
  expect(exampleFindings('ST017', { encounter: { attachments: [record(undefined, 'AA')] } })).toEqual([]);
});

test('two records do not share a number, on whatever level', () => {
  const lines = [{ ...cleanLine, attachments: [record('A1')] }];
  expect(exampleFindings('ST017', { encounter: { attachments: [record('A1'), record('B1')], lines } })).toEqual([
    'reject /lines/0/attachments/0/controlNumber',
  ]);
});
