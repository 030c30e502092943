import { type IsoDate, isIsoDate } from '@claimwright/domain/dates';
import type { Element } from './element.ts';

const dateTime = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;
const partialDate = /^\d{4}(?:-\d{2})?$/;

/**
 * The calendar date of a FHIR date, dateTime or instant **as it is written**, in whatever offset it carries: the offset is the
 * sender's statement of local time, and no other clock is known here. A sender that writes UTC for an evening visit writes the
 * next day; it must send its local offset for the date of service to be local.
 *
 * A year or a month alone is no date of a claim: `partial` says whether that is an error or a warning. Anything else that is
 * not a date is an error.
 */
export function fromDateTime(element: Element, name: string, partial: 'error' | 'warning'): IsoDate | undefined {
  const text = element.text(name);
  if (text === undefined) return undefined;
  const date = dateTime.exec(text)?.[1];
  if (date !== undefined && isIsoDate(date)) return date;
  if (partialDate.test(text)) {
    element.issues[partial]('value', 'A date without its day cannot be used.', element.at(name));
  } else {
    element.issues.error('value', 'Not a FHIR date or dateTime.', element.at(name));
  }
  return undefined;
}

/** Start and end dates of a Period. */
export function fromPeriod(period: Element | undefined): { start?: IsoDate; end?: IsoDate } {
  if (!period) return {};
  return { start: fromDateTime(period, 'start', 'error'), end: fromDateTime(period, 'end', 'error') };
}

/** Whether an element with a `period` was over before a date. A period that cannot be read is not over. */
export function endedBefore(element: Element, date: IsoDate): boolean {
  const end = element.child('period')?.text('end')?.slice(0, 10);
  return end !== undefined && isIsoDate(end) && end < date;
}
