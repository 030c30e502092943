import type { TenantTransaction } from '@claimwright/db/database';
import { type Origin, toDbEncounter } from '@claimwright/db/intake/accept-encounters';
import { changeEncounter, type EncounterChange } from '@claimwright/db/intake/change-encounter';
import { lockClaimedEncounters } from '@claimwright/db/intake/correct-claim';
import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import { wasRecalled } from '@claimwright/db/read/last-hand-over';
import { whyNotAsked } from '@claimwright/domain/claim-operations';
import type { IsoInstant } from '@claimwright/domain/dates';
import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import { nextEncounterStatus } from '@claimwright/domain/lifecycle';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import { type Problem, problem, sendProblem } from '@claimwright/http/problem';
import * as z from 'zod';
import { changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { readIfMatch } from '../if-match.ts';
import {
  askCorrection,
  correctionReason,
  correctionReceipt,
  notCorrectable,
  payersOwnNumber,
  type Wish,
} from './ask-correction.ts';
import { claimIfMatch } from './claim-version.ts';
import { sameContent, whyReopening } from './why-not-correct.ts';

const body = z
  .strictObject({
    reason: correctionReason,
    payerClaimControlNumber: payersOwnNumber,
    encounters: z
      .array(
        z.strictObject({
          id: z.uuid(),
          version: z
            .int()
            .optional()
            .describe('of the encounter, as it was read; left out, the ETag of the claim is enough'),
          content: encounterInput,
        }),
      )
      .min(1)
      .max(20)
      .describe('the encounters of the claim that change, each with its whole new content'),
  })
  .meta({ id: 'ClaimCorrection' });

const contract: Contract = {
  operationId: 'correctClaim',
  method: 'POST',
  path: '/v1/claims/{id}:correct',
  tag: 'Claims',
  summary: 'Correct what a claim bills',
  description:
    "The changed encounters go through the checks again. Then the claim is corrected: one that no payer has accepted is sent again under its own number (frequency 1); one that a payer has is replaced (frequency 7, naming the payer's number). Of a payer that takes no replacement, such as Original Medicare for professional claims, only what it has not decided, added lines and what it returned as unprocessable (MA130) can be sent, with frequency 1; anything else is refused, since it would be denied as a duplicate and needs a reopening or an appeal. A correction that changes nothing is refused. Leave `frequencyCode` of the encounter at 1: it follows from the claim.",
  scope: 'claims:write',
  idempotent: true,
  params: z.object({ id: z.uuid() }),
  headers: claimIfMatch(true),
  body: { contentTypes: ['application/json'], schema: body, description: 'why, and what changes' },
  answers: { 202: { description: 'noted; the checks run', schema: correctionReceipt } },
  problems: [
    'malformed_json',
    'malformed_request',
    'invalid_content',
    'precondition_required',
    'precondition_failed',
    'claim_not_correctable',
    'correction_waiting',
    'payload_too_large',
    'unsupported_media_type',
  ],
};

interface Wanted {
  reason: string;
  payerClaimControlNumber?: string;
  encounters: { id: Id; version?: number; content: EncounterInput }[];
}

/** POST /v1/claims/{id}:correct */
export function mountCorrectClaim(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const ifMatch = readIfMatch(request.headers['if-match']);
    if (!ifMatch.ok) return sendProblem(reply, ifMatch.problem);
    const { id } = request.params as { id: Id };
    const wanted = request.body as Wanted;
    return changeOnce(deps, request, reply, request.bodyText, (tx, at, origin) => {
      const wish: Wish = { kind: 'correct', ...wanted, contentsBefore: {} };
      return askCorrection(tx, id, wish, ifMatch.versions, at, origin, (claim) =>
        begin(tx, claim, wanted, at, origin, wish),
      );
    });
  });
}

/** Puts the new contents in place and sends them to the checks; or says why not. */
async function begin(
  tx: TenantTransaction,
  claim: LockedClaim,
  { encounters, reason }: Wanted,
  at: IsoInstant,
  origin: Origin,
  wish: Wish,
): Promise<Problem | undefined> {
  const refusal = whyNotCorrect(claim);
  if (refusal) return refusal;
  const heads = new Map((await lockClaimedEncounters(tx, claim.id)).map((head) => [head.id, head]));
  const onlyReopening = await whyReopening(tx, claim, encounters);
  if (onlyReopening) return onlyReopening;
  const changes: EncounterChange[] = [];
  const before: [Id, EncounterInput][] = [];
  for (const [index, { id, version, content }] of encounters.entries()) {
    const head = heads.get(id);
    if (!head) return fieldProblem(`/encounters/${index}/id`, 'unknown', 'is no encounter of this claim');
    if (version !== undefined && version !== head.version) return overtakenEncounter(head);
    if (content.externalId !== head.externalId) {
      return fieldProblem(`/encounters/${index}/content/externalId`, 'immutable', 'cannot be changed');
    }
    if (content.frequencyCode !== '1') {
      return fieldProblem(
        `/encounters/${index}/content/frequencyCode`,
        'const',
        'must be 1: it follows from the claim',
      );
    }
    // On its way back from an earlier correction it is changed like anything that is not billed.
    const event = head.status === 'billed' ? 'correction_requested' : 'updated';
    const toStatus = nextEncounterStatus(head.status, event);
    if (!toStatus || (event === 'updated' && !head.live)) {
      return notCorrectable(`Its encounter is ${head.status}, not billed: change it with PUT /v1/encounters/${id}.`);
    }
    const detail = { claimId: claim.id, reason };
    changes.push({ head, event, toStatus, at, actor: origin.actor, columns: toDbEncounter(content), detail });
    before.push([id, head.content]);
    heads.delete(id);
  }
  // Held by the checks, it may be sent again as it is, with the payer's number say.
  const isFresh = changes.every(({ event }) => event === 'correction_requested');
  if (isFresh && (await sameContent(tx, encounters)) && !(await wasRecalled(tx, claim.id))) {
    return notCorrectable(
      'Nothing changes: the encounters say what the claim bills already. To send it again as it was, use :resubmit.',
    );
  }
  for (const change of changes) await changeEncounter(tx, change);
  wish.contentsBefore = Object.fromEntries(before);
  return undefined;
}

/** Why the content of a claim cannot be corrected as it is now. */
export function whyNotCorrect(claim: LockedClaim): Problem | undefined {
  const reason = whyNotAsked('correct', claim);
  return reason === undefined ? undefined : notCorrectable(reason);
}

function overtakenEncounter({ id, version }: { id: Id; version: number }): Problem {
  const detail = `Encounter ${id} is at version ${version}; read it again before changing it.`;
  return problem('precondition_failed', detail, { members: { encounterId: id, version } });
}

function fieldProblem(pointer: string, rule: string, message: string): Problem {
  return problem('invalid_content', `${pointer} ${message}.`, { errors: [{ pointer, rule, message }] });
}
