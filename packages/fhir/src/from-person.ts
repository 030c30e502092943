import type { IsoDate } from '@claimwright/domain/dates';
import type { Person } from '@claimwright/domain/party';
import type { Element } from './element.ts';
import type { Places } from './fit.ts';
import { currentAddresses, fromAddress } from './from-address.ts';
import { fromDateTime } from './from-date-time.ts';
import { fromHumanNames } from './from-human-name.ts';
import { phoneOf } from './from-telecom.ts';

const sexes: Readonly<Record<string, 'F' | 'M' | 'U'>> = { female: 'F', male: 'M', other: 'U', unknown: 'U' };

/**
 * What Patient and RelatedPerson have in common, not yet held against the domain's limits, and where each part stood.
 * Without a family name this is an error: a claim names its patient and subscriber by it.
 */
export function personParts(element: Element, today: IsoDate): { parts: Person | undefined; places: Places } {
  const { places, lastName, ...given } = fromHumanNames(element, today);
  const parts = {
    ...given,
    birthDate: fromDateTime(element, 'birthDate', 'warning'),
    sex: sexOf(element),
    address: fromAddress(currentAddresses(element.children('address'), today)[0]),
    phone: phoneOf(element, today),
  };
  if (lastName === undefined) {
    element.issues.error('required', 'A person on a claim needs a family name.', places.lastName ?? element.at('name'));
    return { parts: undefined, places };
  }
  return { parts: { lastName, ...parts }, places: { ...places, birthDate: element.at('birthDate') } };
}

function sexOf(element: Element): 'F' | 'M' | 'U' | undefined {
  const gender = element.text('gender');
  if (gender === undefined) return undefined;
  const sex = Object.hasOwn(sexes, gender) ? sexes[gender] : undefined;
  if (sex === undefined) {
    element.issues.warning(
      'code-invalid',
      'Not an administrative gender of FHIR. It is left out.',
      element.at('gender'),
    );
  }
  return sex;
}
