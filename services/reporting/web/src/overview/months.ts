import { addMonths, firstOfMonth, type IsoDate } from '@claimwright/domain/dates';

/** First days of the last months, the present one first. */
export function lastMonths(today: IsoDate, count: number): IsoDate[] {
  return Array.from({ length: count }, (_, index) => addMonths(firstOfMonth(today), -index));
}
