import type { BackendFactory, IQueueBackend } from 'bullmq';

/**
 * What BullMQ's classes are given, made anew for every instance of ours: BullMQ's process-wide default backend is never set
 * nor used, so a process can hold queues on Redis and on Postgres side by side.
 */
export interface QueueServer {
  /** Backends for publishing and looking: they fail soon when the server is away. */
  producer: BackendFactory<IQueueBackend, unknown>;
  /** Backends for workers: they wait for the server to come back. */
  consumer: BackendFactory<IQueueBackend, unknown>;
  /** Key prefix of a queue; hash-tagged, so that all keys of one queue share a slot of a Redis Cluster. */
  prefixOf(queueName: string): string;
  close(): Promise<void>;
}

/** Where the queue lives. */
export type QueueConnection =
  | {
      kind: 'redis';
      url: string;
      /** Separates installations that share a Redis. */
      prefix?: string;
      /** The URL names one node of a Redis Cluster. */
      cluster?: boolean;
    }
  | {
      kind: 'postgres';
      /** As the application role; the schema must have been laid by `migrateQueueSchema`. */
      connectionString: string;
      schema?: string;
      /** Connections besides the one that listens. */
      maxConnections?: number;
    };
