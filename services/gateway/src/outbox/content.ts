import { writeAudit } from '@claimwright/db/audit';
import { lockLeasedFile } from '@claimwright/db/pipeline/pull';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { problem, sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { originOf } from '../request.ts';

const x12 = 'application/edi-x12';

const contract: Contract = {
  operationId: 'getWaitingFileContent',
  method: 'GET',
  path: '/v1/clearinghouse/outbox/{id}/content',
  tag: 'Clearinghouse',
  summary: 'Fetch a leased file',
  description: 'As often as needed while the lease is yours: the bytes are always the same.',
  scope: 'batches:pull',
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({ lease: z.uuid() }),
  answers: {
    200: {
      description: 'the interchange',
      contentType: x12,
      headers: { 'content-disposition': 'the file name', etag: 'the SHA-256 of the content, in hexadecimal' },
    },
  },
  problems: ['not_found', 'lease_lost'],
};

export const leaseLost = problem(
  'lease_lost',
  'Somebody else has leased the file since, or the lease was never given.',
);

/** GET /v1/clearinghouse/outbox/{id}/content; audited, the file holds claims in full. */
export function mountWaitingFileContent(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const { id } = request.params as { id: Id };
    const { lease } = request.query as { lease: string };
    const { tenantId, routes } = principalOf(request);
    const file = await deps.database.transaction(tenantId, async (tx) => {
      const found = await lockLeasedFile(tx, routes, id, lease);
      if (found?.isHolder) {
        const entry = { ...originOf(request), action: 'batch.pull', resourceType: 'batch', resourceIds: [id] };
        await writeAudit(tx, entry, deps.clock.now());
      }
      return found;
    });
    if (!file) return sendProblem(reply, notFound);
    if (!file.isHolder) return sendProblem(reply, leaseLost);
    const name = file.fileName.replace(/[^A-Za-z0-9._-]/g, '_');
    return reply
      .type(x12)
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('etag', `"${file.sha256}"`)
      .send(file.content);
  });
}
