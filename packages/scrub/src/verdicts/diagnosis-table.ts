import type { CodeAnswer, DiagnosisFlags, SideAnswer, TabularNote } from '@claimwright/codesets/code-sets';
import { inventedCodes } from '../example-edits.ts';
import {
  given,
  type LineChange,
  lines,
  notLoaded,
  type Surroundings,
  shapedLikeCpt,
  type VerdictTable,
} from './verdict-cases.ts';

const { minorSurgery } = inventedCodes;
const listed = (...codes: string[]) => ({ diagnoses: codes.map((code) => ({ code })) });
/** Diagnoses, to all of which the one line points. */
const coded = (words: string, codes: string, expects: string[], more: Surroundings = {}, change: LineChange = {}) => {
  const list = codes === '' ? [] : codes.split(' ');
  const diagnosisPointers = list.length === 0 ? [1] : list.map((_, index) => index + 1).slice(0, 4);
  return given(words, { ...listed(...list), ...lines({ diagnosisPointers, ...change }) }, expects, more);
};
const waiting = { uncodedConditions: [{ system: 'http://snomed.info/sct', code: '10509002' }] };
const edition = 'icd10cm@example';
const icd10cm = (answer: CodeAnswer): Surroundings => ({ codeSets: { icd10cm: () => answer } });
const code = (index: number, severity = 'reject') => [`${severity} /diagnoses/${index}/code`];
const flagged = (flags: DiagnosisFlags): Surroundings => ({
  codeSets: { diagnosisFlags: () => ({ ...flags, edition: 'mce@example' }) },
});

const effective = [
  coded('the first day', 'J44.81', [], {}, { serviceFrom: '2023-10-01' }),
  coded('the day before', 'J44.81', code(0), {}, { serviceFrom: '2023-09-30' }),
  coded('has ended', 'I10', code(0), icd10cm({ status: 'not_effective', edition, effectiveTo: '2025-09-30' })),
  coded(
    'has begun and ended',
    'I10',
    code(0),
    icd10cm({ status: 'not_effective', edition, effectiveFrom: '2020-10-01', effectiveTo: '2025-09-30' }),
  ),
  coded('not in effect, and no dates are known', 'I10', code(0), icd10cm({ status: 'not_effective', edition })),
  coded('unknown', 'I10 A99.9', code(1)),
  coded('a header', 'I10 E11.6', []),
  coded(
    'no table for the date',
    'I10 E11.65',
    ['no data'],
    icd10cm({ status: 'no_data', reason: 'no edition serves the date' }),
  ),
  coded('a 7th character is missing', 'S93.401', []),
  coded('of no shape', '250.00', []),
  given('no line, no date', { ...listed('I10'), lines: [] }, ['no data']),
  given(
    'no line points to it: the first date of the encounter',
    {
      ...listed('I10', 'J44.81'),
      ...lines(
        { diagnosisPointers: [1], serviceFrom: '2026-03-02' },
        { diagnosisPointers: [1], serviceFrom: '2023-09-28' },
      ),
    },
    code(1),
  ),
  given(
    'two dates, one finding, of the earliest',
    {
      ...listed('J44.81'),
      ...lines(
        { diagnosisPointers: [1], serviceFrom: '2023-09-29' },
        { diagnosisPointers: [1], serviceFrom: '2023-09-28' },
      ),
    },
    code(0),
  ),
  given(
    'two dates, the later fits',
    {
      ...listed('J44.81'),
      ...lines({ diagnosisPointers: [1] }, { diagnosisPointers: [1], serviceFrom: '2023-09-28' }),
    },
    code(0),
  ),
  given(
    'the line of the earlier date points elsewhere',
    {
      ...listed('J44.81', 'I10'),
      ...lines({ diagnosisPointers: [1] }, { diagnosisPointers: [2], serviceFrom: '2023-09-28' }),
    },
    [],
  ),
];

