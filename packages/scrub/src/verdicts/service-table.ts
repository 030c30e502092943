import type { PhysicianFeeAnswer } from '@claimwright/codesets/code-sets';
import type { HistoryLine } from '@claimwright/domain/finding';
import type { FrequencyLimit, PayerProfile, TelehealthPolicy } from '@claimwright/domain/payer';
import { exampleEdits, inventedCodes } from '../example-edits.ts';
import { pastLine } from '../example-history.ts';
import {
  given,
  type LineChange,
  lines,
  medicare,
  notLoaded,
  shapedLikeCpt,
  type VerdictTable,
} from './verdict-cases.ts';

const { newVisit, laterVisit, longVisit, timedTherapy, otherTimedTherapy, anesthesia, adultCheckUp } = inventedCodes;
const { majorSurgery, minorSurgery, shortSurgery } = inventedCodes;
const diagnosticTest = inventedCodes.test;
const coded = (procedureCode: string, more: LineChange = {}) => ({ procedureCode, ...more });
const other = { renderingProvider: { npi: '1999999992', lastName: 'Other', taxonomyCode: '207R00000X' } };
/** Another physician of the same specialty and group. */
const colleague = { renderingProvider: { ...other.renderingProvider, taxonomyCode: '207Q00000X' } };
/** Another physician whose specialty is not sent: that of the group counts. */
const unnamed = { renderingProvider: { npi: '1999999992', lastName: 'Other' } };
const cpt = coded(shapedLikeCpt);
const noGroups = { codeSets: { codeGroup: notLoaded } };

const isNew = (words: string, past: HistoryLine | HistoryLine[], expects: string[], change: LineChange = {}) =>
  given(words, lines(coded(newVisit, change)), expects, { history: [past].flat() });
const seen = (on: string, changes: Partial<HistoryLine> = {}) => pastLine(laterVisit, on, changes);
const established = ['deny /lines/0/procedureCode'];
const byColleague = { renderingNpi: '1999999992', renderingTaxonomy: '207Q00000X' };

const newPatients = [
  isNew('seen a day less than three years before', seen('2023-03-03'), established),
  isNew('seen three years before to the day', seen('2023-03-02'), ['warn /lines/0/procedureCode']),
  isNew('seen three years and a day before', seen('2023-03-01'), []),
  isNew('seen that day only', seen('2026-03-02'), []),
  isNew('seen the day before', seen('2026-03-01'), established),
  isNew('an interpretation only', seen('2025-03-02', { modifiers: ['26'] }), []),
  isNew('a test only', pastLine(diagnosticTest, '2025-03-02'), []),
  isNew('seen, in small letters', seen('2025-03-02', { procedureCode: laterVisit.toLowerCase() }), established),
  isNew('a visit that was voided', seen('2025-03-02', { claimStatus: 'voided' }), []),
  isNew('a visit that was rejected', seen('2025-03-02', { claimStatus: 'rejected' }), []),
  isNew('by another physician', seen('2025-03-02', { renderingNpi: '1999999992' }), []),
  isNew('by a colleague of the same specialty', seen('2025-03-02', byColleague), established),
  isNew(
    'by a colleague of another specialty',
    seen('2025-03-02', { ...byColleague, renderingTaxonomy: '207R00000X' }),
    [],
  ),
  isNew('by the same specialty of another group', seen('2025-03-02', { ...byColleague, billingNpi: '1999999992' }), []),
  isNew('by the group itself, when nobody else is named', seen('2025-03-02', { renderingNpi: undefined }), []),
  given('the group itself gave both', { ...lines(coded(newVisit)), renderingProvider: null }, established, {
    history: [seen('2025-03-02', { renderingNpi: undefined })],
  }),
  given(
    'the specialty of the group, when nobody else is named',
    { ...lines(coded(newVisit)), renderingProvider: null },
    established,
    {
      history: [seen('2025-03-02', byColleague)],
    },
  ),
  given(
    'a specialty nobody knows',
    { ...lines(coded(newVisit)), renderingProvider: { taxonomyCode: null } },
    established,
    {
      history: [seen('2025-03-02', byColleague)],
    },
  ),
  given(
    'no specialty on either side',
    { ...lines(coded(newVisit)), renderingProvider: { taxonomyCode: null }, billingProvider: { taxonomyCode: null } },
    [],
    {
      history: [seen('2025-03-02', { renderingNpi: '1999999992' })],
    },
  ),
  isNew(
    'the specialty of the line goes first',
    seen('2025-03-02', { ...byColleague, renderingNpi: '1888888885' }),
    [],
    {
      renderingProvider: { npi: '1999999992', lastName: 'Other', taxonomyCode: '207R00000X' },
    },
  ),
  isNew(
    'the last of several visits is named',
    [seen('2024-03-02'), seen('2025-06-01'), seen('2025-03-02')],
    established,
  ),
  given('the visit of a code nobody loaded', lines(coded('G0466')), ['no data'], {
    ...{ history: [pastLine(shapedLikeCpt, '2025-03-02')], ...noGroups },
  }),
  given('a code nobody loaded', lines(cpt), ['no data'], { history: [seen('2025-03-02')], ...noGroups }),
];

