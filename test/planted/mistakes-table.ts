import type { HistoryLine } from '@claimwright/domain/finding';
import type { PayerProfile } from '@claimwright/domain/payer';
import { adult, besides, type Changes, charge, diagnoses, medicare, participant, place } from './bundle-changes.ts';

/** One mistake in a bundle and every finding above an information that it must cause: "rule severity pointer". */
export interface Planted {
  mistake: string;
  changes: readonly Changes[];
  finds: readonly string[];
  /** Where it goes when findings do not say. */
  outcome?: 'needs_coding' | 'not_billable';
  payer?: Partial<PayerProfile>;
  history?: readonly HistoryLine[];
  /** It takes complete lists of codes to see it; the starter answers no data. */
  official?: true;
}

const billed = (serviceFrom: string, changes: Partial<HistoryLine> = {}): HistoryLine => ({
  ...{ encounterId: '01900000-0000-7000-8000-000000000009', billingNpi: '1234567893', renderingNpi: '1122334455' },
  ...{ procedureCode: 'G0463', modifiers: [], placeOfService: '11', units: 1, chargeCents: 20_160, frequencyCode: '1' },
  ...{ serviceFrom, serviceTo: serviceFrom, ...changes },
});
const code = (index: number) => `/diagnoses/${index}/code`;
const price = (value: number) => ({ priceOverride: { value } });
const quantity = (value: number) => ({ quantity: { value } });
const secondary: Changes = {
  payer2: {
    resourceType: 'Organization',
    id: 'payer-2',
    identifier: [{ system: 'https://clearinghouse.example.org/payer-id', value: 'OAK02' }],
    name: 'Oak Health Plan',
  },
  coverage2: {
    ...{ resourceType: 'Coverage', id: 'cov-2', status: 'active', subscriberId: 'OAK42', order: 2 },
    ...{ beneficiary: { reference: 'Patient/pat-1' }, payor: [{ reference: 'Organization/payer-2' }] },
    relationship: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/subscriber-relationship', code: 'self' }],
    },
  },
};
/** Medicare answers after a plan of an employer. */
const medicareSecond: Changes = {
  ...medicare,
  ...secondary,
  'coverage.order': 2,
};

const providers: readonly Planted[] = [
  {
    mistake: 'billing NPI with a wrong check digit',
    changes: [{ 'clinic.identifier.0.value': '1234567890' }],
    finds: ['ID001 reject /billingProvider/npi'],
  },
  {
    mistake: 'billing organization without NPI',
    changes: [{ 'clinic.identifier.0': { value: 'x' } }],
    finds: ['ID001 reject /billingProvider/npi'],
  },
  {
    mistake: 'rendering NPI with a wrong check digit',
    changes: [{ 'practitioner.identifier.0.value': '1122334456' }],
    finds: ['ID001 reject /renderingProvider/npi'],
  },
  {
    mistake: 'rendering provider without NPI',
    changes: [{ 'practitioner.identifier': [] }],
    finds: ['ID001 reject /renderingProvider/npi'],
  },
  {
    mistake: 'a group and nobody who rendered',
    changes: [{ 'encounter.participant': [], 'visitCharge.performer': [], 'drugCharge.performer': [] }],
    finds: ['ID013 reject /renderingProvider'],
  },
  {
    mistake: 'referring provider without NPI',
    changes: [participant('REF', 'Practitioner', undefined)],
    finds: ['ID001 deny /referringProvider/npi'],
  },
  {
    mistake: 'a clinic as referring provider',
    changes: [participant('REF', 'Organization', '1234567893')],
    finds: ['ID002 reject /referringProvider/organizationName'],
  },
  {
    mistake: 'no tax id',
    changes: [{ 'clinic.identifier.1': { value: 'x' } }],
    finds: ['ID004 reject /billingProvider/taxId'],
  },
  {
    mistake: 'a tax id of eight digits',
    changes: [{ 'clinic.identifier.1.value': '04-123456' }],
    finds: ['ID004 reject /billingProvider/taxId'],
  },
  {
    mistake: 'a taxonomy one character short',
    changes: [{ 'role.specialty.0.coding.0.code': '207Q0000X' }],
    finds: ['ID003 reject /renderingProvider/taxonomyCode'],
  },
  {
    mistake: 'a PO box as billing address',
    changes: [{ 'clinic.address.0.line': ['P.O. Box 12'] }, { location: undefined, 'encounter.location': [] }],
    finds: ['ID006 reject /billingProvider/address/line1', 'PS001 reject /placeOfService'],
  },
  {
    mistake: 'a billing ZIP of five digits',
    changes: [{ 'clinic.address.0.postalCode': '02139'.slice(0, 5) }, { 'location.address': undefined }],
    finds: ['ID005 reject /billingProvider/address/postalCode'],
  },
  {
    mistake: 'a billing ZIP that ends in 0000',
    changes: [{ 'clinic.address.0.postalCode': '021000000' }],
    finds: ['ID005 warn /billingProvider/address/postalCode'],
  },
  {
    mistake: 'a billing address without state',
    changes: [{ 'clinic.address.0.state': undefined }, { 'location.address': undefined }],
    finds: ['ID005 reject /billingProvider/address/state'],
  },
  {
    mistake: 'a telephone number without area code',
    changes: [{ 'clinic.telecom.0.value': '555-0100' }],
    finds: ['ID007 reject /billingProvider/phone'],
  },
  {
    mistake: 'a name longer than a claim carries',
    changes: [{ 'clinic.name': 'Sample Walk-In Medical Center - Urgent Care and Occupational Health' }],
    finds: ['ID016 warn /billingProvider/organizationName'],
  },
];

