import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleEncounter, startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let tenant: TestTenant;
beforeAll(async () => {
  gateway = await startTestGateway();
  tenant = await gateway.tenant();
  const line = sampleEncounter('x').lines[0];
  for (let index = 0; index < 7; index += 1) {
    const payer = { id: index % 2 === 0 ? 'EVEN' : 'ODD', name: 'Example' };
    const json = sampleEncounter(`visit/${index}`, {
      coverages: [{ responsibility: 'primary', payer, relationship: 'self' }],
      lines: [{ ...line, serviceFrom: `2026-03-0${index + 1}` }],
    });
    await tenant.call('POST', '/v1/encounters', { json });
  }
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function externalIds(path: string): Promise<string[]> {
  const answer = await tenant.call('GET', path);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.items.map((item: { externalId: string }) => item.externalId);
}

describe('reading encounters', () => {
  test('by the external id, also with characters that need escaping', async () => {
    const answer = await tenant.call('GET', `/v1/encounters/external/${encodeURIComponent('visit/3')}`);
    expect(answer.status).toBe(200);
    expect(answer.body.content.externalId).toBe('visit/3');
    expect(answer.body.lastRun).toBeNull();
    expect((await tenant.call('GET', '/v1/encounters/external/none')).status).toBe(404);
    expect(await externalIds('/v1/encounters?externalId=visit/3')).toEqual(['visit/3']);
  });

  test('reading leaves an audit row that names who, what and from where', async () => {
    const { body } = await tenant.call('GET', '/v1/encounters?externalId=visit/0');
    await tenant.call('GET', `/v1/encounters/${body.items[0].id}`, { headers: { 'x-request-id': 'audited-read' } });
    const { rows } = await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query("select action, resource_id, remote_address, actor from audit_log where request_id = 'audited-read'"),
    );
    expect(rows).toEqual([
      {
        action: 'encounter.read',
        resource_id: body.items[0].id,
        remote_address: '127.0.0.1',
        actor: expect.stringMatching(/^key\//),
      },
    ]);
  });

  test('the list walks all pages by cursor and Link, newest first, each once', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/v1/encounters?limit=3';
    let pages = 0;
    while (path) {
      const answer = await tenant.call('GET', path);
      seen.push(...answer.body.items.map((item: { externalId: string }) => item.externalId));
      const next: string | undefined = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
      expect(next === undefined).toBe(answer.body.nextCursor === null);
      path = next;
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(seen).toEqual(Array.from({ length: 7 }, (_, index) => `visit/${6 - index}`));
  });

  test('filters', async () => {
    expect(await externalIds('/v1/encounters?payerId=ODD')).toEqual(['visit/5', 'visit/3', 'visit/1']);
    expect(await externalIds('/v1/encounters?serviceFrom=2026-03-03&serviceTo=2026-03-04')).toEqual([
      'visit/3',
      'visit/2',
    ]);
    expect(await externalIds('/v1/encounters?status=billed')).toEqual([]);
    expect(await externalIds('/v1/encounters?status=received&limit=1')).toEqual(['visit/6']);
    const since = new Date(Date.now() + 60_000).toISOString();
    expect(await externalIds(`/v1/encounters?receivedSince=${since}`)).toEqual([]);
  });

  test('another tenant sees none of it', async () => {
    const stranger = await gateway.tenant();
    expect((await stranger.call('GET', '/v1/encounters')).body.items).toEqual([]);
    expect((await stranger.call('GET', '/v1/encounters/external/visit%2F3')).status).toBe(404);
  });
});
