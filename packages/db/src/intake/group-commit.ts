import type { Id } from '@claimwright/domain/ids';

export interface GroupCommitOptions<Row, Outcome> {
  /** Writes rows of one tenant in one commit; outcomes in the order of the rows. A rejection means nothing was written. */
  flush(tenantId: Id, rows: readonly Row[]): Promise<Outcome[]>;
  /** True when an error blames a value of some row, so that the others may still be written. */
  blamesARow(error: unknown): boolean;
  /** Most rows of one commit. */
  maxRows: number;
  /** Most commits of one tenant at a time. While they run, later rows gather: that is the whole of the waiting. */
  maxInFlight: number;
  /** Most rows waiting over all tenants; beyond that `add` rejects with GroupCommitOverloaded. */
  maxWaiting: number;
}

export interface GroupCommit<Row, Outcome> {
  /** Resolves after the commit that holds the row. */
  add(tenantId: Id, row: Row): Promise<Outcome>;
}

/** More rows wait than may wait; the caller answers "try again". */
export class GroupCommitOverloaded extends Error {
  override name = 'GroupCommitOverloaded';
}

interface Waiting<Row, Outcome> {
  row: Row;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

interface Lane<Row, Outcome> {
  waiting: Waiting<Row, Outcome>[];
  inFlight: number;
  scheduled: boolean;
}

/**
 * Collects single rows that arrive at the same time into one commit a tenant. A lone row is written at the end of the current
 * turn of the event loop; under load a group is what arrived while the commits before it ran.
 */
export function createGroupCommit<Row, Outcome>(options: GroupCommitOptions<Row, Outcome>): GroupCommit<Row, Outcome> {
  const lanes = new Map<Id, Lane<Row, Outcome>>();
  let waitingRows = 0;

  function schedule(tenantId: Id, lane: Lane<Row, Outcome>): void {
    if (lane.scheduled) return;
    lane.scheduled = true;
    setImmediate(() => {
      lane.scheduled = false;
      start(tenantId, lane);
    });
  }

  function start(tenantId: Id, lane: Lane<Row, Outcome>): void {
    while (lane.waiting.length > 0 && lane.inFlight < options.maxInFlight) {
      const group = lane.waiting.splice(0, options.maxRows);
      waitingRows -= group.length;
      lane.inFlight += 1;
      void writeGroup(options, tenantId, group).finally(() => {
        lane.inFlight -= 1;
        if (lane.waiting.length > 0) schedule(tenantId, lane);
        else if (lane.inFlight === 0 && !lane.scheduled) lanes.delete(tenantId);
      });
    }
  }

  return {
    add: (tenantId, row) =>
      new Promise((resolve, reject) => {
        if (waitingRows >= options.maxWaiting) {
          reject(new GroupCommitOverloaded('too many rows are waiting to be written'));
          return;
        }
        let lane = lanes.get(tenantId);
        if (!lane) {
          lane = { waiting: [], inFlight: 0, scheduled: false };
          lanes.set(tenantId, lane);
        }
        lane.waiting.push({ row, resolve, reject });
        waitingRows += 1;
        if (lane.inFlight < options.maxInFlight) schedule(tenantId, lane);
      }),
  };
}

async function writeGroup<Row, Outcome>(
  options: GroupCommitOptions<Row, Outcome>,
  tenantId: Id,
  group: readonly Waiting<Row, Outcome>[],
): Promise<void> {
  const rows = group.map((waiting) => waiting.row);
  const settled = await writeEach(rows, (some) => options.flush(tenantId, some), options.blamesARow);
  for (const [index, outcome] of settled.entries()) {
    if (outcome.ok) group[index]?.resolve(outcome.value);
    else group[index]?.reject(outcome.error);
  }
}

export type Settled<Outcome> = { ok: true; value: Outcome } | { ok: false; error: unknown };

/**
 * Writes rows together; when the database blames a value, halves the group until the bad row stands alone, so that it fails
 * alone: one bad row among 1,000 costs some twenty statements. Any other error is the answer to every row of that part.
 */
export async function writeEach<Row, Outcome>(
  rows: readonly Row[],
  flush: (rows: readonly Row[]) => Promise<Outcome[]>,
  blamesARow: (error: unknown) => boolean,
): Promise<Settled<Outcome>[]> {
  try {
    return (await flush(rows)).map((value) => ({ ok: true, value }));
  } catch (error) {
    if (rows.length <= 1 || !blamesARow(error)) return rows.map(() => ({ ok: false, error }));
    const middle = rows.length >> 1;
    const first = await writeEach(rows.slice(0, middle), flush, blamesARow);
    return [...first, ...(await writeEach(rows.slice(middle), flush, blamesARow))];
  }
}
