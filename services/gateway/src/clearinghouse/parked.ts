import { writeAudit } from '@claimwright/db/audit';
import { listParkedItems, type ParkedFilters, type ParkedItemRow } from '@claimwright/db/read/inbound-files';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { answerList, pageHeaders, pageOf, pageQuery } from '../list.ts';
import { originOf } from '../request.ts';
import { parkedItem } from './resource.ts';

const contract: Contract = {
  operationId: 'listParkedItems',
  method: 'GET',
  path: '/v1/clearinghouse/parked',
  tag: 'Clearinghouse',
  summary: 'List what could not be used of inbound files, with the reason',
  scope: 'files:read',
  query: z.strictObject({
    ...pageQuery,
    state: z.enum(['open', 'resolved']).optional(),
    inboundFileId: z.uuid().optional(),
  }),
  answers: { 200: { description: 'a page of parked items', schema: pageOf(parkedItem), headers: pageHeaders } },
  problems: [],
};

/** GET /v1/clearinghouse/parked; audited, parked parts of an 835 are parts of claims. */
export function mountParked(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, (request, reply) =>
    answerList<ParkedFilters, ParkedItemRow>(request, reply, (filters, after, rows) =>
      deps.database.transaction(principalOf(request).tenantId, async (tx) => {
        const items = await listParkedItems(tx, filters, after, rows);
        // The last row only tells that there is another page.
        const resourceIds = items.slice(0, rows - 1).map((item) => item.id);
        const entry = { ...originOf(request), action: 'parked_item.read', resourceType: 'parked_item', resourceIds };
        await writeAudit(tx, entry, deps.clock.now());
        return items;
      }),
    ),
  );
}
