import { writeAudit } from '@claimwright/db/audit';
import { type LoadedRoute, loadRoutes } from '@claimwright/db/pipeline/batches';
import { saveRouteRules } from '@claimwright/db/pipeline/route-rules';
import { routeExpectations, routeSchedule } from '@claimwright/domain/route-schedule';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { problem } from '@claimwright/http/problem';
import * as z from 'zod';
import { changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { jsonAnswer } from '../request.ts';

const route = z
  .object({
    name: z.string(),
    adapter: z.enum(['directory', 'http', 'sftp', 'simulator']),
    schedule: routeSchedule,
    expectations: routeExpectations,
  })
  .meta({ id: 'Route' });

const list: Contract = {
  operationId: 'listRoutes',
  method: 'GET',
  path: '/v1/routes',
  tag: 'Routes',
  summary: 'List the routes with their schedules and what is expected of them',
  description: 'Where a route leads and how it logs in is for whoever runs the installation, and is not shown.',
  scope: 'admin',
  answers: { 200: { description: 'all routes', schema: z.object({ items: z.array(route) }) } },
  problems: [],
};

const params = z.object({ name: z.string().min(1).max(40) });

const putSchedule: Contract = {
  operationId: 'putRouteSchedule',
  method: 'PUT',
  path: '/v1/routes/{name}/schedule',
  tag: 'Routes',
  summary: 'Set when a route may hand files over, and how many',
  description: 'Replaces the schedule; an empty object takes every limit away. It counts from the next file on.',
  scope: 'admin',
  idempotent: true,
  params,
  body: { contentTypes: ['application/json'], schema: routeSchedule, description: 'windows and limits' },
  answers: { 200: { description: 'the route as it is now', schema: route } },
  problems: ['malformed_json', 'invalid_content', 'not_found', 'payload_too_large', 'unsupported_media_type'],
};

const putExpectations: Contract = {
  ...putSchedule,
  operationId: 'putRouteExpectations',
  path: '/v1/routes/{name}/expectations',
  summary: 'Set within how many hours answers are expected, and whether silent claims are asked after',
  description: 'Replaces them; an empty object brings back what holds when nothing is set.',
  body: { contentTypes: ['application/json'], schema: routeExpectations, description: 'hours, days and 276' },
};

/** GET /v1/routes, PUT /v1/routes/{name}/schedule and /expectations */
export function mountRoutes(to: Mounted, deps: GatewayDeps): void {
  mount(to, list, async (request, reply) => {
    const routes = await deps.database.snapshot(principalOf(request).tenantId, loadRoutes);
    return reply.send({ items: routes.map(toApiRoute) });
  });
  for (const [contract, what] of [
    [putSchedule, 'schedule'],
    [putExpectations, 'expectations'],
  ] as const) {
    mount(to, contract, (request, reply) => {
      const { name } = request.params as { name: string };
      // The JSON Schema has no word for what the two schemas check beyond shape: time zones, and windows that end after they begin.
      const rules =
        what === 'schedule' ? routeSchedule.safeParse(request.body) : routeExpectations.safeParse(request.body);
      return changeOnce(deps, request, reply, request.bodyText, async (tx, at, origin) => {
        if (!rules.success) return { ok: false, problem: invalidRules(rules.error) };
        const before = (await loadRoutes(tx)).find((each) => each.name === name);
        if (!before) return { ok: false, problem: notFound };
        await saveRouteRules(tx, name, what, rules.data);
        const detail = { before: before[what], after: rules.data };
        const action = `route.${what}.put`;
        await writeAudit(
          tx,
          { ...origin, action, resourceType: 'route', resourceIds: [], detail: { name, ...detail } },
          at,
        );
        return { ok: true, answer: jsonAnswer(200, toApiRoute({ ...before, [what]: rules.data })) };
      });
    });
  }
}

function invalidRules(error: z.ZodError) {
  const errors = error.issues.map((issue) => ({
    pointer: `/${issue.path.join('/')}`,
    rule: issue.code,
    message: issue.message,
  }));
  const [first] = errors;
  return problem('invalid_content', `${first?.pointer} ${first?.message}.`, { errors });
}

function toApiRoute({ name, adapter, schedule, expectations }: LoadedRoute): z.output<typeof route> {
  return { name, adapter, schedule, expectations };
}
