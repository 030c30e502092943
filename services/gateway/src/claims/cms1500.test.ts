import { randomUUID } from 'node:crypto';
import { fullClaim } from '@claimwright/forms/full-claim.fixture';
import { readPdf } from '@claimwright/forms/read-pdf.fixture';
import { storeClaim } from '@claimwright/testing/store-claim';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let tenant: TestTenant;
const claimId = randomUUID();

beforeAll(async () => {
  gateway = await startTestGateway();
  tenant = await gateway.tenant();
  const patient = { ...fullClaim().patient, lastName: 'Featherstonehaugh-Cholmondeley' };
  await gateway.database.app.transaction(tenant.tenantId, (tx) =>
    storeClaim(tx, claimId, 'CW1', { snapshot: JSON.stringify(fullClaim({ patientControlNumber: 'CW1', patient })) }),
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

const path = `/v1/claims/${claimId}/cms1500.pdf`;
const fetchForm = (query: string, headers: Record<string, string> = {}) =>
  fetch(gateway.url + path + query, { headers: { authorization: `Bearer ${tenant.key}`, ...headers } });

describe('GET /v1/claims/{id}/cms1500.pdf', () => {
  test('gives the form as PDF, blank unless a drawn one is asked for, and names the boxes that could not hold all', async () => {
    const answer = await fetchForm('');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="CW1.pdf"');
    expect(answer.headers.get('x-unfit-items')).toBe('2');
    const blank = await readPdf(new Uint8Array(await answer.arrayBuffer()));
    expect(blank.find(({ text }) => text === 'CW1')?.page).toBe(1);
    expect(blank.at(-1)?.page).toBe(2);
    const drawn = await readPdf(new Uint8Array(await (await fetchForm('?form=drawn')).arrayBuffer()));
    expect(drawn.length).toBeGreaterThan(blank.length);
    expect((await fetchForm('?form=carved')).status).toBe(400);
  });

  test('is audited as an export', async () => {
    await fetchForm('?form=drawn', { 'x-request-id': 'print' });
    const { rows } = await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query("select action, resource_id, detail from audit_log where request_id = 'print'"),
    );
    expect(rows).toEqual([{ action: 'claim.export', resource_id: claimId, detail: { form: 'drawn' } }]);
  });

  test("another tenant's claim answers like none and leaves no audit row", async () => {
    const stranger = await gateway.tenant();
    const headers = { 'x-request-id': 'same' };
    const foreign = await stranger.call('GET', path, { headers });
    const none = await stranger.call('GET', path.replace(claimId, randomUUID()), { headers });
    expect([foreign.status, foreign.text]).toEqual([404, none.text]);
    expect((await stranger.counts()).audit_log).toBe(0);
  });

  test('needs the scope claims:read', async () => {
    const other = await gateway.tenant(['encounters:read']);
    expect((await other.call('GET', path)).status).toBe(403);
  });
});
