/** A synthetic encounter of about 3 kB as JSON: two diagnoses, three lines, full parties. */
export function sampleEncounter(externalId: string) {
  const address = {
    line1: '100 Example Avenue',
    line2: 'Suite 200',
    city: 'Springfield',
    state: 'MA',
    postalCode: '02100-1234',
  };
  const line = (procedureCode: string, chargeCents: number) => ({
    externalId: `line-${procedureCode}`,
    procedureCode,
    modifiers: ['25'],
    diagnosisPointers: [1, 2],
    units: 1,
    chargeCents,
    serviceFrom: '2026-03-02',
    serviceTo: '2026-03-02',
    placeOfService: '11',
    note: 'A note of the kind an EHR adds to a line, up to eighty characters long',
    renderingProvider: { npi: '1234567893', lastName: 'Rendering', firstName: 'Robin', taxonomyCode: '207Q00000X' },
  });
  return {
    externalId,
    patient: {
      externalId: 'patient-4711',
      medicalRecordNumber: 'MRN-0004711',
      lastName: 'Synthetic',
      firstName: 'Sam',
      middleName: 'Quinn',
      birthDate: '1980-02-29',
      sex: 'F',
      address,
      phone: '555-010-0100',
    },
    coverages: [
      {
        responsibility: 'primary',
        payer: { id: 'TEST1', name: 'Example Health Plan', address },
        memberId: 'M000123456',
        relationship: 'spouse',
        subscriber: { lastName: 'Synthetic', firstName: 'Alex', birthDate: '1979-01-31', sex: 'M', address },
        groupNumber: 'G-100',
        groupName: 'Example Employer',
        claimFilingCode: 'CI',
      },
    ],
    billingProvider: {
      organizationName: 'Example Clinic',
      npi: '1234567893',
      taxId: '12-3456789',
      taxIdType: 'ein',
      address,
      phone: '555-010-0101',
    },
    renderingProvider: { npi: '1234567893', lastName: 'Rendering', firstName: 'Robin', taxonomyCode: '207Q00000X' },
    referringProvider: { npi: '1234567893', lastName: 'Referring', firstName: 'Rae' },
    serviceFacility: { name: 'Example Clinic North', npi: '1234567893', address },
    placeOfService: '11',
    dates: { onset: '2026-02-20' },
    diagnoses: [{ code: 'I10' }, { code: 'E11.9' }],
    lines: [line('G0463', 12_500), line('G0439', 21_000), line('J1885', 4_500)],
    priorAuthorizationNumber: 'PA-778899',
    note: 'Synthetic encounter for load measurements',
  };
}