const headers = [
  coded('nothing is known below it', 'I10', code(0), icd10cm({ status: 'header', edition, billableExamples: [] })),
  coded(
    'many codes below it: five are named',
    'I10',
    code(0),
    icd10cm({ status: 'header', edition, billableExamples: ['I101', 'I102', 'I103', 'I104', 'I105', 'I106'] }),
  ),
  coded('second on the list', 'I10 E11.6', code(1)),
  coded('its trouble is the 7th character', 'S93.401', []),
  given(
    'two dates: one finding',
    { ...listed('E11.6'), ...lines({ diagnosisPointers: [1] }, { diagnosisPointers: [1], serviceFrom: '2026-03-03' }) },
    code(0),
  ),
];

const written = [
  ...['A00', 'e11.65', 'E1165', ' I10 ', 'S93.401A', 'C7A.010', 'Z3A.28'].map((one) =>
    given(`${one} is a shape`, listed(one), []),
  ),
  ...['E11.', 'E1', '1E1.65', 'E11.65777', 'E11,65', 'E.1165', 'E11.6 5'].map((one) =>
    given(`${one} is none`, listed(one), code(0)),
  ),
  given('the second of two', listed('I10', 'V10.46X.'), code(1)),
];

const sevenths = [
  coded('an illegal one', 'S93.401Q', code(0)),
  coded('too early, without X', 'W19A', code(0)),
  coded('too early: of the fifth place', 'S93.4A', code(0)),
  coded('missing, and X as well', 'T14.90', code(0)),
  coded('of a category alone: a header', 'S93', []),
  coded('lower in the list', 'I10 S93.401', code(1)),
  coded('a code that is right', 'S93.401A', []),
  given(
    'two dates: one finding',
    {
      ...listed('S93.401'),
      ...lines({ diagnosisPointers: [1] }, { diagnosisPointers: [1], serviceFrom: '2026-03-03' }),
    },
    code(0),
  ),
];

const therapy: LineChange = { procedureCode: 'G0283', modifiers: ['GP'] };
const phases = [
  coded('aftercare beside an injury', 'S93.401D Z48.00', code(1, 'warn')),
  coded('orthopedic aftercare beside an injury', 'Z47.1 S93.401D', code(0, 'warn')),
  coded('aftercare alone', 'Z48.00 I10', []),
  coded(
    'two injuries of active treatment, therapy only',
    'S93.401A T14.90XA I10',
    [...code(0, 'warn'), ...code(1, 'warn')],
    {},
    therapy,
  ),
  coded('of B and of C', 'S82.101B S82.101C', [...code(0, 'warn'), ...code(1, 'warn')], {}, therapy),
  coded('later care, therapy only', 'S93.401D', [], {}, therapy),
  coded('a code that is no injury, ends in A', 'M84.371A', [], {}, therapy),
  coded(
    'aftercare and active treatment with therapy only',
    'S93.401A Z47.1',
    [...code(1, 'warn'), ...code(0, 'warn')],
    {},
    therapy,
  ),
  coded('active treatment with a visit', 'S93.401A', []),
  given(
    'active treatment with therapy and a visit',
    { ...listed('S93.401A'), ...lines({ diagnosisPointers: [1], ...therapy }, { diagnosisPointers: [1] }) },
    [],
  ),
  ...['GP', 'GO', 'GN'].map((modifier) =>
    coded(`a code known as therapy by ${modifier} alone`, 'S93.401A', code(0, 'warn'), {}, { modifiers: [modifier] }),
  ),
  given('no line', { ...listed('S93.401A'), lines: [] }, []),
  coded('an A within the code', 'S93.4A1D', [], {}, therapy),
  coded(
    'a code nobody loaded',
    'S93.401A',
    ['no data'],
    { codeSets: { codeGroup: notLoaded } },
    { procedureCode: shapedLikeCpt },
  ),
];

const sequelae = [
  coded('an external cause of S', 'W19.XXXS', []),
  coded('an injury of later care', 'S93.401D', []),
  coded('an S before the last place', 'S93.40S', []),
  coded('S as the 7th of a code that has an S in the middle', 'M8S.401S', []),
  coded('an injury of S', 'S93.401S', code(0, 'warn')),
  given('while a condition waits for its code', { ...listed('T20.211S'), ...waiting }, ['no data']),
  given('no diagnosis', listed(), []),
  given('of no shape', listed('S93.40.1S'), []),
];

