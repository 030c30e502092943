import { readParkedState } from '@claimwright/db/read/inbound-files';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { parkedState } from './resource.ts';

const contract: Contract = {
  operationId: 'getParkedItem',
  method: 'GET',
  path: '/v1/clearinghouse/parked/{id}',
  tag: 'Clearinghouse',
  summary: 'What became of a parked item; without its text',
  scope: 'files:read',
  params: z.object({ id: z.uuid() }),
  answers: { 200: { description: 'the item', schema: parkedState } },
  problems: [],
};

/** GET /v1/clearinghouse/parked/{id}; the text itself is in the list, and reading it is audited. */
export function mountGetParked(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const { id } = request.params as { id: Id };
    const item = await deps.database.snapshot(principalOf(request).tenantId, (tx) => readParkedState(tx, id));
    return item ? reply.send(item) : sendProblem(reply, notFound);
  });
}
