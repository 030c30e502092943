import { blamesARow, sqlState } from '@claimwright/db/errors';
import type { Id } from '@claimwright/domain/ids';
import type { Logger } from '@claimwright/runtime/logger';

/**
 * Runs `work` over all ids at once; when that fails, over each id alone, so that a row that cannot be processed fails by itself
 * and never takes its batch down. A row whose content the database refuses is handed to `hold`, which puts it before a person
 * instead of trying it for ever. Throws at the end when some failed, naming how many, so that the queue tries those again.
 */
export async function batchThenAlone(
  ids: readonly Id[],
  logger: Logger,
  work: (ids: readonly Id[]) => Promise<void>,
  hold: (id: Id) => Promise<void>,
): Promise<void> {
  try {
    await work(ids);
    return;
  } catch (error) {
    logger.warn({ err: error, ids: ids.length }, 'a batch failed as a whole; its rows run alone');
  }
  const failures: unknown[] = [];
  for (const id of ids) {
    try {
      await workOrHold(id, logger, work, hold);
    } catch (error) {
      logger.error({ err: error, id }, 'a row failed alone');
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${ids.length} rows failed`);
}

async function workOrHold(
  id: Id,
  logger: Logger,
  work: (ids: readonly Id[]) => Promise<void>,
  hold: (id: Id) => Promise<void>,
): Promise<void> {
  try {
    await work([id]);
  } catch (error) {
    if (!refusesContent(error)) throw error;
    logger.error({ err: error, id }, 'a row cannot be processed as it is; a person has to look at it');
    await hold(id);
  }
}

/** True when trying again gives the same: a value or constraint of this row, and no rival transaction, was to blame. */
export function refusesContent(error: unknown): boolean {
  return blamesARow(error) && !sqlState(error)?.startsWith('40');
}
