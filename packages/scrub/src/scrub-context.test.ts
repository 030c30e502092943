import type { CodeAnswer, CodeSets } from '@claimwright/codesets/code-sets';
import { expect, test } from 'vitest';
import { cleanCoverage, cleanLine } from './clean-encounter.ts';
import { exampleCodeSets } from './example-code-sets.ts';
import { exampleInput } from './example-input.ts';
import type { EncounterPatch } from './merge-patch.ts';
import { gatherContext } from './scrub-context.ts';
import { shapedLikeCpt } from './verdicts/verdict-cases.ts';

/** The context, and every question it asked of the code sets. */
function asked(encounter: EncounterPatch = {}, answers: Partial<CodeSets> = {}) {
  const base = exampleCodeSets();
  const questions: string[] = [];
  const noting =
    <A>(name: string, answer: (code: string, on: string) => A) =>
    (code: string, on: string) => {
      questions.push(`${name} ${code} ${on}`);
      return answer(code, on);
    };
  const codeSets: CodeSets = {
    ...base,
    icd10cm: noting('icd10cm', base.icd10cm),
    diagnosisFlags: noting('flags', base.diagnosisFlags),
    side: noting('side', base.side),
    hcpcs: noting('hcpcs', base.hcpcs),
    modifier: noting('modifier', base.modifier),
    placeOfService: noting('pos', base.placeOfService),
    ...answers,
  };
  return { context: gatherContext({ ...exampleInput({ encounter }), codeSets }), questions };
}

const on = (serviceFrom: string, ...diagnosisPointers: number[]) => ({ ...cleanLine, serviceFrom, diagnosisPointers });

test('a diagnosis is judged on each date its lines have, the earliest first, and each date once', () => {
  const lines = [on('2026-03-04', 1), on('2026-03-02', 1), on('2026-03-04', 1), on('2026-03-01', 2)];
  const { context, questions } = asked({ lines, diagnoses: [{ code: 'I10' }, { code: 'E11.65' }] });
  expect(context.diagnoses.map(({ checks }) => checks.map((check) => check.on))).toEqual([
    ['2026-03-02', '2026-03-04'],
    ['2026-03-01'],
  ]);
  expect(questions.filter((one) => /icd10cm|flags|side/.test(one))).toEqual([
    ...['icd10cm I10 2026-03-04', 'icd10cm I10 2026-03-02', 'flags I10 2026-03-02', 'side I10 2026-03-02'],
    ...['icd10cm E1165 2026-03-01', 'flags E1165 2026-03-01', 'side E1165 2026-03-01'],
  ]);
});

test('a diagnosis no line points to is judged on the first date of the encounter, without lines on none', () => {
  const { context } = asked({ lines: [on('2026-03-04', 2), on('2026-03-02', 2)] });
  expect(context.diagnoses[0]?.checks.map((check) => check.on)).toEqual(['2026-03-02']);
  const none = asked({ lines: [] });
  expect(none.context.diagnoses.map(({ checks, flags }) => [checks, flags])).toEqual([
    [[], {}],
    [[], {}],
  ]);
  // The side of a code is known without a date of service: it is asked for on the day the encounter came in.
  expect(none.questions).toEqual(['side E1165 2026-03-10', 'side I10 2026-03-10']);
});

test('a code of no shape is asked of nobody', () => {
  const { context, questions } = asked({
    diagnoses: [{ code: '250.00' }],
    lines: [{ ...on('2026-03-02', 1), procedureCode: 'D0120', modifiers: ['R-', ' kx '], placeOfService: '1' }],
  });
  expect(questions).toEqual(['modifier KX 2026-03-02']);
  expect(context.diagnoses).toEqual([
    {
      ...{ index: 0, raw: '250.00', code: undefined, checks: [], flags: {} },
      side: { status: 'no_data', reason: 'the code has no shape of ICD-10-CM' },
    },
  ]);
  const [facts] = context.lines;
  expect(facts).toMatchObject({ procedure: 'D0120', shape: 'dental', place: '1' });
  expect([facts?.procedureAnswer, facts?.placeAnswer]).toEqual([undefined, undefined]);
  expect(facts?.modifiers.map(({ code, answer }) => [code, answer?.status])).toEqual([
    ['R-', undefined],
    ['KX', 'valid'],
  ]);
});

test('codes of Level II and of the shape of CPT are looked up on the first date of their line', () => {
  const procedures = [' g0463', shapedLikeCpt, 'X1'];
  const lines = procedures.map((procedureCode) => ({ ...cleanLine, procedureCode, serviceTo: '2026-03-09' }));
  const { context, questions } = asked({ lines });
  expect(questions.filter((one) => one.startsWith('hcpcs'))).toEqual([
    ...['hcpcs G0463 2026-03-02', `hcpcs ${shapedLikeCpt} 2026-03-02`],
  ]);
  expect(context.lines.map(({ from, to, index }) => [index, from, to])).toEqual(
    [0, 1, 2].map((index) => [index, '2026-03-02', '2026-03-09']),
  );
});

