import { GenericContainer, Wait } from 'testcontainers';
import type { PostgresServer, RedisServer } from './servers.ts';

const postgresImage = process.env.CLAIMWRIGHT_TEST_POSTGRES_IMAGE ?? 'postgres:18';
const redisImage = process.env.CLAIMWRIGHT_TEST_REDIS_IMAGE ?? 'redis:8';

/** PostgreSQL in Docker through testcontainers. Throws when no Docker engine answers. */
export async function startPostgresContainer(): Promise<PostgresServer> {
  const container = await new GenericContainer(postgresImage)
    .withEnvironment({ POSTGRES_PASSWORD: 'owner' })
    // The test files run side by side, each with pools of its own; nothing here has to outlive a crash.
    .withCommand(['postgres', '-c', 'max_connections=200', '-c', 'fsync=off'])
    .withExposedPorts(5432)
    // The official image starts twice: once to initialise, once to serve.
    .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
    .start();
  return {
    ownerUrl: `postgres://postgres:owner@${container.getHost()}:${container.getMappedPort(5432)}/postgres`,
    stop: async () => {
      await container.stop();
    },
  };
}

/** Redis in Docker through testcontainers, with the append-only file the queue insists on. */
export async function startRedisContainer(): Promise<RedisServer> {
  const container = await new GenericContainer(redisImage)
    .withCommand(['redis-server', '--protected-mode', 'no', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'])
    .withExposedPorts(6379)
    .withWaitStrategy(Wait.forLogMessage(/Ready to accept connections/))
    .start();
  return {
    url: `redis://${container.getHost()}:${container.getMappedPort(6379)}`,
    stop: async () => {
      await container.stop();
    },
  };
}
