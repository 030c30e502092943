import type { IsoDate } from '@claimwright/domain/dates';
import type { Element } from './element.ts';
import { endedBefore } from './from-date-time.ts';

const longestPhone = 30;

/** The first phone number in force. One too long for a claim is left out with a warning. */
export function phoneOf(holder: Element, today: IsoDate): string | undefined {
  const phone = holder
    .children('telecom')
    .find((point) => point.text('system') === 'phone' && point.text('use') !== 'old' && !endedBefore(point, today));
  const value = phone?.text('value');
  if (!phone || value === undefined || value.length <= longestPhone) return value;
  phone.issues.warning(
    'too-long',
    `A phone number of more than ${longestPhone} characters is left out.`,
    phone.at('value'),
  );
  return undefined;
}
