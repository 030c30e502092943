import type { TenantTransaction } from '@claimwright/db/database';
import { lockClaims } from '@claimwright/db/pipeline/claim-moves';
import {
  type Correction,
  finishCorrections,
  lockWaitingCorrections,
  notYetAccepted,
} from '@claimwright/db/pipeline/corrections';
import { openTasks } from '@claimwright/db/pipeline/tasks';
import { correctClaims } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { billNextPayer } from '../billing/next-payer.ts';
import { resubmitAsItWas } from '../billing/resubmit-claim.ts';
import { voidClaim } from '../billing/void-claim.ts';
import { actorOf, type WorkerDependencies } from '../dependencies.ts';

/** What came of a request. */
export type CorrectionOutcome =
  | { ok: true; claimId: string }
  /** `dropped`: there is nothing left to do, and nobody has to act. */
  | { ok: false; reason: string; dropped?: boolean };

/** Does what was asked for claims: voids them, sends them again, bills the next payer. Each by itself, each once. */
export function correctClaimsJob(deps: WorkerDependencies) {
  return implementJob(correctClaims, async (job) => {
    const failures: unknown[] = [];
    for (const id of job.ids) {
      try {
        await deps.database.transaction(job.tenantId, (tx) => carryOut(deps, tx, id));
      } catch (error) {
        deps.logger.error({ err: error, correctionId: id }, 'a correction could not be carried out');
        failures.push(error);
      }
    }
    deps.nudge();
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} of ${job.ids.length} corrections failed`);
  });
}

async function carryOut(deps: WorkerDependencies, tx: TenantTransaction, id: string): Promise<void> {
  const [correction] = await lockWaitingCorrections(tx, [id]);
  if (!correction) return;
  const outcome = await apply(deps, tx, correction);
  if (outcome === 'waits') return;
  const at = deps.clock.now();
  if (outcome.ok) return finishCorrections(tx, [{ id, resultClaimId: outcome.claimId }], at);
  await finishCorrections(tx, [{ id, refusal: outcome.reason }], at);
  const summary = `What was asked for cannot be done (${correction.kind}). ${outcome.reason}`.slice(0, 500);
  if (outcome.dropped) return;
  await openTasks(tx, [{ id: deps.newId(), kind: 'correction_blocked', claimId: correction.claimId, summary }], at);
}

async function apply(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  correction: Correction,
): Promise<CorrectionOutcome | 'waits'> {
  const [claim] = await lockClaims(tx, { ids: [correction.claimId] });
  if (!claim) throw new Error(`Correction ${correction.id} names a claim that is not there.`);
  const actor = actorOf(correctClaims);
  switch (correction.kind) {
    case 'void':
      if (notYetAccepted.includes(claim.status)) return 'waits';
      return voidClaim(deps, tx, claim, correction, actor);
    case 'resubmit':
      return resubmitAsItWas(deps, tx, claim, correction, actor);
    case 'bill_next': {
      const outcome = await billNextPayer(deps, tx, claim, actor, { rebuild: true });
      return 'claimId' in outcome ? { ok: true, claimId: outcome.claimId } : { ok: false, reason: outcome.reason };
    }
    case 'correct':
      throw new Error('A correction of the content is carried out by assembly.');
  }
}
