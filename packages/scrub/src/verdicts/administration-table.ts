import type { HistoryLine } from '@claimwright/domain/finding';
import type { PayerProfile, PayerRequirement, TimelyFiling } from '@claimwright/domain/payer';
import type { EligibilityAnswer, PriorAuthorization, TenantFacts } from '@claimwright/domain/tenant-facts';
import { cleanCoverage, cleanPayer } from '../clean-encounter.ts';
import { exampleEdits, inventedCodes } from '../example-edits.ts';
import { pastLine } from '../example-history.ts';
import {
  covered,
  given,
  type LineChange,
  lines,
  medicare,
  notLoaded,
  shapedLikeCpt,
  type VerdictTable,
} from './verdict-cases.ts';

const limit = (changes: Partial<TimelyFiling>): { payer: Partial<PayerProfile> } => ({
  payer: { timelyFiling: { ...cleanPayer.timelyFiling!, count: 100, ...changes } },
});
const newYear = lines({ serviceFrom: '2026-01-01', serviceTo: '2026-01-03' });
const months = limit({ unit: 'months', count: 6 });
const years = limit({ unit: 'calendarYears', count: 2 });

const timelyFiling = [
  given('74 of 100 days are over', newYear, [], { today: '2026-03-16', ...limit({}) }),
  given('75 of 100 days are over', newYear, ['warn /lines/0/serviceFrom'], { today: '2026-03-17', ...limit({}) }),
  given('the last day', newYear, ['warn /lines/0/serviceFrom'], { today: '2026-04-11', ...limit({}) }),
  given('one day late', newYear, ['deny /lines/0/serviceFrom'], { today: '2026-04-12', ...limit({}) }),
  given('the last day, counted from the last date', newYear, ['warn /lines/0/serviceTo'], {
    ...{ today: '2026-04-13', ...limit({ anchor: 'serviceTo' }) },
  }),
  given(
    'counted from a last date that is not sent',
    lines({ serviceFrom: '2026-01-01' }),
    ['deny /lines/0/serviceFrom'],
    {
      ...{ today: '2026-04-13', ...limit({ anchor: 'serviceTo' }) },
    },
  ),
  given('late, with a reason for the delay', { ...newYear, delayReasonCode: '7' }, ['warn /lines/0/serviceFrom'], {
    ...{ today: '2026-05-01', ...limit({}) },
  }),
  given('six months, their last day', newYear, ['warn /lines/0/serviceFrom'], { today: '2026-07-01', ...months }),
  given('six months and a day', newYear, ['deny /lines/0/serviceFrom'], { today: '2026-07-02', ...months }),
  given('two years, their last day', newYear, ['warn /lines/0/serviceFrom'], { today: '2028-01-01', ...years }),
  given('two years and a day', newYear, ['deny /lines/0/serviceFrom'], { today: '2028-01-02', ...years }),
  given('no limit in the profile', newYear, ['no data'], { today: '2030-01-01', payer: { timelyFiling: undefined } }),
  given(
    'no limit in the profile, corrected claim',
    { ...newYear, frequencyCode: '7', payerClaimControlNumber: 'I1' },
    ['no data'],
    {
      payer: { timelyFiling: undefined },
    },
  ),
  given('a corrected claim', { ...newYear, frequencyCode: '7', payerClaimControlNumber: 'I1' }, ['no data'], {
    ...{ today: '2030-01-01', ...limit({}) },
  }),
];

const same = pastLine('G0463', '2026-03-02', { chargeCents: 15_000 });
const before = (words: string, past: Partial<HistoryLine>, expects: string[], changes: LineChange = {}) =>
  given(words, lines(changes), expects, { history: [{ ...same, ...past }] });
const named = (claimId: string | undefined, more: Partial<HistoryLine> = {}): HistoryLine => ({
  ...same,
  claimId,
  ...more,
});
const suspect = { chargeCents: 1 };
const twins = (words: string, change: LineChange, expects: string[]) => given(words, lines({}, change), expects);
const drug = (ndc: string) => ({ drug: { ndc, quantity: 1, unit: 'UN' as const } });
const exact = ['reject /lines/0'];
const alike = ['warn /lines/0'];

