import { writeAudit } from '@claimwright/db/audit';
import { type EncounterDetail, findEncounterId, readEncounter } from '@claimwright/db/read/encounters';
import type { Id } from '@claimwright/domain/ids';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { entityTag, originOf } from '../request.ts';
import { encounterResource, toApiEncounter } from './resource.ts';

const answers: Contract['answers'] = {
  200: { description: 'the encounter and its history', schema: encounterResource, headers: { etag: 'its version' } },
};

const byId: Contract = {
  operationId: 'getEncounter',
  method: 'GET',
  path: '/v1/encounters/{id}',
  tag: 'Encounters',
  summary: 'Read an encounter with its findings, events and claims',
  scope: 'encounters:read',
  params: z.object({ id: z.uuid() }),
  answers,
  problems: [],
};

const byExternalId: Contract = {
  operationId: 'getEncounterByExternalId',
  method: 'GET',
  path: '/v1/encounters/external/{externalId}',
  tag: 'Encounters',
  summary: "Read an encounter by the sender's own id",
  scope: 'encounters:read',
  params: z.object({ externalId: z.string().min(1).max(64) }),
  answers,
  problems: [],
};

/** GET /v1/encounters/{id} and GET /v1/encounters/external/{externalId} */
export function mountGetEncounter(to: Mounted, deps: GatewayDeps): void {
  mount(to, byId, async (request, reply) => {
    const { id } = request.params as { id: Id };
    return send(reply, await readAudited(deps, request, { id }));
  });
  mount(to, byExternalId, async (request, reply) => {
    const { externalId } = request.params as { externalId: string };
    return send(reply, await readAudited(deps, request, { externalId }));
  });
}

async function readAudited(
  deps: GatewayDeps,
  request: FastifyRequest,
  by: { id: Id } | { externalId: string },
): Promise<EncounterDetail | undefined> {
  return deps.database.transaction(principalOf(request).tenantId, async (tx) => {
    const id = 'id' in by ? by.id : await findEncounterId(tx, by.externalId);
    const encounter = id === undefined ? undefined : await readEncounter(tx, id);
    if (encounter) {
      await writeAudit(
        tx,
        { ...originOf(request), action: 'encounter.read', resourceType: 'encounter', resourceIds: [encounter.id] },
        deps.clock.now(),
      );
    }
    return encounter;
  });
}

function send(reply: FastifyReply, encounter: EncounterDetail | undefined): FastifyReply {
  if (!encounter) return sendProblem(reply, notFound);
  return reply.header('etag', entityTag(encounter.version)).send(toApiEncounter(encounter));
}
