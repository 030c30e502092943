import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createServiceUsers, migrate } from '@claimwright/db/migrate';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgresServer } from './postgres-server.ts';
import { untestedHere } from './tools.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser connection string of the server every database test shares; each test file makes its own database. */
    postgresOwnerUrl: string;
  }
}

/** Name of the migrated database that each test's database is copied from. */
export const templateDatabase = 'claimwright_template';
export const testUsers = {
  app: { user: 'test_app', password: 'test_app' },
  report: { user: 'test_report', password: 'test_report' },
};

/** Starts one real PostgreSQL for the whole test run and migrates the template. Fails the run when it cannot. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp('/var/tmp/claimwright-test-');
  // The database's own user has to get in; else its data would lie elsewhere and outlive the run.
  await chmod(folder, 0o755);
  const server = await startPostgresServer(folder);
  const template = new URL(server.ownerUrl);
  template.pathname = `/${templateDatabase}`;
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  await client.query(`drop database if exists ${templateDatabase}`);
  await client.query(`create database ${templateDatabase}`);
  await client.end();
  await migrate(template.href, join(import.meta.dirname, '../../../migrations'));
  await createServiceUsers(template.href, testUsers);
  project.provide('postgresOwnerUrl', server.ownerUrl);
  for (const line of untestedHere()) process.stdout.write(`\n!!! ${line} !!!\n`);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
