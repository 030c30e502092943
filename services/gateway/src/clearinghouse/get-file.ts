import { readInboundFile } from '@claimwright/db/read/inbound-files';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { fileResource, toApiFile } from './resource.ts';

const contract: Contract = {
  operationId: 'getFile',
  method: 'GET',
  path: '/v1/clearinghouse/files/{id}',
  tag: 'Clearinghouse',
  summary: 'What became of a file',
  scope: 'files:read',
  params: z.object({ id: z.uuid() }),
  answers: { 200: { description: 'the file', schema: fileResource } },
  problems: [],
};

/** GET /v1/clearinghouse/files/{id} */
export function mountGetFile(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const { id } = request.params as { id: Id };
    const file = await deps.database.snapshot(principalOf(request).tenantId, (tx) => readInboundFile(tx, id));
    return file ? reply.send(toApiFile(file)) : sendProblem(reply, notFound);
  });
}
