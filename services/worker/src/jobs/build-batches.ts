import { createHash } from 'node:crypto';
import type { TenantTransaction } from '@claimwright/db/database';
import { databaseIsAway, sqlState } from '@claimwright/db/errors';
import {
  type ClaimToBatch,
  findClaimsWithoutRoute,
  type LoadedRoute,
  loadRoutes,
  lockClaimsToBatch,
  moveToBatch,
  saveBatch,
} from '@claimwright/db/pipeline/batches';
import { createClaimJournal, lockClaims } from '@claimwright/db/pipeline/claim-moves';
import { takeControlNumbers } from '@claimwright/db/pipeline/control-numbers';
import { closeClaimTasks, type NewTask, openTasks } from '@claimwright/db/pipeline/tasks';
import type { BatchControlNumbers } from '@claimwright/domain/claim';
import type { IsoInstant } from '@claimwright/domain/dates';
import { sumCents } from '@claimwright/domain/money';
import { buildBatches, transmitBatches } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { enqueue } from '@claimwright/queue/enqueue';
import { transactionSetCount } from '@claimwright/x12/claim-batch-write';
import { actorOf, type WorkerDependencies } from '../dependencies.ts';
import { saveJournal } from '../ingest/item.ts';
import { inWords, refusedByGuide } from '../judge-claims.ts';
import { type ClaimType, claimTypes, writeClaims } from '../write-claims.ts';

/** Claims one interchange carries at most: a few megabytes, which every clearinghouse takes. */
const claimsPerBatch = 5000;
const claimsPerTransactionSet = 1000;

/** Writes waiting claims into interchanges, one or more a route and type of claim. */
export function buildBatchesJob(deps: WorkerDependencies) {
  return implementJob(buildBatches, async (job) => {
    const routes = await deps.database.snapshot(job.tenantId, loadRoutes);
    for (const target of routes.flatMap((route) => claimTypes.map((type): Target => ({ route, ...type })))) {
      let built: number;
      do {
        built = await buildOrSetAside(deps, job.tenantId, target);
      } while (built === mostClaims(target.route));
    }
    await deps.database.transaction(job.tenantId, (tx) => askForRoutes(deps, tx));
    deps.nudge();
  });
}

function mostClaims({ schedule }: LoadedRoute): number {
  return Math.min(schedule.maxClaimsPerFile ?? claimsPerBatch, claimsPerBatch);
}

/** What one interchange carries, and where it goes. */
interface Target {
  route: LoadedRoute;
  claimType: ClaimType;
  /** "837P", "837I". */
  name: string;
}

/** A claim whose route nobody has configured waits for it, with a task that says so; it goes out when there is one. */
async function askForRoutes(deps: WorkerDependencies, tx: TenantTransaction): Promise<void> {
  const claims = await findClaimsWithoutRoute(tx);
  const tasks = claims.map(({ id, route }): NewTask => {
    const summary = `Route "${route}" of the payer's profile is not configured; the claim waits for it.`;
    return { id: deps.newId(), kind: 'route_missing', claimId: id, summary };
  });
  await openTasks(tx, tasks, deps.clock.now());
}

/** A text that the receiver's validator would refuse must not go out. */
class UnsendableText extends Error {
  override name = 'UnsendableText';
}

/** A claim that cannot be written is set aside, and the others go without it. */
async function buildOrSetAside(deps: WorkerDependencies, tenantId: string, target: Target): Promise<number> {
  const build = () => deps.database.transaction(tenantId, (tx) => buildBatch(deps, tx, target));
  try {
    return await build();
  } catch (error) {
    if (databaseIsAway(error) || sqlState(error) !== undefined) throw error;
    const setAside = await deps.database.transaction(tenantId, (tx) => setAsideUnwritable(deps, tx, target));
    if (setAside === 0) throw error;
    return await build();
  }
}

/**
 * Rejects, by our own word, the waiting claims that break the writer or whose text the guide refuses; their encounters go back to a
 * person.
 */
async function setAsideUnwritable(deps: WorkerDependencies, tx: TenantTransaction, target: Target): Promise<number> {
  const at = deps.clock.now();
  const { route, claimType } = target;
  const reasons = new Map<string, string>();
  for (const claim of await lockClaimsToBatch(tx, route.name, claimType, mostClaims(route))) {
    const reason = whyUnwritable(deps, claim, target, at);
    if (reason !== undefined) reasons.set(claim.id, reason);
  }
  const journal = createClaimJournal();
  for (const claim of await lockClaims(tx, { ids: [...reasons.keys()] })) {
    const detail = { by: 'us', reasonCode: 'unwritable', reason: reasons.get(claim.id) };
    journal.record(claim, { type: 'rejected', effectiveDate: at.slice(0, 10), detail });
  }
  const tasks = journal.steps.map(
    ({ claim }): NewTask => ({
      id: deps.newId(),
      kind: 'claim_rejected',
      claimId: claim.id,
      summary: reasons.get(claim.id) ?? '',
    }),
  );
  await saveJournal({ deps, tx, actor: actorOf(buildBatches) }, journal, tasks);
  return journal.steps.length;
}

