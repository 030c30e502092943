import { codeSetNames } from '@claimwright/codesets/edition';
import { type ChangeKind, changeKinds } from '@claimwright/codesets/edition-changes';
import { createEditionDiffs } from '@claimwright/db/read/edition-diffs';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import { nextLink, readPlaceCursor, writePlaceCursor } from '@claimwright/http/cursor';
import { problem, sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { pageHeaders, pageQuery } from '../list.ts';

const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/)
  .max(80);

const change = z.object({
  kind: z.enum(changeKinds),
  key: z.string().describe('a code, a pair "A/B" of column 1 and column 2, or the name of a group or taxonomy'),
  title: z.string().optional(),
  parts: z.array(z.string()).describe('of a changed row: attributes by name, dates, values, list, terms'),
});

const difference = z
  .object({
    set: z.enum(codeSetNames),
    from: z.string(),
    to: z.string(),
    counts: z.object({ added: z.int(), removed: z.int(), changed: z.int() }),
    cut: z.boolean().describe('there are more changes of a kind than can be paged through; the counts are of all'),
    items: z.array(change).describe('of the kind that was asked for, in the order of the codes'),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'CodeSetDifference' });

const contract: Contract = {
  operationId: 'diffCodeSetEditions',
  method: 'GET',
  path: '/v1/code-sets/{set}/diff',
  tag: 'Code sets',
  summary: 'Compare two editions of a code set: how many codes came, went and changed, and which',
  scope: 'encounters:read',
  params: z.object({ set: z.enum(codeSetNames) }),
  query: z.strictObject({
    ...pageQuery,
    from: name.describe('the earlier edition, without the name of its set'),
    to: name.describe('the later one'),
    kind: z.enum(changeKinds).default('changed'),
  }),
  answers: { 200: { description: 'counts, and a page of changes', schema: difference, headers: pageHeaders } },
  problems: ['not_found'],
};

interface DiffQuery {
  limit: number;
  cursor?: string;
  from: string;
  to: string;
  kind: ChangeKind;
}

/** GET /v1/code-sets/{set}/diff */
export function mountDiffEditions(to: Mounted, deps: GatewayDeps): void {
  const diffs = createEditionDiffs();
  mount(to, contract, async (request, reply) => {
    const { set } = request.params as { set: string };
    const { limit, cursor, ...wish } = request.query as DiffQuery;
    const filters = { set, ...wish };
    const page = readPlaceCursor(cursor, filters);
    if (!page.ok) return sendProblem(reply, page.problem);
    const { tenantId } = principalOf(request);
    const outcome = await deps.database.snapshot(tenantId, (tx) => diffs.diff(tx, set, wish.from, wish.to));
    if (!outcome.ok && outcome.missing.length > 0) {
      return sendProblem(reply, problem('not_found', `There is no edition ${outcome.missing.join(', ')}.`));
    }
    // Nothing the caller can do about: the operator's `codesets verify` names it too.
    if (!outcome.ok) throw new Error(`a stored edition cannot be read: ${outcome.damaged.join(' ')}`);
    const { changes, counts, cut } = outcome.diff;
    const items = changes[wish.kind].slice(page.place, page.place + limit);
    const next = page.place + items.length;
    const nextCursor = next < changes[wish.kind].length ? writePlaceCursor(next, filters) : null;
    if (nextCursor) reply.header('link', nextLink(request.url, nextCursor));
    return reply.send({ set, from: wish.from, to: wish.to, counts, cut, items, nextCursor });
  });
}