const day = (words: string, all: LineChange[], expects: string[], history: HistoryLine[] = []) =>
  given(words, lines(...all), expects, { history });
const second = ['deny /lines/1/procedureCode'];
const visits = [
  day('two days', [coded(longVisit), coded(laterVisit, { serviceFrom: '2026-03-03' })], []),
  day('25 on the first', [coded(longVisit, { modifiers: ['25'] }), coded(laterVisit)], []),
  day('another physician', [coded(longVisit), coded(laterVisit, other)], []),
  day('a colleague of the same specialty', [coded(longVisit), coded(laterVisit, colleague)], second),
  day(
    'another physician, of whom only the specialty of the group is known',
    [coded(longVisit), coded(laterVisit, unnamed)],
    second,
  ),
  day('a visit and a test', [coded(diagnosticTest), coded(longVisit)], []),
  day('a visit beside a preventive one', [coded(longVisit), coded(adultCheckUp)], ['deny /lines/0/procedureCode']),
  day('a visit after a preventive one', [coded(adultCheckUp), coded(longVisit)], second),
  day('a visit with 25 beside a preventive one', [coded(longVisit, { modifiers: ['25'] }), coded(adultCheckUp)], []),
  day(
    'a visit beside a preventive one with 25',
    [coded(longVisit), coded(adultCheckUp, { modifiers: ['25'] })],
    ['deny /lines/0/procedureCode'],
  ),
  day('an earlier claim of the day', [coded(longVisit)], established, [seen('2026-03-02')]),
  day('an earlier claim of another day', [coded(longVisit)], [], [seen('2026-03-01')]),
  day(
    'the same visit on an earlier claim: a duplicate',
    [coded(longVisit)],
    [],
    [pastLine(longVisit.toLowerCase(), '2026-03-02')],
  ),
  day('an earlier claim with 25', [coded(longVisit)], [], [seen('2026-03-02', { modifiers: ['25'] })]),
  day(
    'an earlier claim of another physician',
    [coded(longVisit)],
    [],
    [seen('2026-03-02', { renderingNpi: '1999999992' })],
  ),
  day('a void', [coded(longVisit)], [], [seen('2026-03-02', { frequencyCode: '8' })]),
  day('a test on an earlier claim', [coded(longVisit)], [], [pastLine(diagnosticTest, '2026-03-02')]),
  given('an earlier claim with a code nobody loaded', lines(coded('G0466')), ['no data'], {
    ...{ history: [pastLine(shapedLikeCpt, '2026-03-02')], ...noGroups },
  }),
  given('a code nobody loaded', lines(cpt), ['no data'], noGroups),
];

