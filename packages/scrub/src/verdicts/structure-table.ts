import { covered, given, type LineChange, lines, type VerdictTable } from './verdict-cases.ts';

const one = (words: string, change: LineChange, expects: string[]) => given(words, lines(change), expects);
const listed = (...codes: string[]) => ({ diagnoses: codes.map((code) => ({ code })) });
const five = listed('E11.65', 'I10', 'E11.9', 'L90.5', 'G30.9', 'E78.5');
const waiting = { uncodedConditions: [{ system: 'http://snomed.info/sct', code: '10509002' }] };
const at = (...places: number[]) => places.map((place) => `reject /lines/0/diagnosisPointers/${place}`);

const pointers = [
  one('none', { diagnosisPointers: [] }, ['reject /lines/0/diagnosisPointers']),
  given('none, while a condition waits for its code', { ...waiting, ...lines({ diagnosisPointers: [] }) }, ['no data']),
  given('one past a list of one', { ...listed('I10'), ...lines({ diagnosisPointers: [2] }) }, at(0)),
  one('the last of the list', { diagnosisPointers: [2] }, []),
  one('one past the list', { diagnosisPointers: [2, 3] }, at(1)),
  one('twice', { diagnosisPointers: [1, 2, 1] }, at(2)),
  given('four', { ...five, ...lines({ diagnosisPointers: [1, 2, 3, 4] }) }, []),
  given('five', { ...five, ...lines({ diagnosisPointers: [1, 2, 3, 4, 5] }) }, at(4)),
  given('six: one finding', { ...five, ...lines({ diagnosisPointers: [1, 2, 3, 4, 5, 6] }) }, at(4)),
  given(
    'twice, past the list and too many',
    { ...five, ...lines({ diagnosisPointers: [1, 1, 9, 2, 3] }) },
    at(1, 2, 4),
  ),
  given('the second line', lines({}, { diagnosisPointers: [7], units: 2 }), ['reject /lines/1/diagnosisPointers/0']),
];

const unused = [
  given('no line', { lines: [] }, []),
  given('each by another line', lines({ diagnosisPointers: [1] }, { diagnosisPointers: [2], units: 2 }), []),
  given('none of three', { ...listed('E11.65', 'I10', 'E11.9'), ...lines({ diagnosisPointers: [2] }) }, [
    'info /diagnoses/0',
    'info /diagnoses/2',
  ]),
];

const counts = [
  given('a hundred lines', { lines: Array.from({ length: 100 }, (_, index) => lineOf(index)) }, ['info /lines/50']),
  given('a hundred and one lines', { lines: Array.from({ length: 101 }, (_, index) => lineOf(index)) }, [
    'info /lines/50',
  ]),
];

function lineOf(index: number) {
  return {
    procedureCode: 'G0463',
    modifiers: [],
    diagnosisPointers: [1, 2],
    units: 1,
    unit: 'UN' as const,
    chargeCents: 15_000 + index,
    serviceFrom: '2026-03-02',
  };
}

const totals = [
  given('none', {}, []),
  given('of two lines', { totalChargeCents: 30_100, ...lines({}, { chargeCents: 15_100 }) }, []),
  given('a cent too much', { totalChargeCents: 15_001 }, ['reject /totalChargeCents']),
  given('zero, and no line', { totalChargeCents: 0, lines: [] }, []),
];

const zero = (procedureCode: string, expects: string[]) =>
  one(`${procedureCode} for nothing`, { procedureCode, chargeCents: 0 }, expects);
const charges = [
  one('a cent', { chargeCents: 1 }, []),
  one('a cent less than a million dollars', { chargeCents: 99_999_999 }, []),
  one('a million dollars', { chargeCents: 100_000_000 }, ['warn /lines/0/chargeCents']),
  ...['G8427', 'G9001', 'M1003', `${'0'.repeat(4)}F`].map((code) => zero(code, [])),
  ...['G7001', 'M0001', `${'0'.repeat(4)}T`, 'XG8427', 'G84271'].map((code) =>
    zero(code, ['warn /lines/0/chargeCents']),
  ),
  given('the second line', lines({}, { chargeCents: 0 }), ['warn /lines/1/chargeCents']),
];

const paid = [
  given('nothing', { patientPaidCents: 0 }, []),
  given('everything', { patientPaidCents: 15_000 }, []),
  given('a cent more than everything', { patientPaidCents: 15_001 }, ['reject /patientPaidCents']),
];

