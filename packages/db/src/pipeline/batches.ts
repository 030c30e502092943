import type { ClearinghouseRoute } from '@claimwright/domain/claim';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import {
  type RouteExpectations,
  type RouteSchedule,
  routeExpectations,
  routeSchedule,
} from '@claimwright/domain/route-schedule';
import type { TenantTransaction } from '../database.ts';
import { createClaimJournal, type LockedClaim, lockedClaimColumns, saveClaimJournal } from './claim-moves.ts';

/** How the tenant's claims travel: the envelope's names and the adapter that carries the files. */
export interface RouteRow {
  name: string;
  adapter: 'simulator' | 'directory' | 'sftp' | 'http';
  settings: { envelope: ClearinghouseRoute /** For the adapter; its own schema checks it. */; transport: unknown };
}

/** A route with when it may be used and what is expected of it. */
export interface LoadedRoute extends RouteRow {
  schedule: RouteSchedule;
  expectations: RouteExpectations;
}

/** All routes of the tenant. */
export async function loadRoutes(tx: TenantTransaction): Promise<LoadedRoute[]> {
  const { rows } = await tx.query<RouteRow & { schedule: unknown; expectations: unknown }>({
    name: 'routes',
    text: 'select name, adapter, settings, schedule, expectations from routes where tenant_id = $1 order by name',
    values: [tx.tenantId],
  });
  // What is stored names only what was set; the schemas say what holds otherwise.
  return rows.map((row) => ({
    ...row,
    schedule: routeSchedule.parse(row.schedule),
    expectations: routeExpectations.parse(row.expectations),
  }));
}

/** Adds or replaces a route. Its schedule and expectations stay as they are unless they are given. */
export async function saveRoute(
  tx: TenantTransaction,
  route: RouteRow & { schedule?: Partial<RouteSchedule>; expectations?: Partial<RouteExpectations> },
): Promise<void> {
  const { schedule, expectations } = route;
  await tx.query(
    `insert into routes as r (tenant_id, name, adapter, settings, schedule, expectations)
     values ($1, $2, $3, $4, coalesce($5, '{}')::jsonb, coalesce($6, '{}')::jsonb)
     on conflict (tenant_id, name) do update set adapter = excluded.adapter, settings = excluded.settings,
       schedule = coalesce($5::jsonb, r.schedule), expectations = coalesce($6::jsonb, r.expectations)`,
    [
      tx.tenantId,
      route.name,
      route.adapter,
      JSON.stringify(route.settings),
      schedule && JSON.stringify(schedule),
      expectations && JSON.stringify(expectations),
    ],
  );
}

export interface ClaimToBatch extends LockedClaim {
  snapshot: AnyClaimSnapshot;
}

/** Locks up to `most` assembled claims of a route and type, oldest first; those another worker holds are left to it. */
export async function lockClaimsToBatch(
  tx: TenantTransaction,
  route: string,
  claimType: AnyClaimSnapshot['claimType'],
  most: number,
): Promise<ClaimToBatch[]> {
  const { rows } = await tx.query<ClaimToBatch>({
    name: 'claims-to-batch',
    text: `select ${lockedClaimColumns}, c.snapshot from claims c
      where c.tenant_id = $1 and c.route = $2 and c.status = 'assembled' and c.claim_type = $3
      order by c.assembled_at, c.patient_control_number limit $4 for update skip locked`,
    values: [tx.tenantId, route, claimType, most],
  });
  return rows;
}

/** Assembled claims whose route is not configured and of which nobody was told yet, oldest first, at most 1,000. */
export async function findClaimsWithoutRoute(tx: TenantTransaction): Promise<{ id: string; route: string }[]> {
  const { rows } = await tx.query<{ id: string; route: string }>({
    name: 'claims-without-route',
    text: `select c.id, c.route from claims c where c.tenant_id = $1 and c.status = 'assembled'
        and not exists (select from routes r where r.tenant_id = $1 and r.name = c.route)
        and not exists (select from tasks t where t.tenant_id = $1 and t.claim_id = c.id and t.kind = 'route_missing' and t.status = 'open')
      order by c.assembled_at limit 1000 for update of c skip locked`,
    values: [tx.tenantId],
  });
  return rows;
}

export interface BatchToSave {
  id: string;
  kind?: BatchKind;
  route: string;
  interchangeControlNumber: number;
  groupControlNumber: number;
  fileName: string;
  chargeCents: number;
  content: Buffer;
  contentSha256: Buffer;
  /** Claims in file order, locked, with the transaction set that carries each. */
  claims: readonly { claim: LockedClaim; transactionSetControlNumber: number }[];
  /** How many claims it speaks of, where that is not the number of those it carries. */
  claimCount?: number;
}