const after = (
  words: string,
  procedureCode: string,
  on: string,
  expects: string[],
  change: LineChange = {},
  past: Partial<HistoryLine> = {},
) => given(words, lines(coded(laterVisit, change)), expects, { history: [pastLine(procedureCode, on, past)] });
const inPeriod = ['deny /lines/0/modifiers'];
const fee = (found: PhysicianFeeAnswer) => ({ codeSets: { physicianFee: () => found } });
const globalSurgery = [
  after('the ninetieth day after a major operation', majorSurgery, '2025-12-02', inPeriod),
  after('the ninety-first day', majorSurgery, '2025-12-01', []),
  after('the day of it', majorSurgery, '2026-03-02', inPeriod),
  after('the day before it', majorSurgery, '2026-03-03', inPeriod),
  after('two days before it', majorSurgery, '2026-03-04', []),
  after('the day of it, with 57', majorSurgery, '2026-03-02', [], { modifiers: ['57'] }),
  after('the day of it, with 25', majorSurgery, '2026-03-02', inPeriod, { modifiers: ['25'] }),
  after('the day before it, with 57', majorSurgery, '2026-03-03', [], { modifiers: ['57'] }),
  after('after it, with 57', majorSurgery, '2026-02-20', inPeriod, { modifiers: ['57'] }),
  after('the tenth day after a short one', shortSurgery, '2026-02-20', inPeriod),
  after('the eleventh day after a short one', shortSurgery, '2026-02-19', []),
  after('the day before a short one', shortSurgery, '2026-03-03', []),
  after('the day of a short one, with 25', shortSurgery, '2026-03-02', [], { modifiers: ['25'] }),
  after('the day of a minor one', minorSurgery, '2026-03-02', inPeriod),
  after('the day of a minor one, with 25', minorSurgery, '2026-03-02', [], { modifiers: ['25'] }),
  after('the day after a minor one', minorSurgery, '2026-03-01', []),
  after('after a test, which has no period', diagnosticTest, '2026-03-01', []),
  after('a code without fee', 'A0425', '2026-03-01', []),
  after('the operation in small letters', majorSurgery.toLowerCase(), '2026-02-20', inPeriod),
  after('another surgeon', majorSurgery, '2026-02-20', [], {}, { renderingNpi: '1999999992' }),
  after('an operation that was rejected', majorSurgery, '2026-02-20', [], {}, { claimStatus: 'rejected' }),
  given('two operations: the latest speaks', lines(coded(laterVisit)), inPeriod, {
    history: [
      pastLine(majorSurgery, '2026-02-10'),
      pastLine(shortSurgery, '2026-02-25'),
      pastLine(majorSurgery, '2026-02-12'),
    ],
  }),
  given('two operations of one day: the first by code speaks', lines(coded(laterVisit)), inPeriod, {
    history: [pastLine(shortSurgery, '2026-02-25'), pastLine(majorSurgery, '2026-02-25')],
  }),
  given('two operations of one day, in the other order', lines(coded(laterVisit)), inPeriod, {
    history: [pastLine(majorSurgery, '2026-02-25'), pastLine(shortSurgery, '2026-02-25')],
  }),
  given(
    '57 releases it from the one, 24 is wanted for the other',
    lines(coded(laterVisit, { modifiers: ['57'] })),
    inPeriod,
    { history: [pastLine(majorSurgery, '2026-03-02'), pastLine(majorSurgery, '2026-02-20')] },
  ),
  given('an operation on the same claim', lines(coded(majorSurgery), coded(laterVisit)), ['deny /lines/1/modifiers']),
  given(
    'a day before an operation on the same claim',
    lines(coded(majorSurgery, { serviceFrom: '2026-03-03' }), coded(laterVisit)),
    ['deny /lines/1/modifiers'],
  ),
  given('of another surgeon on the same claim', lines(coded(majorSurgery), coded(laterVisit, other)), []),
  given('a procedure after it', lines(coded(shortSurgery)), inPeriod, {
    history: [pastLine(majorSurgery, '2026-02-20')],
  }),
  ...['58', '78', '79'].map((modifier) =>
    given(`a procedure after it, with ${modifier}`, lines(coded(shortSurgery, { modifiers: [modifier] })), [], {
      history: [pastLine(majorSurgery, '2026-02-20')],
    }),
  ),
  given('a procedure the day of it', lines(coded(shortSurgery)), [], {
    history: [pastLine(majorSurgery, '2026-03-02')],
  }),
  given('a test after it', lines(coded(diagnosticTest)), [], { history: [pastLine(majorSurgery, '2026-02-20')] }),
  given('a code without fee after it', lines(coded('A0425')), [], { history: [pastLine(majorSurgery, '2026-02-20')] }),
  given('a code of no shape after it', lines(coded('X1')), [], {
    history: [pastLine(majorSurgery, '2026-02-20')],
  }),
  given('a code nobody loaded after it', lines(cpt), ['no data'], {
    history: [pastLine(majorSurgery, '2026-02-20')],
    ...noGroups,
  }),
  given('a code nobody loaded and no operation', lines(cpt), [], noGroups),
  given('no fee schedule loaded', lines(coded(laterVisit)), ['no data'], {
    history: [pastLine(majorSurgery, '2026-02-20')],
    codeSets: { physicianFee: notLoaded },
  }),
  given('no fee schedule loaded, and only much older services', lines(coded(laterVisit)), [], {
    history: [pastLine(majorSurgery, '2025-02-20')],
    codeSets: { physicianFee: notLoaded },
  }),
  given('a fee of another kind', lines(coded(laterVisit)), [], {
    ...{ history: [pastLine(majorSurgery, '2026-03-02')] },
    ...fee({
      ...(exampleEdits.physicianFee(majorSurgery) as Extract<PhysicianFeeAnswer, { status: 'found' }>),
      globalDays: 'ZZZ',
    }),
  }),
];

