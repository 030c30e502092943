import type { TenantTransaction } from '@claimwright/db/database';
import { type CountQuery, listPayers, loadDayCounts, loadOpenCounts } from '@claimwright/db/reporting/money';
import { addDays, addMonths, firstOfMonth, type IsoDate } from '@claimwright/domain/dates';
import type { Stage } from '@claimwright/domain/timeliness';
import { type StageSummary, summarise, summariseByPayer } from '@claimwright/timeliness/summarise';
import { GraphQLError } from 'graphql';
import type { ReportContext } from './context.ts';

interface TimelinessArguments {
  from?: IsoDate | null;
  to?: IsoDate | null;
  stage: Stage;
}

/** Without dates: the twelve months that end with the present one. */
function periodOf(given: TimelinessArguments, today: IsoDate) {
  const to = given.to ?? today;
  const from = given.from ?? addMonths(firstOfMonth(to), -11);
  if (from > to) throw new GraphQLError('from is after to.', { extensions: { code: 'BAD_USER_INPUT' } });
  return { from, to, asOf: today };
}

async function loadCounts(tx: TenantTransaction, query: CountQuery, period: { from: IsoDate; to: IsoDate }) {
  const fromMonth = firstOfMonth(period.from);
  const toMonth = firstOfMonth(period.to);
  const lastDay = addDays(addMonths(toMonth, 1), -1);
  return {
    days: await loadDayCounts(tx, { ...query, fromMonth, toMonth }),
    open: await loadOpenCounts(tx, { ...query, from: fromMonth, to: lastDay }),
  };
}

function toApiTimeliness(summary: StageSummary, payer?: { payerId: string; name?: string }) {
  const resolvedByDay = Object.entries(summary.resolvedByDay).map(([day, percent]) => ({ day: Number(day), percent }));
  return { ...summary, resolvedByDay, payerId: payer?.payerId ?? null, payerName: payer?.name ?? null };
}

/** How long one payer, or all together, take for a stage. */
export async function paymentTimeliness(
  _: unknown,
  given: TimelinessArguments & { payer?: string | null },
  context: ReportContext,
) {
  const period = periodOf(given, context.clock.today());
  const payerId = given.payer ?? undefined;
  const { counts, payers } = await context.read(async (tx) => ({
    counts: await loadCounts(
      tx,
      { stage: given.stage, of: payerId === undefined ? 'all payers' : { payerId } },
      period,
    ),
    payers: payerId === undefined ? [] : await listPayers(tx),
  }));
  const name = payers.find((payer) => payer.payerId === payerId)?.name;
  return toApiTimeliness(
    summarise(given.stage, counts.days, counts.open, period),
    payerId === undefined ? undefined : { payerId, name },
  );
}

/** The same for every payer that has a claim in the period. */
export async function paymentTimelinessByPayer(_: unknown, given: TimelinessArguments, context: ReportContext) {
  const period = periodOf(given, context.clock.today());
  const { counts, payers } = await context.read(async (tx) => ({
    counts: await loadCounts(tx, { stage: given.stage, of: 'each payer' }, period),
    payers: await listPayers(tx),
  }));
  const names = new Map(payers.map((payer) => [payer.payerId, payer.name]));
  return summariseByPayer(given.stage, counts.days, counts.open, period).map(({ payerId, summary }) =>
    toApiTimeliness(summary, { payerId, name: names.get(payerId) }),
  );
}
