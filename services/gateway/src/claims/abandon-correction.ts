import { writeAudit } from '@claimwright/db/audit';
import type { TenantTransaction } from '@claimwright/db/database';
import { type Origin, toDbEncounter } from '@claimwright/db/intake/accept-encounters';
import { changeEncounter } from '@claimwright/db/intake/change-encounter';
import { lockClaim, lockClaimedEncounters, noteCorrection } from '@claimwright/db/intake/correct-claim';
import { restoreRepairs } from '@claimwright/db/intake/restore-repairs';
import {
  type AbandonableCorrection,
  encountersInOtherCorrections,
  finishAbandoned,
  lockAbandonable,
} from '@claimwright/db/pipeline/abandon-correction';
import type { CorrectionKind } from '@claimwright/db/pipeline/corrections';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import { nextEncounterStatus } from '@claimwright/domain/lifecycle';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import { type Change, changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { type AcceptedVersions, readIfMatch } from '../if-match.ts';
import { jsonAnswer } from '../request.ts';
import { correctionReason, notCorrectable } from './ask-correction.ts';
import { claimIfMatch, refuseOvertaken } from './claim-version.ts';
import { type GivenBack, planUndoing, undo } from './withdraw-correction.ts';

const receipt = z
  .object({
    id: z.uuid(),
    claimId: z.uuid(),
    kind: z.enum(['correct', 'void', 'resubmit', 'bill_next']),
    status: z.literal('abandoned'),
    encounterIds: z.array(z.uuid()).describe('encounters that hold again what they held before'),
    links: z.object({ claim: z.string() }),
  })
  .meta({ id: 'AbandonedCorrection' });

const contract: Contract = {
  operationId: 'abandonCorrection',
  method: 'POST',
  path: '/v1/claims/{id}:abandon-correction',
  tag: 'Claims',
  summary: 'Give up a correction that was begun and not sent',
  description:
    'For what was asked of a claim and is not wanted any more: a correction that the checks hold (`corrections` with status `waiting`), or one that was carried out (`done`) and whose claim nobody has sent. Its encounters hold again what they held before and are billed by the claim, which stands as it was sent; a claim that was made for it is over, and what was asked of people before it is asked again. What stands in a batch goes out with it, since the bytes of a batch do not change, and what was sent is corrected like any other claim: then the refusal says so.',
  scope: 'claims:write',
  idempotent: true,
  params: z.object({ id: z.uuid() }),
  headers: claimIfMatch(true),
  body: {
    contentTypes: ['application/json'],
    schema: z.strictObject({ reason: correctionReason }).meta({ id: 'AbandonReason' }),
    description: 'why',
  },
  answers: { 200: { description: 'given up', schema: receipt } },
  problems: [
    'malformed_json',
    'malformed_request',
    'invalid_content',
    'precondition_required',
    'precondition_failed',
    'claim_not_correctable',
    'unsupported_media_type',
  ],
};

/** POST /v1/claims/{id}:abandon-correction */
export function mountAbandonCorrection(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const ifMatch = readIfMatch(request.headers['if-match']);
    if (!ifMatch.ok) return sendProblem(reply, ifMatch.problem);
    const { id } = request.params as { id: Id };
    const { reason } = request.body as { reason: string };
    return changeOnce(deps, request, reply, request.bodyText, (tx, at, origin) =>
      abandon(tx, id, reason, ifMatch.versions, at, origin),
    );
  });
}

