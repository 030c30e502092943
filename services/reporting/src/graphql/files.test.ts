import { randomUUID } from 'node:crypto';
import { type Database, openDatabase } from '@claimwright/db/database';
import { createLogger } from '@claimwright/runtime/logger';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReporting } from '../create-reporting.ts';
import { saveTestClaims, testClaim } from './claims-for-tests.ts';

// What went out and what came in, about whom, and by whom.

const clock = { now: () => '2026-06-30T12:00:00.000Z', today: () => '2026-06-30' };

let db: TestDatabase;
let reportDatabase: Database;
let app: FastifyInstance;
let own: { tenantId: string; key: string };
let stranger: typeof own;
let claims: Awaited<ReturnType<typeof saveTestClaims>>;
const batchIds = [0, 1, 2].map((number) => `00000000-0000-7000-8000-00000000000${number}`);
const fileIds = [0, 1, 2].map((number) => `00000000-0000-7000-9000-00000000000${number}`);

beforeAll(async () => {
  db = await createTestDatabase();
  reportDatabase = openDatabase({ connectionString: db.reportUrl, poolSize: 4 });
  const logger = createLogger({ service: 'test', destination: { write: () => undefined } });
  app = await createReporting({
    database: reportDatabase,
    auditDatabase: db.app,
    clock,
    logger,
    requestsPerMinute: 10_000,
  });
  own = await newTenant();
  stranger = await newTenant();
  claims = await db.app.transaction(own.tenantId, async (tx) => {
    const saved = await saveTestClaims(tx, [testClaim(), testClaim({ status: 'submitted' })]);
    for (const [number, id] of batchIds.entries()) {
      await tx.query(
        `insert into batches (tenant_id, id, route, status, interchange_control_number, group_control_number, file_name, claim_count,
           charge_cents, content, content_sha256, built_at, transmitted_at)
         values ($1, $2, $3, $4, $5::integer, $5::integer, $6, 1, 12000, '\\x00', '\\x00', now(), case when $4 = 'transmitted' then now() end)`,
        [
          tx.tenantId,
          id,
          number === 2 ? 'other' : 'default',
          number === 0 ? 'built' : 'transmitted',
          number + 1,
          `f${number}`,
        ],
      );
    }
    await tx.query(
      'insert into batch_claims (tenant_id, batch_id, claim_id, transaction_set_control_number) values ($1, $2, $3, 1)',
      [tx.tenantId, batchIds[1], saved[0]?.claimId],
    );
    for (const [number, id] of fileIds.entries()) {
      await tx.query(
        `insert into inbound_files (tenant_id, id, sha256, name, source, content, status, kinds, received_at, summary)
         values ($1, $2, $3, $4, 'api', '\\x0102', $5, '{835}', now(), '{"counted": {"835": 1}, "claimsMoved": 2, "parked": 1}')`,
        [tx.tenantId, id, Buffer.from([number]), `in-${number}`, number === 2 ? 'processed' : 'parked'],
      );
    }
    await tx.query(
      `insert into parked_items (tenant_id, id, inbound_file_id, kind, reason_code, reason, content, parked_at)
       values ($1, gen_random_uuid(), $2, '835', 'claim_unknown', 'No claim has this number.', 'CLP*X~', now())`,
      [tx.tenantId, fileIds[0]],
    );
    await tx.query(
      `insert into tasks (tenant_id, id, kind, status, summary, opened_at, inbound_file_id)
       values ($1, gen_random_uuid(), 'unmatched_inbound', 'open', 'One item.', now(), $2),
         ($1, gen_random_uuid(), 'unmatched_inbound', 'done', 'One item.', now(), $3)`,
      [tx.tenantId, fileIds[0], fileIds[1]],
    );
    const remittanceId = randomUUID();
    await tx.query(
      `insert into remittances (tenant_id, id, inbound_file_id, dedupe_key, payer_name, trace_number, payment_date, payment_cents,
         payment_method, header, posted_at)
       values ($1, $2, $3, 'once', 'A PAYER', 'TRACE1', '2026-03-20', 9000, 'ACH', '{}', now())`,
      [tx.tenantId, remittanceId, fileIds[2]],
    );
    for (const [ordinal, claimId] of [saved[1]?.claimId, null].entries()) {
      await tx.query(
        `insert into remittance_claims (tenant_id, remittance_id, ordinal, claim_id, patient_control_number, status_code, charge_cents,
           paid_cents, patient_responsibility_cents, content)
         values ($1, $2, $3, $4, 'X', '1', 12000, 9000, 0, '{}')`,
        [tx.tenantId, remittanceId, ordinal, claimId],
      );
    }
    const patient = JSON.stringify({ patient: { firstName: 'Ana', lastName: 'Rivera', birthDate: '1980-02-03' } });
    await tx.query('update encounters set content = content || $3::jsonb where tenant_id = $1 and id = $2', [
      tx.tenantId,
      saved[0]?.encounterId,
      patient,
    ]);
    return saved;
  });
});
afterAll(async () => {
  await app.close();
  await reportDatabase[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
});

async function newTenant(): Promise<typeof own> {
  const tenantId = await db.tenant();
  return { tenantId, key: await db.apiKey(tenantId, ['reports:read']) };
}

// biome-ignore lint/suspicious/noExplicitAny: an answer of whatever was asked
async function ask(query: string, key = own.key): Promise<any> {
  const answer = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ query }),
  });
  const body = answer.json();
  expect(body.errors).toBeUndefined();
  return body.data;
}

