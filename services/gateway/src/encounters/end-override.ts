import { writeAudit } from '@claimwright/db/audit';
import type { TenantTransaction } from '@claimwright/db/database';
import type { Origin } from '@claimwright/db/intake/accept-encounters';
import { changeEncounter, lockEncounter } from '@claimwright/db/intake/change-encounter';
import { endOverrides } from '@claimwright/db/intake/end-overrides';
import { readOverrides } from '@claimwright/db/read/encounters';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import { nextEncounterStatus } from '@claimwright/domain/lifecycle';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { problem } from '@claimwright/http/problem';
import * as z from 'zod';
import { type Change, changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { entityTag, jsonAnswer } from '../request.ts';
import { encounterPath, encounterReceipt, findingOverride, toApiOverride, toApiReceipt } from './resource.ts';

const endRequest = z
  .strictObject({
    ruleId: z.string().trim().min(1).max(40),
    pointer: z.string().max(200).describe('the pointer of the finding, as it was released'),
    reason: z.string().trim().min(3).max(500).describe('why it is not right after all; kept for audit'),
  })
  .meta({ id: 'EndOverrideRequest' });
export type EndOverrideRequest = z.output<typeof endRequest>;

const contract: Contract = {
  operationId: 'endOverride',
  method: 'POST',
  path: '/v1/encounters/{id}/findings:endOverride',
  tag: 'Encounters',
  summary: 'Take the release of a finding back',
  description:
    'Ends every override of the finding that is in force. Nothing of what was said is erased; the checks then run again without the release. What is on a claim has been told the payer: correct or void the claim.',
  scope: 'findings:override',
  idempotent: true,
  params: z.object({ id: z.uuid() }),
  body: { contentTypes: ['application/json'], schema: endRequest, description: 'whose release, and why' },
  answers: {
    200: {
      description: 'taken back; the checks run again',
      schema: z.object({ overrides: z.array(findingOverride), encounter: encounterReceipt }),
      headers: { etag: 'the new version of the encounter', location: 'the encounter' },
    },
  },
  problems: ['malformed_json', 'invalid_content', 'encounter_billed', 'payload_too_large', 'unsupported_media_type'],
};

/** POST /v1/encounters/{id}/findings:endOverride */
export function mountEndOverride(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, (request, reply) => {
    const { id } = request.params as { id: Id };
    const wish = request.body as EndOverrideRequest;
    return changeOnce(deps, request, reply, request.bodyText, (tx, at, origin) =>
      endOverride(tx, id, wish, at, origin),
    );
  });
}

/** Takes the release of one finding of one encounter back, in the caller's transaction. */
async function endOverride(
  tx: TenantTransaction,
  id: Id,
  { ruleId, pointer, reason }: EndOverrideRequest,
  at: IsoInstant,
  origin: Origin,
): Promise<Change> {
  const head = await lockEncounter(tx, id);
  if (!head) return { ok: false, problem: notFound };
  const toStatus = nextEncounterStatus(head.status, 'override_ended');
  if (!toStatus) {
    const detail = 'The encounter is on a claim. Correct it through the claim: POST /v1/claims/{id}:correct.';
    return { ok: false, problem: problem('encounter_billed', detail) };
  }
  const ended = await endOverrides(tx, { encounterId: id, ruleId, pointer }, { reason, actor: origin.actor, at });
  if (ended.length === 0) {
    const message = `names no finding of rule ${ruleId} whose release is in force`;
    const errors = [{ pointer: '/pointer', rule: 'override', message }];
    return { ok: false, problem: problem('invalid_content', `/pointer ${message}.`, { errors }) };
  }
  const detail = { ruleId, pointer, overrideIds: ended };
  const change = { head, event: 'override_ended', toStatus, at, actor: origin.actor, detail } as const;
  const version = await changeEncounter(tx, change);
  const entry = { ...origin, action: 'finding.override.end', resourceType: 'encounter', resourceIds: [id], detail };
  await writeAudit(tx, entry, at);
  const overrides = (await readOverrides(tx, [id])).filter((one) => ended.includes(one.id)).map(toApiOverride);
  const body = { overrides, encounter: toApiReceipt({ ...head, version, status: toStatus }) };
  return { ok: true, answer: jsonAnswer(200, body, { etag: entityTag(version), location: encounterPath(id) }) };
}
