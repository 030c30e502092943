import { expect, test } from 'vitest';
import { nameEdition } from './name-edition.ts';

function windowOf(set: Parameters<typeof nameEdition>[0], clues: Parameters<typeof nameEdition>[1]): string {
  const named = nameEdition(set, clues);
  if (!named.ok) return named.message;
  const { edition, effectiveFrom, effectiveTo } = named.window;
  return `${edition}: ${effectiveFrom} to ${effectiveTo ?? 'now'}`;
}

test.each([
  ['icd10cm-codes-2026.txt', 'FY2026-10: 2025-10-01 to 2026-09-30'],
  ['icd10cm-order-Jan-2021.txt.gz', 'FY2021-01: 2021-01-01 to 2021-09-30'],
  ['april-1-2026-code-descriptions-tabular-order.zip/icd10cm-order-2026.txt', 'FY2026-04: 2026-04-01 to 2026-09-30'],
  ['2026-code-descriptions-tabular-order.zip/icd10cm-order-April-2026.txt', 'FY2026-04: 2026-04-01 to 2026-09-30'],
  ['april-1-2025-code-descriptions.zip/icd10cm_order_2026.txt', 'FY2026-10: 2025-10-01 to 2026-09-30'],
  ['POAexemptCodesFY26.zip/POAexemptCodesFY26.txt', 'FY2026-10: 2025-10-01 to 2026-09-30'],
])('ICD-10-CM: %s is %s', (path, expected) => {
  expect(windowOf('icd10cm', { path })).toBe(expected);
});

test.each([
  ['HCPC2019_CONTR_ANWEB.txt', '2019-01: 2019-01-01 to 2019-03-31'],
  ['HCPC2025_OCT_ANWEB.csv', '2025-10: 2025-10-01 to 2025-12-31'],
  ['july-2026-alpha-numeric-hcpcs-file.zip/list.txt', '2026-07: 2026-07-01 to 2026-09-30'],
  ['hcpcs_level2_2024-07_attributes.csv', '2024-07: 2024-07-01 to 2024-09-30'],
])('HCPCS: %s is %s', (path, expected) => {
  expect(windowOf('hcpcs', { path })).toBe(expected);
});

test('an asked-for edition wins over names, and asked-for dates over both', () => {
  expect(windowOf('icd10cm', { path: 'icd10cm-codes-2026.txt', edition: 'FY2027' })).toBe(
    'FY2027-10: 2026-10-01 to 2027-09-30',
  );
  expect(windowOf('hcpcs', { path: 'x.txt', edition: '2026Q3' })).toBe('2026-07: 2026-07-01 to 2026-09-30');
  expect(windowOf('pos', { path: 'x.csv', edition: '2026-02' })).toBe('2026-02: 2026-02-01 to now');
  expect(windowOf('icd10cm', { path: 'x.txt', edition: 'FY2027', effectiveFrom: '2026-12-01' })).toBe(
    'FY2027-10: 2026-12-01 to 2027-09-30',
  );
});

test('without a clue it says what to ask for', () => {
  expect(windowOf('icd10cm', { path: 'codes.txt' })).toContain('for example FY2027');
  expect(windowOf('hcpcs', { path: 'codes.txt' })).toContain('for example 2025-10');
  expect(windowOf('pos', { path: 'places.csv' })).toContain('for example 2024-05');
  expect(windowOf('cpt', { path: 'ours.csv', edition: '2026' })).toContain('effectiveFrom');
});