const sided = (side: string): SideAnswer => ({ status: 'found', edition, side: side as 'right' });
const excludes = [
  coded('a code listed twice excludes once', 'E10.9 E10.9 E11.65', ['deny /diagnoses/2/code']),
  coded('between the two of it', 'E10.9 E11.65 E10.9', ['deny /diagnoses/1/code']),
  coded('either order', 'E11.9 E10.9', code(1, 'deny')),
  coded('with another between', 'E10.9 I10 E11.9', code(2, 'deny')),
  coded('two sides', 'M17.11 M17.12', code(1, 'warn')),
  coded('two sides, the left first', 'M17.12 M17.11', code(1, 'warn')),
  coded('one side', 'E10.9 E11.9', code(1, 'deny'), {
    codeSets: { side: (one) => sided(one === 'E109' ? 'right' : 'bilateral') },
  }),
  coded('one side alone', 'E10.9 E11.9', code(1, 'deny'), {
    codeSets: { side: (one) => (one === 'E109' ? sided('left') : { status: 'none', edition }) },
  }),
  coded('the same code twice', 'E10.9 E10.9', [], { codeSets: { excludes1Conflict: notLoaded } }),
  coded('one of no shape', 'E10.9 250.00 E11.9', code(2, 'deny')),
  coded('one of them listed again', 'E10.9 E10.9 E11.9 E10.9', code(2, 'deny')),
  coded('no notes loaded', 'I10 E11.9 L90.5', ['no data'], { codeSets: { excludes1Conflict: notLoaded } }),
  coded('one diagnosis, no notes loaded', 'I10', [], { codeSets: { excludes1Conflict: notLoaded } }),
  given('no date', { ...listed('E10.9', 'E11.9'), lines: [] }, []),
];

const note = (targets: string[], more: Partial<TabularNote> = {}): TabularNote => ({
  ...{
    kind: 'excludes2',
    anchor: 'I10',
    text: 'invented',
    targets,
    decidable: true,
    examplesOnly: false,
    conditional: false,
  },
  covers: (one) => targets.some((target) => one.startsWith(target.replace('.', ''))),
  ...more,
});
const notesOn = (which: 'codeFirst' | 'useAdditional' | 'tabularNotes', ...notes: TabularNote[]): Surroundings => ({
  codeSets: {
    [which]: (one: string) => (one === 'I10' ? { status: 'found', edition, notes } : { status: 'none', edition }),
  },
});
const excludes2 = [
  coded('a code listed twice has its notes once', 'J18.9 E11.9 J18.9', ['info /diagnoses/1/code']),
  coded('in the other order', 'E11.9 J18.9', code(0, 'info')),
  coded('either of them listed again', 'J18.9 E11.9 J18.9 E11.9', code(1, 'info')),
  coded('two it names', 'J18.9 E11.9 I10 E11.65', [...code(1, 'info'), ...code(3, 'info')]),
  coded('a note nobody can read', 'I10 E11.9', [], notesOn('tabularNotes', note(['E11'], { decidable: false }))),
  coded('a note that names its own code', 'I10 E11.9', [], notesOn('tabularNotes', note(['I10']))),
  coded('one of no shape', 'J18.9 250.00', []),
  coded('no notes loaded', 'I10 E11.9', ['no data'], { codeSets: { tabularNotes: notLoaded } }),
  coded('one diagnosis', 'J18.9', [], { codeSets: { tabularNotes: notLoaded } }),
  given('no date', { ...listed('J18.9', 'E11.9'), lines: [] }, []),
];

