import { type Json, type SampleResource, sampleBundle, sampleResources } from '@claimwright/fhir/sample-bundle';

/** Values by their path in the resources of the sample bundle: "clinic.identifier.0.value". Undefined takes the member out. */
export type Changes = Readonly<Record<string, Json | undefined>>;

/** What the sample bundle needs to pass every check: an NPI with a right check digit. */
const clean: Changes = { 'practitioner.identifier.0.value': '1122334455' };

/** The sample bundle with some values changed; a path of one step is a whole resource. */
export function changedBundle(...changes: readonly Changes[]) {
  const resources = sampleResources();
  for (const change of [clean, ...changes]) {
    for (const [path, value] of Object.entries(change)) put(resources, path.split('.'), value);
  }
  return sampleBundle(resources as Record<string, SampleResource>, 'transaction');
}

/** Sets a value at a path, or takes the member out. Throws where nothing holds it: a change that changes nothing is a mistake of the test. */
export function put(root: { [key: string]: Json }, path: readonly string[], value: Json | undefined): void {
  const parents = path.slice(0, -1);
  const last = path[path.length - 1] ?? '';
  let parent: Json = root;
  for (const step of parents) {
    const next: Json | undefined = (parent as { [key: string]: Json })[step];
    if (next === undefined || next === null) throw new Error(`nothing stands at ${path.join('.')}`);
    parent = next;
  }
  const holder = parent as { [key: string]: Json };
  if (value === undefined) delete holder[last];
  else holder[last] = structuredClone(value);
}

const system = {
  icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
  hcpcs: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  place: 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set',
  participation: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  npi: 'http://hl7.org/fhir/sid/us-npi',
} as const;
const coded = (name: keyof typeof system, code: string) => ({ coding: [{ system: system[name], code }] });

/** The visit's diagnoses, ranked as listed; the visit's charge points to the first four of them. */
export function diagnoses(...codes: string[]): Changes {
  const conditions = codes.map((code, index): [string, Json] => [
    `condition${index}`,
    {
      resourceType: 'Condition',
      id: `c${index}`,
      subject: { reference: 'Patient/pat-1' },
      code: coded('icd10cm', code),
    },
  ]);
  const reference = (index: number) => ({ reference: `Condition/c${index}` });
  return {
    ...{ cough: undefined, fever: undefined, ...Object.fromEntries(conditions) },
    'encounter.diagnosis': codes.map((_, index) => ({ condition: reference(index), rank: index + 1 })),
    'visitCharge.supportingInformation': codes.slice(0, 4).map((_, index) => reference(index)),
    drugCharge: undefined,
    administration: undefined,
  };
}

/** Only the visit is charged, with this code and these modifiers. */
export function charge(code: string, modifiers: readonly string[] = [], more: Changes = {}): Changes {
  return {
    ...{ drugCharge: undefined, administration: undefined },
    'visitCharge.code': coded('hcpcs', code),
    'visitCharge.extension': modifiers.map((modifier) => ({
      url: 'https://ehr.example.org/fhir/StructureDefinition/charge-modifier',
      valueCode: modifier,
    })),
    ...Object.fromEntries(Object.entries(more).map(([path, value]) => [`visitCharge.${path}`, value])),
  };
}

/** A second charge beside the visit. */
export function besides(code: string, modifiers: readonly string[] = [], more: { [key: string]: Json } = {}): Changes {
  return {
    administration: undefined,
    drugCharge: {
      ...{ resourceType: 'ChargeItem', id: 'chg-3', status: 'billable', code: coded('hcpcs', code) },
      extension: modifiers.map((valueCode) => ({
        url: 'https://ehr.example.org/fhir/StructureDefinition/charge-modifier',
        valueCode,
      })),
      ...{ subject: { reference: 'Patient/pat-1' }, context: { reference: 'Encounter/enc-1' } },
      ...{ occurrenceDateTime: '2026-03-02', quantity: { value: 1 }, priceOverride: { value: 99 } },
      supportingInformation: [{ reference: 'Condition/cond-1' }],
      ...more,
    },
  };
}

/** Where the visit was. */
export function place(code: string): Changes {
  return { 'location.type': [coded('place', code)] };
}

/** Somebody else who took part, in a role of v3-ParticipationType. */
export function participant(role: string, type: 'Practitioner' | 'Organization', npi: string | undefined): Changes {
  const identifier = npi === undefined ? [] : [{ system: system.npi, value: npi }];
  const named = type === 'Practitioner' ? { name: [{ family: 'Sender', given: ['Ida'] }] } : { name: 'Sending Clinic' };
  return {
    sender: { resourceType: type, id: 'sender', identifier, ...named },
    'encounter.participant': [
      {
        type: [coded('participation', 'PPRF')],
        individual: { reference: 'Practitioner/doc-1' },
      },
      { type: [coded('participation', role)], individual: { reference: `${type}/sender` } },
    ],
  };
}

/** The patient's own cover by Original Medicare. */
export const medicare: Changes = {
  'patient.birthDate': '1950-05-04',
  parent: undefined,
  'coverage.type': { coding: [{ system: 'https://nahdo.org/sopt', code: '121' }] },
  'coverage.subscriber': { reference: 'Patient/pat-1' },
  'coverage.subscriberId': '1EG4TE5MK73',
  'coverage.relationship': {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/subscriber-relationship', code: 'self' }],
  },
  'coverage.class': [],
};

/** An adult, covered as before. */
export const adult: Changes = { 'patient.birthDate': '1980-05-04', 'parent.birthDate': '1955-01-02' };
