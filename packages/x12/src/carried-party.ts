import type { Address, BillingProvider, PayToPlan, Provider, ServiceFacility } from '@claimwright/domain/party';
import type { ProviderNumber } from '@claimwright/domain/provider-number';
import { countryOf, toX12Phone, toX12PostalCode } from './party-write.ts';
import { type ProviderRole, writableNumbers } from './provider-number-kinds.ts';
import { toX12Digits, toX12Text } from './writer.ts';

/** An object without the keys that hold nothing. */
export function given<Fields extends object>(fields: Fields): Fields {
  const kept = { ...fields };
  for (const key of Object.keys(kept) as (keyof Fields)[]) if (kept[key] === undefined) delete kept[key];
  return kept;
}

/** Text as an element carries it; undefined when nothing is left of it. */
export function carriedText(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const clean = toX12Text(value);
  return clean === '' ? undefined : clean;
}

/** N3 and N4. */
export function carriedAddress(address: Address): Address {
  return given({
    line1: toX12Text(address.line1),
    line2: carriedText(address.line2),
    city: toX12Text(address.city),
    state: carriedText(address.state),
    postalCode: address.postalCode === undefined ? undefined : toX12PostalCode(address),
    country: countryOf(address),
  });
}

/** REF of a provider's loop. */
export function carriedNumbers(
  numbers: readonly ProviderNumber[] | undefined,
  role: ProviderRole,
): ProviderNumber[] | undefined {
  const kept = writableNumbers(numbers, role).map(({ kind, number }) => ({ kind, number: toX12Text(number) }));
  return kept.length === 0 ? undefined : kept;
}

/** NM1 and REF of a provider in this role; PRV where the loop has one. */
export function carriedProvider(provider: Provider, role: ProviderRole, taxonomy?: 'taxonomy'): Provider {
  const npi = carriedText(provider.npi);
  const numbers = carriedNumbers(provider.numbers, role);
  const taxonomyCode = taxonomy === undefined ? undefined : carriedText(provider.taxonomyCode);
  if (provider.organizationName !== undefined) {
    return given({ npi, organizationName: carriedText(provider.organizationName), taxonomyCode, numbers });
  }
  return given({
    npi,
    lastName: carriedText(provider.lastName),
    firstName: carriedText(provider.firstName),
    middleName: carriedText(provider.middleName),
    suffix: carriedText(provider.suffix),
    taxonomyCode,
    numbers,
  });
}

/** 2010AA, 2010AB and 2010AC. */
export function carriedBillingProvider(provider: BillingProvider): BillingProvider {
  const hasPhone = provider.phone !== undefined;
  const contact = provider.contactName ?? provider.organizationName ?? provider.lastName;
  const hasTaxId = provider.taxId !== undefined;
  return given({
    ...carriedProvider(provider, 'billing', 'taxonomy'),
    address: provider.address && carriedAddress(provider.address),
    taxId: provider.taxId === undefined ? undefined : toX12Digits(provider.taxId),
    taxIdType: hasTaxId ? (provider.taxIdType ?? 'ein') : undefined,
    phone: provider.phone === undefined ? undefined : toX12Phone(provider.phone),
    contactName: hasPhone ? carriedText(contact) : undefined,
    payToAddress: provider.payToAddress && carriedAddress(provider.payToAddress),
    payToPlan: provider.payToPlan && carriedPlan(provider.payToPlan),
  });
}

function carriedPlan(plan: PayToPlan): PayToPlan {
  return given({
    name: toX12Text(plan.name),
    id: toX12Text(plan.id),
    address: carriedAddress(plan.address),
    number: plan.number && { kind: plan.number.kind, number: toX12Text(plan.number.number) },
    taxId: toX12Digits(plan.taxId),
  });
}

/** 2310C and 2420C. */
export function carriedFacility(facility: ServiceFacility, role: 'facility' | 'lineFacility'): ServiceFacility {
  return given({
    name: toX12Text(facility.name),
    npi: carriedText(facility.npi),
    address: carriedAddress(facility.address),
    numbers: carriedNumbers(facility.numbers, role),
  });
}