const duplicates = [
  before('the code of the earlier line in small letters', { procedureCode: 'g0463' }, exact),
  before('another charge', suspect, alike),
  before('other units', { units: 2 }, alike),
  before('another place', { placeOfService: '22' }, alike),
  before('the place of the earlier line not known', { placeOfService: undefined }, exact),
  before('another rendering provider', { renderingNpi: '1999999992' }, alike),
  before('the rendering provider of the line itself', { renderingNpi: '1999999992' }, exact, {
    renderingProvider: { npi: '1999999992', lastName: 'Other' },
  }),
  before('the rendering provider of the earlier line not known', { renderingNpi: undefined }, exact),
  before('the billing provider of the earlier line not known', { billingNpi: undefined }, exact),
  before('another billing provider', { billingNpi: '1999999992' }, []),
  before('a void', { frequencyCode: '8' }, []),
  before('another first day', { serviceFrom: '2026-03-01' }, []),
  before('another last day', { serviceTo: '2026-03-03' }, []),
  before('another code', { procedureCode: 'G0439' }, []),
  before('a modifier more on the earlier line', { modifiers: ['KX'] }, alike),
  before('a modifier more on this line', {}, alike, { modifiers: ['KX'] }),
  before('a side on the earlier line only', { modifiers: ['LT'] }, []),
  before('a side on this line only', {}, [], { modifiers: ['rt'] }),
  before('one side on both, written otherwise, and another charge', { modifiers: [' lt'], ...suspect }, alike, {
    modifiers: ['LT'],
  }),
  before('one side on both, and a modifier more', { modifiers: ['LT', 'KX'] }, alike, { modifiers: ['LT'] }),
  before('a finger on the earlier line only', { modifiers: ['FA'] }, []),
  before('a toe on the earlier line only', { modifiers: ['T9'] }, []),
  before('an eyelid on the earlier line only', { modifiers: ['E4'] }, []),
  before('a vessel on the earlier line only', { modifiers: ['LC'] }, []),
  before('50 on the earlier line only', { modifiers: ['50'] }, []),
  before('a modifier that only looks like a site', { modifiers: ['E5'] }, alike),
  before('a repeat modifier on the earlier line only', { modifiers: ['76'] }, []),
  ...['59', '76', '77', '91', 'XE', 'XP', 'XS', 'XU'].map((modifier) =>
    before(`${modifier} on both`, { modifiers: [modifier] }, alike, { modifiers: [modifier] }),
  ),
  before('the modifiers in another order', { modifiers: ['RT', 'KX'] }, exact, { modifiers: ['KX', 'RT'] }),
  given('a claim, another claim and a line of an encounter alike', lines({}), alike, {
    history: [named(undefined, suspect), named('claim-2', suspect), named('claim-1', suspect)],
  }),
  given('the exact match comes last', lines({}), exact, { history: [named('claim-1', suspect), named('claim-2')] }),
  given('the exact match comes first', lines({}), exact, { history: [named('claim-2'), named('claim-1', suspect)] }),
  given('two exact matches', lines({}), exact, { history: [named('claim-3'), named('claim-2'), named('claim-4')] }),
  given('an exact match of no claim', lines({}), exact, { history: [named(undefined)] }),
  given('two matches of one claim', lines({}), alike, {
    history: [named('claim-1', { ...suspect, chargeCents: 3 }), named('claim-1', { ...suspect, chargeCents: 2 })],
  }),
  given('a correction of it', { ...lines({}), frequencyCode: '8', payerClaimControlNumber: 'I1' }, [], {
    history: [same],
  }),
  twins('the same line again', {}, ['reject /lines/1']),
  given('the same line three times', lines({}, {}, {}), ['reject /lines/1', 'reject /lines/2']),
  given('the third repeats the second', lines({ units: 2 }, {}, {}), ['warn /lines/1', 'reject /lines/2']),
  twins('another charge on the second', { chargeCents: 1 }, ['warn /lines/1']),
  twins('other units on the second', { units: 2 }, ['warn /lines/1']),
  twins('another day on the second', { serviceFrom: '2026-03-03' }, []),
  twins('another last day on the second', { serviceTo: '2026-03-03' }, []),
  twins('another code on the second', { procedureCode: 'G0439' }, []),
  twins('another place on the second', { placeOfService: '12' }, []),
  twins('another modifier on the second', { modifiers: ['KX'] }, []),
  twins(
    'another rendering provider on the second',
    { renderingProvider: { npi: '1999999992', lastName: 'Other' } },
    [],
  ),
  twins('a drug on the second', drug('00002120001'), []),
  given('the same drug', lines(drug('00002120001'), drug('00002120001')), ['reject /lines/1']),
  given('the same line again with a repeat modifier on both', lines({ modifiers: ['76'] }, { modifiers: ['76'] }), [
    'warn /lines/1',
  ]),
  given('the same line again, and billed before', lines({}, {}), ['reject /lines/0', 'reject /lines/1'], {
    history: [named('claim-1')],
  }),
];

