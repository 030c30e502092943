import { writeAudit } from '@claimwright/db/audit';
import { toDbEncounter } from '@claimwright/db/intake/accept-encounters';
import { changeEncounter, type EncounterHead, lockEncounter } from '@claimwright/db/intake/change-encounter';
import type { StoredAnswer } from '@claimwright/db/intake/stored-answer';
import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import { type EncounterStatus, nextEncounterStatus } from '@claimwright/domain/lifecycle';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { type Problem, problem, sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import { changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { type AcceptedVersions, readIfMatch } from '../if-match.ts';
import { entityTag, jsonAnswer } from '../request.ts';
import { encounterReceipt, toApiReceipt } from './resource.ts';

const contract: Contract = {
  operationId: 'updateEncounter',
  method: 'PUT',
  path: '/v1/encounters/{id}',
  tag: 'Encounters',
  summary: 'Replace an encounter that is not billed yet',
  description:
    'The checks run again over the new content. What is on a claim is corrected through the claim: POST /v1/claims/{id}:correct.',
  scope: 'encounters:write',
  idempotent: true,
  params: z.object({ id: z.uuid() }),
  headers: { 'If-Match': { description: 'the ETag of the version that is replaced', required: true } },
  body: { contentTypes: ['application/json'], schema: encounterInput, description: 'the whole new content' },
  answers: {
    200: { description: 'replaced and durable', schema: encounterReceipt, headers: { etag: 'the new version' } },
  },
  problems: [
    'malformed_json',
    'malformed_request',
    'invalid_content',
    'precondition_required',
    'precondition_failed',
    'encounter_billed',
    'payload_too_large',
    'unsupported_media_type',
  ],
};

/** PUT /v1/encounters/{id} */
export function mountUpdateEncounter(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const ifMatch = readIfMatch(request.headers['if-match']);
    if (!ifMatch.ok) return sendProblem(reply, ifMatch.problem);
    const { id } = request.params as { id: Id };
    const content = request.body as EncounterInput;
    return changeOnce(deps, request, reply, request.bodyText, async (tx, at, origin) => {
      const decision = decideUpdate(await lockEncounter(tx, id), ifMatch.versions, content.externalId);
      if (!decision.ok) return decision;
      const { head, toStatus } = decision;
      const version = await changeEncounter(tx, {
        head,
        event: 'updated',
        toStatus,
        at,
        actor: origin.actor,
        columns: toDbEncounter(content),
      });
      await writeAudit(
        tx,
        { ...origin, action: 'encounter.update', resourceType: 'encounter', resourceIds: [id], detail: { version } },
        at,
      );
      return { ok: true, answer: receipt(head, version, toStatus) };
    });
  });
}

function receipt(head: EncounterHead, version: number, status: EncounterStatus): StoredAnswer {
  const { id, externalId, receivedAt } = head;
  return jsonAnswer(200, toApiReceipt({ id, externalId, version, status, receivedAt }), { etag: entityTag(version) });
}

type UpdateDecision = { ok: true; head: EncounterHead; toStatus: EncounterStatus } | { ok: false; problem: Problem };

/** Whether the encounter may be replaced, and what it becomes. */
export function decideUpdate(
  head: EncounterHead | undefined,
  versions: AcceptedVersions,
  externalId: string,
): UpdateDecision {
  if (!head) return { ok: false, problem: notFound };
  if (versions !== 'any' && !versions.has(head.version)) {
    const detail = `The encounter is at version ${head.version}; read it again before changing it.`;
    return { ok: false, problem: problem('precondition_failed', detail, { members: { version: head.version } }) };
  }
  const toStatus = nextEncounterStatus(head.status, 'updated');
  if (!toStatus) {
    const detail = 'The encounter is on a claim. Correct it through the claim: POST /v1/claims/{id}:correct.';
    return { ok: false, problem: problem('encounter_billed', detail) };
  }
  if (externalId !== head.externalId) {
    const errors = [{ pointer: '/externalId', rule: 'immutable', message: 'cannot be changed' }];
    return { ok: false, problem: problem('invalid_content', '/externalId cannot be changed.', { errors }) };
  }
  return { ok: true, head, toStatus };
}
