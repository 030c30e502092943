import { type BatchFilters, listBatches } from '@claimwright/db/read/batches';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { answerList, pageHeaders, pageOf, pageQuery } from '../list.ts';
import { batchSummary, toApiBatch } from './resource.ts';

const contract: Contract = {
  operationId: 'listBatches',
  method: 'GET',
  path: '/v1/batches',
  tag: 'Batches',
  summary: 'List batches of claims, newest first',
  scope: 'claims:read',
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(['built', 'transmitted']).optional(),
    route: z.string().min(1).max(80).optional(),
  }),
  answers: { 200: { description: 'a page of batches', schema: pageOf(batchSummary), headers: pageHeaders } },
  problems: [],
};

/** GET /v1/batches */
export function mountListBatches(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, (request, reply) =>
    answerList<BatchFilters, ReturnType<typeof toApiBatch>>(request, reply, async (filters, after, rows) => {
      const { tenantId } = principalOf(request);
      const batches = await deps.database.snapshot(tenantId, (tx) => listBatches(tx, filters, after, rows));
      return batches.map(toApiBatch);
    }),
  );
}
