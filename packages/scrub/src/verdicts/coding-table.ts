import type { CodeAnswer } from '@claimwright/codesets/code-sets';
import { exampleEdits, inventedCodes } from '../example-edits.ts';
import { pastLine } from '../example-history.ts';
import {
  given,
  type LineChange,
  lines,
  medicare,
  notLoaded,
  type Surroundings,
  shapedLikeCpt,
  type VerdictTable,
} from './verdict-cases.ts';

const { laterVisit, emergencyVisit, nursingVisit, homeVisit, hospitalVisit, adultCheckUp } = inventedCodes;
const { majorSurgery, minorSurgery, shortSurgery, addOn, contractorAddOn, partlyListedAddOn, anesthesia } =
  inventedCodes;
const { labTest, waivedTest } = inventedCodes;
const diagnosticTest = inventedCodes.test;
const coded = (procedureCode: string, more: LineChange = {}) => ({ procedureCode, ...more });
const on = (words: string, change: LineChange, expects: string[], more: Surroundings = {}) =>
  given(words, lines(change), expects, more);
const pair = (words: string, one: LineChange, other: LineChange, expects: string[], more: Surroundings = {}) =>
  given(words, lines(one, other), expects, more);
const noGroups = { codeSets: { codeGroup: notLoaded } };
const cpt = coded(shapedLikeCpt);
const answers = (answer: CodeAnswer) => () => answer;
const procedure = (answer: CodeAnswer): Surroundings => ({ codeSets: { hcpcs: answers(answer) } });
const modifier = (answer: CodeAnswer): Surroundings => ({ codeSets: { modifier: answers(answer) } });
const place = (answer: CodeAnswer): Surroundings => ({ codeSets: { placeOfService: answers(answer) } });
const edition = 'hcpcs@example';
const code0 = ['reject /lines/0/procedureCode'];
const other = { renderingProvider: { npi: '1999999992', lastName: 'Other', taxonomyCode: '207R00000X' } };

const shapes = [
  on('a dental code', coded('D0120'), code0),
  on('a code of the shape of CPT', cpt, []),
  on('small letters and blanks', coded(' g0463 '), []),
  on('the letter F', coded('F0463'), code0),
  on('the letter W', coded('W0463'), code0),
  on('four digits after another letter', coded('G04635'), code0),
  on('a code of CPT with a letter at its end', coded(`${'0'.repeat(4)}T`), []),
];

const effective = [
  on('not active, with its last day', coded('C9803'), code0),
  on('its last day', coded('C9803', { serviceFrom: '2023-12-31' }), []),
  on('begins later', {}, code0, procedure({ status: 'not_effective', edition, effectiveFrom: '2026-04-01' })),
  on(
    'ended and begins again',
    {},
    code0,
    procedure({ status: 'not_effective', edition, effectiveFrom: '2026-04-01', effectiveTo: '2026-03-01' }),
  ),
  on(
    'begins later, with its end',
    {},
    code0,
    procedure({ status: 'not_effective', edition, effectiveFrom: '2026-04-01', effectiveTo: '2026-03-02' }),
  ),
  on('not active, and no dates are known', {}, code0, procedure({ status: 'not_effective', edition })),
  on('unknown', coded('G9999'), code0),
  on('no table for the date', {}, ['no data'], procedure({ status: 'no_data', reason: 'no edition serves the date' })),
  on('a code of the shape of CPT, unknown to HCPCS', cpt, ['no data']),
  on(
    'a code of the shape of CPT, unknown to a list of CPT',
    cpt,
    code0,
    procedure({ status: 'unknown', edition: 'cpt@own' }),
  ),
  on('a code of the shape of CPT, in a list of CPT', cpt, [], procedure({ status: 'valid', edition: 'cpt@own' })),
];

const modifierLists = [
  on('one character', { modifiers: ['R'] }, ['reject /lines/0/modifiers/0']),
  on('a sign', { modifiers: ['KX', 'R-'] }, ['reject /lines/0/modifiers/1']),
  on('small letters', { modifiers: ['kx'] }, []),
  on('twice, written otherwise', { modifiers: ['KX', 'GP', 'kx'] }, ['reject /lines/0/modifiers/2']),
  on(
    'not in effect',
    { modifiers: ['KX'] },
    ['reject /lines/0/modifiers/0'],
    modifier({ status: 'not_effective', edition }),
  ),
  on('unknown', { modifiers: ['KX', 'ZZ'] }, ['reject /lines/0/modifiers/1']),
  on('unknown, begins with a digit', { modifiers: ['99'] }, ['no data']),
  on(
    'not in effect, begins with a digit',
    { modifiers: ['25'] },
    ['reject /lines/0/modifiers/0'],
    modifier({ status: 'not_effective', edition }),
  ),
  on(
    'no table for the date',
    { modifiers: ['KX'] },
    ['no data'],
    modifier({ status: 'no_data', reason: 'no edition serves the date' }),
  ),
  on('a trip on no ambulance code', { modifiers: ['RH'] }, ['reject /lines/0/modifiers/0']),
  on('a trip on an ambulance code', coded('A0427', { modifiers: ['SH'] }), []),
  on('a letter no trip has', coded('A0427', { modifiers: ['RB'] }), ['reject /lines/0/modifiers/0']),
  on(
    'a trip on a code beside the ambulance',
    coded('A0100', { modifiers: ['RH'] }),
    ['reject /lines/0/modifiers/0'],
    procedure({ status: 'valid', edition }),
  ),
];

