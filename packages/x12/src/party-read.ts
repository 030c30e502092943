import type { AmbulanceTransport } from '@claimwright/domain/ambulance';
import type { Address, Person, Provider, ServiceFacility } from '@claimwright/domain/party';
import { type Contact, type ProviderNumber, providerNumberKind } from '@claimwright/domain/provider-number';
import { readContact } from './situational-read.ts';
import type { SetReading } from './transaction-set.ts';

/** A party that NM1 has named, with what the segments after it may add. */
export interface NamedParty {
  place?: (address: Address) => void;
  /** PRV*PE. */
  taxonomyOf?: Provider;
  /** REF. */
  numbersOf?: { numbers?: ProviderNumber[] };
  /** PER. */
  contactTo?: (contact: Contact) => void;
}

/** Takes PRV, REF or PER of a named party. */
export function takePartyDetail(reading: SetReading, party: NamedParty | undefined, id: string): void {
  const { segments } = reading;
  if (!party) return;
  if (id === 'PRV') {
    if (party.taxonomyOf && segments.element(1) === 'PE') party.taxonomyOf.taxonomyCode = segments.element(3);
  } else if (id === 'REF') takeNumber(reading, party);
  else if (id === 'PER') {
    const contact = readContact(reading);
    if (contact) party.contactTo?.(contact);
  }
}

/** REF04 names another payer, whose number this is then. */
function takeNumber(reading: SetReading, { numbersOf }: NamedParty): void {
  const number = readProviderNumber(reading);
  if (numbersOf && number && reading.segments.element(4) === '') {
    numbersOf.numbers = [...(numbersOf.numbers ?? []), number];
  }
}

/** REF of a provider; undefined when REF01 is no kind of provider number. */
export function readProviderNumber(reading: SetReading): ProviderNumber | undefined {
  const { segments } = reading;
  const kind = providerNumberKind.options.find((each) => each === segments.element(1));
  return kind && { kind, number: segments.element(2) };
}

/** NM1 of a service facility; N3 and N4 follow. */
export function readFacility(reading: SetReading): ServiceFacility {
  const { segments } = reading;
  const facility: ServiceFacility = { name: segments.element(3), address: { line1: '', city: '' } };
  if (segments.element(9) !== '') facility.npi = segments.element(9);
  return facility;
}

/** Where the address after NM1*45 belongs. */
export function dropOffOf(transport: AmbulanceTransport, name: string): (address: Address) => void {
  return (address) => {
    transport.dropOff = name === '' ? { address } : { name, address };
  };
}

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
