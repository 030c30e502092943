import { readWhatIf } from '@claimwright/db/review/whatif';
import { listWhatIfEncounters, type WhatIfEncounterFilter } from '@claimwright/db/review/whatif-encounters';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import { changeDirections } from '@claimwright/scrub/compare-runs';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { answerList, pageHeaders, pageOf, pageQuery } from '../list.ts';

const outcome = z.enum(['ready', 'needs_review', 'needs_coding', 'not_billable']);
const changed = z
  .object({
    id: z.uuid().describe('of the encounter'),
    externalId: z.string(),
    payerId: z.string(),
    chargeCents: z.int(),
    open: z
      .boolean()
      .nullable()
      .describe(
        'not yet billed, or on a claim not yet decided, when the run began; null in runs from before this was kept',
      ),
    inWindow: z.boolean(),
    before: outcome.nullable().describe('null where the outcome stays the same'),
    after: outcome.nullable(),
    changes: z
      .array(z.object({ ruleId: z.string(), direction: z.enum(changeDirections) }))
      .describe('every rule that would speak otherwise of it'),
  })
  .meta({ id: 'WhatIfEncounter' });

const contract: Contract = {
  operationId: 'listWhatIfEncounters',
  method: 'GET',
  path: '/v1/whatif/{id}/encounters',
  tag: 'What-if',
  summary: 'List the encounters that a what-if run has found to change so far',
  scope: 'encounters:read',
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({
    ...pageQuery,
    open: z.boolean().optional().describe('only those that were open when the run began, or only the others'),
    ruleId: z.string().max(20).optional().describe('only those of which this rule would speak otherwise'),
    payerId: z.string().max(80).optional(),
  }),
  answers: { 200: { description: 'a page of encounters', schema: pageOf(changed), headers: pageHeaders } },
  problems: [],
};

/** GET /v1/whatif/{id}/encounters */
export function mountWhatIfEncounters(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const { id } = request.params as { id: Id };
    const { tenantId } = principalOf(request);
    const run = await deps.database.snapshot(tenantId, (tx) => readWhatIf(tx, id));
    if (!run) return sendProblem(reply, notFound);
    return answerList<WhatIfEncounterFilter, { id: Id }>(request, reply, (filters, after, rows) =>
      deps.database.snapshot(tenantId, (tx) => listWhatIfEncounters(tx, id, filters, after, rows)),
    );
  });
}
