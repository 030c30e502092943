import type { HistoryLine } from '@claimwright/domain/finding';
import type { Json } from '@claimwright/fhir/sample-bundle';
import type { BillChanges, HospitalBill } from './hospital-bills.ts';

/** Another way in which a hospital bill is right: a clean bill with some values changed, in which the rules must find nothing either. */
export interface CleanVariant {
  words: string;
  bill: HospitalBill;
  changes: BillChanges;
  history?: readonly HistoryLine[];
}

const b = (member: string) => `institutional.${member}`;
const type = (typeOfBill: string): BillChanges => ({ [b('typeOfBill')]: typeOfBill });
const span = (code: string, from: string, to: string): Json => ({ code, from, to });
const bed = (revenueCode: string, days: number, dollars: number, serviceFrom = '2026-02-02'): Json => ({
  ...{ revenueCode, unit: 'DA', units: days, chargeCents: dollars * 100, serviceFrom, modifiers: [] },
});
const charge = (
  revenueCode: string,
  units: number,
  dollars: number,
  serviceFrom: string,
  procedureCode?: string,
): Json => ({
  ...{ revenueCode, units, chargeCents: dollars * 100, serviceFrom, modifiers: [] },
  ...(procedureCode === undefined ? {} : { procedureCode }),
});
const earlier = (typeOfBill: string, statementFrom: string, statementTo: string): HistoryLine => ({
  ...{
    encounterId: '01900000-0000-7000-8000-000000000009',
    billingNpi: '1234567893',
    procedureCode: '',
    modifiers: [],
  },
  ...{ units: 4, chargeCents: 480_000, frequencyCode: typeOfBill.slice(-1), revenueCode: '0120', typeOfBill },
  ...{ serviceFrom: statementFrom, serviceTo: statementFrom, statementFrom, statementTo },
});

const medicare = 'a stay, Medicare Part A';
const long = 'the first bill of a long stay';
const therapy = 'a month of therapy';
const nursing = 'a skilled nursing stay';
const month = 'the first month of a skilled nursing stay';
const hospice = 'a month of hospice';
const rehabilitation = 'an inpatient rehabilitation stay';
const later = { [b('statementFrom')]: '2026-02-10' };

