import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { TenantTransaction } from '../database.ts';

const builders = new WeakMap<TenantTransaction, NodePgDatabase>();

/**
 * drizzle's query builder in a transaction. Only lists with many filters are put together so; to load drizzle takes a third of a
 * second, which no other process has to spend.
 */
export function queryBuilder(tx: TenantTransaction): NodePgDatabase {
  let builder = builders.get(tx);
  if (builder === undefined) {
    builder = drizzle({ client: tx.client });
    builders.set(tx, builder);
  }
  return builder;
}