/** Stores a batch with its exact bytes and the claims it carries; `moveToBatch` moves these. */
export async function saveBatch(tx: TenantTransaction, batch: BatchToSave, builtAt: IsoInstant): Promise<void> {
  await tx.query({
    name: 'insert-batch',
    text: `insert into batches (tenant_id, id, route, status, interchange_control_number, group_control_number, file_name, claim_count,
        charge_cents, content, content_sha256, built_at, kind)
      values ($1, $2, $3, 'built', $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      tx.tenantId,
      batch.id,
      batch.route,
      batch.interchangeControlNumber,
      batch.groupControlNumber,
      batch.fileName,
      batch.claimCount ?? batch.claims.length,
      batch.chargeCents,
      batch.content,
      batch.contentSha256,
      builtAt,
      batch.kind ?? 'claims',
    ],
  });
  if (batch.claims.length === 0) return;
  await tx.query({
    name: 'insert-batch-claims',
    text: `insert into batch_claims (tenant_id, batch_id, claim_id, transaction_set_control_number, submission_id)
      select $1, $2, b.* from unnest($3::uuid[], $4::integer[], $5::uuid[]) as b`,
    values: [
      tx.tenantId,
      batch.id,
      batch.claims.map(({ claim }) => claim.id),
      batch.claims.map(({ transactionSetControlNumber }) => transactionSetControlNumber),
      batch.claims.map(({ claim }) => claim.submissionId),
    ],
  });
}

/** Moves locked claims to `batched`, as those of this batch, which is stored in the same transaction. */
export async function moveToBatch(
  tx: TenantTransaction,
  claims: readonly LockedClaim[],
  batchId: string,
  source: { actor: string; at: IsoInstant },
): Promise<void> {
  const journal = createClaimJournal();
  for (const claim of claims) {
    if (!journal.record(claim, { type: 'batched', effectiveDate: source.at.slice(0, 10) })) {
      throw new Error(`Claim ${claim.id} is ${claim.status} and cannot be batched.`);
    }
  }
  await saveClaimJournal(tx, journal, { ...source, batchId });
}

export interface LeasedBatch {
  id: string;
  route: string;
  fileName: string;
  content: Buffer;
  /** Names this lease: who lost it to somebody else can neither prolong nor end theirs. */
  token: string;
}

/**
 * Takes the right to hand a built batch over for some seconds: real ones, by the server's clock. `not_waiting` when it is
 * transmitted or unknown, `leased` when somebody else holds it.
 */
export async function leaseBatch(
  tx: TenantTransaction,
  batchId: string,
  seconds: number,
  at: IsoInstant,
): Promise<LeasedBatch | 'leased' | 'not_waiting'> {
  const { rows } = await tx.query<LeasedBatch>({
    name: 'lease-batch',
    text: `update batches set leased_until = now() + make_interval(secs => $3), attempts = attempts + 1, hand_over_began_at = $4,
        lease_token = gen_random_uuid()
      where tenant_id = $1 and id = $2 and status = 'built' and (leased_until is null or leased_until < now())
      returning id, route, file_name as "fileName", content, lease_token as token`,
    values: [tx.tenantId, batchId, seconds, at],
  });
  if (rows[0]) return rows[0];
  const held = await tx.query({
    name: 'leased-batch',
    text: `select from batches where tenant_id = $1 and id = $2 and status = 'built'`,
    values: [tx.tenantId, batchId],
  });
  return held.rowCount === 1 ? 'leased' : 'not_waiting';
}

/** Says that the hand-over is still under way. */
export async function renewBatchLease(
  tx: TenantTransaction,
  batch: Pick<LeasedBatch, 'id' | 'token'>,
  seconds: number,
): Promise<void> {
  await tx.query({
    name: 'renew-batch-lease',
    text: `update batches set leased_until = now() + make_interval(secs => $3)
      where tenant_id = $1 and id = $2 and status = 'built' and leased_until is not null and lease_token = $4`,
    values: [tx.tenantId, batch.id, seconds, batch.token],
  });
}

/**
 * Gives the lease back after a failed hand-over, with what went wrong. Never touches a batch that is transmitted, nor one that
 * somebody else is handing over by now.
 */
export async function releaseBatch(
  tx: TenantTransaction,
  batch: Pick<LeasedBatch, 'id' | 'token'>,
  error: string,
): Promise<void> {
  await tx.query({
    name: 'release-batch',
    text: `update batches set leased_until = null, last_error = $3
      where tenant_id = $1 and id = $2 and status = 'built' and lease_token = $4`,
    values: [tx.tenantId, batch.id, error.slice(0, 2000), batch.token],
  });
}

/** Notes that the file was handed over; false when that was already noted. */
export async function markTransmitted(tx: TenantTransaction, batchId: string, at: IsoInstant): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'mark-transmitted',
    text: `update batches set status = 'transmitted', transmitted_at = $3, leased_until = null, last_error = null
      where tenant_id = $1 and id = $2 and status = 'built'`,
    values: [tx.tenantId, batchId, at],
  });
  return rowCount === 1;
}

/**
 * Batches that somebody began to hand over and whose hand-over was never noted, among those that carry one of these claims: an
 * answer to one of them proves that it arrived. One that nobody has tried to send is never among them.
 */
export async function findUnnotedBatches(
  tx: TenantTransaction,
  patientControlNumbers: readonly string[],
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'unnoted-batches',
    text: `select b.id from batches b where b.tenant_id = $1 and b.status = 'built' and b.attempts > 0
        and exists (select from batch_claims bc join claims c on c.tenant_id = bc.tenant_id and c.id = bc.claim_id
          where bc.tenant_id = $1 and bc.batch_id = b.id and c.patient_control_number = any($2::text[]))
      order by b.id`,
    values: [tx.tenantId, patientControlNumbers],
  });
  return rows.map((row) => row.id);
}

/** A batch that an acknowledgement speaks of. */
export interface AnsweredBatch {
  id: string;
  /** Begun to be handed over, and not noted as transmitted. */
  unnoted: boolean;
  /** How often the hand-over was begun. */
  attempts: number;
  /** What it carries: 837 claims or a 276. */
  kind: BatchKind;
}

export type BatchKind = 'claims' | 'status_requests';

const answered = `b.id, b.status = 'built' and b.attempts > 0 as unnoted, b.attempts, b.kind`;

/** Finds a batch by GS06; the newest when numbers have come round again. */
export async function findBatchByGroup(
  tx: TenantTransaction,
  groupControlNumber: number,
): Promise<AnsweredBatch | undefined> {
  const { rows } = await tx.query<AnsweredBatch>({
    name: 'batch-by-group',
    text: `select ${answered} from batches b where b.tenant_id = $1 and b.group_control_number = $2
      order by b.built_at desc limit 1`,
    values: [tx.tenantId, groupControlNumber],
  });
  return rows[0];
}

/**
 * Finds a batch by ISA13, which every route counts for itself: the newest that went to `receiverId` (ISA08); when none went
 * there and only one route has used the number, that one; undefined when it could be one of several.
 */
export async function findBatchByInterchange(
  tx: TenantTransaction,
  interchangeControlNumber: number,
  receiverId: string,
): Promise<AnsweredBatch | undefined> {
  const { rows } = await tx.query<AnsweredBatch & { there: boolean }>({
    name: 'batch-by-interchange',
    text: `select distinct on (b.route) ${answered},
        coalesce(upper(trim(r.settings #>> '{envelope,receiverId}')) = upper(trim($3)), false) as there
      from batches b left join routes r on r.tenant_id = b.tenant_id and r.name = b.route
      where b.tenant_id = $1 and b.interchange_control_number = $2 order by b.route, b.built_at desc`,
    values: [tx.tenantId, interchangeControlNumber, receiverId],
  });
  const there = rows.filter((row) => row.there);
  if (there.length > 0) return there.length === 1 ? there[0] : undefined;
  return rows.length === 1 ? rows[0] : undefined;
}

/**
 * Those of these claims that a batch carried under an earlier submission than the present one: what is said of that batch is late.
 * `group` is GS06.
 */
export async function carriedEarlier(
  tx: TenantTransaction,
  group: number,
  claimIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'carried-earlier',
    text: `select c.id from batches b join batch_claims bc on bc.tenant_id = $1 and bc.batch_id = b.id
      join claims c on c.tenant_id = $1 and c.id = bc.claim_id
      where b.tenant_id = $1 and b.group_control_number = $2 and c.id = any($3::uuid[])
        and bc.submission_id is distinct from c.submission_id and c.submission_number > 1
        and coalesce(bc.submission_id = c.restores_submission_id, false) is false`,
    values: [tx.tenantId, group, claimIds],
  });
  return new Set(rows.map((row) => row.id));
}

/** Whether a batch carried claims in a transaction set, under whatever submission. */
export async function batchHasSet(tx: TenantTransaction, batchId: string, transactionSet: number): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'batch-has-set',
    text: `select from batch_claims where tenant_id = $1 and batch_id = $2 and transaction_set_control_number = $3 limit 1`,
    values: [tx.tenantId, batchId, transactionSet],
  });
  return rowCount === 1;
}
