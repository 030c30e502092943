import type { HistoryLine } from '@claimwright/domain/finding';
import type { PayerProfile } from '@claimwright/domain/payer';
import type { Json } from '@claimwright/fhir/sample-bundle';
import type { BillChanges, HospitalBill } from './hospital-bills.ts';

/** A mistake in a clean hospital bill and every finding above an information that it must cause: "rule severity pointer". */
export interface PlantedOnBill {
  mistake: string;
  bill: HospitalBill;
  changes: BillChanges;
  finds: readonly string[];
  payer?: Partial<PayerProfile>;
  history?: readonly HistoryLine[];
}

type Row = readonly [mistake: string, changes: BillChanges, ...finds: string[]];

/** Rows on one kind of bill. */
function on(bill: HospitalBill, ...rows: readonly Row[]): PlantedOnBill[] {
  return rows.map(([mistake, changes, ...finds]) => ({ mistake, bill, changes, finds }));
}

/** Of a member of the bill. */
const b = (member: string) => `institutional.${member}`;
const at = '/institutional';
const type = b('typeOfBill');
const status = b('patientStatusCode');
const span = (code: string, from: string, to: string) => ({ code, from, to });
const spans = (...told: ReturnType<typeof span>[]): BillChanges => ({ [b('occurrenceSpans')]: told });
const days = (told: { [kind: string]: number }): BillChanges => ({ [b('days')]: told });
const diagnosis = (code: string, position = 0): BillChanges => ({ [`diagnoses.${position}.code`]: code });
const procedure = (code: string, date?: string): Json => (date === undefined ? { code } : { code, date });
const procedures = (...told: ReturnType<typeof procedure>[]): BillChanges => ({ [b('procedures')]: told });
const value = (code: string, hundredths?: number): Json => (hundredths === undefined ? { code } : { code, hundredths });
const occurrence = (code: string, date?: string): Json => (date === undefined ? { code } : { code, date });
const occurrences = (...told: ReturnType<typeof occurrence>[]): BillChanges => ({ [b('occurrences')]: told });
const line = (position: number, member: string, told: BillChanges[string]): BillChanges => ({
  [`lines.${position}.${member}`]: told,
});

const medicare = 'a stay, Medicare Part A';
const operated = 'a stay, commercial, with an operation';
const clinic = 'a clinic visit, Medicare';
const emergency = 'an emergency visit';
const accident = 'an emergency visit after an accident';
const nursing = 'a skilled nursing stay';
const month = 'the first month of a skilled nursing stay';
const long = 'the first bill of a long stay';
const leave = 'a psychiatric stay with a leave';
const home = 'thirty days of home health';
const hospice = 'a month of hospice';

const ofType = `${at}/typeOfBill`;
const ofStatus = `${at}/patientStatusCode`;
const ofDays = `${at}/days`;

const typesOfBill = [
  ...on(
    medicare,
    ['no type of bill', { [type]: undefined }, `IN001 reject ${ofType}`],
    ['a type of two characters', { [type]: '11' }, `IN001 reject ${ofType}`],
    ['a type that begins with 1', { [type]: '1111' }, `IN001 reject ${ofType}`],
    ['a type of letters', { [type]: 'ABC' }, `IN001 reject ${ofType}`],
    ['a facility that is none (19)', { [type]: '0191' }, `IN001 reject ${ofType}`],
    ['a facility that is none (51)', { [type]: '0511' }, `IN001 reject ${ofType}`],
    ['a facility that is none (91)', { [type]: '0911' }, `IN001 reject ${ofType}`],
    ['frequency 6', { [type]: '0116' }, `IN001 reject ${ofType}`],
    [
      'a clinic for rehabilitation bills a stay',
      { 'coverages.0.billingProviderNumbers': [{ kind: 'G2', number: '224501' }] },
      `IN001 warn ${ofType}`,
    ],
    [
      'a nursing home bills a hospital stay',
      { 'coverages.0.billingProviderNumbers': [{ kind: 'G2', number: '225123' }] },
      `IN001 warn ${ofType}`,
    ],
    [
      'a replacement without the number of the claim',
      { [type]: '0117', [b('conditions')]: ['D1'] },
      'ST009 reject /payerClaimControlNumber',
    ],
    [
      'an original with the number of another claim',
      { payerClaimControlNumber: '22604100012345MAA' },
      'ST009 reject /payerClaimControlNumber',
    ],
    [
      'two corrections at once',
      { [type]: '0117', frequencyCode: '8', payerClaimControlNumber: 'X1', [b('conditions')]: ['D5'] },
      'IN002 reject /frequencyCode',
    ],
  ),
  ...on(
    'a replacement',
    ['a replacement without its reason', { [b('conditions')]: [] }, `IN002 reject ${at}/conditions`],
    [
      'a replacement with a condition that is no reason',
      { [b('conditions')]: ['17'] },
      `IN002 reject ${at}/conditions`,
    ],
  ),
  ...on('a void', ['a void without its reason', { [b('conditions')]: [] }, `IN002 reject ${at}/conditions`]),
  ...on(
    clinic,
    [
      'a clinic visit on a bill of a stay',
      { [type]: '0111' },
      `IN004 reject ${at}/admission/date`,
      `IN004 reject ${at}/admission/hour`,
      `IN004 reject ${at}/admission/typeCode`,
      `IN004 reject ${at}/admission/sourceCode`,
      `IN004 reject ${at}/dischargeHour`,
      `IN006 reject ${ofDays}`,
      'IN006 reject /lines',
      `IN010 reject ${at}/admittingDiagnosis`,
      'IN011 reject /diagnoses/0/presentOnAdmission',
      'IN011 reject /diagnoses/1/presentOnAdmission',
    ],
    [
      'a critical access bill of a community hospital',
      { [type]: '0851', 'coverages.0.billingProviderNumbers': [{ kind: 'G2', number: '220001' }] },
      `IN001 warn ${ofType}`,
    ],
  ),
];

