import { readBatch } from '@claimwright/db/read/batches';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { batchResource, toApiBatch } from './resource.ts';

const contract: Contract = {
  operationId: 'getBatch',
  method: 'GET',
  path: '/v1/batches/{id}',
  tag: 'Batches',
  summary: 'Read a batch and which claims are in it',
  scope: 'claims:read',
  params: z.object({ id: z.uuid() }),
  answers: { 200: { description: 'the batch', schema: batchResource } },
  problems: [],
};

/** GET /v1/batches/{id} */
export function mountGetBatch(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const { id } = request.params as { id: Id };
    const batch = await deps.database.snapshot(principalOf(request).tenantId, (tx) => readBatch(tx, id));
    return batch ? reply.send(toApiBatch(batch)) : sendProblem(reply, notFound);
  });
}
