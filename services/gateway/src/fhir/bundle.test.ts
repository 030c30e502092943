import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';
import { sharedBundles } from './shared-bundles.fixture.ts';

let gateway: TestGateway;
let tenant: TestTenant;
beforeAll(async () => {
  gateway = await startTestGateway();
  tenant = await gateway.tenant();
});
afterAll(() => gateway[Symbol.asyncDispose]());

const fhir = { 'content-type': 'application/fhir+json' };
const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
const entry = (resource: { resourceType: string; id: string }) => ({
  fullUrl: `urn:uuid:${resource.id}`,
  resource,
  request: { method: 'POST', url: resource.resourceType },
});

function bundle(name: string, type = 'transaction') {
  const encounter = (id: string) => ({
    resourceType: 'Encounter',
    id: `${name}-${id}`,
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: `urn:uuid:${name}-patient` },
    serviceProvider: { reference: `urn:uuid:${name}-clinic` },
    period: { start: '2026-03-02T09:00:00Z', end: '2026-03-02T09:30:00Z' },
  });
  return {
    resourceType: 'Bundle',
    type,
    entry: [
      entry({
        resourceType: 'Patient',
        id: `${name}-patient`,
        name: [{ family: 'Synthetic', given: ['Sam'] }],
        birthDate: '1980-01-01',
      } as never),
      entry({
        resourceType: 'Organization',
        id: `${name}-clinic`,
        name: 'Example Clinic',
        identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }],
      } as never),
      entry(encounter('one') as never),
      entry({
        resourceType: 'Condition',
        id: `${name}-condition`,
        subject: { reference: `urn:uuid:${name}-patient` },
        encounter: { reference: `urn:uuid:${name}-one` },
        code: coded('http://hl7.org/fhir/sid/icd-10-cm', 'I10'),
      } as never),
      entry({ ...encounter('two'), status: 'no-such-status' } as never),
    ],
  };
}

function post(body: unknown, headers: Record<string, string> = {}) {
  return tenant.call('POST', '/fhir', { body: JSON.stringify(body), headers: { ...fhir, ...headers } });
}

describe('POST /fhir', () => {
  test('answers entry by entry; an encounter that cannot be read does not hold up the other', async () => {
    const answer = await post(bundle('first'));
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/fhir\+json/);
    expect(answer.body).toMatchObject({ resourceType: 'Bundle', type: 'transaction-response' });
    const statuses = answer.body.entry.map((one: { response: { status: string } }) => one.response.status.slice(0, 3));
    expect(statuses).toEqual(['200', '200', '202', '200', '422']);
    const { location, etag } = answer.body.entry[2].response;
    expect(etag).toBe('W/"1"');
    const read = await tenant.call('GET', location);
    expect(read.body.content.diagnoses).toEqual([{ code: 'I10' }]);
    expect(answer.body.entry[4].response.outcome.issue[0].severity).toBe('error');
  });

  test('the same Bundle again: without a key each encounter says where it already is, with the key the same answer', async () => {
    const first = await post(bundle('again'), { 'idempotency-key': 'bundle-1' });
    const before = await tenant.counts();
    const keyed = await post(bundle('again'), { 'idempotency-key': 'bundle-1' });
    expect(keyed.text).toBe(first.text);
    const bare = await post(bundle('again'));
    const { response } = bare.body.entry[2];
    expect(response).toMatchObject({
      status: expect.stringMatching(/^409 /),
      location: first.body.entry[2].response.location,
    });
    expect(response.outcome.issue.some((issue: { code: string }) => issue.code === 'duplicate')).toBe(true);
    expect(await tenant.counts()).toEqual(before);
  });

  test('a body beyond the limit is refused as an OperationOutcome', async () => {
    const answer = await post({ ...bundle('large'), extra: 'x'.repeat(10_000_001) });
    expect([answer.status, answer.body.resourceType, answer.body.issue[0].code]).toEqual([
      413,
      'OperationOutcome',
      'too-long',
    ]);
  });
});

describe.skipIf(sharedBundles('fhir-coded').length === 0)('the shared bundles', () => {
  test('all encounters of fhir-coded are accounted for', async () => {
    const statuses = new Map<string, number>();
    for (const { name, text } of sharedBundles('fhir-coded')) {
      const answer = await tenant.call('POST', '/fhir', { body: text, headers: fhir });
      expect(answer.status, name).toBe(200);
      const sent = JSON.parse(text).entry as { resource: { resourceType: string } }[];
      expect(answer.body.entry).toHaveLength(sent.length);
      for (const [index, one] of sent.entries()) {
        if (one.resource.resourceType !== 'Encounter') continue;
        const status = answer.body.entry[index].response.status.slice(0, 3);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }
    const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
    expect(total).toBe(396);
    const { encounters } = await tenant.counts();
    expect(encounters).toBeGreaterThanOrEqual(statuses.get('202') ?? 0);
    expect(statuses.get('202') ?? 0).toBeGreaterThan(300);
  });

  test('fhir-raw is survived with clear answers', async () => {
    for (const { name, text } of sharedBundles('fhir-raw')) {
      const answer = await tenant.call('POST', '/fhir', { body: text, headers: fhir });
      expect([200, 422], name).toContain(answer.status);
      if (answer.status === 422) expect(answer.body.issue[0].diagnostics).not.toBe('');
    }
  });
});
