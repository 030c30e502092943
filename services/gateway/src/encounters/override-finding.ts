import { writeAudit } from '@claimwright/db/audit';
import type { TenantTransaction } from '@claimwright/db/database';
import type { Origin } from '@claimwright/db/intake/accept-encounters';
import { changeEncounter, type EncounterHead, lockEncounter } from '@claimwright/db/intake/change-encounter';
import { saveOverride } from '@claimwright/db/intake/save-override';
import { readLastRun, type ScrubRunRow } from '@claimwright/db/read/encounters';
import type { IsoInstant } from '@claimwright/domain/dates';
import { addDays } from '@claimwright/domain/dates';
import type { FindingOverride } from '@claimwright/domain/finding';
import type { Id } from '@claimwright/domain/ids';
import { type EncounterStatus, nextEncounterStatus } from '@claimwright/domain/lifecycle';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { type Problem, problem } from '@claimwright/http/problem';
import { newId } from '@claimwright/runtime/ids';
import * as z from 'zod';
import { type Change, changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { entityTag, jsonAnswer } from '../request.ts';
import { encounterPath, encounterReceipt, findingOverride, toApiReceipt } from './resource.ts';

/** A release nobody looks at again would let the same fault through for ever. */
const daysOfRelease = 90;

const overrideRequest = z
  .strictObject({
    ruleId: z.string().trim().min(1).max(40),
    pointer: z.string().max(200).describe('the pointer of the finding, as it was given'),
    reason: z.string().trim().min(3).max(500).describe('why it is right as it is; kept for audit'),
    expiresAt: z.iso
      .datetime({ offset: true })
      .optional()
      .describe(`from when on the finding counts again; ${daysOfRelease} days from now when absent`),
  })
  .meta({ id: 'OverrideRequest' });
export type OverrideRequest = z.output<typeof overrideRequest>;

const contract: Contract = {
  operationId: 'overrideFinding',
  method: 'POST',
  path: '/v1/encounters/{id}/findings:override',
  tag: 'Encounters',
  summary: 'Release a finding with a reason',
  description:
    'Only findings with `overridable: true` of the last run can be released; the checks then run again with the release known to them.',
  scope: 'findings:override',
  idempotent: true,
  params: z.object({ id: z.uuid() }),
  body: { contentTypes: ['application/json'], schema: overrideRequest, description: 'which finding, and why' },
  answers: {
    201: {
      description: 'released; the checks run again',
      schema: z.object({ override: findingOverride, encounter: encounterReceipt }),
      headers: { etag: 'the new version of the encounter', location: 'the encounter' },
    },
  },
  problems: [
    'malformed_json',
    'invalid_content',
    'finding_not_overridable',
    'encounter_billed',
    'payload_too_large',
    'unsupported_media_type',
  ],
};

/** POST /v1/encounters/{id}/findings:override */
export function mountOverrideFinding(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, (request, reply) => {
    const { id } = request.params as { id: Id };
    const wish = request.body as OverrideRequest;
    return changeOnce(deps, request, reply, request.bodyText, (tx, at, origin) =>
      overrideFinding(tx, id, wish, at, origin),
    );
  });
}

/** Releases one finding of one encounter, in the caller's transaction: the use case behind the single and the bulk operation. */
export async function overrideFinding(
  tx: TenantTransaction,
  id: Id,
  wish: OverrideRequest,
  at: IsoInstant,
  origin: Origin,
): Promise<Change> {
  const head = await lockEncounter(tx, id);
  const decision = decideOverride(head, head && (await readLastRun(tx, id)), wish, at);
  if (!decision.ok) return decision;
  const override: FindingOverride & { id: Id } = {
    ...wish,
    expiresAt: decision.expiresAt,
    id: newId(),
    actor: origin.actor,
    createdAt: at,
  };
  await saveOverride(tx, override.id, id, override);
  const detail = { ruleId: wish.ruleId, pointer: wish.pointer, overrideId: override.id };
  const version = await changeEncounter(tx, {
    head: decision.head,
    event: 'findings_overridden',
    toStatus: decision.toStatus,
    at,
    actor: origin.actor,
    detail,
  });
  await writeAudit(
    tx,
    { ...origin, action: 'finding.override', resourceType: 'encounter', resourceIds: [id], detail },
    at,
  );
  const encounter = toApiReceipt({ ...decision.head, version, status: decision.toStatus });
  const body = { override: { ...override, expiresAt: override.expiresAt ?? null, ended: null }, encounter };
  return { ok: true, answer: jsonAnswer(201, body, { etag: entityTag(version), location: encounterPath(id) }) };
}

type OverrideDecision =
  | { ok: true; head: EncounterHead; toStatus: EncounterStatus; expiresAt: string }
  | { ok: false; problem: Problem };

/** Whether the wish names a finding of the last run that may be released, and what the encounter becomes. */
export function decideOverride(
  head: EncounterHead | undefined,
  run: ScrubRunRow | undefined,
  wish: OverrideRequest,
  at: string,
): OverrideDecision {
  if (!head) return { ok: false, problem: notFound };
  const expiresAt =
    wish.expiresAt === undefined
      ? `${addDays(at.slice(0, 10), daysOfRelease)}${at.slice(10)}`
      : new Date(wish.expiresAt).toISOString();
  if (expiresAt <= at) return invalid('/expiresAt', 'future', 'must lie in the future');
  const finding = run?.findings.find((one) => one.ruleId === wish.ruleId && one.pointer === wish.pointer);
  if (!finding) return invalid('/pointer', 'finding', `names no finding of rule ${wish.ruleId} in the last run`);
  if (!finding.overridable) return refuse(`Rule ${finding.ruleId} cannot be overridden: ${finding.action}`);
  if (finding.verdict !== 'fail')
    return refuse(`The finding has the verdict ${finding.verdict}; there is nothing to release.`);
  const toStatus = nextEncounterStatus(head.status, 'findings_overridden');
  if (head.status === 'billed')
    return { ok: false, problem: problem('encounter_billed', 'The encounter is on a claim.') };
  if (!toStatus) return refuse(`An encounter that is ${head.status} is not held by its findings.`);
  return { ok: true, head, toStatus, expiresAt };
}

function refuse(detail: string): OverrideDecision {
  return { ok: false, problem: problem('finding_not_overridable', detail) };
}

function invalid(pointer: string, rule: string, message: string): OverrideDecision {
  return {
    ok: false,
    problem: problem('invalid_content', `${pointer} ${message}.`, { errors: [{ pointer, rule, message }] }),
  };
}
