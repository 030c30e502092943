import {
  type Address,
  type BillingProvider,
  longestOrganizationName,
  type ServiceFacility,
  serviceFacility,
} from '@claimwright/domain/party';
import type { Resource } from './bundle-index.ts';
import { codingsOf } from './code-systems.ts';
import type { Element } from './element.ts';
import { fit } from './fit.ts';
import { follow } from './follow.ts';
import { fromAddress } from './from-address.ts';
import { npiOf, organizationName } from './from-organization.ts';
import type { Reading } from './reading.ts';

/** Where a visit was: the Location itself and the CMS place-of-service code it or the place it is part of carries. */
export interface VisitPlace {
  location: Resource | undefined;
  placeOfService: string | undefined;
}

const unused = new Set(['planned', 'reserved']);

/**
 * The place of a visit: the first Location of the Encounter that has a place-of-service code. Nothing is guessed from the class of
 * the encounter; without a code the coding checks say so.
 */
export function fromLocations(reading: Reading, holder: Resource, encounter: Element): VisitPlace {
  const places = encounter
    .children('location')
    .filter((one) => !unused.has(one.text('status') ?? ''))
    .flatMap((one) => {
      const options = { types: ['Location'], severity: 'warning' } as const;
      const location = follow(reading, holder, one.child('location'), options);
      return location
        ? [{ location, placeOfService: placeOfServiceOf(reading, location, encounter), path: one.path }]
        : [];
    });
  const chosen = places.find((place) => place.placeOfService !== undefined) ?? places[0];
  const other = places.find(
    (place) => place.placeOfService !== chosen?.placeOfService && place.placeOfService !== undefined,
  );
  if (other) {
    encounter.issues.warning(
      'multiple-matches',
      'The visit was in several places of service; the first is used.',
      other.path,
    );
  }
  return { location: chosen?.location, placeOfService: chosen?.placeOfService };
}

function placeOfServiceOf(reading: Reading, location: Resource, encounter: Element): string | undefined {
  const seen = new Set<string>();
  // A ward is part of a building that carries the code; a circle of parts ends the climb.
  for (let place: Resource | undefined = location; place && !seen.has(place.path); ) {
    seen.add(place.path);
    const element: Element = place.read(encounter.issues);
    const coding = element
      .children('type')
      .flatMap(codingsOf)
      .find((one) => one.known === 'placeOfService');
    if (coding) return coding.code;
    place = follow(reading, place, element.child('partOf'), { types: ['Location'], severity: 'information' });
  }
  return undefined;
}

/** Home, and the ambulances: the place is no facility (X12 2310C is not used for them). */
const noFacility = new Set(['12', '41', '42']);

/**
 * The service facility, only when the visit was elsewhere than at the billing address (X12 2310C): another street, city or 5-digit
 * ZIP. A location without a usable address is no facility.
 */
export function fromServiceFacility(
  reading: Reading,
  place: VisitPlace,
  billing: BillingProvider,
  encounter: Element,
): ServiceFacility | undefined {
  const { location, placeOfService } = place;
  if (!location || noFacility.has(placeOfService ?? '')) return undefined;
  const element = location.read(encounter.issues);
  const options = { types: ['Organization'], severity: 'information' } as const;
  const owner = follow(reading, location, element.child('managingOrganization'), options)?.read(encounter.issues);
  const address = fromAddress(element.child('address') ?? owner?.children('address')[0]);
  if (!address || (billing.address && isSamePlace(address, billing.address))) return undefined;
  const name = facilityName(element, owner);
  if (name === undefined) {
    encounter.issues.warning(
      'required',
      'A service facility needs a name a claim can carry. It is left out.',
      element.at('name'),
    );
    return undefined;
  }
  const npi = npiOf(element) ?? (owner && npiOf(owner));
  // 005010X222A1, 2310C: an NPI here is one of a party outside the billing provider.
  const candidate = { name, npi: npi === billing.npi ? undefined : npi, address };
  return fit(serviceFacility, candidate, { '': element.path }, encounter.issues, 'lenient');
}

/** The organization's name is the facility's; that of a room is only used where nobody owns it. */
function facilityName(location: Element, owner: Element | undefined): string | undefined {
  const names = [owner && organizationName(owner), location.text('name')];
  return names.find((name) => name !== undefined && name.length <= longestOrganizationName);
}

function isSamePlace(left: Address, right: Address): boolean {
  const key = (one: Address) =>
    [`${one.line1} ${one.line2 ?? ''}`, one.city, one.state ?? '', (one.postalCode ?? '').slice(0, 5)]
      .map((part) => part.toUpperCase().replace(/[^A-Z0-9]/g, ''))
      .join('|');
  return key(left) === key(right);
}
