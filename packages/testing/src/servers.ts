/** A PostgreSQL that tests may use. */
export interface PostgresServer {
  /** Superuser connection string. */
  ownerUrl: string;
  stop(): Promise<void>;
}

/** A Redis that tests may use. */
export interface RedisServer {
  url: string;
  stop(): Promise<void>;
}