const patients: readonly Planted[] = [
  {
    mistake: 'no birth date',
    changes: [{ 'patient.birthDate': undefined }],
    finds: ['ID010 reject /patient/birthDate'],
  },
  { mistake: 'no sex', changes: [{ 'patient.gender': undefined }], finds: ['ID010 reject /patient/sex'] },
  {
    mistake: 'born after the visit',
    changes: [{ 'patient.birthDate': '2026-03-05' }],
    finds: ['ST007 reject /lines/0/serviceFrom', 'ST007 reject /lines/1/serviceFrom'],
  },
  {
    mistake: 'died before the visit',
    changes: [{ 'patient.deceasedDateTime': '2026-02-01' }],
    finds: ['ST007 reject /lines/0/serviceFrom', 'ST007 reject /lines/1/serviceFrom'],
  },
  {
    mistake: 'a hundred and thirty years old',
    changes: [{ 'patient.birthDate': '1890-01-01' }],
    finds: ['ID010 reject /patient/birthDate'],
  },
  {
    mistake: 'a digit in the name',
    changes: [{ 'patient.name.1.family': 'Testpers0n' }],
    finds: ['ID011 reject /patient/lastName'],
  },
  {
    mistake: 'a separator of X12 in the name',
    changes: [{ 'patient.name.1.family': 'Test*person' }],
    finds: ['ST012 reject /patient/lastName'],
  },
  {
    mistake: 'a state that is none',
    changes: [{ 'patient.address.0.state': 'XX' }],
    finds: ['ID005 reject /patient/address/state'],
  },
  {
    mistake: 'born next year',
    changes: [{ 'patient.birthDate': '2027-01-01' }],
    finds: [
      'ST007 reject /patient/birthDate',
      'ST007 reject /lines/0/serviceFrom',
      'ST007 reject /lines/1/serviceFrom',
    ],
  },
  { mistake: 'no address', changes: [{ 'patient.address': undefined }], finds: ['ID005 reject /patient/address'] },
  {
    mistake: 'a ZIP of six digits',
    changes: [{ 'patient.address.0.postalCode': '021000' }],
    finds: ['ID005 reject /patient/address/postalCode'],
  },
];

const coverages: readonly Planted[] = [
  { mistake: 'no coverage', changes: [{ coverage: undefined }], finds: ['ID012 reject /coverages'] },
  {
    mistake: 'a coverage that ended before the visit',
    changes: [{ 'coverage.period.end': '2026-02-28' }],
    finds: ['ID012 reject /coverages'],
  },
  {
    mistake: 'a payer without payer id',
    changes: [{ 'payer.identifier': [] }],
    finds: ['ID012 reject /coverages/0/payer/id'],
  },
  {
    mistake: 'no member id',
    changes: [{ 'coverage.subscriberId': undefined }],
    finds: ['ID009 reject /coverages/0/memberId'],
  },
  {
    mistake: 'a Medicare id with a letter that does not occur',
    changes: [medicare, { 'coverage.subscriberId': '1EG4TE5MO73' }],
    payer: { memberIdFormat: 'mbi' },
    finds: ['ID009 reject /coverages/0/memberId'],
  },
  {
    mistake: 'a child and no subscriber',
    changes: [{ 'coverage.subscriber': undefined }],
    finds: ['ID008 reject /coverages/0/subscriber'],
  },
  {
    mistake: 'a child with a payer whose patient is always the subscriber',
    changes: [],
    payer: { patientIsSubscriber: true },
    finds: ['ID008 reject /coverages/0/relationship'],
  },
  {
    mistake: 'Medicare second and no reason',
    changes: [medicareSecond, { 'coverage2.order': 1 }],
    finds: ['AD007 deny /coverages/1/insuranceTypeCode'],
  },
  {
    mistake: "workers' compensation without claim number and accident",
    changes: [{ 'coverage.type.coding.0.code': '95' }],
    finds: ['AD011 reject /coverages/0/propertyCasualtyClaimNumber', 'AD011 reject /accident'],
  },
];

