import type { Database, TenantTransaction } from '@claimwright/db/database';

/** One read-only transaction for all that a request reads. */
export interface Reading {
  /** Runs `work` when earlier ones are done: a connection does one thing at a time. Rejects once closed. */
  read<Result>(work: (tx: TenantTransaction) => Promise<Result>): Promise<Result>;
  /** Gives the connection back, after what is still being read. May be called twice. */
  close(): Promise<void>;
}

const ignore = () => undefined;

/**
 * Opens a snapshot at the first read and keeps it until closed, so that totals, pages and sums of one answer belong to the same
 * moment, and so that a request costs one `begin`, not one a field.
 */
export function openReading(database: Database, tenantId: string): Reading {
  const closing = Promise.withResolvers<void>();
  let opened: Promise<TenantTransaction> | undefined;
  let ended: Promise<void> = Promise.resolve();
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;
  const open = () =>
    new Promise<TenantTransaction>((resolve, reject) => {
      ended = database.snapshot(tenantId, (tx) => {
        resolve(tx);
        return closing.promise;
      });
      ended.catch(reject);
    });
  return {
    read: (work) => {
      if (closed) return Promise.reject(new Error('The answer has already been given.'));
      opened ??= open();
      const transaction = opened;
      const result = queue.then(async () => work(await transaction));
      queue = result.then(ignore, ignore);
      return result;
    },
    close: async () => {
      closed = true;
      await queue;
      closing.resolve();
      await ended.catch(ignore);
    },
  };
}
