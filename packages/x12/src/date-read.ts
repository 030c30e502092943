import type { IsoDate } from '@claimwright/domain/dates';
import type { SetReading } from './transaction-set.ts';

/** DTP03: one date (D8) or a range (RD8). A date that is none is an error noted against it. */
export function dateRange(reading: SetReading): [IsoDate?, IsoDate?] {
  const { segments } = reading;
  const format = segments.element(2);
  const value = segments.element(3);
  if (format === 'D8' || format === 'DT') {
    const date = reading.dateOf(value.slice(0, 8), 3);
    return [date, date];
  }
  if (format === 'RD8' && value.charAt(8) === '-')
    return [reading.dateOf(value.slice(0, 8), 3), reading.dateOf(value.slice(9), 3)];
  reading.error('element_malformed', 'DTP has no date in the format it names', 3);
  return [];
}
