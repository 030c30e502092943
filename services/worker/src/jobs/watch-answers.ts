import type { TenantTransaction } from '@claimwright/db/database';
import { type LoadedRoute, loadRoutes } from '@claimwright/db/pipeline/batches';
import { openTasks } from '@claimwright/db/pipeline/tasks';
import {
  closeAnsweredWatches,
  findBatchesNotHandedOver,
  findSilentClaims,
  findUnacknowledgedBatches,
  findUnansweredRequests,
  findUnconfirmedClaims,
  findUnheardClaims,
} from '@claimwright/db/pipeline/watches';
import { allTenantIds } from '@claimwright/db/tenants';
import { addDays } from '@claimwright/domain/dates';
import { addHours, routeExpectations } from '@claimwright/domain/route-schedule';
import { watchAnswers } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import type { WorkerDependencies } from '../dependencies.ts';
import {
  claimAcknowledgementTasks,
  handOverTask,
  isHandOverOverdue,
  type OverdueTask,
  payerAcceptanceTask,
  silenceTask,
  statusAnswerTask,
  syntaxTask,
} from '../watch/overdue-tasks.ts';
import { usualDays } from '../watch/usual-days.ts';

/** Of each kind at one look; the next look takes the rest. */
const most = 500;

/** Tells a person, once, of what should have come and has not; closes the task by itself when it comes. */
export function watchAnswersJob(deps: WorkerDependencies) {
  return implementJob(watchAnswers, async () => {
    for (const tenantId of await allTenantIds(deps.database)) {
      await deps.database.transaction(tenantId, (tx) => watchTenant(deps, tx));
    }
  });
}

/** One look at one tenant; returns how many tasks were opened and closed. */
export async function watchTenant(
  deps: Pick<WorkerDependencies, 'clock' | 'newId'>,
  tx: TenantTransaction,
): Promise<{ opened: number; closed: number }> {
  const now = deps.clock.now();
  const closed = await closeAnsweredWatches(tx, now);
  const routes = await loadRoutes(tx);
  const tasks = [...(await handOvers(deps, tx, routes)), ...(await silences(deps, tx, routes))];
  for (const route of routes) tasks.push(...(await acknowledgements(deps, tx, route)));
  await openTasks(
    tx,
    tasks.map((task) => ({ ...task, id: deps.newId() })),
    now,
  );
  return { opened: tasks.length, closed };
}

type Watcher = Pick<WorkerDependencies, 'clock' | 'newId'>;

async function handOvers(deps: Watcher, tx: TenantTransaction, routes: readonly LoadedRoute[]): Promise<OverdueTask[]> {
  const now = deps.clock.now();
  const byName = new Map(routes.map((route) => [route.name, route]));
  const waiting = await findBatchesNotHandedOver(tx, addHours(now, -1), most);
  return waiting
    .filter((batch) => {
      const route = byName.get(batch.route);
      // A route that is gone hands nothing over: that is worth telling at once.
      return !route || isHandOverOverdue(route, batch, now);
    })
    .map((batch) => handOverTask(batch, deps.clock.today()));
}

async function acknowledgements(deps: Watcher, tx: TenantTransaction, route: LoadedRoute): Promise<OverdueTask[]> {
  const now = deps.clock.now();
  const today = deps.clock.today();
  const { syntaxHours, claimAcknowledgementHours, payerAcceptanceHours, statusAnswerHours } = route.expectations;
  const { name } = route;
  const files = await findUnacknowledgedBatches(tx, name, addHours(now, -syntaxHours), most);
  const questions = await findUnansweredRequests(tx, name, addHours(now, -statusAnswerHours), most);
  const tasks = [
    ...files.map((batch) => syntaxTask(batch, syntaxHours, today)),
    ...questions.map((batch) => statusAnswerTask(batch, statusAnswerHours, today)),
  ];
  if (claimAcknowledgementHours !== null) {
    const unheard = await findUnheardClaims(tx, name, addHours(now, -claimAcknowledgementHours), most);
    tasks.push(...claimAcknowledgementTasks(unheard, claimAcknowledgementHours, today));
  }
  if (payerAcceptanceHours !== null) {
    const unconfirmed = await findUnconfirmedClaims(tx, name, addHours(now, -payerAcceptanceHours), most);
    tasks.push(...unconfirmed.map((claim) => payerAcceptanceTask(claim, payerAcceptanceHours, addDays(today, 2))));
  }
  return tasks;
}

async function silences(deps: Watcher, tx: TenantTransaction, routes: readonly LoadedRoute[]): Promise<OverdueTask[]> {
  const today = deps.clock.today();
  const byName = new Map(routes.map((route) => [route.name, route.expectations]));
  const usual = await usualDays(
    tx,
    today,
    (route) => (byName.get(route) ?? routeExpectations.parse({})).usualPaymentDays,
  );
  const byPayer = new Map(usual.map((each) => [each.payerId, each]));
  const silent = await findSilentClaims(
    tx,
    usual.map(({ payerId }) => payerId),
    usual.map(({ days }) => addDays(today, -days - 1)),
    most,
  );
  return silent.flatMap((claim) => {
    const days = byPayer.get(claim.payerId);
    return days ? [silenceTask(claim, days, byName.get(claim.route)?.statusRequests === true, today)] : [];
  });
}
