import type { Person, Provider } from '@claimwright/domain/party';
import type { SetReading } from './transaction-set.ts';

/** NM1 of a provider: NM102 says whether it is a person. */
export function readProvider(reading: SetReading): Provider {
  const { segments } = reading;
  const npi = segments.element(9);
  const provider: Provider = npi === '' ? {} : { npi };
  if (segments.element(2) === '2') {
    provider.organizationName = segments.element(3);
    return provider;
  }
  return Object.assign(provider, readPerson(reading));
}

/** NM1 of a person, without the id. */
export function readPerson(reading: SetReading): Person {
  const { segments } = reading;
  const person: Person = { lastName: segments.element(3) };
  if (segments.element(4) !== '') person.firstName = segments.element(4);
  if (segments.element(5) !== '') person.middleName = segments.element(5);
  if (segments.element(7) !== '') person.suffix = segments.element(7);
  return person;
}