const wellness = (
  words: string,
  procedureCode: string,
  history: HistoryLine[],
  expects: string[],
  changes: Partial<HistoryLine> = {},
) =>
  given(words, { ...medicare, ...lines(coded(procedureCode)) }, expects, {
    history: history.map((past) => ({ ...past, ...changes })),
  });
const profile = (...frequencyLimits: Partial<FrequencyLimit>[]): { payer: Partial<PayerProfile> } => ({
  payer: {
    frequencyLimits: frequencyLimits.map((one) => ({
      codes: ['G0463'],
      citation: 'invented contract',
      verified: false,
      ...one,
    })),
  },
});
const frequency = [
  wellness('the last one in the month a year before', 'G0439', [pastLine('G0439', '2025-03-01')], []),
  wellness('the last one a month later', 'G0439', [pastLine('G0439', '2025-04-01')], established),
  wellness('after the first of its kind', 'G0439', [pastLine('G0438', '2025-04-01')], established),
  wellness('in small letters', 'G0439', [pastLine('g0439', '2025-04-01')], established),
  wellness(
    'the last of several',
    'G0439',
    [pastLine('G0439', '2025-04-01'), pastLine('G0439', '2025-11-01'), pastLine('G0439', '2025-05-01')],
    established,
  ),
  wellness('once in a lifetime', 'G0402', [pastLine('G0402', '2010-01-01')], established),
  wellness('that day only', 'G0402', [pastLine('G0402', '2026-03-02')], []),
  wellness('denied before', 'G0402', [pastLine('G0402', '2010-01-01')], [], { claimStatus: 'denied' }),
  wellness('voided before', 'G0402', [pastLine('G0402', '2010-01-01')], [], { claimStatus: 'voided' }),
  wellness('another physician counts', 'G0402', [pastLine('G0402', '2010-01-01')], established, {
    renderingNpi: '1999999992',
    billingNpi: '1999999992',
  }),
  wellness('another service before', 'G0402', [pastLine('G0463', '2010-01-01')], []),
  given('another payer', lines(coded('G0402')), [], { history: [pastLine('G0402', '2010-01-01')] }),
  given('a limit of the profile, twice listed', lines({}), established, {
    history: [pastLine('G0463', '2026-02-01')],
    ...profile({ fullMonths: 1 }, { fullMonths: 2 }),
  }),
  given('a limit of the profile that is kept, and one that is not', lines({}), established, {
    history: [pastLine('G0463', '2026-01-31')],
    ...profile({ fullMonths: 1 }, { fullMonths: 2 }),
  }),
  given('a limit of the profile on another code', lines({}), [], {
    history: [pastLine('G0463', '2026-02-01')],
    ...profile({ codes: ['G0439'] }),
  }),
  given('a limit after another code', lines({}), established, {
    history: [pastLine('G0439', '2026-02-01')],
    ...profile({ after: ['G0439'] }),
  }),
  given('a limit after another code, which was not given', lines({}), [], {
    history: [pastLine('G0463', '2026-02-01')],
    ...profile({ after: ['G0439'] }),
  }),
];

const policy: TelehealthPolicy = {
  ...{ from: '2026-01-01', places: ['02', '10'], modifiers: ['95', 'GT'], refusedModifiers: [], codes: ['G0463'] },
  ...{ citation: 'invented contract', verified: false },
};
const distant = (
  words: string,
  changes: Partial<TelehealthPolicy>,
  line: LineChange,
  expects: string[],
  more: object = {},
) =>
  given(words, { ...lines({ placeOfService: '10', ...line }), ...more }, expects, {
    payer: { telehealth: [{ ...policy, ...changes }] },
  });
