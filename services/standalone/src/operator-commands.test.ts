import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { listApiKeys, revokeApiKey } from '@claimwright/db/api-keys';
import { asOwner } from '@claimwright/db/owner';
import { provisionTenant } from '@claimwright/db/provision';
import { apiKeySha256, authenticateApiKey } from '@claimwright/db/tenants';
import { createQueueBackend, type QueueBackend } from '@claimwright/queue/backend';
import { catalog, scrubEncounters } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { JobFailure } from '@claimwright/queue/job-failure';
import { migrateQueueSchema } from '@claimwright/queue/migrate-queue-schema';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practice, simulatorRoute } from './demo-practice.ts';

// The commands an operator runs, each as a process of its own against a real database, as in the containers.

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

interface Ran {
  code: number | null;
  output: string;
  errors: string;
}

async function run(file: string, words: readonly string[], more: { input?: string; env?: object } = {}): Promise<Ran> {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...words], {
    env: { PATH: process.env.PATH, OWNER_DATABASE_URL: database.ownerUrl, ...more.env },
  });
  const ran: Ran = { code: null, output: '', errors: '' };
  child.stdout.on('data', (chunk) => {
    ran.output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    ran.errors += chunk;
  });
  child.stdin.end(more.input ?? '');
  ran.code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return ran;
}

const keys = (...words: string[]) => run('api-keys.ts', words);
const opened = (key: string) => authenticateApiKey(database.app, apiKeySha256(key), new Date().toISOString());

const { adapter, settings } = simulatorRoute({ folder: 'simulator', seed: 'x' });
const directory = {
  adapter: 'directory',
  settings: { ...settings, transport: { outbox: 'outbox', inbox: 'inbox' } },
};

describe('migrate', () => {
  // Logins belong to the whole server, so these have names of their own.
  const suffix = randomBytes(6).toString('hex');
  const users = [`migrate_app_${suffix}`, `migrate_report_${suffix}`] as const;
  const env = {
    APP_USER: users[0],
    APP_PASSWORD: 'app-password-1',
    REPORT_USER: users[1],
    REPORT_PASSWORD: 'report-password-1',
    TENANT_NAME: 'First practice',
    TENANT_API_KEY: 'cw_first-key-0123456789012345678901234',
    TENANT_ROUTE: JSON.stringify(directory),
  };
  afterAll(() =>
    asOwner(database.ownerUrl, async (client) => {
      for (const user of users) await client.query(`drop role if exists ${user}`);
    }),
  );

  test('may run again and again, and a new TENANT_API_KEY joins the old one', async () => {
    const second = 'cw_second-key-012345678901234567890123';
    for (const key of [env.TENANT_API_KEY, env.TENANT_API_KEY, second]) {
      const { code, output, errors } = await run('migrate.ts', [], { env: { ...env, TENANT_API_KEY: key } });
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      expect(output).toContain('0 applied (none)');
    }
    for (const key of [env.TENANT_API_KEY, second])
      expect(await opened(key)).toMatchObject({ tenantId: practice.tenantId, scopes: ['admin'] });
    expect(await listApiKeys(database.ownerUrl, practice.tenantId)).toHaveLength(2);
  });

  test('does not bring a revoked key back', async () => {
    const [first] = await listApiKeys(database.ownerUrl, practice.tenantId);
    await revokeApiKey(database.ownerUrl, first?.id ?? '', new Date().toISOString());
    expect((await run('migrate.ts', [], { env })).code).toBe(0);
    expect(await opened(env.TENANT_API_KEY)).toBeUndefined();
  });

  test('names every wrong variable at once, and no value', async () => {
    const { code, errors } = await run('migrate.ts', [], {
      env: {
        ...env,
        APP_PASSWORD: 'short',
        TENANT_ROUTE: '{"adapter":"pigeon","settings":{"envelope":{"name":"a-name"}}}',
      },
    });
    expect(code).toBe(1);
    for (const name of ['APP_PASSWORD', 'TENANT_ROUTE.adapter', 'TENANT_ROUTE.settings.envelope.senderId'])
      expect(errors).toContain(name);
    for (const value of ['short', 'pigeon', 'a-name']) expect(errors).not.toContain(value);
  });

  test('a route that is not JSON, and one whose transport is wrong, are refused by name', async () => {
    const broken = await run('migrate.ts', [], { env: { ...env, TENANT_ROUTE: '{' } });
    expect(broken.errors).toContain('TENANT_ROUTE: is not JSON');
    const noInbox = { ...directory, settings: { ...settings, transport: { outbox: 'x' } } };
    const wrong = await run('migrate.ts', [], { env: { ...env, TENANT_ROUTE: JSON.stringify(noInbox) } });
    expect(wrong.errors).toContain('settings.inbox');
  });
});

