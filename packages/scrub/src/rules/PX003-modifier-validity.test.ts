import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings, exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

const on = (procedureCode: string, ...modifiers: string[]) =>
  exampleFindings('PX003', { encounter: { lines: [{ ...cleanLine, procedureCode, modifiers }] } });

test('a modifier no list knows is rejected, in lower case it is read', () => {
  expect(on('G0463', 'ZQ')).toEqual(['reject /lines/0/modifiers/0']);
  expect(on('G0463', 'rt')).toEqual([]);
  expect(on('G0463', 'R')).toEqual(['reject /lines/0/modifiers/0']);
});

test('trip letters are a modifier of ambulance codes only', () => {
  expect(on('A0425', 'RH')).toEqual([]);
  expect(on('G0463', 'RH')).toEqual(['reject /lines/0/modifiers/0']);
});

test('a modifier of CPT that no table holds is no data', () => {
  const run = scrub(exampleInput({ encounter: { lines: [{ ...cleanLine, modifiers: ['33', '63'] }] } }));
  expect(run.findings).toEqual([]);
  expect(run.notEvaluated).toMatchObject([{ ruleId: 'PX003', count: 2 }]);
});
