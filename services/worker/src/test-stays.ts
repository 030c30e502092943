import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { cleanVisit, serviceDay } from './test-encounters.ts';

const attendingProvider = { npi: '1122334455', lastName: 'Healer', firstName: 'Sam', taxonomyCode: '207R00000X' };

function hospital(number: number) {
  const { placeOfService: _place, renderingProvider: _rendering, billingProvider, ...visit } = cleanVisit(number);
  return {
    ...visit,
    externalId: `bill-${number}`,
    claimType: 'institutional',
    billingProvider: {
      ...billingProvider,
      organizationName: 'Example Hospital',
      contactName: 'Claims',
      taxonomyCode: '282N00000X',
    },
  };
}

/** The bill of a stay of three days (0111) that passes every check of the starter sets. */
export function cleanHospitalStay(number: number, bill: Record<string, unknown> = {}): EncounterInput {
  return encounterInput.parse({
    ...hospital(number),
    patient: { ...hospital(number).patient, medicalRecordNumber: `MRN${number}` },
    diagnoses: [
      { code: 'E11.65', presentOnAdmission: 'Y' },
      { code: 'I10', presentOnAdmission: 'Y' },
    ],
    lines: [
      { revenueCode: '0120', unit: 'DA', units: 3, chargeCents: 360_000 + number, serviceFrom: '2026-03-06' },
      { revenueCode: '0250', units: 12, chargeCents: 45_050, serviceFrom: '2026-03-06' },
      { revenueCode: '0636', procedureCode: 'J1885', units: 2, chargeCents: 8_400, serviceFrom: '2026-03-07' },
    ],
    institutional: {
      typeOfBill: '0111',
      statementFrom: '2026-03-06',
      statementTo: serviceDay,
      admission: { date: '2026-03-06', hour: '09:30', typeCode: '1', sourceCode: '1' },
      dischargeHour: '11',
      patientStatusCode: '01',
      admittingDiagnosis: 'R07.9',
      days: { covered: 3 },
      conditions: ['17'],
      values: [{ code: '01', hundredths: 120_000 }],
      attendingProvider,
      ...bill,
    },
  });
}

/** An outpatient bill (0131) of a clinic visit with a drug, which passes every check of the starter sets. */
export function cleanOutpatientBill(number: number, changes: Record<string, unknown> = {}): EncounterInput {
  return encounterInput.parse({
    ...hospital(number),
    lines: [
      { revenueCode: '510', procedureCode: 'G0463', units: 1, chargeCents: 22_000 + number, serviceFrom: serviceDay },
      { revenueCode: '0636', procedureCode: 'J1885', units: 2, chargeCents: 4_200, serviceFrom: serviceDay },
      { revenueCode: '0270', units: 1, chargeCents: 1_500, serviceFrom: serviceDay },
    ],
    institutional: {
      typeOfBill: '131',
      statementFrom: serviceDay,
      statementTo: serviceDay,
      patientStatusCode: '01',
      attendingProvider,
    },
    ...changes,
  });
}
