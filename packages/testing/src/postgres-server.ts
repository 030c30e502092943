import { startEmbeddedPostgres } from '@claimwright/db/embedded-postgres';
import type { PostgresServer } from './servers.ts';

/**
 * A real PostgreSQL for tests: CLAIMWRIGHT_TEST_POSTGRES=testcontainers takes one in Docker, a postgres:// URL takes that
 * server, nothing takes the embedded one. There is no fourth answer: without a server the run fails.
 */
export async function startPostgresServer(folder: string): Promise<PostgresServer> {
  const choice = process.env.CLAIMWRIGHT_TEST_POSTGRES ?? 'embedded';
  if (choice.startsWith('postgres://') || choice.startsWith('postgresql://')) {
    return { ownerUrl: choice, stop: async () => undefined };
  }
  if (choice === 'testcontainers') {
    const { startPostgresContainer } = await import('./containers.ts');
    return startPostgresContainer();
  }
  if (choice !== 'embedded') {
    throw new Error(`CLAIMWRIGHT_TEST_POSTGRES is "${choice}": say embedded, testcontainers or a postgres:// URL.`);
  }
  const embedded = await startEmbeddedPostgres(folder, { durable: false, settings: { max_connections: '200' } });
  return { ownerUrl: embedded.ownerUrl(), stop: embedded.stop };
}