const noModifier = ['deny /lines/0/modifiers'];
const telehealth = [
  given('no policy', lines({ placeOfService: '02' }), ['no data']),
  given('no policy, by its modifier', lines({ modifiers: ['95'] }), ['no data']),
  given('nothing at a distance', lines({}), []),
  given('an empty place', { placeOfService: null }, []),
  given('Medicare before its policy', { ...medicare, ...lines({ placeOfService: '10', serviceFrom: '2024-12-31' }) }, [
    'no data',
  ]),
  given('Medicare, not on its list', { ...medicare, ...lines({ placeOfService: '10' }) }, [
    'deny /lines/0/procedureCode',
  ]),
  distant('as the payer wants it', {}, { modifiers: ['95'] }, []),
  distant('no modifier', {}, {}, noModifier),
  distant('no modifier, none wanted', { modifiers: [] }, {}, []),
  distant('the first day of the policy', { from: '2026-03-02' }, {}, noModifier),
  distant('before the policy', { from: '2026-03-03' }, {}, ['no data']),
  distant('the last day of the policy', { to: '2026-03-02' }, {}, noModifier),
  distant('after the policy', { to: '2026-03-01' }, {}, ['no data']),
  distant('a code it does not take', {}, coded('G0439', { modifiers: ['95'] }), ['deny /lines/0/procedureCode']),
  distant('a modifier that does not count', { refusedModifiers: ['GT'] }, { modifiers: ['95', 'GT'] }, [
    'deny /lines/0/modifiers/1',
  ]),
  distant('by telephone, not taken', {}, { modifiers: ['93'] }, noModifier),
  distant('by telephone, taken', { audioOnlyModifier: '93' }, { modifiers: ['93'] }, []),
  distant('another place on the line', {}, { modifiers: ['95'], placeOfService: '11' }, [
    'warn /lines/0/placeOfService',
  ]),
  distant('another place on the claim', {}, { modifiers: ['GT'], placeOfService: undefined }, ['warn /placeOfService']),
  distant('no place at all', {}, { modifiers: ['GT'], placeOfService: undefined }, ['warn /placeOfService'], {
    placeOfService: null,
  }),
  distant(
    'everything wrong at once',
    { refusedModifiers: ['GQ', 'GT'], modifiers: ['95'] },
    { modifiers: ['GT'], placeOfService: '11' },
    ['deny /lines/0/modifiers/0', 'warn /lines/0/placeOfService', 'deny /lines/0/modifiers'],
  ),
  given(
    'a group that is not loaded',
    lines(coded(shapedLikeCpt, { placeOfService: '10', modifiers: ['95'] })),
    ['no data'],
    { payer: { telehealth: [{ ...policy, codes: ['group:telehealth.list'] }] }, ...noGroups },
  ),
];

const cents = (words: string, change: LineChange, expects: string[]) => given(words, lines(change), expects);
const wrongUnits = ['reject /lines/0/units'];
const minutes = (words: string, units: number, expects: string[], code: string = shapedLikeCpt) =>
  cents(words, coded(code, { unit: 'MJ', units }), expects);
const units = [
  cents('none', { units: 0 }, wrongUnits),
  cents('less than none', { units: -1 }, wrongUnits),
  cents('half a unit of a drug', coded('J1885', { units: 0.5 }), []),
  cents(
    'a drug whose code is none of the letter J',
    { units: 0.5, drug: { ndc: '00002120001', quantity: 1, unit: 'ML' } },
    [],
  ),
  cents('half a unit of a Q code', coded('Q0112', { units: 0.5, cliaNumber: '11D1234567' }), []),
  cents('four decimals of a mile', coded('A0425', { units: 1.0005 }), wrongUnits),
  cents('three decimals of a mile', coded('A0425', { units: 1.005 }), []),
  cents('half a trip', coded('A0427', { units: 0.5 }), wrongUnits),
  minutes('a minute', 1, []),
  minutes('a day of minutes', 1440, []),
  minutes('more than a day', 1441, wrongUnits),
  minutes('half a minute', 0.5, wrongUnits),
  minutes('no minute', 0, wrongUnits),
  minutes('minutes of a code beyond anaesthesia', 30, ['reject /lines/0/unit'], '9'.repeat(5)),
  minutes('minutes of a code of letters', 30, ['reject /lines/0/unit'], 'G0463'),
];