const statuses = [
  ...on(
    medicare,
    ['no status', { [status]: undefined }, `IN005 reject ${ofStatus}`],
    ['a status of one digit', { [status]: '1' }, `IN005 reject ${ofStatus}`],
    ['a status that is none (08)', { [status]: '08' }, `IN005 reject ${ofStatus}`],
    ['a status that is none (71)', { [status]: '71' }, `IN005 reject ${ofStatus}`],
    ['a status that is none (99)', { [status]: '99' }, `IN005 reject ${ofStatus}`],
    ['admitted here at the end of a stay', { [status]: '09' }, `IN005 reject ${ofStatus}`],
    [
      'still a patient at the end of a stay',
      { [status]: '30' },
      `IN002 reject ${ofStatus}`,
      `IN006 reject ${ofDays}`,
      'IN006 reject /lines/0/units',
    ],
    [
      'died at home under hospice, on a hospital bill',
      { [status]: '40', 'patient.deathDate': '2026-02-06', ...occurrences(occurrence('55', '2026-02-06')) },
      `IN005 reject ${ofStatus}`,
    ],
    ['an interim bill and gone home', { [type]: '0112' }, `IN002 reject ${ofStatus}`],
    ['a continuing bill and gone home', { [type]: '0113' }, `IN002 reject ${ofStatus}`],
    ['died, without the day', { [status]: '20' }, `IN005 deny ${at}/occurrences`, 'IN005 warn /patient/deathDate'],
    [
      'died, without occurrence 55',
      { [status]: '20', 'patient.deathDate': '2026-02-06' },
      `IN005 deny ${at}/occurrences`,
    ],
    ['dead within the stay and gone home', { 'patient.deathDate': '2026-02-05' }, `IN005 warn ${ofStatus}`],
    [
      'dead on the last day and transferred',
      { [status]: '02', 'patient.deathDate': '2026-02-06' },
      `IN005 warn ${ofStatus}`,
    ],
    [
      'dead before the admission',
      { 'patient.deathDate': '2026-01-06' },
      ...[0, 1, 2, 3].map((n) => `ST007 reject /lines/${n}/serviceFrom`),
    ],
  ),
  ...on(
    'a death',
    [
      'another day of death by occurrence 55',
      occurrences(occurrence('55', '2026-02-05')),
      `IN005 warn ${at}/occurrences/0/date`,
    ],
    [
      'occurrence 55 after the statement',
      occurrences(occurrence('55', '2026-02-07')),
      `IN005 warn ${at}/occurrences/0/date`,
      `IN009 reject ${at}/occurrences/0/date`,
    ],
  ),
  ...on(
    long,
    [
      'an interim bill and transferred',
      { [status]: '02' },
      `IN002 reject ${ofStatus}`,
      `IN006 reject ${ofDays}`,
      'IN006 reject /lines/0/units',
    ],
    ['a last bill and still there', { [type]: '0114' }, `IN002 reject ${ofStatus}`],
    ['a whole stay and still there', { [type]: '0111' }, `IN002 reject ${ofStatus}`],
  ),
  ...on(month, [
    'a month of nursing and gone home',
    { [status]: '01' },
    `IN002 reject ${ofStatus}`,
    `IN006 reject ${ofDays}`,
    'IN006 reject /lines/1/units',
  ]),
  ...on(
    hospice,
    ['a month of hospice and gone home', { [status]: '01' }, `IN002 reject ${ofStatus}`],
    [
      'died in hospice in a month that goes on',
      {
        [status]: '40',
        'patient.deathDate': '2026-02-28',
        ...occurrences(occurrence('27', '2026-01-15'), occurrence('55', '2026-02-28')),
      },
      `IN002 reject ${ofStatus}`,
    ],
    ['the last bill of hospice, still cared for', { [type]: '0814' }, `IN002 reject ${ofStatus}`],
  ),
  ...on(
    'hospice that ends with a death',
    ['a death in hospice told by 20', { [status]: '20' }, `IN005 warn ${ofStatus}`],
    ['no occurrence 55 in hospice', occurrences(occurrence('27', '2026-01-15')), `IN005 deny ${at}/occurrences`],
  ),
  ...on(
    clinic,
    ['a visit without status', { [status]: undefined }, `IN005 reject ${ofStatus}`],
    [
      'a visit that ended at 41',
      { [status]: '41' },
      `IN005 reject ${ofStatus}`,
      `IN005 deny ${at}/occurrences`,
      'IN005 warn /patient/deathDate',
    ],
  ),
];

const statements = [
  ...on(
    medicare,
    ['no first day', { [b('statementFrom')]: undefined }, `IN003 reject ${at}/statementFrom`],
    ['no last day', { [b('statementTo')]: undefined }, `IN003 reject ${at}/statementTo`],
    [
      'ends before it begins',
      { [b('statementTo')]: '2026-02-01' },
      `IN003 reject ${at}/statementTo`,
      `IN004 reject ${at}/admission/date`,
    ],
    [
      'ends tomorrow',
      { [b('statementTo')]: '2026-03-21', ...days({ covered: 47 }), ...line(0, 'units', 47) },
      `IN003 reject ${at}/statementTo`,
    ],
    ['a line before the statement', line(1, 'serviceFrom', '2026-02-01'), 'IN003 reject /lines/1/serviceFrom'],
    ['a line after the statement', line(1, 'serviceFrom', '2026-02-07'), 'IN003 reject /lines/1/serviceFrom'],
    ['a line that ends after the statement', line(1, 'serviceTo', '2026-02-07'), 'IN003 reject /lines/1/serviceTo'],
    [
      'a line that ends before it begins',
      { ...line(1, 'serviceFrom', '2026-02-04'), ...line(1, 'serviceTo', '2026-02-03') },
      'ST007 reject /lines/1/serviceTo',
    ],
    [
      'a line of tomorrow',
      line(1, 'serviceFrom', '2026-03-21'),
      'IN003 reject /lines/1/serviceFrom',
      'ST007 reject /lines/1/serviceFrom',
    ],
    [
      'the admission after the statement ends',
      { [b('admission.date')]: '2026-02-07' },
      `IN004 reject ${at}/admission/date`,
    ],
    [
      'the admission four days after the statement begins',
      { [b('statementFrom')]: '2026-01-29' },
      `IN004 reject ${at}/admission/date`,
    ],
    [
      'no admission',
      { [b('admission')]: undefined },
      `IN004 reject ${at}/admission/date`,
      `IN004 reject ${at}/admission/hour`,
      `IN004 reject ${at}/admission/sourceCode`,
      `IN004 reject ${at}/admission/typeCode`,
    ],
    ['no day of admission', { [b('admission.date')]: undefined }, `IN004 reject ${at}/admission/date`],
    ['no hour of admission', { [b('admission.hour')]: undefined }, `IN004 reject ${at}/admission/hour`],
    ['hour 25', { [b('admission.hour')]: '25' }, `IN004 reject ${at}/admission/hour`],
    ['hour 99, not known', { [b('admission.hour')]: '99' }, `IN004 reject ${at}/admission/hour`],
    ['no type of admission', { [b('admission.typeCode')]: undefined }, `IN004 reject ${at}/admission/typeCode`],
    ['type of admission 6', { [b('admission.typeCode')]: '6' }, `IN004 reject ${at}/admission/typeCode`],
    ['type of admission 0', { [b('admission.typeCode')]: '0' }, `IN004 reject ${at}/admission/typeCode`],
    ['no origin', { [b('admission.sourceCode')]: undefined }, `IN004 reject ${at}/admission/sourceCode`],
    ['origin 12', { [b('admission.sourceCode')]: '12' }, `IN004 reject ${at}/admission/sourceCode`],
    ['no hour of discharge', { [b('dischargeHour')]: undefined }, `IN004 reject ${at}/dischargeHour`],
    ['discharged at noon', { [b('dischargeHour')]: 'noon' }, `IN004 reject ${at}/dischargeHour`],
    [
      'a newborn of 77',
      { [b('admission.typeCode')]: '4', [b('admission.sourceCode')]: '5', [b('values')]: [value('54', 340_000)] },
      `IN004 warn ${at}/admission/typeCode`,
    ],
    [
      'born after the admission',
      { 'patient.birthDate': '2026-02-03' },
      'ST007 reject /lines/0/serviceFrom',
      'ST007 reject /lines/1/serviceFrom',
      'ST007 reject /lines/2/serviceFrom',
      'ST007 reject /lines/3/serviceFrom',
    ],
    [
      'discharged before the admission hour of the same day',
      { [b('statementTo')]: '2026-02-02', [b('dischargeHour')]: '08', ...days({ covered: 1 }), ...line(0, 'units', 1) },
      `IN004 reject ${at}/dischargeHour`,
    ],
  ),
  ...on(
    'a newborn',
    ['a newborn from a clinic', { [b('admission.sourceCode')]: '2' }, `IN004 reject ${at}/admission/sourceCode`],
    ['a newborn without weight', { [b('values')]: [] }, `IN009 warn ${at}/values`],
  ),
  ...on(
    home,
    ['home health without its first day', { [b('admission.date')]: undefined }, `IN004 reject ${at}/admission/date`],
    ['home health before it began', { [b('admission.date')]: '2026-02-19' }, `IN004 reject ${at}/admission/date`],
  ),
  ...on(
    hospice,
    ['hospice without its first day', { [b('admission')]: undefined }, `IN004 reject ${at}/admission/date`],
    ['hospice before it began', { [b('admission.date')]: '2026-03-01' }, `IN004 reject ${at}/admission/date`],
  ),
  ...on(
    'a visit to a critical access hospital',
    [
      'a bill over the first of October',
      { [b('statementFrom')]: '2025-09-29', [b('statementTo')]: '2025-10-03', ...line(0, 'serviceFrom', '2025-09-30') },
      `IN003 warn ${at}/statementTo`,
    ],
    ['a visit on another day than the bill', line(0, 'serviceFrom', '2026-02-03'), 'IN003 reject /lines/0/serviceFrom'],
    ['a visit after the patient died', { 'patient.deathDate': '2026-02-01' }, 'ST007 reject /lines/0/serviceFrom'],
  ),
  ...on(long, [
    'a second bill with no first',
    {
      [type]: '0113',
      [b('statementFrom')]: '2026-02-10',
      ...line(0, 'serviceFrom', '2026-02-10'),
      ...line(1, 'serviceFrom', '2026-02-10'),
      ...days({ covered: 19 }),
      ...line(0, 'units', 19),
    },
    `IN003 warn ${at}/statementFrom`,
  ]),
];

