import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readIfMatch } from '../if-match.ts';
import { sampleEncounter, startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';
import { decideUpdate } from './update.ts';

let gateway: TestGateway;
let tenant: TestTenant;
beforeAll(async () => {
  gateway = await startTestGateway();
  tenant = await gateway.tenant();
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function created(externalId: string): Promise<string> {
  return (await tenant.call('POST', '/v1/encounters', { json: sampleEncounter(externalId) })).body.id;
}

function put(id: string, json: unknown, headers: Record<string, string>) {
  return tenant.call('PUT', `/v1/encounters/${id}`, { json, headers });
}

describe('PUT /v1/encounters/{id}', () => {
  test('replaces the content, takes the next version and starts the checks again', async () => {
    const id = await created('put');
    const before = await tenant.counts();
    const changed = sampleEncounter('put', {
      note: 'corrected',
      patient: { externalId: 'other', lastName: 'Synthetic' },
    });
    const answer = await put(id, changed, { 'if-match': '"1"' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id, externalId: 'put', version: 2, status: 'received' });
    expect(answer.headers.get('etag')).toBe('"2"');
    const after = await tenant.counts();
    expect(after.outbox! - before.outbox!).toBe(1);
    expect(after.audit_log! - before.audit_log!).toBe(1);
    const { body } = await tenant.call('GET', `/v1/encounters/${id}`);
    expect(body.content.note).toBe('corrected');
    expect(body.events.map((event: { type: string; version: number }) => [event.type, event.version])).toEqual([
      ['received', 1],
      ['updated', 2],
    ]);
    const { rows } = await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query('select patient_key from encounters where id = $1', [id]),
    );
    expect(rows).toEqual([{ patient_key: 'e/other' }]);
  });

  test('of two changes of the same version one wins, the other is told 412 and the version there is', async () => {
    const id = await created('race');
    const answers = await Promise.all(
      ['a', 'b'].map((note) => put(id, sampleEncounter('race', { note }), { 'if-match': '"1"' })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
    expect(answers.find((answer) => answer.status === 412)?.body.version).toBe(2);
  });

  test('the same key again gives the same answer and changes nothing more', async () => {
    const id = await created('put-key');
    const headers = { 'if-match': '"1"', 'idempotency-key': 'put-1' };
    const first = await put(id, sampleEncounter('put-key', { note: 'x' }), headers);
    const again = await put(id, sampleEncounter('put-key', { note: 'x' }), headers);
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([200, first.text, '"2"']);
    expect((await put(id, sampleEncounter('put-key', { note: 'y' }), headers)).body.code).toBe(
      'idempotency_key_reused',
    );
    expect((await tenant.call('GET', `/v1/encounters/${id}`)).body.version).toBe(2);
  });

  test("another tenant's encounter cannot be changed, and does not show", async () => {
    const id = await created('mine');
    const stranger = await gateway.tenant();
    const answer = await stranger.call('PUT', `/v1/encounters/${id}`, {
      json: sampleEncounter('mine'),
      headers: { 'if-match': '*' },
    });
    expect(answer.status).toBe(404);
    expect((await tenant.call('GET', `/v1/encounters/${id}`)).body.version).toBe(1);
  });
});

describe('deciding', () => {
  const head = { id: 'i', externalId: 'e', version: 3, status: 'needs_review', receivedAt: '' } as const;

  test('every unbilled status may be updated and becomes received; billed may not', () => {
    for (const status of ['received', 'needs_coding', 'needs_review', 'not_billable', 'ready'] as const) {
      expect(decideUpdate({ ...head, status }, 'any', 'e')).toMatchObject({ ok: true, toStatus: 'received' });
    }
    expect(decideUpdate({ ...head, status: 'billed' }, 'any', 'e')).toMatchObject({
      problem: { code: 'encounter_billed' },
    });
  });

  test('the external id stays', () => {
    expect(decideUpdate(head, new Set([3]), 'other')).toMatchObject({
      problem: { errors: [{ pointer: '/externalId' }] },
    });
  });

  test('If-Match reads one tag, several, or any', () => {
    expect(readIfMatch('"3"')).toEqual({ ok: true, versions: new Set([3]) });
    expect(readIfMatch('"3", "4"')).toEqual({ ok: true, versions: new Set([3, 4]) });
    expect(readIfMatch('*')).toEqual({ ok: true, versions: 'any' });
    for (const wrong of ['3', 'W/"3"', '"x"', '']) expect(readIfMatch(wrong).ok).toBe(false);
  });
});
