import { listTasks, type TaskFilters, type TaskRow } from '@claimwright/db/read/tasks';
import { isoDate } from '@claimwright/domain/dates';
import { taskKinds } from '@claimwright/domain/task';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import * as z from 'zod';
import type { GatewayDeps } from '../gateway.ts';
import { answerList, pageHeaders, pageOf, pageQuery } from '../list.ts';

const task = z
  .object({
    id: z.uuid(),
    kind: z.enum(taskKinds),
    status: z.enum(['open', 'done']),
    encounterId: z.uuid().nullable(),
    claimId: z.uuid().nullable(),
    inboundFileId: z.uuid().nullable(),
    summary: z.string(),
    dueDate: isoDate.nullable(),
    openedAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Task' });

const contract: Contract = {
  operationId: 'listTasks',
  method: 'GET',
  path: '/v1/tasks',
  tag: 'Tasks',
  summary: 'List what people are asked to do, newest first',
  scope: 'encounters:read',
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(['open', 'done']).optional(),
    kind: z.enum(taskKinds).optional(),
  }),
  answers: { 200: { description: 'a page of tasks', schema: pageOf(task), headers: pageHeaders } },
  problems: [],
};

/** GET /v1/tasks */
export function mountListTasks(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, (request, reply) =>
    answerList<TaskFilters, TaskRow>(request, reply, (filters, after, rows) =>
      deps.database.snapshot(principalOf(request).tenantId, (tx) => listTasks(tx, filters, after, rows)),
    ),
  );
}
