import type { DateSpan, TenantFacts } from '@claimwright/domain/tenant-facts';
import type { EncounterPatch } from '../merge-patch.ts';
import { covered, given, type LineChange, lines, type VerdictTable } from './verdict-cases.ts';

const good = '1122334455';
const wrong = '1234567890';
const person = { npi: good, lastName: 'Healer', firstName: 'Sam' };
const address = { line1: '2 Side St', city: 'Exampleton', state: 'MA', postalCode: '021391200' };
const facility = { name: 'Example Center', npi: good, address };
const billing = (words: string, billingProvider: object, expects: string[]) =>
  given(words, { billingProvider }, expects);
const one = (words: string, change: LineChange, expects: string[]) => given(words, lines(change), expects);
const claimRoles = ['rendering', 'referring', 'supervising', 'ordering'] as const;
const named = (role: string, provider: object, more: EncounterPatch = {}): EncounterPatch => ({
  [`${role}Provider`]: provider,
  ...more,
});

const npis = [
  billing('nine digits', { npi: '123456789' }, ['reject /billingProvider/npi']),
  billing('begins with 3', { npi: '3234567890' }, ['reject /billingProvider/npi']),
  billing('none', { npi: null }, ['reject /billingProvider/npi']),
  ...claimRoles.flatMap((role) => [
    given(`${role}, wrong`, named(role, { npi: wrong, lastName: 'Healer' }), [`reject /${role}Provider/npi`]),
    given(`${role}, none`, named(role, { npi: null, lastName: 'Healer' }), [
      `${role === 'rendering' ? 'reject' : 'deny'} /${role}Provider/npi`,
    ]),
    one(`${role} of a line, wrong`, { [`${role}Provider`]: { npi: wrong, lastName: 'Healer' } }, [
      `reject /lines/0/${role}Provider/npi`,
    ]),
    one(`${role} of a line, none`, { [`${role}Provider`]: { lastName: 'Healer' } }, [
      `${role === 'rendering' ? 'reject' : 'deny'} /lines/0/${role}Provider/npi`,
    ]),
  ]),
  given('facility, wrong', { serviceFacility: { ...facility, npi: wrong } }, ['reject /serviceFacility/npi']),
  given('facility, none', { serviceFacility: { name: 'Example Center', address } }, []),
  given('second line', lines({}, { renderingProvider: { npi: wrong, lastName: 'Healer' } }), [
    'reject /lines/1/renderingProvider/npi',
  ]),
];

const clinic = { npi: good, organizationName: 'Example Clinic' };
const entities = [
  ...claimRoles.flatMap((role) => [
    given(`${role} organization`, named(role, { ...clinic, lastName: null, firstName: null }), [
      `${role === 'rendering' ? 'warn' : 'reject'} /${role}Provider/organizationName`,
    ]),
    one(`${role} organization of a line`, { [`${role}Provider`]: clinic }, [
      `${role === 'rendering' ? 'warn' : 'reject'} /lines/0/${role}Provider/organizationName`,
    ]),
  ]),
  given('a facility', { serviceFacility: facility }, []),
];

const taxonomies = [
  billing('small letters', { taxonomyCode: '207q00000x' }, []),
  billing('another last letter', { taxonomyCode: '207Q00000Y' }, ['reject /billingProvider/taxonomyCode']),
  billing('a sign', { taxonomyCode: '207Q0000-X' }, ['reject /billingProvider/taxonomyCode']),
  billing('none', { taxonomyCode: null }, []),
  given('of the rendering provider', { renderingProvider: { taxonomyCode: 'family' } }, [
    'reject /renderingProvider/taxonomyCode',
  ]),
  one('of a line', { renderingProvider: { ...person, taxonomyCode: 'family' } }, [
    'reject /lines/0/renderingProvider/taxonomyCode',
  ]),
];

const taxIds = (words: string, taxId: string | null, expects: string[], taxIdType: 'ein' | 'ssn' = 'ein') =>
  billing(words, { taxId, taxIdType }, expects);