export const cleanVariants: readonly CleanVariant[] = [
  ...[
    ['0341', 'by home health without a plan'],
    ['0231', 'in a nursing home'],
    ['0741', 'in a clinic for rehabilitation'],
    ['0751', 'in an outpatient rehabilitation facility'],
  ].map(([code = '', where]) => ({ words: `therapy ${where}`, bill: therapy, changes: type(code) }) as const),
  { words: 'a surgery center of a hospital', bill: 'outpatient surgery', changes: type('0831') },
  {
    words: 'a stay amid a month of therapy',
    bill: therapy,
    changes: {
      [b('occurrenceSpans')]: [span('72', '2026-02-03', '2026-02-26'), span('74', '2026-02-10', '2026-02-14')],
    },
  },
  {
    words: 'the last bill of a long stay',
    bill: long,
    changes: {
      ...{ ...type('0114'), ...later, [b('patientStatusCode')]: '01', [b('dischargeHour')]: '11' },
      ...{ [b('days')]: { covered: 18 }, lines: [bed('0120', 18, 9000, '2026-02-10')] },
    },
    history: [earlier('0112', '2026-02-02', '2026-02-09')],
  },
  {
    words: 'the second bill of a long stay',
    bill: long,
    changes: { ...type('0113'), ...later, [b('days')]: { covered: 19 }, lines: [bed('0120', 19, 9000, '2026-02-10')] },
    history: [earlier('0112', '2026-02-02', '2026-02-09')],
  },
  {
    words: 'the second month of skilled nursing',
    bill: month,
    changes: {
      ...{ ...type('0213'), [b('admission.date')]: '2026-01-20', [b('statementFrom')]: '2026-02-01' },
      ...{ [b('days')]: { covered: 28 }, [b('occurrenceSpans')]: [span('70', '2026-01-10', '2026-01-20')] },
      lines: [charge('0022', 28, 0, '2026-02-01', 'KAQD1'), bed('0120', 28, 16_800, '2026-02-01')],
    },
    history: [earlier('0212', '2026-01-20', '2026-01-31')],
  },
  {
    words: 'skilled nursing after the benefit ended',
    bill: month,
    changes: {
      ...{ [b('days')]: { nonCovered: 27 }, [b('occurrences')]: [{ code: 'A3', date: '2026-01-31' }] },
      ...{ [b('occurrenceSpans')]: [], lines: [bed('0120', 27, 16_200)] },
    },
  },
  {
    words: 'skilled nursing billed for a denial',
    bill: nursing,
    changes: {
      ...{ ...type('0210'), [b('days')]: { nonCovered: 9 }, [b('conditions')]: ['21'], [b('occurrenceSpans')]: [] },
      lines: [bed('0120', 9, 5400)],
    },
  },
  {
    words: 'skilled nursing with two days in hospital',
    bill: nursing,
    changes: {
      [b('days')]: { covered: 7, nonCovered: 2 },
      [b('occurrenceSpans')]: [span('70', '2026-01-27', '2026-02-02'), span('74', '2026-02-05', '2026-02-06')],
      lines: [charge('0022', 7, 0, '2026-02-02', 'KAQD1'), bed('0120', 7, 4200), bed('0180', 2, 0, '2026-02-05')],
    },
  },
  {
    words: 'transferred from skilled nursing on the first day',
    bill: nursing,
    changes: {
      ...{ [b('statementTo')]: '2026-02-02', [b('patientStatusCode')]: '02', [b('conditions')]: ['40'] },
      ...{ [b('occurrences')]: [], [b('days')]: { nonCovered: 1 }, lines: [bed('0120', 1, 600)] },
    },
  },
  {
    words: 'skilled nursing 40 days after the hospital, no bed was free',
    bill: nursing,
    changes: { [b('occurrenceSpans')]: [span('70', '2025-12-10', '2025-12-24')], [b('conditions')]: ['55'] },
  },
  {
    words: 'skilled nursing under a waiver',
    bill: nursing,
    changes: { [b('occurrenceSpans')]: [], [b('conditions')]: ['DR'] },
  },
  {
    words: 'respite in hospice',
    bill: hospice,
    changes: {
      ...{ ...type('0823'), [b('occurrenceSpans')]: [span('M2', '2026-02-03', '2026-02-07')] },
      lines: [charge('0655', 5, 1000, '2026-02-03', 'Q5001'), charge('0651', 23, 5000, '2026-02-08', 'Q5001')],
    },
  },
  {
    words: 'hospice certified late',
    bill: hospice,
    changes: { [b('occurrenceSpans')]: [span('77', '2026-02-01', '2026-02-05')] },
  },
  {
    words: 'a notice of election',
    bill: hospice,
    changes: {
      ...{ ...type('081A'), [b('statementFrom')]: '2026-01-15', [b('statementTo')]: '2026-01-15' },
      lines: [charge('0650', 1, 0, '2026-01-15')],
    },
  },
  {
    words: 'a notice of admission to home health',
    bill: 'thirty days of home health',
    changes: {
      ...{ ...type('032A'), [b('statementTo')]: '2026-01-20', [b('occurrences')]: [] },
      lines: [charge('0023', 1, 0, '2026-01-20', '1AA11')],
    },
  },
  {
    words: 'days of an outlier after the benefit ended',
    bill: medicare,
    changes: {
      ...{ [b('days')]: { covered: 2, nonCovered: 2 }, [b('occurrences')]: [{ code: 'A3', date: '2026-02-03' }] },
      [b('occurrenceSpans')]: [span('70', '2026-02-04', '2026-02-05')],
    },
  },
  {
    words: 'a night as an outpatient before the stay',
    bill: medicare,
    changes: { [b('occurrenceSpans')]: [span('72', '2026-02-01', '2026-02-02')] },
  },
  {
    words: 'a stay of Medicare Advantage without days',
    bill: medicare,
    changes: { 'coverages.0.claimFilingCode': '16', 'coverages.0.memberId': 'H12345678', [b('days')]: undefined },
  },
  { words: 'left against advice', bill: medicare, changes: { [b('patientStatusCode')]: '07' } },
  { words: 'a residential home', bill: 'a stay without told days, Medicaid', changes: type('0861') },
  { words: 'intermediate care', bill: 'a stay without told days, Medicaid', changes: type('0651') },
  {
    words: 'admitted and gone on one day',
    bill: medicare,
    changes: { [b('statementTo')]: '2026-02-02', [b('days')]: { covered: 1 }, 'lines.0.units': 1 },
  },
  {
    words: 'came before midnight and left after it',
    bill: medicare,
    changes: {
      ...{ [b('admission.hour')]: '23', [b('dischargeHour')]: '00', [b('statementTo')]: '2026-02-03' },
      ...{ [b('days')]: { covered: 1 }, 'lines.0.units': 1 },
    },
  },
  {
    words: 'a critical access hospital tells nothing of presence on admission',
    bill: medicare,
    changes: {
      'coverages.0.billingProviderNumbers': [{ kind: 'G2', number: '221301' }],
      diagnoses: [{ code: 'J18.9' }, { code: 'I10' }],
    },
  },
  {
    words: 'a newborn from another hospital',
    bill: 'a newborn',
    changes: {
      ...{ [b('admission.sourceCode')]: '6', [b('admission.date')]: '2026-02-03', [b('statementFrom')]: '2026-02-03' },
      ...{ [b('days')]: { covered: 1 }, 'lines.0.units': 1, 'lines.0.serviceFrom': '2026-02-03' },
      diagnoses: [{ code: 'P22.0', presentOnAdmission: 'Y' }],
    },
  },
  {
    words: 'admitted for chemotherapy',
    bill: medicare,
    changes: { diagnoses: [{ code: 'Z51.11' }, { code: 'C34.11', presentOnAdmission: 'Y' }] },
  },
  {
    words: 'aftercare of a joint',
    bill: rehabilitation,
    changes: { diagnoses: [{ code: 'Z47.1' }, { code: 'Z96.641' }] },
  },
  { words: 'other aftercare', bill: rehabilitation, changes: { diagnoses: [{ code: 'Z51.89' }, { code: 'I69.351' }] } },
  {
    words: 'a side effect that came up in the stay',
    bill: medicare,
    changes: { 'diagnoses.1': { code: 'T45.515A', presentOnAdmission: 'N' } },
  },
  {
    words: 'died in the emergency department',
    bill: 'an emergency visit',
    changes: { [b('patientStatusCode')]: '20', 'patient.deathDate': '2026-02-02' },
  },
  {
    words: 'admitted from the emergency department',
    bill: 'an emergency visit',
    changes: { [b('patientStatusCode')]: '09' },
  },
  {
    words: 'half the stay in intensive care',
    bill: medicare,
    changes: { 'lines.0.units': 2, 'lines.1': bed('0200', 2, 4000) },
  },
];
