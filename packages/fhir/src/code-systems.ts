import type { Element } from './element.ts';

/**
 * URIs and OIDs by which senders name the same code system; compared without case, version, trailing slash and the difference of
 * http and https. An OID may stand without its "urn:oid:".
 */
const systems = {
  icd10cm: ['http://hl7.org/fhir/sid/icd-10-cm', 'urn:oid:2.16.840.1.113883.6.90', 'ICD-10-CM', 'ICD10CM'],
  hcpcs: [
    'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
    'http://terminology.hl7.org/CodeSystem/HCPCS',
    'urn:oid:2.16.840.1.113883.6.285',
  ],
  // Its codes pass through as text; none is known here, the tables are licensed.
  cpt: ['http://www.ama-assn.org/go/cpt', 'urn:oid:2.16.840.1.113883.6.12'],
  placeOfService: [
    'http://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set',
    'https://www.cms.gov/Medicare/Coding/place-of-service-codes',
    'http://terminology.hl7.org/CodeSystem/CMSPlaceOfServiceCodes',
    'urn:oid:2.16.840.1.113883.6.50',
  ],
  icd10pcs: [
    'http://www.cms.gov/Medicare/Coding/ICD10',
    'http://hl7.org/fhir/sid/icd-10-pcs',
    'urn:oid:2.16.840.1.113883.6.4',
  ],
  // Lists of the NUBC: their codes pass through as text, their tables are licensed.
  revenueCode: ['https://www.nubc.org/CodeSystem/RevenueCodes'],
  pointOfOrigin: ['https://www.nubc.org/CodeSystem/PointOfOrigin'],
  admissionType: ['https://www.nubc.org/CodeSystem/PriorityTypeOfAdmitOrVisit'],
  dischargeStatus: ['https://www.nubc.org/CodeSystem/PatDischargeStatus'],
  occurrenceCode: ['http://terminology.hl7.org/CodeSystem/v2-0350', 'urn:oid:2.16.840.1.113883.6.301.7'],
  occurrenceSpanCode: ['http://terminology.hl7.org/CodeSystem/v2-0351', 'urn:oid:2.16.840.1.113883.6.301.8'],
  valueCode: ['http://terminology.hl7.org/CodeSystem/v2-0153'],
  conditionCode: ['http://terminology.hl7.org/CodeSystem/v2-0043'],
  ndc: ['http://hl7.org/fhir/sid/ndc', 'urn:oid:2.16.840.1.113883.6.69'],
  npi: ['http://hl7.org/fhir/sid/us-npi', 'urn:oid:2.16.840.1.113883.4.6'],
  clia: ['urn:oid:2.16.840.1.113883.4.7'],
  ein: ['urn:oid:2.16.840.1.113883.4.4', 'http://hl7.org/fhir/sid/us-ein'],
  ssn: ['http://hl7.org/fhir/sid/us-ssn', 'urn:oid:2.16.840.1.113883.4.1'],
  taxonomy: ['http://nucc.org/provider-taxonomy', 'urn:oid:2.16.840.1.113883.6.101'],
  payerId: ['https://clearinghouse.example.org/payer-id'],
  sourceOfPayment: ['https://nahdo.org/sopt', 'urn:oid:2.16.840.1.113883.3.221.5'],
  actCode: ['http://terminology.hl7.org/CodeSystem/v3-ActCode', 'urn:oid:2.16.840.1.113883.5.4'],
  identifierType: ['http://terminology.hl7.org/CodeSystem/v2-0203', 'http://hl7.org/fhir/v2/0203'],
  ucum: ['http://unitsofmeasure.org'],
} as const;

/** A code system this package understands. */
export type KnownSystem = keyof typeof systems;

function normalized(uri: string): string {
  const plain = uri
    .toLowerCase()
    .replace(/\|.*$/, '')
    .replace(/\/$/, '')
    .replace(/^https:/, 'http:');
  return /^\d+(?:\.\d+)+$/.test(plain) ? `urn:oid:${plain}` : plain;
}

const known = new Map<string, KnownSystem>(
  Object.entries(systems).flatMap(([name, uris]) => uris.map((uri) => [normalized(uri), name as KnownSystem] as const)),
);

/** Which known system a URI names; undefined for any other. */
export function knownSystem(uri: string | undefined): KnownSystem | undefined {
  return uri === undefined ? undefined : known.get(normalized(uri));
}

/** One Coding with a code. */
export interface Coding {
  system: string | undefined;
  known: KnownSystem | undefined;
  code: string;
  display: string | undefined;
  userSelected: boolean;
  path: string;
}

/** The coding that a Coding element holds; undefined when it has no code. */
export function codingOf(element: Element): Coding | undefined {
  const code = element.text('code');
  if (code === undefined) return undefined;
  const system = element.text('system');
  return {
    system,
    known: knownSystem(system),
    code,
    display: element.text('display'),
    userSelected: element.flag('userSelected') ?? false,
    path: element.path,
  };
}

/** The codings of a CodeableConcept in order, without those that have no code. */
export function codingsOf(concept: Element | undefined): Coding[] {
  if (!concept) return [];
  return concept.children('coding').flatMap((element) => codingOf(element) ?? []);
}

/** One Identifier with a value. */
export interface Identifier {
  known: KnownSystem | undefined;
  value: string;
  /** Codes of `type` ("MR", "MB", "TAX", "NIIP"). */
  types: string[];
  path: string;
}

/** The identifiers of a resource in order; those marked `old` and those without a value are left out. */
export function identifiersOf(resource: Element): Identifier[] {
  return resource.children('identifier').flatMap((element) => {
    const value = element.text('value');
    if (value === undefined || element.text('use') === 'old') return [];
    const types = codingsOf(element.child('type')).map((coding) => coding.code);
    // NPI of v2-0203 names the same numbers, where a sender gives a type and no system.
    const known = knownSystem(element.text('system')) ?? (types.includes('NPI') ? 'npi' : undefined);
    return [{ known, value, types, path: element.at('value') }];
  });
}