describe('keys', () => {
  beforeAll(() => provisionTenant(database.ownerUrl, practice));

  test('create shows a key once that opens; revoke closes it; list shows both states and never the key', async () => {
    const made = await keys('create', '--label', 'EHR of the clinic', '--scopes', 'encounters:write,claims:read');
    expect(made.code).toBe(0);
    const key = made.output.trim();
    expect(key).toMatch(/^cw_[\w-]{43}$/);
    const found = await opened(key);
    expect(found).toMatchObject({ tenantId: practice.tenantId, scopes: ['encounters:write', 'claims:read'] });
    const id = found?.keyId ?? '';
    expect((await keys('list')).output).toMatch(new RegExp(`${id}.*EHR of the clinic.*encounters:write,claims:read`));
    expect(await keys('revoke', id)).toMatchObject({ code: 0 });
    expect(await opened(key)).toBeUndefined();
    const list = (await keys('list')).output;
    expect(list).toMatch(new RegExp(`${id}.*${new Date().toISOString().slice(0, 10)}$`, 'm'));
    expect(list).not.toContain(key);
  });

  test.each([
    [['create', '--label', 'x', '--scopes', 'everything'], 'There is no scope everything'],
    [['create', '--scopes', 'admin'], '--label'],
    [['create', '--label', 'x', '--scopes', 'admin', '--tenant', 'me'], '--tenant is the id'],
    [['create', '--label', 'x', '--scopes', 'admin', '--expires', 'soon'], '--expires'],
    [
      ['create', '--label', 'x', '--scopes', 'admin', '--tenant', '01234567-0000-7000-8000-000000000009'],
      'There is no tenant',
    ],
    [['revoke', '01234567-0000-7000-8000-000000000009'], 'There is no key'],
    [['revoke'], 'needs the id'],
    [['burn'], 'Usage'],
  ])('%j is refused with one clear message', async (words, message) => {
    const { code, errors } = await keys(...words);
    expect(code).toBe(1);
    expect(errors).toContain(message);
    expect(errors).not.toContain('    at ');
  });
});

