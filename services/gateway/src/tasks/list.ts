import {
  listTasks,
  readTask,
  type TaskFilters,
  type TaskRow,
  type TaskSort,
  taskSorts,
} from '@claimwright/db/read/tasks';
import type { Id } from '@claimwright/domain/ids';
import { type TaskKind, type TaskStatus, taskKinds } from '@claimwright/domain/task';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { answerList, pageHeaders, pageOf, pageQuery } from '../list.ts';
import { task, taskWithEvents } from './resource.ts';

const list: Contract = {
  operationId: 'listTasks',
  method: 'GET',
  path: '/v1/tasks',
  tag: 'Tasks',
  summary: 'List what people are asked to do, newest first unless asked otherwise',
  scope: 'encounters:read',
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(['open', 'done']).optional(),
    kind: z.enum(taskKinds).optional(),
    rule: z.string().min(1).max(40).optional().describe('a rule whose findings it is about'),
    payerId: z.string().min(1).max(80).optional(),
    providerNpi: z.string().min(1).max(80).optional().describe('of the billing or rendering provider'),
    assignee: z.string().min(1).max(120).optional().describe('"me" is the key that asks, "none" is nobody'),
    olderThanDays: z.int().min(0).max(3650).optional().describe('opened more than so many days ago'),
    minChargeCents: z.int().min(0).optional(),
    sort: z.enum(taskSorts).default('newest').describe('by age or by the charge, largest first'),
  }),
  answers: { 200: { description: 'a page of tasks', schema: pageOf(task), headers: pageHeaders } },
  problems: [],
};

const get: Contract = {
  operationId: 'getTask',
  method: 'GET',
  path: '/v1/tasks/{id}',
  tag: 'Tasks',
  summary: 'Read a task and what people did with it',
  scope: 'encounters:read',
  params: z.object({ id: z.uuid() }),
  answers: { 200: { description: 'the task', schema: taskWithEvents } },
  problems: [],
};

interface TaskQuery {
  status?: TaskStatus;
  kind?: TaskKind;
  rule?: string;
  payerId?: string;
  providerNpi?: string;
  assignee?: string;
  olderThanDays?: number;
  minChargeCents?: number;
  sort: TaskSort;
}

/** GET /v1/tasks and GET /v1/tasks/{id} */
export function mountListTasks(to: Mounted, deps: GatewayDeps): void {
  mount(to, list, (request, reply) => {
    const { tenantId, actor } = principalOf(request);
    return answerList<TaskQuery, TaskRow>(request, reply, (query, after, rows) => {
      const filters = filtersOf(query, actor, Date.parse(deps.clock.now()));
      return deps.database.snapshot(tenantId, (tx) => listTasks(tx, filters, after, rows));
    });
  });
  mount(to, get, async (request, reply) => {
    const { id } = request.params as { id: Id };
    const found = await deps.database.snapshot(principalOf(request).tenantId, (tx) => readTask(tx, id));
    return found ? reply.send(found) : sendProblem(reply, notFound);
  });
}

const dayMilliseconds = 86_400_000;

function filtersOf(query: TaskQuery, actor: string, now: number): TaskFilters {
  const { rule, kind, assignee, olderThanDays, ...filters } = query;
  const wanted: TaskFilters = { ...filters };
  if (kind !== undefined) wanted.kinds = [kind];
  if (rule !== undefined) wanted.ruleId = rule;
  if (assignee !== undefined) wanted.assignee = assignee === 'none' ? null : assignee === 'me' ? actor : assignee;
  if (olderThanDays !== undefined) wanted.openedBefore = new Date(now - olderThanDays * dayMilliseconds).toISOString();
  return wanted;
}
