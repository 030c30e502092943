import { createHash } from 'node:crypto';
import { saveBatch, saveRoute } from '@claimwright/db/pipeline/batches';
import type { Id } from '@claimwright/domain/ids';
import type { RouteSchedule } from '@claimwright/domain/route-schedule';
import { newId } from '@claimwright/runtime/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let now = '2026-03-16T12:00:00.000Z';
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ rateLimitPerMinute: 5000 }, { now: () => now });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const envelope = { name: 'north' } as never;
let nextNumber = 1;

/** A practice whose clearinghouses fetch their files, with a key of a clearinghouse. */
async function practice(scopes: readonly string[] = ['batches:pull'], schedule?: Partial<RouteSchedule>) {
  const tenant = await gateway.tenant(scopes);
  await gateway.database.app.transaction(tenant.tenantId, async (tx) => {
    for (const name of ['north', 'south']) {
      await saveRoute(tx, {
        name,
        adapter: 'http',
        settings: { envelope, transport: {} },
        ...(schedule ? { schedule } : {}),
      });
    }
    await saveRoute(tx, { name: 'folder', adapter: 'directory', settings: { envelope, transport: {} } });
  });
  return tenant;
}

/** A built batch of a route; its content is any bytes. */
async function build(
  tenant: TestTenant,
  route: string,
  content = `ISA*${route}~`,
): Promise<{ id: Id; sha256: string; content: string }> {
  const id = newId();
  const bytes = Buffer.from(content);
  const digest = createHash('sha256').update(bytes).digest();
  nextNumber += 1;
  await gateway.database.app.transaction(tenant.tenantId, (tx) =>
    saveBatch(
      tx,
      {
        id,
        route,
        interchangeControlNumber: nextNumber,
        groupControlNumber: nextNumber,
        fileName: `837P_${route}_${nextNumber}.x12`,
        chargeCents: 0,
        content: bytes,
        contentSha256: digest,
        claims: [],
        claimCount: 3,
      },
      now,
    ),
  );
  return { id, sha256: digest.toString('hex'), content };
}

const outbox = '/v1/clearinghouse/outbox';
const lease = (tenant: TestTenant, id: Id, json: object = {}, headers: Record<string, string> = {}) =>
  tenant.call('POST', `${outbox}/${id}:lease`, { json, headers });
const confirm = (tenant: TestTenant, id: Id, json: object) => tenant.call('POST', `${outbox}/${id}:confirm`, { json });
const row = async (tenant: TestTenant, id: Id) =>
  (
    await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query('select status, confirmed_at is not null as confirmed, attempts from batches where id = $1', [id]),
    )
  ).rows[0];

