import type { Pool, PoolClient } from 'pg';
import { findBatchJob, type QueueBackend } from './backend.ts';
import type { PublishedJob } from './define-job.ts';
import { createErrorReporter, type Logger } from './logger.ts';

interface OutboxRow {
  tenant_id: string;
  sequence: string;
  job: string;
  subject_id: string;
}

export interface OutboxRelay {
  /**
   * Moves outbox rows to the queue until the signal aborts; the turn under way is finished first. Survives a database or a
   * queue that is away: it backs off and keeps trying. Any number of relays may run side by side.
   */
  run(signal: AbortSignal): Promise<void>;
  /** Says that rows were just committed in this process: the relay looks now instead of at its next look. */
  nudge(): void;
  /** One turn: takes rows, publishes them, commits. Says how many rows. @throws when the database or the queue is away. */
  turn(): Promise<number>;
}

export interface OutboxRelaySettings {
  /** Connections of the application role. */
  pool: Pick<Pool, 'connect'>;
  backend: Pick<QueueBackend, 'jobs' | 'publish'>;
  logger: Logger;
  /** Rows a turn. */
  batch?: number;
  /** Time between looks when there is nothing to do. */
  idleMs?: number;
  /** Longest wait between tries when something is away. */
  backOffMs?: number;
}

/** Between two turns that found something, so that rows trickling in are published together. */
const collectMs = 5;

/** Builds the relay from the outbox table to the queue. */
export function createOutboxRelay(settings: OutboxRelaySettings): OutboxRelay {
  const { logger, batch = 500, idleMs = 50, backOffMs = 5_000 } = settings;
  const report = createErrorReporter(logger);
  const alarm = createAlarm();
  const turn = () => relayTurn(settings, batch);

  return {
    turn,
    nudge: alarm.ring,
    async run(signal) {
      let failures = 0;
      while (!signal.aborted) {
        try {
          const taken = await turn();
          if (failures > 0) logger.info({ failures }, 'outbox relay: working again');
          failures = 0;
          if (taken < batch) await alarm.sleep(taken > 0 ? collectMs : idleMs, signal);
        } catch (error) {
          failures += 1;
          report('outbox relay: a turn failed, its rows stay in the outbox', error);
          // A nudge must not undo the back-off, hence an alarm of its own.
          await createAlarm().sleep(Math.min(50 * 2 ** Math.min(failures, 10), backOffMs), signal);
        }
      }
    },
  };
}

async function relayTurn({ pool, backend, logger }: OutboxRelaySettings, batch: number): Promise<number> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that dies between two statements says so by an event, which nobody else hears while it is checked out.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query('begin');
    const { rows } = await client.query<OutboxRow>({
      name: 'take_outbox',
      text: 'select tenant_id, sequence, job, subject_id from take_outbox($1)',
      values: [batch],
    });
    // Published before the commit: a crash in between publishes twice, which is harmless, and never loses a row.
    if (rows.length > 0) await backend.publish(groupRows(rows, backend, logger));
    await client.query('commit');
    return rows.length;
  } catch (error) {
    broken = await rollBack(client, broken);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

/** Puts the rows back. A connection that cannot even do that is thrown away, and Postgres puts them back itself. */
async function rollBack(client: PoolClient, broken: Error | undefined): Promise<Error | undefined> {
  if (broken !== undefined) return broken;
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** One job for each tenant and kind, its ids in the order they were queued, each once. */
function groupRows(rows: readonly OutboxRow[], backend: Pick<QueueBackend, 'jobs'>, logger: Logger): PublishedJob[] {
  const groups = new Map<string, OutboxRow[]>();
  for (const row of rows.toSorted((a, b) => (BigInt(a.sequence) < BigInt(b.sequence) ? -1 : 1))) {
    const key = `${row.job} ${row.tenant_id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const job = findBatchJob(backend, first!.job);
    if (job === undefined) {
      // Nothing is lost for good: the sweeper finds the rows themselves, and queues them under a name this version knows.
      logger.error(
        { job: first!.job, rows: group.length },
        'outbox relay: rows for a job this catalog does not have, dropped',
      );
      return [];
    }
    const ids = [...new Set(group.map((row) => row.subject_id))];
    return [{ job, tenantId: first!.tenant_id, ids, hint: `outbox ${first!.sequence} to ${group.at(-1)!.sequence}` }];
  });
}

/** A sleep that `ring` or an abort ends; a ring while awake makes the next sleep none at all. */
function createAlarm() {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
      if (!rung && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
          signal.addEventListener('abort', wake, { once: true });
        });
        if (wake !== undefined) signal.removeEventListener('abort', wake);
      }
      rung = false;
      wake = undefined;
    },
  };
}
