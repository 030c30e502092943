import { expect, test } from 'vitest';
import { gapsOf, said } from '../bill-findings.fixture.ts';
import { partACoverage } from '../clean-bill.ts';
import { cleanCoverage } from '../clean-encounter.ts';
import { exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

const questioned = {
  coverages: [partACoverage],
  diagnoses: [{ code: 'R53.81', presentOnAdmission: 'Y' as const }],
};
const words =
  'warn /diagnoses/0/code: Diagnosis R53.81 rarely needs a hospital stay; Medicare questions the admission.';

test('the principal diagnosis of a stay of Medicare, and nothing else', () => {
  expect(said('IN014', { base: 'stay', encounter: questioned })).toEqual([words]);
  expect(said('IN014', { base: 'stay', encounter: { ...questioned, coverages: [cleanCoverage] } })).toEqual([]);
  expect(said('IN014', { base: 'outpatient', encounter: questioned })).toEqual([]);
  const second = { ...questioned, diagnoses: [{ code: 'I10' }, { code: 'R53.81' }] };
  expect(said('IN014', { base: 'stay', encounter: second })).toEqual([]);
});

test('procedures that Medicare pays hardly or not', () => {
  const procedures = [
    { code: '0SR9019', date: '2026-03-03' },
    { code: '0WY20Z0', date: '2026-03-03' },
    { code: '02ya0z0', date: '2026-03-03' },
  ];
  const encounter = { coverages: [partACoverage], institutional: { procedures } };
  expect(said('IN014', { base: 'stay', encounter })).toEqual([
    'warn /institutional/procedures/1/code: Procedure 0WY20Z0 is not covered by Medicare.',
    'warn /institutional/procedures/2/code: Procedure 02YA0Z0 is covered by Medicare under conditions only.',
  ]);
  expect(gapsOf('IN014', { base: 'stay', encounter })).toEqual([]);
});

test('without the editor nothing can be told', () => {
  const procedures = [{ code: '0SR9019', date: '2026-03-03' }];
  const input = exampleInput({ base: 'stay', encounter: { ...questioned, institutional: { procedures } } });
  const codeSets = { ...input.codeSets, diagnosisFlags: () => ({}), procedureFlags: () => ({}) };
  const run = scrub({ ...input, codeSets });
  expect(run.findings.filter(({ ruleId }) => ruleId === 'IN014')).toEqual([]);
  expect(run.notEvaluated.filter(({ ruleId }) => ruleId === 'IN014').map(({ reason }) => reason)).toEqual([
    'no loaded edition says which diagnoses rarely need a stay',
    'no loaded edition says what Medicare pays for the procedure',
  ]);
});

test.each([
  ['2026-03-05', 3],
  ['2026-03-02', 0],
  ['2026-03-06', undefined],
])('five days of ventilation and gone on %s', (statementTo, days) => {
  const institutional = { procedures: [{ code: '5A1955Z', date: '2026-03-02' }], statementTo };
  const short = said('IN014', { base: 'stay', encounter: { coverages: [partACoverage], institutional } });
  expect(short).toEqual(
    days === undefined
      ? []
      : [
          `warn /institutional/procedures/0/code: Procedure 5A1955Z takes more than 96 hours, and the stay has ${days} days.`,
        ],
  );
});

test('the stay counts from the admission, also on its last bill', () => {
  const institutional = {
    ...{ procedures: [{ code: '5a1955z', date: '2026-02-20' }], statementTo: '2026-03-03' },
    admission: { date: '2026-02-20' },
  };
  expect(said('IN014', { base: 'stay', encounter: { coverages: [partACoverage], institutional } })).toEqual([]);
});
