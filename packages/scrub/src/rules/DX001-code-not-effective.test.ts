import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings, exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

const line = (serviceFrom: string, ...diagnosisPointers: number[]) => ({
  ...cleanLine,
  serviceFrom,
  diagnosisPointers,
});

test('the date of every line that points to the code counts, that of the others does not', () => {
  const diagnoses = [{ code: 'J44.81' }, { code: 'I10' }];
  const late = { diagnoses, lines: [line('2023-09-30', 2), line('2023-10-01', 1)] };
  const straddling = { diagnoses, lines: [line('2023-10-01', 1), line('2023-09-30', 1, 2)] };
  expect(exampleFindings('DX001', { encounter: late })).toEqual([]);
  expect(exampleFindings('DX001', { encounter: straddling })).toEqual(['reject /diagnoses/0/code']);
});

test('a code no line points to is judged on the first date of service', () => {
  const encounter = {
    diagnoses: [{ code: 'I10' }, { code: 'J44.81' }],
    lines: [line('2023-10-01', 1), line('2023-09-30', 1)],
  };
  expect(exampleFindings('DX001', { encounter })).toEqual(['reject /diagnoses/1/code']);
});

test('says since when the code is valid, and names the edition', () => {
  const encounter = { diagnoses: [{ code: 'j44.81' }], lines: [line('2023-09-28', 1)] };
  const finding = scrub(exampleInput({ encounter })).findings.find(({ ruleId }) => ruleId === 'DX001');
  expect(finding?.message).toBe(
    'Diagnosis j44.81 is not an ICD-10-CM code in effect on 2023-09-28; it is valid from 2023-10-01.',
  );
  expect(finding?.edition).toBe('icd10cm@example');
});

test('a code of an unknown meaning is rejected by a complete edition; a malformed or incomplete one is left to its own rule', () => {
  const encounter = { diagnoses: [{ code: 'Q99.8' }, { code: '250.00' }, { code: 'S93.401' }, { code: 'E11.6' }] };
  expect(exampleFindings('DX001', { encounter })).toEqual(['reject /diagnoses/0/code']);
});

test('without a date of service there is no data', () => {
  const run = scrub(exampleInput({ encounter: { lines: [] } }));
  expect(run.notEvaluated).toContainEqual({
    ruleId: 'DX001',
    reason: 'the encounter has no date of service',
    count: 2,
  });
});