const codes: readonly Planted[] = [
  { mistake: 'a heading', changes: [diagnoses('E11', 'I10')], official: true, finds: [`DX002 reject ${code(0)}`] },
  {
    mistake: 'a code that has been divided since',
    changes: [adult, diagnoses('M54.5', 'I10')],
    official: true,
    finds: [`DX002 reject ${code(0)}`],
  },
  {
    mistake: 'a code nobody has ever given',
    changes: [diagnoses('E11.77', 'I10')],
    official: true,
    finds: [`DX001 reject ${code(0)}`],
  },
  {
    mistake: 'a code before it begins',
    changes: [
      diagnoses('J44.81'),
      { 'visitCharge.occurrenceDateTime': '2023-09-28' },
      { 'coverage.period.start': '2020-01-01' },
    ],
    finds: [`DX001 reject ${code(0)}`],
  },
  { mistake: 'a code of ICD-9-CM', changes: [diagnoses('250.00', 'I10')], finds: [`DX003 reject ${code(0)}`] },
  { mistake: 'no 7th character', changes: [diagnoses('S93.401', 'I10')], finds: [`DX004 reject ${code(0)}`] },
  {
    mistake: 'no 7th character and no X',
    changes: [diagnoses('I10', 'W19')],
    finds: [`DX004 reject ${code(1)}`],
    official: true,
  },
  {
    mistake: 'the 7th character at the fourth place',
    changes: [diagnoses('I10', 'W19A')],
    finds: [`DX004 reject ${code(1)}`],
  },
  {
    mistake: 'a 7th character that is not allowed',
    changes: [diagnoses('S93.401Z', 'I10')],
    finds: [`DX004 reject ${code(0)}`],
  },
  {
    mistake: 'two that exclude each other',
    changes: [adult, diagnoses('E10.9', 'E11.9')],
    finds: [`DX007 deny ${code(1)}`],
  },
  {
    mistake: 'a manifestation first',
    changes: [adult, diagnoses('F02.80', 'G30.9')],
    official: true,
    finds: [`DX009 reject ${code(0)}`, `DX010 deny ${code(0)}`],
  },
  {
    mistake: 'a manifestation without its disease',
    changes: [adult, diagnoses('I10', 'D63.1')],
    official: true,
    finds: [`DX010 deny ${code(1)}`],
  },
  {
    mistake: 'an external cause first',
    changes: [diagnoses('W19.XXXA', 'S93.401D')],
    finds: [`DX012 reject ${code(0)}`],
  },
  {
    mistake: 'one code twice',
    changes: [diagnoses('I10', 'E11.9', 'I10')],
    finds: [`DX018 reject ${code(2)}`],
  },
  {
    mistake: 'a first-only code second',
    changes: [adult, diagnoses('I10', 'Z00.00')],
    finds: [`DX013 warn ${code(1)}`],
  },
  { mistake: 'a sequela first', changes: [diagnoses('S93.401S', 'I10')], finds: [`DX006 warn ${code(0)}`] },
  {
    mistake: 'aftercare beside an injury',
    changes: [diagnoses('S93.401D', 'Z47.89')],
    finds: [`DX005 warn ${code(1)}`],
  },
  {
    mistake: 'a side left open',
    changes: [adult, diagnoses('M17.10')],
    finds: [`DX020 warn ${code(0)}`],
    official: true,
  },
  {
    mistake: 'a fresh injury and no word on an accident',
    changes: [diagnoses('S93.401A')],
    finds: [`ST011 warn ${code(0)}`],
  },
  {
    mistake: 'a delivery of a child of seven',
    changes: [{ 'patient.birthDate': '2018-05-04' }, diagnoses('O80', 'Z37.0', 'Z3A.39')],
    finds: [`DX016 warn ${code(0)}`, `DX016 warn ${code(1)}`, `DX016 warn ${code(2)}`],
  },
  { mistake: 'a newborn code on a child of nine', changes: [diagnoses('Z38.00')], finds: [`DX016 warn ${code(0)}`] },
  { mistake: 'an adult code on a child of nine', changes: [diagnoses('Z00.00')], finds: [`DX016 warn ${code(0)}`] },
  {
    mistake: "a man's code on a girl",
    changes: [adult, diagnoses('N40.1')],
    payer: { sexEdits: true },
    finds: [`DX017 warn ${code(0)}`],
  },
  {
    mistake: 'a pregnancy without its weeks',
    changes: [adult, diagnoses('O24.410')],
    finds: [`DX022 warn ${code(0)}`],
  },
  {
    mistake: 'a delivery without its outcome',
    changes: [adult, diagnoses('O80', 'Z3A.39')],
    finds: [`DX022 warn ${code(0)}`],
  },
  {
    mistake: 'thirteen diagnoses',
    changes: [
      adult,
      diagnoses(
        'I10',
        'E78.5',
        'E03.9',
        'K21.9',
        'J45.909',
        'M54.2',
        'G47.33',
        'F41.1',
        'N18.30',
        'R05.9',
        'R50.9',
        'D64.9',
        'E55.9',
      ),
    ],
    finds: ['DX021 reject /diagnoses/12'],
  },
  {
    mistake: 'no diagnosis',
    changes: [diagnoses()],
    finds: ['DX021 reject /diagnoses', 'ST001 reject /lines/0/diagnosisPointers'],
  },
  {
    mistake: 'a charge that points to no diagnosis',
    changes: [{ 'visitCharge.supportingInformation': [] }],
    finds: ['ST001 reject /lines/0/diagnosisPointers'],
  },
  {
    mistake: 'a charge that points past the visit',
    changes: [{ 'visitCharge.supportingInformation': [{ reference: 'Condition/other' }] }],
    finds: ['ST001 reject /lines/0/diagnosisPointers'],
  },
  {
    mistake: 'a condition of SNOMED CT alone',
    changes: [{ 'cough.code': { coding: [{ system: 'http://snomed.info/sct', code: '49727002' }] } }],
    finds: [],
    outcome: 'needs_coding',
  },
];

