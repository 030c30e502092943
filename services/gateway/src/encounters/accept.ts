import { blamesARow } from '@claimwright/db/errors';
import {
  type AcceptOutcome,
  acceptEncounters,
  type NewEncounter,
  type Origin,
  toDbEncounter,
} from '@claimwright/db/intake/accept-encounters';
import { createGroupCommit } from '@claimwright/db/intake/group-commit';
import type { IdempotencyKey, StoredAnswer } from '@claimwright/db/intake/stored-answer';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import { keyInProgress, keyReused } from '@claimwright/http/idempotency';
import { type Problem, problem } from '@claimwright/http/problem';
import { newId } from '@claimwright/runtime/ids';
import type { GatewayDeps } from '../dependencies.ts';
import { entityTag, jsonAnswer } from '../request.ts';
import { encounterPath, toApiReceipt } from './resource.ts';

export interface Submission {
  tenantId: Id;
  origin: Origin;
  /** Checked, with defaults put in. */
  content: EncounterInput;
  idempotency: IdempotencyKey | undefined;
}

export type Accepted =
  | { kind: 'accepted'; id: Id; answer: StoredAnswer }
  | { kind: 'replayed'; answer: StoredAnswer }
  | { kind: 'refused'; problem: Problem };

/** Accepts one encounter; resolves after the commit that holds it. */
export type Accept = (submission: Submission) => Promise<Accepted>;

/** A submission made ready to be written, with the answer it will get. */
export interface Prepared {
  row: NewEncounter;
  answer: StoredAnswer;
}

/** Gives a submission its id, its moment and its answer. */
export function prepare(submission: Submission, id: Id, receivedAt: string): Prepared {
  const { content, idempotency } = submission;
  const receipt = toApiReceipt({ id, externalId: content.externalId, version: 1, status: 'received', receivedAt });
  const answer = jsonAnswer(202, receipt, { location: encounterPath(id), etag: entityTag(1) });
  const row: NewEncounter = {
    ...toDbEncounter(content),
    id,
    receivedAt,
    actor: submission.origin.actor,
    requestId: submission.origin.requestId,
    remoteAddress: submission.origin.remoteAddress,
    idempotency: idempotency && { ...idempotency, answer },
  };
  return { row, answer };
}

/** What the writing of a prepared submission means for its sender. */
export function toAccepted(prepared: Prepared, outcome: AcceptOutcome): Accepted {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', id: prepared.row.id, answer: prepared.answer };
    case 'replayed':
      return { kind: 'replayed', answer: outcome.answer };
    case 'key_reused':
      return { kind: 'refused', problem: keyReused };
    case 'key_in_progress':
      return { kind: 'refused', problem: keyInProgress };
    case 'external_id_taken':
      return { kind: 'refused', problem: externalIdTaken(outcome.existingId) };
  }
}

function externalIdTaken(existingId: Id): Problem {
  return problem('external_id_taken', 'An encounter with this externalId is already here; change it with PUT.', {
    members: { existingId, existing: encounterPath(existingId) },
    errors: [{ pointer: '/externalId', rule: 'unique', message: 'is the external id of another encounter' }],
  });
}

/**
 * Builds the accepting of single encounters: what arrives together is committed together, each answered after the commit that
 * holds it.
 */
export function createAccept(deps: Pick<GatewayDeps, 'database' | 'clock' | 'nudgeOutbox'>): Accept {
  const group = createGroupCommit<NewEncounter, AcceptOutcome>({
    flush: async (tenantId, rows) => {
      const outcomes = await acceptEncounters(deps.database, tenantId, rows);
      deps.nudgeOutbox();
      return outcomes;
    },
    blamesARow,
    maxRows: 128,
    maxInFlight: 2,
    maxWaiting: 20_000,
  });
  /** Keys whose first request has not been answered: a second must not slip into the same commit. */
  const inFlight = new Set<string>();

  async function write(submission: Submission): Promise<Accepted> {
    const prepared = prepare(submission, newId(), deps.clock.now());
    return toAccepted(prepared, await group.add(submission.tenantId, prepared.row));
  }

  return async (submission) => {
    if (!submission.idempotency) return write(submission);
    const mark = `${submission.tenantId} ${submission.idempotency.key}`;
    if (inFlight.has(mark)) return { kind: 'refused', problem: keyInProgress };
    inFlight.add(mark);
    try {
      return await write(submission);
    } finally {
      inFlight.delete(mark);
    }
  };
}