describe('tenant apply', () => {
  const tenantId = '0190d9a0-0000-7000-8000-0000000000aa';
  const file = {
    tenantId,
    name: 'Second practice',
    routes: { default: directory, other: { adapter, settings } },
    payers: [{ payerId: 'P1', name: 'Payer one', claimFilingCode: 'CI' }],
  };

  test('makes tenant, routes and payers; a second time changes what the file changed', async () => {
    const first = await run('tenant.ts', ['apply', '-'], { input: JSON.stringify(file) });
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining('2 routes, 1 payers are in force') });
    const changed = { ...file, payers: [{ payerId: 'P1', name: 'Payer one, renamed' }] };
    expect(await run('tenant.ts', ['apply', '-'], { input: JSON.stringify(changed) })).toMatchObject({ code: 0 });
    const seen = await database.app.transaction(tenantId, async (tx) => ({
      routes: (await tx.query('select name, adapter, settings from routes order by name')).rows,
      payers: (await tx.query('select payer_id, name from payers')).rows,
    }));
    expect(seen.routes).toEqual([
      { name: 'default', ...directory },
      { name: 'other', adapter, settings },
    ]);
    expect(seen.payers).toEqual([{ payer_id: 'P1', name: 'Payer one, renamed' }]);
  });

  test('sets schedule and expectations of a route, and leaves them where the file does not name them', async () => {
    const schedule = { maxFilesPerHour: 6, windows: [{ days: ['mon'], from: '06:00', to: '20:00' }] };
    const pulled = {
      adapter: 'http',
      settings: { ...settings, transport: {} },
      schedule,
      expectations: { syntaxHours: 4 },
    };
    const apply = (route: object) =>
      run('tenant.ts', ['apply', '-'], { input: JSON.stringify({ ...file, routes: { north: route } }) });
    expect(await apply(pulled)).toMatchObject({ code: 0 });
    const { schedule: _, expectations: __, ...bare } = pulled;
    expect(await apply(bare)).toMatchObject({ code: 0 });
    const { rows } = await database.app.transaction(tenantId, (tx) =>
      tx.query("select adapter, schedule, expectations from routes where name = 'north'"),
    );
    expect(rows).toEqual([
      {
        adapter: 'http',
        schedule: { timeZone: 'UTC', ...schedule },
        expectations: expect.objectContaining({ syntaxHours: 4, statusRequests: true }),
      },
    ]);
    const wrong = await apply({
      ...pulled,
      schedule: { maxFilesPerHour: 0, windows: [{ days: [], from: '7', to: '6' }] },
    });
    expect(wrong.code).toBe(1);
    expect(wrong.errors).toContain('routes.north.schedule.maxFilesPerHour');
    expect(wrong.errors).toContain('routes.north.schedule.windows.0.days');
  });

  test('names every wrong field at once and saves nothing', async () => {
    const wrong = {
      ...file,
      tenantId: '0190d9a0-0000-7000-8000-0000000000bb',
      routes: { default: { ...directory, settings: { ...directory.settings, transport: { outbox: 'o' } } } },
      payers: [{ payerId: '', name: 'x', colour: 'red' }],
    };
    const { code, errors } = await run('tenant.ts', ['apply', '-'], { input: JSON.stringify(wrong) });
    expect(code).toBe(1);
    for (const field of ['routes.default.settings.transport', 'settings.inbox', 'payers.0.payerId', 'colour'])
      expect(errors).toContain(field);
    expect(
      (await database.app.query('select 1 from all_tenant_ids() as id where id = $1', [wrong.tenantId])).rows,
    ).toEqual([]);
  });
});

