import { expect, test } from 'vitest';
import { exampleFindings } from '../example-input.ts';

const pregnant = (...codes: string[]) =>
  exampleFindings('DX022', { encounter: { diagnoses: codes.map((code) => ({ code })) } });

test('weeks of gestation and the outcome of a delivery are asked for', () => {
  expect(pregnant('O24.410')).toEqual(['warn /diagnoses/0/code']);
  expect(pregnant('O80')).toEqual(['warn /diagnoses/0/code']);
  expect(pregnant('O80', 'Z37.0')).toEqual([]);
  expect(pregnant('O24.410', 'Z3A.28', 'Z34.90')).toEqual(['warn /diagnoses/2/code']);
  expect(pregnant('Z34.90', 'I10')).toEqual([]);
});
