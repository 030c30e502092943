import { listTasks, sumTasks, type TaskFilters, type TaskSort } from '@claimwright/db/read/tasks';
import { groupTasks, type TaskGroup, type TaskGrouping } from '@claimwright/db/reporting/task-groups';
import { tasksByIds } from '@claimwright/db/reporting/tasks';
import type { TaskKind, TaskStatus } from '@claimwright/domain/task';
import { GraphQLError } from 'graphql';
import type { ReportContext } from './context.ts';
import { isUuid, type PageArguments, readPage, toConnection } from './page.ts';

interface TaskArguments extends PageArguments {
  status?: TaskStatus | null;
  kind?: readonly TaskKind[] | null;
  ruleId?: string | null;
  payerId?: string | null;
  providerNpi?: string | null;
  assignee?: string | null;
  olderThanDays?: number | null;
  minChargeCents?: number | null;
  sort?: TaskSort | null;
}

/** What a page of tasks knows of all the others. */
export interface GroupedTasks {
  groupsBy(by: TaskGrouping): Promise<TaskGroup[]>;
}

/** The coders' queue, filtered and sorted as `GET /v1/tasks`. */
export async function tasks(_: unknown, { first, after, ...wish }: TaskArguments, context: ReportContext) {
  const page = readPage({ first, after });
  const filters = filtersOf(wish, context);
  const rows = await context.read((tx) => listTasks(tx, filters, page.after, page.fetch));
  const sums = () => context.read((tx) => sumTasks(tx, filters));
  let asked: ReturnType<typeof sums> | undefined;
  const sumOnce = () => {
    asked ??= sums();
    return asked;
  };
  return {
    ...toConnection(rows, page),
    count: async () => (await sumOnce()).count,
    chargeCents: async () => (await sumOnce()).chargeCents,
    groupsBy: (by: TaskGrouping) => context.read((tx) => groupTasks(tx, filters, by, context.clock.now())),
  };
}

/** One task; null when this tenant has none with that id. */
export async function task(_: unknown, { id }: { id: string }, context: ReportContext) {
  return isUuid(id) ? ((await context.read((tx) => tasksByIds(tx, [id])))[0] ?? null) : null;
}

const dayMilliseconds = 86_400_000;
const mostDays = 3650;

function filtersOf(wish: Omit<TaskArguments, 'first' | 'after'>, { principal, clock }: ReportContext): TaskFilters {
  const filters: TaskFilters = {};
  if (wish.status) filters.status = wish.status;
  if (wish.kind?.length) filters.kinds = wish.kind;
  if (wish.ruleId) filters.ruleId = wish.ruleId;
  if (wish.payerId) filters.payerId = wish.payerId;
  if (wish.providerNpi) filters.providerNpi = wish.providerNpi;
  if (wish.sort) filters.sort = wish.sort;
  if (wish.minChargeCents != null) filters.minChargeCents = wish.minChargeCents;
  if (wish.assignee) {
    filters.assignee = wish.assignee === 'none' ? null : wish.assignee === 'me' ? principal.actor : wish.assignee;
  }
  if (wish.olderThanDays != null) {
    if (wish.olderThanDays < 0 || wish.olderThanDays > mostDays) {
      throw new GraphQLError(`olderThanDays must be 0 to ${mostDays}.`, { extensions: { code: 'BAD_USER_INPUT' } });
    }
    const before = Date.parse(clock.now()) - wish.olderThanDays * dayMilliseconds;
    filters.openedBefore = new Date(before).toISOString();
  }
  return filters;
}
