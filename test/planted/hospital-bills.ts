import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import type { Json } from '@claimwright/fhir/sample-bundle';
import { put } from './bundle-changes.ts';

/** Hospital bills of many kinds in which nothing is wrong. Every person, number and payer is invented. */

type Part = { [key: string]: Json };

const commercial = { responsibility: 'primary', relationship: 'self', claimFilingCode: 'CI', memberId: 'QX0042001' };
const quill: Part = { ...commercial, payer: { id: 'QUILL1', name: 'Quill Example Health' } };
const partA: Part = {
  ...{ responsibility: 'primary', relationship: 'self', claimFilingCode: 'MA', memberId: '1EG4TE5MK73' },
  payer: { id: 'MACJX1', name: 'Medicare Part A of Example' },
};
const medicaid: Part = {
  ...{ responsibility: 'primary', relationship: 'self', claimFilingCode: 'MC', memberId: '900123456' },
  payer: { id: 'MCDEX', name: 'Medicaid of Example' },
};
const older: Part = {
  ...{ externalId: 'patient-7', lastName: 'Testperson', firstName: 'Olga', birthDate: '1948-05-04', sex: 'F' },
  address: { line1: '14 Sample Lane', city: 'Exampleton', state: 'MA', postalCode: '021391234' },
};
const adult: Part = { ...older, externalId: 'patient-8', firstName: 'Ada', birthDate: '1988-04-09' };
const man: Part = { ...adult, externalId: 'patient-9', firstName: 'Otto', sex: 'M' };
const newborn: Part = { ...man, externalId: 'patient-10', firstName: 'Baby', birthDate: '2026-02-02' };
const attending: Part = { npi: '1122334455', lastName: 'Healer', firstName: 'Sam', taxonomyCode: '207R00000X' };
const surgeon: Part = { npi: '1912345679', lastName: 'Cutter', firstName: 'Kim', taxonomyCode: '208600000X' };

function provider(organizationName: string, taxonomyCode: string): Part {
  return {
    ...{ npi: '1234567893', organizationName, taxonomyCode, taxId: '04-2345678', taxIdType: 'ein' },
    ...{ phone: '6175550100' },
    address: { line1: '1 Main St', city: 'Exampleton', state: 'MA', postalCode: '02139-1200' },
  };
}
const hospital = provider('Example General Hospital', '282N00000X');
const nursing = provider('Example Skilled Nursing', '314000000X');
const homeHealth = provider('Example Home Health', '251E00000X');
const hospice = provider('Example Hospice', '251G00000X');
const dialysis = provider('Example Dialysis', '261QE0700X');
const ruralClinic = provider('Example Rural Clinic', '261QR1300X');

/** "J18.9/Y": a diagnosis and whether it was present on admission. */
function diagnoses(...written: string[]): Json[] {
  return written.map((one): Json => {
    const [code = '', presentOnAdmission] = one.split('/');
    return presentOnAdmission === undefined ? { code } : { code, presentOnAdmission };
  });
}

/** "0300 G0103 GP": revenue code, procedure, modifiers. */
function line(written: string, units: number, dollars: number, serviceFrom: string, more: Part = {}): Part {
  const [revenueCode = '', procedureCode, ...modifiers] = written.split(' ');
  const procedure: Part = procedureCode === undefined ? {} : { procedureCode };
  return { revenueCode, ...procedure, modifiers, units, chargeCents: dollars * 100, serviceFrom, ...more };
}

const emergency: Part = { date: '2026-02-02', hour: '09', typeCode: '1', sourceCode: '1' };
const elective: Part = { date: '2026-02-02', hour: '06', typeCode: '3', sourceCode: '1' };
const stayDates: Part = { statementFrom: '2026-02-02', statementTo: '2026-02-06' };
const leftHome: Part = { ...stayDates, admission: emergency, dischargeHour: '11', patientStatusCode: '01' };
const clinicDay: Part = { statementFrom: '2026-02-02', statementTo: '2026-02-02', patientStatusCode: '01' };