const wanted = (...requirements: Partial<PayerRequirement>[]): Partial<PayerProfile> => ({
  priorAuthorization: requirements.map((one) => ({
    ...{ codes: ['J9035'], from: '2026-01-01', citation: 'invented contract', verified: false },
    ...one,
  })),
});
const drugLine = { procedureCode: 'J9035', modifiers: ['JZ'] };
const granted = (changes: Partial<PriorAuthorization> = {}): TenantFacts => ({
  authorizations: {
    edition: 'authorizations@example',
    rows: [{ number: 'PA1', procedureCodes: ['J9035'], from: '2026-03-02', to: '2026-03-02', ...changes }],
  },
});
const numbered = (words: string, changes: Partial<PriorAuthorization>, expects: string[], line: object = {}) =>
  given(words, lines({ ...drugLine, priorAuthorizationNumber: 'PA1', ...line }), expects, {
    ...{ payer: wanted({}), tenant: granted(changes) },
  });
const unauthorized = ['deny /lines/0/priorAuthorizationNumber'];

const priorAuthorizations = [
  given('a profile that does not say', lines(drugLine), ['no data'], { payer: { priorAuthorization: undefined } }),
  given('an emergency', lines({ ...drugLine, emergency: true }), [], { payer: wanted({}) }),
  given('no emergency', lines({ ...drugLine, emergency: false }), unauthorized, { payer: wanted({}) }),
  given('a code that needs none', lines({}), [], { payer: wanted({}) }),
  given('the first day of the requirement', lines(drugLine), unauthorized, { payer: wanted({ from: '2026-03-02' }) }),
  given('before the requirement', lines(drugLine), [], { payer: wanted({ from: '2026-03-03' }) }),
  given('the last day of the requirement', lines(drugLine), unauthorized, { payer: wanted({ to: '2026-03-02' }) }),
  given('after the requirement', lines(drugLine), [], { payer: wanted({ to: '2026-03-01' }) }),
  given('in a place it names', lines(drugLine), unauthorized, { payer: wanted({ places: ['11', '22'] }) }),
  given('in a place it does not name', lines(drugLine), [], { payer: wanted({ places: ['22'] }) }),
  given('no place, and it names some', { ...lines(drugLine), placeOfService: null }, [], {
    payer: wanted({ places: ['11'] }),
  }),
  given('with a modifier it names', lines({ modifiers: ['KX', 'JZ'], procedureCode: 'J9035' }), unauthorized, {
    payer: wanted({ modifiers: ['JZ'] }),
  }),
  given('without a modifier it names', lines(drugLine), [], { payer: wanted({ modifiers: ['JW'] }) }),
  given('a requirement for all codes', lines({}), unauthorized, { payer: wanted({ codes: [] }) }),
  given(
    'a group that is loaded',
    lines({ procedureCode: inventedCodes.timedTherapy, modifiers: ['GP'] }),
    unauthorized,
    {
      payer: wanted({ codes: ['G0439', 'group:therapy.timed'] }),
    },
  ),
  given('a code outside the group', lines({}), [], { payer: wanted({ codes: ['group:therapy.timed'] }) }),
  given('a group that is not loaded', lines({ procedureCode: shapedLikeCpt }), ['no data'], {
    ...{ payer: wanted({ codes: ['group:therapy.timed'] }), codeSets: { codeGroup: notLoaded } },
  }),
  given(
    'a group that is not loaded, and a requirement for all',
    lines({ procedureCode: shapedLikeCpt }),
    unauthorized,
    {
      ...{ payer: wanted({ codes: ['group:therapy.timed'] }, { codes: [] }), codeSets: { codeGroup: notLoaded } },
    },
  ),
  given('a number, and no table of authorizations', lines({ ...drugLine, priorAuthorizationNumber: 'PA9' }), [], {
    ...{ payer: wanted({}), tenant: { authorizations: undefined } },
  }),
  given('none, and no table of authorizations', lines(drugLine), unauthorized, {
    ...{ payer: wanted({}), tenant: { authorizations: undefined } },
  }),
  numbered('in force that day only', {}, []),
  numbered('another number', { number: 'PA2' }, unauthorized),
  numbered('begins a day later', { from: '2026-03-03', to: undefined }, unauthorized),
  numbered('ended the day before', { from: '2026-01-01', to: '2026-03-01' }, unauthorized),
  numbered('without an end', { from: '2026-01-01', to: undefined }, []),
  numbered('for another code', { procedureCodes: ['J1885'] }, unauthorized),
  numbered('for any code', { procedureCodes: [] }, []),
  numbered('as many units as are left', { unitsLeft: 1 }, []),
  numbered('more units than are left', { unitsLeft: 1 }, unauthorized, { units: 2 }),
  numbered('given to this provider', { npis: ['1999999992', '1122334455'] }, []),
  numbered('given to another provider', { npis: ['1999999992'] }, unauthorized),
  given(
    'a provider nobody knows',
    {
      ...lines({ ...drugLine, priorAuthorizationNumber: 'PA1' }),
      renderingProvider: null,
      billingProvider: { npi: null },
    },
    [],
    {
      ...{ payer: wanted({}), tenant: granted({ npis: ['1999999992'] }) },
    },
  ),
  given(
    'the number of the claim is not known',
    { ...lines(drugLine), priorAuthorizationNumber: 'PA9' },
    ['deny /priorAuthorizationNumber'],
    {
      ...{ payer: wanted({}), tenant: granted() },
    },
  ),
  given(
    'the number of the line goes before that of the claim',
    { ...lines({ ...drugLine, priorAuthorizationNumber: 'PA1' }), priorAuthorizationNumber: 'PA9' },
    [],
    {
      ...{ payer: wanted({}), tenant: granted() },
    },
  ),
];