const stayDays = [
  ...on(
    medicare,
    ['no days to Medicare', { [b('days')]: undefined }, `IN006 reject ${ofDays}`],
    ['a day too many', days({ covered: 5 }), `IN006 reject ${ofDays}`],
    ['a day too few', days({ covered: 3 }), `IN006 reject ${ofDays}`],
    [
      'the day of discharge not covered',
      days({ covered: 4, nonCovered: 1 }),
      `IN006 reject ${ofDays}`,
      `IN022 warn ${ofDays}/nonCovered`,
    ],
    ['more coinsurance than covered days', days({ covered: 4, coinsurance: 5 }), `IN006 reject ${ofDays}`],
    [
      'more reserve than covered days',
      days({ covered: 4, coinsurance: 3, lifetimeReserve: 2 }),
      `IN006 reject ${ofDays}`,
    ],
    ['a day of the bed too many', line(0, 'units', 5), 'IN006 reject /lines/0/units'],
    ['a day of the bed too few', line(0, 'units', 3), 'IN006 reject /lines/0/units'],
    ['a bed counted in units', line(0, 'unit', 'UN'), 'IN006 reject /lines/0/unit'],
    ['a drug counted in days', line(1, 'unit', 'DA'), 'IN006 reject /lines/1/unit'],
    [
      'days told by value code, one too many',
      { [b('days')]: undefined, [b('values')]: [value('80', 500)] },
      `IN006 reject ${ofDays}`,
    ],
    [
      'two days not covered, and nothing says why',
      days({ covered: 2, nonCovered: 2 }),
      `IN022 warn ${ofDays}/nonCovered`,
    ],
    [
      'a statement that ends a day later',
      { [b('statementTo')]: '2026-02-07' },
      `IN006 reject ${ofDays}`,
      'IN006 reject /lines/0/units',
    ],
    [
      'no bed on a stay',
      { lines: [{ revenueCode: '0250', units: 30, chargeCents: 61_200, serviceFrom: '2026-02-02' }] },
      'IN006 reject /lines',
    ],
  ),
  ...on(operated, ['commercial, days that do not add up', days({ covered: 3 }), `IN006 reject ${ofDays}`]),
  ...on('a transfer on the day of admission', ['no day at all', days({ nonCovered: 0 }), `IN006 reject ${ofDays}`]),
  ...on(long, ['the last day not counted though still there', days({ covered: 26 }), `IN006 reject ${ofDays}`]),
  ...on(
    leave,
    ['a leave without span', spans(), 'IN022 deny /lines/1/units', `IN022 warn ${ofDays}/nonCovered`],
    ['a leave counted as covered', days({ covered: 10 }), `IN022 deny ${ofDays}/nonCovered`],
    ['one day of two counted as covered', days({ covered: 9, nonCovered: 1 }), `IN022 deny ${ofDays}/nonCovered`],
    [
      'a leave shorter by span than by days',
      spans(span('74', '2026-02-06', '2026-02-06')),
      'IN022 deny /lines/1/units',
      `IN022 warn ${ofDays}/nonCovered`,
    ],
    [
      'a leave longer by span than by days',
      spans(span('74', '2026-02-06', '2026-02-08')),
      `IN022 deny ${ofDays}/nonCovered`,
    ],
    ['a leave with a charge', line(1, 'chargeCents', 40_000), 'IN022 warn /lines/1/chargeCents'],
    ['a leave not among the days of the bed', line(1, 'units', 1), 'IN006 reject /lines/0/units'],
    ['a leave told as days of the patient', spans(span('76', '2026-02-06', '2026-02-07')), 'IN022 deny /lines/1/units'],
  ),
];