const used = (words: string, change: LineChange, expects: string[], more: Surroundings = {}) =>
  on(words, change, expects, more);
const first = (severity: string) => [`${severity} /lines/0/modifiers/0`];
const beside: LineChange = coded('A0425');
const modifierUse = [
  used('24 on a procedure', coded(majorSurgery, { modifiers: ['24'] }), first('deny')),
  used('24 on a visit', coded(laterVisit, { modifiers: ['24'] }), []),
  used('57 on a procedure', coded(majorSurgery, { modifiers: ['57'] }), first('deny')),
  used('25 on a visit alone', coded(laterVisit, { modifiers: ['25'] }), first('warn')),
  pair('25 beside the same visit again', coded(laterVisit, { modifiers: ['25'] }), coded(laterVisit), first('warn')),
  pair(
    '25 beside a service of another day',
    coded(laterVisit, { modifiers: ['25'] }),
    { ...beside, serviceFrom: '2026-03-03' },
    first('warn'),
  ),
  pair('25 beside a service', coded(laterVisit, { modifiers: ['25'] }), beside, []),
  used('25 beside an earlier claim', coded(laterVisit, { modifiers: ['25'] }), [], {
    history: [pastLine('a0425', '2026-03-02')],
  }),
  used('25 beside an earlier claim of the same visit', coded(laterVisit, { modifiers: ['25'] }), first('warn'), {
    history: [pastLine(laterVisit.toLowerCase(), '2026-03-02')],
  }),
  used('25 beside a voided claim', coded(laterVisit, { modifiers: ['25'] }), first('warn'), {
    history: [pastLine('A0425', '2026-03-02', { frequencyCode: '8' })],
  }),
  used('25 beside an earlier claim of another day', coded(laterVisit, { modifiers: ['25'] }), first('warn'), {
    history: [pastLine('A0425', '2026-03-01')],
  }),
  used('26 on a test', coded(diagnosticTest, { modifiers: ['26'] }), []),
  used('26 on an operation', coded(majorSurgery, { modifiers: ['26'] }), first('deny')),
  used('26 on a code without fee', coded('A0425', { modifiers: ['26'] }), []),
  used('26, and no fee schedule is loaded', coded(diagnosticTest, { modifiers: ['26'] }), ['no data'], {
    codeSets: { physicianFee: notLoaded },
  }),
  used('TC on a test', coded(diagnosticTest, { modifiers: ['TC'] }), []),
  used('TC on an operation, in an office', coded(majorSurgery, { modifiers: ['TC'] }), first('deny')),
  used(
    'TC on a test, in a hospital',
    coded(diagnosticTest, { modifiers: ['TC'], placeOfService: '22' }),
    first('deny'),
  ),
  given('TC on a test, nowhere', { ...lines(coded(diagnosticTest, { modifiers: ['TC'] })), placeOfService: null }, []),
  used('50 on an operation', coded(minorSurgery, { modifiers: ['50'] }), []),
  used('50 on two units', coded(minorSurgery, { modifiers: ['50'], units: 2 }), first('deny')),
  used('50 on what is bilateral', coded(shortSurgery, { modifiers: ['50'] }), first('deny')),
  used('LT on what is bilateral', coded(shortSurgery, { modifiers: ['LT'] }), []),
  used('RT on what has no sides', coded(laterVisit, { modifiers: ['RT'] }), first('warn')),
  used('51 on what is not reduced', coded(diagnosticTest, { modifiers: ['51'] }), first('info')),
  used('51 on an operation', coded(majorSurgery, { modifiers: ['51'] }), []),
  used('53 on a visit', coded(laterVisit, { modifiers: ['53'] }), first('warn')),
  used('53 on an operation', coded(majorSurgery, { modifiers: ['53'] }), []),
  used('73 on a professional claim', coded(majorSurgery, { modifiers: ['73'] }), first('reject')),
  used('54 on an operation', coded(majorSurgery, { modifiers: ['54'] }), []),
  used('55 on one without aftercare', coded(minorSurgery, { modifiers: ['55'] }), first('warn')),
  used('59 on a visit', coded(laterVisit, { modifiers: ['59'] }), first('deny')),
  used('62 on what two surgeons do', coded(majorSurgery, { modifiers: ['62'] }), []),
  used('62 on what one does', coded(minorSurgery, { modifiers: ['62'] }), first('deny')),
  used('66 on a team operation', coded(majorSurgery, { modifiers: ['66'] }), []),
  used('66 on no team operation', coded(minorSurgery, { modifiers: ['66'] }), first('deny')),
  used('76 on a visit: neither repeated nor billed twice', coded(laterVisit, { modifiers: ['76'] }), [
    ...first('deny'),
    ...first('warn'),
  ]),
  used('77 on a laboratory test', coded(labTest, { modifiers: ['77'], cliaNumber: '11D1234567' }), [
    ...first('warn'),
    ...first('warn'),
  ]),
  pair('76 beside the first', coded(majorSurgery, { modifiers: ['76'] }), coded(majorSurgery), []),
  pair(
    '76 beside the first of another day',
    coded(majorSurgery, { modifiers: ['76'] }),
    coded(majorSurgery, { serviceFrom: '2026-03-01' }),
    first('warn'),
  ),
  used('76 after an earlier claim', coded(majorSurgery, { modifiers: ['76'] }), [], {
    history: [pastLine(majorSurgery.toLowerCase(), '2026-03-02')],
  }),
  used('91 on no laboratory test', coded(majorSurgery, { modifiers: ['91'] }), [...first('warn'), ...first('warn')]),
  used('80 on what an assistant is paid for', coded(majorSurgery, { modifiers: ['80'] }), []),
  used('AS on what none is paid for', coded(minorSurgery, { modifiers: ['AS'] }), first('deny')),
  used('QZ on an operation', coded(majorSurgery, { modifiers: ['QZ'] }), first('reject')),
  used('QZ on anaesthesia', coded(anesthesia, { modifiers: ['QZ'], unit: 'MJ', units: 30 }), []),
  used('anaesthesia without', coded(anesthesia, { unit: 'MJ', units: 30 }), ['reject /lines/0/modifiers']),
  used('therapy without its discipline', coded('G0283'), ['deny /lines/0/modifiers']),
  used('therapy with its discipline', coded('G0283', { modifiers: ['GO'] }), []),
  used('a single-dose drug, for another payer', coded('J9035'), []),
  given('a single-dose drug, for Medicare', { ...medicare, ...lines(coded('J9035')) }, ['deny /lines/0/modifiers']),
  given('a single-dose drug with JW', { ...medicare, ...lines(coded('J9035', { modifiers: ['JW'] })) }, []),
  given('a single-dose drug before JZ', { ...medicare, ...lines(coded('J9035', { serviceFrom: '2023-06-30' })) }, []),
  given(
    'a single-dose drug on the first day of JZ',
    { ...medicare, ...lines(coded('J9035', { serviceFrom: '2023-07-01' })) },
    ['deny /lines/0/modifiers'],
  ),
  used('two fingers', coded(minorSurgery, { modifiers: ['F1', 'KX', 'F6'] }), ['deny /lines/0/modifiers/2']),
  used('three fingers', coded(minorSurgery, { modifiers: ['FA', 'F1', 'F6'] }), ['deny /lines/0/modifiers/2']),
  used('a finger and a toe', coded(minorSurgery, { modifiers: ['TA', 'F1'] }), ['deny /lines/0/modifiers/1']),
  used('the same finger twice', coded(minorSurgery, { modifiers: ['F1', 'F1'] }), []),
  used('one finger', coded(minorSurgery, { modifiers: ['KX', 'F1'] }), []),
  used('a finger and a side', coded(minorSurgery, { modifiers: ['LT', 'F1'] }), []),
  used(
    'a code nobody loaded',
    coded(shapedLikeCpt, { modifiers: ['25'] }),
    [...first('warn'), ...Array(3).fill('no data')],
    noGroups,
  ),
  used(
    'a code nobody loaded, with 53',
    coded(shapedLikeCpt, { modifiers: ['53'] }),
    Array(3).fill('no data'),
    noGroups,
  ),
];

