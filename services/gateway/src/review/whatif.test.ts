import { endWhatIf } from '@claimwright/db/review/whatif';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleEncounter, startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

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
  expect(asked.body).toMatchObject({
    status: 'waiting',
    scope: 'open_and_window',
    from: '2025-12-31',
    to: '2026-03-31',
  });
  expect(gateway.nudges()).toBe(nudges + 1);
  const { rows } = await gateway.database.app.transaction(admin.tenantId, (tx) =>
    tx.query('select job, subject_id from outbox'),
  );
  expect(rows).toEqual([{ job: 'what-if', subject_id: asked.body.id }]);
  const path = `/v1/whatif/${asked.body.id}`;
  const found = await admin.call('GET', path);
  const zero = { encounters: 0, chargeCents: 0 };
  const none = { ...zero, open: zero, inWindow: zero };
  expect(found.body.result).toEqual({ newlyHeld: none, newlyReady: none, outcomes: [], changes: [] });
  expect((await admin.call('GET', '/v1/whatif')).body.items).toMatchObject([{ id: asked.body.id }]);
  const stopped = await admin.call('POST', `${path}:cancel`);
  expect([stopped.status, stopped.body.status]).toEqual([200, 'cancelled']);
  const again = await admin.call('POST', `${path}:cancel`);
  expect([again.status, again.body.code]).toEqual([409, 'whatif_ended']);
});

test('the scope is what was asked; a stored run without one reads as the window alone', async () => {
  const narrow = await admin.call('POST', '/v1/whatif', { json: { ruleSettings: [setting], scope: 'window' } });
  expect(narrow.body.scope).toBe('window');
  await gateway.database.app.transaction(admin.tenantId, (tx) =>
    tx.query(`update whatif_runs set request = request - 'scope' where id = $1`, [narrow.body.id]),
  );
  expect((await admin.call('GET', `/v1/whatif/${narrow.body.id}`)).body.scope).toBe('window');
  const odd = await admin.call('POST', '/v1/whatif', { json: { ruleSettings: [setting], scope: 'everything' } });
  expect([odd.status, odd.body.errors[0].pointer]).toEqual([422, '/scope']);
});

test('the encounters that would change are listed page by page, the open ones alone if wanted', async () => {
  const asked = await admin.call('POST', '/v1/whatif', { json: { ruleSettings: [setting] } });
  const ids: string[] = [];
  for (const [place, open] of [true, false, true].entries()) {
    const { body } = await admin.call('POST', '/v1/encounters', { json: sampleEncounter(`changed-${place}`) });
    ids.push(body.id);
    await gateway.database.app.transaction(admin.tenantId, (tx) =>
      tx.query(
        `insert into whatif_changes (tenant_id, whatif_id, encounter_id, rule_id, direction, payer_id, charge_cents, is_open, in_window)
         values ($1, $2, $3, 'ST002', 'newly_failing', 'P', 100, $4, true)`,
        [admin.tenantId, asked.body.id, body.id, open],
      ),
    );
  }
  const path = `/v1/whatif/${asked.body.id}/encounters`;
  const first = await admin.call('GET', `${path}?limit=2`);
  const second = await admin.call('GET', `${path}?limit=2&cursor=${first.body.nextCursor}`);
  const listed = [...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id);
  expect([first.body.items.length, listed, second.body.nextCursor]).toEqual([2, ids.toSorted(), null]);
  const open = await admin.call('GET', `${path}?open=true&ruleId=ST002`);
  expect(open.body.items.map(({ id }: { id: string }) => id)).toEqual([ids[0], ids[2]].toSorted());
  expect(open.body.items[0]).toMatchObject({ open: true, before: null, changes: [{ direction: 'newly_failing' }] });
  expect((await admin.call('GET', `${path}?open=false`)).body.items).toMatchObject([{ id: ids[1], inWindow: true }]);
  const stranger = await gateway.tenant(['encounters:read']);
  expect((await stranger.call('GET', path)).status).toBe(404);
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