const from = ['reject /lines/0/serviceFrom'];
const to = ['reject /lines/0/serviceTo'];
const dates = [
  one('ends the day it begins', { serviceTo: '2026-03-02' }, []),
  one('ends before it begins', { serviceTo: '2026-03-01' }, to),
  one('ends today', { serviceTo: '2026-03-10' }, []),
  one('ends tomorrow', { serviceTo: '2026-03-11' }, to),
  one('begins and ends tomorrow', { serviceFrom: '2026-03-11', serviceTo: '2026-03-11' }, from),
  given('born that day', { patient: { birthDate: '2026-03-02' } }, []),
  given('born the day after', { patient: { birthDate: '2026-03-03' } }, from),
  given('born today', { patient: { birthDate: '2026-03-10' } }, from),
  given('born tomorrow', { patient: { birthDate: '2026-03-11' } }, ['reject /patient/birthDate', ...from]),
  given('no birth date', { patient: { birthDate: null } }, []),
  given('died that day', { patient: { deathDate: '2026-03-02' } }, []),
  given('died the day before', { patient: { deathDate: '2026-03-01' } }, from),
  given('died within the span', { patient: { deathDate: '2026-03-04' }, ...lines({ serviceTo: '2026-03-05' }) }, to),
  given('died on the last day', { patient: { deathDate: '2026-03-05' }, ...lines({ serviceTo: '2026-03-05' }) }, []),
  given('the second line', lines({}, { serviceFrom: '2026-03-11' }), ['reject /lines/1/serviceFrom']),
  given('discharged the day of admission', { dates: { admission: '2026-03-01', discharge: '2026-03-01' } }, []),
  given('discharged before admission', { dates: { admission: '2026-03-02', discharge: '2026-03-01' } }, [
    'reject /dates/discharge',
  ]),
  given('discharge alone', { dates: { discharge: '2026-03-01' } }, []),
  given('admission alone', { dates: { admission: '2026-03-01' } }, []),
  given('disability of one day', { dates: { disabilityFrom: '2026-03-01', disabilityTo: '2026-03-01' } }, []),
  given('disability ends before it begins', { dates: { disabilityFrom: '2026-03-02', disabilityTo: '2026-03-01' } }, [
    'reject /dates/disabilityTo',
  ]),
  given('end of disability alone', { dates: { disabilityTo: '2026-03-01' } }, []),
  given('begin of disability alone', { dates: { disabilityFrom: '2026-03-02' } }, []),
  given('accident the day of the service', { accident: { kind: 'other', date: '2026-03-02' } }, []),
  given('accident the day after the service', { accident: { kind: 'other', date: '2026-03-03' } }, [
    'reject /accident/date',
  ]),
  given(
    'accident on the last of two days',
    { accident: { kind: 'other', date: '2026-03-04' }, ...lines({}, { serviceFrom: '2026-03-04' }) },
    [],
  ),
  given('accident without a date', { accident: { kind: 'other' } }, []),
  given('accident without a line', { accident: { kind: 'other', date: '2026-03-03' }, lines: [] }, []),
];

const number = { payerClaimControlNumber: 'ICN2026061' };
const frequencies = [
  given('a void without the number', { frequencyCode: '8' }, ['reject /payerClaimControlNumber']),
  given('a void with it', { frequencyCode: '8', ...number }, []),
  given('an original with it', number, ['reject /payerClaimControlNumber']),
  given('a replacement the payer does not take', { frequencyCode: '7', ...number }, ['reject /frequencyCode'], {
    payer: { acceptsReplacement: false },
  }),
  given(
    'a void the payer does not take, without the number',
    { frequencyCode: '8' },
    ['reject /payerClaimControlNumber', 'reject /frequencyCode'],
    { payer: { acceptsReplacement: false } },
  ),
  given('an original of a payer that takes no replacement', {}, [], { payer: { acceptsReplacement: false } }),
];

const assigned = (
  assignment: 'assigned' | 'clinical_lab_only' | 'not_assigned',
  benefitsAssigned: 'yes' | 'no' | 'not_applicable',
) => ({ signatures: { assignment, benefitsAssigned } });
const signatures = [
  given('benefits to one who takes no assignment', assigned('not_assigned', 'yes'), [
    'warn /signatures/benefitsAssigned',
  ]),
  given('no benefits to one who takes no assignment', assigned('not_assigned', 'no'), []),
  given('benefits to one who takes it', assigned('assigned', 'yes'), []),
  given(
    'both faults',
    { signatures: { providerSignatureOnFile: false, assignment: 'not_assigned', benefitsAssigned: 'yes' } },
    ['reject /signatures/providerSignatureOnFile', 'warn /signatures/benefitsAssigned'],
  ),
];