const namesOf = (rows: { fileName?: string; name?: string }[]) => rows.map(({ fileName, name }) => fileName ?? name);

describe('batches', () => {
  test('are paged by their id, newest first, and narrowed by route and status', async () => {
    const first = await ask(
      '{ batches(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { fileName kind } } }',
    );
    expect([first.batches.totalCount, namesOf(first.batches.nodes)]).toEqual([3, ['f2', 'f1']]);
    const next = await ask(
      `{ batches(first: 2, after: "${first.batches.pageInfo.endCursor}") { pageInfo { hasNextPage } nodes { fileName } } }`,
    );
    expect([next.batches.pageInfo.hasNextPage, namesOf(next.batches.nodes)]).toEqual([false, ['f0']]);
    const narrowed = await ask('{ batches(route: "default", status: transmitted) { totalCount nodes { fileName } } }');
    expect([narrowed.batches.totalCount, namesOf(narrowed.batches.nodes)]).toEqual([1, ['f1']]);
  });

  test('one has its claims; an id that names none names nothing', async () => {
    const {
      batch,
      claims: carried,
      none,
    } = await ask(`{ batch(id: "${batchIds[1]}") { groupControlNumber attempts }
      claims(batchId: "${batchIds[1]}") { totalCount nodes { id } } none: claims(batchId: "x") { totalCount } }`);
    expect(batch).toEqual({ groupControlNumber: 2, attempts: 0 });
    expect(carried).toEqual({ totalCount: 1, nodes: [{ id: claims[0]?.claimId }] });
    expect(none.totalCount).toBe(0);
  });
});

describe('inbound files', () => {
  test('that wait for a person are those with an open task', async () => {
    const { all, waiting, parked } = await ask(`{ all: inboundFiles { totalCount nodes { name claimsMoved } }
      waiting: inboundFiles(waiting: true) { totalCount nodes { name parkedCount tasks { status } parkedItems { reasonCode reason } } }
      parked: inboundFiles(status: parked) { nodes { name } } }`);
    expect([all.totalCount, namesOf(all.nodes), all.nodes[0].claimsMoved]).toEqual([3, ['in-2', 'in-1', 'in-0'], 2]);
    expect(waiting).toEqual({
      totalCount: 1,
      nodes: [
        {
          name: 'in-0',
          parkedCount: 1,
          tasks: [{ status: 'open' }],
          parkedItems: [{ reasonCode: 'claim_unknown', reason: 'No claim has this number.' }],
        },
      ],
    });
    expect(namesOf(parked.nodes)).toEqual(['in-1', 'in-0']);
  });

  test('a task about a batch leads to it', async () => {
    await db.app.transaction(own.tenantId, (tx) =>
      tx.query(
        `insert into tasks (tenant_id, id, kind, status, summary, opened_at, batch_id)
         values ($1, gen_random_uuid(), 'hand_over_overdue', 'open', 'It never left.', now(), $2)`,
        [tx.tenantId, batchIds[0]],
      ),
    );
    const { tasks } = await ask('{ tasks(kind: [hand_over_overdue]) { nodes { batch { id fileName } } } }');
    expect(tasks.nodes).toEqual([{ batch: { id: batchIds[0], fileName: 'f0' } }]);
  });

  test('say what they paid and which claims were found; a task leads to its file', async () => {
    const {
      inboundFile,
      claims: answered,
      tasks,
    } = await ask(`{
      inboundFile(id: "${fileIds[2]}") { remittances { traceNumber paymentCents claims matched } }
      claims(remittanceFileId: "${fileIds[2]}") { nodes { id } } tasks(kind: [unmatched_inbound]) { nodes { inboundFile { id name } } } }`);
    expect(inboundFile.remittances).toEqual([{ traceNumber: 'TRACE1', paymentCents: 9000, claims: 2, matched: 1 }]);
    expect(answered.nodes).toEqual([{ id: claims[1]?.claimId }]);
    expect(tasks.nodes).toEqual([{ inboundFile: { id: fileIds[0], name: 'in-0' } }]);
  });
});