const manifestations = [
  given('while a condition waits for its code', { ...listed('F02.80', 'G30.9'), ...waiting }, ['no data']),
  coded('no flags loaded', 'E11.9 F02.80', ['no data'], flagged({})),
  coded('first of one line', 'G30.9 F02.80', ['warn /lines/0/diagnosisPointers/0'], {}, { diagnosisPointers: [2, 1] }),
  given(
    'first of the second of two lines',
    { ...listed('G30.9', 'F02.80'), ...lines({ diagnosisPointers: [1] }, { diagnosisPointers: [2] }) },
    ['warn /lines/1/diagnosisPointers/0'],
  ),
  coded('first of the list and of a line: one finding', 'F02.80 G30.9', code(0)),
  coded('a line that points nowhere', 'G30.9', [], {}, { diagnosisPointers: [] }),
  given('no diagnosis', listed(), []),
  given('of no shape', listed('250.00', 'F02.80'), []),
];

const causes = [
  coded('a manifestation without its disease', 'I10 F02.80', code(1, 'deny')),
  coded('a manifestation before its disease', 'F02.80 G30.9', code(0, 'deny')),
  coded('after it', 'D63.1 N18.4', code(0, 'warn')),
  coded(
    'if applicable, not listed',
    'I10 E11.9',
    code(0, 'info'),
    notesOn('codeFirst', note(['N18'], { conditional: true })),
  ),
  coded(
    'if applicable, listed after it',
    'I10 N18.4',
    code(0, 'warn'),
    notesOn('codeFirst', note(['N18'], { conditional: true })),
  ),
  coded(
    'examples only, not listed',
    'I10 E11.9',
    code(0, 'info'),
    notesOn('codeFirst', note(['N18', 'E10'], { examplesOnly: true })),
  ),
  coded('a note that names no codes', 'I10', ['no data'], notesOn('codeFirst', note([], { decidable: false }))),
  coded('if applicable, and names no codes', 'L90.5', []),
  coded('a note that names its own code', 'I10 E11.9', code(0, 'warn'), notesOn('codeFirst', note(['I10']))),
  coded('two notes in one place, one is met', 'E11.9 I10', [], notesOn('codeFirst', note(['E11']), note(['N18']))),
  coded(
    'two notes in one place, none is met',
    'I10',
    code(0, 'info'),
    notesOn('codeFirst', note(['E11']), note(['N18'])),
  ),
  coded('two notes in one place, one is met too late', 'I10 E11.9', code(0, 'warn'), {
    ...notesOn('codeFirst', note(['N18']), note(['E11'])),
  }),
  coded('two notes in two places, one is met', 'E11.9 I10', code(1, 'warn'), {
    ...notesOn('codeFirst', note(['E11']), note(['N18'], { anchor: 'I1' })),
  }),
  coded('two notes in one place, one unread and none met', 'I10', ['no data'], {
    ...notesOn('codeFirst', note(['E11']), note([], { decidable: false })),
  }),
  coded('two notes in one place, one unread, one met too late', 'I10 E11.9', code(0, 'warn'), {
    ...notesOn('codeFirst', note([], { decidable: false }), note(['E11'])),
  }),
  coded('two notes in one place, one unread and for some only', 'I10', [], {
    ...notesOn('codeFirst', note(['E11']), note([], { decidable: false, conditional: true })),
  }),
  coded('of no shape', '250.00', [], { codeSets: { codeFirst: notLoaded } }),
  coded('no notes loaded', 'I10 E11.9', ['no data'], { codeSets: { codeFirst: notLoaded } }),
  given('while a condition waits for its code', { ...listed('D63.1'), ...waiting }, ['no data']),
  given('no date', { ...listed('D63.1'), lines: [] }, []),
];