describe('a file that a clearinghouse fetches', () => {
  test('is listed, leased, read as it is, confirmed once, and its job is noted with the confirmation', async () => {
    const tenant = await practice();
    const file = await build(tenant, 'north', 'ISA*é~');
    await build(tenant, 'folder');
    const { body } = await tenant.call('GET', outbox);
    expect(body.held).toEqual([]);
    expect(body.items).toMatchObject([
      { id: file.id, route: 'north', kind: 'claims', claims: 3, sizeBytes: 7, sha256: file.sha256, leasedUntil: null },
    ]);
    const leased = await tenant.call('POST', body.items[0].links.lease, { json: {} });
    expect(leased.status).toBe(200);
    expect(leased.body.sha256).toBe(file.sha256);
    const content = await tenant.call('GET', leased.body.links.content);
    expect([content.status, content.text]).toEqual([200, file.content]);
    expect(content.headers.get('etag')).toBe(`"${file.sha256}"`);
    expect(content.headers.get('content-disposition')).toMatch(/^attachment; filename="837P_north_\d+\.x12"$/);
    const before = await tenant.counts();
    const said = { lease: leased.body.lease, sha256: file.sha256.toUpperCase() };
    const first = await tenant.call('POST', leased.body.links.confirm, { json: said });
    expect(first.body).toMatchObject({ id: file.id, confirmedAt: now });
    const again = await confirm(tenant, file.id, said);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const after = await tenant.counts();
    expect([after.outbox! - before.outbox!, after.audit_log! - before.audit_log!]).toEqual([1, 1]);
    expect(await row(tenant, file.id)).toEqual({ status: 'built', confirmed: true, attempts: 1 });
    expect((await tenant.call('GET', outbox)).body.items).toEqual([]);
    expect((await lease(tenant, file.id)).status).toBe(404);
  });

  test('is given to one of ten that ask at once', async () => {
    const tenant = await practice();
    const file = await build(tenant, 'north');
    const answers = await Promise.all(Array.from({ length: 10 }, () => lease(tenant, file.id)));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    const refused = answers.find((answer) => answer.status === 409);
    expect(refused?.body).toMatchObject({ code: 'file_leased', retryable: true });
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(50);
    expect((await tenant.call('GET', outbox)).body.items[0].leasedUntil).not.toBeNull();
  });

  test('whose lease ran out goes to the next with the same bytes, and the first can no longer confirm', async () => {
    const tenant = await practice();
    const file = await build(tenant, 'north');
    const first = (await lease(tenant, file.id)).body;
    const expire = () =>
      gateway.database.app.transaction(tenant.tenantId, (tx) =>
        tx.query("update batches set leased_until = now() - interval '1 second' where id = $1", [file.id]),
      );
    await expire();
    // Over, but nobody else has it: what was fetched may still be confirmed, and be fetched again.
    expect((await tenant.call('GET', first.links.content)).status).toBe(200);
    const second = (await lease(tenant, file.id)).body;
    expect(second.sha256).toBe(first.sha256);
    for (const answer of [
      await tenant.call('GET', first.links.content),
      await confirm(tenant, file.id, { lease: first.lease, sha256: file.sha256 }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([409, 'lease_lost']);
    }
    await expire();
    expect((await confirm(tenant, file.id, { lease: second.lease, sha256: file.sha256 })).status).toBe(200);
    expect(await row(tenant, file.id)).toMatchObject({ confirmed: true, attempts: 2 });
  });

  test('with other bytes than were built is not confirmed', async () => {
    const tenant = await practice();
    const file = await build(tenant, 'north');
    const { body } = await lease(tenant, file.id);
    const wrong = await confirm(tenant, file.id, { lease: body.lease, sha256: 'a'.repeat(64) });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/sha256']);
    expect(await row(tenant, file.id)).toMatchObject({ confirmed: false });
    expect((await confirm(tenant, file.id, { lease: body.lease, sha256: 'short' })).status).toBe(422);
    expect((await lease(tenant, file.id, { seconds: 5 })).status).toBe(422);
  });

  test('an answer that was lost on the way comes again with the same key, not as a second lease', async () => {
    const tenant = await practice();
    const file = await build(tenant, 'north');
    const headers = { 'idempotency-key': 'lease-1' };
    const first = await lease(tenant, file.id, {}, headers);
    expect((await lease(tenant, file.id, {}, headers)).text).toBe(first.text);
  });
});

describe('who may fetch what', () => {
  test('only a key with the scope; it opens nothing else', async () => {
    const tenant = await practice(['claims:read', 'files:read', 'files:write']);
    await build(tenant, 'north');
    expect((await tenant.call('GET', outbox)).body.code).toBe('missing_scope');
    const clearinghouse = await practice(['batches:pull']);
    for (const path of ['/v1/claims', '/v1/batches', '/v1/encounters', '/v1/routes', '/v1/tasks']) {
      expect((await clearinghouse.call('GET', path)).status, path).toBe(403);
    }
  });

  test('a key for one route sees no other, and a tenant no other’s', async () => {
    const tenant = await practice(['batches:pull@south']);
    const north = await build(tenant, 'north');
    const south = await build(tenant, 'south');
    const listed = (await tenant.call('GET', outbox)).body.items;
    expect(listed.map((file: { id: Id }) => file.id)).toEqual([south.id]);
    expect((await lease(tenant, north.id)).status).toBe(404);
    const { body } = await lease(tenant, south.id);
    const stranger = await practice();
    expect((await stranger.call('GET', body.links.content)).status).toBe(404);
    expect((await confirm(stranger, south.id, { lease: body.lease, sha256: south.sha256 })).status).toBe(404);
  });
});

describe("a route's schedule", () => {
  test('holds files back outside its windows and says until when', async () => {
    const windows: RouteSchedule['windows'] = [{ days: ['mon'], from: '18:00', to: '19:00' }];
    const tenant = await practice(['batches:pull'], { windows });
    const file = await build(tenant, 'north');
    const held = { route: 'north', notBefore: '2026-03-16T18:00:00.000Z', reason: 'window' };
    expect((await tenant.call('GET', outbox)).body).toEqual({ items: [], held: [held] });
    expect((await lease(tenant, file.id)).body).toMatchObject({ code: 'file_held_back', notBefore: held.notBefore });
    now = '2026-03-16T18:00:00.000Z';
    expect((await tenant.call('GET', outbox)).body.items).toHaveLength(1);
    expect((await lease(tenant, file.id)).status).toBe(200);
    now = '2026-03-16T12:00:00.000Z';
  });

  test('limits the files of an hour for those who fetch as for those who are sent to', async () => {
    const tenant = await practice(['batches:pull'], { maxFilesPerHour: 1 });
    const [first, second] = [await build(tenant, 'north'), await build(tenant, 'north')];
    expect((await lease(tenant, first.id)).status).toBe(200);
    expect((await lease(tenant, second.id)).body).toMatchObject({ code: 'file_held_back', reason: 'rate' });
  });
});

describe('/v1/routes', () => {
  test('shows schedules and expectations, never where a route leads, and changes them for the next file on', async () => {
    const tenant = await practice(['admin']);
    const file = await build(tenant, 'north');
    const { body } = await tenant.call('GET', '/v1/routes');
    expect(body.items.map((route: { name: string }) => route.name)).toEqual(['folder', 'north', 'south']);
    expect(body.items[1]).toEqual({
      name: 'north',
      adapter: 'http',
      schedule: { timeZone: 'UTC', windows: [] },
      expectations: expect.objectContaining({ syntaxHours: 24, statusRequests: true }),
    });
    const windows = [{ days: ['sun'], from: '01:00', to: '02:00' }];
    const put = await tenant.call('PUT', '/v1/routes/north/schedule', { json: { windows, maxFilesPerHour: 4 } });
    expect(put.body.schedule).toEqual({ timeZone: 'UTC', windows, maxFilesPerHour: 4 });
    expect((await lease(tenant, file.id)).body.code).toBe('file_held_back');
    await tenant.call('PUT', '/v1/routes/north/schedule', { json: {} });
    expect((await lease(tenant, file.id)).status).toBe(200);
    const hours = await tenant.call('PUT', '/v1/routes/north/expectations', { json: { syntaxHours: 2 } });
    expect(hours.body.expectations).toMatchObject({ syntaxHours: 2, claimAcknowledgementHours: 72 });
    expect((await tenant.call('GET', '/v1/routes')).body.items[1].expectations.syntaxHours).toBe(2);
  });

  test.each([
    [{ timeZone: 'Mars/Olympus' }, '/timeZone'],
    [{ windows: [{ days: ['mon'], from: '22:00', to: '06:00' }] }, '/windows/0/to'],
    [{ windows: [{ days: ['mon'], from: '9', to: '10:00' }] }, '/windows/0/from'],
    [{ maxClaimsPerFile: 0 }, '/maxClaimsPerFile'],
    [{ colour: 'blue' }, '/colour'],
  ])('%j is refused, naming %s', async (json, pointer) => {
    const tenant = await practice(['admin']);
    const answer = await tenant.call('PUT', '/v1/routes/north/schedule', { json });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  test('of a name nobody has is not found', async () => {
    const tenant = await practice(['admin']);
    expect((await tenant.call('PUT', '/v1/routes/nowhere/schedule', { json: {} })).status).toBe(404);
  });
});
