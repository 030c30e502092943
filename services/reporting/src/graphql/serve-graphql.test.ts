import { randomUUID } from 'node:crypto';
import { type Database, openDatabase } from '@claimwright/db/database';
import { createLogger } from '@claimwright/runtime/logger';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import type { FastifyInstance } from 'fastify';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReporting } from '../create-reporting.ts';
import { saveTestClaims, testClaim } from './claims-for-tests.ts';

const clock = { now: () => '2026-06-30T12:00:00.000Z', today: () => '2026-06-30' };

let db: TestDatabase;
let reportDatabase: Database;
let app: FastifyInstance;
let statements: string[];
let logLines: string[];
let own: { tenantId: string; key: string; claims: Awaited<ReturnType<typeof saveTestClaims>> };
let other: typeof own;

beforeAll(async () => {
  db = await createTestDatabase();
  statements = [];
  logLines = [];
  reportDatabase = openDatabase({ connectionString: db.reportUrl, poolSize: 4 });
  countStatements(reportDatabase.pool);
  own = await tenantWith(30);
  other = await tenantWith(1);
  app = await reporting();
});

afterAll(async () => {
  await app.close();
  await reportDatabase[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
});

function reporting(auditDatabase = db.app, requestsPerMinute = 10_000): Promise<FastifyInstance> {
  const logger = createLogger({ service: 'test', destination: { write: (line) => void logLines.push(line) } });
  return createReporting({ database: reportDatabase, auditDatabase, clock, logger, requestsPerMinute });
}

/** Every statement that goes to the server, whoever sends it. */
function countStatements(pool: Database['pool']): void {
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      const [query] = given;
      statements.push(typeof query === 'string' ? query : String((query as { text?: string }).text));
      return send(...given);
    }) as typeof client.query;
  });
}

async function tenantWith(count: number): Promise<typeof own> {
  const tenantId = await db.tenant();
  const claims = await db.app.transaction(tenantId, (tx) =>
    saveTestClaims(
      tx,
      Array.from({ length: count }, (_, index) => testClaim({ payerClaimControlNumber: `PAYER${index}` })),
    ),
  );
  return { tenantId, key: await db.apiKey(tenantId, ['reports:read']), claims };
}

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: an answer of whatever was asked
  data: any;
  errors?: { message: string; extensions?: Record<string, unknown>; path?: unknown[] }[];
}

async function send(
  query: string,
  { variables, key = own.key, service = app, operationName }: Partial<Asking> = {},
): Promise<{ status: number; body: Answer; headers: Record<string, unknown> }> {
  const answer = await service.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'x-request-id': 'request-1' },
    payload: JSON.stringify({ query, variables, operationName }),
  });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
}

interface Asking {
  variables: Record<string, unknown>;
  key: string;
  service: FastifyInstance;
  operationName: string;
}

async function ask(query: string, how?: Partial<Asking>) {
  const { status, body } = await send(query, how);
  expect(body.errors).toBeUndefined();
  expect(status).toBe(200);
  return body.data;
}

const everythingOfAClaim = `id patientControlNumber diagnoses timeline { type toStatus } lines { procedureCode modifiers units }
  ledger { account amountCents } batches { fileName } tasks { kind } findings { ruleId x12 { segment } }
  encounters { externalId content timeline { type } tasks { kind } latestRun { outcome notEvaluated { reason } findings { ruleId } } }`;