const lines: readonly Planted[] = [
  {
    mistake: 'a procedure code too long',
    changes: [charge('J1234567')],
    finds: ['PX001 reject /lines/0/procedureCode'],
  },
  { mistake: 'a dental code', changes: [charge('D0120')], finds: ['PX001 reject /lines/0/procedureCode'] },
  {
    mistake: 'a procedure code that has ended',
    changes: [charge('C9803')],
    finds: ['PX002 reject /lines/0/procedureCode'],
  },
  {
    mistake: 'a procedure code nobody has ever given',
    changes: [charge('J0001')],
    finds: ['PX002 reject /lines/0/procedureCode'],
    official: true,
  },
  {
    mistake: 'a modifier of no table',
    changes: [charge('G0463', ['ZZ'])],
    finds: ['PX003 reject /lines/0/modifiers/0'],
    official: true,
  },
  {
    mistake: 'a modifier twice',
    changes: [charge('G0463', ['KX', 'KX'])],
    finds: ['PX003 reject /lines/0/modifiers/1'],
  },
  {
    mistake: 'two modifiers that exclude each other',
    changes: [charge('G0463', ['JW', 'JZ'])],
    finds: ['PX005 reject /lines/0/modifiers/1'],
  },
  {
    mistake: 'two notices that contradict each other',
    changes: [charge('G0463', ['GA', 'GZ'])],
    finds: ['PX006 reject /lines/0/modifiers/1'],
  },
  {
    mistake: '25 on a drug',
    changes: [charge('G0463'), besides('J1885', ['25'])],
    finds: ['PX004 deny /lines/1/modifiers/0'],
  },
  {
    mistake: 'a modifier of facilities',
    changes: [charge('G0463', ['73'])],
    finds: ['PX004 reject /lines/0/modifiers/0'],
  },
  { mistake: 'therapy without its discipline', changes: [charge('G0283')], finds: ['PX004 deny /lines/0/modifiers'] },
  {
    mistake: 'a single-dose drug without JW or JZ, for Medicare',
    changes: [medicare, charge('G0463'), besides('J9035')],
    finds: ['PX004 deny /lines/1/modifiers'],
  },
  {
    mistake: 'a left-sided service for the right knee',
    changes: [adult, diagnoses('M17.11'), charge('L1851', ['LT'])],
    official: true,
    finds: ['DX019 warn /lines/0/modifiers/0'],
  },
  {
    mistake: 'five pointers',
    changes: [
      ...[adult, diagnoses('I10', 'E78.5', 'E03.9', 'K21.9', 'J45.909')],
      { 'visitCharge.supportingInformation': [0, 1, 2, 3, 4].map((index) => ({ reference: `Condition/c${index}` })) },
    ],
    finds: ['ST001 reject /lines/0/diagnosisPointers/4'],
  },
  {
    mistake: 'an end before the beginning',
    changes: [
      charge('G0463', [], {
        occurrenceDateTime: undefined,
        occurrencePeriod: { start: '2026-03-02', end: '2026-03-01' },
      }),
    ],
    finds: ['ST007 reject /lines/0/serviceTo'],
  },
  {
    mistake: 'a service after the discharge',
    changes: [
      ...[charge('G0463'), place('21')],
      { 'encounter.class.code': 'IMP', 'encounter.period': { start: '2026-02-27', end: '2026-03-01' } },
    ],
    finds: ['PS003 reject /lines/0/serviceFrom'],
  },
  { mistake: 'no unit', changes: [charge('G0463', [], quantity(0))], finds: ['TU001 reject /lines/0/units'] },
  {
    mistake: 'one and a half visits',
    changes: [charge('G0463', [], quantity(1.5))],
    finds: ['TU001 reject /lines/0/units'],
  },
  {
    mistake: 'minutes of a visit',
    changes: [charge('G0463', [], { quantity: { value: 30, code: 'min' } })],
    finds: ['TU001 reject /lines/0/unit'],
  },
  {
    mistake: 'a charge of nothing',
    changes: [charge('G0463', [], price(0))],
    finds: ['ST005 warn /lines/0/chargeCents'],
  },
  { mistake: 'no place of service', changes: [{ 'location.type': [] }], finds: ['PS001 reject /placeOfService'] },
  {
    mistake: 'a place of service that is no code',
    changes: [place('29')],
    official: true,
    finds: ['PS001 reject /placeOfService'],
  },
  { mistake: 'an emergency visit in an office', changes: [charge('G0380')], finds: ['PS002 deny /placeOfService'] },
  {
    mistake: 'GT, which Medicare no longer takes',
    changes: [medicare, charge('G0438', ['GT']), place('10')],
    finds: ['TH001 deny /lines/0/modifiers/0'],
  },
  {
    mistake: 'telehealth in an office',
    changes: [medicare, charge('G0438', ['95'])],
    finds: ['TH001 warn /placeOfService'],
  },
  {
    mistake: 'a service Medicare does not take at a distance',
    changes: [medicare, charge('G0463'), place('02')],
    finds: ['TH001 deny /lines/0/procedureCode'],
  },
  {
    mistake: 'an inpatient procedure outside a hospital',
    changes: [medicare, charge('G0412'), place('22')],
    finds: ['PX009 deny /lines/0/procedureCode'],
  },
  {
    mistake: 'tomorrow',
    changes: [charge('G0463', [], { occurrenceDateTime: '2026-03-11' })],
    finds: ['ST007 reject /lines/0/serviceFrom'],
  },
  {
    mistake: 'a service over New Year',
    changes: [
      charge('G0463', [], {
        occurrenceDateTime: undefined,
        occurrencePeriod: { start: '2025-12-30', end: '2026-01-02' },
      }),
    ],
    finds: ['ST015 warn /lines/0/serviceTo'],
  },
  {
    mistake: 'a line twice',
    changes: [
      charge('G0463'),
      besides('G0463', [], {
        priceOverride: { value: 201.6 },
        supportingInformation: [{ reference: 'Condition/cond-2' }],
      }),
    ],
    finds: ['AD002 reject /lines/1'],
  },
  {
    mistake: 'a claim sent before',
    changes: [charge('G0463')],
    history: [billed('2026-03-02')],
    finds: ['AD002 reject /lines/0'],
  },
  {
    mistake: 'the same service at another charge',
    changes: [charge('G0463')],
    history: [billed('2026-03-02', { chargeCents: 9900 })],
    finds: ['AD002 warn /lines/0'],
  },
  {
    mistake: 'too late',
    changes: [charge('G0463')],
    payer: {
      timelyFiling: {
        unit: 'days',
        count: 7,
        anchor: 'serviceFrom',
        rollsToWorkday: false,
        citation: 'contract',
        verified: false,
      },
    },
    finds: ['AD001 deny /lines/0/serviceFrom'],
  },
  {
    mistake: 'an NDC of ten digits without hyphens',
    changes: [{ 'administration.contained.0.code.coding.0.code': '0000011112' }],
    finds: ['AD006 reject /lines/1/drug/ndc'],
  },
  {
    mistake: 'a dose of four decimals',
    changes: [{ 'administration.dosage.dose.value': 0.1255 }],
    finds: ['AD006 reject /lines/1/drug/quantity'],
  },
  {
    mistake: 'an unlisted drug without a word',
    changes: [charge('G0463'), besides('J3490')],
    finds: ['PX008 reject /lines/1/description'],
  },
  {
    mistake: 'a test under CLIA without its number',
    changes: [adult, charge('G0328')],
    finds: ['LB001 reject /lines/0/cliaNumber'],
  },
  {
    mistake: 'a brace for Medicare that nobody ordered',
    changes: [medicare, charge('L1851'), place('12')],
    finds: ['AD005 reject /lines/0/orderingProvider'],
  },
  {
    mistake: 'a mammogram without certificate',
    changes: [adult, charge('G0279')],
    finds: ['LB003 reject /lines/0/mammographyCertification'],
  },
  {
    mistake: 'a screening of the prostate of a girl',
    changes: [charge('G0102')],
    finds: ['PX007 warn /lines/0/procedureCode'],
  },
  {
    mistake: 'a wellness visit too soon',
    changes: [medicare, charge('G0439')],
    history: [billed('2025-06-01', { procedureCode: 'G0439' })],
    finds: ['EM004 deny /lines/0/procedureCode'],
  },
  {
    mistake: 'what needs an authorization',
    changes: [charge('G0463')],
    payer: { priorAuthorization: [{ codes: ['G0463'], from: '2026-01-01', citation: 'contract', verified: false }] },
    finds: ['AD003 deny /lines/0/priorAuthorizationNumber'],
  },
  {
    mistake: 'a visit the patient keeps from the plan',
    changes: [{ 'encounter.meta': { security: [{ code: 'HIPAASelfPay' }] } }],
    finds: [],
    outcome: 'not_billable',
  },
];

