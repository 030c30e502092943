import type { JsonObject } from './element.ts';

/** A JSON value whose parts a test may change. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A resource of a test Bundle. */
export type SampleResource = { [key: string]: Json } & { resourceType: string };

const hcpcs = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const icd10cm = 'http://hl7.org/fhir/sid/icd-10-cm';
const npi = 'http://hl7.org/fhir/sid/us-npi';

const coded = (system: string, code: string): Json => ({ coding: [{ system, code }] });
const to = (reference: string): Json => ({ reference });

const resources: Record<string, SampleResource> = {
  patient: {
    resourceType: 'Patient',
    id: 'pat-1',
    identifier: [{ type: coded('http://terminology.hl7.org/CodeSystem/v2-0203', 'MR'), value: 'MRN-1' }],
    name: [
      { use: 'old', family: 'Formerly' },
      { use: 'official', family: 'Testperson', given: ['Ada', 'Maria', 'Luz'], suffix: ['III'] },
    ],
    telecom: [{ system: 'phone', value: '555-010-0100' }],
    gender: 'female',
    birthDate: '2016-05-04',
    address: [
      {
        line: ['1 Sample Way', 'Unit 2', 'Rear'],
        city: 'Testville',
        state: 'Massachusetts',
        postalCode: '02100-1234',
        country: 'US',
      },
    ],
  },
  parent: {
    resourceType: 'RelatedPerson',
    id: 'parent-1',
    patient: to('Patient/pat-1'),
    name: [{ family: 'Testperson', given: ['Otto'] }],
    gender: 'male',
    birthDate: '1980-01-02',
  },
  payer: {
    resourceType: 'Organization',
    id: 'payer-1',
    identifier: [{ system: 'https://clearinghouse.example.org/payer-id', value: 'GSH01' }],
    name: 'Granite Shore Health Plan',
  },
  clinic: {
    resourceType: 'Organization',
    id: 'clinic-1',
    identifier: [
      { system: npi, value: '1234567893' },
      { system: 'urn:oid:2.16.840.1.113883.4.4', value: '04-1234567' },
    ],
    type: [coded('http://nucc.org/provider-taxonomy', '261QP2300X')],
    name: 'Sample Clinic',
    telecom: [{ system: 'phone', value: '555-010-0200' }],
    address: [
      { use: 'work', line: ['20 Clinic Street'], city: 'Testville', state: 'MA', postalCode: '021001111' },
      { use: 'billing', type: 'postal', line: ['PO Box 9'], city: 'Testville', state: 'MA', postalCode: '021009999' },
    ],
  },
  practitioner: {
    resourceType: 'Practitioner',
    id: 'doc-1',
    identifier: [{ system: npi, value: '1912345674' }],
    name: [{ family: 'Clinician', given: ['Bea'] }],
  },
  role: {
    resourceType: 'PractitionerRole',
    id: 'role-1',
    practitioner: to('Practitioner/doc-1'),
    organization: to('Organization/clinic-1'),
    specialty: [coded('http://nucc.org/provider-taxonomy', '207Q00000X')],
  },
  location: {
    resourceType: 'Location',
    id: 'loc-1',
    name: 'Sample Clinic, front desk',
    type: [coded('https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set', '11')],
    address: { line: ['20 CLINIC STREET'], city: 'Testville', state: 'MA', postalCode: '02100' },
    managingOrganization: to('Organization/clinic-1'),
  },
  coverage: {
    resourceType: 'Coverage',
    id: 'cov-1',
    status: 'active',
    type: coded('https://nahdo.org/sopt', '512'),
    subscriber: to('RelatedPerson/parent-1'),
    subscriberId: 'GSH123456789',
    beneficiary: to('Patient/pat-1'),
    relationship: coded('http://terminology.hl7.org/CodeSystem/subscriber-relationship', 'child'),
    period: { start: '2025-01-01', end: '2026-12-31' },
    payor: [to('Organization/payer-1')],
    class: [
      {
        type: coded('http://terminology.hl7.org/CodeSystem/coverage-class', 'group'),
        value: 'GRP-7',
        name: 'Sample Employer',
      },
    ],
    order: 1,
  },
  cough: { resourceType: 'Condition', id: 'cond-1', subject: to('Patient/pat-1'), code: coded(icd10cm, 'R05.9') },
  fever: { resourceType: 'Condition', id: 'cond-2', subject: to('Patient/pat-1'), code: coded(icd10cm, 'R50.9') },
  encounter: {
    resourceType: 'Encounter',
    id: 'enc-1',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: to('Patient/pat-1'),
    participant: [
      {
        type: [coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'PPRF')],
        individual: to('Practitioner/doc-1'),
      },
    ],
    period: { start: '2026-03-02T19:30:00-05:00', end: '2026-03-02T20:00:00-05:00' },
    serviceProvider: to('Organization/clinic-1'),
    diagnosis: [
      { condition: to('Condition/cond-2'), rank: 2 },
      { condition: to('Condition/cond-1'), rank: 1 },
    ],
    location: [{ location: to('Location/loc-1') }],
  },
  visitCharge: {
    resourceType: 'ChargeItem',
    id: 'chg-1',
    status: 'billable',
    code: coded(hcpcs, 'G0463'),
    subject: to('Patient/pat-1'),
    context: to('Encounter/enc-1'),
    occurrenceDateTime: '2026-03-02T19:30:00-05:00',
    performer: [{ actor: to('PractitionerRole/role-1') }],
    quantity: { value: 1 },
    priceOverride: { value: 201.6, currency: 'USD' },
    supportingInformation: [to('Condition/cond-2'), to('Condition/cond-1')],
  },
  administration: {
    resourceType: 'MedicationAdministration',
    id: 'adm-1',
    status: 'completed',
    medicationReference: to('#med'),
    contained: [{ resourceType: 'Medication', id: 'med', code: coded('http://hl7.org/fhir/sid/ndc', '00000-1111-22') }],
    context: to('Encounter/enc-1'),
    effectiveDateTime: '2026-03-02',
    dosage: { dose: { value: 2, unit: 'mL' } },
  },
  drugCharge: {
    resourceType: 'ChargeItem',
    id: 'chg-2',
    status: 'billable',
    extension: [
      { url: 'https://ehr.example.org/fhir/StructureDefinition/charge-modifier', valueCoding: { code: 'LT' } },
      { url: 'https://ehr.example.org/fhir/StructureDefinition/charge-modifier', valueCode: 'JZ' },
    ],
    code: coded(hcpcs, 'J1885'),
    service: [to('MedicationAdministration/adm-1')],
    quantity: { value: 2 },
    priceOverride: { value: 12.34 },
    supportingInformation: [to('Condition/cond-1')],
  },
};

/**
 * The resources of one plausible visit of an invented child, insured through a parent: every kind of resource that is read, once.
 * Tests change the copy they get.
 */
export function sampleResources(): Record<string, SampleResource> {
  return structuredClone(resources);
}

/** A Bundle of the resources, named by absolute URLs as a server would name them. */
export function sampleBundle(
  content: Record<string, SampleResource> = sampleResources(),
  type = 'collection',
): JsonObject {
  return {
    resourceType: 'Bundle',
    type,
    entry: Object.values(content).map((resource) => ({
      fullUrl: `https://ehr.example.org/fhir/${resource.resourceType}/${String(resource.id)}`,
      resource,
    })),
  };
}