const ofSpans = `${at}/occurrenceSpans`;
const occurrenceSpans = [
  ...on(
    medicare,
    [
      'a span without its first day',
      { [b('occurrenceSpans')]: [{ code: '71', to: '2026-01-14' }] },
      `IN009 reject ${ofSpans}/0/from`,
    ],
    [
      'a span without its last day',
      { [b('occurrenceSpans')]: [{ code: '71', from: '2026-01-14' }] },
      `IN009 reject ${ofSpans}/0/to`,
    ],
    [
      'a span that ends before it begins',
      spans(span('71', '2026-01-14', '2026-01-10')),
      `IN009 reject ${ofSpans}/0/to`,
    ],
    ['a span code of one character', spans(span('7', '2026-01-10', '2026-01-14')), `IN009 reject ${ofSpans}/0/code`],
    [
      'an earlier stay that ends in this one',
      spans(span('71', '2026-01-10', '2026-02-03')),
      `IN021 reject ${ofSpans}/0/to`,
    ],
    [
      'an earlier stay within this one',
      spans(span('71', '2026-02-03', '2026-02-04')),
      `IN021 reject ${ofSpans}/0/from`,
    ],
    ['an earlier stay of last year', spans(span('71', '2025-10-10', '2025-10-20')), `IN021 warn ${ofSpans}/0/to`],
    ['a nursing stay of last year', spans(span('78', '2025-10-10', '2025-10-20')), `IN021 warn ${ofSpans}/0/to`],
    [
      'a nursing stay that ends in this one',
      spans(span('78', '2026-01-10', '2026-02-05')),
      `IN021 reject ${ofSpans}/0/to`,
    ],
    [
      'outpatient services before the stay that end in it',
      spans(span('72', '2026-02-01', '2026-02-04')),
      `IN021 reject ${ofSpans}/0/to`,
    ],
    ['respite of hospice', spans(span('M2', '2026-02-03', '2026-02-04')), `IN021 reject ${ofSpans}/0/code`],
    [
      'a code of the payer',
      { ...spans(span('79', '2026-02-03', '2026-02-04')), ...days({ covered: 2, nonCovered: 2 }) },
      `IN021 warn ${ofSpans}/0/code`,
    ],
    [
      'approved days without partial approval',
      spans(span('M0', '2026-02-02', '2026-02-04')),
      `IN021 warn ${ofSpans}/0/code`,
    ],
    ['hospital at home beyond the stay', spans(span('82', '2026-02-04', '2026-02-08')), `IN021 reject ${ofSpans}/0/to`],
    ['nursing care beyond the stay', spans(span('75', '2026-02-04', '2026-02-08')), `IN021 reject ${ofSpans}/0/to`],
    ['free days beyond the stay', spans(span('70', '2026-02-01', '2026-02-03')), `IN021 reject ${ofSpans}/0/from`],
    [
      'days of the provider beyond the stay',
      spans(span('77', '2026-02-04', '2026-02-08')),
      `IN021 reject ${ofSpans}/0/to`,
    ],
    [
      'days of the provider without use, covered',
      spans(span('M1', '2026-02-04', '2026-02-05')),
      `IN022 deny ${ofDays}/nonCovered`,
    ],
  ),
  ...on(
    'a stay whose last days the patient pays',
    ['days of the patient counted as covered', days({ covered: 4 }), `IN022 deny ${ofDays}/nonCovered`],
    [
      'days of the patient before the stay',
      spans(span('76', '2026-01-30', '2026-02-03')),
      `IN021 reject ${ofSpans}/0/from`,
    ],
    [
      'days of the patient after the stay',
      spans(span('76', '2026-02-04', '2026-02-08')),
      `IN021 reject ${ofSpans}/0/to`,
    ],
    [
      'the same days not covered twice',
      spans(span('76', '2026-02-04', '2026-02-05'), span('74', '2026-02-05', '2026-02-05')),
      `IN021 reject ${ofSpans}/1/from`,
    ],
    [
      'days of the patient and of the provider',
      spans(span('76', '2026-02-04', '2026-02-05'), span('77', '2026-02-04', '2026-02-04')),
      `IN021 reject ${ofSpans}/1/from`,
    ],
    [
      'the same span twice',
      spans(span('76', '2026-02-04', '2026-02-05'), span('76', '2026-02-04', '2026-02-05')),
      `IN021 reject ${ofSpans}/1/from`,
    ],
    [
      'more days by span than by count',
      spans(span('76', '2026-02-03', '2026-02-05')),
      `IN022 deny ${ofDays}/nonCovered`,
    ],
  ),
  ...on(
    clinic,
    [
      'a qualifying stay on a clinic bill',
      spans(span('70', '2026-01-02', '2026-01-10')),
      `IN021 warn ${ofSpans}/0/code`,
    ],
    ['nursing care on a clinic bill', spans(span('75', '2026-02-02', '2026-02-02')), `IN021 reject ${ofSpans}/0/code`],
  ),
  ...on(
    'a month of therapy',
    [
      'first and last visit beyond the month',
      spans(span('72', '2026-02-03', '2026-03-02')),
      `IN021 reject ${ofSpans}/0/to`,
    ],
    [
      'a stay amid the month that begins before it',
      spans(span('74', '2026-01-30', '2026-02-02')),
      `IN021 reject ${ofSpans}/0/from`,
    ],
  ),
  ...on(
    nursing,
    ['no stay before', spans(), `IN023 deny ${ofSpans}`],
    ['another stay before', spans(span('71', '2026-01-27', '2026-02-02')), `IN023 deny ${ofSpans}`],
    ['two days before', spans(span('70', '2026-01-31', '2026-02-02')), `IN023 deny ${ofSpans}/0/to`],
    ['one night before', spans(span('70', '2026-02-01', '2026-02-02')), `IN023 deny ${ofSpans}/0/to`],
    ['31 days before', spans(span('70', '2025-12-20', '2026-01-02')), `IN023 deny ${ofSpans}/0/to`],
    ['a stay that goes on', spans(span('70', '2026-01-27', '2026-02-04')), `IN023 reject ${ofSpans}/0/to`],
    [
      'a stay without its last day',
      { [b('occurrenceSpans')]: [{ code: '70', from: '2026-01-27' }] },
      `IN009 reject ${ofSpans}/0/to`,
    ],
    ['no bed was free, and no stay', { ...spans(), [b('conditions')]: ['55'] }, `IN023 deny ${ofSpans}`],
    [
      'another time in the same home that ends in this one',
      spans(span('70', '2026-01-27', '2026-02-02'), span('80', '2026-01-10', '2026-02-03')),
      `IN021 reject ${ofSpans}/1/to`,
    ],
  ),
  ...on(month, ['a month of nursing with no stay before', spans(), `IN023 deny ${ofSpans}`]),
  ...on('a swing bed', ['a swing bed with no stay before', spans(), `IN023 deny ${ofSpans}`]),
  ...on(hospice, [
    'respite beyond the month',
    spans(span('M2', '2026-02-26', '2026-03-02')),
    `IN021 reject ${ofSpans}/0/to`,
  ]),
];

const rates = [
  ...on(
    nursing,
    ['no rate', line(0, 'procedureCode', undefined), 'IN024 reject /lines/0/procedureCode'],
    ['a rate of four characters', line(0, 'procedureCode', 'KAQD'), 'PX001 reject /lines/0/procedureCode'],
    ['a rate with a dash', line(0, 'procedureCode', 'KAQ-1'), 'PX001 reject /lines/0/procedureCode'],
    [
      'the rate under home health',
      line(0, 'revenueCode', '0023'),
      'IN024 reject /lines/0/revenueCode',
      'IN024 deny /lines',
    ],
    ['no day of the assessment', occurrences(), `IN024 deny ${at}/occurrences`],
    ['a day too many at the rate', line(0, 'units', 10), 'IN024 warn /lines/0/units'],
    [
      'no line of the rate',
      { 'lines.0.revenueCode': '0270', 'lines.0.procedureCode': undefined, 'lines.0.chargeCents': 100 },
      'IN024 deny /lines',
    ],
  ),
  ...on(
    home,
    ['home health without its rate', line(0, 'procedureCode', undefined), 'IN024 reject /lines/0/procedureCode'],
    [
      'home health by the rate of nursing',
      line(0, 'revenueCode', '0022'),
      'IN024 reject /lines/0/revenueCode',
      'IN024 deny /lines',
    ],
    ['a therapist without a code', line(3, 'procedureCode', undefined), 'IN008 reject /lines/3/procedureCode'],
  ),
  ...on('an inpatient rehabilitation stay', [
    'rehabilitation without its rate',
    line(0, 'procedureCode', undefined),
    'IN024 reject /lines/0/procedureCode',
  ]),
  ...on(clinic, ['a rate on a clinic bill', { 'lines.1.revenueCode': '0024' }, 'IN024 reject /lines/1/revenueCode']),
];

