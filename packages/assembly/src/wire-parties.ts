import {
  type Address,
  type BillingProvider,
  claimName,
  type Patient,
  type PayToPlan,
  type Person,
  type Provider,
  type ServiceFacility,
} from '@claimwright/domain/party';
import { wireContact, wireNumbers } from './wire-contact.ts';
import {
  digitsOf,
  fittingText,
  optionalFittingText,
  optionalWireCode,
  optionalWireText,
  wireCode,
  wirePhone,
  withoutAbsent,
} from './wire-text.ts';

/** Characters of NM103 to NM107, N301, N302 and N401. */
const room = { lastName: 60, firstName: 35, middleName: 25, suffix: 10, line: 55, city: 30 } as const;

const unitedStates = new Set(['US', 'USA']);

/** N3 and N4: a US postal code as bare digits, the country only when it is another one. */
export function wireAddress(address: Address): Address {
  const country = optionalWireCode(address.country);
  const foreign = country !== undefined && !unitedStates.has(country);
  return withoutAbsent({
    line1: fittingText(address.line1, room.line),
    line2: optionalFittingText(address.line2, room.line),
    city: fittingText(address.city, room.city),
    state: optionalWireCode(address.state),
    postalCode: foreign ? optionalWireText(address.postalCode) : digitsOf(address.postalCode ?? '') || undefined,
    country: foreign ? country : undefined,
  });
}

/** A person's names, demographics and address. */
export function wirePerson(person: Person): Person {
  return withoutAbsent({
    lastName: fittingText(person.lastName, room.lastName),
    firstName: optionalFittingText(person.firstName, room.firstName),
    middleName: optionalFittingText(person.middleName, room.middleName),
    suffix: optionalFittingText(person.suffix, room.suffix),
    birthDate: person.birthDate,
    sex: person.sex,
    address: person.address && wireAddress(person.address),
    phone: wirePhone(person.phone),
  });
}

/** The patient: a person, with what PAT and REF*EA say. The sender's own id is never sent and stays as it came. */
export function wirePatient(patient: Patient): Patient {
  return withoutAbsent({
    ...wirePerson(patient),
    externalId: patient.externalId,
    medicalRecordNumber: optionalWireText(patient.medicalRecordNumber),
    deathDate: patient.deathDate,
    weightPounds: patient.weightPounds,
    pregnant: patient.pregnant,
  });
}

/** A provider in any of the 2310 and 2420 loops. */
export function wireProvider(provider: Provider): Provider {
  return withoutAbsent({
    npi: optionalWireCode(provider.npi),
    organizationName: wireOrganizationName(provider.organizationName),
    lastName: optionalFittingText(provider.lastName, room.lastName),
    firstName: optionalFittingText(provider.firstName, room.firstName),
    middleName: optionalFittingText(provider.middleName, room.middleName),
    suffix: optionalFittingText(provider.suffix, room.suffix),
    taxonomyCode: optionalWireCode(provider.taxonomyCode),
    address: provider.address && wireAddress(provider.address),
    numbers: wireNumbers(provider.numbers),
  });
}

/** Loops 2010AA and 2010AB. The pay-to address is kept only when it is another one (TR3 2010AB). */
export function wireBillingProvider(provider: BillingProvider): BillingProvider {
  const base = wireProvider(provider);
  const payToAddress = provider.payToAddress && wireAddress(provider.payToAddress);
  const taxId = provider.taxId === undefined ? undefined : digitsOf(provider.taxId) || undefined;
  return withoutAbsent({
    ...base,
    taxId,
    taxIdType: taxId === undefined ? undefined : (provider.taxIdType ?? 'ein'),
    phone: wirePhone(provider.phone),
    contactName: optionalFittingText(provider.contactName, room.lastName),
    payToAddress: payToAddress && base.address && sameAddress(payToAddress, base.address) ? undefined : payToAddress,
    payToPlan: provider.payToPlan && wirePlan(provider.payToPlan),
  });
}

/** Loop 2010AC. */
function wirePlan(plan: PayToPlan): PayToPlan {
  const number = plan.number && wireNumbers([plan.number])?.[0];
  return withoutAbsent({
    name: fittingText(plan.name, room.lastName),
    id: wireCode(plan.id),
    address: wireAddress(plan.address),
    number,
    taxId: digitsOf(plan.taxId),
  });
}

/** NM103 carries 60 characters: a longer name ends after the last word that fits. */
function wireOrganizationName(name: string | undefined): string | undefined {
  const text = optionalWireText(name);
  return text === undefined ? undefined : claimName(text);
}

/** Loop 2310C. */
export function wireFacility(facility: ServiceFacility): ServiceFacility {
  return withoutAbsent({
    name: wireOrganizationName(facility.name) ?? '',
    npi: optionalWireCode(facility.npi),
    address: wireAddress(facility.address),
    numbers: wireNumbers(facility.numbers),
    contact: wireContact(facility.contact),
  });
}

/** True when two addresses (both already normalised) are one place; a ZIP+4 on one side only makes no difference. */
export function sameAddress(a: Address, b: Address): boolean {
  return (
    a.line1 === b.line1 &&
    (a.line2 ?? '') === (b.line2 ?? '') &&
    a.city === b.city &&
    (a.state ?? '') === (b.state ?? '') &&
    (a.postalCode ?? '').slice(0, 5) === (b.postalCode ?? '').slice(0, 5) &&
    (a.country ?? '') === (b.country ?? '')
  );
}

/** True when both are one place of service: the same address and NPI. Both already normalised. */
export function sameFacility(a: ServiceFacility, b: ServiceFacility): boolean {
  return a.npi === b.npi && sameAddress(a.address, b.address);
}

/** True when both are the same provider: by NPI, or by name where one of them has no NPI. Both already normalised. */
export function sameProvider(a: Provider, b: Provider): boolean {
  if (a.npi !== undefined && b.npi !== undefined) return a.npi === b.npi;
  const named = a.organizationName ?? a.lastName;
  return (
    named !== undefined &&
    a.organizationName === b.organizationName &&
    a.lastName === b.lastName &&
    a.firstName === b.firstName &&
    a.middleName === b.middleName
  );
}
