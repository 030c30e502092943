import type { TenantTransaction } from '@claimwright/db/database';
import { databaseIsAway, sqlState } from '@claimwright/db/errors';
import { finishInboundFile, lockInboundFile, type ParkedItem, parkItems } from '@claimwright/db/pipeline/inbound';
import { openTasks } from '@claimwright/db/pipeline/tasks';
import { closeAnsweredWatches } from '@claimwright/db/pipeline/watches';
import { addDays } from '@claimwright/domain/dates';
import { ingestFiles } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { type InboundContent, readInbound } from '@claimwright/x12/inbound';
import { batchThenAlone } from '../batch-then-alone.ts';
import { actorOf, defaultInboundTaskDays, type WorkerDependencies } from '../dependencies.ts';
import { applyContent } from '../ingest/apply-content.ts';
import { type ItemContext, type ItemResult, parked } from '../ingest/item.ts';

/** Reads stored files and moves the claims they name; what cannot be used is parked with its text and the reason. */
export function ingestFilesJob(deps: WorkerDependencies) {
  return implementJob(ingestFiles, async (job) => {
    await batchThenAlone(
      job.ids,
      deps.logger,
      async (ids) => {
        for (const fileId of ids) await deps.database.transaction(job.tenantId, (tx) => ingestFile(deps, tx, fileId));
      },
      (fileId) => deps.database.transaction(job.tenantId, (tx) => parkWholeFile(deps, tx, fileId)),
    );
    deps.nudge();
  });
}

const internalError = 'An internal error kept this from being applied; support has the details.';

/** A file whose outcome the database refuses to store waits for a person as it came. */
async function parkWholeFile(deps: WorkerDependencies, tx: TenantTransaction, fileId: string): Promise<void> {
  const file = await lockInboundFile(tx, fileId);
  if (!file) return;
  const content = decode(file.content);
  const item = { id: deps.newId(), kind: 'file', reasonCode: 'internal_error', reason: internalError, content };
  await finish(deps, tx, file, { parked: [item], counted: {}, claimsMoved: 0 });
}

async function ingestFile(deps: WorkerDependencies, tx: TenantTransaction, fileId: string): Promise<void> {
  const file = await lockInboundFile(tx, fileId);
  if (!file) return;
  const context: ItemContext = { deps, tx, inboundFileId: file.id, actor: actorOf(ingestFiles) };
  const items = readInbound(decode(file.content));
  const outcome: Outcome = { parked: [], counted: {}, claimsMoved: 0 };
  if (items.length === 0) {
    outcome.parked.push(
      parked(context, {
        kind: 'unreadable',
        reasonCode: 'empty',
        reason: 'The file holds nothing but white space.',
        content: '',
      }),
    );
  }
  for (const item of items) {
    outcome.counted[item.kind] = (outcome.counted[item.kind] ?? 0) + 1;
    const result = await applyInSavepoint(context, item);
    outcome.parked.push(...result.parked);
    outcome.claimsMoved += result.claimsMoved;
  }
  await finish(deps, tx, file, outcome);
}

/** What became of a whole file. */
interface Outcome extends ItemResult {
  parked: ParkedItem[];
  /** Pieces by their kind. */
  counted: Record<string, number>;
}

async function finish(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  file: { id: string; name: string },
  { parked: items, counted, claimsMoved }: Outcome,
): Promise<void> {
  const at = deps.clock.now();
  await parkItems(tx, file.id, items, at);
  if (items.length > 0) await openTasks(tx, [taskFor(deps, file, items)], at);
  const summary = { counted, claimsMoved, parked: items.length };
  await closeAnsweredWatches(tx, at);
  await finishInboundFile(tx, { id: file.id, kinds: Object.keys(counted), parked: items.length > 0, summary }, at);
}

function taskFor(deps: WorkerDependencies, file: { id: string; name: string }, items: readonly ParkedItem[]) {
  const balance = items.some((item) => item.reasonCode === 'out_of_balance');
  const days = deps.inboundTaskDays ?? defaultInboundTaskDays;
  const first = items[0]?.reason ?? '';
  const summary =
    `${items.length} item${items.length === 1 ? '' : 's'} of ${file.name} could not be used: ${first}`.slice(0, 500);
  return {
    id: deps.newId(),
    kind: balance ? ('remittance_out_of_balance' as const) : ('unmatched_inbound' as const),
    inboundFileId: file.id,
    summary,
    dueDate: addDays(deps.clock.today(), balance ? days.unevenRemittance : days.unmatched),
  };
}

/** One piece that breaks is rolled back alone and parked; the pieces before and after it count. */
async function applyInSavepoint(context: ItemContext, item: InboundContent): Promise<ItemResult> {
  await context.tx.query('savepoint item');
  try {
    const result = await applyContent(context, item);
    await context.tx.query('release savepoint item');
    return result;
  } catch (error) {
    // The connection or a rival transaction, not the piece, is to blame: the whole file is tried again.
    if (passes(error)) throw error;
    await context.tx.query('rollback to savepoint item');
    context.deps.logger.error(
      { err: error, inboundFileId: context.inboundFileId, kind: item.kind },
      'a piece of an inbound file broke',
    );
    const content = JSON.stringify(item);
    const alone = parked(context, { kind: item.kind, reasonCode: 'internal_error', reason: internalError, content });
    return { parked: [alone], claimsMoved: 0 };
  }
}

function passes(error: unknown): boolean {
  return databaseIsAway(error) || /^(40|55|57)/.test(sqlState(error) ?? '');
}

/** X12 travels as ASCII; what is no valid UTF-8 is read as Latin-1, byte for byte, so that nothing is lost. */
function decode(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return content.toString('latin1');
  }
}
