import type { TenantTransaction } from '@claimwright/db/database';
import { databaseIsAway, sqlState } from '@claimwright/db/errors';
import { lockClaims } from '@claimwright/db/pipeline/claim-moves';
import { parkItems } from '@claimwright/db/pipeline/inbound';
import {
  type AskedItem,
  lockAskedItem,
  lockUnmatchedAnswer,
  refuseParked,
  resolveParked,
} from '@claimwright/db/pipeline/parked-items';
import { applyParked } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { actorOf, type WorkerDependencies } from '../dependencies.ts';
import { applyContent } from '../ingest/apply-content.ts';
import type { ItemContext } from '../ingest/item.ts';
import { type MatchOutcome, matchParkedAnswer } from '../ingest/match-parked-answer.ts';
import { contentOfParked } from '../ingest/parked-content.ts';

const internalError = 'An internal error kept this from being applied; support has the details.';

/** Does what people asked of parked items: tries them again, or takes them to the claim that was named. Each by itself, each once. */
export function applyParkedJob(deps: WorkerDependencies) {
  return implementJob(applyParked, async (job) => {
    const failures: unknown[] = [];
    for (const id of job.ids) {
      try {
        await deps.database.transaction(job.tenantId, (tx) => applyOne(deps, tx, id));
      } catch (error) {
        if (databaseIsAway(error) || /^(40|55|57)/.test(sqlState(error) ?? '')) failures.push(error);
        else await setAside(deps, job.tenantId, id, error);
      }
    }
    deps.nudge();
    if (failures.length > 0) throw new AggregateError(failures, 'parked items wait for another try');
  });
}

/** What breaks stays parked, and says so. */
async function setAside(deps: WorkerDependencies, tenantId: string, id: string, error: unknown): Promise<void> {
  deps.logger.error({ err: error, parkedItemId: id }, 'a parked item broke');
  await deps.database.transaction(tenantId, (tx) => refuseParked(tx, id, internalError));
}

async function applyOne(deps: WorkerDependencies, tx: TenantTransaction, id: string): Promise<void> {
  const item = await lockAskedItem(tx, id);
  if (!item) return;
  const context: ItemContext = { deps, tx, inboundFileId: item.inboundFileId, actor: actorOf(applyParked) };
  // What was asked and does nothing must leave nothing behind.
  await tx.query('savepoint asked');
  const outcome = await apply(context, item);
  if (!outcome.ok) {
    await tx.query('rollback to savepoint asked');
    return refuseParked(tx, id, outcome.reason);
  }
  await tx.query('release savepoint asked');
  const resolution = item.asked === 'match' ? 'matched' : 'retried';
  const how = { resolution, by: item.askedBy, reason: item.askedReason, ...claimOf(outcome) } as const;
  await resolveParked(tx, item, how, deps.clock.now());
}

type Outcome = MatchOutcome | { ok: true };

function claimOf(outcome: { ok: true } & Partial<Extract<MatchOutcome, { ok: true }>>): { claimId?: string } {
  return outcome.claimId === undefined ? {} : { claimId: outcome.claimId };
}

async function apply(context: ItemContext, item: AskedItem): Promise<Outcome> {
  const { remittanceId, ordinal } = item.detail ?? {};
  if (remittanceId === undefined) return tryAgain(context, item);
  const unmatched = await lockUnmatchedAnswer(context.tx, remittanceId, ordinal, item.content);
  if (!unmatched) return { ok: false, reason: 'A claim has this answer already: it is posted once.' };
  return matchParkedAnswer(context, unmatched, remittanceId, item.askedClaimId);
}

async function tryAgain(context: ItemContext, item: AskedItem): Promise<Outcome> {
  const { tx, deps } = context;
  const [claim] = item.askedClaimId === null ? [] : await lockClaims(tx, { ids: [item.askedClaimId] });
  if (item.askedClaimId !== null && !claim) return { ok: false, reason: 'There is no such claim.' };
  const contents = contentOfParked(item, claim?.patientControlNumber);
  if (typeof contents === 'string') return { ok: false, reason: contents };
  const again = { parked: [] as Awaited<ReturnType<typeof applyContent>>['parked'], claimsMoved: 0, used: 0 };
  for (const content of contents) {
    const result = await applyContent(context, content);
    again.parked.push(...result.parked);
    again.claimsMoved += result.claimsMoved;
    // Of a payment that was posted its answers are parked alone; of one that was not, it is parked whole.
    const posted = result.parked.some(({ detail }) => detail?.remittanceId !== undefined);
    if (result.parked.length === 0 || result.claimsMoved > 0 || posted) again.used += 1;
  }
  if (again.used === 0) return { ok: false, reason: again.parked[0]?.reason ?? 'It holds nothing that could be used.' };
  // What of it has no home still is parked anew, each piece by itself.
  await parkItems(tx, item.inboundFileId, again.parked, deps.clock.now());
  return claim ? { ok: true, claimId: claim.id } : { ok: true };
}
