import type { TenantTransaction } from '@claimwright/db/database';
import { loadPayerProfiles } from '@claimwright/db/pipeline/scrub';
import { payersWithOpenClaims, remittanceDays } from '@claimwright/db/pipeline/watches';
import { addMonths, firstOfMonth, type IsoDate } from '@claimwright/domain/dates';
import { discretePercentile } from '@claimwright/timeliness/percentile';

/** Fewer answers than that say nothing about a payer. */
const leastAnswers = 30;
/** Months of history that count: payers change. */
const months = 12;
const percent = 90;

/** How long a payer usually takes from submission to its first remittance, and how we know. */
export interface UsualDays {
  payerId: string;
  days: number;
  from: 'history' | 'payer profile' | 'route';
}

/**
 * For every payer that owes an answer: the day by which nine of ten of its claims were answered in the last twelve months; with
 * less than thirty answers what its profile says; else what the route says.
 */
export async function usualDays(
  tx: TenantTransaction,
  today: IsoDate,
  fallbackDays: (route: string) => number,
): Promise<UsualDays[]> {
  const waiting = await payersWithOpenClaims(tx);
  if (waiting.length === 0) return [];
  const counted = Map.groupBy(await remittanceDays(tx, firstOfMonth(addMonths(today, -months))), (row) => row.payerId);
  const profiles = await loadPayerProfiles(
    tx,
    waiting.map(({ payerId }) => payerId),
  );
  return waiting.map(({ payerId, route }): UsualDays => {
    const history = (counted.get(payerId) ?? []).map(({ days, claims }) => [days, claims] as const);
    const answers = history.reduce((sum, [, claims]) => sum + claims, 0);
    const known = answers >= leastAnswers ? discretePercentile(history, percent) : null;
    if (known !== null) return { payerId, days: Math.max(known, 1), from: 'history' };
    const configured = profiles.get(payerId)?.usualPaymentDays;
    if (configured !== undefined) return { payerId, days: configured, from: 'payer profile' };
    return { payerId, days: fallbackDays(route), from: 'route' };
  });
}
