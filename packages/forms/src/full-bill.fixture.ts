import type { InstitutionalClaimLine, InstitutionalClaimSnapshot } from '@claimwright/domain/institutional-claim';

// An invented stay that fills every form locator the snapshot has something for; HCPCS Level II codes only.

export function billLine(lineNumber: number, changes: Partial<InstitutionalClaimLine> = {}): InstitutionalClaimLine {
  return {
    lineNumber,
    lineControlNumber: `C123L${lineNumber}`,
    revenueCode: '0250',
    modifiers: [],
    chargeCents: 12_345,
    units: 3,
    unit: 'UN',
    ...changes,
  };
}

const address = { line1: '5 OAK AVE', line2: 'APT 2', city: 'DECATUR', state: 'GA', postalCode: '300301234' };

const bill: InstitutionalClaimSnapshot = {
  claimType: 'institutional',
  patientControlNumber: 'CW00000000123',
  encounterIds: [],
  totalChargeCents: 1_234_567,
  facilityCode: '11',
  frequencyCode: '7',
  payerClaimControlNumber: 'ICN2026030200017',
  signatures: { assignment: 'assigned', benefitsAssigned: 'yes', releaseOfInformation: 'signed' },
  statementFrom: '2026-03-02',
  statementTo: '2026-03-06',
  admission: { date: '2026-03-02', time: '0930', typeCode: '1', sourceCode: '2' },
  dischargeTime: '1405',
  patientStatusCode: '03',
  patientEstimatedDueCents: 50_000,
  days: { covered: 4, coinsurance: 1 },
  priorAuthorizationNumber: 'AUTH12345',
  medicalRecordNumber: 'MRN7',
  autoAccidentState: 'GA',
  billingNote: 'SEEN AFTER A FALL; A SECOND OPINION WAS ASKED FOR BY THE FAMILY',
  diagnoses: {
    principal: { code: 'S72001A', presentOnAdmission: 'Y' },
    admitting: 'M25551',
    reasonsForVisit: ['R52', 'R0602', 'R05'],
    externalCauses: [
      { code: 'W010XXA', presentOnAdmission: 'Y' },
      { code: 'Y929', presentOnAdmission: 'Y' },
    ],
    other: [
      { code: 'E1165', presentOnAdmission: 'Y' },
      { code: 'I10', presentOnAdmission: 'U' },
      { code: 'Z7984' },
      { code: 'N179', presentOnAdmission: 'N' },
    ],
    drg: '481',
  },
  procedures: {
    principal: { code: '0SR9019', date: '2026-03-03' },
    other: [
      { code: '3E0T3BZ', date: '2026-03-03' },
      { code: '30233N1', date: '2026-03-04' },
      { code: '0QS636Z', date: '2026-03-04' },
    ],
  },
  occurrences: [
    { code: '01', date: '2026-03-02' },
    { code: '11', date: '2026-03-01' },
  ],
  occurrenceSpans: [{ code: '74', from: '2026-03-03', to: '2026-03-04' }],
  values: [
    { code: '01', hundredths: 120_050 },
    { code: 'FC', hundredths: 2_500 },
  ],
  conditions: ['17', 'D1'],
  treatmentCodes: [],
  billingProvider: {
    npi: '1234567893',
    organizationName: 'RIVER HOSPITAL',
    taxonomyCode: '282N00000X',
    taxId: '123456789',
    taxIdType: 'ein',
    phone: '4045550100',
    address: { line1: '12 MAIN ST', city: 'ATLANTA', state: 'GA', postalCode: '303011234' },
    payToAddress: { line1: 'PO BOX 9', city: 'ATLANTA', state: 'GA', postalCode: '303020009' },
  },
  attendingProvider: { npi: '1000000004', lastName: 'ROE', firstName: 'SAM' },
  operatingProvider: { npi: '1111111112', lastName: 'POE', firstName: 'ANN' },
  otherOperatingProvider: { npi: '1222222220', lastName: 'LOE', firstName: 'KIM' },
  referringProvider: { npi: '1999999992', lastName: 'MOE', firstName: 'JAN' },
  destination: {
    responsibility: 'primary',
    payerId: '99999',
    payerName: 'EXAMPLE HEALTH PLAN',
    memberId: 'W123456789',
    relationship: 'child',
    subscriber: { lastName: 'DOE', firstName: 'JANE', address },
    groupNumber: 'GRP1',
    groupName: 'RIVER MILLS',
    claimFilingCode: 'CI',
  },
  patient: { lastName: 'DOE', firstName: 'ADAN', middleName: 'QUIN', birthDate: '2010-11-30', sex: 'M', address },
  lines: [
    billLine(1, { revenueCode: '0120', units: 4, unit: 'DA', chargeCents: 480_000 }),
    billLine(2, {
      revenueCode: '0636',
      procedureCode: 'J1885',
      modifiers: ['JZ', '59'],
      drug: { ndc: '00409379601', quantity: 2, unit: 'ML' },
      nonCoveredCents: 1_005,
    }),
    billLine(3, {
      revenueCode: '0450',
      procedureCode: 'G0383',
      description: 'Visit',
      serviceFrom: '2026-03-02',
      serviceTo: '2026-03-02',
    }),
  ],
};

export function fullBill(changes: Partial<InstitutionalClaimSnapshot> = {}): InstitutionalClaimSnapshot {
  return { ...bill, ...changes };
}
