import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

test('a line that names a manifestation first is a warning', () => {
  const encounter = {
    diagnoses: [{ code: 'G30.9' }, { code: 'F02.80' }],
    lines: [cleanLine, { ...cleanLine, procedureCode: 'G0439', diagnosisPointers: [2, 1] }],
  };
  expect(exampleFindings('DX009', { encounter })).toEqual(['warn /lines/1/diagnosisPointers/0']);
});