async function abandon(
  tx: TenantTransaction,
  claimId: Id,
  reason: string,
  versions: AcceptedVersions,
  at: IsoInstant,
  origin: Origin,
): Promise<Change> {
  const claim = await lockClaim(tx, claimId);
  if (!claim) return { ok: false, problem: notFound };
  const overtaken = await refuseOvertaken(tx, claimId, versions);
  if (overtaken) return { ok: false, problem: overtaken };
  const correction = await lockAbandonable(tx, claimId);
  if (!correction) return withdraw(tx, claimId, reason, at, origin);
  const encounters = correction.kind === 'correct' ? await changedBy(tx, claimId, correction) : [];
  if (typeof encounters === 'string') return refused(encounters);
  const given = { claimId, reason, correctionId: correction.id };
  const encounterIds = await giveBack(tx, encounters, given, at, origin);
  const { id, kind } = correction;
  await finishAbandoned(tx, { id, claimId, by: origin.actor, reason, encounterIds }, at);
  const detail = { abandoned: kind, reason, correctionId: id };
  await noteCorrection(tx, claim, detail, { actor: origin.actor, at });
  return done(tx, { id, claimId, kind, encounterIds }, reason, at, origin);
}

/** Takes a claim out that carries the correction and waits to be sent. */
async function withdraw(
  tx: TenantTransaction,
  asked: Id,
  reason: string,
  at: IsoInstant,
  origin: Origin,
): Promise<Change> {
  const undoing = await planUndoing(tx, asked);
  if (typeof undoing === 'string') return refused(undoing);
  const { id, kind, claimId } = undoing.correction;
  const encounterIds = await giveBack(tx, undoing.encounters, { claimId, reason, correctionId: id }, at, origin);
  await finishAbandoned(tx, { id, claimId, by: origin.actor, reason, encounterIds }, at, 'done');
  await undo(tx, undoing, reason, at, origin);
  return done(tx, { id, claimId, kind, encounterIds }, reason, at, origin);
}

/** Puts back what encounters held before, with the repairs that were theirs. */
async function giveBack(
  tx: TenantTransaction,
  encounters: readonly GivenBack[],
  detail: { claimId: Id; reason: string; correctionId: Id },
  at: IsoInstant,
  { actor }: Origin,
): Promise<Id[]> {
  for (const { head, content, toStatus } of encounters) {
    const columns = toDbEncounter(content);
    await changeEncounter(tx, { head, event: 'correction_abandoned', toStatus, at, actor, columns, detail });
    await restoreRepairs(tx, head.id);
  }
  return encounters.map(({ head }) => head.id);
}

async function done(
  tx: TenantTransaction,
  given: { id: Id; claimId: Id; kind: CorrectionKind; encounterIds: Id[] },
  reason: string,
  at: IsoInstant,
  origin: Origin,
): Promise<Change> {
  const { claimId, kind } = given;
  const action = 'claim.abandon_correction';
  await writeAudit(
    tx,
    { ...origin, action, resourceType: 'claim', resourceIds: [claimId], detail: { reason, kind } },
    at,
  );
  const links = { claim: `/v1/claims/${claimId}` };
  return { ok: true, answer: jsonAnswer(200, { ...given, status: 'abandoned', links }) };
}

/** The encounters that the correction changed, with what they held before; or why they cannot be given back. */
async function changedBy(tx: TenantTransaction, claimId: Id, { id, contentsBefore }: AbandonableCorrection) {
  if (contentsBefore === null) {
    return 'It was begun before what its encounters held was kept; correct the encounters instead.';
  }
  const ids = Object.keys(contentsBefore);
  const heads = new Map((await lockClaimedEncounters(tx, claimId)).map((head) => [head.id, head]));
  const shared = await encountersInOtherCorrections(tx, id, ids);
  if (shared.length > 0) return 'Its encounter is being corrected for another claim as well; give that one up first.';
  const changed: GivenBack[] = [];
  for (const encounterId of ids) {
    const head = heads.get(encounterId);
    const content = contentsBefore[encounterId];
    if (!head?.live || !content) {
      return 'The claim does not bill its encounter any more: it was rejected since. Correct the encounter instead.';
    }
    if (head.status === 'billed') continue;
    if (nextEncounterStatus(head.status, 'correction_abandoned') !== 'billed')
      return `Its encounter is ${head.status}.`;
    changed.push({ head, content, toStatus: 'billed' });
  }
  return changed;
}

function refused(detail: string): Change {
  return { ok: false, problem: notCorrectable(detail) };
}