const revenue = [
  ...on(
    medicare,
    ['a line without revenue code', line(1, 'revenueCode', undefined), 'IN007 reject /lines/1/revenueCode'],
    ['three digits', line(1, 'revenueCode', '250'), 'IN007 warn /lines/1/revenueCode'],
    ['two digits', line(1, 'revenueCode', '25'), 'IN007 reject /lines/1/revenueCode'],
    ['letters', line(1, 'revenueCode', 'ABCD'), 'IN007 reject /lines/1/revenueCode'],
    ['the total as a line', line(1, 'revenueCode', '0001'), 'IN007 reject /lines/1/revenueCode'],
    ['no charge', line(1, 'chargeCents', 0), 'ST005 warn /lines/1/chargeCents'],
    ['no units', line(1, 'units', 0), 'TU001 reject /lines/1/units'],
    ['half a unit', line(2, 'units', 1.5), 'TU001 reject /lines/2/units'],
    ['minus one unit', line(1, 'units', -1), 'TU001 reject /lines/1/units'],
    ['a total that differs', { totalChargeCents: 1 }, 'IN020 reject /totalChargeCents'],
    ['more not covered than charged', line(1, 'nonCoveredCents', 61_201), 'IN020 reject /lines/1/nonCoveredCents'],
  ),
  ...on(
    clinic,
    ['laboratory without a code', line(1, 'procedureCode', undefined), 'IN008 reject /lines/1/procedureCode'],
    ['a clinic visit without a code', line(0, 'procedureCode', undefined), 'IN008 reject /lines/0/procedureCode'],
    ['a bed on a clinic bill', line(1, 'revenueCode', '0120'), 'IN007 reject /lines/1/revenueCode'],
    ['a code that is none', line(0, 'procedureCode', 'G0000'), 'PX002 reject /lines/0/procedureCode'],
    ['a code too long', line(0, 'procedureCode', 'G04633'), 'PX001 reject /lines/0/procedureCode'],
    ['a dental code', line(0, 'procedureCode', 'D' + '0120'), 'PX001 reject /lines/0/procedureCode'],
    ['a modifier that is none', line(0, 'modifiers', ['!!']), 'PX003 reject /lines/0/modifiers/0'],
    ['a modifier twice', line(0, 'modifiers', ['25', '25']), 'PX003 reject /lines/0/modifiers/1'],
    ['GA and GZ', line(0, 'modifiers', ['GA', 'GZ']), 'PX006 reject /lines/0/modifiers/1'],
    [
      'the same line twice',
      {
        'lines.1': {
          revenueCode: '0510',
          procedureCode: 'G0463',
          modifiers: [],
          units: 1,
          chargeCents: 18_000,
          serviceFrom: '2026-02-02',
        },
      },
      'AD002 reject /lines/1',
      `IN015 deny ${at}/conditions`,
      'IN015 deny /lines/1/modifiers',
    ],
    [
      'two visits of a day',
      {
        'lines.1': {
          revenueCode: '0510',
          procedureCode: 'G0463',
          modifiers: [],
          units: 1,
          chargeCents: 18_100,
          serviceFrom: '2026-02-02',
        },
      },
      `IN015 deny ${at}/conditions`,
      'IN015 deny /lines/1/modifiers',
    ],
    [
      'two visits of a day without 27',
      {
        [b('conditions')]: ['G0'],
        'lines.1': {
          revenueCode: '0510',
          procedureCode: 'G0463',
          modifiers: [],
          units: 1,
          chargeCents: 18_100,
          serviceFrom: '2026-02-02',
        },
      },
      'IN015 deny /lines/1/modifiers',
    ],
  ),
  ...on(
    emergency,
    ['an emergency visit without a code', line(0, 'procedureCode', undefined), 'IN008 reject /lines/0/procedureCode'],
    ['a drug of its own without a code', line(1, 'procedureCode', undefined), 'IN008 reject /lines/1/procedureCode'],
    ['a visit under drugs', line(1, 'procedureCode', 'G0463'), 'IN008 reject /lines/1/procedureCode'],
    ['no reason for the visit', { [b('reasonsForVisit')]: [] }, `IN010 reject ${at}/reasonsForVisit`],
    [
      'four reasons',
      { [b('reasonsForVisit')]: ['R10.9', 'R11.0', 'R50.9', 'R05.9'] },
      `IN010 reject ${at}/reasonsForVisit/3`,
    ],
    ['a reason that is a header', { [b('reasonsForVisit')]: ['R10'] }, `IN010 reject ${at}/reasonsForVisit/0`],
    ['a reason with no shape', { [b('reasonsForVisit')]: ['pain'] }, `IN010 reject ${at}/reasonsForVisit/0`],
    [
      'an inpatient procedure on an outpatient bill',
      procedures(procedure('0DTJ4ZZ', '2026-02-02')),
      `IN013 reject ${at}/procedures/0/code`,
    ],
    ['a group on an outpatient bill', { [b('drg')]: '343' }, `IN012 deny ${at}/drg`],
  ),
  ...on(
    'a month of therapy',
    ['therapy without its discipline', line(0, 'modifiers', []), 'IN008 reject /lines/0/modifiers'],
    ['therapy under the modifier of a doctor', line(1, 'modifiers', ['25']), 'IN008 reject /lines/1/modifiers'],
  ),
  ...on(
    'observation over night',
    ['observation under the clinic', line(0, 'revenueCode', '0510'), 'IN008 reject /lines/0/revenueCode'],
    [
      'observation by a laboratory',
      { [type]: '0141' },
      'IN019 reject /lines/0/procedureCode',
      'IN019 reject /lines/1/procedureCode',
    ],
    ['fifty hours in two days', line(0, 'units', 75), 'IN019 reject /lines/0/units'],
    ['referred, but not observed', line(0, 'procedureCode', 'G0463'), 'IN019 deny /lines/1/procedureCode'],
    [
      'changed to outpatient, billed as a stay',
      { [type]: '0111' },
      `IN009 reject ${at}/conditions/0`,
      `IN004 reject ${at}/admission/date`,
      `IN004 reject ${at}/admission/hour`,
      `IN004 reject ${at}/admission/sourceCode`,
      `IN004 reject ${at}/admission/typeCode`,
      `IN004 reject ${at}/dischargeHour`,
      `IN006 reject ${ofDays}`,
      'IN006 reject /lines',
      `IN010 reject ${at}/admittingDiagnosis`,
      'IN011 reject /diagnoses/0/presentOnAdmission',
      'IN011 reject /diagnoses/1/presentOnAdmission',
      'IN019 reject /lines/0/procedureCode',
      'IN019 reject /lines/1/procedureCode',
    ],
  ),
  ...on(
    'outpatient surgery',
    ['surgery without a code', line(0, 'procedureCode', undefined), 'IN008 reject /lines/0/procedureCode'],
    ['surgery of the pelvis, for stays only', line(0, 'procedureCode', 'G0412'), 'PX009 reject /lines/0/procedureCode'],
    ['a wrong operation, by its modifier', line(0, 'modifiers', ['PA']), `IN018 deny ${ofType}`],
    ['on the wrong side, by its modifier', line(0, 'modifiers', ['PC']), `IN018 deny ${ofType}`],
  ),
  ...on('a visit to a rural health clinic', [
    'a clinic visit without a code',
    line(0, 'procedureCode', undefined),
    'IN008 reject /lines/0/procedureCode',
  ]),
  ...on('laboratory for somebody who is no patient', [
    'a screening of the prostate of a woman',
    { 'patient.sex': 'F' },
    'PX007 warn /lines/0/procedureCode',
  ]),
];

const causes =
  'W01.0XXA Y92.480 Y93.01 Y99.8 W18.30XA W22.8XXA W26.0XXA W54.0XXA X58.XXXA Y92.410 Y93.H1 Y99.0 W55.01XA'.split(' ');