/** Why this claim cannot go out, in words for a person; undefined when it can. */
function whyUnwritable(
  deps: WorkerDependencies,
  claim: ClaimToBatch,
  target: Target,
  at: IsoInstant,
): string | undefined {
  const { route, claimType, name } = target;
  const numbers = { interchange: 1, group: 1, transactionSets: [1], batchReferences: ['B1'] };
  try {
    const text = writeClaims(claimType, { route: route.settings.envelope, numbers, claims: [claim.snapshot], at });
    byProviderThenPayer(claim, claim);
    const defect = refusedByGuide(text);
    return defect && `The claim would be refused as an ${name}. ${inWords(defect)}.`;
  } catch (error) {
    deps.logger.error({ err: error, claimId: claim.id }, `a claim cannot be written as an ${name}`);
    return `The claim cannot be written as an ${name} because of an internal error; support has the details.`;
  }
}

async function buildBatch(deps: WorkerDependencies, tx: TenantTransaction, target: Target): Promise<number> {
  const { route, claimType, name } = target;
  const waiting = await lockClaimsToBatch(tx, route.name, claimType, mostClaims(route));
  if (waiting.length === 0) return 0;
  // BHT06 says what all claims of a set are for: those for another purpose go in the next file.
  const purpose = waiting[0]?.snapshot.destination.claimPurpose;
  const claims = waiting.filter(({ snapshot }) => snapshot.destination.claimPurpose === purpose);
  // Neighbours of one billing provider and payer share their loops, so that the file is smaller and reads better.
  claims.sort(byProviderThenPayer);
  const sets = transactionSetCount(claims.length, claimsPerTransactionSet);
  const interchange = await takeControlNumbers(tx, 'interchange', route.name, 1);
  const group = await takeControlNumbers(tx, 'group', '', 1);
  const firstSet = await takeControlNumbers(tx, 'transaction_set', '', sets);
  const numbers = {
    interchange,
    group,
    transactionSets: Array.from({ length: sets }, (_, index) => firstSet + index),
    batchReferences: Array.from(
      { length: sets },
      (_, index) => `B${String(group).padStart(9, '0')}${index === 0 ? '' : `-${index + 1}`}`,
    ),
  };
  const at = deps.clock.now();
  const id = deps.newId();
  // The database moves the claims while they are written and judged here. Whatever comes of that, it is waited for: a statement
  // that is sent after the transaction has failed would stand outside of it.
  const moving = moveToBatch(tx, claims, id, { actor: actorOf(buildBatches), at });
  let content: Buffer;
  try {
    content = contentToSend(target, claims, numbers, at);
  } finally {
    await moving;
  }
  await saveBatch(
    tx,
    {
      id,
      route: route.name,
      interchangeControlNumber: interchange,
      groupControlNumber: group,
      fileName: `${name}_${route.name}_${String(interchange).padStart(9, '0')}.x12`,
      chargeCents: sumCents(claims.map((claim) => claim.snapshot.totalChargeCents)),
      content,
      contentSha256: createHash('sha256').update(content).digest(),
      claims: claims.map((claim, index) => ({
        claim,
        transactionSetControlNumber: numbers.transactionSets[Math.floor(index / claimsPerTransactionSet)] ?? firstSet,
      })),
    },
    at,
  );
  await closeClaimTasks(
    tx,
    claims.map((claim) => claim.id),
    at,
    'route_missing',
  );
  await enqueue(tx, transmitBatches, tx.tenantId, [id]);
  return waiting.length > claims.length ? mostClaims(route) : claims.length;
}

/** The bytes of an interchange. Throws when its guide refuses what it says of a claim. */
function contentToSend(
  { route, claimType }: Target,
  claims: readonly ClaimToBatch[],
  numbers: BatchControlNumbers,
  at: IsoInstant,
): Buffer {
  const text = writeClaims(claimType, {
    route: route.settings.envelope,
    numbers,
    claims: claims.map((claim) => claim.snapshot),
    at,
    claimsPerTransactionSet,
  });
  const defect = refusedByGuide(text);
  if (defect) throw new UnsendableText(inWords(defect));
  return Buffer.from(text, 'utf8');
}

function byProviderThenPayer(a: ClaimToBatch, b: ClaimToBatch): number {
  return (
    compare(a.snapshot.billingProvider.npi ?? '', b.snapshot.billingProvider.npi ?? '') ||
    compare(a.snapshot.destination.payerId, b.snapshot.destination.payerId) ||
    compare(a.snapshot.patientControlNumber, b.snapshot.patientControlNumber)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
