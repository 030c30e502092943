import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';

/** Day of service of the encounters below unless told otherwise. */
export const serviceDay = '2026-03-09';

/** A name holds no digits, so a number is spelled in letters. */
function inLetters(number: number): string {
  return [...String(number)].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('');
}

const homes = [
  { line1: '14 Sample Lane', city: 'Exampleton', state: 'MA', postalCode: '021391234' },
  { line1: '220 Invented Road', line2: 'Apt 3', city: 'Springfield', state: 'MA', postalCode: '011051111' },
  { line1: '9 Nowhere Court', city: 'Portland', state: 'ME', postalCode: '041012222' },
];

/** An encounter that passes every check of the starter sets; `number` makes patient and visit its own. Everybody is invented. */
export function cleanVisit(number: number, changes: Record<string, unknown> = {}): EncounterInput {
  return encounterInput.parse({
    externalId: `visit-${number}`,
    patient: {
      externalId: `patient-${number}`,
      lastName: `Testperson ${inLetters(number)}`,
      firstName: 'Ada',
      birthDate: '1971-04-09',
      sex: 'F',
      address: homes[number % homes.length],
    },
    coverages: [payerCover('GSH01', 'Granite Shore Health Plan', `GSH${100_000 + number}`)],
    billingProvider: {
      npi: '1234567893',
      organizationName: 'Example Family Practice',
      taxonomyCode: '207Q00000X',
      taxId: '04-2345678',
      taxIdType: 'ein',
      phone: '6175550100',
      address: { line1: '1 Main St', city: 'Exampleton', state: 'MA', postalCode: '02139-1200' },
    },
    renderingProvider: { npi: '1122334455', lastName: 'Healer', firstName: 'Sam', taxonomyCode: '207Q00000X' },
    placeOfService: '11',
    diagnoses: [{ code: 'E11.65' }, { code: 'I10' }],
    lines: [visitLine('G0463', 15_000 + number)],
    ...changes,
  });
}

/** Primary cover of a patient who is the subscriber. */
export function payerCover(id: string, name: string, memberId: string, changes: Record<string, unknown> = {}) {
  return {
    responsibility: 'primary',
    payer: { id, name },
    memberId,
    relationship: 'self',
    claimFilingCode: 'CI',
    ...changes,
  };
}

/** One service line on the usual day. */
export function visitLine(procedureCode: string, chargeCents: number, changes: Record<string, unknown> = {}) {
  return { procedureCode, diagnosisPointers: [1, 2], units: 1, chargeCents, serviceFrom: serviceDay, ...changes };
}

const manyDiagnoses = [
  'E11.65',
  'I10',
  'E03.9',
  'D64.9',
  'E55.9',
  'B35.1',
  'D22.9',
  'E04.1',
  'D17.9',
  'B37.0',
  'D23.9',
];

/** What each kind of visit is expected to become. */
export const visitKinds = [
  ['one line', 'billed'],
  ['three lines with modifiers', 'billed'],
  ['a child under its parent', 'billed'],
  ['eleven diagnoses, a place of its own, dates and numbers', 'billed'],
  ['sixty lines, two claims', 'billed'],
  ['billed by a person', 'billed'],
  ['another payer', 'billed'],
  ['a wrong check digit', 'needs_review'],
  ['a condition without a code', 'needs_coding'],
  ['paid in full, not for the plan', 'not_billable'],
] as const;

/** A visit of the kind `visitKinds[number % visitKinds.length]`. */
export function variedVisit(number: number): EncounterInput {
  const clean = cleanVisit(number);
  switch (visitKinds[number % visitKinds.length]?.[0]) {
    case 'three lines with modifiers':
      return cleanVisit(number, {
        lines: [
          visitLine('G0463', 12_550, { modifiers: ['25'] }),
          visitLine('J1885', 2_010, { units: 2, diagnosisPointers: [2] }),
          visitLine('A4550', 999, { note: 'used once', diagnosisPointers: [1] }),
        ],
        patientPaidCents: 1_500,
      });
    case 'a child under its parent':
      return cleanVisit(number, {
        patient: { ...clean.patient, firstName: 'Bo', birthDate: '2019-02-03' },
        diagnoses: [{ code: 'B34.9' }],
        lines: [visitLine('G0463', 8_800, { diagnosisPointers: [1] })],
        coverages: [
          payerCover('CHM77', 'Copper Heron Mutual Insurance', `CHM${number}`, {
            relationship: 'child',
            subscriber: {
              lastName: clean.patient.lastName,
              firstName: 'Cy',
              birthDate: '1985-07-07',
              sex: 'M',
              address: homes[0],
            },
            groupNumber: 'G-77',
          }),
        ],
      });
    case 'eleven diagnoses, a place of its own, dates and numbers':
      return cleanVisit(number, {
        diagnoses: manyDiagnoses.map((code) => ({ code })),
        serviceFacility: { name: 'Example North Clinic', npi: '1234567893', address: homes[1] },
        referringProvider: { npi: '1122334455', lastName: 'Sender', firstName: 'Kim' },
        dates: { onset: '2026-02-20' },
        priorAuthorizationNumber: `PA${number}`,
        note: 'Synthetic visit',
      });
    case 'sixty lines, two claims':
      return cleanVisit(number, {
        lines: Array.from({ length: 60 }, (_, line) => visitLine(line % 2 === 0 ? 'A4206' : 'A4259', 100 + line)),
      });
    case 'billed by a person':
      return cleanVisit(number, {
        billingProvider: {
          ...clean.billingProvider,
          organizationName: undefined,
          npi: '1122334455',
          lastName: 'Healer',
          firstName: 'Sam',
        },
        renderingProvider: undefined,
      });
    case 'another payer':
      return cleanVisit(number, {
        coverages: [payerCover('FBA-QA', 'Quill and Anchor Benefit Fund', `QA${number}`, { groupName: 'Makers' })],
      });
    case 'a wrong check digit':
      return cleanVisit(number, { billingProvider: { ...clean.billingProvider, npi: '1234567890' } });
    case 'a condition without a code':
      return cleanVisit(number, {
        diagnoses: [],
        uncodedConditions: [{ system: 'http://snomed.info/sct', code: '38341003', display: 'High blood pressure' }],
        lines: [visitLine('G0463', 9_900, { diagnosisPointers: [] })],
      });
    case 'paid in full, not for the plan':
      return cleanVisit(number, { doNotBillPlan: true });
    default:
      return clean;
  }
}
