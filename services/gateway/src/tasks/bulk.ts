import type { TenantTransaction } from '@claimwright/db/database';
import { databaseIsAway } from '@claimwright/db/errors';
import type { Origin } from '@claimwright/db/intake/accept-encounters';
import { once } from '@claimwright/db/intake/once';
import type { StoredAnswer } from '@claimwright/db/intake/stored-answer';
import { readLastRun } from '@claimwright/db/read/encounters';
import { readTask } from '@claimwright/db/read/tasks';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { keyInProgress, keyReused } from '@claimwright/http/idempotency';
import { lacksScope } from '@claimwright/http/principal';
import { type Problem, problem, problemDocument, problemKinds, sendProblem } from '@claimwright/http/problem';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Change } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { type OverrideRequest, overrideFinding } from '../encounters/override-finding.ts';
import { idempotencyOf, jsonAnswer, originOf } from '../request.ts';
import { assignee, note, takeOver } from './steps.ts';
import { type TaskWish, takeTaskStep } from './take-step.ts';

const actions = ['assign', 'release', 'resolve', 'comment', 'override'] as const;

const bulkRequest = z
  .strictObject({
    action: z.enum(actions),
    taskIds: z.array(z.uuid()).min(1).max(200),
    assignee: assignee.optional(),
    takeOver,
    note: note.optional().describe('of resolve and comment'),
    ruleId: z.string().trim().min(1).max(40).optional().describe('of override: the rule whose findings are released'),
    reason: z.string().trim().min(3).max(500).optional().describe('of override: why; kept with each of them'),
    expiresAt: z.iso.datetime({ offset: true }).optional().describe('of override'),
  })
  .meta({ id: 'TaskBulkRequest' });
type BulkRequest = z.output<typeof bulkRequest>;

const bulkAnswer = z
  .object({
    results: z.array(
      z.object({
        taskId: z.uuid(),
        status: z.int().describe('what the single operation would have answered'),
        replayed: z.boolean().optional(),
        released: z.int().optional().describe('of override: how many findings of the encounter'),
        problem: z.looseObject({ type: z.string(), status: z.int(), detail: z.string() }).optional(),
      }),
    ),
  })
  .meta({ id: 'TaskBulkAnswer' });

const contract: Contract = {
  operationId: 'changeTasksInBulk',
  method: 'POST',
  path: '/v1/tasks:bulk',
  tag: 'Tasks',
  summary: 'Do the same with many tasks',
  description:
    'Each task stands for itself, with the same checks, events and audit rows as the single operation; one that is refused does not hold up the others. `override` releases all findings of a rule in the encounter of each task and needs the scope findings:override as well.',
  scope: 'tasks:write',
  idempotent: true,
  body: { contentTypes: ['application/json'], schema: bulkRequest, description: 'what to do, and with which tasks' },
  answers: { 207: { description: 'one result a task, in the order asked', schema: bulkAnswer } },
  problems: ['malformed_json', 'invalid_content', 'payload_too_large', 'unsupported_media_type'],
};

type Result = z.output<typeof bulkAnswer>['results'][number];
type Step = (tx: TenantTransaction, taskId: Id, at: IsoInstant, origin: Origin) => Promise<Change>;

/** POST /v1/tasks:bulk */
export function mountBulkTasks(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const wish = request.body as BulkRequest;
    const refusal = wish.action === 'override' && lacksScope(principalOf(request), 'findings:override');
    if (refusal) return sendProblem(reply, refusal);
    const step = stepOf(wish);
    if ('code' in step) return sendProblem(reply, step);
    const key = idempotencyOf(request, request.bodyText);
    if (!key.ok) return sendProblem(reply, key.problem);
    const results: Result[] = [];
    for (const taskId of wish.taskIds) results.push(await stepAlone(deps, request, key.key, taskId, step));
    deps.nudgeOutbox();
    return reply.code(207).send({ results });
  });
}

/** What is done with each task, or why the request makes no sense. */
function stepOf(wish: BulkRequest): Step | Problem {
  const { action, note: text, ruleId, reason } = wish;
  if (action === 'override') {
    if (ruleId === undefined) return missing('ruleId', action);
    if (reason === undefined) return missing('reason', action);
    const release = { ruleId, reason, ...(wish.expiresAt === undefined ? {} : { expiresAt: wish.expiresAt }) };
    return (tx, taskId, at, origin) => overrideRule(tx, taskId, release, at, origin);
  }
  const one = taskWish(action, text, wish);
  if (!one) return missing('note', action);
  return (tx, taskId, at, origin) => takeTaskStep(tx, taskId, one, at, origin);
}

