import type { IsoDate } from '@claimwright/domain/dates';
import { BundleIndex, Resource } from './bundle-index.ts';
import { Element, isJsonObject } from './element.ts';
import { type FhirEncounter, fromEncounter } from './from-encounter.ts';
import { tellsOfBill } from './from-hospitalization.ts';
import { linkResources } from './links.ts';
import { Issues, type OperationOutcomeIssue } from './operation-outcome.ts';
import type { Reading } from './reading.ts';

/** The Bundle types that are read. */
export type BundleType = 'transaction' | 'batch' | 'collection';

/** What a Bundle was read as. `ok: false` only when it is no Bundle that could hold encounters. */
export type FhirIntake =
  | { ok: false; issues: OperationOutcomeIssue[] }
  | {
      ok: true;
      type: BundleType;
      /** How many entries the Bundle has. */
      entries: number;
      /** One for each Encounter entry, in Bundle order. */
      encounters: FhirEncounter[];
      /** What concerns entries other than Encounters, or a resource several encounters share. */
      issues: OperationOutcomeIssue[];
    };

const bundleTypes: readonly string[] = ['transaction', 'batch', 'collection'] satisfies BundleType[];

const usedTypes = new Set([
  'ChargeItem',
  'Condition',
  'Coverage',
  'Encounter',
  'Immunization',
  'Location',
  'Medication',
  'MedicationAdministration',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Procedure',
  'RelatedPerson',
]);

/**
 * Reads a FHIR R4 Bundle into encounters. Never throws, whatever the value is: what cannot be read is said in issues that name
 * the element. One bad encounter never takes another with it.
 * @param bundle parsed JSON of any kind.
 * @param options.today decides which names and addresses are former ones.
 */
export function readBundle(bundle: unknown, options: { today: IsoDate }): FhirIntake {
  const issues = new Issues();
  if (!isJsonObject(bundle)) return refuse('structure', 'The body must be a JSON object: a FHIR Bundle.', 'Bundle');
  const element = new Element(bundle, 'Bundle', issues);
  if (element.text('resourceType') !== 'Bundle') {
    return refuse('structure', 'The resource must be a Bundle.', 'Bundle.resourceType');
  }
  const type = element.text('type');
  if (!isBundleType(type)) {
    return refuse('not-supported', 'The Bundle must be of type transaction, batch or collection.', 'Bundle.type');
  }
  const list = bundle.entry ?? [];
  if (!Array.isArray(list)) return refuse('structure', 'Bundle.entry must be an array.', 'Bundle.entry');

  const index = new BundleIndex(resourcesOf(list, issues));
  const links = linkResources(index, issues);
  const reading: Reading = { index, links, today: options.today, issues, shared: new Map() };
  noteUnusedTypes(index, issues);
  const encounters = withoutDuplicates(index, (resource) => fromEncounter(reading, resource));
  if (encounters.length === 0) issues.warning('required', 'The Bundle holds no Encounter.', 'Bundle.entry');
  return { ok: true, type, entries: list.length, encounters, issues: issues.list };
}

function refuse(code: OperationOutcomeIssue['code'], diagnostics: string, expression: string): FhirIntake {
  return { ok: false, issues: [{ severity: 'fatal', code, diagnostics, expression: [expression] }] };
}

function isBundleType(type: string | undefined): type is BundleType {
  return type !== undefined && bundleTypes.includes(type);
}

/** The resources of all entries that bring one; every other entry is reported at its own place. */
function resourcesOf(list: readonly unknown[], issues: Issues): Resource[] {
  return list.flatMap((item, entryIndex) => {
    const path = `Bundle.entry[${entryIndex}]`;
    if (!isJsonObject(item)) {
      issues.error('structure', 'An entry must be an object.', path);
      return [];
    }
    const entry = new Element(item, path, issues);
    const method = entry.child('request')?.text('method');
    if (method !== undefined && method !== 'POST' && method !== 'PUT') {
      issues.error('not-supported', 'Only POST and PUT entries are taken.', `${path}.request.method`);
      return [];
    }
    const content = item.resource;
    if (!isJsonObject(content) || typeof content.resourceType !== 'string' || content.resourceType === '') {
      issues.error('required', 'An entry needs a resource with its resourceType.', `${path}.resource`);
      return [];
    }
    return [new Resource(content, { path: `${path}.resource`, entryIndex, fullUrl: entry.text('fullUrl') })];
  });
}

function noteUnusedTypes(index: BundleIndex, issues: Issues): void {
  const unused = Map.groupBy(
    index.resources.filter((resource) => !usedTypes.has(resource.type) && !tellsOfBill(resource)),
    (resource) => resource.type,
  );
  for (const [type, resources] of unused) {
    const text = `${resources.length} ${type} resource${resources.length === 1 ? ' is' : 's are'} accepted and not used.`;
    issues.information('informational', text, resources[0]?.path ?? 'Bundle.entry');
  }
}

/** Several Encounters by one name are all rejected: which of them the charges mean cannot be told. */
function withoutDuplicates(index: BundleIndex, read: (resource: Resource) => FhirEncounter): FhirEncounter[] {
  const encounters = index.ofType('Encounter');
  const byId = Map.groupBy(encounters, (resource) => resource.id ?? resource.fullUrl ?? resource.path);
  return encounters.map((resource) => {
    const sameId = byId.get(resource.id ?? resource.fullUrl ?? resource.path)?.length ?? 0;
    if (sameId < 2 && !index.isAmbiguous(resource)) return read(resource);
    const rejected = new Issues();
    rejected.error('duplicate', 'Another entry of the Bundle has the same fullUrl or id.', resource.path);
    return { fullUrl: resource.fullUrl, entryIndex: resource.entryIndex, rejected: rejected.list };
  });
}
