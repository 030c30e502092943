import { endWhatIf } from '@claimwright/db/review/whatif';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let admin: TestTenant;
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => '2026-03-31T12:00:00.000Z' });
  admin = await gateway.tenant(['admin']);
});
afterAll(() => gateway[Symbol.asyncDispose]());

const setting = { ruleId: 'ST002', severity: 'deny', why: 'would it hurt?' };

test('a what-if is durable with its job, can be followed, listed and stopped once', async () => {
  const nudges = gateway.nudges();
  const asked = await admin.call('POST', '/v1/whatif', { json: { ruleSettings: [setting] } });
  expect([asked.status, asked.headers.get('location')]).toEqual([202, `/v1/whatif/${asked.body.id}`]);
  expect(asked.body).toMatchObject({ status: 'waiting', from: '2025-12-31', to: '2026-03-31' });
  expect(gateway.nudges()).toBe(nudges + 1);
  const { rows } = await gateway.database.app.transaction(admin.tenantId, (tx) =>
    tx.query('select job, subject_id from outbox'),
  );
  expect(rows).toEqual([{ job: 'what-if', subject_id: asked.body.id }]);
  const path = `/v1/whatif/${asked.body.id}`;
  const found = await admin.call('GET', path);
  const none = { encounters: 0, chargeCents: 0 };
  expect(found.body.result).toEqual({ newlyHeld: none, newlyReady: none, outcomes: [], changes: [] });
  expect((await admin.call('GET', '/v1/whatif')).body.items).toMatchObject([{ id: asked.body.id }]);
  const stopped = await admin.call('POST', `${path}:cancel`);
  expect([stopped.status, stopped.body.status]).toEqual([200, 'cancelled']);
  const again = await admin.call('POST', `${path}:cancel`);
  expect([again.status, again.body.code]).toEqual([409, 'whatif_ended']);
});

test("another tenant's run is not there", async () => {
  const asked = await admin.call('POST', '/v1/whatif', { json: { ruleSettings: [setting] } });
  const stranger = await gateway.tenant(['admin']);
  expect((await stranger.call('GET', `/v1/whatif/${asked.body.id}`)).status).toBe(404);
  expect((await stranger.call('POST', `/v1/whatif/${asked.body.id}:cancel`)).status).toBe(404);
  const end = (tx: Parameters<typeof endWhatIf>[0]) =>
    endWhatIf(tx, asked.body.id, { status: 'done' }, '2026-03-31T13:00:00Z');
  expect(await gateway.database.app.transaction(stranger.tenantId, end)).toBe(false);
  expect((await stranger.call('GET', '/v1/whatif')).body.items).toEqual([]);
});

test('what cannot be compared is refused by place; a key without admin may only look', async () => {
  for (const [json, pointer] of [
    [{}, ''],
    [{ candidateEditions: ['hcpcs@2099-Q1'] }, '/candidateEditions/0'],
    [{ candidateEditions: ['nonsense'] }, '/candidateEditions/0'],
    [{ ruleSettings: [setting, { ...setting, ruleId: 'XX999' }] }, '/ruleSettings/1/ruleId'],
    [{ ruleSettings: [setting], from: '2026-04-01' }, '/from'],
  ] as const) {
    const answer = await admin.call('POST', '/v1/whatif', { json });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer]);
  }
  const coder = await gateway.tenant(['encounters:read']);
  expect((await coder.call('POST', '/v1/whatif', { json: { ruleSettings: [setting] } })).status).toBe(403);
  expect((await coder.call('GET', '/v1/whatif')).status).toBe(200);
});
