import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '@claimwright/db/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, sampleEncounter, startTestGateway, type TestGateway } from './test-gateway.ts';

let gateway: TestGateway;
let reporting: Server;
const seen: { method?: string; url?: string; headers: Record<string, unknown>; body: string }[] = [];

beforeAll(async () => {
  reporting = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, body });
      response.writeHead(200, { 'content-type': 'application/json', 'content-security-policy': "default-src 'self'" });
      response.end('{"data":{"ok":true}}');
    });
  });
  await new Promise<void>((resolve) => reporting.listen(0, '127.0.0.1', resolve));
  const { port } = reporting.address() as AddressInfo;
  gateway = await startTestGateway({ reportingUrl: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await new Promise((resolve) => reporting.close(resolve));
});

describe('one public origin', () => {
  test('/graphql and /dashboard go to reporting with the request id and the key, and its page policy stays', async () => {
    const answer = await call(`${gateway.url}/graphql?x=1`, {
      method: 'POST',
      body: '{"query":"{ ok }"}',
      headers: { 'content-type': 'application/json', authorization: 'Bearer cw_x', 'x-request-id': 'kept' },
    });
    expect(answer.body).toEqual({ data: { ok: true } });
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(answer.headers.get('x-request-id')).toBe('kept');
    expect(seen.at(-1)).toMatchObject({
      method: 'POST',
      url: '/graphql?x=1',
      body: '{"query":"{ ok }"}',
      headers: { authorization: 'Bearer cw_x', 'x-request-id': 'kept' },
    });
    await call(`${gateway.url}/dashboard/assets/page.js`, {});
    expect(seen.at(-1)?.url).toBe('/dashboard/assets/page.js');
    const root = await call(`${gateway.url}/`, {});
    expect([root.status, root.headers.get('location')]).toEqual([302, '/dashboard']);
  });

  test('a reporting service that is away answers 502 as a problem, and the rest goes on', async () => {
    await using lonely = await startTestGateway({ reportingUrl: 'http://127.0.0.1:1' });
    const answer = await call(`${lonely.url}/graphql`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.status, answer.body.code]).toEqual([502, 'upstream_unavailable']);
    expect((await call(`${lonely.url}/healthz`, {})).status).toBe(200);
  });

  test('without a reporting service the addresses say so', async () => {
    await using lonely = await startTestGateway();
    expect((await call(`${lonely.url}/dashboard`, {})).body.code).toBe('upstream_unavailable');
  });
});

describe('health', () => {
  test('alive and ready without a key', async () => {
    expect((await call(`${gateway.url}/healthz`, {})).body).toEqual({ status: 'ok' });
    expect((await call(`${gateway.url}/readyz`, {})).body).toEqual({ status: 'ready' });
  });

  test('with the database away: not ready, and writes answer 503 with Retry-After, without internals', async () => {
    const away = openDatabase({ connectionString: 'postgres://nobody:secret@127.0.0.1:1/none' });
    await using broken = await startTestGateway({}, { deps: { database: away } });
    expect((await call(`${broken.url}/readyz`, {})).status).toBe(503);
    const tenant = await broken.tenant();
    const answer = await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('away') });
    expect([answer.status, answer.body.code, answer.body.retryable]).toEqual([503, 'unavailable', true]);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.text).not.toMatch(/secret|127\.0\.0\.1/);
    await away[Symbol.asyncDispose]();
  });
});

describe('every answer', () => {
  test('carries a request id, rate limit and security headers', async () => {
    const tenant = await gateway.tenant();
    const answer = await tenant.call('GET', '/v1/encounters');
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    for (const name of ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'])
      expect(Number(answer.headers.get(name)), name).toBeGreaterThan(0);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  test('a revoked key is refused once the cache has forgotten it', async () => {
    await using strict = await startTestGateway({ apiKeyCacheMilliseconds: 1 });
    const tenant = await strict.tenant();
    expect((await tenant.call('GET', '/v1/encounters')).status).toBe(200);
    const owner = openDatabase({ connectionString: strict.database.ownerUrl });
    await owner.query('update api_keys set revoked_at = now() where tenant_id = $1', [tenant.tenantId]);
    await owner[Symbol.asyncDispose]();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await tenant.call('GET', '/v1/encounters')).status).toBe(401);
  });

  test('closing waits for the answers that are under way', async () => {
    const closing = await startTestGateway();
    const tenant = await closing.tenant();
    const answers = Array.from({ length: 20 }, (_, index) =>
      tenant.call('POST', '/v1/encounters', { json: sampleEncounter(`closing-${index}`) }),
    );
    await new Promise((resolve) => setTimeout(resolve, 30));
    await closing.app.close();
    const settled = await Promise.allSettled(answers);
    const accepted = settled.filter((one) => one.status === 'fulfilled' && one.value.status === 202).length;
    const counts = await tenant.counts();
    expect(counts.encounters).toBe(accepted);
    await closing.database[Symbol.asyncDispose]();
  });
});
