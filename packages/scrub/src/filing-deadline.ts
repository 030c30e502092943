import { addDays, addMonths, type IsoDate } from '@claimwright/domain/dates';
import type { TimelyFiling } from '@claimwright/domain/payer';
import { nextFederalWorkday } from './workday.ts';

/** Last day on which the payer takes a claim whose limit counts from `anchor` (42 CFR 424.44 for Medicare). */
export function filingDeadline(anchor: IsoDate, limit: TimelyFiling): IsoDate {
  const date =
    limit.unit === 'days'
      ? addDays(anchor, limit.count)
      : addMonths(anchor, limit.count * (limit.unit === 'months' ? 1 : 12));
  return limit.rollsToWorkday ? nextFederalWorkday(date) : date;
}
