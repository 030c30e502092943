import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleEncounter, startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let tenant: TestTenant;
beforeAll(async () => {
  gateway = await startTestGateway();
  tenant = await gateway.tenant();
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe('POST /v1/encounters', () => {
  test('answers 202 with where to follow it, after everything is durable', async () => {
    const before = await tenant.counts();
    const nudged = gateway.nudges();
    const answer = await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('one') });
    expect(answer.status).toBe(202);
    const { id } = answer.body;
    expect(answer.body).toEqual({
      id,
      externalId: 'one',
      version: 1,
      status: 'received',
      receivedAt: expect.stringMatching(/Z$/),
      links: { self: `/v1/encounters/${id}`, claims: `/v1/claims?encounterId=${id}` },
    });
    expect(answer.headers.get('location')).toBe(`/v1/encounters/${id}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    const after = await tenant.counts();
    const grown = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(grown).toEqual(['audit_log', 'encounter_events', 'encounter_status_deltas', 'encounters', 'outbox']);
    expect(gateway.nudges()).toBe(nudged + 1);
    const read = await tenant.call('GET', `/v1/encounters/${id}`);
    expect(read.status).toBe(200);
    expect(read.headers.get('etag')).toBe('"1"');
  });

  test('puts the defaults in and trims, as the schema of the domain says', async () => {
    const json = sampleEncounter('trimmed', { note: '  ends with blanks  ' });
    const { body } = await tenant.call('POST', '/v1/encounters', { json });
    const read = await tenant.call('GET', `/v1/encounters/${body.id}`);
    expect(read.body.content).toMatchObject({
      note: 'ends with blanks',
      frequencyCode: '1',
      doNotBillPlan: false,
      signatures: { assignment: 'assigned', providerSignatureOnFile: true },
      lines: [{ modifiers: [] }],
    });
  });

  test('what arrives while a commit runs shares the next one; each is accepted once', async () => {
    // Two rival rows that are not committed hold up the two commits that may run; the rest has to gather.
    const rivals = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const rival = gateway.database.app.transaction(tenant.tenantId, async (tx) => {
      for (const externalId of ['many-0', 'many-1']) {
        await tx.query(
          `insert into encounters (tenant_id, id, external_id, version, status, patient_key, charge_cents, content, received_at, updated_at)
           values ($1, gen_random_uuid(), $2, 1, 'received', '', 0, '{}', now(), now())`,
          [tenant.tenantId, externalId],
        );
      }
      locked.resolve();
      await rivals.promise;
      throw new Error('rolled back');
    });
    await locked.promise;
    const post = (index: number) => tenant.call('POST', '/v1/encounters', { json: sampleEncounter(`many-${index}`) });
    const held = [post(0)];
    await sleep(100);
    held.push(post(1));
    await sleep(100);
    const gathered = Array.from({ length: 200 }, (_, index) => post(index + 2));
    await sleep(800);
    rivals.resolve();
    await expect(rival).rejects.toThrow('rolled back');
    const answers = await Promise.all([...held, ...gathered]);
    expect(answers.every((answer, index) => answer.status === 202 && answer.body.externalId === `many-${index}`)).toBe(
      true,
    );
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(202);
    const { rows } = await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query("select count(distinct xmin::text)::int as commits from encounters where external_id like 'many-%'"),
    );
    expect(rows[0]?.commits).toBeLessThan(20);
  });

  test('a taken external id answers 409 and names the encounter that has it', async () => {
    const first = await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('twice') });
    const second = await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('twice') });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ code: 'external_id_taken', existingId: first.body.id });
  });
});

describe('Idempotency-Key', () => {
  test('the same request again gets the same answer, byte for byte, and writes nothing', async () => {
    const send = () =>
      tenant.call('POST', '/v1/encounters', { json: sampleEncounter('idem'), headers: { 'idempotency-key': 'key-1' } });
    const first = await send();
    const before = await tenant.counts();
    const again = await send();
    expect(again.status).toBe(first.status);
    expect(again.text).toBe(first.text);
    for (const name of ['location', 'etag', 'content-type'])
      expect(again.headers.get(name)).toBe(first.headers.get(name));
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await tenant.counts()).toEqual(before);
  });

  test('another body under the same key is 422', async () => {
    const headers = { 'idempotency-key': 'key-2' };
    await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('changed'), headers });
    const other = await tenant.call('POST', '/v1/encounters', {
      json: sampleEncounter('changed', { note: 'x' }),
      headers,
    });
    expect(other.status).toBe(422);
    expect(other.body.code).toBe('idempotency_key_reused');
  });

  test('two at the same moment: one is accepted, the other told 409 or given the same answer', async () => {
    const headers = { 'idempotency-key': 'key-3' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        tenant.call('POST', '/v1/encounters', { json: sampleEncounter('raced'), headers }),
      ),
    );
    const accepted = answers.filter((answer) => answer.status === 202);
    expect(accepted.length).toBeGreaterThan(0);
    expect(new Set(accepted.map((answer) => answer.text)).size).toBe(1);
    const others = answers.filter((answer) => answer.status !== 202);
    expect(others.every((answer) => answer.status === 409 && answer.body.code === 'idempotency_in_progress')).toBe(
      true,
    );
  });

  test('a refused request leaves the key free for the corrected one', async () => {
    const headers = { 'idempotency-key': 'key-4' };
    await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('holder') });
    expect((await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('holder'), headers })).status).toBe(
      409,
    );
    expect((await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('free'), headers })).status).toBe(202);
  });

  test('the same key of another tenant is another key', async () => {
    const other = await gateway.tenant();
    const headers = { 'idempotency-key': 'key-1' };
    const answer = await other.call('POST', '/v1/encounters', { json: sampleEncounter('idem'), headers });
    expect(answer.status).toBe(202);
    expect(answer.headers.get('idempotency-replayed')).toBeNull();
  });
});
