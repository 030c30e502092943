import { listFactEditions } from '@claimwright/db/facts/fact-editions';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { factEdition } from './resource.ts';

const contract: Contract = {
  operationId: 'listTenantFacts',
  method: 'GET',
  path: '/v1/tenant-facts',
  tag: 'Tenant facts',
  summary: 'List the tables that are loaded; the rules that ask for another have no data',
  scope: 'encounters:read',
  answers: { 200: { description: 'all of them', schema: z.object({ items: z.array(factEdition) }) } },
  problems: [],
};

/** GET /v1/tenant-facts */
export function mountListFacts(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) =>
    reply.send({ items: await deps.database.snapshot(principalOf(request).tenantId, listFactEditions) }),
  );
}