const exclusive = [
  ...['26 TC', '50 LT', 'LT RT', '76 77', '58 79', '59 XS', '80 AS', '93 95', '93 GT', 'QK QZ', 'GO GP', 'JW JZ'].map(
    (both) => on(`${both.replace(' ', ' and ')}`, { modifiers: both.split(' ') }, ['reject /lines/0/modifiers/1']),
  ),
  on('95 and GT', { modifiers: ['95', 'GT'] }, []),
  on('the same twice', { modifiers: ['59', '59'] }, []),
  on('with one between', { modifiers: ['JW', 'KX', 'JZ'] }, ['reject /lines/0/modifiers/2']),
  on('three of a set', { modifiers: ['78', '58', '79'] }, [
    'reject /lines/0/modifiers/1',
    'reject /lines/0/modifiers/2',
  ]),
  on('two that have nothing to do with each other', { modifiers: ['26', 'RT'] }, []),
];

const notices = [
  on('GA alone', { modifiers: ['GA'] }, []),
  on('GZ, GX', { modifiers: ['GZ', 'GX'] }, ['reject /lines/0/modifiers/1']),
  on('GX, GA', { modifiers: ['GX', 'KX', 'GA'] }, ['reject /lines/0/modifiers/2']),
  on('GA twice', { modifiers: ['GA', 'GA'] }, []),
  on('GA and GY', { modifiers: ['GA', 'GY'] }, []),
  on('GY and KX', { modifiers: ['GY', 'KX'] }, []),
  on('a second GA after GZ', { modifiers: ['GA', 'GZ', 'GA'] }, ['reject /lines/0/modifiers/2']),
];