const badTaxId = ['reject /billingProvider/taxId'];
const taxes = [
  taxIds('none', null, badTaxId),
  taxIds('without hyphen', '042345678', []),
  taxIds('eight digits', '04-234567', badTaxId),
  taxIds('ten digits', '04-23456789', badTaxId),
  taxIds('something before', 'X04-2345678', badTaxId),
  taxIds('hyphen of another place', '042-345678', badTaxId),
  taxIds('all digits the same', '11-1111111', badTaxId),
  ...'00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97'
    .split(' ')
    .map((prefix) => taxIds(`prefix ${prefix}`, `${prefix}-2345678`, ['warn /billingProvider/taxId'])),
  taxIds('number of a person', '123-45-6789', [], 'ssn'),
  taxIds('number of a person, without hyphens', '123456789', [], 'ssn'),
  taxIds('number of a person, too short', '123-45-678', badTaxId, 'ssn'),
  taxIds('number of a person, too long', '1123456789', badTaxId, 'ssn'),
  taxIds('number of a person, longer at its end', '123-4567890', badTaxId, 'ssn'),
  taxIds('area 000', '000-45-6789', badTaxId, 'ssn'),
  taxIds('area 666', '666-45-6789', badTaxId, 'ssn'),
  taxIds('area 9xx', '923-45-6789', badTaxId, 'ssn'),
  taxIds('a 9 within', '193-49-6799', [], 'ssn'),
  taxIds('group 00', '123-00-6789', badTaxId, 'ssn'),
  taxIds('serial 0000', '123-45-0000', badTaxId, 'ssn'),
];

const zip = (postalCode: string | null) => ({ billingProvider: { address: { postalCode } } });
const at = (
  words: string,
  place: 'billing' | 'patient' | 'payTo' | 'facility',
  changes: object | null,
  expects: string[],
) => {
  const whole = changes === null ? null : { ...address, ...changes };
  const patches: Record<string, EncounterPatch> = {
    billing: { billingProvider: { address: whole } },
    patient: { patient: { address: whole } },
    payTo: { billingProvider: { payToAddress: whole } },
    facility: { serviceFacility: { ...facility, address: whole ?? undefined } as never },
  };
  return given(words, patches[place]!, expects);
};
const addresses = [
  at('none of the billing provider', 'billing', null, ['reject /billingProvider/address']),
  at('none of the patient', 'patient', null, ['reject /patient/address']),
  at('five digits for the patient', 'patient', { postalCode: '021391234'.slice(0, 5) }, []),
  at('five digits for pay-to', 'payTo', { postalCode: '021391234'.slice(0, 5) }, []),
  at('five digits for the facility', 'facility', { postalCode: '021391234'.slice(0, 5) }, [
    'reject /serviceFacility/address/postalCode',
  ]),
  at('six digits for the patient', 'patient', { postalCode: '021391' }, ['reject /patient/address/postalCode']),
  at('a letter before', 'patient', { postalCode: 'A021391234' }, ['reject /patient/address/postalCode']),
  at('ten digits', 'patient', { postalCode: '0213912345' }, ['reject /patient/address/postalCode']),
  at('no ZIP for the patient', 'patient', { postalCode: null }, ['reject /patient/address/postalCode']),
  at('ends in 0000', 'billing', { postalCode: '02139-0000' }, ['warn /billingProvider/address/postalCode']),
  at('five digits that end in 0000', 'patient', { state: 'DC', postalCode: '20000'.padStart(5, '0') }, []),
  at('a state of digits', 'payTo', { state: '12' }, ['reject /billingProvider/payToAddress/state']),
  at('small letters', 'patient', { state: 'ma' }, []),
  at('a state that is none', 'patient', { state: 'XX' }, ['reject /patient/address/state']),
  ...Object.entries({ DC: '20001', PR: '00901', AP: '96201', WY: '82001', AL: '35004', TX: '73301', TN: '38589' }).map(
    ([state, postalCode]) => at(`${state} is one`, 'patient', { state, postalCode }, []),
  ),
  ...Object.entries({ DC: '20601', NY: '06390', MA: '02801', RI: '02799', ca: '90210', CA: '96200', ME: '05000' }).map(
    ([state, postalCode]) => {
      const elsewhere = !['NY', 'ca'].includes(state);
      const words = `${postalCode} is ${elsewhere ? 'not ' : ''}of ${state}`;
      return at(words, 'patient', { state, postalCode }, elsewhere ? ['warn /patient/address/postalCode'] : []);
    },
  ),
  at('a ZIP of no state', 'patient', { postalCode: '00100' }, []),
  at('of another state, nine digits', 'billing', { state: 'OK', postalCode: '73301-1234' }, [
    'warn /billingProvider/address/postalCode',
  ]),
  at('a state that is none is said once', 'patient', { state: 'XY', postalCode: '02139' }, [
    'reject /patient/address/state',
  ]),
  at('a ZIP of zeros', 'patient', { postalCode: '00000' }, ['reject /patient/address/postalCode']),
  at('no state for the facility', 'facility', { state: undefined }, ['reject /serviceFacility/address/state']),
  at('abroad, no state and no ZIP', 'patient', { state: null, postalCode: null, country: 'CA' }, []),
  at('the United States, no state', 'patient', { state: null, country: 'us' }, ['reject /patient/address/state']),
  given('no ZIP', zip(null), ['reject /billingProvider/address/postalCode']),
];

