import type { Contact, ProviderNumber } from '@claimwright/domain/provider-number';
import { digitsOf, optionalFittingText, optionalWireText, wirePhone, withoutAbsent } from './wire-text.ts';

/** Somebody to call: ten digits, without a leading country code; undefined when no digit is there. */
export function wireContact(contact: Contact | undefined): Contact | undefined {
  const phone = wirePhone(contact?.phone);
  if (contact === undefined || phone === undefined) return undefined;
  const extension = contact.extension === undefined ? undefined : digitsOf(contact.extension) || undefined;
  return withoutAbsent({ name: optionalFittingText(contact.name, 60), phone, extension });
}

/** Numbers of a provider or payer; undefined when none is left. */
export function wireNumbers<Item extends ProviderNumber | { kind: string; number: string }>(
  numbers: readonly Item[] | undefined,
): Item[] | undefined {
  if (numbers === undefined) return undefined;
  const kept = numbers.flatMap((item) => {
    const number = optionalWireText(item.number);
    return number === undefined ? [] : [{ ...item, number }];
  });
  return kept.length === 0 ? undefined : kept;
}
