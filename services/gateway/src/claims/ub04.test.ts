import { randomUUID } from 'node:crypto';
import { fullBill } from '@claimwright/forms/full-bill.fixture';
import { readPdf } from '@claimwright/forms/read-pdf.fixture';
import { storeClaim } from '@claimwright/testing/store-claim';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let tenant: TestTenant;
const claimId = randomUUID();
const visitId = randomUUID();

beforeAll(async () => {
  gateway = await startTestGateway();
  tenant = await gateway.tenant();
  const patient = { ...fullBill().patient, lastName: 'Featherstonehaugh-Cholmondeley' };
  await gateway.database.app.transaction(tenant.tenantId, (tx) =>
    storeClaim(tx, claimId, 'CW1', {
      claim_type: 'institutional',
      snapshot: JSON.stringify(fullBill({ patientControlNumber: 'CW1', patient })),
    }),
  );
});
afterAll(() => gateway[Symbol.asyncDispose]());

const path = `/v1/claims/${claimId}/ub04.pdf`;
const fetchForm = (query: string, headers: Record<string, string> = {}) =>
  fetch(gateway.url + path + query, { headers: { authorization: `Bearer ${tenant.key}`, ...headers } });

describe('GET /v1/claims/{id}/ub04.pdf', () => {
  test('gives the form as PDF, blank unless a drawn one is asked for, and names the locators that could not hold all', async () => {
    const answer = await fetchForm('');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="CW1.pdf"');
    expect(answer.headers.get('x-unfit-items')).toBe('8b');
    const blank = await readPdf(new Uint8Array(await answer.arrayBuffer()));
    expect(blank.find(({ text }) => text === 'CW1')?.page).toBe(1);
    expect(blank.at(-1)?.page).toBe(1);
    const drawn = await readPdf(new Uint8Array(await (await fetchForm('?form=drawn')).arrayBuffer()));
    expect(drawn.length).toBeGreaterThan(blank.length);
    expect((await fetchForm('?form=carved')).status).toBe(400);
  });

  test('gives the data of the form locators', async () => {
    const { status, body } = await tenant.call('GET', path.replace('.pdf', ''));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      fl3a: 'CW1',
      fl4: '0117',
      fl67: { code: 'S72001A' },
      lines: [{ fl42: '0120' }, {}, {}],
    });
  });

  test('a professional claim has none, and an institutional one no CMS-1500: both say which form they have', async () => {
    const bill = await tenant.call('GET', path.replace('ub04', 'cms1500'));
    expect(bill.status).toBe(404);
    expect(bill.body).toMatchObject({ claimType: 'institutional', form: expect.stringMatching(/\/ub04\.pdf$/) });
    expect(bill.body.detail).toMatch(/hospital bill \(institutional claim\), which has no CMS-1500/);
    await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      storeClaim(tx, visitId, 'CW2', { snapshot: '{"claimType": "professional"}' }),
    );
    for (const form of ['ub04.pdf', 'ub04']) {
      const answer = await tenant.call('GET', `/v1/claims/${visitId}/${form}`);
      expect([answer.status, answer.body.form]).toEqual([404, `/v1/claims/${visitId}/cms1500.pdf`]);
      expect(answer.body.detail).toMatch(/professional claim, which has no UB-04/);
    }
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
