import { type Person, person } from '@claimwright/domain/party';
import type { Resource } from './bundle-index.ts';
import { fit } from './fit.ts';
import { personParts } from './from-person.ts';
import type { Issues } from './operation-outcome.ts';
import { type Reading, refuseUnknownModifiers } from './reading.ts';

/** FHIR RelatedPerson or Patient → the subscriber of a coverage that another person benefits from. */
export function fromSubscriber(reading: Reading, resource: Resource, issues: Issues): Person | undefined {
  const element = resource.read(issues);
  refuseUnknownModifiers(element);
  const { parts, places } = personParts(element, reading.today);
  return parts && fit(person, parts, places, issues, 'lenient');
}
