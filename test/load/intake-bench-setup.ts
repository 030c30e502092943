import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Database, openDatabase } from '@claimwright/db/database';
import { startEmbeddedPostgres } from '@claimwright/db/embedded-postgres';
import { createServiceUsers, migrate } from '@claimwright/db/migrate';
import { provisionApiKey, provisionTenant } from '@claimwright/db/provision';
import { gatewayEnvironment } from '@claimwright/gateway/config';
import { createGateway } from '@claimwright/gateway/gateway';
import { noCodeSets } from '@claimwright/gateway/test-gateway';
import { systemClock } from '@claimwright/runtime/clock';
import { createLogger } from '@claimwright/runtime/logger';
import type { FastifyInstance } from 'fastify';

export interface IntakeBench extends AsyncDisposable {
  gatewayPort: number;
  /** Opened as the owner, for floors: no row-level security. */
  owner: Database;
  tenantId: string;
  key: string;
  /** CPU of the database's connections so far, in µs; undefined where there is no /proc. */
  databaseCpu(): Promise<number | undefined>;
}

/** A durable PostgreSQL (fsync on), a tenant with a key, and a gateway in this process. */
export async function startIntakeBench(): Promise<IntakeBench> {
  const folder = await mkdtemp('/var/tmp/claimwright-bench-');
  const postgres = await startEmbeddedPostgres(folder, { durable: true });
  const ownerUrl = postgres.ownerUrl();
  const users = {
    app: { user: 'bench_app', password: 'bench_app' },
    report: { user: 'bench_report', password: 'bench_report' },
  };
  await migrate(ownerUrl, join(import.meta.dirname, '../../migrations'));
  await createServiceUsers(ownerUrl, users);
  const tenantId = randomUUID();
  const key = `cw_${randomUUID()}`;
  await provisionTenant(ownerUrl, { tenantId, name: 'Bench' });
  await provisionApiKey(ownerUrl, { tenantId, id: randomUUID(), key, label: 'bench', scopes: ['encounters:write'] });
  const appUrl = Object.assign(new URL(ownerUrl), { username: users.app.user, password: users.app.password }).href;
  const database = openDatabase({ connectionString: appUrl, poolSize: 10 });
  const owner = openDatabase({ connectionString: ownerUrl, poolSize: 10 });
  const environment = gatewayEnvironment.parse({ DATABASE_URL: appUrl, RATE_LIMIT_PER_MINUTE: '1000000000' });
  const app = await createGateway({
    config: environment.http,
    database,
    clock: systemClock,
    logger: createLogger({ service: 'gateway', level: 'error' }),
    codeSets: () => noCodeSets,
    nudgeOutbox: () => undefined,
  });
  return {
    gatewayPort: await listen(app),
    owner,
    tenantId,
    key,
    databaseCpu: () => databaseCpu(owner),
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await database[Symbol.asyncDispose]();
      await owner[Symbol.asyncDispose]();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Listens on a free port and returns it. */
export async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port;
}

/** Clock ticks of every server process serving a client: user and system time of /proc/<pid>/stat, 100 ticks a second. */
async function databaseCpu(owner: Database): Promise<number | undefined> {
  const { rows } = await owner.query<{ pid: number }>(
    "select pid from pg_stat_activity where backend_type = 'client backend'",
  );
  let ticks = 0;
  for (const { pid } of rows) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    if (stat === undefined) return undefined;
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * 10_000;
}
