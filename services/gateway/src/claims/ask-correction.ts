import { writeAudit } from '@claimwright/db/audit';
import type { TenantTransaction } from '@claimwright/db/database';
import type { Origin } from '@claimwright/db/intake/accept-encounters';
import { addToOutbox } from '@claimwright/db/intake/change-encounter';
import { lockClaim, noteCorrection } from '@claimwright/db/intake/correct-claim';
import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import {
  amendCorrection,
  type CorrectionKind,
  findWaitingCorrection,
  notYetAccepted,
  requestCorrection,
} from '@claimwright/db/pipeline/corrections';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import { notFound } from '@claimwright/http/contract';
import { type Problem, problem } from '@claimwright/http/problem';
import { newId } from '@claimwright/runtime/ids';
import * as z from 'zod';
import type { Change } from '../change-once.ts';
import type { AcceptedVersions } from '../if-match.ts';
import { jsonAnswer } from '../request.ts';
import { refuseOvertaken } from './claim-version.ts';

export const correctionReason = z.string().trim().min(3).max(500).describe('why, for the record');
export const payersOwnNumber = z
  .string()
  .trim()
  .min(1)
  .max(50)
  .optional()
  .describe("the payer's own number of the claim (REF*F8), where no answer has told it");

/** The answer to a request about a claim: it is noted, and done by a job. */
export const correctionReceipt = z
  .object({
    id: z.uuid(),
    claimId: z.uuid(),
    kind: z.enum(['correct', 'void', 'resubmit', 'bill_next']),
    status: z.literal('waiting'),
    when: z.string().optional().describe('what it waits for, where it is not done at once'),
    links: z.object({ claim: z.string() }),
  })
  .meta({ id: 'CorrectionReceipt' });

export interface Wish {
  kind: CorrectionKind;
  reason: string;
  payerClaimControlNumber?: string;
  /** Of resubmit: also while an answer may still come. */
  evenIfPending?: boolean;
  /** Filled by `prepare`: what encounters held before they were changed. */
  contentsBefore?: Record<Id, EncounterInput>;
}

const voidWaits =
  'The payer has not said yet that it accepted the claim (the clearinghouse may have it). The void is sent as soon as the payer accepts it, and dropped if it is rejected.';

/** The refusal of a wish about a claim that cannot be granted as the claim is now. */
export function notCorrectable(detail: string): Problem {
  return problem('claim_not_correctable', detail);
}

/**
 * Notes what somebody wants of a claim, with the job that does it, in the caller's transaction: at most one wish at a time.
 * `prepare` says why the claim as it is does not allow it, before it has changed anything. `versions` are those of the claim's
 * content that the wish may rest on.
 */
export async function askCorrection(
  tx: TenantTransaction,
  claimId: Id,
  wish: Wish,
  versions: AcceptedVersions,
  at: IsoInstant,
  origin: Origin,
  prepare: (claim: LockedClaim) => Promise<Problem | undefined>,
): Promise<Change> {
  const claim = await lockClaim(tx, claimId);
  if (!claim) return { ok: false, problem: notFound };
  const overtaken = await refuseOvertaken(tx, claimId, versions);
  if (overtaken) return { ok: false, problem: overtaken };
  const waiting = await findWaitingCorrection(tx, claimId);
  // A correction whose encounter was held may be corrected itself.
  if (waiting && (waiting.kind !== 'correct' || wish.kind !== 'correct')) {
    return { ok: false, problem: problem('correction_waiting', 'Another request for this claim is not done yet.') };
  }
  const refusal = await prepare(claim);
  if (refusal) return { ok: false, problem: refusal };
  const correction = {
    id: waiting?.id ?? newId(),
    claimId,
    kind: wish.kind,
    reason: wish.reason,
    requestedBy: origin.actor,
    payerClaimControlNumber: wish.payerClaimControlNumber ?? null,
    contentsBefore: wish.contentsBefore,
  };
  if (waiting) await amendCorrection(tx, correction);
  // The claim is locked: nobody can have asked since we looked.
  else if (!(await requestCorrection(tx, correction, at)))
    throw new Error(`Claim ${claimId} has two requests at once.`);
  const pending = wish.evenIfPending ? { evenIfPending: true } : {};
  const detail = { asked: wish.kind, reason: wish.reason, correctionId: correction.id, ...pending };
  await noteCorrection(tx, claim, detail, { actor: origin.actor, at });
  // A correction of the content is carried out when its encounter has passed the checks.
  const when = wish.kind === 'void' && notYetAccepted.includes(claim.status) ? voidWaits : undefined;
  if (wish.kind !== 'correct' && when === undefined) await addToOutbox(tx, 'correct-claims', correction.id, at);
  const action = `claim.${wish.kind}`;
  await writeAudit(
    tx,
    { ...origin, action, resourceType: 'claim', resourceIds: [claimId], detail: { reason: wish.reason, ...pending } },
    at,
  );
  const { id, kind } = correction;
  return {
    ok: true,
    answer: jsonAnswer(202, {
      id,
      claimId,
      kind,
      status: 'waiting',
      ...(when === undefined ? {} : { when }),
      links: { claim: `/v1/claims/${claimId}` },
    }),
  };
}
