import { expect, test } from 'vitest';
import { gapsOf, placesOf, said, saidOfOutpatient, saidOfStay } from '../bill-findings.fixture.ts';
import { partACoverage } from '../clean-bill.ts';
import { exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

const silent = (pointer: string, code: string) =>
  `reject ${pointer}/presentOnAdmission: Diagnosis ${code} does not say whether it was present on admission.`;

test('every diagnosis and external cause says it', () => {
  const diagnoses = [{ code: 'E11.65' }, { code: 'I10', presentOnAdmission: 'N' as const }, { code: 'E78.5' }];
  const externalCauses = [{ code: 'Y65.51' }, { code: 'W19.XXXA', presentOnAdmission: 'W' as const }];
  expect(saidOfStay('IN011', { externalCauses }, { diagnoses })).toEqual([
    silent('/diagnoses/0', 'E11.65'),
    silent('/diagnoses/2', 'E78.5'),
    silent('/institutional/externalCauses/0', 'Y65.51'),
  ]);
});

test('exempt codes say nothing', () => {
  const of = (told: object) => saidOfStay('IN011', {}, { diagnoses: [{ code: 'z79.01', ...told }] });
  expect(of({})).toEqual([]);
  expect(of({ presentOnAdmission: 'U' })).toEqual([
    'warn /diagnoses/0/presentOnAdmission: Diagnosis z79.01 is exempt from present-on-admission reporting and says U.',
  ]);
});

test('only of hospital stays, and not of exempt hospitals', () => {
  const bare = { diagnoses: [{ code: 'E11.65' }] };
  expect(saidOfStay('IN011', {}, bare)).toHaveLength(1);
  expect(saidOfStay('IN011', { typeOfBill: '0121' }, bare)).toEqual([]);
  expect(saidOfStay('IN011', { typeOfBill: '0211' }, bare)).toEqual([]);
  expect(saidOfStay('IN011', { presentOnAdmissionExempt: true }, bare)).toEqual([]);
  expect(saidOfStay('IN011', { statementTo: null }, bare)).toEqual([]);
  expect(saidOfOutpatient('IN011', {}, bare)).toEqual([]);
  expect(said('IN011', { base: 'stay', encounter: { diagnoses: [{ code: '?' }] } })).toEqual([]);
});

test('without the list of exempt codes a silent diagnosis cannot be judged, one that speaks is right', () => {
  const encounter = { diagnoses: [{ code: 'E11.65' }, { code: 'I10', presentOnAdmission: 'Y' as const }] };
  const input = exampleInput({ base: 'stay', encounter });
  const reason = 'no list';
  const codeSets = { ...input.codeSets, poaExempt: () => ({ status: 'no_data', reason }) as const };
  const run = scrub({ ...input, codeSets });
  expect(run.findings.filter(({ ruleId }) => ruleId === 'IN011')).toEqual([]);
  expect(run.notEvaluated).toContainEqual({ ruleId: 'IN011', reason, count: 1 });
  expect(gapsOf('IN011', { base: 'stay', encounter })).toEqual([]);
});

test('stands with its diagnosis', () => {
  const encounter = { diagnoses: [{ code: 'E11.65' }, { code: 'I10' }] };
  expect(placesOf('IN011', { base: 'stay', encounter })).toEqual(['2300 HI HI01-2 FL 67', '2300 HI HI01-2 FL 67A']);
});

test('outpatient bills carry none', () => {
  const diagnoses = [{ code: 'E11.65' }, { code: 'I10', presentOnAdmission: 'Y' as const }];
  expect(saidOfOutpatient('IN011', {}, { diagnoses })).toEqual([
    'info /diagnoses/1/presentOnAdmission: 0131 is for no stay: what was present on admission is not sent.',
  ]);
});

test.each([
  ['220001', true],
  ['221305', false],
  ['224001', false],
  ['223026', false],
  ['222001', false],
  ['223301', false],
  ['22000', true],
])('the certification number %s asks for them: %s', (number, asked) => {
  const encounter = {
    diagnoses: [{ code: 'E11.65' }],
    coverages: [{ ...partACoverage, billingProviderNumbers: [{ kind: 'G2' as const, number }] }],
  };
  expect(saidOfStay('IN011', {}, encounter)).toHaveLength(asked ? 1 : 0);
});
