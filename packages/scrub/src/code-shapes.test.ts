import { expect, test } from 'vitest';
import { diagnosisCode, dottedDiagnosis, procedureShape } from './code-shapes.ts';

test.each([
  ['E11.65', 'E1165'],
  ['e1165 ', 'E1165'],
  ['I10', 'I10'],
  ['S93.401A', 'S93401A'],
  ['QA0.0101', 'QA00101'],
])('the diagnosis %s is %s', (raw, code) => {
  expect(diagnosisCode(raw)).toBe(code);
});

test.each(['250.00', 'E1165.', 'E11.', 'E1.165', 'E1', 'E11.65432', 'E11 65', 'E11.6.5', '', 'É11'])(
  '"%s" has not the shape of a diagnosis',
  (raw) => {
    expect(diagnosisCode(raw)).toBeUndefined();
  },
);

test('dots stand after the third character', () => {
  expect(dottedDiagnosis('E1165')).toBe('E11.65');
  expect(dottedDiagnosis('I10')).toBe('I10');
});

test('procedure codes are told apart by shape, codes of CPT never by a list', () => {
  const digits = '0'.repeat(4);
  expect(procedureShape('G0463')).toBe('hcpcs');
  for (const last of ['0', 'F', 'T', 'U', 'M', 'A']) expect(procedureShape(digits + last)).toBe('cpt');
  expect(procedureShape(`D${digits}`)).toBe('dental');
  for (const wrong of [digits, `${digits}00`, `${digits}X`, 'F0463', 'J12345', 'G046', '']) {
    expect(procedureShape(wrong)).toBe('malformed');
  }
});
