import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** Any number will do, as long as every migrator of every version uses the same. */
const migrationLock = 4_910_277_835;

export interface MigrationReport {
  applied: string[];
  alreadyThere: number;
}

/**
 * Applies migrations/NNNN_name.sql in order, each in a transaction of its own, once. Run as the owner. Two migrators at once
 * wait for each other. Throws when a file that was applied has since been changed or removed: migrations are append-only.
 */
export async function migrate(ownerConnectionString: string, folder: string): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString: ownerConnectionString, application_name: 'claimwright-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(`create table if not exists schema_migrations (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const applied = await appliedMigrations(client);
    const names = (await readdir(folder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();
    for (const name of applied.keys()) {
      if (!names.includes(name))
        throw new Error(`Migration ${name} was applied to this database but its file is gone.`);
    }
    const report: MigrationReport = { applied: [], alreadyThere: 0 };
    for (const name of names) {
      const sql = await readFile(join(folder, name), 'utf8');
      const sha256 = createHash('sha256').update(sql).digest('hex');
      const known = applied.get(name);
      if (known === undefined) {
        await applyOne(client, name, sql, sha256);
        report.applied.push(name);
      } else if (known === sha256) report.alreadyThere += 1;
      else throw new Error(`Migration ${name} was changed after it was applied; add a new file instead.`);
    }
    return report;
  } finally {
    await client.end();
  }
}

async function appliedMigrations(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migrations');
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

async function applyOne(client: pg.Client, name: string, sql: string, sha256: string): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed and was rolled back: ${(error as Error).message}`, { cause: error });
  }
}

export interface LoginUser {
  user: string;
  password: string;
}

/**
 * Gives the two service roles login users, run as the owner after `migrate`. The users inherit the roles' rights and none may
 * bypass row-level security. Running again sets the passwords anew.
 */
export async function createServiceUsers(
  ownerConnectionString: string,
  users: { app: LoginUser; report: LoginUser },
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerConnectionString });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    for (const [role, login] of [
      ['claimwright_app', users.app],
      ['claimwright_report', users.report],
    ] as const) {
      const user = client.escapeIdentifier(login.user);
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [login.user]);
      if (rowCount === 0) await client.query(`create role ${user} nosuperuser nobypassrls`);
      await client.query(`alter role ${user} login nobypassrls password ${client.escapeLiteral(login.password)}`);
      if (login.user !== role) await client.query(`grant ${role} to ${user}`);
    }
    // PostgreSQL lets everybody make temporary tables unless told otherwise; no service has a use for them.
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    await client.query(`revoke temporary on database ${client.escapeIdentifier(rows[0]?.name ?? '')} from public`);
  } finally {
    await client.end();
  }
}