describe('who may ask', () => {
  test('without a key: a 401 problem that says how to send one', async () => {
    const answer = await app.inject({ method: 'POST', url: '/graphql', payload: '{}' });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['www-authenticate']).toContain('Bearer');
    expect(answer.json()).toMatchObject({ code: 'unauthenticated', status: 401 });
  });

  test('with a wrong key: the same status, by POST and by GET', async () => {
    const headers = { authorization: 'Bearer cw_test_00000000000000000000000000000000' };
    for (const method of ['POST', 'GET'] as const) {
      const answer = await app.inject({ method, url: '/graphql?query={today}', headers });
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'unauthenticated']);
    }
  });

  test('a GET says which of several operations it means', async () => {
    const get = async (asked: Record<string, string>) => {
      const url = `/graphql?${new URLSearchParams(asked)}`;
      const answer = await app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${own.key}` } });
      return [answer.statusCode, answer.json().errors?.[0].message, answer.json().data];
    };
    const query = 'query A { today } query B { now: today }';
    expect(await get({ query })).toMatchObject([400, expect.stringContaining('operation name'), null]);
    expect(await get({ query, operationName: 'C' })).toEqual([400, 'Unknown operation named "C".', null]);
    expect(await get({ query, operationName: 'B' })).toMatchObject([200, undefined, { now: expect.any(String) }]);
    expect(await get({ query: '{ today' })).toMatchObject([400, expect.stringContaining('Syntax Error'), null]);
  });

  test('with a key that lacks the scope: a 403 problem that names it', async () => {
    const key = await db.apiKey(own.tenantId, ['claims:read']);
    const { status, body } = await send('{ today }', { key });
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'missing_scope', scope: 'reports:read' });
  });

  test('over the rate limit: a 429 problem, not a GraphQL answer', async () => {
    const limited = await reporting(db.app, 2);
    await ask('{ today }', { service: limited });
    await ask('{ today }', { service: limited });
    const { status, body, headers } = await send('{ today }', { service: limited });
    expect(status).toBe(429);
    expect(body).toMatchObject({ code: 'rate_limited', retryable: true });
    expect(headers['retry-after']).toBeDefined();
    await limited.close();
  });

  test('malformed JSON: a 400 problem', async () => {
    const headers = { authorization: `Bearer ${own.key}`, 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/graphql', headers, payload: '{"query":' });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'malformed_json']);
  });
});

describe('what a tenant sees', () => {
  test('an id of another tenant answers exactly as one that does not exist, and as one that is none', async () => {
    const query = 'query ($id: ID!) { claim(id: $id) { id } encounter(id: $id) { id } }';
    const nothing = { data: { claim: null, encounter: null } };
    for (const id of [other.claims[0]!.claimId, other.claims[0]!.encounterId, randomUUID(), 'nonsense']) {
      expect((await send(query, { variables: { id } })).body).toEqual(nothing);
    }
    const number = await ask(`{ claimByNumber(number: "${other.claims[0]!.patientControlNumber}") { id } }`);
    expect(number.claimByNumber).toBeNull();
    expect((await ask('{ claims(first: 200) { totalCount } }')).claims.totalCount).toBe(30);
  });

  test('a claim with all that hangs on it, the same before and after its query is compiled', async () => {
    const { claimId } = own.claims[3]!;
    const query = `{ claim(id: "${claimId}") { ${everythingOfAClaim} serviceTo assembledAt chargeCents } }`;
    const answers = [];
    for (let time = 0; time < 5; time += 1) answers.push((await ask(query)).claim);
    expect(answers[0]).toMatchObject({
      id: claimId,
      diagnoses: ['E119'],
      serviceTo: '2026-03-02',
      assembledAt: '2026-03-04T11:00:00.000Z',
      chargeCents: 12_000,
      lines: [{ procedureCode: 'G0463', modifiers: ['25'], units: 1 }],
      timeline: [{ type: 'assembled' }, { type: 'informed', toStatus: 'paid' }],
      ledger: [
        { account: 'insurance_receivable', amountCents: 12_000 },
        { account: 'revenue', amountCents: -12_000 },
      ],
      findings: [{ ruleId: 'DX020', x12: { segment: 'HI' } }],
      encounters: [{ latestRun: { notEvaluated: [{ reason: 'no list' }], findings: [{ ruleId: 'DX020' }] } }],
      batches: [],
      tasks: [],
    });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test('the compiled form of one operation never answers for another in the same document', async () => {
    const query = 'query One { today } query Two { payers { payerId } }';
    for (let time = 0; time < 5; time += 1) {
      expect(await ask(query, { operationName: 'One' })).toEqual({ today: '2026-06-30' });
      expect(Object.keys(await ask(query, { operationName: 'Two' }))).toEqual(['payers']);
    }
  });

  test('variables are judged every time, compiled or not', async () => {
    const query = 'query ($from: Date) { paymentTimeliness(from: $from) { n } }';
    for (let time = 0; time < 5; time += 1) {
      await ask(query, { variables: { from: '2026-01-01' } });
      const { status, body } = await send(query, { variables: { from: '2026-02-30' } });
      expect(status).toBe(400);
      expect(body.errors?.[0]?.message).toContain('A Date is a calendar date written YYYY-MM-DD');
    }
  });
});

describe('how it is read', () => {
  test.each([1, 20])(
    '%i claims with everything take the same statements: one a field, in one transaction',
    async (first) => {
      const query = `{ claims(first: ${first}) { totalCount nodes { ${everythingOfAClaim} } } }`;
      for (let time = 0; time < 4; time += 1) {
        statements.length = 0;
        const { claims } = await ask(query);
        expect(claims.nodes).toHaveLength(first);
        // Begin, tenant and commit; the page and its total; thirteen loaders, of which one reads twice and one three times.
        expect(statements).toHaveLength(3 + 2 + 13 + 3);
        expect(statements.filter((statement) => statement.startsWith('begin'))).toHaveLength(1);
      }
    },
  );

  test('what is not asked for is not read', async () => {
    statements.length = 0;
    await ask('{ claims { nodes { patientControlNumber } } }');
    expect(
      statements.filter((statement) => /^select/i.test(statement) && !statement.includes('set_config')),
    ).toHaveLength(1);
    expect(statements.join()).not.toContain('snapshot"');
  });

  test('a total is read from the sums kept by status where the filter asks for no more, and counted where it does', async () => {
    const readsOf = async (query: string) => {
      statements.length = 0;
      await ask(query);
      return statements.filter((statement) => /count\(\*\)|_status_counts/.test(statement)).join('\n');
    };
    for (const filter of ['', '(status: [paid])', '(status: [], payerId: null)']) {
      expect(await readsOf(`{ claims${filter} { totalCount } }`)).toMatch(/^(?!.*count\(\*\)).*claim_status_counts/s);
      const encounters = `{ encounters${filter.replace('paid', 'billed')} { totalCount } }`;
      expect(await readsOf(encounters)).toMatch(/^(?!.*count\(\*\)).*encounter_status_counts/s);
    }
    for (const list of ['claims(number: "x", status: [paid])', 'encounters(payerId: "GSH01")']) {
      expect(await readsOf(`{ ${list} { totalCount } }`)).toMatch(/^(?!.*_status_counts).*count\(\*\)/s);
    }
  });

  test('connections are given back after good, refused, failed and aborted answers', async () => {
    await ask('{ claims { nodes { id } } }');
    await send('{ claims(first: 500) { nodes { id } } }');
    await send('{ nothing }');
    await expect.poll(() => reportDatabase.pool.totalCount - reportDatabase.pool.idleCount).toBe(0);
  });
});

describe('pages', () => {
  test('going on from each cursor shows every claim once, newest first', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 20; page += 1) {
      const { claims } = await ask(
        'query ($after: String) { claims(first: 7, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }',
        { variables: { after } },
      );
      expect(claims.pageInfo.hasPreviousPage).toBe(after !== null);
      expect(claims.pageInfo.endCursor).toBe(claims.edges.at(-1).cursor);
      expect(claims.pageInfo.startCursor).toBe(claims.edges[0].cursor);
      seen.push(...claims.edges.map((edge: { node: { id: string } }) => edge.node.id));
      if (!claims.pageInfo.hasNextPage) break;
      after = claims.pageInfo.endCursor;
    }
    expect(seen).toEqual(own.claims.map((claim) => claim.claimId).reverse());
  });

  test('a page after the last is empty, and says so', async () => {
    const last = Buffer.from(own.claims[0]!.claimId).toString('base64url');
    const { claims } = await ask(`{ claims(after: "${last}") { nodes { id } pageInfo { hasNextPage endCursor } } }`);
    expect(claims).toEqual({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });

  test.each([
    ['{ claims(first: 0) { nodes { id } } }', 'first must be 1 to 200'],
    ['{ claims(first: 201) { nodes { id } } }', 'first must be 1 to 200'],
    ['{ encounters(first: -1) { nodes { id } } }', 'first must be 1 to 200'],
    ['{ claims(after: "bm90IGEgY3Vyc29y") { nodes { id } } }', 'after is not a cursor'],
    ['{ paymentTimeliness(from: "2026-02-01", to: "2026-01-01") { n } }', 'from is after to'],
  ])('%s is refused with the reason', async (query, reason) => {
    const { body } = await send(query);
    expect(body.data).toBeNull();
    expect(body.errors?.[0]?.message).toContain(reason);
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  test('filters narrow pages and totals alike', async () => {
    const { patientControlNumber } = own.claims[4]!;
    const byOurs = await ask(
      `{ claims(number: "${patientControlNumber}") { totalCount nodes { patientControlNumber } } }`,
    );
    expect(byOurs.claims).toEqual({ totalCount: 1, nodes: [{ patientControlNumber }] });
    const byTheirs = await ask('{ claims(number: "PAYER4") { totalCount nodes { patientControlNumber } } }');
    expect(byTheirs).toEqual(byOurs);
    const none = await ask('{ claims(status: [denied], payerId: null) { totalCount nodes { id } } }');
    expect(none.claims).toEqual({ totalCount: 0, nodes: [] });
    const encounters = await ask(
      `{ encounters(externalId: "ext-${own.claims[1]!.encounterId}") { totalCount nodes { id } } }`,
    );
    expect(encounters.encounters).toEqual({ totalCount: 1, nodes: [{ id: own.claims[1]!.encounterId }] });
  });
});

describe('what it refuses to work on', () => {
  test('reading the schema as clients do is no deep query; going round in it is', async () => {
    const { __schema } = await ask(getIntrospectionQuery());
    expect(__schema.types.length).toBeGreaterThan(50);
    const around =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
    const { status, body } = await send(around);
    expect([status, body.errors?.[0]?.message]).toEqual([400, 'Maximum introspection depth exceeded']);
  });

  test('a query deeper than eight levels, and one that says so only through fragments', async () => {
    const deep =
      '{ claims { nodes { encounters { claims { encounters { claims { encounters { claims { id } } } } } } } } }';
    const hidden = `query { claims { nodes { ...a } } } fragment a on Claim { encounters { claims { ...b } } }
      fragment b on Claim { encounters { claims { encounters { claims { id } } } } }`;
    for (const query of [deep, hidden]) {
      const { status, body } = await send(query);
      expect(status).toBe(400);
      expect(body.errors?.[0]?.message).toMatch(/depth/);
    }
  });

  test('a query that costs too much, by aliases, page sizes or fragments, before it reads anything', async () => {
    const aliases = `{ ${Array.from({ length: 200 }, (_, index) => `c${index}: claims(first: 200) { nodes { id status } }`).join(' ')} }`;
    const sums = `{ ${Array.from({ length: 120 }, (_, index) => `s${index}: receivablesAgeing { claims }`).join(' ')} }`;
    const variable = `query ($n: Int) { ${Array.from({ length: 200 }, (_, index) => `c${index}: claims(first: $n) { nodes { id status } }`).join(' ')} }`;
    const doubling = `{ ...f0 } ${Array.from({ length: 20 }, (_, index) => `fragment f${index} on Query { a${index}: today ...f${index + 1} ...f${index + 1} }`).join(' ')} fragment f20 on Query { today }`;
    for (const query of [aliases, sums, variable, doubling]) {
      statements.length = 0;
      const { status, body } = await send(query, { variables: { n: 1 } });
      expect(status).toBe(400);
      expect(body.errors?.[0]?.extensions).toEqual({ code: 'QUERY_TOO_COSTLY' });
      expect(statements).toEqual([]);
    }
  });

  test('two hundred claims with everything are not too much', async () => {
    const { claims } = await ask(`{ claims(first: 200) { nodes { ${everythingOfAClaim} } } }`);
    expect(claims.nodes).toHaveLength(30);
  });

  test('fragments that go round are refused, not followed', async () => {
    const { status } = await send('{ ...a } fragment a on Query { today ...b } fragment b on Query { ...a }');
    expect(status).toBe(400);
  });
});

describe('errors', () => {
  test('a failure inside says nothing of the inside, names the request, and is logged with its cause', async () => {
    const broken = openDatabase({ connectionString: db.reportUrl.replace(/@[^/]+\//, '@127.0.0.1:1/') });
    const logger = createLogger({ service: 'test', destination: { write: (line) => void logLines.push(line) } });
    const service = await createReporting({
      database: broken,
      auditDatabase: db.app,
      clock,
      logger,
      requestsPerMinute: 1000,
    });
    for (let time = 0; time < 4; time += 1) {
      logLines.length = 0;
      const { status, body } = await send('{ today claimsByStatus { count } }', { service });
      expect(status).toBe(200);
      expect(body.data).toBeNull();
      expect(body.errors).toEqual([
        expect.objectContaining({
          message: 'This part of the answer failed on our side. Quote the request id when you ask about it.',
          path: ['claimsByStatus'],
          extensions: { code: 'INTERNAL', requestId: 'request-1' },
        }),
      ]);
      expect(JSON.stringify(body)).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|stack/);
      expect(logLines.join()).toContain('ECONNREFUSED');
    }
    await service.close();
    await broken[Symbol.asyncDispose]();
  });

  test('a query that cannot be parsed or names no field is a 400 with the place', async () => {
    for (const query of ['{', '{ nothing }']) {
      const { status, body } = await send(query);
      expect(status).toBe(400);
      expect(body.errors?.[0]).toMatchObject({
        locations: [expect.anything()],
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });
});

describe('the audit log', () => {
  const rowsOf = async (requestId: string, tenantId = own.tenantId) => {
    const { rows } = await db.app.transaction(tenantId, (tx) =>
      tx.query<{ actor: string; action: string; kind: string; id: string; address: string }>(
        `select actor, action, resource_type as kind, resource_id as id, remote_address as address from audit_log where tenant_id = $1 and request_id = $2`,
        [tenantId, requestId],
      ),
    );
    return rows;
  };
  const asking = (query: string, requestId: string, service = app) =>
    service.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${own.key}`, 'content-type': 'application/json', 'x-request-id': requestId },
      payload: JSON.stringify({ query }),
    });

  test('has one row for every claim and encounter that an answer shows, wherever it shows them', async () => {
    const id = own.claims[7]!.claimId;
    await db.app.transaction(own.tenantId, (tx) =>
      tx.query(
        `insert into tasks (tenant_id, id, kind, status, claim_id, summary, opened_at) values ($1, $2, 'claim_denied', 'open', $3, 'Denied', now())`,
        [own.tenantId, randomUUID(), own.claims[9]!.claimId],
      ),
    );
    const answers: [string, string, number, number][] = [
      ['audit-list', '{ claims(first: 5) { nodes { id } } }', 5, 0],
      ['audit-one', `{ claim(id: "${id}") { encounters { id } } }`, 1, 1],
      ['audit-number', '{ claimByNumber(number: "PAYER3") { status } }', 1, 0],
      ['audit-encounters', '{ encounters(first: 3) { nodes { claims { id } } } }', 3, 3],
      ['audit-task', '{ tasks { nodes { claim { status } encounter { status } } } }', 1, 0],
      ['audit-sums', '{ claimsByStatus { count } claims { totalCount } }', 25, 0],
    ];
    for (const [requestId, query, claims, encounters] of answers) {
      for (let time = 1; time <= 3; time += 1) {
        expect((await asking(query, `${requestId}-${time}`)).statusCode).toBe(200);
        const rows = await rowsOf(`${requestId}-${time}`);
        const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
        expect([requestId, count('claim'), count('encounter')]).toEqual([requestId, claims, encounters]);
        expect(
          rows.every((row) => row.action === 'view' && row.actor.startsWith('key/') && row.address === '127.0.0.1'),
        ).toBe(true);
      }
    }
    expect((await rowsOf('audit-one-1')).find((row) => row.kind === 'claim')?.id).toBe(id);
  });

  test('has no row for what another tenant owns', async () => {
    await asking(`{ claim(id: "${other.claims[0]!.claimId}") { id } }`, 'audit-other');
    expect(await rowsOf('audit-other')).toEqual([]);
    expect(await rowsOf('audit-other', other.tenantId)).toEqual([]);
  });

  test('when it cannot be written, nothing is shown', async () => {
    // Keys can be looked up here; what is written meets a role that may only read.
    const service = await reporting(openReadOnly());
    const answer = await asking('{ claims { nodes { patientControlNumber } } }', 'audit-failed', service);
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain(own.claims[0]!.patientControlNumber);
    expect(answer.json()).toMatchObject({ code: 'internal', requestId: 'audit-failed' });
    expect(answer.body).not.toContain('permission');
    await service.close();
  });

  function openReadOnly(): Database {
    return { ...reportDatabase, pool: reportDatabase.pool };
  }
});