/** Bundles in which nothing is wrong, though they look unusual. */
const lawful: readonly Planted[] = [
  { mistake: 'nothing', changes: [], finds: [] },
  {
    mistake: 'nothing, for Medicare',
    changes: [medicare],
    payer: { memberIdFormat: 'mbi', patientIsSubscriber: true },
    finds: [],
  },
  {
    mistake: 'nothing: codes in small letters and without dots',
    changes: [diagnoses('i10', 'e119'), charge('g0463', ['kx'])],
    finds: [],
  },
  {
    mistake: 'nothing: an accent and an apostrophe',
    changes: [{ 'patient.name.1.family': "O'Peña-Müller" }],
    finds: [],
  },
  {
    mistake: 'nothing: a patient from abroad',
    changes: [{ 'patient.address.0': { line: ['1 Rue de l Exemple'], city: 'Montréal', country: 'CA' } }],
    finds: [],
  },
  {
    mistake: 'nothing: a ZIP of five digits of the patient',
    changes: [{ 'patient.address.0.postalCode': '021390000'.slice(0, 5) }],
    finds: [],
  },
  {
    mistake: 'nothing: a quality code for nothing',
    changes: [charge('G0463'), besides('G8427', [], { priceOverride: { value: 0 } })],
    finds: [],
  },
  {
    mistake: 'an ambulance and not a word about the trip',
    changes: [charge('A0425', ['RH'], quantity(12.3)), place('41')],
    finds: ['ST016 warn /ambulance'],
  },
  { mistake: 'nothing: a second payer', changes: [secondary], finds: [] },
  { mistake: 'nothing: a disease and its manifestation', changes: [adult, diagnoses('G30.9', 'F02.80')], finds: [] },
  { mistake: 'nothing: an injury of later care', changes: [diagnoses('S93.401D')], finds: [] },
  {
    mistake: 'nothing: the same service the day before',
    changes: [charge('G0463')],
    history: [billed('2026-03-01')],
    finds: [],
  },
  {
    mistake: 'nothing: another service of the day',
    changes: [charge('G0463')],
    history: [billed('2026-03-02', { procedureCode: 'J1885' })],
    finds: [],
  },
  {
    mistake: 'nothing: a wellness visit in its time',
    changes: [medicare, charge('G0439')],
    history: [billed('2025-03-31', { procedureCode: 'G0439' })],
    finds: [],
  },
  {
    mistake: 'nothing: a man of the same age',
    changes: [medicare, { 'patient.gender': 'male' }, charge('G0102')],
    finds: [],
  },
  { mistake: 'nothing: sex recorded as other', changes: [{ 'patient.gender': 'other' }], finds: [] },
  { mistake: 'nothing: a stay', changes: [place('21'), { 'encounter.class.code': 'IMP' }], finds: [] },
];

