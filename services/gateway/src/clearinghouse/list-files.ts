import { type InboundFileFilters, listInboundFiles } from '@claimwright/db/read/inbound-files';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { answerList, pageHeaders, pageOf, pageQuery } from '../list.ts';
import { fileResource, toApiFile } from './resource.ts';

const contract: Contract = {
  operationId: 'listFiles',
  method: 'GET',
  path: '/v1/clearinghouse/files',
  tag: 'Clearinghouse',
  summary: 'List the files clearinghouses have handed in, newest first',
  scope: 'files:read',
  query: z.strictObject({ ...pageQuery, status: z.enum(['received', 'processed', 'parked']).optional() }),
  answers: { 200: { description: 'a page of files', schema: pageOf(fileResource), headers: pageHeaders } },
  problems: [],
};

/** GET /v1/clearinghouse/files */
export function mountListFiles(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, (request, reply) =>
    answerList<InboundFileFilters, ReturnType<typeof toApiFile>>(request, reply, async (filters, after, rows) => {
      const { tenantId } = principalOf(request);
      const files = await deps.database.snapshot(tenantId, (tx) => listInboundFiles(tx, filters, after, rows));
      return files.map(toApiFile);
    }),
  );
}
