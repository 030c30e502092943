import { type Cents, parseCents } from '@claimwright/domain/money';
import type { Element } from './element.ts';

/**
 * A FHIR Money in US cents, exactly. The JSON number is read by its shortest decimal text, so 201.6 is 20160 cents and 0.1 + 0.2
 * is refused: a third decimal, an exponent or another currency is an error. No currency means US dollars.
 */
export function fromMoney(money: Element): Cents | undefined {
  const currency = money.text('currency');
  if (currency !== undefined && currency !== 'USD') {
    money.issues.error('not-supported', 'Only amounts in USD can be billed.', money.at('currency'));
    return undefined;
  }
  const value = money.decimal('value');
  if (value === undefined) {
    if (!money.has('value')) money.issues.error('required', 'An amount needs its value.', money.at('value'));
    return undefined;
  }
  const cents = parseCents(String(value));
  if (cents === undefined) {
    money.issues.error('value', 'Not an amount in whole cents.', money.at('value'));
  }
  return cents;
}