const diabetesTest = { procedureCode: inventedCodes.test };
const never = { ...medicare, diagnoses: [{ code: 'E11.65' }, { code: 'Z00.00' }, { code: 'I10' }] };
const article = exampleEdits.coverage(inventedCodes.test);
const twoArticles = {
  coverage: () =>
    article.status === 'articles'
      ? {
          ...article,
          articles: [...article.articles, { ...article.articles[0]!, article: 'A00002', excludes: () => false }],
        }
      : article,
};

const necessity = [
  given('another payer than Medicare', lines({ ...diabetesTest, diagnosisPointers: [2] }), []),
  given('a procedure no article speaks of', { ...medicare, ...lines({ diagnosisPointers: [2] }) }, []),
  given('no article loaded', { ...medicare, ...lines({ ...diagnosisOf(2) }) }, ['no data'], {
    codeSets: { coverage: notLoaded },
  }),
  given(
    'one of two diagnoses supports it',
    { ...medicare, ...lines({ ...diabetesTest, diagnosisPointers: [2, 1] }) },
    [],
  ),
  given('with GA', { ...medicare, ...lines({ ...diagnosisOf(2), modifiers: ['GA'] }) }, [
    'warn /lines/0/diagnosisPointers',
  ]),
  given('one of them is never covered', { ...never, ...lines({ ...diabetesTest, diagnosisPointers: [1, 2] }) }, [
    'deny /lines/0/diagnosisPointers',
  ]),
  given(
    'never covered by one of two articles',
    { ...never, ...lines({ ...diabetesTest, diagnosisPointers: [1, 2] }) },
    [],
    { codeSets: twoArticles },
  ),
  given(
    'supported by none of two articles',
    { ...never, ...lines({ ...diabetesTest, diagnosisPointers: [3] }) },
    ['deny /lines/0/diagnosisPointers'],
    {
      codeSets: twoArticles,
    },
  ),
];