/** As EHRs really err: found by changing hundreds of right bundles, one thing at a time. */
const asSent: readonly Planted[] = [
  ...[
    ['a billing ZIP of another state', { 'clinic.address.0.postalCode': '90210-1234' }, 'billingProvider'],
    ['a patient ZIP of another state', { 'patient.address.0.postalCode': '90210' }, 'patient'],
  ].map(([mistake, changes, who]) => ({
    mistake: mistake as string,
    changes: [changes as Changes, { location: undefined, 'encounter.location': [] }],
    finds: [`ID005 warn /${who as string}/address/postalCode`, 'PS001 reject /placeOfService'],
  })),
  {
    mistake: 'a PO drawer as billing address',
    changes: [{ 'clinic.address.0.line': ['PO Drawer 9'] }, { location: undefined, 'encounter.location': [] }],
    finds: ['ID006 reject /billingProvider/address/line1', 'PS001 reject /placeOfService'],
  },
  {
    mistake: 'a PO box without blanks',
    changes: [{ 'clinic.address.0.line': ['P.O.Box7'] }, { location: undefined, 'encounter.location': [] }],
    finds: ['ID006 reject /billingProvider/address/line1', 'PS001 reject /placeOfService'],
  },
  {
    mistake: 'a telephone number of zeros',
    changes: [{ 'clinic.telecom.0.value': '000-000-0000' }],
    finds: ['ID007 reject /billingProvider/phone'],
  },
  ...['UNKNOWN', '0000000000', 'N/A'].map((memberId) => ({
    mistake: `${memberId} as member id`,
    changes: [{ 'coverage.subscriberId': memberId }],
    finds: ['ID009 reject /coverages/0/memberId'],
  })),
  {
    mistake: 'an old Medicare number, and no profile that asks',
    changes: [medicare, { 'coverage.subscriberId': '123456789A' }],
    finds: ['ID009 reject /coverages/0/memberId'],
  },
  {
    mistake: 'self, and a parent is the subscriber',
    changes: [{ 'coverage.relationship.coding.0.code': 'self' }],
    finds: ['ID008 reject /coverages/0/subscriber'],
  },
  {
    mistake: 'a parent is the subscriber, and nobody says what the child is',
    changes: [{ 'coverage.relationship': undefined }],
    finds: ['ID008 warn /coverages/0/relationship'],
  },
  {
    mistake: 'a relationship of no list',
    changes: [{ 'coverage.relationship.coding.0.code': 'CHILD19' }],
    finds: ['ID008 warn /coverages/0/relationship'],
  },
  {
    mistake: 'two coverages that both answer first',
    changes: [secondary, { 'coverage2.order': 1 }],
    finds: ['ST014 reject /coverages/1/responsibility'],
  },
  {
    mistake: 'Medicare before the plan of an employer',
    changes: [
      ...[medicare, secondary],
      {
        'coverage2.type': { coding: [{ system: 'https://nahdo.org/sopt', code: '512' }] },
        'coverage2.class': [
          {
            type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-class', code: 'group' }] },
            value: 'GRP-9',
          },
        ],
      },
    ],
    finds: ['AD007 warn /coverages/0/responsibility'],
  },
  {
    mistake: 'an injected drug of Medicaid without its NDC',
    changes: [{ 'coverage.type.coding.0.code': '21' }, charge('G0463'), besides('J1885')],
    finds: ['AD006 deny /lines/1/drug'],
  },
  {
    mistake: 'an NDC without a dose, which is lost, for Medicaid',
    changes: [{ 'coverage.type.coding.0.code': '21', 'administration.dosage': undefined }],
    finds: ['AD006 deny /lines/1/drug'],
  },
  {
    mistake: 'a line twice at another charge',
    changes: [charge('G0463'), besides('G0463')],
    finds: ['AD002 warn /lines/1'],
  },
  {
    mistake: 'a price without its decimal point',
    changes: [charge('G0463', [], price(2_016_000))],
    finds: ['ST005 warn /lines/0/chargeCents'],
  },
  {
    mistake: 'an ambulance that does not say from where to where',
    changes: [charge('A0427'), place('41')],
    finds: ['ST016 warn /ambulance', 'ST016 warn /lines/0/modifiers'],
  },
  {
    mistake: 'an ambulance in an office',
    changes: [charge('A0427', ['RH'])],
    finds: ['PS002 deny /placeOfService', 'ST016 warn /ambulance'],
  },
  ...['J7307', 'S0612', 'S4981'].map((procedure) => ({
    mistake: `${procedure}, for women, of a man`,
    changes: [adult, { 'patient.gender': 'male' }, charge(procedure)],
    finds: ['PX007 warn /lines/0/procedureCode'],
    official: true as const,
  })),
  {
    mistake: 'drug therapy as the reason of a visit',
    changes: [adult, diagnoses('Z79.4', 'E11.65')],
    official: true,
    finds: [`DX015 warn ${code(0)}`],
  },
  {
    mistake: 'heart failure before the hypertension that causes it',
    changes: [adult, diagnoses('I50.9', 'I11.0')],
    official: true,
    finds: [`DX010 warn ${code(0)}`],
  },
  ...(
    [
      ['I50', 'DX002'],
      ['e78', 'DX002'],
      ['M25.56', 'DX002'],
      ['N18.3', 'DX002'],
      ['F32.8', 'DX002'],
      ['C79.64', 'DX001'],
      ['I10.0', 'DX001'],
      ['I1O', 'DX001'],
      ['E11.', 'DX003'],
      ['E1.165', 'DX003'],
      ['I10, E11.9', 'DX003'],
      ['38341003', 'DX003'],
      ['E885.9', 'DX003'],
      ['T14.90A', 'DX004'],
      ['M1A.071', 'DX004'],
      ['H40.111', 'DX004'],
      ['M80.08X', 'DX004'],
      ['T39.011', 'DX004'],
    ] as const
  ).map(([wrong, rule]) => ({
    mistake: `the diagnosis ${wrong}`,
    changes: [adult, diagnoses('I10', wrong)],
    official: true as const,
    finds: [`${rule} reject ${code(1)}`],
  })),
  ...(
    [
      ['J20.9', 'J40'],
      ['G43.909', 'R51.9'],
      ['R73.03', 'E11.9'],
      ['F32.9', 'F31.9'],
      ['B20', 'Z21'],
      ['I95.1', 'R55'],
    ] as const
  ).map(([one, other]) => ({
    mistake: `${one} and ${other}, which exclude each other`,
    changes: [adult, diagnoses(one, other)],
    official: true as const,
    finds: [`DX007 deny ${code(1)}`],
  })),
];