const formCodes = [
  ...on(
    medicare,
    ['an occurrence without its day', occurrences(occurrence('11')), `IN009 reject ${at}/occurrences/0/date`],
    [
      'an occurrence after the statement',
      occurrences(occurrence('11', '2026-02-07')),
      `IN009 reject ${at}/occurrences/0/date`,
    ],
    [
      'an occurrence code of three characters',
      { [b('occurrences')]: [{ code: '1', date: '2026-02-02' }] },
      `IN009 reject ${at}/occurrences/0/code`,
    ],
    [
      'the same occurrence twice',
      occurrences(occurrence('11', '2026-02-02'), occurrence('11', '2026-02-02')),
      `IN009 warn ${at}/occurrences/1/code`,
    ],
    ['a value without its amount', { [b('values')]: [value('A1')] }, `IN009 reject ${at}/values/0/hundredths`],
    ['a value twice', { [b('values')]: [value('A1', 100), value('A1', 200)] }, `IN009 reject ${at}/values/1/code`],
    ['a value code with a dash', { [b('values')]: [value('A-', 100)] }, `IN009 reject ${at}/values/0/code`],
    ['a condition code of one character', { [b('conditions')]: ['4'] }, `IN009 reject ${at}/conditions/0`],
    ['a condition twice', { [b('conditions')]: ['17', '17'] }, `IN009 warn ${at}/conditions/1`],
    ['changed to outpatient, on a stay', { [b('conditions')]: ['44'] }, `IN009 reject ${at}/conditions/0`],
    [
      '25 conditions',
      { [b('conditions')]: Array.from({ length: 25 }, (_, index) => `A${index.toString(36)}`) },
      `IN009 reject ${at}/conditions/24`,
    ],
    [
      '25 occurrences',
      { [b('occurrences')]: Array.from({ length: 25 }, (_, index) => occurrence(String(24 + index), '2026-02-02')) },
      `IN009 reject ${at}/occurrences/24`,
    ],
  ),
  ...on(
    accident,
    ['an accident without its occurrence', occurrences(), `IN009 warn ${at}/occurrences`],
    ['an injury and no accident', { accident: undefined, ...occurrences() }],
    [
      'an external cause among the reasons',
      { [b('reasonsForVisit')]: ['W01.0XXA'] },
      `IN010 warn ${at}/reasonsForVisit/0`,
    ],
    [
      'the cause in the place of the injury',
      diagnosis('W01.0XXA'),
      'DX012 reject /diagnoses/0/code',
      `IN010 warn ${at}/externalCauses/0/code`,
    ],
    [
      'a place as a disease',
      { [b('externalCauses')]: [{ code: 'S93.401A' }] },
      `IN010 reject ${at}/externalCauses/0/code`,
    ],
    [
      'an external cause that is a header',
      { [b('externalCauses')]: [{ code: 'W01.0' }] },
      `IN010 reject ${at}/externalCauses/0/code`,
    ],
    [
      'thirteen external causes',
      { [b('externalCauses')]: causes.map((code) => ({ code })) },
      `IN010 reject ${at}/externalCauses/12`,
    ],
    ['the accident after the visit', { 'accident.date': '2026-02-03' }, 'ST007 reject /accident/date'],
    [
      'the same external cause twice',
      { [b('externalCauses')]: [{ code: 'W01.0XXA' }, { code: 'W01.0XXA' }] },
      `IN010 warn ${at}/externalCauses/1/code`,
    ],
  ),
];

const diagnosesOfStays = [
  ...on(
    medicare,
    ['no diagnosis', { diagnoses: [] }, 'DX021 reject /diagnoses'],
    ['a header', diagnosis('J18'), 'DX002 reject /diagnoses/0/code'],
    ['a code that is none', diagnosis('J18.99'), 'DX001 reject /diagnoses/0/code'],
    ['a code that is no more', diagnosis('I48.2'), 'DX002 reject /diagnoses/0/code'],
    ['a diagnosis with no shape', diagnosis('pneumonia'.slice(0, 8)), 'DX003 reject /diagnoses/0/code'],
    ['the principal diagnosis again', diagnosis('J18.9', 1), 'DX018 reject /diagnoses/1/code'],
    [
      'the admitting diagnosis missing',
      { [b('admittingDiagnosis')]: undefined },
      `IN010 reject ${at}/admittingDiagnosis`,
    ],
    ['the admitting diagnosis a header', { [b('admittingDiagnosis')]: 'R06' }, `IN010 reject ${at}/admittingDiagnosis`],
    [
      'the admitting diagnosis a deleted code',
      { [b('admittingDiagnosis')]: 'R05' },
      `IN010 reject ${at}/admittingDiagnosis`,
    ],
    [
      'the admitting diagnosis with no shape',
      { [b('admittingDiagnosis')]: '?' },
      `IN010 reject ${at}/admittingDiagnosis`,
    ],
    ['a manifestation first', diagnosis('F02.80'), 'DX009 reject /diagnoses/0/code'],
    [
      'anaemia in cancer first, and no cancer',
      diagnosis('D63.0'),
      'DX009 reject /diagnoses/0/code',
      'DX010 deny /diagnoses/0/code',
    ],
    ['a manifestation of diabetes first', diagnosis('H42'), 'DX009 reject /diagnoses/0/code'],
    ['an external cause first', diagnosis('W19.XXXA'), 'DX012 reject /diagnoses/0/code'],
    [
      'a history first',
      diagnosis('Z85.3'),
      'DX015 reject /diagnoses/0/code',
      'IN011 warn /diagnoses/0/presentOnAdmission',
    ],
    ['do not resuscitate first', diagnosis('Z66'), 'DX015 reject /diagnoses/0/code'],
    [
      'a follow-up first',
      diagnosis('Z09'),
      'DX015 reject /diagnoses/0/code',
      'IN011 warn /diagnoses/0/presentOnAdmission',
    ],
    [
      'an examination first',
      diagnosis('Z00.00'),
      'DX015 reject /diagnoses/0/code',
      'IN011 warn /diagnoses/0/presentOnAdmission',
    ],
    [
      'an outcome of delivery first',
      diagnosis('Z37.0'),
      'DX015 reject /diagnoses/0/code',
      'DX016 reject /diagnoses/0/code',
      'IN011 warn /diagnoses/0/presentOnAdmission',
    ],
    [
      'an allergy first',
      diagnosis('Z88.0'),
      'DX015 reject /diagnoses/0/code',
      'IN011 warn /diagnoses/0/presentOnAdmission',
    ],
    [
      'an admission for high blood pressure',
      { diagnoses: [{ code: 'I10', presentOnAdmission: 'Y' }] },
      'IN014 warn /diagnoses/0/code',
    ],
    [
      'an admission for diabetes without complication',
      { diagnoses: [{ code: 'E11.9', presentOnAdmission: 'Y' }] },
      'IN014 warn /diagnoses/0/code',
    ],
    [
      'an admission for ear wax',
      { diagnoses: [{ code: 'H61.23', presentOnAdmission: 'Y' }] },
      'IN014 warn /diagnoses/0/code',
    ],
    [
      'an admission for overweight',
      { diagnoses: [{ code: 'E66.9', presentOnAdmission: 'Y' }] },
      'IN014 warn /diagnoses/0/code',
    ],
    [
      'a delivery at 77',
      diagnosis('O80', 1),
      'DX016 reject /diagnoses/1/code',
      'DX022 warn /diagnoses/1/code',
      'IN011 warn /diagnoses/1/presentOnAdmission',
    ],
    [
      'born alive at 77',
      diagnosis('Z38.00', 1),
      'DX016 reject /diagnoses/1/code',
      'DX013 deny /diagnoses/1/code',
      'IN011 warn /diagnoses/1/presentOnAdmission',
    ],
    [
      'a child of 77',
      diagnosis('Z00.129', 1),
      'DX016 reject /diagnoses/1/code',
      'DX013 deny /diagnoses/1/code',
      'IN011 warn /diagnoses/1/presentOnAdmission',
    ],
    ['a side left open on a stay', diagnosis('S72.009A', 1), 'DX020 reject /diagnoses/1/code'],
    ['a thrombosis without side', diagnosis('I82.409', 1), 'DX020 reject /diagnoses/1/code'],
    ['the 7th character missing', diagnosis('S72.041', 1), 'DX004 reject /diagnoses/1/code'],
    ['a 7th character that is none', diagnosis('S72.041Z', 1), 'DX004 reject /diagnoses/1/code'],
    ['both kinds of diabetes', diagnosis('E10.9', 2), 'DX007 deny /diagnoses/2/code'],
    ['no indicator', { 'diagnoses.0.presentOnAdmission': undefined }, 'IN011 reject /diagnoses/0/presentOnAdmission'],
    [
      'no indicator on a later diagnosis',
      { 'diagnoses.2.presentOnAdmission': undefined },
      'IN011 reject /diagnoses/2/presentOnAdmission',
    ],
    [
      'an indicator on an exempt code',
      { 'diagnoses.3.presentOnAdmission': 'Y' },
      'IN011 warn /diagnoses/3/presentOnAdmission',
    ],
    [
      '26 diagnoses',
      {
        diagnoses: Array.from({ length: 26 }, (_, index) => ({
          code: `M00.${['011', '012', '021', '022', '031', '032', '041', '042', '051', '052', '061', '062', '071', '072', '08', '111', '112', '121', '122', '131', '132', '141', '142', '151', '152', '161'][index]}`,
          presentOnAdmission: 'Y',
        })),
      },
      'DX021 reject /diagnoses/25',
    ],
    ['a stay that could not be grouped', { [b('drg')]: '999' }, `IN012 deny ${at}/drg`],
    ['a principal diagnosis the grouper refused', { [b('drg')]: '998' }, `IN012 deny ${at}/drg`],
    ['a group of two digits', { [b('drg')]: '94' }, `IN012 deny ${at}/drg`],
    [
      'a wrong operation',
      { [b('externalCauses')]: [{ code: 'Y65.51', presentOnAdmission: 'N' }] },
      `IN018 deny ${ofType}`,
    ],
    [
      'an operation on the wrong patient',
      { [b('externalCauses')]: [{ code: 'Y65.52', presentOnAdmission: 'N' }] },
      `IN018 deny ${ofType}`,
    ],
    [
      'an operation on the wrong side',
      { [b('externalCauses')]: [{ code: 'Y65.53', presentOnAdmission: 'N' }] },
      `IN018 deny ${ofType}`,
    ],
    [
      'an external cause without indicator',
      { [b('externalCauses')]: [{ code: 'W01.0XXA' }] },
      `IN011 reject ${at}/externalCauses/0/presentOnAdmission`,
    ],
  ),
  ...on(
    'a newborn',
    [
      'a newborn of three',
      { 'patient.birthDate': '2023-02-02' },
      'DX016 reject /diagnoses/0/code',
      `IN004 warn ${at}/admission/typeCode`,
    ],
    [
      'a disease of adults',
      { 'diagnoses.1': { code: 'N40.1', presentOnAdmission: 'Y' } },
      'DX016 reject /diagnoses/1/code',
    ],
  ),
  ...on(
    'a delivery',
    ['without its outcome', { diagnoses: [{ code: 'O80' }, { code: 'Z3A.39' }] }, 'DX022 warn /diagnoses/0/code'],
    [
      'at 70',
      { 'patient.birthDate': '1956-01-01' },
      'DX016 reject /diagnoses/0/code',
      'DX016 reject /diagnoses/1/code',
      'DX016 reject /diagnoses/2/code',
    ],
  ),
  ...on(
    clinic,
    ['an outpatient manifestation first', diagnosis('F02.80'), 'DX009 reject /diagnoses/0/code'],
    ['an outpatient code deleted on 1 October', diagnosis('I48.2'), 'DX002 reject /diagnoses/0/code'],
    ['no diagnosis on a visit', { diagnoses: [] }, 'DX021 reject /diagnoses'],
  ),
];