const additional = [
  coded('listed before it', 'N18.4 E11.22', []),
  coded('examples only', 'I82.401', code(0, 'info')),
  coded('if applicable', 'I10 E11.9', code(0, 'info'), notesOn('useAdditional', note(['N18'], { conditional: true }))),
  coded('of its own', 'I10 E11.9', code(0, 'warn'), notesOn('useAdditional', note(['N18', 'N19']))),
  coded('of a category above', 'I10 E11.9', code(0, 'info'), notesOn('useAdditional', note(['N18'], { anchor: 'I1' }))),
  coded('names its own code', 'I10 E11.9', code(0, 'warn'), notesOn('useAdditional', note(['I10']))),
  coded('names no codes', 'I10', [], notesOn('useAdditional', note([], { decidable: false }))),
  coded(
    'asks for tobacco',
    'I10',
    code(0, 'info'),
    notesOn('useAdditional', note(['Z77.22', 'F17.-', 'Z72.0', 'Z87.891'])),
  ),
  coded('asks for tobacco or a stage', 'I10', code(0, 'warn'), notesOn('useAdditional', note(['F17.-', 'N18']))),
  coded('two notes, one is kept', 'I10 E11.9', code(0, 'warn'), notesOn('useAdditional', note(['E11']), note(['N18']))),
  coded('of no shape', '250.00', [], { codeSets: { useAdditional: notLoaded } }),
  coded('no notes loaded', 'I10 E11.9', ['no data'], { codeSets: { useAdditional: notLoaded } }),
  given('while a condition waits for its code', { ...listed('E11.22'), ...waiting }, ['no data']),
  given('no date', { ...listed('E11.22'), lines: [] }, []),
];

const externalCauses = [
  ...['V00.01XA', 'W19.XXXA', 'X00.0XXA', 'Y99.9'].map((one) => coded(`${one} first`, one, code(0))),
  ...['U07.1', 'Z00.00', 'T14.90XA'].map((one) => coded(`${one} first`, one, [])),
  given('while a condition waits for its code', { ...listed('W19.XXXA'), ...waiting }, ['no data']),
  given('no diagnosis', listed(), []),
  given('of no shape', listed('W1'), []),
];

const firstOnly = [
  ...[
    'Z00.00',
    'Z01.00',
    'Z02.0',
    'Z04.1',
    'Z31.81',
    'Z31.82',
    'Z31.83',
    'Z31.84',
    'Z33.2',
    'Z34.00',
    'Z38.00',
    'Z39.0',
    'Z40.00',
    'Z42.1',
    'Z51.0',
    'Z51.11',
    'Z52.000',
    'Z76.1',
    'Z76.2',
    'Z99.12',
  ].map((one) => coded(`${one} second`, `I10 ${one}`, code(1, 'warn'))),
  ...['Z00.6', 'Z52.9', 'Z79.4', 'Z03.6', 'Z31.89', 'Z51.5', 'Z99.11', 'O80', 'Y00.6'].map((one) =>
    coded(`${one} second`, `I10 ${one}`, []),
  ),
  coded('of no shape', 'I10 Z000.00', []),
];

const unacceptable = [
  ...[
    'Z00.00',
    'Z09',
    'Z12.11',
    'Z20.1',
    'Z23',
    'Z29.11',
    'Z30.011',
    'Z36.0',
    'Z38.00',
    'Z39.0',
    'Z41.1',
    'Z48.00',
    'Z51.11',
    'Z53.20',
    'Z69.010',
    'Z71.3',
    'Z76.0',
  ].map((one) =>
    coded(`${one}, a reason for a visit`, one, [], flagged({ unacceptablePrincipal: true, manifestation: false })),
  ),
  ...['Z15.01', 'Z37.0', 'Z54.0', 'Z66', 'Z79.4', 'Z99.12', 'I10', 'Z14.01', 'Z21', 'Z77.010'].map((one) =>
    coded(
      `${one}, a circumstance`,
      one,
      code(0, 'warn'),
      flagged({ unacceptablePrincipal: true, manifestation: false }),
    ),
  ),
  ...['Z79.4', 'Z79.899'].map((one) =>
    coded(
      `${one}, drug therapy, on no list`,
      one,
      code(0, 'warn'),
      flagged({ unacceptablePrincipal: false, manifestation: false }),
    ),
  ),
  coded('Z78.0, on no list', 'Z78.0', [], flagged({ unacceptablePrincipal: false, manifestation: false })),
  coded('a manifestation', 'I10', [], flagged({ unacceptablePrincipal: true, manifestation: true })),
  coded(
    'an external cause',
    'I10',
    [],
    flagged({ unacceptablePrincipal: true, externalCause: true, manifestation: false }),
  ),
  coded('no list loaded', 'I10', ['no data'], flagged({})),
  given('while a condition waits for its code', { ...listed('Z66'), ...waiting }, ['no data']),
  given('no date', { ...listed('Z66'), lines: [] }, []),
  given('no diagnosis', listed(), []),
];