const born = (words: string, birthDate: string | null, change: LineChange, expects: string[], more: object = {}) =>
  given(words, { ...lines(change), patient: { birthDate, ...more } }, expects);
const screened = [
  born('39 years', '1986-03-03', coded(adultCheckUp), ['warn /lines/0/procedureCode']),
  born('40 years to the day', '1986-03-02', coded(adultCheckUp), []),
  born('64 years', '1961-03-03', coded(adultCheckUp), []),
  born('65 years to the day', '1961-03-02', coded(adultCheckUp), ['warn /lines/0/procedureCode']),
  born('no birth date', null, coded(adultCheckUp), ['no data']),
  born('a limit without an end', '1906-03-02', coded('G0328', { cliaNumber: '11D1234567' }), []),
  born('younger than a limit without an end', '1996-03-02', coded('G0328', { cliaNumber: '11D1234567' }), [
    'warn /lines/0/procedureCode',
  ]),
  born('a man of 49', '1976-03-03', coded('G0102'), ['warn /lines/0/procedureCode'], { sex: 'M' }),
  born('a woman of 49', '1976-03-03', coded('G0102'), ['warn /lines/0/procedureCode'], { sex: 'F' }),
  born('sex not known', '1956-03-03', coded('G0102'), [], { sex: 'U' }),
  born('no sex', '1956-03-03', coded('G0102'), [], { sex: null }),
  born('a woman, no birth date', null, coded('G0102'), ['warn /lines/0/procedureCode', 'no data'], { sex: 'F' }),
  born('a man', '1956-03-03', coded('G0101'), ['warn /lines/0/procedureCode'], { sex: 'M' }),
  given('a code nobody loaded', lines(cpt), Array(12).fill('no data'), noGroups),
  born('an implant of a man', '1986-03-03', coded('J7307'), ['warn /lines/0/procedureCode'], { sex: 'M' }),
  born('an implant of a woman', '1986-03-03', coded('J7307'), [], { sex: 'F' }),
];

const described = [
  on('a note of the line', coded('J3490', { note: 'Examplamab 5 mg' }), []),
  given('a note of the claim', { ...lines(coded('J3490')), note: 'Examplamab 5 mg' }, []),
  on('a code that has its own meaning', {}, []),
  on('an unlisted brace', coded('L1499'), ['reject /lines/0/description']),
];

const stay = (words: string, placeOfService: string | null, expects: string[], encounter: object = medicare) =>
  given(words, { ...encounter, placeOfService, dates: { admission: '2026-03-01' }, ...lines(coded('G0412')) }, expects);
const inpatientOnly = [
  stay('in an office', '11', ['deny /lines/0/procedureCode']),
  stay('in a psychiatric hospital', '51', []),
  stay('in a rehabilitation hospital', '61', []),
  stay('nowhere', null, []),
  stay('another payer', '22', [], {}),
  given('another procedure', { ...medicare, placeOfService: '22', ...lines({}) }, []),
  given('a code nobody loaded', { ...medicare, placeOfService: '22', ...lines(cpt) }, ['no data'], noGroups),
];

const places = [
  given('none', { placeOfService: null }, ['reject /placeOfService']),
  given('none, and two lines: one finding', { placeOfService: null, ...lines({}, { units: 2 }) }, [
    'reject /placeOfService',
  ]),
  on('none that is a code, on the line', { placeOfService: '1' }, ['reject /lines/0/placeOfService']),
  on('none in effect, on the line', { placeOfService: '29' }, ['reject /lines/0/placeOfService']),
  given('wrong on the claim, right on the line', { placeOfService: '29', ...lines({ placeOfService: '11' }) }, []),
  given(
    'wrong on the claim and on one line',
    { placeOfService: '29', ...lines({ placeOfService: '28' }, {}, { placeOfService: '27' }) },
    ['reject /lines/0/placeOfService', 'reject /placeOfService', 'reject /lines/2/placeOfService'],
  ),
  given('no table for the date', {}, ['no data'], place({ status: 'no_data', reason: 'no edition serves the date' })),
  given(
    'no table for the dates, on the claim: once',
    lines({}, { units: 2 }),
    ['no data'],
    place({ status: 'no_data', reason: 'no edition serves the date' }),
  ),
  given('not in effect on the second date', lines({}, { serviceFrom: '2026-03-01' }), ['reject /placeOfService'], {
    codeSets: {
      placeOfService: (_, date) => ({
        status: date < '2026-03-02' ? 'not_effective' : 'valid',
        edition: 'pos@example',
      }),
    },
  }),
];

const visited = (words: string, code: string, at: string | null, expects: string[]) =>
  given(words, { placeOfService: at, dates: { admission: '2026-03-01' }, ...lines(coded(code)) }, expects);