function taskWish(
  action: Exclude<BulkRequest['action'], 'override'>,
  text: string | undefined,
  wish: BulkRequest,
): TaskWish | undefined {
  if (action === 'release') return { action };
  if (action === 'assign') {
    return { action, takeOver: wish.takeOver, ...(wish.assignee === undefined ? {} : { assignee: wish.assignee }) };
  }
  return text === undefined ? undefined : { action, note: text };
}

function missing(name: string, action: string): Problem {
  const errors = [{ pointer: `/${name}`, rule: 'required', message: `is required for ${action}` }];
  return problem('invalid_content', `/${name} is required for ${action}.`, { errors });
}

/** Carries a refusal out of a transaction, so that nothing of that task is kept. */
class Refused extends Error {
  override name = 'Refused';
  readonly problem: Problem;
  constructor(refusal: Problem) {
    super(refusal.detail);
    this.problem = refusal;
  }
}

/** One task in a transaction of its own. Never throws: whatever happens to it is said of it alone. */
async function stepAlone(
  deps: GatewayDeps,
  request: FastifyRequest,
  key: { key: string; requestSha256: Buffer } | undefined,
  taskId: Id,
  step: Step,
): Promise<Result> {
  const at = deps.clock.now();
  // A header key holds no space, so the key of one task can never be that of a single request.
  const own = key && { ...key, key: `${key.key} ${taskId}` };
  try {
    const outcome = await deps.database.transaction(principalOf(request).tenantId, (tx) =>
      once(
        tx,
        own,
        at,
        () => orRefuse(step(tx, taskId, at, originOf(request))),
        (answer) => answer,
      ),
    );
    if (outcome.kind === 'key_reused') throw new Refused(keyReused);
    if (outcome.kind === 'key_in_progress') throw new Refused(keyInProgress);
    if (outcome.kind === 'replayed') return { ...succeeded(taskId, outcome.answer), replayed: true };
    return succeeded(taskId, outcome.result);
  } catch (error) {
    return refused(request, taskId, error instanceof Refused ? error.problem : failure(request, error));
  }
}

async function orRefuse(change: Promise<Change>): Promise<StoredAnswer> {
  const done = await change;
  if (!done.ok) throw new Refused(done.problem);
  return done.answer;
}

function succeeded(taskId: Id, answer: StoredAnswer): Result {
  const { released } = JSON.parse(answer.body.toString()) as { released?: number };
  return { taskId, status: answer.status, ...(released === undefined ? {} : { released }) };
}

function refused(request: FastifyRequest, taskId: Id, refusal: Problem): Result {
  return { taskId, status: problemKinds[refusal.code].status, problem: problemDocument(refusal, request.id) };
}

function failure(request: FastifyRequest, error: unknown): Problem {
  if (databaseIsAway(error)) {
    request.log.warn({ err: error }, 'a task of a bulk request could not be written');
    return problem('unavailable', 'The database does not answer at the moment; ask for this task again.');
  }
  request.log.error({ err: error }, 'a task of a bulk request failed');
  return problem('internal', 'The task failed on our side. Quote the request id when you ask about it.');
}

/** Releases every standing finding of a rule in the encounter of a task: each by the use case of the single release. */
async function overrideRule(
  tx: TenantTransaction,
  taskId: Id,
  release: Omit<OverrideRequest, 'pointer'>,
  at: IsoInstant,
  origin: Origin,
): Promise<Change> {
  const task = await readTask(tx, taskId);
  if (!task) return { ok: false, problem: notFound };
  const { encounterId } = task;
  const run = encounterId === null ? undefined : await readLastRun(tx, encounterId);
  const standing = (run?.findings ?? []).filter((one) => one.ruleId === release.ruleId && one.verdict === 'fail');
  if (encounterId === null || standing.length === 0) {
    const detail = `No finding of rule ${release.ruleId} stands in the encounter of this task.`;
    return { ok: false, problem: problem('finding_not_overridable', detail) };
  }
  for (const { pointer } of standing) {
    await orRefuse(overrideFinding(tx, encounterId, { ...release, pointer }, at, origin));
  }
  return { ok: true, answer: jsonAnswer(201, { released: standing.length }) };
}
