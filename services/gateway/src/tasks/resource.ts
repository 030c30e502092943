import { type TaskRow, taskEventTypes } from '@claimwright/db/read/tasks';
import { isoDate } from '@claimwright/domain/dates';
import { taskKinds } from '@claimwright/domain/task';
import * as z from 'zod';

// What the gateway answers about tasks.

const shape = {
  id: z.uuid(),
  kind: z.enum(taskKinds),
  status: z.enum(['open', 'done']),
  encounterId: z.uuid().nullable(),
  claimId: z.uuid().nullable(),
  inboundFileId: z.uuid().nullable(),
  batchId: z.uuid().nullable(),
  summary: z.string(),
  dueDate: isoDate.nullable(),
  pointer: z.string().nullable().describe('JSON Pointer into the encounter: where the trouble is'),
  detail: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe(
      'what an acknowledgement says: `faults`, each with message, action, code, x12, pointer, formBox, and writtenFrom where nobody entered it',
    ),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  ruleIds: z.array(z.string()).describe('rules whose findings it is about'),
  payerId: z.string().nullable(),
  billingNpi: z.string().nullable(),
  renderingNpi: z.string().nullable(),
  chargeCents: z.int().describe('of the claim or encounter, when the task was opened'),
  assignee: z.string().nullable().describe('who has taken it'),
};

export const task = z.object(shape).meta({ id: 'Task' });

/** A task with what people did with it. */
export const taskWithEvents = z
  .object({
    ...shape,
    events: z.array(
      z.object({
        type: z.enum(taskEventTypes),
        actor: z.string(),
        occurredAt: z.iso.datetime(),
        detail: z.object({ assignee: z.string().optional(), note: z.string().optional() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'TaskWithEvents' });

/** The task as it is shown, without what else a query brought along. */
export function toApiTask(row: TaskRow): TaskRow {
  return Object.fromEntries(Object.keys(shape).map((name) => [name, row[name as keyof TaskRow]])) as unknown as TaskRow;
}
