import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import type { FastifyReply } from 'fastify';
import type { GatewayDeps } from '../dependencies.ts';
import { idempotencyOf, originOf, sendAnswer, sendReplay } from '../request.ts';
import type { Accept, Accepted } from './accept.ts';
import { encounterReceipt } from './resource.ts';

const contract: Contract = {
  operationId: 'createEncounter',
  method: 'POST',
  path: '/v1/encounters',
  tag: 'Encounters',
  summary: 'Post an encounter',
  description:
    'Answers 202 once the encounter is durably stored. The coding checks, the claim and its way to the payer follow by themselves; nothing that happens there holds up this answer. Whether the content can be billed is not judged here: that is what the findings say.',
  scope: 'encounters:write',
  idempotent: true,
  body: {
    contentTypes: ['application/json'],
    schema: encounterInput,
    description: 'what the EHR knows about the visit',
  },
  answers: {
    202: {
      description: 'accepted and durable',
      schema: encounterReceipt,
      headers: { location: 'where the encounter is', etag: 'its version' },
    },
  },
  problems: ['malformed_json', 'invalid_content', 'external_id_taken', 'payload_too_large', 'unsupported_media_type'],
};

/** POST /v1/encounters */
export function mountCreateEncounter(to: Mounted, _deps: GatewayDeps, accept: Accept): void {
  mount(to, contract, async (request, reply) => {
    const idempotency = idempotencyOf(request, request.bodyText);
    if (!idempotency.ok) return sendProblem(reply, idempotency.problem);
    const { tenantId } = principalOf(request);
    const content = request.body as EncounterInput;
    return sendAccepted(
      reply,
      await accept({ tenantId, origin: originOf(request), content, idempotency: idempotency.key }),
    );
  });
}

function sendAccepted(reply: FastifyReply, accepted: Accepted): FastifyReply {
  switch (accepted.kind) {
    case 'accepted':
      return sendAnswer(reply, accepted.answer);
    case 'replayed':
      return sendReplay(reply, accepted.answer);
    case 'refused':
      return sendProblem(reply, accepted.problem);
  }
}