const aged = (
  words: string,
  flags: DiagnosisFlags,
  birthDate: string | null,
  expects: string[],
  change: LineChange = {},
) =>
  given(
    words,
    { ...listed('I10'), patient: { birthDate }, ...lines({ diagnosisPointers: [1], ...change }) },
    expects,
    flagged(flags),
  );
const old = code(0, 'warn');
const ages = [
  aged('a newborn, the day before the first birthday', { newborn: true }, '2025-03-03', []),
  aged('a newborn, on the first birthday', { newborn: true }, '2025-03-02', old),
  aged('pediatric, the day before 18', { pediatric: true }, '2008-03-03', []),
  aged('pediatric, 18', { pediatric: true }, '2008-03-02', old),
  aged('maternity, 8', { maternity: true }, '2017-03-03', old),
  aged('maternity, 9', { maternity: true }, '2017-03-02', []),
  aged('maternity, 64', { maternity: true }, '1961-03-03', []),
  aged('maternity, 65', { maternity: true }, '1961-03-02', old),
  aged('maternity, 11 in 2019-09', { maternity: true }, '2007-10-01', old, { serviceFrom: '2019-09-30' }),
  aged('maternity, 12 in 2019-09', { maternity: true }, '2007-09-30', [], { serviceFrom: '2019-09-30' }),
  aged('maternity, 55 in 2019-09', { maternity: true }, '1963-10-01', [], { serviceFrom: '2019-09-30' }),
  aged('maternity, 56 in 2019-09', { maternity: true }, '1963-09-30', old, { serviceFrom: '2019-09-30' }),
  aged('maternity, 56 in 2019-10', { maternity: true }, '1963-09-30', [], { serviceFrom: '2019-10-01' }),
  aged('adult, the day before 15', { adult: true }, '2011-03-03', old),
  aged('adult, 15', { adult: true }, '2011-03-02', []),
  aged('adult, 124', { adult: true }, '1901-03-03', []),
  aged('adult, 125', { adult: true }, '1901-03-02', old),
  aged('adult or newborn, 5', { adult: true, newborn: true }, '2021-03-02', old),
  aged('adult or newborn, 0', { adult: true, newborn: true }, '2026-03-01', []),
  aged('no age list', { newborn: false, pediatric: false, maternity: false, adult: false }, '2021-03-02', []),
  aged('no age list loaded', {}, '2021-03-02', ['no data']),
  aged('no birth date', { adult: true }, null, ['no data']),
  given('no date', { ...listed('O80'), lines: [] }, []),
];

const sexed = (
  words: string,
  one: string,
  sex: string | null,
  expects: string[],
  flags: DiagnosisFlags = {},
  change: LineChange = {},
) =>
  given(
    words,
    { ...listed(one), patient: { sex: sex as 'F' }, ...lines({ diagnosisPointers: [1], ...change }) },
    expects,
    { payer: { sexEdits: true }, ...flagged({ manifestation: false, ...flags }) },
  );