const visitPlaces = [
  visited('a hospital visit in a hospital', hospitalVisit, '21', []),
  visited('a hospital visit in an office', hospitalVisit, '11', ['deny /placeOfService']),
  visited('a nursing facility visit in one', nursingVisit, '31', []),
  visited('a nursing facility visit at home', nursingVisit, '12', ['deny /placeOfService']),
  visited('a visit at home', homeVisit, '12', []),
  visited('a home visit in a hospital', homeVisit, '22', ['deny /placeOfService']),
  visited('a visit at a distance', emergencyVisit, '02', []),
  visited('a visit at a distance, at home', emergencyVisit, '10', []),
  visited('nowhere', emergencyVisit, null, []),
  on('the place of the line', coded(emergencyVisit, { placeOfService: '22' }), ['deny /lines/0/placeOfService']),
  given('a code nobody loaded', lines(cpt), Array(5).fill('no data'), noGroups),
  visited('an ambulance in an office', 'A0427', '11', ['deny /placeOfService']),
  visited('an ambulance on the road', 'A0425', '41', []),
  visited('an ambulance in the air', 'A0436', '42', []),
  visited('a supply of an ambulance', 'A0382', '11', []),
];

const admitted = (words: string, dates: object, change: LineChange, expects: string[], at = '21') =>
  given(words, { placeOfService: at, dates, ...lines(change) }, expects);
const stays = [
  admitted('a psychiatric hospital, no date', {}, {}, ['reject /dates/admission'], '51'),
  admitted('an office, no date', {}, {}, [], '11'),
  given('nowhere', { placeOfService: null }, []),
  given('two lines without date: one finding', { placeOfService: '61', ...lines({}, { units: 2 }) }, [
    'reject /dates/admission',
  ]),
  admitted('the day of admission', { admission: '2026-03-02' }, {}, []),
  admitted('before admission', { admission: '2026-03-03' }, {}, ['reject /lines/0/serviceFrom']),
  admitted(
    'to the day of discharge',
    { admission: '2026-03-01', discharge: '2026-03-04' },
    { serviceTo: '2026-03-04' },
    [],
  ),
  admitted(
    'past the day of discharge',
    { admission: '2026-03-01', discharge: '2026-03-04' },
    { serviceTo: '2026-03-05' },
    ['reject /lines/0/serviceFrom'],
  ),
];

const laterVisitFirst: Surroundings = {
  codeSets: {
    ptp: (_, one) =>
      one === laterVisit ? { status: 'edit', edition, modifierIndicator: 1 } : { status: 'none', edition },
  },
};
const pairs = [
  pair('25 on the visit', coded(minorSurgery), coded(laterVisit, { modifiers: ['25'] }), []),
  pair('25 on the operation', coded(minorSurgery, { modifiers: ['25'] }), coded(laterVisit), [
    'deny /lines/1/procedureCode',
  ]),
  pair('the visit first', coded(laterVisit), coded(minorSurgery), ['deny /lines/0/procedureCode']),
  ...['58', '59', '78', '79', '91', 'XE', 'XU', 'F1', 'TA'].map((one) =>
    pair(`${one} on the second`, coded(minorSurgery), coded(shortSurgery, { modifiers: [one] }), []),
  ),
  ...['50', '51', '76', '77', 'KX'].map((one) =>
    pair(`${one} on the second opens nothing`, coded(minorSurgery), coded(shortSurgery, { modifiers: [one] }), [
      'deny /lines/1/procedureCode',
    ]),
  ),
  pair('58 on both', coded(minorSurgery, { modifiers: ['58'] }), coded(shortSurgery, { modifiers: ['58'] }), []),
  pair('one finger on both', coded(minorSurgery, { modifiers: ['F1'] }), coded(shortSurgery, { modifiers: ['F1'] }), [
    'deny /lines/1/procedureCode',
  ]),
  pair('a finger each', coded(minorSurgery, { modifiers: ['F1'] }), coded(shortSurgery, { modifiers: ['F6'] }), []),
  pair('the first on an earlier day', coded(minorSurgery, { serviceFrom: '2026-03-01' }), coded(shortSurgery), []),
  pair('another physician', coded(minorSurgery, other), coded(shortSurgery), []),
  pair('25 on the second visit of a pair', coded(laterVisit), coded(minorSurgery, { modifiers: ['XS'] }), []),
  pair('57 on the visit, which is column 2', coded(laterVisit, { modifiers: ['57'] }), coded(minorSurgery), []),
  pair(
    '24 on the visit, which is column 1',
    coded(laterVisit, { modifiers: ['24'] }),
    coded('A0425'),
    [],
    laterVisitFirst,
  ),
  pair(
    '24 on what is beside the visit',
    coded(laterVisit),
    coded('A0425', { modifiers: ['24'] }),
    ['deny /lines/1/procedureCode'],
    laterVisitFirst,
  ),
  pair('indicator 0', coded(majorSurgery), coded(diagnosticTest, { modifiers: ['XS'] }), [
    'deny /lines/1/procedureCode',
  ]),
  pair('indicator 9', coded(majorSurgery), coded(minorSurgery), []),
  pair('the same code twice', coded(minorSurgery), coded(minorSurgery), [], {
    codeSets: { ptp: () => ({ status: 'edit', edition, modifierIndicator: 0 }) },
  }),
  pair('no edits for the quarter', coded(minorSurgery), coded(shortSurgery), ['no data'], {
    codeSets: { ptp: notLoaded },
  }),
  on('one line alone and no edits for the quarter', coded(minorSurgery), [], { codeSets: { ptp: notLoaded } }),
  on('beside an earlier claim, no edits for the quarter', coded(minorSurgery), ['no data'], {
    history: [pastLine(shortSurgery, '2026-03-02')],
    codeSets: { ptp: notLoaded },
  }),
  on('column 2 of an earlier claim', coded(shortSurgery), ['deny /lines/0/procedureCode'], {
    history: [pastLine(minorSurgery.toLowerCase(), '2026-03-02')],
  }),
  on('column 1 of an earlier claim', coded(minorSurgery), ['deny /lines/0/procedureCode'], {
    history: [pastLine(shortSurgery, '2026-03-02')],
  }),
  on('an earlier claim, opened there', coded(minorSurgery), [], {
    history: [pastLine(shortSurgery, '2026-03-02', { modifiers: ['59'] })],
  }),
  on('an earlier claim, 25 there', coded(minorSurgery), [], {
    history: [pastLine(laterVisit, '2026-03-02', { modifiers: ['25'] })],
  }),
  on('an earlier claim of the group itself', coded(shortSurgery), [], {
    history: [pastLine(minorSurgery, '2026-03-02', { renderingNpi: undefined })],
  }),
  on('an earlier claim of another physician', coded(shortSurgery), [], {
    history: [pastLine(minorSurgery, '2026-03-02', { renderingNpi: '1999999992' })],
  }),
  on('an earlier claim of another day', coded(shortSurgery), [], { history: [pastLine(minorSurgery, '2026-03-01')] }),
  on('a rejected one', coded(shortSurgery), [], {
    history: [pastLine(minorSurgery, '2026-03-02', { claimStatus: 'rejected' })],
  }),
];

