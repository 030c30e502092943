import { codeSetNames } from '@claimwright/codesets/edition';
import { type EditionFilter, knownEditions } from '@claimwright/db/read/editions';
import { isoDate } from '@claimwright/domain/dates';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';

const statuses = ['candidate', 'active', 'retired'] as const;

const edition = z
  .object({
    set: z.enum(codeSetNames),
    edition: z.string(),
    status: z.enum(statuses),
    origin: z.enum(['imported', 'built_in']).describe('built-in ones stand behind every imported one'),
    effectiveFrom: isoDate.describe('first date of service it serves'),
    effectiveTo: isoDate.nullable().describe('last; null: until a later edition'),
    complete: z.boolean().describe('whether a code that is not in it does not exist'),
    rowCount: z.int(),
    sourceSha256: z.string(),
    importedAt: z.iso.datetime().nullable(),
    importedBy: z.string().nullable(),
    licenseAcceptedBy: z.string().nullable(),
  })
  .meta({ id: 'CodeSetEdition' });

const contract: Contract = {
  operationId: 'listCodeSetEditions',
  method: 'GET',
  path: '/v1/code-sets',
  tag: 'Code sets',
  summary: 'List the editions of code sets, by set and the date they begin to serve',
  description: 'Editions are shared by all tenants of an installation; its operator imports and activates them.',
  scope: 'encounters:read',
  query: z.strictObject({ set: z.enum(codeSetNames).optional(), status: z.enum(statuses).optional() }),
  answers: { 200: { description: 'all editions', schema: z.object({ items: z.array(edition) }) } },
  problems: [],
};

/** GET /v1/code-sets */
export function mountListEditions(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const filter = request.query as EditionFilter;
    const items = await deps.database.snapshot(principalOf(request).tenantId, (tx) => knownEditions(tx, filter));
    return reply.send({ items });
  });
}
