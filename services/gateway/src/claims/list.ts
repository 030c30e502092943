import { writeAudit } from '@claimwright/db/audit';
import { type ClaimFilters, type ClaimListRow, listClaims } from '@claimwright/db/read/claims';
import { isoDate } from '@claimwright/domain/dates';
import { claimStatuses } from '@claimwright/domain/lifecycle';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { answerList, pageHeaders, pageOf, pageQuery } from '../list.ts';
import { originOf } from '../request.ts';
import { claimSummary } from './resource.ts';

const contract: Contract = {
  operationId: 'listClaims',
  method: 'GET',
  path: '/v1/claims',
  tag: 'Claims',
  summary: 'List claims, newest first',
  scope: 'claims:read',
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(claimStatuses).optional(),
    payerId: z.string().min(1).max(80).optional(),
    encounterId: z.uuid().optional(),
    patientControlNumber: z.string().min(1).max(38).optional(),
    serviceFrom: isoDate.optional().describe('first date of service on or after'),
    serviceTo: isoDate.optional().describe('first date of service on or before'),
  }),
  answers: { 200: { description: 'a page of claims', schema: pageOf(claimSummary), headers: pageHeaders } },
  problems: [],
};

/** GET /v1/claims; the reading of each claim on the page is audited. */
export function mountListClaims(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, (request, reply) =>
    answerList<ClaimFilters, ClaimListRow>(request, reply, (filters, after, rows) =>
      deps.database.transaction(principalOf(request).tenantId, async (tx) => {
        const claims = await listClaims(tx, filters, after, rows);
        // The last row only tells that there is another page.
        const resourceIds = claims.slice(0, rows - 1).map((claim) => claim.id);
        const entry = { ...originOf(request), action: 'claim.read', resourceType: 'claim', resourceIds };
        await writeAudit(tx, entry, deps.clock.now());
        return claims;
      }),
    ),
  );
}