const zero = (medicareFirst: boolean, placeOfService: string, units: number, others: Record<string, number>) => {
  const said = Object.entries(others).map(([setting, limit]) => `${setting} ${limit}`);
  const words = `0 for practitioners (${said.join(', ')}), ${medicareFirst ? 'Medicare' : 'another payer'}, place ${placeOfService}`;
  return {
    words: `${words}, ${units}`,
    encounter: { ...(medicareFirst ? medicare : {}), ...lines(coded('L1902', { units, placeOfService })) },
    surroundings: {
      codeSets: {
        hcpcs: () => ({ status: 'valid' as const, edition }),
        mue: (_: string, setting: string) => ({
          ...{ status: 'limit' as const, edition: `ncci-mue-${setting}@example`, mai: 3 as const },
          units: others[setting] ?? 0,
        }),
      },
    },
  };
};
/** A limit of 0 says who is paid, and not how much. */
const zeroLimits = (
  [
    [zero(true, '11', 1, { hospital: 2 }), true],
    [zero(true, '22', 2, { hospital: 2 }), false],
    [zero(true, '22', 3, { hospital: 2, dme: 9 }), true],
    [zero(true, '19', 2, { hospital: 2 }), false],
    [zero(true, '23', 2, { hospital: 2 }), false],
    [zero(true, '21', 1, { hospital: 2 }), true],
    [zero(false, '11', 2, { hospital: 1, dme: 2 }), false],
    [zero(false, '11', 3, { hospital: 1, dme: 2 }), true],
    [zero(false, '22', 2, { hospital: 2, dme: 1 }), false],
    [zero(false, '11', 9, {}), false],
  ] as const
).map(([{ words, encounter, surroundings }, found]) =>
  given(words, encounter, found ? ['deny /lines/0/units'] : [], surroundings),
);