const stayProcedures = [
  ...on(
    operated,
    [
      'a procedure of six characters',
      procedures(procedure('0SR901', '2026-02-03')),
      `IN013 reject ${at}/procedures/0/code`,
    ],
    [
      'a procedure with the letter O',
      procedures(procedure('OSR9019', '2026-02-03')),
      `IN013 reject ${at}/procedures/0/code`,
    ],
    [
      'a procedure that is none',
      procedures(procedure('0SR9099', '2026-02-03')),
      `IN013 reject ${at}/procedures/0/code`,
    ],
    [
      'a procedure that is no more',
      procedures(procedure('XXEBXQ6', '2026-02-03')),
      `IN013 reject ${at}/procedures/0/code`,
    ],
    ['a procedure without its day', procedures(procedure('0SR9019')), `IN013 reject ${at}/procedures/0/date`],
    [
      'a procedure after the stay',
      procedures(procedure('0SR9019', '2026-02-07')),
      `IN013 reject ${at}/procedures/0/date`,
    ],
    [
      'a procedure four days before the stay',
      procedures(procedure('0SR9019', '2026-01-29')),
      `IN013 reject ${at}/procedures/0/date`,
    ],
    [
      'the same procedure twice',
      procedures(procedure('0SR9019', '2026-02-03'), procedure('0SR9019', '2026-02-03')),
      `IN013 warn ${at}/procedures/1/code`,
    ],
    ['nobody operated', { [b('operatingProvider')]: undefined }, `IN016 reject ${at}/operatingProvider`],
    ['who operated has no NPI', { [b('operatingProvider.npi')]: undefined }, `ID001 deny ${at}/operatingProvider/npi`],
    [
      'who operated has a wrong NPI',
      { [b('operatingProvider.npi')]: '1912345674' },
      `ID001 reject ${at}/operatingProvider/npi`,
    ],
    ['nobody attended', { [b('attendingProvider')]: undefined }, `IN016 reject ${at}/attendingProvider`],
    [
      'who attended has no NPI',
      { [b('attendingProvider.npi')]: undefined },
      `IN016 reject ${at}/attendingProvider/npi`,
    ],
    [
      'who attended has a wrong NPI',
      { [b('attendingProvider.npi')]: '1122334456' },
      `ID001 reject ${at}/attendingProvider/npi`,
    ],
    [
      'a taxonomy that is none',
      { [b('attendingProvider.taxonomyCode')]: '207R' },
      `ID003 reject ${at}/attendingProvider/taxonomyCode`,
    ],
    [
      '26 procedures',
      {
        [b('procedures')]: Array.from({ length: 26 }, (_, index) =>
          procedure('0SR9019', `2026-02-0${2 + (index % 4)}`),
        ),
      },
      ...Array.from({ length: 22 }, (_, index) => `IN013 warn ${at}/procedures/${index + 4}/code`),
      `IN013 reject ${at}/procedures/25`,
    ],
  ),
  ...on(
    medicare,
    [
      'a procedure Medicare never covers',
      {
        ...procedures(procedure('02BK0ZZ', '2026-02-03')),
        [b('operatingProvider')]: { npi: '1912345679', lastName: 'Cutter', firstName: 'Kim' },
      },
      `IN014 warn ${at}/procedures/0/code`,
    ],
    [
      'a procedure Medicare covers seldom',
      {
        ...procedures(procedure('02YA0Z0', '2026-02-03')),
        [b('operatingProvider')]: { npi: '1912345679', lastName: 'Cutter', firstName: 'Kim' },
      },
      `IN014 warn ${at}/procedures/0/code`,
    ],
    [
      'ventilated for five days of three',
      {
        ...procedures(procedure('5A1955Z', '2026-02-02')),
        [b('statementTo')]: '2026-02-05',
        ...days({ covered: 3 }),
        ...line(0, 'units', 3),
      },
      `IN014 warn ${at}/procedures/0/code`,
    ],
  ),
];