/** Right, however unusual it looks. */
const rightAsSent: readonly Planted[] = [
  ...['https://hl7.org/fhir/sid/icd-10-cm', 'http://hl7.org/fhir/sid/icd-10-cm|2026', '2.16.840.1.113883.6.90'].map(
    (system) => ({
      mistake: `nothing: diagnoses of ${system}`,
      changes: [{ 'cough.code': { coding: [{ system, code: 'r059 ' }] } }],
      finds: [],
    }),
  ),
  {
    mistake: 'nothing: an NPI by its type alone',
    changes: [
      {
        'practitioner.identifier.0': {
          type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'NPI' }] },
          value: '1122334455',
        },
      },
    ],
    finds: [],
  },
  {
    mistake: 'nothing: an NPI of https',
    changes: [{ 'practitioner.identifier.0.system': 'https://hl7.org/fhir/sid/us-npi' }],
    finds: [],
  },
  {
    mistake: 'nothing: a square named after a post office',
    changes: [{ 'clinic.address.0.line': ['12 Post Office Square'] }, { 'location.address': undefined }],
    finds: [],
  },
  ...(
    [
      ['heart failure of a kidney patient', ['I13.0', 'I50.32', 'N18.4']],
      ['sepsis', ['A41.9', 'R65.20', 'J96.01']],
      ['bronchitis of somebody who does not smoke', ['J40']],
      ['an infection and its germ', ['N39.0', 'B96.20']],
      ['two knees', ['M25.561', 'M25.562']],
    ] as const
  ).map(([what, codes]) => ({
    mistake: `nothing: ${what}`,
    changes: [adult, diagnoses(...codes)],
    official: true as const,
    finds: [],
  })),
];

/** Mistakes only the edits of NCCI know; the facts about G0463 are those of a code physicians are not paid for. */
export const againstNcci: readonly Planted[] = [
  {
    mistake: 'a pair that is not paid together',
    changes: [adult, charge('A9503'), besides('A9512')],
    finds: ['NC001 deny /lines/1/procedureCode'],
  },
  {
    mistake: 'more units than likely',
    changes: [medicare, charge('G0439', [], quantity(2))],
    finds: ['NC002 deny /lines/0/units'],
  },
  {
    mistake: 'a code physicians are not paid for',
    changes: [medicare, charge('G0463')],
    finds: ['NC002 deny /lines/0/units'],
  },
  { mistake: 'nothing: a code Medicare pays hospitals for, and another payer', changes: [charge('G0463')], finds: [] },
  { mistake: 'nothing: one visit', changes: [medicare, charge('G0439')], finds: [] },
];

export const plantedMistakes: readonly Planted[] = [
  ...providers,
  ...patients,
  ...coverages,
  ...codes,
  ...lines,
  ...lawful,
  ...asSent,
  ...rightAsSent,
];
