import type { Id } from '@claimwright/domain/ids';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import * as z from 'zod';
import { changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { task } from './resource.ts';
import { type TaskWish, takeTaskStep } from './take-step.ts';

export const note = z.string().trim().min(1).max(2000);
export const assignee = z.string().trim().min(1).max(120).describe('left out: the key that asks');
export const takeOver = z.boolean().default(false).describe('also when somebody else has it');

const assignment = z.strictObject({ assignee: assignee.optional(), takeOver }).meta({ id: 'TaskAssignment' });
const remark = z.strictObject({ note }).meta({ id: 'TaskNote' });

const steps = [
  {
    action: 'assign',
    summary: 'Take a task, or give it to somebody',
    schema: assignment,
    problems: ['task_assigned', 'task_closed'],
  },
  { action: 'release', summary: 'Give a task back to the queue', schema: undefined, problems: ['task_closed'] },
  {
    action: 'resolve',
    summary: 'Say that what a task asked for is done',
    description: 'The task of an encounter that is held closes by itself when the encounter passes, and not by hand.',
    schema: remark,
    problems: ['task_closed', 'task_still_due'],
  },
  { action: 'comment', summary: 'Add a note to a task', schema: remark, problems: [] },
] as const;

/** POST /v1/tasks/{id}:assign, :release, :resolve and :comment */
export function mountTaskSteps(to: Mounted, deps: GatewayDeps): void {
  for (const step of steps) {
    mount(to, contractOf(step), (request, reply) => {
      const { id } = request.params as { id: Id };
      const wish = { action: step.action, ...(request.body as object | undefined) } as TaskWish;
      return changeOnce(deps, request, reply, request.bodyText, (tx, at, origin) =>
        takeTaskStep(tx, id, wish, at, origin),
      );
    });
  }
}

function contractOf(step: (typeof steps)[number]): Contract {
  const { action, summary, schema } = step;
  const contract: Contract = {
    operationId: `${action}Task`,
    method: 'POST',
    path: `/v1/tasks/{id}:${action}`,
    tag: 'Tasks',
    summary,
    scope: 'tasks:write',
    idempotent: true,
    params: z.object({ id: z.uuid() }),
    answers: { 200: { description: 'the task as it is now', schema: task } },
    problems: [...step.problems],
  };
  if ('description' in step) contract.description = step.description;
  if (schema === undefined) return contract;
  contract.body = { contentTypes: ['application/json'], schema, description: 'what and why' };
  contract.problems = [
    ...step.problems,
    'malformed_json',
    'invalid_content',
    'payload_too_large',
    'unsupported_media_type',
  ];
  return contract;
}
