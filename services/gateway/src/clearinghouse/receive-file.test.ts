import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let tenant: TestTenant;
beforeAll(async () => {
  gateway = await startTestGateway({ maxFileBytes: 5_000_000 });
  tenant = await gateway.tenant();
});
afterAll(() => gateway[Symbol.asyncDispose]());

function hand(body: BodyInit, headers: Record<string, string> = {}, name = '') {
  const query = name ? `?name=${encodeURIComponent(name)}` : '';
  return tenant.call('POST', `/v1/clearinghouse/files${query}`, {
    body,
    headers: { 'content-type': 'application/edi-x12', ...headers },
  });
}

describe('POST /v1/clearinghouse/files', () => {
  test('stores the very bytes, notes the job, and says where to follow it', async () => {
    const before = await tenant.counts();
    const bytes = Buffer.from([0x49, 0x53, 0x41, 0x00, 0xff, 0x0a, 0x7e]);
    const answer = await hand(bytes, {}, 'remit 1.835');
    expect(answer.status).toBe(202);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(answer.body).toMatchObject({ duplicate: false, status: 'received', sha256 });
    const after = await tenant.counts();
    expect([
      after.inbound_files! - before.inbound_files!,
      after.outbox! - before.outbox!,
      after.audit_log! - before.audit_log!,
    ]).toEqual([1, 1, 1]);
    const { rows } = await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query('select content, name, source from inbound_files where id = $1', [answer.body.id]),
    );
    expect(rows).toEqual([{ content: bytes, name: 'remit 1.835', source: 'api' }]);
    const read = await tenant.call('GET', answer.headers.get('location') ?? '');
    expect(read.body).toMatchObject({ id: answer.body.id, sizeBytes: 7, sha256, kinds: [] });
  });

  test('the same bytes again, under any name and type, are the same file and do nothing', async () => {
    const first = await hand('ISA*once~');
    const before = await tenant.counts();
    const again = await hand('ISA*once~', { 'content-type': 'text/plain' }, 'other.txt');
    expect([again.status, again.body]).toEqual([200, { ...first.body, duplicate: true }]);
    const after = await tenant.counts();
    expect([after.inbound_files, after.outbox]).toEqual([before.inbound_files, before.outbox]);
  });

  test('ten at once with the same bytes are one file', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => hand('ISA*raced~')));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(answers.filter((answer) => answer.status === 202)).toHaveLength(1);
  });

  test('the same bytes of another tenant are another file', async () => {
    const mine = await hand('ISA*shared~');
    const stranger = await gateway.tenant();
    const answer = await stranger.call('POST', '/v1/clearinghouse/files', {
      body: 'ISA*shared~',
      headers: { 'content-type': 'text/plain' },
    });
    expect(answer.status).toBe(202);
    expect(answer.body.id).not.toBe(mine.body.id);
    expect((await stranger.call('GET', `/v1/clearinghouse/files/${mine.body.id}`)).status).toBe(404);
  });

  test('a repeated Idempotency-Key gives the first answer, not that of a duplicate', async () => {
    const headers = { 'idempotency-key': 'file-1' };
    const first = await hand('ISA*keyed~', headers);
    const again = await hand('ISA*keyed~', headers);
    expect([again.status, again.text]).toEqual([202, first.text]);
  });

  test('more than the limit is refused', async () => {
    expect((await hand(Buffer.alloc(5_000_001, 'x'))).body.code).toBe('payload_too_large');
  });
});

describe('what was parked', () => {
  test('is listed with its text and reason, open before resolved by filter', async () => {
    const file = await hand('ISA*parked~');
    await gateway.database.app.transaction(tenant.tenantId, async (tx) => {
      for (const resolved of [false, true]) {
        await tx.query(
          `insert into parked_items (tenant_id, id, inbound_file_id, kind, reason_code, reason, content, parked_at, resolved_at)
           values ($1, gen_random_uuid(), $2, '835', 'unmatched_claim', 'No claim has this number.', 'CLP*X~', now(), $3)`,
          [tenant.tenantId, file.body.id, resolved ? new Date().toISOString() : null],
        );
      }
    });
    const open = await tenant.call('GET', '/v1/clearinghouse/parked?state=open');
    expect(open.body.items).toHaveLength(1);
    expect(open.body.items[0]).toMatchObject({ reasonCode: 'unmatched_claim', content: 'CLP*X~', resolvedAt: null });
    const all = await tenant.call('GET', file.body.links.parked);
    expect(all.body.items).toHaveLength(2);
  });
});
