import { writeAudit } from '@claimwright/db/audit';
import { readClaim } from '@claimwright/db/read/claims';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { entityTag, originOf } from '../request.ts';
import { readClaimFamily } from './family.ts';
import { claimResource, toApiClaim } from './resource.ts';

const contract: Contract = {
  operationId: 'getClaim',
  method: 'GET',
  path: '/v1/claims/{id}',
  tag: 'Claims',
  summary: 'Read a claim with its timeline, findings and ledger',
  scope: 'claims:read',
  params: z.object({ id: z.uuid() }),
  answers: { 200: { description: 'the claim', schema: claimResource, headers: { etag: 'its content version' } } },
  problems: [],
};

/** GET /v1/claims/{id}; every reading is audited. */
export function mountGetClaim(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const { id } = request.params as { id: Id };
    const claim = await deps.database.transaction(principalOf(request).tenantId, async (tx) => {
      const found = await readClaim(tx, id);
      if (found) {
        await writeAudit(
          tx,
          { ...originOf(request), action: 'claim.read', resourceType: 'claim', resourceIds: [id] },
          deps.clock.now(),
        );
      }
      return found && toApiClaim(found, await readClaimFamily(tx, id));
    });
    if (!claim) return sendProblem(reply, notFound);
    return reply.header('etag', entityTag(claim.contentVersion)).send(claim);
  });
}
