import type { IsoInstant } from '@claimwright/domain/dates';
import {
  addHours,
  decideHandOver,
  type HandOverDecision,
  type RouteSchedule,
  routeSchedule,
} from '@claimwright/domain/route-schedule';
import type { TenantTransaction } from '../database.ts';

/** A batch that waits to be handed over, as far as deciding about it needs to know. */
export interface BatchToHandOver {
  id: string;
  route: string;
  /** The clearinghouse has said that it has the file (routes with the adapter http). */
  confirmed: boolean;
}

/** A built batch; undefined when it is transmitted or unknown. */
export async function findBatchToHandOver(
  tx: TenantTransaction,
  batchId: string,
): Promise<BatchToHandOver | undefined> {
  const { rows } = await tx.query<BatchToHandOver>({
    name: 'batch-to-hand-over',
    text: `select id, route, confirmed_at is not null as confirmed from batches
      where tenant_id = $1 and id = $2 and status = 'built'`,
    values: [tx.tenantId, batchId],
  });
  return rows[0];
}

/**
 * Whether a route's schedule lets another file begin now. The route is locked to the end of the transaction when it has limits, so
 * that two workers do not both take the last place. The batch itself does not count: trying it again is no other file.
 */
export async function mayBeginHandOver(
  tx: TenantTransaction,
  batch: Pick<BatchToHandOver, 'id' | 'route'>,
  at: IsoInstant,
): Promise<HandOverDecision> {
  const { rows } = await tx.query<{ schedule: unknown }>({
    name: 'lock-route-schedule',
    text: `select schedule from routes where tenant_id = $1 and name = $2 and schedule <> '{}' for update`,
    values: [tx.tenantId, batch.route],
  });
  if (!rows[0]) return { may: true };
  const schedule = routeSchedule.parse(rows[0].schedule);
  return decideHandOver(schedule, at, await begunHandOvers(tx, batch, schedule, at));
}

async function begunHandOvers(
  tx: TenantTransaction,
  batch: Pick<BatchToHandOver, 'id' | 'route'>,
  schedule: RouteSchedule,
  at: IsoInstant,
): Promise<IsoInstant[]> {
  const hours = Math.max(1, (schedule.minMinutesBetweenFiles ?? 0) / 60);
  const { rows } = await tx.query<{ begun: IsoInstant }>({
    name: 'begun-hand-overs',
    text: `select hand_over_began_at as begun from batches
      where tenant_id = $1 and route = $2 and id <> $3 and hand_over_began_at > $4 order by hand_over_began_at desc limit $5`,
    values: [tx.tenantId, batch.route, batch.id, addHours(at, -hours), Math.max(schedule.maxFilesPerHour ?? 1, 1)],
  });
  return rows.map((row) => row.begun);
}

/** Notes until when the schedule holds a batch back, so that nobody looks at it before. */
export async function holdBatch(tx: TenantTransaction, batchId: string, notBefore: IsoInstant): Promise<void> {
  await tx.query({
    name: 'hold-batch',
    text: `update batches set not_before = $3 where tenant_id = $1 and id = $2 and status = 'built'`,
    values: [tx.tenantId, batchId, notBefore],
  });
}
