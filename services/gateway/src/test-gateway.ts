import type { AddressInfo } from 'node:net';
import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import type { CodeSets } from '@claimwright/codesets/code-sets';
import type { IsoInstant } from '@claimwright/domain/dates';
import { createLogger } from '@claimwright/runtime/logger';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import type { FastifyInstance } from 'fastify';
import { type GatewayConfig, gatewayEnvironment } from './config.ts';
import type { GatewayDeps } from './dependencies.ts';
import { createGateway } from './gateway.ts';

/** A gateway that really listens, on a real database, for tests. */
export interface TestGateway extends AsyncDisposable {
  url: string;
  app: FastifyInstance;
  database: TestDatabase;
  /** Lines the service logged, as text. */
  log: string[];
  nudges(): number;
  /** A tenant with a key that may do everything but `without`. */
  tenant(scopes?: readonly string[]): Promise<TestTenant>;
}

export interface TestTenant {
  tenantId: string;
  key: string;
  /** Calls the gateway as this tenant. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** How many rows each table of the tenant has. */
  counts(): Promise<Record<string, number>>;
}

export interface CallOptions {
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  body?: BodyInit;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of an answer is said by the test
  body: any;
}

const allScopes = [
  'encounters:write',
  'encounters:read',
  'findings:override',
  'claims:read',
  'claims:write',
  'files:write',
  'files:read',
];

/** Code sets that know nothing: every lookup answers `no_data`. */
export const noCodeSets: CodeSets = buildCodeSets([]);

/** Starts a gateway on a fresh database. The clock stands at `now` and can be set. */
export async function startTestGateway(
  config: Partial<GatewayConfig> = {},
  options: { now?: () => IsoInstant; deps?: Partial<GatewayDeps> } = {},
): Promise<TestGateway> {
  const database = await createTestDatabase();
  const log: string[] = [];
  let nudges = 0;
  const now = options.now ?? (() => new Date().toISOString());
  const app = await createGateway({
    config: { ...gatewayEnvironment.parse({ DATABASE_URL: database.appUrl }).http, ...config },
    database: database.app,
    clock: { now, today: () => now().slice(0, 10) },
    logger: createLogger({ service: 'gateway', level: 'debug', destination: { write: (line) => void log.push(line) } }),
    codeSets: () => noCodeSets,
    nudgeOutbox: () => {
      nudges += 1;
    },
    ...options.deps,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    url,
    app,
    database,
    log,
    nudges: () => nudges,
    tenant: (scopes = allScopes) => testTenant(url, database, scopes),
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function testTenant(url: string, database: TestDatabase, scopes: readonly string[]): Promise<TestTenant> {
  const tenantId = await database.tenant();
  const key = await database.apiKey(tenantId, scopes);
  return {
    tenantId,
    key,
    call: (method, path, { headers = {}, json, body } = {}) => {
      const sent: Record<string, string> = { authorization: `Bearer ${key}`, ...headers };
      if (json !== undefined) sent['content-type'] ??= 'application/json';
      return call(url + path, { method, headers: sent, body: json === undefined ? body : JSON.stringify(json) });
    },
    counts: () => countRows(database, tenantId),
  };
}

/** Calls any address and reads the answer whole. */
export async function call(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const isJson =
    /json/.test(response.headers.get('content-type') ?? '') &&
    !/ndjson/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text ? JSON.parse(text) : undefined,
  };
}

async function countRows(database: TestDatabase, tenantId: string): Promise<Record<string, number>> {
  return database.app.transaction(tenantId, async (tx) => {
    const { rows } = await tx.query<{ name: string }>(
      "select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and relname <> 'schema_migrations' order by 1",
    );
    const parts = rows.map(({ name }) => `(select count(*)::int from ${name}) as "${name}"`);
    const counted = await tx.query<Record<string, number>>(`select ${parts.join(', ')}`);
    return counted.rows[0] ?? {};
  });
}

/** An encounter that can be read and, with the right code sets, billed. */
export function sampleEncounter(externalId: string, changes: Record<string, unknown> = {}) {
  return {
    externalId,
    patient: {
      externalId: `patient-of-${externalId}`,
      lastName: 'Synthetic',
      firstName: 'Sam',
      birthDate: '1980-02-29',
      sex: 'F',
    },
    coverages: [
      {
        responsibility: 'primary',
        payer: { id: 'TEST1', name: 'Example Health Plan' },
        memberId: 'M123',
        relationship: 'self',
      },
    ],
    billingProvider: { organizationName: 'Example Clinic', npi: '1234567893', taxId: '12-3456789' },
    placeOfService: '11',
    diagnoses: [{ code: 'I10' }],
    lines: [
      { procedureCode: 'G0463', diagnosisPointers: [1], units: 1, chargeCents: 12_500, serviceFrom: '2026-03-02' },
    ],
    ...changes,
  };
}

/** The bill of a hospital stay that can be read and, with the right code sets, billed. */
export function sampleStay(externalId: string, changes: Record<string, unknown> = {}) {
  const { placeOfService: _place, ...visit } = sampleEncounter(externalId);
  return {
    ...visit,
    claimType: 'institutional',
    diagnoses: [{ code: 'I10', presentOnAdmission: 'Y' }],
    lines: [
      { revenueCode: '0120', unit: 'DA', units: 3, chargeCents: 450_000, serviceFrom: '2026-03-02' },
      { revenueCode: '0636', procedureCode: 'J1885', units: 2, chargeCents: 9_000, serviceFrom: '2026-03-03' },
    ],
    institutional: {
      typeOfBill: '0111',
      statementFrom: '2026-03-02',
      statementTo: '2026-03-05',
      admission: { date: '2026-03-02', hour: '09', typeCode: '1', sourceCode: '1' },
      dischargeHour: '14',
      patientStatusCode: '01',
      admittingDiagnosis: 'R07.9',
      days: { covered: 3 },
      attendingProvider: { npi: '1122334455', lastName: 'Healer', firstName: 'Sam' },
    },
    ...changes,
  };
}
