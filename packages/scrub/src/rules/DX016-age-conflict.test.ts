import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings, exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

const atAge = (code: string, birthDate: string, serviceFrom = '2026-03-02') =>
  exampleFindings('DX016', {
    encounter: {
      patient: { birthDate },
      diagnoses: [{ code }],
      lines: [{ ...cleanLine, serviceFrom, diagnosisPointers: [1] }],
    },
  }).length === 0;

test.each([
  ['maternity from the 9th birthday', 'O80', '2017-03-02', '2017-03-03'],
  ['adult from the 15th birthday', 'N40.1', '2011-03-02', '2011-03-03'],
  ['newborn before the 1st birthday', 'Z38.00', '2025-03-03', '2025-03-02'],
  ['maternity before the 65th birthday', 'O80', '1961-03-03', '1961-03-02'],
])('%s', (_, code, fits, conflicts) => {
  expect(atAge(code, fits)).toBe(true);
  expect(atAge(code, conflicts)).toBe(false);
});

test('maternity was 12 to 55 until 2019-09-30', () => {
  expect(atAge('O80', '2009-10-01', '2019-10-01')).toBe(true);
  expect(atAge('O80', '2009-09-30', '2019-09-30')).toBe(false);
  expect(atAge('O80', '1963-09-30', '2019-09-30')).toBe(false);
});

test('without a birth date an age list is no data; a code on none of them is no matter', () => {
  const diagnoses = [{ code: 'O80' }, { code: 'I10' }];
  const run = scrub(exampleInput({ encounter: { patient: { birthDate: null }, diagnoses } }));
  expect(run.notEvaluated).toEqual([{ ruleId: 'DX016', reason: 'the patient has no birth date', count: 1 }]);
});
