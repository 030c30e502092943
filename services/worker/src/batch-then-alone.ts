import type { Id } from '@claimwright/domain/ids';
import type { Logger } from '@claimwright/runtime/logger';

/**
 * Runs `work` over all ids at once; when that fails, over each id alone, so that a row that cannot be processed fails by itself
 * and never takes its batch down. Throws at the end when some failed, naming how many, so that the queue tries those again.
 */
export async function batchThenAlone(
  ids: readonly Id[],
  logger: Logger,
  work: (ids: readonly Id[]) => Promise<void>,
): Promise<void> {
  try {
    await work(ids);
    return;
  } catch (error) {
    if (ids.length === 1) throw error;
    logger.warn({ err: error, ids: ids.length }, 'a batch failed as a whole; its rows run alone');
  }
  const failures: unknown[] = [];
  for (const id of ids) {
    try {
      await work([id]);
    } catch (error) {
      logger.error({ err: error, id }, 'a row failed alone');
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${ids.length} rows failed`);
}