describe('tenant facts', () => {
  const tenantId = '0190d9a0-0000-7000-8000-0000000000cc';
  const facts = (words: readonly string[], input?: string) =>
    run('tenant.ts', ['facts', ...words, '--tenant', tenantId], input === undefined ? {} : { input });
  beforeAll(() => provisionTenant(database.ownerUrl, { tenantId, name: 'With facts' }));

  test('import, list and remove a table of one tenant, with an audit row each', async () => {
    expect(await facts(['list'])).toMatchObject({
      code: 0,
      errors: '',
      output: expect.stringContaining('No table is loaded'),
    });
    const heading = 'LASTNAME,FIRSTNAME,NPI,EXCLTYPE,EXCLDATE,REINDATE';
    const file = `${heading}\nSYNTHETIC,SAM,1234567893,1128a1,20240501,00000000\nX,Y,0000000000,1128a1,20240501,00000000\n`;
    const imported = await facts(['import', 'leie', '-', '--edition', '2026-11'], file);
    expect(imported).toMatchObject({ code: 0, errors: '' });
    expect(imported.output).toBe(
      '1 rows left out: has no NPI: a provider is found by NPI alone.\nleie@2026-11: 1 rows are in force.\n',
    );
    expect((await facts(['list'])).output).toMatch(/leie\s+2026-11\s+1\s+\d{4}-\d\d-\d\d\s+operator/);
    expect((await facts(['remove', 'leie'])).output).toContain('leie@2026-11 is gone');
    expect(await facts(['remove', 'leie'])).toMatchObject({ code: 1, errors: 'No table leie is loaded.\n' });
    const audit = await database.app.transaction(tenantId, (tx) =>
      tx.query("select action from audit_log where resource_id = 'leie' order by occurred_at, action"),
    );
    expect(audit.rows).toEqual([{ action: 'tenant_facts.put' }, { action: 'tenant_facts.delete' }]);
  });

  test('a file with a bad row is refused by line and field, and taken without it when that is asked for', async () => {
    const file = 'npi\n1234567893\n123\n';
    const words = ['import', 'ordering-providers', '-', '--edition', 'one'];
    const refused = await facts(words, file);
    expect(refused.code).toBe(1);
    expect(refused.errors).toBe(
      'line 3: npi: 123 is no NPI: ten digits, the last of them the check digit\nNothing was changed.\n',
    );
    const taken = await facts([...words, '--skip-bad-rows'], file);
    expect(taken.output).toContain('ordering-providers@one: 1 rows are in force.');
  });

  test.each([
    [['import', 'colours', '-', '--edition', 'x'], 'The set is one of leie, sam'],
    [['import', 'leie', '-'], '--edition names what findings cite'],
    [['import', 'leie', '/nowhere/file.csv', '--edition', 'x'], 'There is no file'],
    [['import', 'leie', '--edition', 'x'], 'needs a set and one file'],
    [['list', '--colour'], 'Unknown option'],
    [['sing'], 'tenant facts import SET FILE'],
  ])('%j says what is wrong', async (words, message) => {
    const { code, errors } = await facts(words, '');
    expect(code).toBe(1);
    expect(errors).toContain(message);
  });

  test('a tenant that is not there', async () => {
    const stranger = '0190d9a0-0000-7000-8000-0000000000dd';
    const { errors } = await run('tenant.ts', ['facts', 'list', '--tenant', stranger]);
    expect(errors).toContain(`There is no tenant ${stranger}`);
  });
});

describe('queue', () => {
  const env = () => ({ DATABASE_URL: database.appUrl, QUEUE_BACKEND: 'postgres' });
  const queue = (...words: string[]) => run('queue.ts', words, { env: env() });
  const tenantId = practice.tenantId;
  let backend: QueueBackend;
  beforeAll(async () => {
    await asOwner(database.ownerUrl, (client) => migrateQueueSchema(client, { grantTo: ['claimwright_app'] }));
    const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
    backend = await createQueueBackend({ kind: 'postgres', connectionString: database.appUrl }, { logger });
  });
  afterAll(() => backend.close());

  test('counts what waits, shows what is dead and why, and gives it another chance', async () => {
    await queue('pause');
    await backend.publish([{ job: scrubEncounters, tenantId, ids: [tenantId], hint: 'test' }]);
    expect((await queue('counts')).output).toMatch(/^scrub-encounters +1 +0 +0 +0 +paused$/m);
    expect((await queue('failed')).output).toContain('There is no dead letter.');

    const working = await backend.work(
      catalog.map((job) => {
        const fail = async () => {
          throw new JobFailure('no_use', 'it is of no use', { retry: false });
        };
        return job.kind === 'batch' ? implementJob(job, fail) : implementJob(job, async () => undefined);
      }),
    );
    await queue('resume');
    await expect.poll(async () => (await backend.failed()).length, { timeout: 20_000 }).toBe(1);
    await working.close();
    expect((await queue('failed', 'scrub-encounters')).output).toMatch(/scrub-encounters .*no_use: it is of no use/);
    expect((await queue('retry', 'scrub-encounters')).output).toContain('1 dead letter will be tried again.');
    expect((await queue('counts')).output).toMatch(/^scrub-encounters +1 +0 +0 +0$/m);
  });

  test('a job that does not exist and a word too many are refused', async () => {
    expect((await queue('failed', 'wash-encounters')).errors).toContain('there are scrub-encounters');
    expect((await queue('pause', 'sweep', 'sweep')).errors).toContain('one word too many');
  });
});