const limits = [
  on('at the limit of a day', coded(minorSurgery, { units: 2 }), []),
  on('one above the limit of a day', coded(minorSurgery, { units: 3 }), ['deny /lines/0/units']),
  on('one above an absolute limit', coded(majorSurgery, { units: 2 }), ['deny /lines/0/units']),
  on('at the limit of a line', coded(diagnosticTest), []),
  on('one above the limit of a line', coded(diagnosticTest, { units: 2 }), ['deny /lines/0/units']),
  on('two days, the limit of a line each', coded(diagnosticTest, { units: 2, serviceTo: '2026-03-03' }), []),
  on('two days, one above', coded(diagnosticTest, { units: 3, serviceTo: '2026-03-03' }), ['deny /lines/0/units']),
  pair(
    'two lines, the limit of a line each',
    coded(diagnosticTest, { modifiers: ['RT'] }),
    coded(diagnosticTest, { modifiers: ['LT'] }),
    [],
  ),
  pair(
    'two lines above the limit of a day',
    coded(minorSurgery, { units: 2 }),
    coded(minorSurgery, { modifiers: ['59'] }),
    ['deny /lines/0/units', 'deny /lines/1/units'],
  ),
  pair(
    'two lines of two days',
    coded(minorSurgery, { units: 2 }),
    coded(minorSurgery, { serviceFrom: '2026-03-03' }),
    [],
  ),
  pair('two lines of two codes', coded(minorSurgery, { units: 2 }), coded('A0425'), []),
  pair('two lines of two physicians', coded(minorSurgery, { units: 2 }), coded(minorSurgery, other), []),
  on('with an earlier claim', coded(minorSurgery, { units: 2 }), ['deny /lines/0/units'], {
    history: [pastLine(minorSurgery.toLowerCase(), '2026-03-02')],
  }),
  on('an earlier claim of another day', coded(minorSurgery, { units: 2 }), [], {
    history: [pastLine(minorSurgery, '2026-03-01')],
  }),
  on('an earlier claim of another code', coded(minorSurgery, { units: 2 }), [], {
    history: [pastLine(shortSurgery, '2026-03-02')],
  }),
  on('an earlier claim of the group itself', coded(minorSurgery, { units: 2 }), [], {
    history: [pastLine(minorSurgery, '2026-03-02', { renderingNpi: undefined })],
  }),
  on('a voided claim', coded(minorSurgery, { units: 2 }), [], {
    history: [pastLine(minorSurgery, '2026-03-02', { claimStatus: 'voided' })],
  }),
  on('a code without limit', { units: 99 }, []),
  ...zeroLimits,
  on('no limits for the quarter', {}, ['no data'], { codeSets: { mue: notLoaded } }),
  on('no limits for the quarter, no code', coded('X1'), [], { codeSets: { mue: notLoaded } }),
  ...['A0425', 'E0100', 'K0001', 'L1499'].map((code) =>
    on(
      `${code} at home: the limit of equipment`,
      coded(code, { placeOfService: '12', units: 3, description: 'a brace' }),
      ['deny /lines/0/units'],
      {
        codeSets: {
          hcpcs: () => ({ status: 'valid', edition }),
          mue: (_, setting) =>
            setting === 'dme' ? { status: 'limit', edition, units: 2, mai: 3 } : { status: 'none', edition },
        },
      },
    ),
  ),
  on('A0425 in an office: the limit of practitioners', coded('A0425', { units: 3 }), [], {
    codeSets: {
      mue: (_, setting) =>
        setting === 'dme' ? { status: 'limit', edition, units: 2, mai: 3 } : { status: 'none', edition },
    },
  }),
  on('a visit at home: the limit of practitioners', { placeOfService: '12', units: 3 }, [], {
    codeSets: {
      mue: (_, setting) =>
        setting === 'dme' ? { status: 'limit', edition, units: 2, mai: 3 } : { status: 'none', edition },
    },
  }),
];