const therapy = (
  words: string,
  all: LineChange[],
  expects: string[],
  timeRule: 'CMS' | 'AMA' | undefined = 'CMS',
  encounter: object = {},
) =>
  given(words, { ...lines(...all.map((one) => ({ modifiers: ['GP'], ...one }))), ...encounter }, expects, {
    payer: { timeRule },
  });
const timed = (count: number, spent: number | undefined, more: LineChange = {}) =>
  coded(timedTherapy, { units: count, minutes: spent, ...more });
const therapies = [
  therapy('7 minutes are no unit', [timed(1, 7)], wrongUnits),
  therapy('8 minutes are one', [timed(1, 8)], []),
  therapy('22 minutes are one', [timed(2, 22)], wrongUnits),
  therapy('23 minutes are two', [timed(2, 23)], []),
  therapy(
    'two codes of 8 and 7 minutes: one unit of the day',
    [timed(1, 8), coded(otherTimedTherapy, { minutes: 7 })],
    wrongUnits,
  ),
  therapy(
    'two codes of 8 and 8 minutes, code by code',
    [timed(1, 8), coded(otherTimedTherapy, { minutes: 8 })],
    [],
    'AMA',
  ),
  therapy(
    'two codes of 8 and 8 minutes, of the day',
    [timed(1, 8), coded(otherTimedTherapy, { minutes: 8 })],
    wrongUnits,
  ),
  therapy(
    'code by code, the second too short',
    [timed(1, 8), coded(otherTimedTherapy, { minutes: 7 })],
    ['reject /lines/1/units'.replace('reject', 'deny')],
    'AMA',
  ),
  therapy('two days', [timed(1, 8), timed(1, 8, { serviceFrom: '2026-03-03' })], []),
  therapy('two therapists', [timed(1, 8), timed(1, 8, other)], []),
  therapy('the minutes are missing', [timed(1, undefined)], ['no data']),
  therapy(
    'the minutes of one are missing',
    [timed(1, 30), timed(1, undefined, { modifiers: ['GP', '59'] })],
    ['no data'],
  ),
  given('a profile that does not say', lines(timed(9, 8, { modifiers: ['GP'] })), ['no data']),
  given('Medicare counts by the day', { ...medicare, ...lines(timed(2, 20, { modifiers: ['GP'] })) }, [
    'deny /lines/0/units',
  ]),
  cents('one unit of untimed therapy', coded('G0283', { modifiers: ['GP'] }), []),
  cents('two units of untimed therapy', coded('G0283', { modifiers: ['GP'], units: 2 }), ['deny /lines/0/units']),
  given('a code nobody loaded', lines(cpt), ['no data', 'no data'], noGroups),
].map((one) => ({ ...one, expects: one.expects.map((brief) => brief.replace('reject', 'deny')) }));

const asleep = (words: string, change: LineChange, expects: string[]) =>
  cents(words, coded(anesthesia, { modifiers: ['AA'], unit: 'MJ', ...change }), expects);
const anesthesias = [
  asleep('as many minutes as documented', { units: 95, minutes: 95 }, []),
  asleep('other minutes than documented', { units: 95, minutes: 94 }, wrongUnits),
  asleep('less than a minute', { units: 0.5 }, wrongUnits),
  asleep('a minute', { units: 1 }, []),
  asleep('a day', { units: 1440 }, []),
  asleep('more than a day', { units: 1441 }, wrongUnits),
  given('a code nobody loaded', lines(cpt), ['no data'], noGroups),
];

const byTime = [
  cents('39 of 40 minutes', coded(longVisit, { minutes: 39 }), ['warn /lines/0/minutes']),
  cents('no minutes', coded(longVisit), []),
  cents('minutes of a visit without time', coded(laterVisit, { minutes: 1 }), []),
  given('a code nobody loaded', lines({ ...cpt, minutes: 5 }), Array(7).fill('no data'), noGroups),
  given('a code nobody loaded, no minutes', lines(cpt), [], noGroups),
];

export const serviceCases: VerdictTable = {
  EM001: newPatients,
  EM002: visits,
  EM003: globalSurgery,
  EM004: frequency,
  TH001: telehealth,
  TU001: units,
  TU002: therapies,
  TU003: anesthesias,
  TU004: byTime,
};
