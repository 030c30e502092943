import { randomUUID } from 'node:crypto';
import { storeClaim } from '@claimwright/testing/store-claim';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleEncounter, startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let tenant: TestTenant;
const claimIds: string[] = [];
const batchId = randomUUID();
let encounterId: string;
const x12 = Buffer.from('ISA*00*synthetic~\r\nIEA*1*000000001~', 'latin1');

beforeAll(async () => {
  gateway = await startTestGateway();
  tenant = await gateway.tenant();
  encounterId = (await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('claimed') })).body.id;
  await gateway.database.app.transaction(tenant.tenantId, async (tx) => {
    for (let index = 0; index < 3; index += 1) {
      const id = randomUUID();
      claimIds.push(id);
      const number = `CW${index}`;
      await storeClaim(tx, id, number, {
        status: 'paid',
        version: 4,
        paid_cents: 10_000,
        submitted_on: '2026-03-03',
        snapshot: JSON.stringify({ claimType: 'professional', patientControlNumber: number, totalChargeCents: 12_500 }),
      });
    }
    const [id] = claimIds;
    await tx.query('insert into claim_encounters (tenant_id, claim_id, encounter_id) values ($1, $2, $3)', [
      tenant.tenantId,
      id,
      encounterId,
    ]);
    await tx.query(
      `insert into batches (tenant_id, id, route, status, interchange_control_number, group_control_number, file_name, claim_count, charge_cents, content, content_sha256, built_at)
       values ($1, $2, 'default', 'built', 1, 1, 'claims 1.837', 1, 12500, $3, sha256($3), now())`,
      [tenant.tenantId, batchId, x12],
    );
    await tx.query(
      'insert into batch_claims (tenant_id, batch_id, claim_id, transaction_set_control_number) values ($1, $2, $3, 1)',
      [tenant.tenantId, batchId, id],
    );
    await tx.query(
      `insert into claim_events (tenant_id, claim_id, type, to_status, occurred_at, effective_date, actor, batch_id)
       values ($1, $2, 'assembled', 'assembled', now(), '2026-03-02', 'worker', $3)`,
      [tenant.tenantId, id, batchId],
    );
    for (const [ordinal, [account, cents]] of (
      [
        ['insurance_receivable', 12_500],
        ['revenue', -12_500],
        ['cash', 10_000],
        ['insurance_receivable', -10_000],
      ] as const
    ).entries()) {
      await tx.query(
        `insert into ledger_entries (tenant_id, claim_id, posting, ordinal, account, amount_cents, effective_date, posted_at)
         values ($1, $2, 'charge', $3, $4, $5, '2026-03-02', now())`,
        [tenant.tenantId, id, ordinal, account, cents],
      );
    }
    await tx.query(
      `insert into tasks (tenant_id, id, kind, status, encounter_id, summary, due_date, opened_at)
       values ($1, $2, 'coding_review', 'open', $3, 'Look at DX001', '2026-04-01', now())`,
      [tenant.tenantId, randomUUID(), encounterId],
    );
  });
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe('claims', () => {
  test('one claim with snapshot, timeline, ledger and balances; reading it is audited', async () => {
    const answer = await tenant.call('GET', `/v1/claims/${claimIds[0]}`, { headers: { 'x-request-id': 'claim-read' } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id: claimIds[0],
      patientControlNumber: 'CW0',
      snapshot: { totalChargeCents: 12_500 },
      encounters: [{ id: encounterId, externalId: 'claimed' }],
      events: [{ type: 'assembled', effectiveDate: '2026-03-02', batchId }],
      balances: { insurance_receivable: 2500, revenue: -12_500, cash: 10_000 },
      batches: [{ id: batchId, fileName: 'claims 1.837' }],
      paidOn: null,
      submittedOn: '2026-03-03',
    });
    const { rows } = await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query("select action, resource_id from audit_log where request_id = 'claim-read'"),
    );
    expect(rows).toEqual([{ action: 'claim.read', resource_id: claimIds[0] }]);
  });

  test('lists by filter and page, and each claim that was shown has its audit row', async () => {
    const all = await tenant.call('GET', '/v1/claims?limit=2', { headers: { 'x-request-id': 'claim-list' } });
    expect(all.body.items).toHaveLength(2);
    expect(all.headers.get('link')).toContain('rel="next"');
    const found = await tenant.call('GET', `/v1/claims?encounterId=${encounterId}`);
    expect(found.body.items.map((claim: { id: string }) => claim.id)).toEqual([claimIds[0]]);
    expect((await tenant.call('GET', '/v1/claims?patientControlNumber=CW1')).body.items).toHaveLength(1);
    expect((await tenant.call('GET', '/v1/claims?status=denied')).body.items).toEqual([]);
    const { rows } = await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query(
        "select resource_id from audit_log where request_id = 'claim-list' and action = 'claim.read' order by 1",
      ),
    );
    expect(rows.map((row) => row.resource_id)).toEqual(all.body.items.map((claim: { id: string }) => claim.id).sort());
  });

  test("another tenant's claim and batch answer like none, and leave no audit row", async () => {
    const stranger = await gateway.tenant();
    for (const path of [`/v1/claims/${claimIds[0]}`, `/v1/batches/${batchId}`, `/v1/batches/${batchId}/x12`]) {
      const headers = { 'x-request-id': 'same' };
      const foreign = await stranger.call('GET', path, { headers });
      const none = await stranger.call('GET', path.replace(/[0-9a-f-]{36}/, randomUUID()), { headers });
      expect([foreign.status, foreign.text]).toEqual([404, none.text]);
    }
    expect((await stranger.counts()).audit_log).toBe(0);
    expect((await stranger.call('GET', '/v1/claims')).body.items).toEqual([]);
  });
});

describe('batches and tasks', () => {
  test('a batch lists its claims, and gives the very bytes of its 837', async () => {
    const list = await tenant.call('GET', '/v1/batches?status=built');
    expect(list.body.items).toHaveLength(1);
    const { body } = await tenant.call('GET', list.body.items[0].links.self);
    expect(body.claims).toEqual([
      { id: claimIds[0], patientControlNumber: 'CW0', status: 'paid', transactionSetControlNumber: 1 },
    ]);
    const file = await tenant.call('GET', body.links.x12);
    expect(file.headers.get('content-type')).toBe('application/edi-x12');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="claims_1.837"');
    expect(file.text).toBe(x12.toString());
  });

  test('open tasks', async () => {
    const open = await tenant.call('GET', '/v1/tasks?status=open&kind=coding_review');
    expect(open.body.items).toMatchObject([
      { kind: 'coding_review', encounterId, dueDate: '2026-04-01', closedAt: null },
    ]);
    expect((await tenant.call('GET', '/v1/tasks?status=done')).body.items).toEqual([]);
    expect((await tenant.call('GET', `/v1/encounters/${encounterId}`)).body.openTasks).toHaveLength(1);
  });
});