function bill(billingProvider: Part, coverage: Part, patient: Part, institutional: Part, rest: Part): Part {
  return {
    ...{ claimType: 'institutional', patient, coverages: [coverage], billingProvider },
    ...rest,
    institutional: { attendingProvider: attending, ...institutional },
  };
}

const room = (days: number, from = '2026-02-02') => line('0120', days, 1200 * days, from, { unit: 'DA' });

const pneumonia: Part = {
  diagnoses: diagnoses('J18.9/Y', 'E11.65/Y', 'I10/Y', 'Z79.4'),
  lines: [
    room(4),
    line('0250', 30, 612, '2026-02-02'),
    line('0300', 12, 480, '2026-02-02'),
    line('0324', 1, 210, '2026-02-02'),
  ],
};
const pneumoniaBill: Part = { ...leftHome, typeOfBill: '0111', admittingDiagnosis: 'R06.02', days: { covered: 4 } };

const hip: Part = {
  diagnoses: diagnoses('S72.041A/Y', 'I10/Y'),
  lines: [room(4), line('0360', 1, 9000, '2026-02-03'), line('0278', 1, 4000, '2026-02-03')],
};
const hipBill: Part = {
  ...leftHome,
  ...{ typeOfBill: '0111', admittingDiagnosis: 'S72.041A', drg: '522', days: { covered: 4 } },
  procedures: [{ code: '0SR9019', date: '2026-02-03' }],
  externalCauses: diagnoses('W01.0XXA/Y'),
  ...{ operatingProvider: surgeon, patientStatusCode: '06' },
};

const monthly: Part = { statementFrom: '2026-02-01', statementTo: '2026-02-28' };
const nursingStay: Part = { date: '2026-02-02', typeCode: '3', sourceCode: '4' };
const qualifyingStay: Part = { code: '70', from: '2026-01-27', to: '2026-02-02' };

const skilled: Part = {
  diagnoses: diagnoses('S72.041D', 'I10'),
  lines: [
    line('0022 KAQD1', 9, 0, '2026-02-02'),
    line('0120', 9, 5400, '2026-02-02', { unit: 'DA' }),
    line('0420', 6, 900, '2026-02-02'),
  ],
};
const skilledBill: Part = {
  ...{ typeOfBill: '0211', statementFrom: '2026-02-02', statementTo: '2026-02-11', admission: nursingStay },
  ...{ patientStatusCode: '01', admittingDiagnosis: 'S72.041D', days: { covered: 9 } },
  occurrences: [{ code: '50', date: '2026-02-06' }],
  occurrenceSpans: [qualifyingStay],
};