const boxes = [
  ...[
    'PO Box 12',
    'P.O. Box 12',
    'P O Box 12',
    'p.o.b. 12',
    'POB12',
    'POB 12',
    'Post Office Box 12',
    'post  office  box',
    'Lock Box 7',
    'Lockbox 7',
    '1 Main St, PO BOX 3',
    'P.O.Box7',
    'PO Box#12',
    'PO Drawer 9',
    'Box 12',
    'BOX #3',
  ].map((line1) => billing(`${line1} is one`, { address: { line1 } }, ['reject /billingProvider/address/line1'])),
  ...[
    '12 Pobble St',
    'Box Elder Rd 3',
    '5 Post Rd',
    'Spo Boxwood 3',
    '12 Office Box Way',
    '12 Box 7 Rd',
    'Box 7 Rd',
  ].map((line1) => billing(`${line1} is none`, { address: { line1 } }, [])),
  billing('in the second line', { address: { line2: 'PO BOX 12' } }, ['reject /billingProvider/address/line2']),
  billing('no address', { address: null }, []),
];

const phones = [
  ...['6175550100', '1-617-555-0100', '+1 (617) 555.0100', ' 617 555 0100 '].map((phone) =>
    billing(`${phone} is one`, { phone }, []),
  ),
  ...['617555010', '61755501001', '26175550100', '617-555-0100 x5', '1617555010', '000-000-0000'].map((phone) =>
    billing(`${phone} is none`, { phone }, ['reject /billingProvider/phone']),
  ),
  billing('none', { phone: null }, []),
];

const subscriber = { lastName: 'testperson', firstName: 'ada', birthDate: '1971-04-09' };
const related = (words: string, changes: object, expects: string[], more: object = {}) =>
  given(words, covered(changes), expects, more);
const other = ['reject /coverages/0/subscriber'];
const relations = [
  related('not known, somebody named', { relationship: 'unknown', subscriber }, ['warn /coverages/0/relationship']),
  related('not known, nobody named', { relationship: 'unknown', subscriber: undefined }, other),
  given(
    'not known on the second',
    covered({}, { responsibility: 'secondary', relationship: 'unknown', subscriber }),
    [],
  ),
  related('self, and oneself named', { subscriber }, []),
  related('self, and oneself named without birth date', { subscriber: { ...subscriber, birthDate: undefined } }, []),
  related('self, another last name', { subscriber: { ...subscriber, lastName: 'Other' } }, other),
  related('self, another first name', { subscriber: { ...subscriber, firstName: 'Eve' } }, other),
  related('self, no first name', { subscriber: { ...subscriber, firstName: undefined } }, other),
  related('self, another birth date', { subscriber: { ...subscriber, birthDate: '1971-04-10' } }, other),
  given(
    'self, neither has a first name',
    { patient: { firstName: null }, ...covered({ subscriber: { ...subscriber, firstName: undefined } }) },
    [],
  ),
  given(
    'self, only the subscriber has a first name',
    { patient: { firstName: null }, ...covered({ subscriber }) },
    other,
  ),
  related('a relationship of two words', { relationship: 'life_partner' }, other),
  related('always the subscriber, and self', {}, [], { payer: { patientIsSubscriber: true } }),
  related(
    'always the subscriber, and a child',
    { relationship: 'child', subscriber },
    ['reject /coverages/0/relationship'],
    { payer: { patientIsSubscriber: true } },
  ),
  given(
    'always the subscriber, and a child with the second payer',
    covered({}, { responsibility: 'secondary', relationship: 'child', subscriber }),
    [],
    { payer: { patientIsSubscriber: true } },
  ),
  given(
    'a child of nobody with the second payer',
    covered({}, { responsibility: 'secondary', relationship: 'child' }),
    ['reject /coverages/1/subscriber'],
  ),
];

