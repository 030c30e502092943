import { readFile } from 'node:fs/promises';
import { buildDashboard } from '@claimwright/standalone/build-dashboard';
import { lacksTools } from '@claimwright/testing/tools';
import { cleanHospitalStay, cleanOutpatientBill } from '@claimwright/worker/test-stays';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, startBrowser } from './browser.ts';
import { firstDay, type Installation, startInstallation } from './installation.ts';

// Hospital bills as an EHR sends them and a person sees them, on the real system.

const missing = lacksTools('chromium');

let installation: Installation;

beforeAll(async () => {
  installation = await startInstallation({ startOn: firstDay });
  const wrong = cleanHospitalStay(3, { typeOfBill: '0191' });
  const leave = { occurrenceSpans: [{ code: '74', from: '2026-03-01', to: '2026-03-02' }] };
  const odd = cleanHospitalStay(4, { ...leave, patientStatusCode: '30', admittingDiagnosis: undefined });
  for (const encounter of [cleanHospitalStay(1), cleanOutpatientBill(2), wrong, odd]) {
    const { status } = await installation.call('POST', '/v1/encounters', { json: encounter });
    expect(status).toBe(202);
  }
  await installation.settled();
  await installation.advance(40);
});
afterAll(() => installation?.[Symbol.asyncDispose]());

async function ask(query: string) {
  const { body } = await installation.call('POST', '/graphql', { json: { query } });
  expect(body.errors).toBeUndefined();
  return body.data;
}

interface Ids {
  claimId: string;
  encounterId: string;
}

async function idsOf(externalId: string): Promise<Ids> {
  const [ids] = await installation.rows<Ids>(
    `select ce.claim_id as "claimId", e.id as "encounterId" from encounters e
     left join claim_encounters ce on ce.tenant_id = e.tenant_id and ce.encounter_id = e.id where e.external_id = $1`,
    [externalId],
  );
  if (!ids) throw new Error(`no encounter ${externalId}`);
  return ids;
}

test('GraphQL answers diagnoses and revenue lines of a stay', async () => {
  const { claimId } = await idsOf('bill-1');
  const { claim } = await ask(
    `{ claim(id: "${claimId}") { diagnoses status lines { revenueCode procedureCode placeOfService serviceFrom serviceTo } } }`,
  );
  expect(claim.diagnoses).toEqual(['E1165', 'I10']);
  expect(claim.lines).toEqual([
    {
      revenueCode: '0120',
      procedureCode: null,
      placeOfService: null,
      serviceFrom: '2026-03-06',
      serviceTo: '2026-03-09',
    },
    {
      revenueCode: '0250',
      procedureCode: null,
      placeOfService: null,
      serviceFrom: '2026-03-06',
      serviceTo: '2026-03-09',
    },
    {
      revenueCode: '0636',
      procedureCode: 'J1885',
      placeOfService: null,
      serviceFrom: '2026-03-06',
      serviceTo: '2026-03-09',
    },
  ]);
  expect(claim.status).not.toBe('assembled');
});

test('GraphQL and REST name form locators and places of the 837I for what is found on a bill', async () => {
  const { encounterId } = await idsOf('bill-4');
  const { encounter } = await ask(
    `{ encounter(id: "${encounterId}") { latestRun { findings { ruleId formBox x12 { loop segment element } } } } }`,
  );
  interface Found {
    ruleId: string;
    formBox: string;
    x12: { loop: string; segment: string; element: string };
  }
  const places = (findings: Found[]) =>
    findings.map(({ ruleId, formBox, x12 }) => `${ruleId} ${formBox} ${x12.loop} ${x12.segment} ${x12.element}`).sort();
  const shown = places(encounter.latestRun.findings);
  expect(shown).toContain('IN021 FL 35a 2300 HI HI01-4');
  expect(shown).toContain('IN002 FL 17 2300 CL1 CL103');
  expect(shown).toContain('IN010 FL 69 2300 HI HI01-2');
  expect(shown.filter((place) => !/^\w{5} FL \d/.test(place))).toEqual([]);
  const { body } = await installation.call('GET', `/v1/encounters/${encounterId}`);
  expect(places(body.lastRun.findings)).toEqual(shown);
});

test('the UB-04 comes as data and as PDF, the CMS-1500 does not', async () => {
  const { claimId } = await idsOf('bill-2');
  const { body } = await installation.call('GET', `/v1/claims/${claimId}/ub04`);
  expect(body).toMatchObject({
    fl4: '0131',
    lines: [{ fl42: '0510', fl44: 'G0463' }, { fl42: '0636' }, { fl42: '0270' }],
  });
  const pdf = await installation.call('GET', `/v1/claims/${claimId}/ub04.pdf?form=drawn`);
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect((await installation.call('GET', `/v1/claims/${claimId}/cms1500.pdf`)).status).toBe(404);
});

describe.skipIf(missing)('in the dashboard', () => {
  let browser: Browser;
  beforeAll(async () => {
    if (missing) return;
    await buildDashboard();
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  async function textOf(path: string, also?: (page: Page) => Promise<void>): Promise<string> {
    const origin = new URL(installation.stack.url).origin;
    await using watched = await openPage(browser, origin);
    const { page } = watched;
    await page.goto(`${origin}/dashboard${path}`);
    await page.getByLabel('API key', { exact: true }).fill(installation.stack.apiKey);
    await page.getByRole('button', { name: 'Open the dashboard' }).click();
    await page.getByRole('banner').waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => page.locator('.waiting, [aria-busy=true]').count()).toBe(0);
    for (const summary of await page.locator('summary').all()) await summary.click();
    const text = await page.getByRole('main').innerText();
    await also?.(page);
    expect(watched.complaints).toEqual([]);
    return text;
  }

  test('a stay shows its bill and revenue lines', async () => {
    const { claimId, encounterId } = await idsOf('bill-1');
    const encounter = await textOf(`/encounters/${encounterId}`);
    for (const words of [
      'Type of bill',
      '0111',
      'Patient status',
      'Attending provider',
      'Sam Healer',
      '0636 J1885',
      '3 × day',
    ]) {
      expect(encounter).toContain(words);
    }
    expect(encounter).not.toContain('for no diagnosis');
    const claim = await textOf(`/claims/${claimId}`, async (page) => {
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'UB-04 (PDF)' }).click();
      const content = await readFile(await (await downloading).path());
      expect(content.subarray(0, 5).toString()).toBe('%PDF-');
    });
    for (const words of ['0120', '0250', '0636 J1885', 'E1165, I10']) expect(claim).toContain(words);
    expect(claim).not.toMatch(/null|undefined/);
  });

  test('a bill that is held says so by form locator', async () => {
    const { encounterId } = await idsOf('bill-3');
    const text = await textOf(`/encounters/${encounterId}`);
    expect(text).toContain('IN001');
    expect(text).toContain('FL 4');
    expect(text).toContain('UB-04');
  });
});
