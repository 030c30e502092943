import { writeAudit } from '@claimwright/db/audit';
import { readBatchContent } from '@claimwright/db/read/batches';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { originOf } from '../request.ts';

const x12 = 'application/edi-x12';

const contract: Contract = {
  operationId: 'getBatchX12',
  method: 'GET',
  path: '/v1/batches/{id}/x12',
  tag: 'Batches',
  summary: 'Fetch the 837 of a batch, the very bytes that are transmitted',
  scope: 'claims:read',
  params: z.object({ id: z.uuid() }),
  answers: {
    200: { description: 'the interchange', contentType: x12, headers: { 'content-disposition': 'the file name' } },
  },
  problems: [],
};

/** GET /v1/batches/{id}/x12; audited, the file holds claims in full. */
export function mountBatchX12(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const { id } = request.params as { id: Id };
    const file = await deps.database.transaction(principalOf(request).tenantId, async (tx) => {
      const found = await readBatchContent(tx, id);
      if (found) {
        await writeAudit(
          tx,
          { ...originOf(request), action: 'batch.read', resourceType: 'batch', resourceIds: [id] },
          deps.clock.now(),
        );
      }
      return found;
    });
    if (!file) return sendProblem(reply, notFound);
    const name = file.fileName.replace(/[^A-Za-z0-9._-]/g, '_');
    return reply.type(x12).header('content-disposition', `attachment; filename="${name}"`).send(file.content);
  });
}
