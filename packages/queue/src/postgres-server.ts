import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  assertSchemaCompatibility,
  LATEST_SCHEMA_VERSION,
  PostgresConnection,
  PostgresQueueBackend,
  type QueueBaseOptions,
} from 'bullmq';
import type { QueueConnection, QueueServer } from './connection.ts';
import type { ErrorReporter } from './logger.ts';

const defaultSchema = 'bullmq';

/** One pool and one LISTEN connection for all queues and workers of an instance, instead of a pool for each. */
class SharedConnection extends PostgresConnection {
  private readonly prepared = new WeakSet<object>();

  override async getListenClient() {
    const client = await super.getListenClient();
    if (this.prepared.has(client)) return client;
    this.prepared.add(client);
    // Each worker listens for itself while it waits, and subscribes for itself; pg wants one query after the other.
    if (client instanceof EventEmitter) client.setMaxListeners(0);
    const query = client.query.bind(client);
    let last: Promise<unknown> = Promise.resolve();
    client.query = <Row>(text: string, values?: readonly unknown[]) => {
      const answer = last.then(() => query<Row>(text, values));
      last = answer.catch(() => undefined);
      return answer;
    };
    return client;
  }
}

/** A backend that leaves the shared connection open when its queue or worker closes. */
class SharedBackend extends PostgresQueueBackend {
  override async close() {
    await this.disconnectBlocking();
  }

  override async disconnect() {
    await this.disconnectBlocking();
  }

  /** BullMQ asks again at once when this fails for any reason but a refused connection; an absent server would be hammered. */
  override async moveToActive(token: string, name?: string) {
    try {
      return await super.moveToActive(token, name);
    } catch (error) {
      await sleep(500);
      throw error;
    }
  }
}

/**
 * Connects to BullMQ's tables in Postgres, as the application role.
 * @throws when Postgres is unreachable or the queue's schema is missing, older than this BullMQ, or not granted.
 */
export async function connectPostgres(
  connection: Extract<QueueConnection, { kind: 'postgres' }>,
  report: ErrorReporter,
): Promise<QueueServer> {
  const schema = connection.schema ?? defaultSchema;
  const shared = new SharedConnection({
    ...splitOptions(connection.connectionString),
    schema,
    // A dozen kinds of jobs look for work and tick at the same moment; with too few places some waited past their time on a busy machine.
    max: connection.maxConnections ?? 16,
    application_name: 'claimwright-queue',
    connectionTimeoutMillis: 20_000,
    query_timeout: 30_000,
    keepAlive: true,
  });
  shared.setMaxListeners(0);
  shared.on('error', (error) => report('queue: Postgres connection', error));
  try {
    await refuseUnready(shared, schema);
    // Memoized by BullMQ even when it fails, hence only after the check above.
    await shared.waitUntilReady();
  } catch (error) {
    await shared.close();
    throw error;
  }
  const backend = (name: string, options: QueueBaseOptions<unknown>) =>
    new SharedBackend(shared, name, { ...options, connection: shared.pool }, true);
  return {
    producer: backend,
    consumer: backend,
    prefixOf: () => schema,
    close: () => shared.close(),
  };
}

async function refuseUnready(shared: PostgresConnection, schema: string): Promise<void> {
  let version: number;
  try {
    version = await assertSchemaCompatibility(shared.pool, schema);
  } catch (error) {
    const remedy = 'run migrateQueueSchema as the owner, granting to the role the queue connects as';
    throw new Error(`queue: schema "${schema}" cannot be used: ${remedy}`, { cause: error });
  }
  if (version < LATEST_SCHEMA_VERSION) {
    throw new Error(
      `queue: schema "${schema}" is at version ${version}, this BullMQ needs ${LATEST_SCHEMA_VERSION}: run migrateQueueSchema`,
    );
  }
}

/**
 * BullMQ pins the search path through the connection's `options`; `options` inside a URL (say, `-c role=…`) would silently win
 * over it, so they are taken out and handed over to be joined.
 */
function splitOptions(connectionString: string): { connectionString: string; options?: string } {
  if (!connectionString.includes('options=')) return { connectionString };
  const url = new URL(connectionString);
  const options = url.searchParams.get('options');
  url.searchParams.delete('options');
  return options === null ? { connectionString } : { connectionString: url.toString(), options };
}
