import { randomUUID } from 'node:crypto';
import { encodeEdition } from '@claimwright/codesets/encode-edition';
import { storeCandidates } from '@claimwright/db/code-set-editions';
import { type Database, openDatabase, type TenantTransaction } from '@claimwright/db/database';
import { openTasks } from '@claimwright/db/pipeline/tasks';
import { saveDenialReviews } from '@claimwright/db/review/denial-reviews';
import { saveRuleSetting } from '@claimwright/db/review/rule-settings';
import { saveTaskStep } from '@claimwright/db/review/task-steps';
import { createWhatIf, saveWhatIfChunk } from '@claimwright/db/review/whatif';
import { newId } from '@claimwright/runtime/ids';
import { createLogger } from '@claimwright/runtime/logger';
import { rules } from '@claimwright/scrub/rules';
import { createTestDatabase, type TestDatabase } from '@claimwright/testing/database';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReporting } from '../create-reporting.ts';
import { saveTestClaims, testClaim } from './claims-for-tests.ts';

const clock = { now: () => '2026-06-30T12:00:00.000Z', today: () => '2026-06-30' };
const at = '2026-06-20T08:00:00.000Z';

let db: TestDatabase;
let reportDatabase: Database;
let app: FastifyInstance;
let tenantId: string;
let key: string;
let otherKey: string;
const statements: string[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  reportDatabase = openDatabase({ connectionString: db.reportUrl, poolSize: 2 });
  reportDatabase.pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      const [query] = given;
      statements.push(typeof query === 'string' ? query : String((query as { text?: string }).text));
      return send(...given);
    }) as typeof client.query;
  });
  tenantId = await db.tenant();
  key = await db.apiKey(tenantId, ['reports:read']);
  otherKey = await db.apiKey(await db.tenant(), ['reports:read']);
  app = await createReporting({
    database: reportDatabase,
    auditDatabase: db.app,
    clock,
    logger: createLogger({ service: 'test', destination: { write: () => undefined } }),
    requestsPerMinute: 10_000,
  });
});

afterAll(async () => {
  await app.close();
  await reportDatabase[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
});

const write = <Result>(work: (tx: TenantTransaction) => Promise<Result>) => db.app.transaction(tenantId, work);

async function send(query: string, variables?: Record<string, unknown>, as = key) {
  const answer = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ query, variables }),
  });
  return answer.json();
}

async function ask(query: string, variables?: Record<string, unknown>, as = key) {
  const body = await send(query, variables, as);
  expect(body.errors).toBeUndefined();
  return body.data;
}

