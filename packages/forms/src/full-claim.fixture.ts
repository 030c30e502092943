import type { ClaimLine, ClaimSnapshot } from '@claimwright/domain/claim';

// An invented claim that fills every item the snapshot has something for; HCPCS Level II codes only.

export function claimLine(lineNumber: number, changes: Partial<ClaimLine> = {}): ClaimLine {
  return {
    lineNumber,
    lineControlNumber: `C123-${lineNumber}`,
    procedureCode: 'G0463',
    modifiers: [],
    chargeCents: 12_500,
    units: 1,
    unit: 'UN',
    diagnosisPointers: [1],
    serviceFrom: '2026-03-02',
    serviceTo: '2026-03-02',
    ...changes,
  };
}

const claim: ClaimSnapshot = {
  claimType: 'professional',
  patientControlNumber: 'CW00000000123',
  encounterIds: [],
  totalChargeCents: 1_234_567,
  placeOfService: '11',
  frequencyCode: '7',
  payerClaimControlNumber: 'ICN2026030200017',
  signatures: {
    providerSignatureOnFile: true,
    assignment: 'assigned',
    benefitsAssigned: 'yes',
    releaseOfInformation: 'signed',
  },
  accident: { kind: 'auto', date: '2026-02-20', state: 'GA' },
  dates: {
    onset: '2026-02-21',
    disabilityFrom: '2026-02-22',
    disabilityTo: '2026-03-15',
    admission: '2026-02-20',
    discharge: '2026-02-25',
  },
  patientPaidCents: 2_005,
  priorAuthorizationNumber: 'AUTH12345',
  note: 'Seen after a fall; second opinion asked for',
  billingProvider: {
    organizationName: 'River Clinic, Inc.',
    npi: '1234567893',
    taxonomyCode: '207Q00000X',
    taxId: '123456789',
    taxIdType: 'ein',
    phone: '(404) 555-0100',
    address: { line1: '12 Main St.', line2: 'Suite 4', city: 'Atlanta', state: 'GA', postalCode: '303011234' },
  },
  renderingProvider: { lastName: 'Roe', firstName: 'Sam', npi: '1000000004', taxonomyCode: '207Q00000X' },
  referringProvider: { lastName: 'Poe', firstName: 'Ann', middleName: 'Quincy', suffix: 'MD', npi: '1999999992' },
  serviceFacility: {
    name: 'North Imaging',
    npi: '1888888888',
    address: { line1: '7 Hill Rd', city: 'Decatur', state: 'GA', postalCode: '300301111' },
  },
  destination: {
    responsibility: 'secondary',
    payerId: '99999',
    payerName: 'Example Health Plan',
    payerAddress: { line1: 'PO Box 100', line2: 'Claims', city: 'Macon', state: 'GA', postalCode: '312010100' },
    memberId: 'W123456789',
    relationship: 'child',
    subscriber: {
      lastName: 'Doe',
      firstName: 'Jane',
      middleName: 'Ann',
      birthDate: '1980-01-02',
      sex: 'F',
      phone: '404-555-0111',
      address: { line1: '5 Oak Ave', city: 'Decatur', state: 'GA', postalCode: '30030' },
    },
    groupNumber: 'GRP1',
    groupName: 'River Mills',
    claimFilingCode: 'CI',
    propertyCasualtyClaimNumber: 'PC-77',
  },
  patient: {
    lastName: 'Doé',
    firstName: 'Adán',
    middleName: 'Q',
    suffix: 'Jr',
    birthDate: '2010-11-30',
    sex: 'M',
    phone: '4045550122',
    address: { line1: '5 Oak Ave', line2: 'Apt 2', city: 'Decatur', state: 'GA', postalCode: '300301234' },
  },
  diagnoses: ['E1165', 'I10', 'S72001A', 'W010XXA', 'Z7984', 'M5416', 'J45909', 'K219', 'F329', 'N183', 'R0602', 'Z23'],
  lines: [
    claimLine(1, {
      modifiers: ['25', 'GT', 'LT', 'KX'],
      diagnosisPointers: [1, 2, 3, 12],
      chargeCents: 99_999_99,
      emergency: true,
      epsdt: true,
      units: 12.5,
      serviceTo: '2026-03-05',
      placeOfService: '22',
    }),
    claimLine(2, { procedureCode: 'J1885', drug: { ndc: '00409-3796-01', quantity: 2, unit: 'ML' }, units: 4 }),
    claimLine(3, { procedureCode: 'L3999', description: 'Custom splint for the left hand', chargeCents: 7 }),
    claimLine(4, { renderingProvider: { lastName: 'Moe', npi: '1777777776' } }),
    claimLine(5),
    claimLine(6),
    claimLine(7, { procedureCode: 'G0439', diagnosisPointers: [4] }),
    claimLine(8, { procedureCode: 'A0425', units: 12 }),
  ],
};

/** Twelve diagnoses and eight lines, hence two pages. */
export function fullClaim(changes: Partial<ClaimSnapshot> = {}): ClaimSnapshot {
  return { ...structuredClone(claim), ...changes };
}