const parties = [
  ...on(
    medicare,
    [
      'a billing NPI with a wrong check digit',
      { 'billingProvider.npi': '1234567890' },
      'ID001 reject /billingProvider/npi',
    ],
    ['no billing NPI', { 'billingProvider.npi': undefined }, 'ID001 reject /billingProvider/npi'],
    ['no tax id', { 'billingProvider.taxId': undefined }, 'ID004 reject /billingProvider/taxId'],
    ['a tax id of eight digits', { 'billingProvider.taxId': '04-123456' }, 'ID004 reject /billingProvider/taxId'],
    ['a PO box', { 'billingProvider.address.line1': 'PO Box 12' }, 'ID006 reject /billingProvider/address/line1'],
    [
      'a ZIP of five digits',
      { 'billingProvider.address.postalCode': '02139' },
      'ID005 reject /billingProvider/address/postalCode',
    ],
    ['no state', { 'billingProvider.address.state': undefined }, 'ID005 reject /billingProvider/address/state'],
    [
      'a hospital named as a person',
      { 'billingProvider.organizationName': undefined, 'billingProvider.lastName': 'Person' },
      'ID002 reject /billingProvider/organizationName',
    ],
    [
      'a taxonomy one character short',
      { 'billingProvider.taxonomyCode': '282N0000X' },
      'ID003 reject /billingProvider/taxonomyCode',
    ],
    ['no birth date', { 'patient.birthDate': undefined }, 'ID010 reject /patient/birthDate'],
    ['no sex', { 'patient.sex': undefined }, 'ID010 reject /patient/sex'],
    ['no coverage', { coverages: [] }, 'ID012 reject /coverages'],
    ['a Medicare number of nine digits', { 'coverages.0.memberId': '123456789' }, 'ID009 reject /coverages/0/memberId'],
    ['no member id', { 'coverages.0.memberId': undefined }, 'ID009 reject /coverages/0/memberId'],
    [
      'a patient of Medicare who is a child of somebody',
      { 'coverages.0.relationship': 'child' },
      'ID008 reject /coverages/0/subscriber',
    ],
    ['a phone without area code', { 'billingProvider.phone': '555-0100' }, 'ID007 reject /billingProvider/phone'],
    ['a stay of two years ago', { [b('statementFrom')]: '2024-02-02' }, `IN004 reject ${at}/admission/date`],
  ),
];

/** The same mistake on bills of several kinds. */
function everywhere(mistake: string, kinds: readonly HospitalBill[], changes: BillChanges, ...finds: string[]) {
  return kinds.map((bill) => ({ mistake, bill, changes, finds }));
}
const stays = [
  ...[medicare, operated, 'a delivery', 'a newborn', 'a transfer to another hospital', leave, 'a late charge'],
  ...['an inpatient rehabilitation stay', 'a swing bed', 'a bill that asks for no payment', 'a replacement', 'a void'],
] as const satisfies readonly HospitalBill[];
const visits = [
  ...[clinic, emergency, 'observation over night', 'outpatient surgery', 'a visit to a critical access hospital'],
  ...['a visit to a rural health clinic', 'a visit to a federally qualified health center', 'a month of dialysis'],
  ...['partial hospitalization in a community center', 'a month of therapy', home, hospice],
] as const satisfies readonly HospitalBill[];

const onManyKinds = [
  ...everywhere(
    'no admitting diagnosis',
    stays,
    { [b('admittingDiagnosis')]: undefined },
    `IN010 reject ${at}/admittingDiagnosis`,
  ),
  ...everywhere(
    'no origin',
    stays,
    { [b('admission.sourceCode')]: undefined },
    `IN004 reject ${at}/admission/sourceCode`,
  ),
  ...everywhere(
    'no hour of discharge',
    stays.filter((kind) => !/late|no payment|replacement|void/.test(kind)),
    { [b('dischargeHour')]: undefined },
    `IN004 reject ${at}/dischargeHour`,
  ),
  ...everywhere(
    'nobody attended',
    stays,
    { [b('attendingProvider')]: undefined },
    `IN016 reject ${at}/attendingProvider`,
  ),
  ...everywhere(
    'nobody attended',
    visits,
    { [b('attendingProvider')]: undefined },
    `IN016 reject ${at}/attendingProvider`,
  ),
  ...everywhere('a status that is none', visits, { [status]: '10' }, `IN005 reject ${ofStatus}`),
  ...everywhere(
    'an outpatient operation in ICD-10-PCS',
    visits,
    procedures(procedure('0DTJ4ZZ', '2026-02-02')),
    `IN013 reject ${at}/procedures/0/code`,
  ),
  ...everywhere(
    'a diagnosis that is a header',
    visits,
    { 'diagnoses.0.code': 'N18' },
    'DX002 reject /diagnoses/0/code',
  ),
  ...everywhere(
    'a taxonomy that is none',
    [...stays, ...visits],
    { 'billingProvider.taxonomyCode': '1234' },
    'ID003 reject /billingProvider/taxonomyCode',
  ),
  ...everywhere(
    'a value twice',
    [clinic, 'a month of dialysis', home, hospice, nursing],
    { [b('values')]: [value('61', 1), value('61', 2)] },
    `IN009 reject ${at}/values/1/code`,
  ),
];

const billed = (
  typeOfBill: string,
  statementFrom: string,
  statementTo: string,
  more: Partial<HistoryLine> = {},
): HistoryLine => ({
  ...{
    encounterId: '01900000-0000-7000-8000-000000000009',
    billingNpi: '1234567893',
    procedureCode: '',
    modifiers: [],
  },
  ...{ units: 4, chargeCents: 480_000, frequencyCode: typeOfBill.slice(-1), revenueCode: '0120', typeOfBill },
  ...{ serviceFrom: statementFrom, serviceTo: statementFrom, statementFrom, statementTo, ...more },
});

const known = (history: readonly HistoryLine[], ...rows: readonly PlantedOnBill[]): PlantedOnBill[] =>
  rows.map((row) => ({ ...row, history }));

const withHistory = [
  ...known(
    [billed('0131', '2026-01-31', '2026-01-31', { procedureCode: 'G0463', revenueCode: '0510' })],
    ...on(medicare, ['an outpatient visit two days before the stay', {}, `IN017 warn ${at}/admission/date`]),
  ),
  ...known(
    [billed('0111', '2026-02-04', '2026-02-06')],
    ...on(clinic, [
      'a visit two days before a stay',
      {},
      'IN017 warn /lines/0/serviceFrom',
      'IN017 warn /lines/1/serviceFrom',
    ]),
  ),
  ...known(
    [billed('0111', '2026-02-02', '2026-02-06')],
    ...on(medicare, ['the same bed billed before', {}, 'AD002 reject /lines/0']),
  ),
  ...known(
    [billed('0112', '2026-01-02', '2026-01-30')],
    ...on(long, [
      'a series with a day missing',
      { [type]: '0113', [b('admission.date')]: '2026-01-02' },
      `IN003 warn ${at}/statementFrom`,
    ]),
  ),
];

export const plantedOnBills: readonly PlantedOnBill[] = [
  ...[...typesOfBill, ...statuses, ...statements, ...stayDays, ...occurrenceSpans, ...rates, ...revenue, ...formCodes],
  ...[...diagnosesOfStays, ...stayProcedures, ...parties, ...onManyKinds, ...withHistory],
];
