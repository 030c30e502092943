import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '@claimwright/db/embedded-postgres';
import { migrate } from '@claimwright/db/migrate';
import { ensureDatabase } from '@claimwright/db/owner';
import { readConfig } from '@claimwright/runtime/config';
import { readStartArguments } from './arguments.ts';
import { ownerConfig } from './config.ts';
import { databaseName } from './demo-practice.ts';

/**
 * Runs work with the owner's connection string: of the server that --database names; else of the embedded installation in
 * --data, which is started for the while when it is not running; else of the server in OWNER_DATABASE_URL, as in the
 * containers; else of the embedded installation of `start`.
 */
export async function withOwner<Result>(
  given: { data?: string; database?: string },
  work: (ownerUrl: string) => Promise<Result>,
): Promise<Result> {
  const server = given.database ?? (given.data === undefined ? readConfig(ownerConfig).OWNER_DATABASE_URL : undefined);
  if (server !== undefined) return work(server);
  const folder = given.data === undefined ? readStartArguments([]).dataFolder : resolve(given.data);
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), { durable: true });
  try {
    await ensureDatabase(postgres.ownerUrl(), databaseName);
    const ownerUrl = postgres.ownerUrl(databaseName);
    await migrate(ownerUrl, join(import.meta.dirname, '../../../migrations'));
    return await work(ownerUrl);
  } finally {
    if (!postgres.adopted) await postgres.stop();
  }
}