function diagnosisOf(pointer: number) {
  return { ...diabetesTest, diagnosisPointers: [pointer] };
}

const orderer = { npi: '1122334455', lastName: 'Healer', firstName: 'Sam' };
const ordered = { ...medicare, cliaNumber: '11D1234567' };
const labLine = { procedureCode: 'G0103' };
const may = (...npis: string[]): TenantFacts => ({
  orderingProviders: { edition: 'ordering@example', rows: new Set(npis) },
});

const orders = [
  given('another payer than Medicare', { cliaNumber: '11D1234567', ...lines(labLine) }, []),
  given('a visit', { ...ordered, ...lines({}) }, []),
  given('a supply, by its letter', { ...ordered, ...lines({ procedureCode: 'L1499', description: 'brace' }) }, [
    'reject /lines/0/orderingProvider',
  ]),
  given(
    'an individual without NPI',
    { ...ordered, ...lines({ ...labLine, orderingProvider: { lastName: 'Healer' } }) },
    ['reject /lines/0/orderingProvider/npi'],
  ),
  given(
    'an organization',
    { ...ordered, orderingProvider: { npi: '1122334455', organizationName: 'Clinic' }, ...lines(labLine) },
    ['reject /orderingProvider'],
  ),
  given(
    'one who may not order',
    { ...ordered, ...lines({ ...labLine, orderingProvider: orderer }) },
    ['reject /lines/0/orderingProvider'],
    { tenant: may('1999999992') },
  ),
  given('no list of who may order', { ...ordered, ...lines({ ...labLine, orderingProvider: orderer }) }, ['no data'], {
    tenant: { orderingProviders: undefined },
  }),
  given('no list and nobody named', { ...ordered, ...lines(labLine) }, ['reject /lines/0/orderingProvider'], {
    tenant: { orderingProviders: undefined },
  }),
  given(
    'the referring provider of the line',
    { ...ordered, ...lines({ ...labLine, referringProvider: { lastName: 'Healer' } }) },
    ['reject /lines/0/referringProvider/npi'],
  ),
  given(
    'the ordering provider of the claim',
    { ...ordered, orderingProvider: { lastName: 'Healer' }, ...lines(labLine) },
    ['reject /orderingProvider/npi'],
  ),
  given(
    'the referring provider of the claim',
    { ...ordered, referringProvider: { lastName: 'Healer' }, ...lines(labLine) },
    ['reject /referringProvider/npi'],
  ),
  given(
    'the referring provider of the claim is right',
    { ...ordered, referringProvider: orderer, ...lines(labLine) },
    [],
  ),
  given('a code nobody loaded', { ...ordered, ...lines({ procedureCode: shapedLikeCpt }) }, ['no data'], {
    codeSets: { codeGroup: notLoaded },
  }),
];

const injected = (ndc: string, quantity = 1) =>
  lines({ procedureCode: 'J1885', drug: { ndc, quantity, unit: 'ML' as const } });
const noNdc = (code: string, claimFilingCode: string, expects: string[]) =>
  given(
    `${code} without a drug code, filed as ${claimFilingCode}`,
    { coverages: [{ ...cleanCoverage, claimFilingCode }], ...lines({ procedureCode: code }) },
    expects,
  );