const mbi = { payer: { memberIdFormat: 'mbi' as const } };
const members = [
  related('none', { memberId: undefined }, ['reject /coverages/0/memberId']),
  given('none with the second payer', covered({}, { responsibility: 'secondary', memberId: undefined }), [
    'warn /coverages/1/memberId',
  ]),
  related('any form', { memberId: '?' }, []),
  ...['UNKNOWN', 'n/a', 'N A', 'none', 'Pending', 'TBD', 'test', '00000', '999-99-9999', 'XXXXXX'].map((memberId) =>
    related(`${memberId} is a placeholder`, { memberId }, ['reject /coverages/0/memberId']),
  ),
  ...['0000', '00001', 'NONESUCH', 'UNKNOWN1', '11112', 'TESTER'].map((memberId) =>
    related(`${memberId} may be an id`, { memberId }, []),
  ),
  ...['MA', 'MB'].map((claimFilingCode) =>
    related(`no MBI, filed as ${claimFilingCode}, the profile silent`, { memberId: '123456789A', claimFilingCode }, [
      'reject /coverages/0/memberId',
    ]),
  ),
  related('an MBI, filed as MB', { memberId: '1EG4-TE5-MK73', claimFilingCode: 'MB' }, []),
  related('no MBI, an advantage plan', { memberId: '123456789A', claimFilingCode: '16' }, []),
  given(
    'no MBI, Medicare second',
    covered({}, { responsibility: 'secondary', claimFilingCode: 'MB', memberId: '123456789A' }),
    ['warn /coverages/1/memberId'],
  ),
  ...['1EG4TE5MK73', '1eg4 te5 mk73', '9A00A00AA00', '1AA0AA0AA00'].map((memberId) =>
    related(`${memberId} is one`, { memberId }, [], mbi),
  ),
  ...[
    '0EG4TE5MK73',
    '1SG4TE5MK73',
    '1ES4TE5MK73',
    '1EGATE5MK73',
    '1EG41E5MK73',
    '1EG4TS5MK73',
    '1EG4TEAMK73',
    '1EG4TE51K73',
    '1EG4TE5M173',
    '1EG4TE5MKA3',
    '1EG4TE5MK7A',
    '1EG4TE5MK733',
    'X1EG4TE5MK73',
    '1EG4TE5MK7',
  ].map((memberId) => related(`${memberId} is none`, { memberId }, ['reject /coverages/0/memberId'], mbi)),
  given(
    'any form with the second payer',
    covered({ memberId: '1EG4TE5MK73' }, { responsibility: 'secondary', memberId: 'X' }),
    [],
    mbi,
  ),
  given(
    'the second payer listed first',
    covered({ responsibility: 'secondary', memberId: 'X' }, { memberId: 'Y' }),
    ['reject /coverages/1/memberId'],
    mbi,
  ),
];

const bornOn = (words: string, birthDate: string | null, expects: string[], more: EncounterPatch = {}) =>
  given(words, { patient: { birthDate }, ...more }, expects);
const births = [
  bornOn('124 years, the day before 125', '1901-03-03', []),
  bornOn('125 years', '1901-03-02', ['reject /patient/birthDate']),
  bornOn('none', null, ['reject /patient/birthDate']),
  bornOn('no line: on the day of the check', '1901-03-10', ['reject /patient/birthDate'], { lines: [] }),
  bornOn('no line: the day before', '1901-03-11', [], { lines: [] }),
  given('no sex', { patient: { sex: null } }, ['reject /patient/sex']),
  given('sex U', { patient: { sex: 'U' } }, []),
];

