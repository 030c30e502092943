import type { TenantTransaction } from '@claimwright/db/database';
import { sqlState } from '@claimwright/db/errors';
import type { Origin } from '@claimwright/db/intake/accept-encounters';
import { once } from '@claimwright/db/intake/once';
import type { StoredAnswer } from '@claimwright/db/intake/stored-answer';
import type { IsoInstant } from '@claimwright/domain/dates';
import { principalOf } from '@claimwright/http/authentication';
import { keyInProgress, keyReused } from '@claimwright/http/idempotency';
import { type Problem, sendProblem } from '@claimwright/http/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayDeps } from './dependencies.ts';
import { idempotencyOf, originOf, sendAnswer, sendReplay } from './request.ts';

export type Change = { ok: true; answer: StoredAnswer } | { ok: false; problem: Problem };

/**
 * Runs a write in one transaction and answers the request: at most once for an idempotency key, the stored answer for a
 * repeated one, nothing kept of a refusal. `work` does everything with the transaction it is given.
 */
export async function changeOnce(
  deps: GatewayDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  body: string | Uint8Array,
  work: (tx: TenantTransaction, at: IsoInstant, origin: Origin) => Promise<Change>,
): Promise<FastifyReply> {
  const idempotency = idempotencyOf(request, body);
  if (!idempotency.ok) return sendProblem(reply, idempotency.problem);
  const at = deps.clock.now();
  const origin = originOf(request);
  try {
    const outcome = await deps.database.transaction(principalOf(request).tenantId, (tx) =>
      once(
        tx,
        idempotency.key,
        at,
        () => work(tx, at, origin),
        (change) => (change.ok ? change.answer : undefined),
      ),
    );
    if (outcome.kind === 'key_reused') return sendProblem(reply, keyReused);
    if (outcome.kind === 'key_in_progress') return sendProblem(reply, keyInProgress);
    if (outcome.kind === 'replayed') return sendReplay(reply, outcome.answer);
    if (!outcome.result.ok) return sendProblem(reply, outcome.result.problem);
    deps.nudgeOutbox();
    return sendAnswer(reply, outcome.result.answer);
  } catch (error) {
    // Rolled back because an intake group took the same key a moment before: that request is being answered now.
    if (sqlState(error) === '23505' && /idempotency_keys/.test((error as Error).message)) {
      return sendProblem(reply, keyInProgress);
    }
    throw error;
  }
}
