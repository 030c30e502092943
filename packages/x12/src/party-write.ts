import { toX12Date } from '@claimwright/domain/dates';
import type { Address, Person, Provider } from '@claimwright/domain/party';
import type { ProviderNumber } from '@claimwright/domain/provider-number';
import { idOrUnknown, nameOrUnknown, room, textUpTo } from './element-room.ts';
import { type ProviderRole, writableNumbers } from './provider-number-kinds.ts';
import { toX12Digits, toX12Text, withoutTrailing, x12Segment } from './writer.ts';

/** NM1 of a provider in the role `entity` (NM101), with its NPI when it has one. */
export function providerName(entity: string, provider: Provider): string {
  const name =
    provider.organizationName === undefined
      ? `1*${personName(provider.lastName ?? '', provider)}`
      : `2*${toX12Text(provider.organizationName)}****`;
  if (provider.npi === undefined) return `${withoutTrailing(`NM1*${entity}*${name}`, '*')}~`;
  return `NM1*${entity}*${name}*XX*${toX12Text(provider.npi)}~`;
}

/** NM1 of a party that the guide knows as an organization only: a person stands there by the whole name. */
export function organizationName(entity: string, provider: Provider): string {
  const { organizationName: name, lastName, firstName } = provider;
  const whole = name ?? [lastName, firstName].filter((part) => part !== undefined).join(' ');
  return providerName(entity, { organizationName: whole, npi: provider.npi });
}

/** NM1 of a party that the guide knows as a person only: an organization stands where the last name does. */
export function individualName(entity: string, provider: Provider): string {
  const { organizationName: name, ...person } = provider;
  return providerName(entity, name === undefined ? provider : { ...person, lastName: provider.lastName ?? name });
}

/**
 * NM1 of a provider in an answer or a question, where it must have a number: the NPI or else the tax id. What others told of it may
 * be too long or nothing at all.
 */
export function identifiedName(entity: string, provider: Provider & { taxId?: string }): string {
  const { organizationName: organization, lastName, firstName, middleName, suffix } = provider;
  const name =
    organization === undefined
      ? `1*${nameOrUnknown(lastName)}*${textUpTo(firstName, room.firstName)}` +
        `*${textUpTo(middleName, room.middleName)}**${textUpTo(suffix, room.suffix)}`
      : `2*${nameOrUnknown(organization)}****`;
  const npi = toX12Text(provider.npi ?? '');
  const taxId = toX12Digits(provider.taxId ?? '');
  const isNpi = npi.length === 10 || (npi !== '' && taxId === '');
  return `NM1*${entity}*${name}*${isNpi ? `XX*${npi}` : `FI*${idOrUnknown(taxId)}`}~`;
}

/** REF of a provider's loop: its numbers besides the NPI, as far as the loop of this role has a place for them. */
export function providerNumbers(numbers: readonly ProviderNumber[] | undefined, role: ProviderRole): string {
  if (numbers === undefined) return '';
  let text = '';
  for (const { kind, number } of writableNumbers(numbers, role)) text += `REF*${kind}*${toX12Text(number)}~`;
  return text;
}

/** NM1 of a person, with the member id when one is given. */
export function patientName(entity: 'IL' | 'QC', person: Person, memberId?: string): string {
  const text = `NM1*${entity}*1*${personName(person.lastName, person)}`;
  return memberId === undefined || memberId === ''
    ? `${withoutTrailing(text, '*')}~`
    : `${text}*MI*${toX12Text(memberId)}~`;
}

/** NM103–NM107. */
function personName(last: string, name: { firstName?: string; middleName?: string; suffix?: string }): string {
  const first = name.firstName === undefined ? '' : toX12Text(name.firstName);
  const middle = name.middleName === undefined ? '' : toX12Text(name.middleName);
  const suffix = name.suffix === undefined ? '' : toX12Text(name.suffix);
  return `${toX12Text(last)}*${first}*${middle}**${suffix}`;
}

/** Countries whose states and provinces stand in N402: Canada, and what the United States count as states. */
const statesInN402 = new Set(['CA', 'AS', 'FM', 'GU', 'MH', 'MP', 'PR', 'PW', 'UM', 'VI']);

/**
 * N3 and N4. The country is named only when it is not the United States; a part of any country but those and Canada stands in
 * N407 and not in N402 (005010X222A1, N4).
 */
export function addressLines(address: Address): string {
  const line2 = address.line2 === undefined ? '' : toX12Text(address.line2);
  const second = line2 === '' ? '' : `*${line2}`;
  const city = toX12Text(address.city);
  const state = address.state === undefined ? '' : toX12Text(address.state);
  const postalCode = address.postalCode === undefined ? '' : toX12PostalCode(address);
  const country = countryOf(address);
  if (country !== undefined && !statesInN402.has(country)) {
    return `N3*${toX12Text(address.line1)}${second}~${x12Segment('N4', city, '', postalCode, country, '', '', state)}`;
  }
  const n4 =
    country === undefined && postalCode !== ''
      ? `N4*${city}*${state}*${postalCode}~`
      : `${withoutTrailing(`N4*${city}*${state}*${postalCode}*${country ?? ''}`, '*')}~`;
  return `N3*${toX12Text(address.line1)}${second}~${n4}`;
}

/** N404: absent for the United States. */
export function countryOf(address: Address): string | undefined {
  const country = address.country === undefined ? '' : toX12Text(address.country);
  return country === '' || country === 'US' || country === 'USA' ? undefined : country;
}

/** N403: bare digits in the United States, as it is elsewhere. */
export function toX12PostalCode(address: Address): string {
  const code = address.postalCode ?? '';
  return countryOf(address) === undefined ? toX12Digits(code) : toX12Text(code);
}

/** DMG; nothing when the birth date is not known. A sex nobody told is written U. */
export function demographics(person: Person): string {
  if (person.birthDate === undefined) return '';
  return `DMG*D8*${toX12Date(person.birthDate)}*${person.sex ?? 'U'}~`;
}

/** PER04 with TE: ten digits, without the country code 1. */
export function toX12Phone(phone: string): string {
  const digits = toX12Digits(phone);
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}