const ndcs = [
  ...['J0585', 'J1885', 'J2997', 'J3490', 'J9035'].map((code) => noNdc(code, 'MC', ['deny /lines/0/drug'])),
  ...['J4585', 'J7297', 'J8540', 'Q2035', 'G0463'].map((code) => noNdc(code, 'MC', [])),
  noNdc('J1885', 'MB', []),
  noNdc('J1885', 'CI', []),
  given(
    'the drug of Medicaid, with its code',
    { coverages: [{ ...cleanCoverage, claimFilingCode: 'MC' }], ...injected('00002120001') },
    [],
  ),
  ...['00002120001', '00002-1200-01', '0002-1200-01', '00002-120-01', '00002-1200-1'].map((ndc) =>
    given(`${ndc} is one`, injected(ndc), []),
  ),
  ...[
    '0002120001',
    '000021200012',
    '0002-120-01',
    '00002-1200-012',
    '000002-1200-01',
    'ABCDE120001',
    '00000-0000-00',
  ].map((ndc) => given(`${ndc} is none`, injected(ndc), ['reject /lines/0/drug/ndc'])),
  given('three decimals', injected('00002120001', 0.125), []),
  given('four decimals', injected('00002120001', 0.1255), ['reject /lines/0/drug/quantity']),
  given('a number wrong and a quantity too fine', injected('1', 0.00001), [
    'reject /lines/0/drug/ndc',
    'reject /lines/0/drug/quantity',
  ]),
];

const second = (insuranceTypeCode?: string, more: object = {}) =>
  covered({}, { responsibility: 'secondary', claimFilingCode: 'MB', insuranceTypeCode, ...more });
const secondaryReasons = [
  ...['12', '13', '14', '15', '16', '41', '42', '43', '47'].map((code) =>
    given(`second for reason ${code}`, second(code), []),
  ),
  given('second for a reason that is none', second('99'), ['deny /coverages/1/insuranceTypeCode']),
  given('third, part A, no reason', second(undefined, { responsibility: 'tertiary', claimFilingCode: 'MA' }), [
    'deny /coverages/1/insuranceTypeCode',
  ]),
  given('first, with a reason', covered({ claimFilingCode: 'MB', insuranceTypeCode: '12' }), [
    'warn /coverages/0/insuranceTypeCode',
  ]),
  given('first', medicare, []),
  given('another payer second', second(undefined, { claimFilingCode: 'CI' }), []),
  given('a payer of no known kind second', second(undefined, { claimFilingCode: undefined }), []),
];

const answered = (answer: Partial<EligibilityAnswer> | undefined): { tenant: TenantFacts } => ({
  tenant: { eligibility: answer && { checkedOn: '2026-03-01', active: [{ from: '2025-01-01' }], ...answer } },
});
const eligibility = [
  given('nobody asked', {}, ['no data'], answered(undefined)),
  given('asked the day before', {}, ['warn /lines/0/serviceFrom'], answered({ active: [] })),
  given('asked that day', {}, ['deny /lines/0/serviceFrom'], answered({ active: [], checkedOn: '2026-03-02' })),
  given('the last day of cover', {}, [], answered({ active: [{ from: '2025-01-01', to: '2026-03-02' }] })),
  given(
    'the day after cover',
    {},
    ['warn /lines/0/serviceFrom'],
    answered({ active: [{ from: '2025-01-01', to: '2026-03-01' }] }),
  ),
  given('the first day of cover', {}, [], answered({ active: [{ from: '2026-03-02' }] })),
];

