import {
  type BillingProvider,
  billingProvider,
  longestOrganizationName,
  type Provider,
  provider,
} from '@claimwright/domain/party';
import type { Resource } from './bundle-index.ts';
import { codingsOf, identifiersOf } from './code-systems.ts';
import type { Element } from './element.ts';
import { fit } from './fit.ts';
import { currentAddresses, fromAddress } from './from-address.ts';
import { phoneOf } from './from-telecom.ts';
import type { Issues } from './operation-outcome.ts';
import { type Reading, refuseUnknownModifiers } from './reading.ts';

/** FHIR Organization → who bills. Nothing is required: the coding checks say what is missing or wrong. */
export function fromBillingOrganization(reading: Reading, resource: Resource, issues: Issues): BillingProvider {
  const element = resource.read(issues);
  refuseUnknownModifiers(element);
  const addresses = currentAddresses(element.children('address'), reading.today);
  // A claim's billing address is where care is given; the one for mail alone is where payment goes (X12 2010AA, 2010AB).
  const street = addresses.find((address) => address.text('type') !== 'postal') ?? addresses[0];
  const mail = addresses.find((address) => address !== street && isForPayment(address));
  const tax = taxIdOf(element);
  const candidate = {
    ...organizationParts(element),
    taxId: tax?.value,
    taxIdType: tax?.type,
    address: fromAddress(street),
    payToAddress: fromAddress(mail),
    phone: phoneOf(element, reading.today),
  };
  const places = { ...organizationPlaces(element), taxId: tax?.path ?? element.at('identifier') };
  return fit(billingProvider, candidate, places, issues, 'lenient') ?? {};
}

/** FHIR Organization → a provider in another role than billing. */
export function fromProviderOrganization(reading: Reading, resource: Resource, issues: Issues): Provider {
  const element = resource.read(issues);
  refuseUnknownModifiers(element);
  const address = fromAddress(currentAddresses(element.children('address'), reading.today)[0]);
  const candidate = { ...organizationParts(element), address };
  return fit(provider, candidate, organizationPlaces(element), issues, 'lenient') ?? {};
}

/**
 * The name of an organization, or the first of its aliases that fits when the name has more than `longest` characters. What is
 * kept whole is shortened for the claim when it is assembled.
 */
export function organizationName(element: Element, longest = longestOrganizationName): string | undefined {
  const name = element.text('name');
  if (name === undefined || name.length <= longest) return name;
  const alias = element.texts('alias').find((other) => other.length <= longest);
  if (alias === undefined) return name;
  element.issues.information('too-long', 'The name is too long; an alias stands in for it.', element.at('name'));
  return alias;
}

/** The National Provider Identifier of a resource, as sent: whether it is valid is for the coding checks to say. */
export function npiOf(element: Element): string | undefined {
  const found = identifiersOf(element).filter((identifier) => identifier.known === 'npi');
  const values = new Set(found.map((identifier) => identifier.value));
  if (values.size > 1) {
    element.issues.warning('multiple-matches', 'Several NPIs are given; the first is used.', element.at('identifier'));
  }
  return found[0]?.value;
}

/** The number of a laboratory's certificate (42 CFR 493), as sent: its shape is for the coding checks to judge. */
export function cliaNumberOf(element: Element): string | undefined {
  return identifiersOf(element).find((identifier) => identifier.known === 'clia')?.value;
}

/** The first provider taxonomy code among some concepts. */
export function taxonomyOf(concepts: readonly Element[]): string | undefined {
  return concepts.flatMap(codingsOf).find((coding) => coding.known === 'taxonomy')?.code;
}

function organizationParts(element: Element): Provider {
  return {
    npi: npiOf(element),
    organizationName: organizationName(element),
    taxonomyCode: taxonomyOf(element.children('type')),
  };
}

function organizationPlaces(element: Element): Record<string, string> {
  return {
    npi: element.at('identifier'),
    organizationName: element.at('name'),
    taxonomyCode: element.at('type'),
    '': element.path,
  };
}

function isForPayment(address: Element): boolean {
  return address.text('use') === 'billing' || address.text('type') === 'postal';
}

function taxIdOf(element: Element): { value: string; type: 'ein' | 'ssn'; path: string } | undefined {
  const identifiers = identifiersOf(element);
  const ein = identifiers.find((one) => one.known === 'ein' || one.types.includes('TAX') || one.types.includes('EN'));
  if (ein) return { value: ein.value, type: 'ein', path: ein.path };
  const ssn = identifiers.find((one) => one.known === 'ssn');
  return ssn && { value: ssn.value, type: 'ssn', path: ssn.path };
}
