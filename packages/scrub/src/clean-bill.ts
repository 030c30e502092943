import { type EncounterInput, encounterInput, type ServiceLine } from '@claimwright/domain/encounter';
import { cleanCoverage, cleanEncounter } from './clean-encounter.ts';

const { placeOfService: _place, renderingProvider: attendingProvider, ...visit } = cleanEncounter;

const hospital = {
  ...visit,
  claimType: 'institutional',
  billingProvider: { ...visit.billingProvider, organizationName: 'Example Hospital', taxonomyCode: '282N00000X' },
};

/**
 * The stay every rule passes, as `cleanEncounter` is the visit every rule passes: four days in an invented hospital, type of bill
 * 0111.
 */
export const cleanStay: EncounterInput = encounterInput.parse({
  ...hospital,
  externalId: 'stay-1',
  diagnoses: [
    { code: 'E11.65', presentOnAdmission: 'Y' },
    { code: 'I10', presentOnAdmission: 'Y' },
  ],
  lines: [
    { revenueCode: '0120', unit: 'DA', units: 4, chargeCents: 480_000, serviceFrom: '2026-03-02' },
    { revenueCode: '0250', units: 30, chargeCents: 61_250, serviceFrom: '2026-03-02' },
  ],
  institutional: {
    typeOfBill: '0111',
    statementFrom: '2026-03-02',
    statementTo: '2026-03-06',
    admission: { date: '2026-03-02', hour: '09', typeCode: '1', sourceCode: '1' },
    dischargeHour: '11',
    patientStatusCode: '01',
    admittingDiagnosis: 'R06.02',
    days: { covered: 4 },
    attendingProvider,
  },
});

/** The outpatient bill every rule passes: one clinic visit, type of bill 0131. */
export const cleanOutpatient: EncounterInput = encounterInput.parse({
  ...hospital,
  externalId: 'outpatient-1',
  lines: [{ revenueCode: '0510', procedureCode: 'G0463', units: 1, chargeCents: 15_000, serviceFrom: '2026-03-02' }],
  institutional: {
    typeOfBill: '0131',
    statementFrom: '2026-03-02',
    statementTo: '2026-03-02',
    patientStatusCode: '01',
    attendingProvider,
  },
});

/** One line of a clean bill, for patches: one unit of the day the clean bills begin, unless told otherwise. */
export function revenueLine(revenueCode: string, changes: Partial<ServiceLine> = {}): ServiceLine {
  const [line] = cleanOutpatient.lines;
  if (line === undefined) throw new Error('the clean bill has no line');
  const { procedureCode: _code, ...bare } = line;
  return { ...bare, revenueCode, ...changes };
}

/** The cover of the clean bills, had Medicare Part A given it. */
export const partACoverage = { ...cleanCoverage, claimFilingCode: 'MA' };