describe('names', () => {
  test('of the patient, where the sender gave one, and of the keys, without their hashes', async () => {
    const { encounters, keys } = await ask(
      '{ encounters { nodes { id patient { firstName lastName birthDate } } } keys { actor name } }',
    );
    const byId = new Map(encounters.nodes.map((node: { id: string; patient: object }) => [node.id, node.patient]));
    expect(byId.get(claims[0]?.encounterId)).toEqual({ firstName: 'Ana', lastName: 'Rivera', birthDate: '1980-02-03' });
    expect(byId.get(claims[1]?.encounterId)).toEqual({ firstName: null, lastName: null, birthDate: null });
    expect(keys).toHaveLength(1);
    expect(keys[0].actor).toMatch(/^key\/[0-9a-f-]{36}$/);
    await expect(
      reportDatabase.snapshot(own.tenantId, (tx) => tx.query('select key_sha256 from api_keys')),
    ).rejects.toThrow('permission denied');
  });
});

describe('a correction that waits', () => {
  test('names the encounter that is held and the rules that hold it', async () => {
    const [claim] = claims;
    await db.app.transaction(own.tenantId, async (tx) => {
      await tx.query(
        `insert into claim_corrections (tenant_id, id, claim_id, kind, status, reason, requested_by, requested_at)
         values ($1, gen_random_uuid(), $2, 'correct', 'waiting', 'wrong code', 'key/1', now())`,
        [tx.tenantId, claim?.claimId],
      );
      await tx.query("update encounters set status = 'needs_review' where tenant_id = $1 and id = $2", [
        tx.tenantId,
        claim?.encounterId,
      ]);
      await tx.query(
        `insert into tasks (tenant_id, id, kind, status, summary, opened_at, encounter_id, rule_ids)
         values ($1, gen_random_uuid(), 'coding_review', 'open', 'Held.', now(), $2, '{DX020}')`,
        [tx.tenantId, claim?.encounterId],
      );
    });
    const wish = `{ claim(id: "${claim?.claimId}") { waitsFor waitingCorrection { kind reason encounters { id status ruleIds } } } }`;
    expect((await ask(wish)).claim).toEqual({
      waitsFor: 'encounter',
      waitingCorrection: {
        kind: 'correct',
        reason: 'wrong code',
        encounters: [{ id: claim?.encounterId, status: 'needs_review', ruleIds: ['DX020'] }],
      },
    });
  });
});

test('a stranger sees none of it', async () => {
  const seen = await ask(
    `{ batches { totalCount } inboundFiles { totalCount } batch(id: "${batchIds[1]}") { id } inboundFile(id: "${fileIds[0]}") { id }
      routeNames keys { name } claims(batchId: "${batchIds[1]}") { totalCount } }`,
    stranger.key,
  );
  expect(seen).toMatchObject({
    batches: { totalCount: 0 },
    inboundFiles: { totalCount: 0 },
    batch: null,
    inboundFile: null,
    routeNames: [],
    claims: { totalCount: 0 },
  });
  expect(seen.keys).toHaveLength(1);
});
