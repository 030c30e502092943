import { type EncounterFilters, listEncounters } from '@claimwright/db/read/encounters';
import { isoDate } from '@claimwright/domain/dates';
import { encounterStatuses } from '@claimwright/domain/lifecycle';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { answerList, pageHeaders, pageOf, pageQuery } from '../list.ts';
import { encounterSummary } from './resource.ts';

const contract: Contract = {
  operationId: 'listEncounters',
  method: 'GET',
  path: '/v1/encounters',
  tag: 'Encounters',
  summary: 'List encounters, newest first',
  scope: 'encounters:read',
  query: z.strictObject({
    ...pageQuery,
    externalId: z.string().min(1).max(64).optional().describe("the sender's own id: at most one item"),
    status: z.enum(encounterStatuses).optional(),
    payerId: z.string().min(1).max(80).optional(),
    serviceFrom: isoDate.optional().describe('first date of service on or after'),
    serviceTo: isoDate.optional().describe('first date of service on or before'),
    receivedSince: z.iso.datetime({ offset: true }).optional(),
  }),
  answers: { 200: { description: 'a page of encounters', schema: pageOf(encounterSummary), headers: pageHeaders } },
  problems: [],
};

/** GET /v1/encounters */
export function mountListEncounters(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, (request, reply) =>
    answerList<EncounterFilters, Awaited<ReturnType<typeof listEncounters>>[number]>(
      request,
      reply,
      (filters, after, rows) =>
        deps.database.snapshot(principalOf(request).tenantId, (tx) => listEncounters(tx, filters, after, rows)),
    ),
  );
}
