import { quoteSchemaName, runMigrations } from 'bullmq';
import type { ClientBase } from 'pg';
import { catalog } from './catalog.ts';
import type { AnyJobDefinition } from './define-job.ts';

/**
 * Lays or upgrades BullMQ's tables and lets roles use them. Run by the owner at migrate time, on one dedicated connection and
 * outside a transaction (BullMQ opens its own, under an advisory lock, so several at once are safe). Row-level security does
 * not apply there: the tables hold ids only. The roles get no right to create: the one thing BullMQ would create while
 * running, a sequence for each queue, is made here.
 */
export async function migrateQueueSchema(
  owner: ClientBase,
  settings: { schema?: string; grantTo: readonly string[]; jobs?: readonly AnyJobDefinition[] },
): Promise<void> {
  const { schema = 'bullmq', grantTo, jobs = catalog } = settings;
  const quoted = quoteSchemaName(schema);
  await runMigrations(owner, schema);
  for (const job of jobs) {
    await owner.query(
      `select ${quoted}.next_job_id($1) where to_regclass(format('%I.%I', $2::text, ${quoted}.job_id_seq_name($1))) is null`,
      [job.name, schema],
    );
  }
  const { rows } = await owner.query<{ name: string }>('select current_database() as name');
  const database = owner.escapeIdentifier(rows[0]?.name ?? '');
  for (const role of grantTo) {
    const grantee = owner.escapeIdentifier(role);
    await owner.query(`
      grant usage on schema ${quoted} to ${grantee};
      grant select, insert, update, delete on all tables in schema ${quoted} to ${grantee};
      revoke insert, update, delete on ${quoted}.migration from ${grantee};
      grant usage, select on all sequences in schema ${quoted} to ${grantee};
      -- BullMQ's bulk add works through temporary tables, which \`createServiceUsers\` has taken from everybody.
      grant temporary on database ${database} to ${grantee};`);
  }
}
