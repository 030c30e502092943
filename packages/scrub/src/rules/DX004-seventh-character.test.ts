import { expect, test } from 'vitest';
import { exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

test.each([
  ['S93.401', 'has no 7th character', 'S93.401A'],
  ['T14.90A', 'too early', 'T14.90XA'],
  ['S93.401Q', 'not allowed', 'S93.401A'],
])('%s: one finding, of this rule, which suggests a code', (code, message, suggestion) => {
  const run = scrub(exampleInput({ encounter: { diagnoses: [{ code }, { code: 'I10' }] } }));
  expect(run.findings.filter(({ severity }) => severity === 'reject')).toMatchObject([{ ruleId: 'DX004' }]);
  expect(run.findings[0]?.message).toContain(message);
  expect(run.findings[0]?.action).toContain(suggestion);
});

test('a heading above the 7th character is a heading', () => {
  const run = scrub(exampleInput({ encounter: { diagnoses: [{ code: 'S93.4' }, { code: 'I10' }] } }));
  expect(run.findings.map(({ ruleId }) => ruleId)).toEqual(['DX002']);
});
