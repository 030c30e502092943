import pg from 'pg';
import './value-parsers.ts';

/** What both a pool and a transaction can do. Text is SQL with $1 … parameters; `name` makes it a prepared statement. */
export interface Queryable {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    query: string | pg.QueryConfig,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

/**
 * A transaction of one tenant. Row-level security shows it that tenant's rows and no others. Writers take one of these, so a
 * write outside a transaction does not type-check.
 */
export interface TenantTransaction extends Queryable {
  readonly tenantId: string;
  /** The connection the transaction has, for a query builder. */
  readonly client: pg.PoolClient;
}

export interface Database extends Queryable, AsyncDisposable {
  /** Runs `work` in a transaction of that tenant; commits when it resolves, rolls back and rethrows when it does not. */
  transaction<Result>(tenantId: string, work: (tx: TenantTransaction) => Promise<Result>): Promise<Result>;
  /** The same, read-only and repeatable: all statements see one moment. */
  snapshot<Result>(tenantId: string, work: (tx: TenantTransaction) => Promise<Result>): Promise<Result>;
  /** A transaction without a tenant: sees no tenant row, may call the functions that hand out ids across tenants. */
  untenanted<Result>(work: (client: Queryable) => Promise<Result>): Promise<Result>;
  readonly pool: pg.Pool;
}

export interface DatabaseOptions {
  connectionString: string;
  /** Most connections at once. */
  poolSize?: number;
  applicationName?: string;
  /** Told of errors on idle connections (the server went away); the pool replaces them by itself. */
  onIdleError?: (error: Error) => void;
}

/** Opens a pool. Nothing connects until the first query. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.poolSize ?? 10,
    application_name: options.applicationName ?? 'claimwright',
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
  });
  pool.on('error', (error) => options.onIdleError?.(error));
  return {
    pool,
    query: (query, values) => (typeof query === 'string' ? pool.query(query, values) : pool.query(query)),
    transaction: (tenantId, work) => inTenant(pool, 'begin', tenantId, work),
    snapshot: (tenantId, work) => inTenant(pool, 'begin isolation level repeatable read read only', tenantId, work),
    untenanted: (work) => inTransaction(pool, 'begin', (client) => work(client)),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

async function inTenant<Result>(
  pool: pg.Pool,
  begin: string,
  tenantId: string,
  work: (tx: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  return inTransaction(pool, begin, async (client) => {
    await client.query({
      name: 'set-tenant',
      text: "select set_config('app.tenant_id', $1, true)",
      values: [tenantId],
    });
    return work({
      tenantId,
      query: (query, values) => (typeof query === 'string' ? client.query(query, values) : client.query(query)),
      client,
    });
  });
}

async function inTransaction<Result>(
  pool: pg.Pool,
  begin: string,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A server that goes away between two statements tells the client; without a listener that would end the process.
  const onLost = (error: Error) => {
    broken = error;
  };
  client.on('error', onLost);
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    try {
      await client.query('rollback');
    } catch (rollbackError) {
      // The connection is gone; the server rolls back by itself. The pool must not hand this client out again.
      broken = rollbackError instanceof Error ? rollbackError : new Error(String(rollbackError));
    }
    throw error;
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
}