const patientNamed = (words: string, patient: object, expects: string[]) => given(words, { patient }, expects);
const names = [
  patientNamed('no first name', { firstName: null }, ['warn /patient/firstName']),
  patientNamed('a digit in the first name', { firstName: 'Ad4' }, ['reject /patient/firstName']),
  ...['Mr. Doe', 'MRS Doe', 'ms Doe', 'Miss Doe', 'Dr Doe', 'Prof. Doe'].map((lastName) =>
    patientNamed(lastName, { lastName }, ['warn /patient/lastName']),
  ),
  ...['Drake', 'Van Dr Doe', 'Missing', 'Mr.Doe'].map((lastName) => patientNamed(lastName, { lastName }, [])),
  patientNamed('a title and a digit: one finding', { lastName: 'Dr Doe2' }, ['reject /patient/lastName']),
  given('of the subscriber', covered({ relationship: 'child', subscriber: { lastName: 'Dr Doe', firstName: 'B0' } }), [
    'warn /coverages/0/subscriber/lastName',
    'reject /coverages/0/subscriber/firstName',
  ]),
  given(
    'of the subscriber of the second payer, no first name',
    covered({}, { responsibility: 'secondary', relationship: 'child', subscriber: { lastName: 'Doe' } }),
    ['warn /coverages/1/subscriber/firstName'],
  ),
  billing('none of the billing provider', { organizationName: null }, ['reject /billingProvider/lastName']),
  given('none of the rendering provider', { renderingProvider: { lastName: null } }, [
    'reject /renderingProvider/lastName',
  ]),
  one('none of the rendering provider of a line', { renderingProvider: { npi: good } }, [
    'reject /lines/0/renderingProvider/lastName',
  ]),
];

const payers = [
  given('no coverage', { coverages: [] }, ['reject /coverages']),
  ...['QUILL1', '12B34', 'a_b-c.d/e'].map((id) => related(`${id} is one`, { payer: { id, name: 'Quill' } }, [])),
  ...['QUILL 1', '-QUILL', 'QUILL!', 'É1'].map((id) =>
    related(`${id} is none`, { payer: { id, name: 'Quill' } }, ['reject /coverages/0/payer/id']),
  ),
  given('none of the second payer', covered({}, { responsibility: 'secondary', payer: { name: 'Quill' } }), [
    'warn /coverages/1/payer/id',
  ]),
  given(
    'wrong of the second payer',
    covered({}, { responsibility: 'secondary', payer: { id: 'Q 1', name: 'Quill' } }),
    ['warn /coverages/1/payer/id'],
  ),
];

const nobody = { renderingProvider: null };
const bills = (words: string, all: LineChange[], expects: string[], more: EncounterPatch = {}) =>
  given(words, { ...nobody, ...lines(...all), ...more }, expects);
const rendering = [
  bills('named on the line', [{ renderingProvider: person }], []),
  bills('named on one of two lines', [{ renderingProvider: person }, {}], ['reject /renderingProvider']),
  ...['A0427', 'B4034', 'E0100', 'K0001', 'L1499'].map((procedureCode) =>
    bills(`${procedureCode}, a supply`, [{ procedureCode }], []),
  ),
  bills('a longer code that begins like one', [{ procedureCode: 'XA0427' }], ['reject /renderingProvider']),
  bills('a code that goes on', [{ procedureCode: 'A04271' }], ['reject /renderingProvider']),
  bills('on the road', [{ placeOfService: '41' }], []),
  bills('on water', [{ placeOfService: '42' }], []),
  bills('nowhere', [{}], ['reject /renderingProvider'], { placeOfService: null }),
  bills('no line', [], []),
];