const identity = [
  given('nobody asked', {}, ['no data'], answered(undefined)),
  given(
    'everything as the payer has it',
    {},
    [],
    answered({ memberId: 'qx-0042001', lastName: 'TEST PERSON', firstName: 'ada', birthDate: '1971-04-09', sex: 'F' }),
  ),
  given(
    'everything otherwise',
    {},
    [
      'warn /coverages/0/memberId',
      'warn /patient/lastName',
      'warn /patient/firstName',
      'warn /patient/birthDate',
      'warn /patient/sex',
    ],
    answered({
      ...{ memberId: 'QX1', lastName: 'Tester', firstName: 'Eve', birthDate: '1971-04-10', sex: 'M' },
    }),
  ),
  given(
    'the claim says less than the payer',
    { patient: { firstName: null, birthDate: null, sex: null } },
    [],
    answered({ firstName: 'Eve', birthDate: '1971-04-10', sex: 'M' }),
  ),
  given('no coverage', { coverages: [] }, [], answered({ memberId: 'QX1' })),
  given(
    'letters beyond ASCII count, marks do not',
    { patient: { lastName: "O'Peña" } },
    [],
    answered({ lastName: 'OPEÑA' }),
  ),
  given(
    'a digit counts',
    { patient: { lastName: 'Doe 2' } },
    ['warn /patient/lastName'],
    answered({ lastName: 'Doe 3' }),
  ),
];

const records = (...requirements: Partial<PayerRequirement>[]): Partial<PayerProfile> => ({
  attachments: wanted(...requirements).priorAuthorization,
});
const attachments = [
  given('a profile that does not say', {}, ['no data'], { payer: { attachments: undefined } }),
  given('nothing wanted of this code', {}, [], { payer: records({}) }),
  given('a code group that is not loaded', lines({ procedureCode: shapedLikeCpt }), ['no data'], {
    ...{ payer: records({ codes: ['group:therapy.timed'] }), codeSets: { codeGroup: notLoaded } },
  }),
];

const injured = (claimFilingCode: string | undefined, more: object = {}) => covered({ claimFilingCode, ...more });
const both = ['reject /coverages/0/propertyCasualtyClaimNumber', 'reject /accident'];
const accidents = [
  given('car insurance', injured('AM'), both),
  given('liability insurance', injured('LM'), both),
  given("workers' compensation with the number", injured('WC', { propertyCasualtyClaimNumber: 'W1' }), [
    'reject /accident',
  ]),
  given('the kind of payer from its profile', injured(undefined), both, { payer: { claimFilingCode: 'AM' } }),
  given('the coverage says another kind than the profile', injured('CI'), [], { payer: { claimFilingCode: 'AM' } }),
  given('a payer of no known kind', injured(undefined), []),
  given('no coverage', { coverages: [] }, [], { payer: { claimFilingCode: 'AM' } }),
];

const q6 = lines({ modifiers: ['Q6'] });
const standIn = (serviceFrom: string, changes: Partial<HistoryLine> = {}) => ({
  history: [pastLine('G0463', serviceFrom, { modifiers: ['Q6'], ...changes })],
});
const tooLong = ['warn /lines/0/modifiers'];
const substitutes = [
  given('sixty days', q6, [], standIn('2026-01-01')),
  given('sixty-one days', q6, tooLong, standIn('2025-12-31')),
  given('a hundred and eighty days', q6, tooLong, standIn('2025-09-03')),
  given('another absence', q6, [], standIn('2025-09-02')),
  given('the longest of several counts', q6, tooLong, {
    history: [...standIn('2025-12-20').history, ...standIn('2025-12-01').history, ...standIn('2026-02-01').history],
  }),
  given('Q5, and Q5 before', lines({ modifiers: ['Q5'] }), tooLong, standIn('2025-12-31', { modifiers: ['Q5'] })),
  given('no substitute before', q6, [], standIn('2025-12-31', { modifiers: [] })),
  given('no substitute now', lines({}), [], standIn('2025-12-31')),
  given('a substitute of another group before', q6, [], standIn('2025-12-31', { billingNpi: '1999999992' })),
  given('voided before', q6, [], standIn('2025-12-31', { frequencyCode: '8' })),
];

export const administrationCases: VerdictTable = {
  AD001: timelyFiling,
  AD002: duplicates,
  AD003: priorAuthorizations,
  AD004: necessity,
  AD005: orders,
  AD006: ndcs,
  AD007: secondaryReasons,
  AD008: eligibility,
  AD009: identity,
  AD010: attachments,
  AD011: accidents,
  AD012: substitutes,
};