const injured = (code: string, expects: string[]) => given(`${code} and no word on an accident`, listed(code), expects);
const accidents = [
  ...[
    'S00.00XA',
    'S93.401A',
    'S82.101B',
    'S82.101C',
    'T14.90XA',
    'T79.0XXA',
    'T36.0X1A',
    'T50.901A',
    'T35.0X5A',
    'T51.0X5A',
  ].map((code) => injured(code, ['warn /diagnoses/0/code'])),
  ...[
    'S93.401D',
    'S93.401S',
    'R99.XXXA',
    'T80.0XXA',
    'T88.7XXA',
    'T36.0X5A',
    'T50.906A',
    'S93.40',
    'I10',
    '250.00',
  ].map((code) => injured(code, [])),
  given('two injuries: one finding', listed('I10', 'S93.401A', 'S82.101B'), ['warn /diagnoses/1/code']),
  given('an injury and an accident', { ...listed('S93.401A'), accident: { kind: 'other', date: '2026-03-01' } }, []),
  given('a car accident without state and date', { accident: { kind: 'auto' } }, [
    'reject /accident/state',
    'reject /accident/date',
  ]),
  given('a car accident abroad', { accident: { kind: 'auto', date: '2026-03-01', country: 'CA' } }, []),
  given('another accident without state', { accident: { kind: 'other', date: '2026-03-01' } }, []),
  given('another accident without date', { accident: { kind: 'other' } }, ['reject /accident/date']),
  given('an accident at work without date', { accident: { kind: 'employment' } }, ['warn /accident/date']),
];

const called = (lastName: string, expects: string[]) =>
  given(`the name ${JSON.stringify(lastName)}`, { patient: { lastName } }, expects);
const badName = ['reject /patient/lastName'];
const characters = [
  ...['O*Neil', 'O:Neil', 'O^Neil', 'O\u0007Neil', 'Ли', '李', 'a\u007fb', 'Smiley😀', 'Ж~', 'x\u0001y'].map((name) =>
    called(name, badName),
  ),
  ...["O'Neil", 'Peña', 'Østerby', 'Łukasz', 'Weiß', 'D‘Arc', 'A–B', 'Müller ~'.replace(' ~', ''), '{}|\\'].map(
    (name) => called(name, []),
  ),
  given('a note of the claim', { note: 'a*b' }, ['warn /note']),
  one('a description', { description: 'a:b' }, ['warn /lines/0/description']),
  one('a modifier', { modifiers: ['KX', 'R~'] }, ['reject /lines/0/modifiers/1']),
  given("the sender's own id", { externalId: 'visit~1' }, []),
  given("the sender's own id of the patient", { patient: { externalId: 'p~1' } }, []),
  given(
    'the name of a condition that waits for its code',
    { uncodedConditions: [{ system: 'http://snomed.info/sct', code: '1', display: 'a~b' }] },
    [],
  ),
  given('in a second coverage', covered({}, { responsibility: 'secondary', memberId: 'A*B' }), [
    'reject /coverages/1/memberId',
  ]),
  given('two texts', { patient: { lastName: 'a~b', firstName: 'c^d' } }, [
    'reject /patient/lastName',
    'reject /patient/firstName',
  ]),
];

const payers = [
  given('no coverage', { coverages: [] }, []),
  given('a secondary alone', covered({ responsibility: 'secondary' }), ['reject /coverages/0/responsibility']),
  given('a tertiary first', covered({ responsibility: 'tertiary' }, { responsibility: 'primary' }), []),
  given(
    'two secondary',
    covered({}, { responsibility: 'secondary' }, { responsibility: 'secondary', memberId: 'X2' }),
    ['reject /coverages/2/responsibility'],
  ),
  given(
    'three secondary',
    covered({ responsibility: 'secondary' }, { responsibility: 'secondary' }, { responsibility: 'secondary' }),
    [
      ...[
        'reject /coverages/1/responsibility',
        'reject /coverages/2/responsibility',
        'reject /coverages/0/responsibility',
      ],
    ],
  ),
];

const years = [
  given('no line', { lines: [] }, []),
  one('one line over New Year', { serviceFrom: '2025-12-31', serviceTo: '2026-01-01' }, ['warn /lines/0/serviceTo']),
  given('the later year first', lines({ serviceFrom: '2026-01-01' }, { serviceFrom: '2025-12-31' }), [
    'warn /lines/0/serviceFrom',
  ]),
  one('to the last day of the year', { serviceFrom: '2025-12-30', serviceTo: '2025-12-31' }, []),
];

export const structureCases: VerdictTable = {
  ST001: pointers,
  ST002: unused,
  ST003: counts,
  ST004: totals,
  ST005: charges,
  ST006: paid,
  ST007: dates,
  ST009: frequencies,
  ST010: signatures,
  ST011: accidents,
  ST012: characters,
  ST014: payers,
  ST015: years,
};
