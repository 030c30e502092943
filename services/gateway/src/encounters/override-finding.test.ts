import { randomUUID } from 'node:crypto';
import type { Finding } from '@claimwright/domain/finding';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleEncounter, startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let tenant: TestTenant;
let id: string;

const finding = (ruleId: string, overridable: boolean): Finding => ({
  ruleId,
  ruleVersion: 1,
  verdict: 'fail',
  severity: 'deny',
  message: 'The code says one thing and the date another.',
  action: 'Correct the code.',
  pointer: '/diagnoses/0/code',
  x12: { loop: '2300', segment: 'HI', element: 'HI01-2' },
  formBox: '21',
  citation: 'test',
  evidence: 'M',
  overridable,
});

beforeAll(async () => {
  gateway = await startTestGateway();
  tenant = await gateway.tenant();
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** An encounter whose checks have run and found two things, as the worker saves it. */
async function reviewed(externalId: string): Promise<string> {
  const created = await tenant.call('POST', '/v1/encounters', { json: sampleEncounter(externalId) });
  const runId = randomUUID();
  await gateway.database.app.transaction(tenant.tenantId, async (tx) => {
    await tx.query(
      `insert into scrub_runs (tenant_id, id, encounter_id, encounter_version, outcome, rule_set_hash, editions, not_evaluated, rules_evaluated, run_at)
       values ($1, $2, $3, 1, 'needs_review', 'hash', '{}', '[]', 2, now())`,
      [tenant.tenantId, runId, created.body.id],
    );
    for (const [ordinal, one] of [finding('DX001', true), finding('DX003', false)].entries()) {
      await tx.query(
        `insert into findings (tenant_id, run_id, ordinal, encounter_id, rule_id, rule_version, verdict, severity, pointer, content)
         values ($1, $2, $3, $4, $5, 1, 'fail', 'deny', $6, $7)`,
        [tenant.tenantId, runId, ordinal, created.body.id, one.ruleId, one.pointer, JSON.stringify(one)],
      );
    }
    await tx.query("update encounters set status = 'needs_review' where id = $1", [created.body.id]);
  });
  return created.body.id;
}

function override(json: unknown, headers: Record<string, string> = {}) {
  return tenant.call('POST', `/v1/encounters/${id}/findings:override`, { json, headers });
}

const wish = { ruleId: 'DX001', pointer: '/diagnoses/0/code', reason: 'The chart supports it.' };

describe('POST /v1/encounters/{id}/findings:override', () => {
  test('releases an overridable finding: override, event, audit row and a new run', async () => {
    id = await reviewed('release');
    const before = await tenant.counts();
    const answer = await override({ ...wish, expiresAt: '2099-01-01T00:00:00+02:00' });
    expect(answer.status).toBe(201);
    expect(answer.body.override).toMatchObject({
      ...wish,
      expiresAt: '2098-12-31T22:00:00.000Z',
      actor: expect.stringMatching(/^key\//),
    });
    expect(answer.body.encounter).toMatchObject({ id, version: 2, status: 'received' });
    const after = await tenant.counts();
    for (const table of ['finding_overrides', 'encounter_events', 'audit_log', 'outbox'])
      expect(after[table]! - before[table]!, table).toBe(1);
    const { body } = await tenant.call('GET', `/v1/encounters/${id}`);
    expect(body.events.at(-1)).toMatchObject({
      type: 'findings_overridden',
      fromStatus: 'needs_review',
      detail: { ruleId: 'DX001' },
    });
    expect(body.overrides).toHaveLength(1);
    expect(body.lastRun.findings).toHaveLength(2);
  });

  test('holds for 90 days unless another end is said', async () => {
    id = await reviewed('release-90');
    const { createdAt, expiresAt } = (await override(wish)).body.override;
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(90 * 86_400_000);
  });

  test('a second finding may be released while the first is being checked, but not what no longer waits', async () => {
    expect((await override({ ...wish, reason: 'Still right.' })).status).toBe(201);
    await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query("update encounters set status = 'ready' where id = $1", [id]),
    );
    expect((await override(wish)).body.code).toBe('finding_not_overridable');
    await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query("update encounters set status = 'billed' where id = $1", [id]),
    );
    expect((await override(wish)).body.code).toBe('encounter_billed');
  });

  test('refuses what may not be released, without a trace', async () => {
    id = await reviewed('refuse');
    const before = await tenant.counts();
    expect((await override({ ...wish, ruleId: 'DX003' })).body.code).toBe('finding_not_overridable');
    expect((await override({ ...wish, pointer: '/diagnoses/1/code' })).body.errors[0].pointer).toBe('/pointer');
    expect((await override({ ...wish, expiresAt: '2020-01-01T00:00:00Z' })).body.errors[0].pointer).toBe('/expiresAt');
    expect((await override({ ...wish, reason: ' ' })).status).toBe(422);
    expect(await tenant.counts()).toEqual(before);
  });

  test('needs the scope', async () => {
    const writer = await gateway.tenant(['encounters:write']);
    const answer = await writer.call('POST', `/v1/encounters/${id}/findings:override`, { json: wish });
    expect([answer.status, answer.body.scope]).toEqual([403, 'findings:override']);
  });

  test('the same key again gives the same answer', async () => {
    const headers = { 'idempotency-key': 'override-1' };
    const first = await override(wish, headers);
    expect((await override(wish, headers)).text).toBe(first.text);
  });
});
