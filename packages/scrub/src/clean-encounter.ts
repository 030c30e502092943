import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { defaultPayerProfile, type PayerProfile } from '@claimwright/domain/payer';
import type { TenantFacts } from '@claimwright/domain/tenant-facts';

/**
 * The encounter every rule passes: the examples of the rules are patches on it, the tests run them all, and the catalogue
 * prints them. Every person, number and payer in it is invented.
 */
export const cleanEncounter: EncounterInput = encounterInput.parse({
  externalId: 'visit-1',
  patient: {
    externalId: 'patient-1',
    lastName: 'Testperson',
    firstName: 'Ada',
    birthDate: '1971-04-09',
    sex: 'F',
    address: { line1: '14 Sample Lane', city: 'Exampleton', state: 'MA', postalCode: '021391234' },
  },
  coverages: [
    {
      responsibility: 'primary',
      payer: { id: 'QUILL1', name: 'Quill Example Health' },
      memberId: 'QX0042001',
      relationship: 'self',
      claimFilingCode: 'CI',
    },
  ],
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
  lines: [
    {
      procedureCode: 'G0463',
      diagnosisPointers: [1, 2],
      units: 1,
      chargeCents: 15_000,
      serviceFrom: '2026-03-02',
    },
  ],
});

/** The one line of the clean encounter, for patches that change or repeat it. */
export const cleanLine = cleanEncounter.lines[0]!;

/** The one coverage of the clean encounter, for patches that change or repeat it. */
export const cleanCoverage = cleanEncounter.coverages[0]!;

/** The payer of the clean encounter, with a filing limit so that every rule has what it needs. */
export const cleanPayer: PayerProfile = {
  ...defaultPayerProfile('QUILL1', 'Quill Example Health'),
  priorAuthorization: [],
  attachments: [],
  timelyFiling: {
    unit: 'days',
    count: 180,
    anchor: 'serviceFrom',
    rollsToWorkday: false,
    citation: 'invented contract',
    verified: false,
  },
};

/** Tables of the tenant in which nothing is wrong with the clean encounter. */
export const cleanTenant: TenantFacts = {
  exclusions: { edition: 'exclusions@example', rows: new Map() },
  enrolments: {
    edition: 'enrolments@example',
    rows: new Map([['1122334455', [{ payerId: 'QUILL1', from: '2020-01-01' }]]]),
  },
  orderingProviders: { edition: 'ordering@example', rows: new Set(['1122334455']) },
  authorizations: { edition: 'authorizations@example', rows: [] },
  cliaCertificates: { edition: 'clia@example', rows: new Map() },
  eligibility: { checkedOn: '2026-03-01', active: [{ from: '2025-01-01' }], memberId: 'QX0042001' },
};

/** The day the clean encounter is checked. */
export const cleanToday = '2026-03-10';
