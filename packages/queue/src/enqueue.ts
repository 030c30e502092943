import type { Id } from '@claimwright/domain/ids';
import type { JobDefinition } from './define-job.ts';

/** The part of a Postgres client that `enqueue` needs; pg's clients and drizzle's `tx.session.client` fit. */
export interface Transaction {
  query(query: { name: string; text: string; values: unknown[] }): Promise<unknown>;
}

/**
 * Queues a job for these ids when, and only when, the caller's transaction commits: rows of the outbox, one statement however
 * many ids. The transaction's tenant must be `tenantId` (row-level security refuses anything else). No ids, no statement.
 */
export async function enqueue(tx: Transaction, job: JobDefinition, tenantId: Id, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query({
    name: 'enqueue',
    text: 'insert into outbox (tenant_id, job, subject_id) select $1::uuid, $2::text, subject_id from unnest($3::uuid[]) with ordinality as t (subject_id, place) order by place',
    values: [tenantId, job.name, ids],
  });
}