const sexes = [
  sexed('on the list of women, a man', 'I10', 'M', old, { female: true }),
  sexed('on the list of women, a woman', 'I10', 'F', [], { female: true }),
  sexed('on the list of men, a woman', 'I10', 'F', old, { male: true }),
  sexed('on the list of men, a man', 'I10', 'M', [], { male: true }),
  sexed('on the list of men, sex not known', 'I10', 'U', [], { male: true }),
  sexed('on the list of men, no sex', 'I10', null, [], { male: true }),
  sexed('on the list of men, KX', 'I10', 'F', [], { male: true }, { modifiers: ['RT', 'KX'] }),
  given(
    'on the list of men, KX on one of two lines',
    {
      ...listed('I10'),
      patient: { sex: 'F' as const },
      ...lines({ diagnosisPointers: [1] }, { diagnosisPointers: [1], modifiers: ['KX'] }),
    },
    [],
    { payer: { sexEdits: true }, ...flagged({ male: true, manifestation: false }) },
  ),
  sexed('on the list of men, another modifier', 'I10', 'F', old, { male: true }, { modifiers: ['RT'] }),
  ...['C51.0', 'C58', 'N70.01', 'N98.0', 'O00.00', 'O9A.111', 'Z34.00', 'Z3A.28'].map((one) =>
    sexed(`${one} of a man`, one, 'M', old),
  ),
  ...['C60.0', 'C63.9', 'N40.1', 'N53.12'].map((one) => sexed(`${one} of a woman`, one, 'F', old)),
  ...['C50.011', 'C64.1', 'N39.0', 'N60.01', 'N99.0', 'P00.0', 'Z33.1', 'Z35.0'].map((one) =>
    sexed(`${one} of a man`, one, 'M', []),
  ),
  given(
    'the profile does not ask: an information',
    { ...listed('N40.1'), patient: { sex: 'F' as const }, ...lines({ diagnosisPointers: [1] }) },
    code(0, 'info'),
  ),
  given(
    'on the list of women until it ended',
    { ...listed('Z12.4'), patient: { sex: 'M' as const }, ...lines({ diagnosisPointers: [1] }) },
    code(0, 'warn'),
    {
      payer: { sexEdits: true },
      codeSets: { diagnosisFlags: (_, on) => (on <= '2024-09-30' ? { female: true, edition } : { edition }) },
    },
  ),
  sexed('the list goes before the block', 'N40.1', 'M', old, { female: true }),
  sexed('of no shape', '250.00', 'M', []),
];

const repeated = [
  coded('written otherwise', 'E11.65 I10 e1165', code(2)),
  coded('three times', 'I10 I10 I10', [...code(1), ...code(2)]),
  coded('of no shape, twice', '250.00 250.00', []),
];

const pointed = (
  words: string,
  codes: string,
  modifiers: string[],
  expects: string[],
  change: LineChange = {},
  more: Surroundings = {},
) => coded(words, codes, expects, more, { procedureCode: minorSurgery, modifiers, ...change });
const wrongSide = ['warn /lines/0/modifiers/0'];
const sides = [
  pointed('right for the left', 'M17.12', ['RT'], wrongSide),
  pointed('right for the right', 'M17.11', ['RT'], []),
  pointed('a right finger for the left', 'M17.12', ['F6'], wrongSide),
  pointed('a left finger for the right', 'M17.11', ['FA'], wrongSide),
  pointed('both sides for the left', 'M17.12', ['50'], []),
  pointed('right and left for the left', 'M17.12', ['RT', 'LT'], []),
  pointed('no side', 'M17.12', ['KX'], []),
  pointed('no side, for the right', 'M17.11', ['KX'], []),
  pointed('both sides by 50, and a left finger', 'M17.11', ['50', 'FA'], []),
  pointed('left for both', 'M17.0', ['LT'], []),
  pointed('left for a side left open', 'M17.10', ['LT'], []),
  pointed('left for what has no side', 'I10', ['LT'], []),
  pointed('left for the right and for the left', 'M17.11 M17.12', ['LT'], []),
  pointed('left for the right and for what has no side', 'I10 M17.11', ['LT'], wrongSide),
  pointed('left for the right, to which it does not point', 'I10 M17.11', ['LT'], [], { diagnosisPointers: [1] }),
  pointed('a pointer past the list', 'I10', ['LT'], [], { diagnosisPointers: [1, 9] }),
  pointed('no titles loaded', 'I10', ['LT'], ['no data'], {}, { codeSets: { side: notLoaded } }),
  pointed('no titles loaded, no modifier', 'I10', [], [], {}, { codeSets: { side: notLoaded } }),
];

