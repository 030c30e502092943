import { type Patient, patient } from '@claimwright/domain/party';
import type { Resource } from './bundle-index.ts';
import { identifiersOf } from './code-systems.ts';
import type { Element } from './element.ts';
import { externalIdOf } from './external-id.ts';
import { fit } from './fit.ts';
import { fromDateTime } from './from-date-time.ts';
import { personParts } from './from-person.ts';
import type { Issues } from './operation-outcome.ts';
import { type Reading, refuseUnknownModifiers } from './reading.ts';

/** FHIR Patient → the patient of a claim. Undefined, with errors, when it has no family name or cannot be read. */
export function fromPatient(reading: Reading, resource: Resource, issues: Issues): Patient | undefined {
  const element = resource.read(issues);
  refuseUnknownModifiers(element);
  const { parts, places } = personParts(element, reading.today);
  const recordNumber = identifiersOf(element).find((identifier) => identifier.types.includes('MR'));
  const deathDate = deathDateOf(element);
  if (!parts) return undefined;
  const candidate = {
    ...parts,
    externalId: externalIdOf(resource),
    medicalRecordNumber: recordNumber?.value,
    deathDate,
  };
  const allPlaces = {
    ...places,
    externalId: element.at('id'),
    medicalRecordNumber: recordNumber?.path ?? element.at('identifier'),
    deathDate: element.at('deceasedDateTime'),
  };
  return fit(patient, candidate, allPlaces, issues, 'lenient');
}

function deathDateOf(element: Element): string | undefined {
  const died = fromDateTime(element, 'deceasedDateTime', 'warning');
  if (died === undefined && element.flag('deceasedBoolean') === true) {
    const path = element.at('deceasedBoolean');
    element.issues.warning(
      'value',
      'The patient has died, but the day is not given; nothing is checked against it.',
      path,
    );
  }
  return died;
}
