import { expect, test } from 'vitest';
import { cleanEncounter, cleanLine } from '../clean-encounter.ts';
import { inventedCodes } from '../example-edits.ts';
import { pastLine } from '../example-history.ts';
import { exampleFindings } from '../example-input.ts';

const { laterVisit, majorSurgery, minorSurgery, shortSurgery } = inventedCodes;
const fires = (surgery: string, operatedOn: string, modifiers: string[] = [], procedureCode: string = laterVisit) =>
  exampleFindings('EM003', {
    encounter: { lines: [{ ...cleanLine, procedureCode, modifiers }] },
    history: [pastLine(surgery, operatedOn)],
  }).length > 0;

test.each([
  ['000: that day', minorSurgery, '2026-03-02', true],
  ['000: the day after', minorSurgery, '2026-03-01', false],
  ['010: ten days after', shortSurgery, '2026-02-20', true],
  ['010: eleven days after', shortSurgery, '2026-02-19', false],
  ['010: the day before', shortSurgery, '2026-03-03', false],
  ['090: ninety days after', majorSurgery, '2025-12-02', true],
  ['090: ninety-one days after', majorSurgery, '2025-12-01', false],
  ['090: the day before', majorSurgery, '2026-03-03', true],
  ['090: two days before', majorSurgery, '2026-03-04', false],
])('%s', (_, surgery, on, expected) => {
  expect(fires(surgery, on)).toBe(expected);
});

test('each modifier opens its own part of the period', () => {
  expect([fires(minorSurgery, '2026-03-02', ['25']), fires(minorSurgery, '2026-03-02', ['57'])]).toEqual([false, true]);
  expect([fires(majorSurgery, '2026-03-02', ['57']), fires(majorSurgery, '2026-03-02', ['25'])]).toEqual([false, true]);
  expect([fires(majorSurgery, '2026-02-10', ['24']), fires(majorSurgery, '2026-02-10', ['25'])]).toEqual([false, true]);
});

test('a procedure after the operation says how it belongs to it; one that has no period is free', () => {
  expect(fires(majorSurgery, '2026-02-10', [], minorSurgery)).toBe(true);
  expect(fires(majorSurgery, '2026-02-10', ['79'], minorSurgery)).toBe(false);
  expect(fires(majorSurgery, '2026-02-10', [], inventedCodes.test)).toBe(false);
});

test('unrelated, and yet for the diagnosis of the operation: a warning, once; what is missing goes before it', () => {
  const said = (modifiers: string[], ...operations: [string, string[]][]) =>
    exampleFindings('EM003', {
      encounter: { lines: [{ ...cleanLine, procedureCode: laterVisit, modifiers, diagnosisPointers: [1, 2] }] },
      history: operations.map(([on, diagnosisCodes]) => pastLine(majorSurgery, on, { diagnosisCodes })),
    });
  const first = cleanEncounter.diagnoses[0]?.code ?? '';
  const undotted = first.replace('.', '').toLowerCase();
  expect(said(['24'], ['2026-02-10', [first]])).toEqual(['warn /lines/0/modifiers']);
  expect(said(['24'], ['2026-02-10', [undotted]], ['2026-02-10', [first]])).toEqual(['warn /lines/0/modifiers']);
  expect(said(['24'], ['2026-02-10', ['Z98.890']])).toEqual([]);
  expect(said(['24'], ['2026-02-10', []])).toEqual([]);
  expect(said(['57'], ['2026-03-02', [first]])).toEqual([]);
  expect(said(['24'], ['2026-02-10', [first]], ['2026-03-03', []])).toEqual(['deny /lines/0/modifiers']);
});
