import type { BundleIndex, Resource } from './bundle-index.ts';
import { follow } from './follow.ts';
import { Issues } from './operation-outcome.ts';

/** What other resources point at, read backwards: which charges an encounter has, which coverages a patient. */
export interface Links {
  /** ChargeItems of an Encounter, in Bundle order. */
  chargesOf(encounter: Resource): readonly Resource[];
  /** Claims that name an Encounter in an item, in Bundle order. */
  claimsOf(encounter: Resource): readonly Resource[];
  /** Conditions recorded at an Encounter, in Bundle order. */
  conditionsOf(encounter: Resource): readonly Resource[];
  /** Coverages a Patient benefits from, in Bundle order. */
  coveragesOf(patient: Resource): readonly Resource[];
  /** Roles of a Practitioner, each with the path of its organization. */
  rolesOf(practitioner: Resource): readonly Role[];
}

/** A PractitionerRole and where its organization stands in the Bundle. */
export interface Role {
  resource: Resource;
  organization: string | undefined;
}

/**
 * Reads the links of a Bundle once. A ChargeItem that belongs to no Encounter is an error of its own entry, because money would
 * be lost without a word; a Coverage without its beneficiary is a warning.
 */
export function linkResources(index: BundleIndex, issues: Issues): Links {
  const charges = new Map<string, Resource[]>();
  for (const resource of index.ofType('ChargeItem'))
    append(charges, encounterOfCharge(index, resource, issues), resource);
  const claims = claimsByEncounter(index);
  const conditions = new Map<string, Resource[]>();
  for (const resource of index.ofType('Condition')) {
    const encounter = linkOf(index, resource, 'encounter', ['Encounter'], new Issues(), 'information');
    append(conditions, encounter, resource);
  }
  const coverages = new Map<string, Resource[]>();
  for (const resource of index.ofType('Coverage')) {
    append(coverages, linkOf(index, resource, 'beneficiary', ['Patient'], issues, 'warning'), resource);
  }
  const roles = new Map<string, Role[]>();
  for (const resource of index.ofType('PractitionerRole')) {
    const practitioner = linkOf(index, resource, 'practitioner', ['Practitioner'], new Issues(), 'information');
    const organization = linkOf(index, resource, 'organization', ['Organization'], new Issues(), 'information');
    append(roles, practitioner, { resource, organization: organization?.path });
  }
  return {
    chargesOf: (encounter) => charges.get(encounter.path) ?? [],
    claimsOf: (encounter) => claims.get(encounter.path) ?? [],
    conditionsOf: (encounter) => conditions.get(encounter.path) ?? [],
    coveragesOf: (patient) => coverages.get(patient.path) ?? [],
    rolesOf: (practitioner) => roles.get(practitioner.path) ?? [],
  };
}

/** Claims by the Encounters their items name, each once. */
function claimsByEncounter(index: BundleIndex): Map<string, Resource[]> {
  const claims = new Map<string, Resource[]>();
  for (const resource of index.ofType('Claim')) {
    const named = new Set<Resource>();
    for (const item of resource.read(new Issues()).children('item')) {
      for (const reference of item.children('encounter')) {
        const found = follow({ index }, resource, reference, { types: ['Encounter'], severity: 'information' });
        if (found) named.add(found);
      }
    }
    for (const encounter of named) append(claims, encounter, resource);
  }
  return claims;
}

function encounterOfCharge(index: BundleIndex, charge: Resource, issues: Issues): Resource | undefined {
  const direct = new Issues();
  const context = linkOf(index, charge, 'context', ['Encounter'], direct, 'error');
  if (context) return context;
  // Without a context of its own, a charge belongs where the service behind it was given.
  for (const reference of charge.read(new Issues()).children('service')) {
    const types = [
      'Procedure',
      'Immunization',
      'MedicationAdministration',
      'Observation',
      'DiagnosticReport',
      'SupplyDelivery',
    ];
    const service = follow({ index }, charge, reference, { types, severity: 'information' });
    const encounter =
      service &&
      (linkOf(index, service, 'encounter', ['Encounter'], new Issues(), 'information') ??
        linkOf(index, service, 'context', ['Encounter'], new Issues(), 'information'));
    if (encounter) return encounter;
  }
  issues.list.push(...direct.list);
  const path = `${charge.path}.context`;
  issues.error('business-rule', 'The charge belongs to no Encounter of the Bundle. It is not billed.', path);
  return undefined;
}

function linkOf(
  index: BundleIndex,
  holder: Resource,
  field: string,
  types: readonly string[],
  issues: Issues,
  severity: 'error' | 'warning' | 'information',
): Resource | undefined {
  return follow({ index }, holder, holder.read(issues).child(field), { types, severity });
}

function append<T>(map: Map<string, T[]>, key: Resource | undefined, value: T): void {
  if (!key) return;
  const list = map.get(key.path);
  if (list) list.push(value);
  else map.set(key.path, [value]);
}
