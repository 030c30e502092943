import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '@claimwright/db/embedded-postgres';
import { migrate } from '@claimwright/db/migrate';
import { ensureDatabase } from '@claimwright/db/owner';
import { readStartArguments } from '../arguments.ts';
import { databaseName } from '../stack.ts';

/**
 * Runs work with the owner's connection string: of the server that --database names, else of the embedded installation in
 * --data (default: that of `start`), which is started for the while when it is not running.
 */
export async function withOwner<Result>(
  given: { data?: string; database?: string },
  work: (ownerUrl: string) => Promise<Result>,
): Promise<Result> {
  if (given.database !== undefined) return work(given.database);
  const folder = given.data === undefined ? readStartArguments([]).dataFolder : resolve(given.data);
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), { durable: true });
  try {
    await ensureDatabase(postgres.ownerUrl(), databaseName);
    const ownerUrl = postgres.ownerUrl(databaseName);
    await migrate(ownerUrl, join(import.meta.dirname, '../../../../migrations'));
    return await work(ownerUrl);
  } finally {
    if (!postgres.adopted) await postgres.stop();
  }
}