test('a place is asked for once as long as place and date stay the same', () => {
  const at = (placeOfService: string | undefined, serviceFrom = '2026-03-02') => ({
    ...cleanLine,
    placeOfService,
    serviceFrom,
  });
  const lines = [at(undefined), at('11'), at('22'), at('22', '2026-03-03'), at(undefined), at(undefined)];
  const { context, questions } = asked({ lines });
  expect(context.lines.map(({ place }) => place)).toEqual(['11', '11', '22', '22', '11', '11']);
  expect(questions.filter((one) => one.startsWith('pos'))).toEqual([
    ...['pos 11 2026-03-02', 'pos 22 2026-03-02', 'pos 22 2026-03-03', 'pos 11 2026-03-02'],
  ]);
  expect(asked({ placeOfService: null }).context.lines[0]?.placeAnswer).toBeUndefined();
});

test('the coverage that answers first is the primary one, wherever it stands', () => {
  const coverage = (responsibility: string, claimFilingCode?: string) => ({
    ...{ ...cleanCoverage, responsibility: responsibility as 'primary', claimFilingCode },
  });
  const first = (...coverages: ReturnType<typeof coverage>[]) => {
    const { context } = asked({ coverages });
    return [context.coverageIndex, context.coverage?.responsibility, context.medicare];
  };
  expect(first(coverage('secondary', 'MB'), coverage('primary', 'CI'))).toEqual([1, 'primary', false]);
  expect(first(coverage('secondary', 'CI'), coverage('primary', 'MB'))).toEqual([1, 'primary', true]);
  expect(first(coverage('secondary', 'MA'))).toEqual([0, 'secondary', true]);
  expect(first(coverage('primary'))).toEqual([0, 'primary', false]);
  expect(first()).toEqual([0, undefined, false]);
});

test('the charges are added up, and without tables of the tenant there are none', () => {
  const lines = [cleanLine, { ...cleanLine, chargeCents: 1 }];
  const { context } = asked({ lines });
  expect(context.totalChargeCents).toBe(15_001);
  expect(context.service).toEqual({ from: '2026-03-02', to: '2026-03-02' });
  const { tenant: _, ...untold } = exampleInput();
  expect(gatherContext(untold).tenant).toEqual({});
  expect(asked({ lines: [] }).context.service).toBeUndefined();
});

test('every edition that answered is noted, what had no data is not', () => {
  const { context } = asked({ lines: [{ ...on('2026-03-02', 1), modifiers: ['KX'] }] });
  expect([...context.editions].sort()).toEqual([
    ...['hcpcs@example', 'icd10cm@example', 'mce@example', 'modifiers@example', 'pos@example'],
  ]);
  const silent = (): CodeAnswer => ({ status: 'no_data', reason: 'none' });
  const nothing = { icd10cm: silent, hcpcs: silent, modifier: silent, placeOfService: silent };
  const side = () => ({ status: 'no_data', reason: 'none' }) as const;
  expect([...asked({}, { ...nothing, side, diagnosisFlags: () => ({}) }).context.editions]).toEqual([]);
  const only = asked(
    {},
    { ...nothing, side: () => ({ status: 'none', edition: 'titles@1' }), diagnosisFlags: () => ({}) },
  );
  expect([...only.context.editions]).toEqual(['titles@1']);
});

test('what a rule asks of the tables besides is noted as well, unless they have no data', () => {
  const { context } = asked();
  const before = new Set(context.editions);
  context.codeSets.ptp('practitioner', 'B0021', 'B0022', '2026-03-02');
  context.codeSets.codeGroup('em.any', 'G0463', '2026-03-02');
  expect([...context.editions].filter((edition) => !before.has(edition))).toEqual([
    ...['ncci-ptp-practitioner@example', 'code-group@example'],
  ]);
  const silent = asked({}, { mue: () => ({ status: 'no_data', reason: 'none' }) }).context;
  const count = silent.editions.size;
  silent.codeSets.mue('B0021', 'practitioner', '2026-03-02');
  expect(silent.editions.size).toBe(count);
});

test('a 7th character is looked at only where the code is not valid', () => {
  const { context } = asked({ diagnoses: [{ code: 'S93.401A' }, { code: 'S93.401' }, { code: 'E11.6' }] });
  const lines = [on('2026-03-02', 1, 2, 3)];
  const { diagnoses } = asked({
    lines,
    diagnoses: [{ code: 'S93.401A' }, { code: 'S93.401' }, { code: 'E11.6' }],
  }).context;
  expect(context.diagnoses).toHaveLength(3);
  expect(diagnoses.map(({ checks }) => [checks[0]?.answer.status, checks[0]?.seventh?.kind])).toEqual([
    ['valid', undefined],
    ['header', 'missing'],
    ['header', undefined],
  ]);
});