const excluded = (...spans: DateSpan[]): { tenant: TenantFacts } => ({
  tenant: { exclusions: { edition: 'exclusions@example', rows: new Map([[good, spans]]) } },
});
const elsewhere = { renderingProvider: { npi: '1234567893' } };
const exclusions = [
  given('no list', {}, ['no data'], { tenant: { exclusions: undefined } }),
  given('from that day', {}, ['reject /renderingProvider/npi'], excluded({ from: '2026-03-02' })),
  given('from the day after', {}, [], excluded({ from: '2026-03-03' })),
  given('to that day', {}, ['reject /renderingProvider/npi'], excluded({ from: '2020-01-01', to: '2026-03-02' })),
  given(
    'of the second line',
    lines({ serviceFrom: '2026-03-01' }, {}),
    ['reject /renderingProvider/npi'],
    excluded({ from: '2026-03-02' }),
  ),
  given(
    'who ordered a line',
    { ...elsewhere, ...lines({ orderingProvider: person }) },
    ['reject /lines/0/orderingProvider/npi'],
    excluded({ from: '2026-03-02' }),
  ),
  given(
    'of a line of an earlier day',
    { ...elsewhere, ...lines({ serviceFrom: '2026-03-01', orderingProvider: person }, {}) },
    [],
    excluded({ from: '2026-03-02' }),
  ),
  given(
    'no line: on the day it came',
    { lines: [] },
    ['reject /renderingProvider/npi'],
    excluded({ from: '2026-03-10' }),
  ),
  given('no line: not yet', { lines: [] }, [], excluded({ from: '2026-03-11' })),
  given('without NPI', { renderingProvider: { npi: null } }, [], excluded({ from: '2020-01-01' })),
];

const enrolled = (npi: string, from: string, payerId = 'QUILL1', to?: string): { tenant: TenantFacts } => ({
  tenant: {
    enrolments: {
      edition: 'enrolments@example',
      rows: new Map([
        [
          npi,
          [
            { payerId: 'OTHER', from: '2020-01-01' },
            { payerId, from, to },
          ],
        ],
      ]),
    },
  },
});
const enrolments = [
  given('no table', {}, ['no data'], { tenant: { enrolments: undefined } }),
  given('the first day', {}, [], enrolled(good, '2026-03-02')),
  given('the day before', {}, ['deny /lines/0/serviceFrom'], enrolled(good, '2026-03-03')),
  given('the last day', {}, [], enrolled(good, '2020-01-01', 'QUILL1', '2026-03-02')),
  given('with other payers only', {}, ['deny /lines/0/serviceFrom'], enrolled(good, '2020-01-01', 'OTHER')),
  given('a provider the table does not know', {}, ['no data'], enrolled('1999999992', '2020-01-01')),
  one('the rendering provider of the line', { renderingProvider: { npi: '1999999992', lastName: 'Other' } }, [
    'no data',
  ]),
  given(
    'who bills, when nobody else is named',
    { renderingProvider: null, billingProvider: { organizationName: null, lastName: 'Healer' } },
    [],
    enrolled('1234567893', '2020-01-01'),
  ),
  given('nobody has an NPI', { renderingProvider: { npi: null } }, []),
];

const longName = 'Example Walk-In Medical Center - Urgent Care and Occupational Health';
const lengths = [
  billing('sixty characters', { organizationName: 'X'.repeat(60) }, []),
  billing('sixty-one characters', { organizationName: `${'X'.repeat(58)} YZ` }, [
    'warn /billingProvider/organizationName',
  ]),
  given('a facility', { serviceFacility: { ...facility, name: longName } }, ['warn /serviceFacility/name']),
  given('who rendered', named('rendering', { npi: good, organizationName: longName, lastName: null }), [
    'warn /renderingProvider/organizationName',
  ]),
  one('who rendered a line', { renderingProvider: { npi: good, organizationName: longName } }, [
    'warn /lines/0/renderingProvider/organizationName',
  ]),
];

export const identityCases: VerdictTable = {
  ID001: npis,
  ID002: entities,
  ID003: taxonomies,
  ID004: taxes,
  ID005: addresses,
  ID006: boxes,
  ID007: phones,
  ID008: relations,
  ID009: members,
  ID010: births,
  ID011: names,
  ID012: payers,
  ID013: rendering,
  ID014: exclusions,
  ID015: enrolments,
  ID016: lengths,
};