const open: Surroundings = { codeSets: { side: () => sided('unspecified') } };
const unspecified = [
  coded('the side left open by its title', 'M17.10', code(0, 'warn')),
  coded('both', 'I82.409', code(0, 'warn'), open),
  coded('no flags loaded', 'I10', ['no data'], flagged({})),
  coded('no flags loaded, the side left open', 'M17.10', code(0, 'warn'), flagged({})),
  coded('no titles loaded', 'I10', ['no data'], { codeSets: { side: notLoaded } }),
  coded('no titles loaded, unspecified by its flag', 'I82.409', code(0, 'warn'), { codeSets: { side: notLoaded } }),
  coded('a side is named', 'M17.11', []),
  given('no date', { ...listed('I10'), lines: [] }, [], flagged({})),
  given('no date, the side left open', { ...listed('M17.10'), lines: [] }, code(0, 'warn')),
];

const many = Array.from({ length: 14 }, (_, index) => `A0${index % 10}.${index}`);
const counts = [
  given('none', listed(), ['reject /diagnoses']),
  given('none, and no line', { ...listed(), lines: [] }, []),
  given('none, while a condition waits for its code', { ...listed(), ...waiting }, ['no data']),
  given('fourteen, a line points to the last', { ...listed(...many), ...lines({ diagnosisPointers: [1, 14] }) }, [
    'reject /diagnoses/12',
    'warn /diagnoses/13',
  ]),
  given(
    'thirteen, one of two lines points to the last',
    { ...listed(...many.slice(0, 13)), ...lines({ diagnosisPointers: [1] }, { diagnosisPointers: [13], units: 2 }) },
    ['warn /diagnoses/12'],
  ),
  given('twelve', listed(...many.slice(0, 12)), []),
];

const pregnancies = [
  coded('with supervision of a normal pregnancy', 'Z34.00 O24.410 Z3A.28', code(0, 'warn')),
  coded('normal pregnancy alone', 'Z34.00', []),
  coded('incidental alone', 'Z33.1 I10', []),
  ...['O09.00', 'O48.0', 'O98.011', 'O9A.111'].map((one) => coded(`${one} without weeks`, one, code(0, 'warn'))),
  ...['O08.0', 'O60.00', 'O97.0', 'O90.0'].map((one) => coded(`${one} without weeks`, one, [])),
  coded('two without weeks: one finding', 'O24.410 O09.00', code(0, 'warn')),
  coded('the second without weeks', 'I10 O24.410', code(1, 'warn')),
  coded('O80 without outcome', 'O80 Z3A.28', code(0, 'warn')),
  coded('O82 without outcome', 'I10 O82 Z3A.28', code(1, 'warn')),
  coded('O80 with outcome', 'O80 Z37.0', []),
  coded('O83 without outcome', 'O83', []),
  coded('outcome without delivery', 'O90.0 Z37.0', []),
  coded('everything at once', 'O80 O24.410 Z33.1', [...code(2, 'warn'), ...code(1, 'warn'), ...code(0, 'warn')]),
  coded('a code of no shape', '250.00 I10', []),
];

const symptoms = [
  coded('cough before pneumonia', 'R05.9 J18.9', code(0, 'info')),
  coded('cough with asthma', 'J45.20 R05.9', code(1, 'info')),
  coded('shortness of breath with heart failure', 'I50.9 R06.02', code(1, 'info')),
  coded('another symptom of breathing', 'I50.9 R06.09', []),
  coded('a symptom with another disease', 'E11.9 R05.9', []),
  coded('hyperglycemia with diabetes', 'E11.65 R73.9', code(1, 'info')),
  coded('a symptom no pair names', 'J18.9 R68.89', []),
  coded('no symptom', 'J18.9 J20.9', []),
  coded('of no shape', 'J18.9 R0.59', []),
];

export const diagnosisCases: VerdictTable = {
  DX001: effective,
  DX002: headers,
  DX003: written,
  DX004: sevenths,
  DX005: phases,
  DX006: sequelae,
  DX007: excludes,
  DX008: excludes2,
  DX009: manifestations,
  DX010: causes,
  DX011: additional,
  DX012: externalCauses,
  DX013: firstOnly,
  DX015: unacceptable,
  DX016: ages,
  DX017: sexes,
  DX018: repeated,
  DX019: sides,
  DX020: unspecified,
  DX021: counts,
  DX022: pregnancies,
  DX023: symptoms,
};