describe('the queue', () => {
  let ids: string[];

  beforeAll(async () => {
    ids = await write(async (tx) => {
      const claims = await saveTestClaims(
        tx,
        [30_000, 10_000, 20_000].map((chargeCents) => testClaim({ chargeCents, status: 'denied' })),
      );
      const inOrder = claims.map(newId).sort();
      const made = claims.map(({ claimId, encounterId }, index) => ({ id: inOrder[index]!, claimId, encounterId }));
      const [dear, cheap, middling] = made.map(({ id }) => id) as [string, string, string];
      await openTasks(
        tx,
        [
          { id: dear, kind: 'coding_review', encounterId: made[0]!.encounterId, summary: 'one', ruleIds: ['DX020'] },
          { id: cheap, kind: 'claim_denied', claimId: made[1]!.claimId, summary: 'two' },
          { id: middling, kind: 'claim_denied', claimId: made[2]!.claimId, summary: 'three', ruleIds: ['NC001'] },
        ],
        at,
      );
      await saveTaskStep(tx, { taskId: dear, type: 'assigned', assignee: 'Cora' }, 'key/lead', at);
      await saveTaskStep(tx, { taskId: dear, type: 'commented', note: 'asked the practice' }, 'Cora', at);
      await tx.query(`update tasks set opened_at = '2026-01-01T00:00:00Z' where tenant_id = $1 and id = $2`, [
        tx.tenantId,
        cheap,
      ]);
      return [dear, cheap, middling];
    });
  });

  const found = async (filters: string) => {
    const { tasks } = await ask(`{ tasks${filters} { totalCount totalChargeCents nodes { id } } }`);
    expect(tasks.totalCount).toBe(tasks.nodes.length);
    return tasks.nodes.map(({ id }: { id: string }) => ids.indexOf(id));
  };

  test('narrows by every filter of the REST list, and sorts by age or money', async () => {
    expect(await found('')).toEqual([2, 1, 0]);
    expect(await found('(sort: charge)')).toEqual([0, 2, 1]);
    expect(await found('(sort: oldest)')).toEqual([0, 1, 2]);
    expect(await found('(kind: [claim_denied])')).toEqual([2, 1]);
    expect(await found('(ruleId: "DX020")')).toEqual([0]);
    expect(await found('(payerId: "GSH01", assignee: "none")')).toEqual([2, 1]);
    expect(await found('(assignee: "Cora")')).toEqual([0]);
    expect(await found('(assignee: "me")')).toEqual([]);
    expect(await found('(providerNpi: "1234567893")')).toEqual([2, 1]);
    expect(await found('(minChargeCents: 20000)')).toEqual([2, 0]);
    expect(await found('(olderThanDays: 90)')).toEqual([1]);
    expect(await found('(status: done)')).toEqual([]);
    const { tasks } = await ask('{ tasks { totalChargeCents } }');
    expect(tasks.totalChargeCents).toBe(60_000);
  });

  test('pages by charge go on where they stopped', async () => {
    const one = await ask('{ tasks(first: 2, sort: charge) { nodes { id } pageInfo { endCursor hasNextPage } } }');
    const two = await ask(
      'query ($after: String) { tasks(first: 2, sort: charge, after: $after) { nodes { id } pageInfo { hasNextPage } } }',
      { after: one.tasks.pageInfo.endCursor },
    );
    expect([...one.tasks.nodes, ...two.tasks.nodes].map(({ id }) => ids.indexOf(id))).toEqual([0, 2, 1]);
    expect([one.tasks.pageInfo.hasNextPage, two.tasks.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  test('a task shows what it is about, who has it and what people did with it', async () => {
    const { task } = await ask(
      'query ($id: ID!) { task(id: $id) { ruleIds payerId billingNpi chargeCents assignee events { type actor assignee note } comments { note } } }',
      { id: ids[0] },
    );
    expect(task).toEqual({
      ruleIds: ['DX020'],
      payerId: 'GSH01',
      billingNpi: null,
      chargeCents: 30_000,
      assignee: 'Cora',
      events: [
        { type: 'assigned', actor: 'key/lead', assignee: 'Cora', note: null },
        { type: 'commented', actor: 'Cora', assignee: null, note: 'asked the practice' },
      ],
      comments: [{ note: 'asked the practice' }],
    });
    expect(await ask('query ($id: ID!) { task(id: $id) { id } }', { id: ids[0] }, otherKey)).toEqual({ task: null });
  });

  test('events of a page of tasks are one statement', async () => {
    await ask('{ tasks(first: 1) { nodes { events { type } } } }');
    statements.length = 0;
    await ask('{ tasks(first: 3) { nodes { events { type } } } }');
    expect(statements.filter((statement) => statement.includes('task_events'))).toHaveLength(1);
  });

  test('are counted by group, each grouping without the filter of its own', async () => {
    const groups = async (by: string, filters = '') => {
      const { tasks } = await ask(`{ tasks(first: 1${filters}) { groups(by: ${by}) { key count chargeCents } } }`);
      return tasks.groups.map((group: { key: string; count: number; chargeCents: number }) => Object.values(group));
    };
    expect(await groups('kind')).toEqual([
      ['claim_denied', 2, 30_000],
      ['coding_review', 1, 30_000],
    ]);
    const byRule = [
      ['DX020', 1, 30_000],
      ['NC001', 1, 20_000],
    ];
    expect(await groups('rule')).toEqual(byRule);
    expect(await groups('rule', ', ruleId: "DX020"')).toEqual(byRule);
    expect(await groups('kind', ', ruleId: "DX020"')).toEqual([['coding_review', 1, 30_000]]);
    expect(await groups('payer')).toEqual([['GSH01', 3, 60_000]]);
    expect(await groups('provider')).toEqual([['1234567893', 2, 30_000]]);
    expect(await groups('assignee')).toEqual([
      [null, 2, 30_000],
      ['Cora', 1, 30_000],
    ]);
    // The cheap one was opened in January; the others on the 20th, ten days ago.
    expect(await groups('age')).toEqual([
      ['2', 3, 60_000],
      ['7', 3, 60_000],
      ['14', 1, 10_000],
      ['30', 1, 10_000],
      ['60', 1, 10_000],
    ]);
    expect(await groups('charge')).toEqual([
      ['10000', 3, 60_000],
      ['25000', 1, 30_000],
    ]);
    expect((await ask('{ tasks { groups(by: kind) { count } } }', {}, otherKey)).tasks.groups).toEqual([]);
  });

  test('many groupings in one query are too much', async () => {
    const asked = Array.from({ length: 120 }, (_, index) => `g${index}: groups(by: rule) { count }`).join(' ');
    const { errors } = await send(`{ tasks(first: 1) { ${asked} } }`);
    expect(errors[0].extensions.code).toBe('QUERY_TOO_COSTLY');
  });

  test('an age beyond reason is refused', async () => {
    const { errors } = await send('{ tasks(olderThanDays: -1) { totalCount } }');
    expect(errors[0].message).toContain('olderThanDays must be 0 to');
  });
});

test('a key is told its own name and scopes', async () => {
  const { me } = await ask('{ me { actor scopes } }');
  expect(me.actor).toMatch(/^key\/[0-9a-f-]{36}$/);
  expect(me.scopes).toContain('reports:read');
});

describe('rules', () => {
  beforeAll(() =>
    write(async (tx) => {
      const set = (more: object) =>
        saveRuleSetting(tx, { ruleId: 'DX020', scope: {}, severity: 'off', who: 'Lea', why: 'noise', ...more }, at);
      await set({});
      await set({ scope: { payerId: 'GSH01' }, severity: 'deny', until: '2026-06-01' });
      const about = { ordinal: 0, claimId: randomUUID(), encounterId: randomUUID(), payerId: 'GSH01' };
      await saveDenialReviews(tx, randomUUID(), [
        {
          ...about,
          paymentDate: '2026-06-10',
          lineNumber: 1,
          ruleId: 'NC001',
          verdict: 'caught',
          category: 'bundling',
          amountCents: 5000,
        },
        {
          ...about,
          paymentDate: '2026-06-10',
          lineNumber: 2,
          ruleId: '',
          verdict: 'missed',
          category: 'bundling',
          amountCents: 700,
        },
        {
          ...about,
          paymentDate: '2025-06-10',
          lineNumber: 3,
          ruleId: 'NC001',
          verdict: 'caught',
          category: 'bundling',
          amountCents: 1,
        },
      ]);
    }),
  );

  test('the whole catalogue, each rule with the settings of this tenant, in one statement', async () => {
    const query =
      '{ rules { id title category severity needs x12 { segment } fires settings { payerId severity inForce } } }';
    await ask(query);
    statements.length = 0;
    const answer = await ask(query);
    expect(answer.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id));
    expect(answer.rules.find(({ id }: { id: string }) => id === 'DX020')).toMatchObject({
      category: 'diagnosis_relations',
      settings: [
        { payerId: null, severity: 'off', inForce: true },
        { payerId: 'GSH01', severity: 'deny', inForce: false },
      ],
    });
    expect(statements.filter((statement) => statement.includes('rule_settings'))).toHaveLength(1);
    const others = await ask('{ rules(ids: ["DX020", "XX999"]) { id settings { severity } } }', {}, otherKey);
    expect(others.rules).toEqual([{ id: 'DX020', settings: [] }]);
  });

  test('settings by rule and payer', async () => {
    const { ruleSettings } = await ask(
      '{ ruleSettings(ruleId: "DX020", payerId: "GSH01") { severity who why until } }',
    );
    expect(ruleSettings).toEqual([{ severity: 'deny', who: 'Lea', why: 'noise', until: '2026-06-01' }]);
  });

  test('what they foretold and what they missed, by rule and by class, within the dates', async () => {
    const { ruleEffectiveness } = await ask(
      '{ ruleEffectiveness { from to rules { ruleId title caught { count amountCents } missed { count } } denials { category covered denied { count } missed { amountCents } } } }',
    );
    expect(ruleEffectiveness).toMatchObject({ from: '2026-04-01', to: '2026-06-30' });
    expect(ruleEffectiveness.rules).toHaveLength(rules.length);
    expect(ruleEffectiveness.rules.find(({ ruleId }: { ruleId: string }) => ruleId === 'NC001')).toMatchObject({
      title: expect.stringMatching(/./),
      caught: { count: 1, amountCents: 5000 },
      missed: { count: 1 },
    });
    expect(ruleEffectiveness.denials).toEqual([
      { category: 'bundling', covered: true, denied: { count: 2 }, missed: { amountCents: 700 } },
    ]);
  });
});

describe('what-if', () => {
  test('runs with what they found, and nothing of another tenant', async () => {
    const [first, second] = [newId(), newId()].sort() as [string, string];
    const row = { payerId: 'GSH01', chargeCents: 4000, isOpen: true, inWindow: false };
    await write(async (tx) => {
      for (const id of [first, second]) {
        const request = { candidateEditions: ['hcpcs@2027'], ruleSettings: [], from: '2026-01-01', to: '2026-06-30' };
        await createWhatIf(tx, { id, request, requestedBy: 'Lea' }, at);
      }
      const encounterId = newId();
      const chunk = {
        checked: 1,
        broken: 0,
        lastId: encounterId,
        encounters: [{ id: encounterId, before: 'ready', after: 'needs_review', ...row }],
        changes: [{ encounterId, ruleId: 'PX002', direction: 'newly_failing', ...row }],
      };
      await tx.query(
        `insert into encounters (tenant_id, id, external_id, version, status, patient_key, charge_cents, content, received_at, updated_at)
         values ($1, $2, 'of-what-if', 1, 'ready', 'e/w', 4000, '{}', $3, $3)`,
        [tx.tenantId, encounterId, at],
      );
      await saveWhatIfChunk(tx, first, chunk, at);
    });
    const query =
      '{ whatIfs { nodes { id status candidateEditions checked result { newlyHeld { encounters chargeCents } changes { ruleId title direction open { chargeCents } inWindow { encounters } samples { open inWindow } } } } } }';
    const { whatIfs } = await ask(query);
    expect(whatIfs.nodes).toEqual([
      expect.objectContaining({ id: second, result: { newlyHeld: { encounters: 0, chargeCents: 0 }, changes: [] } }),
      {
        id: first,
        status: 'waiting',
        candidateEditions: ['hcpcs@2027'],
        checked: 1,
        result: {
          newlyHeld: { encounters: 1, chargeCents: 4000 },
          changes: [
            {
              ...{ ruleId: 'PX002', title: expect.stringMatching(/./), direction: 'newly_failing' },
              ...{
                open: { chargeCents: 4000 },
                inWindow: { encounters: 0 },
                samples: [{ open: true, inWindow: false }],
              },
            },
          ],
        },
      },
    ]);
    expect((await ask(`{ whatIf(id: "${first}") { requestedBy scope from to } }`)).whatIf).toEqual({
      requestedBy: 'Lea',
      scope: 'window',
      from: '2026-01-01',
      to: '2026-06-30',
    });
    expect(await ask(`{ whatIf(id: "${first}") { id } whatIfs { nodes { id } } }`, {}, otherKey)).toEqual({
      whatIf: null,
      whatIfs: { nodes: [] },
    });
    const changed = `{ whatIfEncounters(id: "${first}", open: true) { nodes { externalId before changes { ruleId } } } }`;
    expect((await ask(changed)).whatIfEncounters.nodes).toEqual([
      { externalId: 'of-what-if', before: 'ready', changes: [{ ruleId: 'PX002' }] },
    ]);
    expect((await ask(changed.replace('true', 'false'))).whatIfEncounters.nodes).toEqual([]);
    expect((await ask(changed, {}, otherKey)).whatIfEncounters.nodes).toEqual([]);
  });
});

describe('editions', () => {
  const edition = (name: string, codes: readonly string[]) => {
    const content = { set: 'hcpcs', edition: name, effectiveFrom: '2026-01-01', complete: true } as const;
    const rows = codes.map((code) => ({ code, attributes: 0, title: `what ${code} is` }));
    const sourceSha256 = Buffer.from(name).toString('hex').padEnd(64, '0');
    return {
      ...content,
      rowCount: rows.length,
      sourceSha256,
      bytes: encodeEdition({ ...content, sourceSha256, rows }),
    };
  };

  beforeAll(() =>
    storeCandidates(
      db.ownerUrl,
      [edition('2026', ['A0001', 'A0002', 'A0003']), edition('2027', ['A0002', 'A0004', 'A0005', 'A0006'])],
      { importedBy: 'test' },
    ),
  );

  test('are listed with those built in', async () => {
    const { codeSetEditions } = await ask(
      '{ codeSetEditions(set: "hcpcs") { id status builtIn rowCount importedBy } }',
    );
    expect(codeSetEditions).toEqual([
      { id: 'hcpcs@starter', status: 'active', builtIn: true, rowCount: expect.any(Number), importedBy: null },
      { id: 'hcpcs@2026', status: 'candidate', builtIn: false, rowCount: 3, importedBy: 'test' },
      { id: 'hcpcs@2027', status: 'candidate', builtIn: false, rowCount: 4, importedBy: 'test' },
    ]);
    const candidates = await ask('{ codeSetEditions(status: candidate) { id } }');
    expect(candidates.codeSetEditions).toHaveLength(2);
  });

  test('differ in counts and pages of rows', async () => {
    const { codeSetDiff } = await ask(`{ codeSetDiff(set: "hcpcs", from: "2026", to: "2027") { added removed changed cut
      first: changes(kind: added, first: 2) { totalCount hasNextPage nextOffset nodes { key title } }
      rest: changes(kind: added, first: 2, offset: 2) { hasNextPage nextOffset nodes { key } }
      gone: changes(kind: removed) { nodes { key } } } }`);
    expect(codeSetDiff).toEqual({
      added: 3,
      removed: 2,
      changed: 0,
      cut: false,
      first: {
        totalCount: 3,
        hasNextPage: true,
        nextOffset: 2,
        nodes: [
          { key: 'A0004', title: 'what A0004 is' },
          { key: 'A0005', title: 'what A0005 is' },
        ],
      },
      rest: { hasNextPage: false, nextOffset: null, nodes: [{ key: 'A0006' }] },
      gone: { nodes: [{ key: 'A0001' }, { key: 'A0003' }] },
    });
  });

  test('an edition imported again under its name is compared anew', async () => {
    const count = async () =>
      (await ask('{ codeSetDiff(set: "hcpcs", from: "2026", to: "again") { added } }')).codeSetDiff?.added;
    expect(await count()).toBeUndefined();
    await storeCandidates(db.ownerUrl, [edition('again', ['A0009'])], { importedBy: 'test' });
    expect(await count()).toBe(1);
    const more = { ...edition('again', ['A0008', 'A0009']), sourceSha256: 'f'.repeat(64) };
    await storeCandidates(db.ownerUrl, [more], { importedBy: 'test' });
    expect(await count()).toBe(2);
  });

  test('a page beyond the largest is refused', async () => {
    const { errors } = await send(
      '{ codeSetDiff(set: "hcpcs", from: "2026", to: "2027") { changes(kind: added, first: 201) { totalCount } } }',
    );
    expect(errors[0].message).toContain('first must be 1 to 200');
  });

  test('many comparisons in one query are too much', async () => {
    const many = Array.from(
      { length: 120 },
      (_, index) => `d${index}: codeSetDiff(set: "hcpcs", from: "2026", to: "2027") { added }`,
    );
    const { errors } = await send(`{ ${many.join(' ')} }`);
    expect(errors[0].extensions).toEqual({ code: 'QUERY_TOO_COSTLY' });
  });
});