export const hospitalBills = {
  'a stay, Medicare Part A': bill(hospital, partA, older, { ...pneumoniaBill, drg: '194' }, pneumonia),
  'a stay, commercial, with an operation': bill(hospital, quill, adult, hipBill, hip),
  'a stay without told days, Medicaid': bill(hospital, medicaid, adult, { ...pneumoniaBill, days: null }, pneumonia),
  'a delivery': bill(
    hospital,
    quill,
    adult,
    {
      ...pneumoniaBill,
      ...{ admittingDiagnosis: 'O80', procedures: [{ code: '10E0XZZ', date: '2026-02-02' }], drg: '807' },
      ...{ admission: { ...elective, typeCode: '2' } },
    },
    {
      diagnoses: diagnoses('O80', 'Z3A.39', 'Z37.0'),
      lines: [room(4), line('0722', 1, 3000, '2026-02-02'), line('0250', 3, 60, '2026-02-02')],
    },
  ),
  'a newborn': bill(
    hospital,
    quill,
    newborn,
    {
      ...pneumoniaBill,
      ...{ statementTo: '2026-02-04', days: { covered: 2 }, admittingDiagnosis: 'Z38.00', drg: '795' },
      ...{ admission: { date: '2026-02-02', hour: '0312', typeCode: '4', sourceCode: '5' } },
      ...{ procedures: [{ code: '0VTTXZZ', date: '2026-02-03' }], operatingProvider: surgeon },
      values: [{ code: '54', hundredths: 340_000 }],
    },
    {
      diagnoses: diagnoses('Z38.00'),
      lines: [line('0171', 2, 1600, '2026-02-02', { unit: 'DA' }), line('0300', 1, 40, '2026-02-03')],
    },
  ),
  'a transfer to another hospital': bill(
    hospital,
    partA,
    older,
    { ...pneumoniaBill, patientStatusCode: '02', drg: '194' },
    pneumonia,
  ),
  'a transfer on the day of admission': bill(
    hospital,
    partA,
    older,
    {
      ...{ ...pneumoniaBill, statementTo: '2026-02-02', dischargeHour: '20', patientStatusCode: '02' },
      ...{ conditions: ['40'], days: { nonCovered: 1 } },
    },
    { ...pneumonia, lines: [room(1), line('0250', 30, 612, '2026-02-02')] },
  ),
  'a death': bill(
    hospital,
    partA,
    { ...older, deathDate: '2026-02-06' },
    { ...pneumoniaBill, patientStatusCode: '20', occurrences: [{ code: '55', date: '2026-02-06' }] },
    pneumonia,
  ),
  'a stay that began as an outpatient visit three days before': bill(
    hospital,
    partA,
    older,
    { ...pneumoniaBill, statementFrom: '2026-01-30' },
    {
      ...pneumonia,
      lines: [room(4), line('0324', 1, 210, '2026-01-30'), line('0250', 30, 612, '2026-02-02')],
    },
  ),
  'the first bill of a long stay': bill(
    hospital,
    partA,
    older,
    {
      ...{ ...pneumoniaBill, typeOfBill: '0112', statementTo: '2026-02-28', patientStatusCode: '30' },
      ...{ dischargeHour: null, days: { covered: 27 } },
    },
    { ...pneumonia, lines: [room(27), line('0250', 30, 612, '2026-02-02')] },
  ),
  'a late charge': bill(
    hospital,
    quill,
    adult,
    { ...pneumoniaBill, typeOfBill: '0115', days: null },
    { ...pneumonia, lines: [line('0250', 2, 40, '2026-02-03')] },
  ),
  'a replacement': bill(
    hospital,
    partA,
    older,
    { ...pneumoniaBill, typeOfBill: '0117', conditions: ['D1'] },
    { ...pneumonia, payerClaimControlNumber: '22604100012345MAA' },
  ),
  'a void': bill(
    hospital,
    partA,
    older,
    { ...pneumoniaBill, typeOfBill: '0118', conditions: ['D5'] },
    { ...pneumonia, payerClaimControlNumber: '22604100012345MAA' },
  ),
  'a bill that asks for no payment': bill(
    hospital,
    partA,
    older,
    { ...pneumoniaBill, typeOfBill: '0110', conditions: ['21'], days: { nonCovered: 4 } },
    {
      ...pneumonia,
      lines: [{ ...room(4), nonCoveredCents: 480_000 }],
    },
  ),
  'a psychiatric stay with a leave': bill(
    hospital,
    partA,
    older,
    {
      ...{ ...pneumoniaBill, presentOnAdmissionExempt: true, admittingDiagnosis: 'F33.2' },
      ...{ statementTo: '2026-02-12', days: { covered: 8, nonCovered: 2 } },
      occurrenceSpans: [{ code: '74', from: '2026-02-06', to: '2026-02-07' }],
    },
    {
      diagnoses: diagnoses('F33.2', 'I10'),
      lines: [
        line('0124', 8, 8000, '2026-02-02', { unit: 'DA' }),
        line('0180', 2, 0, '2026-02-06', { unit: 'DA' }),
        line('0914', 6, 900, '2026-02-03'),
      ],
    },
  ),
  'a stay whose last days the patient pays': bill(
    hospital,
    partA,
    older,
    {
      ...{ ...pneumoniaBill, days: { covered: 2, nonCovered: 2 } },
      occurrences: [{ code: '31', date: '2026-02-03' }],
      occurrenceSpans: [{ code: '76', from: '2026-02-04', to: '2026-02-05' }],
    },
    pneumonia,
  ),
  'a stay after another': bill(
    hospital,
    partA,
    older,
    { ...pneumoniaBill, occurrenceSpans: [{ code: '71', from: '2026-01-10', to: '2026-01-14' }] },
    pneumonia,
  ),
  'an inpatient rehabilitation stay': bill(
    hospital,
    partA,
    older,
    {
      ...{ ...pneumoniaBill, presentOnAdmissionExempt: true, admittingDiagnosis: 'S72.041D' },
      admission: { ...elective, sourceCode: '4' },
    },
    {
      diagnoses: diagnoses('S72.041D', 'I10'),
      lines: [
        line('0024 A0702', 1, 0, '2026-02-02'),
        line('0118', 4, 6000, '2026-02-02', { unit: 'DA' }),
        line('0420', 8, 1600, '2026-02-03'),
      ],
    },
  ),
  'services of a stay under Part B': bill(
    hospital,
    partA,
    older,
    { ...leftHome, typeOfBill: '0121', admittingDiagnosis: 'R06.02' },
    { ...pneumonia, lines: [line('0300 G0306', 1, 40, '2026-02-03'), line('0250', 2, 40, '2026-02-03')] },
  ),
  'a clinic visit, Medicare': bill(
    hospital,
    partA,
    older,
    { ...clinicDay, typeOfBill: '0131' },
    {
      diagnoses: diagnoses('E11.65', 'I10', 'Z79.4'),
      lines: [
        line('0510 G0463', 1, 180, '2026-02-02'),
        line('0300 G0306', 1, 40, '2026-02-02', { cliaNumber: '22D1234567' }),
      ],
    },
  ),
  'an emergency visit': bill(
    hospital,
    quill,
    adult,
    {
      ...{ ...clinicDay, typeOfBill: '0131', admission: { typeCode: '1', sourceCode: '1' } },
      reasonsForVisit: ['R10.9'],
    },
    {
      diagnoses: diagnoses('K35.80'),
      lines: [
        line('0450 G0382', 1, 900, '2026-02-02'),
        line('0636 J1885', 2, 20, '2026-02-02'),
        line('0250', 1, 8, '2026-02-02'),
        line('0258', 1, 30, '2026-02-02'),
      ],
    },
  ),
  'an emergency visit after an accident': bill(
    hospital,
    quill,
    adult,
    {
      ...{ ...clinicDay, typeOfBill: '0131', admission: { typeCode: '5', sourceCode: '1' } },
      ...{ reasonsForVisit: ['M25.571'], externalCauses: diagnoses('W01.0XXA', 'Y92.480') },
      occurrences: [{ code: '05', date: '2026-02-02' }],
    },
    {
      accident: { kind: 'other', date: '2026-02-02' },
      diagnoses: diagnoses('S93.401A'),
      lines: [line('0450 G0382', 1, 900, '2026-02-02'), line('0270', 1, 80, '2026-02-02')],
    },
  ),
  'observation over night': bill(
    hospital,
    partA,
    older,
    { ...clinicDay, typeOfBill: '0131', statementTo: '2026-02-03', conditions: ['44'] },
    {
      diagnoses: diagnoses('R07.9', 'I10'),
      lines: [line('0762 G0378', 26, 2600, '2026-02-02'), line('0762 G0379', 1, 100, '2026-02-02')],
    },
  ),
  'outpatient surgery': bill(
    hospital,
    partA,
    older,
    { ...clinicDay, typeOfBill: '0131', operatingProvider: surgeon },
    {
      diagnoses: diagnoses('Z12.11'),
      lines: [
        line('0360 G0121', 1, 2400, '2026-02-02'),
        line('0370', 3, 300, '2026-02-02'),
        line('0710', 2, 200, '2026-02-02'),
      ],
    },
  ),
  'a month of therapy': bill(
    hospital,
    partA,
    older,
    {
      ...{ ...monthly, typeOfBill: '0131', patientStatusCode: '30' },
      occurrences: [
        { code: '11', date: '2026-01-20' },
        { code: '35', date: '2026-02-03' },
      ],
      occurrenceSpans: [{ code: '72', from: '2026-02-03', to: '2026-02-26' }],
    },
    {
      diagnoses: diagnoses('M54.50'),
      lines: [line('0420 G0283 GP', 1, 60, '2026-02-03'), line('0420 G0283 GP', 1, 60, '2026-02-26')],
    },
  ),
  'laboratory for somebody who is no patient': bill(
    hospital,
    partA,
    { ...older, externalId: 'patient-11', firstName: 'Karl', sex: 'M' },
    { ...clinicDay, typeOfBill: '0141' },
    { diagnoses: diagnoses('Z12.5'), lines: [line('0300 G0103', 1, 40, '2026-02-02', { cliaNumber: '22D1234567' })] },
  ),
  'an ambulance of a hospital': bill(
    hospital,
    quill,
    adult,
    { ...clinicDay, typeOfBill: '0131', attendingProvider: null },
    {
      diagnoses: diagnoses('R55'),
      lines: [line('0540 A0427 RH', 1, 700, '2026-02-02'), line('0540 A0425 RH', 6, 90, '2026-02-02')],
    },
  ),
  'a visit to a critical access hospital': bill(
    hospital,
    partA,
    older,
    { ...clinicDay, typeOfBill: '0851' },
    { diagnoses: diagnoses('E11.65', 'Z79.4'), lines: [line('0510 G0463', 1, 180, '2026-02-02')] },
  ),
  'a skilled nursing stay': bill(nursing, partA, older, skilledBill, skilled),
  'the first month of a skilled nursing stay': bill(
    nursing,
    partA,
    older,
    {
      ...{ ...skilledBill, typeOfBill: '0212', statementTo: '2026-02-28', patientStatusCode: '30' },
      days: { covered: 27 },
    },
    {
      ...skilled,
      lines: [line('0022 KAQD1', 27, 0, '2026-02-02'), line('0120', 27, 16_200, '2026-02-02', { unit: 'DA' })],
    },
  ),
  'a skilled nursing stay, commercial': bill(
    nursing,
    quill,
    older,
    { ...skilledBill, occurrenceSpans: [], occurrences: [] },
    skilled,
  ),
  'a swing bed': bill(
    hospital,
    partA,
    older,
    { ...skilledBill, typeOfBill: '0181', admission: { ...nursingStay, hour: '10' }, dischargeHour: '10' },
    skilled,
  ),
  'therapy in a nursing home under Part B': bill(
    nursing,
    partA,
    older,
    {
      ...skilledBill,
      typeOfBill: '0221',
      days: null,
      occurrences: [{ code: '11', date: '2026-01-20' }],
      occurrenceSpans: [],
    },
    { ...skilled, lines: [line('0420 G0283 GP', 1, 60, '2026-02-03')] },
  ),
  'thirty days of home health': bill(
    homeHealth,
    partA,
    older,
    {
      ...{ typeOfBill: '0329', statementFrom: '2026-01-20', statementTo: '2026-02-18', patientStatusCode: '30' },
      ...{
        admission: { date: '2026-01-20', typeCode: '3', sourceCode: '1' },
        occurrences: [{ code: '50', date: '2026-01-22' }],
      },
      values: [
        { code: '61', hundredths: 1_446_000 },
        { code: '85', hundredths: 2_502_500 },
      ],
    },
    {
      diagnoses: diagnoses('E11.621', 'L97.512'),
      lines: [
        line('0023 2FB21', 1, 0, '2026-01-20'),
        line('0551 G0299', 4, 200, '2026-01-20'),
        line('0551 Q5001', 1, 0.01, '2026-01-20'),
        line('0421 G0151', 3, 150, '2026-01-27'),
        line('0571 G0156', 4, 90, '2026-02-02'),
      ],
    },
  ),
  'a month of hospice': bill(
    hospice,
    partA,
    older,
    {
      ...{ ...monthly, typeOfBill: '0813', patientStatusCode: '30', occurrences: [{ code: '27', date: '2026-01-15' }] },
      ...{ admission: { date: '2026-01-15', typeCode: '3', sourceCode: '1' } },
      values: [{ code: '61', hundredths: 1_446_000 }],
    },
    {
      diagnoses: diagnoses('C34.11', 'C79.31'),
      lines: [
        line('0651 Q5001', 28, 5600, '2026-02-01'),
        line('0551 G0299', 4, 200, '2026-02-03'),
        line('0571 G0156', 4, 90, '2026-02-04'),
      ],
    },
  ),
  'hospice that ends with a death': bill(
    hospice,
    partA,
    { ...older, deathDate: '2026-02-20' },
    {
      ...{ statementFrom: '2026-02-01', statementTo: '2026-02-20', typeOfBill: '0814', patientStatusCode: '40' },
      ...{
        admission: { date: '2026-01-15', typeCode: '3', sourceCode: '1' },
        occurrences: [
          { code: '27', date: '2026-01-15' },
          { code: '55', date: '2026-02-20' },
        ],
      },
      values: [{ code: '61', hundredths: 1_446_000 }],
    },
    { diagnoses: diagnoses('C34.11'), lines: [line('0651 Q5001', 20, 4000, '2026-02-01')] },
  ),
  'a month of dialysis': bill(
    dialysis,
    partA,
    older,
    {
      ...{ ...monthly, typeOfBill: '0721', patientStatusCode: '30', conditions: ['84'] },
      values: [
        { code: 'A8', hundredths: 7_050 },
        { code: 'A9', hundredths: 16_800 },
      ],
    },
    {
      diagnoses: diagnoses('N17.9'),
      lines: [
        line('0821 G0491', 1, 400, '2026-02-03'),
        line('0821 G0491', 1, 400, '2026-02-05'),
        line('0636 J1885', 1, 40, '2026-02-05'),
      ],
    },
  ),
  'a visit to a rural health clinic': bill(
    ruralClinic,
    partA,
    older,
    { ...clinicDay, typeOfBill: '0711' },
    { diagnoses: diagnoses('E11.65', 'Z79.4'), lines: [line('0521 T1015 CG', 1, 180, '2026-02-02')] },
  ),
  'a visit to a federally qualified health center': bill(
    provider('Example Health Center', '261QF0400X'),
    partA,
    older,
    { ...clinicDay, typeOfBill: '0771' },
    { diagnoses: diagnoses('E11.65', 'Z79.4'), lines: [line('0521 G0467', 1, 180, '2026-02-02')] },
  ),
  'partial hospitalization in a community center': bill(
    provider('Example Community Center', '261QM0801X'),
    partA,
    older,
    { ...clinicDay, typeOfBill: '0761' },
    {
      diagnoses: diagnoses('F33.2'),
      lines: [line('0904 G0129', 1, 100, '2026-02-02'), line('0915 G0410', 1, 100, '2026-02-02')],
    },
  ),
} as const satisfies Readonly<Record<string, Part>>;

export type HospitalBill = keyof typeof hospitalBills;

/** Values by their path in an encounter: "institutional.days.covered". Undefined takes the member out. */
export type BillChanges = Readonly<Record<string, Json | undefined>>;

/** A clean bill with some values changed, as it would be posted. */
export function changedBill(kind: HospitalBill, ...changes: readonly BillChanges[]): EncounterInput {
  const root: { [key: string]: Json } = withoutNulls({ ...structuredClone(hospitalBills[kind]), externalId: 'stay-1' });
  for (const change of changes) {
    for (const [path, value] of Object.entries(change)) put(root, path.split('.'), value);
  }
  return encounterInput.parse(root);
}

/** Null stands for a member that a kind of bill does not have. */
function withoutNulls(part: Part): Part {
  const { institutional, ...rest } = part;
  const told = Object.entries(institutional as Part).filter(([, value]) => value !== null);
  return { ...rest, institutional: Object.fromEntries(told) };
}
