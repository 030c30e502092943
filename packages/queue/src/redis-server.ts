import { createRedisBackend } from 'bullmq';
import { Cluster, Redis } from 'ioredis';
import type { QueueConnection, QueueServer } from './connection.ts';
import type { ErrorReporter } from './logger.ts';
import { unsafeRedisSettings } from './redis-settings.ts';

const giveUpConnectingMs = 10_000;
const reconnectAfter = (times: number) => Math.min(50 * 2 ** times, 2_000);

/**
 * Connects to Redis and refuses one that may lose or evict jobs.
 * @throws with the setting and its remedy, when Redis is unreachable, has no AOF or evicts.
 */
export async function connectRedis(
  connection: Extract<QueueConnection, { kind: 'redis' }>,
  report: ErrorReporter,
): Promise<QueueServer> {
  const prefix = connection.prefix ?? 'claimwright';
  if (!/^[\w-]+$/.test(prefix)) throw new Error(`queue prefix "${prefix}" may hold letters, digits, "-" and "_" only`);
  // A publisher would rather be told: the relay keeps its rows and tries again. A worker has nothing better to do than wait.
  const producer = openClient(connection, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 10_000,
  });
  const consumer = openClient(connection, { maxRetriesPerRequest: null });
  for (const client of [producer, consumer]) {
    client.on('error', (error: unknown) => report('queue: Redis connection', error));
    // Each queue and worker adds its own listeners.
    client.setMaxListeners(0);
  }
  try {
    await Promise.all([connectOrThrow(producer), connectOrThrow(consumer)]);
    await refuseUnsafe(producer);
  } catch (error) {
    producer.disconnect();
    consumer.disconnect();
    throw error;
  }
  return {
    producer: (name, options, extra) => createRedisBackend(name, { ...options, connection: producer }, extra),
    consumer: (name, options, extra) => createRedisBackend(name, { ...options, connection: consumer }, extra),
    prefixOf: (queueName) => `{${prefix}-${queueName}}`,
    async close() {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}

interface ClientOptions {
  enableOfflineQueue?: boolean;
  maxRetriesPerRequest: number | null;
  commandTimeout?: number;
}

function openClient(connection: Extract<QueueConnection, { kind: 'redis' }>, options: ClientOptions): Redis | Cluster {
  if (connection.cluster !== true) {
    return new Redis(connection.url, { ...options, lazyConnect: true, retryStrategy: reconnectAfter });
  }
  const { enableOfflineQueue = true, ...redisOptions } = options;
  return new Cluster([connection.url], {
    lazyConnect: true,
    enableOfflineQueue,
    redisOptions,
    clusterRetryStrategy: reconnectAfter,
  });
}

/** `connect()` of ioredis tries for ever or until its first failure, depending on the mode; a boot wants one answer. */
async function connectOrThrow(client: Redis | Cluster): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Redis did not answer within ${giveUpConnectingMs} ms`)),
      giveUpConnectingMs,
    );
  });
  try {
    await Promise.race([client.connect(), tooLate]);
  } catch (error) {
    throw new Error('queue: cannot connect to Redis', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

async function refuseUnsafe(client: Redis | Cluster): Promise<void> {
  const nodes = client instanceof Cluster ? client.nodes('master') : [client];
  const complaints = await Promise.all(
    nodes.map(async (node) => {
      // INFO rather than CONFIG GET: managed Redis often forbids CONFIG, and INFO says the same.
      const [persistence, memory] = await Promise.all([node.info('persistence'), node.info('memory')]);
      return unsafeRedisSettings(`${persistence}\n${memory}`);
    }),
  );
  const distinct = [...new Set(complaints.flat())];
  if (distinct.length > 0)
    throw new Error(`queue: this Redis may lose jobs.\n${distinct.map((line) => `- ${line}`).join('\n')}`);
}