const addOns = [
  on('alone, the list is open', coded(partlyListedAddOn), ['warn /lines/0/procedureCode']),
  on('alone, the contractor decides', coded(contractorAddOn), ['no data']),
  on(
    'alone, and twice',
    coded(addOn, { units: 2 }),
    code0.map(() => 'deny /lines/0/procedureCode'),
  ),
  pair('beside its primary of another day', coded(majorSurgery, { serviceFrom: '2026-03-01' }), coded(addOn), [
    'deny /lines/1/procedureCode',
  ]),
  pair('beside its primary of another physician', coded(majorSurgery, other), coded(addOn), [
    'deny /lines/1/procedureCode',
  ]),
  pair('beside another procedure', coded(shortSurgery), coded(addOn), ['deny /lines/1/procedureCode']),
  on('its primary on an earlier claim', coded(addOn), [], {
    history: [pastLine(minorSurgery.toLowerCase(), '2026-03-02')],
  }),
  on('its primary on an earlier claim of another day', coded(addOn), ['deny /lines/0/procedureCode'], {
    history: [pastLine(minorSurgery, '2026-03-01')],
  }),
  on('another procedure on an earlier claim', coded(addOn), ['deny /lines/0/procedureCode'], {
    history: [pastLine(shortSurgery, '2026-03-02')],
  }),
  on('its primary on an earlier claim of another physician', coded(addOn), ['deny /lines/0/procedureCode'], {
    history: [pastLine(minorSurgery, '2026-03-02', { renderingNpi: '1999999992' })],
  }),
  on('its primary on a voided claim', coded(addOn), ['deny /lines/0/procedureCode'], {
    history: [pastLine(minorSurgery, '2026-03-02', { frequencyCode: '8' })],
  }),
  pair('with 51', coded(majorSurgery), coded(addOn, { modifiers: ['KX', '51'] }), ['warn /lines/1/procedureCode']),
  pair('with another modifier', coded(majorSurgery), coded(addOn, { modifiers: ['KX'] }), []),
  on('no add-on', {}, []),
  on('no table for the date', {}, ['no data'], { codeSets: { addOn: notLoaded } }),
  on('seven primaries: six are named', {}, ['deny /lines/0/procedureCode'], {
    codeSets: {
      addOn: () => ({ status: 'add_on', edition, type: 1, primaries: ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7'] }),
    },
  }),
];

const clia = [
  given('small letters', { cliaNumber: '11d1234567' }, []),
  given('too long', { cliaNumber: '11D12345678' }, ['reject /cliaNumber']),
  given('with something before', { cliaNumber: 'CLIA11D1234567' }, ['reject /cliaNumber']),
  on('wrong on the line', { cliaNumber: '1D1234567' }, ['reject /lines/0/cliaNumber']),
  on('a test without', coded(labTest), ['reject /lines/0/cliaNumber']),
  on('a test with its number on the line', coded(labTest, { cliaNumber: '11D1234567' }), []),
  given('a test with the number of the claim', { cliaNumber: '11D1234567', ...lines(coded(labTest)) }, []),
  on('a test of an outside laboratory', coded(labTest, { modifiers: ['90'] }), []),
  on('a visit', {}, []),
  given('a code nobody loaded', lines(cpt), ['no data'], noGroups),
];

const certified = (
  words: string,
  code: string,
  changes: object,
  modifiers: string[],
  expects: string[],
  change: LineChange = { cliaNumber: '11D1234567' },
) =>
  given(words, lines(coded(code, { modifiers, ...change })), expects, {
    tenant: {
      cliaCertificates: {
        edition: 'clia@example',
        rows: new Map([['11D1234567', { level: 'waiver' as const, from: '2026-03-02', ...changes }]]),
      },
    },
  });
const waived = [
  certified('a waived test with QW', waivedTest, {}, ['QW'], []),
  certified('a waived test without QW', waivedTest, {}, [], ['deny /lines/0/modifiers']),
  certified('a test beyond the waiver', labTest, {}, [], ['deny /lines/0/procedureCode']),
  certified(
    'a test beyond the waiver with QW',
    labTest,
    {},
    ['QW'],
    ['deny /lines/0/modifiers', 'deny /lines/0/procedureCode'],
  ),
  certified('a test with QW, full certificate', labTest, { level: 'full' }, ['QW'], ['deny /lines/0/modifiers']),
  certified('a waived test without QW, full certificate', waivedTest, { level: 'full' }, [], []),
  certified(
    'a certificate that begins a day later',
    waivedTest,
    { from: '2026-03-03' },
    ['QW'],
    ['deny /lines/0/serviceFrom'],
  ),
  certified('a certificate on its last day', waivedTest, { from: '2020-01-01', to: '2026-03-02' }, ['QW'], []),
  certified(
    'a certificate that ended the day before',
    waivedTest,
    { from: '2020-01-01', to: '2026-03-01' },
    ['QW'],
    ['deny /lines/0/serviceFrom'],
  ),
  certified('the number in small letters', waivedTest, {}, [], ['deny /lines/0/modifiers'], {
    cliaNumber: '11d1234567',
  }),
  certified('another certificate', waivedTest, {}, [], ['no data'], { cliaNumber: '22D1234567' }),
  given('no certificates loaded', lines(coded(waivedTest, { cliaNumber: '11D1234567' })), ['no data'], {
    tenant: { cliaCertificates: undefined },
  }),
  given('the number of the claim', { cliaNumber: '22D1234567', ...lines(coded(waivedTest)) }, ['no data']),
  given('no number, an outside laboratory', lines(coded(labTest, { modifiers: ['90'] })), []),
  given('a waived test that carries no QW', lines(coded(waivedTest, { cliaNumber: '11D1234567' })), [], {
    tenant: {
      cliaCertificates: {
        edition: 'clia@example',
        rows: new Map([['11D1234567', { level: 'waiver' as const, from: '2020-01-01' }]]),
      },
    },
    codeSets: {
      codeGroup: (group, code) =>
        group === 'lab.waived.always' && code === waivedTest
          ? { status: 'member', edition }
          : exampleEdits.codeGroup(group, code),
    },
  }),
  given('a code nobody loaded', lines(cpt), ['no data'], noGroups),
];

const mammograms = [
  on('the number on the line', coded('G0279', { mammographyCertification: '123456' }), []),
  on('a visit', {}, []),
  given('a code nobody loaded', lines(cpt), ['no data'], noGroups),
];

export const codingCases: VerdictTable = {
  PX001: shapes,
  PX002: effective,
  PX003: modifierLists,
  PX004: modifierUse,
  PX005: exclusive,
  PX006: notices,
  PX007: screened,
  PX008: described,
  PX009: inpatientOnly,
  PS001: places,
  PS002: visitPlaces,
  PS003: stays,
  NC001: pairs,
  NC002: limits,
  NC003: addOns,
  LB001: clia,
  LB002: waived,
  LB003: mammograms,
};
