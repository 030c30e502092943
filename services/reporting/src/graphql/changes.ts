import { encountersByIds } from '@claimwright/db/reporting/encounters';
import type { Id } from '@claimwright/domain/ids';
import type { GraphQLResolveInfo } from 'graphql';
import * as z from 'zod';
import { type ReportContext, showEncounters } from './context.ts';
import { given } from './page.ts';

interface Named {
  id: string;
}

interface OnFinding {
  encounterId: string;
}

type Wish<Subject> = Subject & { idempotencyKey?: string | null; [argument: string]: unknown };

const task = z.looseObject({ id: z.uuid() });
const override = z.looseObject({ id: z.uuid(), ruleId: z.string(), pointer: z.string() });
const fieldErrors = z.array(z.object({ rule: z.string(), message: z.string() }).loose()).default([]);
const taskResult = z.object({
  taskId: z.uuid(),
  status: z.int(),
  replayed: z.boolean().default(false),
  released: z.int().optional(),
  problem: z.looseObject({ code: z.string(), errors: fieldErrors }).optional(),
});

/** Resolvers of the mutations: each is one operation of the gateway, which alone decides and writes. */
export const changes = {
  assignTask: changeTask('assign'),
  releaseTask: changeTask('release'),
  resolveTask: changeTask('resolve'),
  commentTask: changeTask('comment'),

  changeTasks: async (_: unknown, wish: Wish<object>, context: ReportContext, info: GraphQLResolveInfo) => {
    const { body } = await make({ path: '/v1/tasks:bulk' }, wish, context, info);
    return z.object({ results: z.array(taskResult) }).parse(body);
  },

  overrideFinding: async (
    _: unknown,
    { encounterId, ...wish }: Wish<OnFinding>,
    context: ReportContext,
    info: GraphQLResolveInfo,
  ) => {
    const where = { path: `/v1/encounters/${encounterId}/findings:override`, id: encounterId };
    const { body, replayed } = await make(where, wish, context, info);
    const encounter = await encounterNow(context, encounterId);
    return { override: z.object({ override }).parse(body).override, encounter, replayed };
  },

  endOverride: async (
    _: unknown,
    { encounterId, ...wish }: Wish<OnFinding>,
    context: ReportContext,
    info: GraphQLResolveInfo,
  ) => {
    const where = { path: `/v1/encounters/${encounterId}/findings:endOverride`, id: encounterId };
    const { body, replayed } = await make(where, wish, context, info);
    const encounter = await encounterNow(context, encounterId);
    return { overrides: z.object({ overrides: z.array(override) }).parse(body).overrides, encounter, replayed };
  },
};

function changeTask(action: 'assign' | 'release' | 'resolve' | 'comment') {
  return async (_: unknown, { id, ...wish }: Wish<Named>, context: ReportContext, info: GraphQLResolveInfo) => {
    const { body, replayed } = await make({ path: `/v1/tasks/${id}:${action}`, id }, wish, context, info);
    return { task: task.parse(body), replayed };
  };
}

/** Makes one change; what is read after it is read from the primary, where it is already to be seen. */
async function make(
  where: { path: string; id?: string },
  wish: Wish<object>,
  context: ReportContext,
  info: GraphQLResolveInfo,
) {
  const { idempotencyKey, ...body } = given<Wish<object>>(wish);
  const answer = await context.changing.change({
    ...where,
    body,
    responseKey: String(info.path.key),
    idempotencyKey: idempotencyKey ?? undefined,
  });
  await context.readOnPrimary();
  return answer;
}

async function encounterNow(context: ReportContext, id: Id) {
  return showEncounters(context, await context.read((tx) => encountersByIds(tx, [id])))[0] ?? null;
}
