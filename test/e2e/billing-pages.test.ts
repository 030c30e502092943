import { readFile } from 'node:fs/promises';
import { provisionApiKey } from '@claimwright/db/provision';
import type { RemittanceClaim } from '@claimwright/domain/remittance';
import { newId } from '@claimwright/runtime/ids';
import { buildDashboard } from '@claimwright/standalone/build-dashboard';
import { lacksTools } from '@claimwright/testing/tools';
import { cleanVisit, variedVisit } from '@claimwright/worker/test-encounters';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { file835, remittance } from '../faults/answers.ts';
import { openPage, startBrowser, type WatchedPage } from './browser.ts';
import { loaded, objections } from './dashboard-page.ts';
import { type Installation, startInstallation } from './installation.ts';

// What billers do in the dashboard with a claim, and with the files that went out and came in, in a real browser on the real system.

const missing = lacksTools('chromium');

let installation: Installation;
let browser: Browser;
let origin: string;
let watched: WatchedPage;
let page: Page;
const visits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((number) =>
  cleanVisit(number, { externalId: `bill-${number}` }),
);
/** Encounters by the sender's id. */
const ids = new Map<string, string>();
const billerKey = `cw_${'biller'.repeat(4)}`;

beforeAll(async () => {
  if (missing) return;
  await buildDashboard();
  browser = await startBrowser();
  installation = await startInstallation();
  origin = new URL(installation.stack.url).origin;
  for (const visit of [...visits, { ...variedVisit(17), externalId: 'wrong-npi' }]) {
    const { status, body } = await installation.call('POST', '/v1/encounters', { json: visit });
    expect([visit.externalId, status]).toEqual([visit.externalId, 202]);
    ids.set(visit.externalId, body.id);
  }
  await installation.settled();
  await installation.advance(30);
  const strange = await installation.call('POST', '/v1/clearinghouse/files?name=strange.835', {
    headers: { 'content-type': 'application/edi-x12' },
    body: 'ISA*this is no interchange~',
  });
  expect(strange.status).toBe(202);
  await installation.settled();
  answered.push(
    ...(await installation.rows<ClaimRow & { externalId: string }>(
      `select c.id, c.patient_control_number as number, c.status, e.external_id as "externalId" from claims c
       join claim_encounters l on l.claim_id = c.id join encounters e on e.id = l.encounter_id
       where c.status in ('paid', 'partially_paid', 'patient_responsibility', 'denied') order by c.id`,
    )),
  );
  const { ownerUrl, tenantId } = installation.stack;
  const scopes = ['encounters:read', 'encounters:write', 'claims:read', 'claims:write', 'reports:read', 'tasks:write'];
  await provisionApiKey(ownerUrl, {
    tenantId,
    id: newId(),
    key: billerKey,
    label: 'Front desk',
    scopes: [...scopes, 'files:read', 'files:write'],
  });
});
afterAll(async () => {
  await installation?.[Symbol.asyncDispose]();
  await browser?.close();
});
beforeEach(async () => {
  watched = await openPage(browser, origin);
  page = watched.page;
  await page.addInitScript((key) => sessionStorage.setItem('claimwright.key', key), billerKey);
});
afterEach(async () => {
  await watched[Symbol.asyncDispose]();
  expect(watched.complaints).toEqual([]);
  expect(watched.strangers).toEqual([]);
});

async function visit(path: string): Promise<void> {
  await page.goto(`${origin}/dashboard${path}`);
  await loaded(page);
}

interface ClaimRow {
  id: string;
  number: string;
  status: string;
}

/** The claims that bill a visit, oldest first. */
const claimsOf = (externalId: string) =>
  installation.rows<ClaimRow>(
    `select c.id, c.patient_control_number as number, c.status from claims c join claim_encounters l on l.claim_id = c.id
     where l.encounter_id = $1 order by c.id`,
    [ids.get(externalId)],
  );

/** Claims a payer has answered, in the order they were made: which ones these are is the payer's affair. */
const answered: (ClaimRow & { externalId: string })[] = [];

function answeredClaim(place: number): ClaimRow & { externalId: string } {
  const claim = answered[place];
  if (!claim) throw new Error(`only ${answered.length} claims were answered`);
  return claim;
}

const main = () => page.getByRole('main');
const actions = () => page.getByRole('region', { name: 'What can be done' });

describe.skipIf(missing)('a claim', () => {
  test('offers what its state allows, and says what will happen', async () => {
    const claim = answeredClaim(0);
    await visit(`/claims/${claim.id}`);
    const names = await actions().getByRole('button').allInnerTexts();
    expect(names).toEqual([
      'Correct …',
      'Void …',
      'Bill the next payer …',
      'CMS-1500 (PDF)',
      'CMS-1500 for the red form (PDF)',
    ]);
    await actions().getByRole('button', { name: 'Void' }).click();
    await actions().getByText('gets a void (frequency 8) that names its own number').waitFor();
    expect(await actions().getByRole('button', { name: 'Send the void' }).isDisabled()).toBe(true);
  });

  test('prints itself, drawn and blank', async () => {
    const claim = answeredClaim(0);
    await visit(`/claims/${claim.id}`);
    const sizes: number[] = [];
    for (const name of ['CMS-1500 (PDF)', 'CMS-1500 for the red form (PDF)']) {
      const downloading = page.waitForEvent('download');
      await actions().getByRole('button', { name }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toBe(`${claim.number}.pdf`);
      const content = await readFile(await download.path());
      expect(content.subarray(0, 5).toString()).toBe('%PDF-');
      sizes.push(content.length);
    }
    expect(sizes[0]).not.toBe(sizes[1]);
  });

  test('is voided with a reason, and followed until the void stands', async () => {
    const claim = answeredClaim(1);
    await visit(`/claims/${claim.id}`);
    await actions().getByRole('button', { name: 'Void' }).click();
    await actions().getByLabel('Reason, for the record').fill('billed to the wrong patient');
    await actions().getByRole('button', { name: 'Send the void' }).click();
    const related = page.getByRole('region', { name: 'Related claims' });
    await related.getByText('void', { exact: false }).first().waitFor();
    await related.getByText('A void was made; the payer has not accepted it yet.').waitFor();
    await expect.poll(() => page.getByRole('region', { name: 'What is under way' }).count()).toBe(0);
    const [correction] = await installation.rows<{ kind: string; status: string; reason: string }>(
      'select kind, status, reason from claim_corrections where claim_id = $1',
      [claim.id],
    );
    expect(correction).toEqual({ kind: 'void', status: 'done', reason: 'billed to the wrong patient' });
    // Another claim took its place: nothing more is offered.
    await visit(`/claims/${claim.id}`);
    expect(await actions().getByRole('button', { name: 'Void' }).count()).toBe(0);
  });

  test('says in the service own words what is refused', async () => {
    const claim = answeredClaim(2);
    await visit(`/claims/${claim.id}`);
    await actions().getByRole('button', { name: 'Bill the next payer' }).click();
    await actions().getByLabel('Reason, for the record').fill('the patient has another plan');
    // Somebody else was quicker.
    await installation.stack.database.transaction(installation.stack.tenantId, (tx) =>
      tx.query(
        `insert into claim_corrections (tenant_id, id, claim_id, kind, status, reason, requested_by, requested_at)
         values ($1, $2, $3, 'correct', 'waiting', 'test', 'test', now())`,
        [tx.tenantId, newId(), claim.id],
      ),
    );
    await actions().getByRole('button', { name: 'Bill the next payer', exact: true }).click();
    await actions().getByRole('alert').getByText('Another request for this claim is not done yet.').waitFor();
    const complaints = watched.complaints.splice(0);
    expect(complaints.every((complaint) => complaint.includes('409'))).toBe(true);
    await installation.stack.database.transaction(installation.stack.tenantId, (tx) =>
      tx.query(
        "update claim_corrections set status = 'done', finished_at = now() where tenant_id = $1 and claim_id = $2",
        [tx.tenantId, claim.id],
      ),
    );
  });

  test('is corrected in its encounter; what is held says which encounter, why, and goes on when that is put right', async () => {
    const claim = answeredClaim(3);
    await visit(`/claims/${claim.id}`);
    await actions().getByRole('button', { name: 'Correct' }).click();
    await actions().getByText('gets a replacement (frequency 7)').waitFor();
    await actions()
      .getByRole('link', { name: `Edit encounter ${claim.externalId}` })
      .click();
    await page.getByRole('heading', { level: 2, name: `Correction of claim ${claim.number}` }).waitFor();
    const save = page.getByRole('button', { name: 'Correct the claim' });
    const npi = page.locator('#field-billingProvider-npi');
    await npi.evaluate((field) => {
      for (let around = field.closest('details'); around; around = around.parentElement?.closest('details') ?? null) {
        around.open = true;
      }
    });
    const before = await npi.inputValue();
    await npi.fill('1234567890');
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel('Reason, for the record').fill('wrong diagnosis');
    // Somebody else corrects it in between: nothing of theirs is overwritten unseen.
    const encounterId = ids.get(claim.externalId);
    const { content } = (await installation.call('GET', `/v1/encounters/${encounterId}`)).body;
    const billingProvider = { ...content.billingProvider, npi: '1234567890' };
    const theirs = { ...content, billingProvider, note: 'as the other one has it' };
    const other = await installation.call('POST', `/v1/claims/${claim.id}:correct`, {
      headers: { authorization: `Bearer ${billerKey}`, 'if-match': '*' },
      json: { reason: 'a note', encounters: [{ id: encounterId, content: theirs }] },
    });
    expect(other.status).toBe(202);
    await save.click();
    const alert = page.getByRole('alert');
    await alert.getByText('Not saved: the encounter has changed since you opened it.').waitFor();
    expect(watched.complaints.splice(0).every((complaint) => complaint.includes('412'))).toBe(true);
    expect(await alert.innerText()).toContain('as the other one has it');
    await page.getByRole('button', { name: 'Put my changes on theirs' }).click();
    await page.locator('#field-note').fill('both of us');
    await save.click();
    await page.getByRole('heading', { level: 1, name: `Claim ${claim.number}` }).waitFor();
    const underWay = page.getByRole('region', { name: 'What is under way' });
    await underWay.getByText('It waits for a person').waitFor();
    const { body } = await installation.call('GET', `/v1/claims/${claim.id}`);
    expect(body.waitsFor).toBe('encounter');
    expect(body.waitsForEncounters).toMatchObject([
      {
        id: ids.get(claim.externalId),
        status: 'needs_review',
        links: { self: `/v1/encounters/${ids.get(claim.externalId)}` },
      },
    ]);
    expect(body.waitsForEncounters[0].ruleIds.length).toBeGreaterThan(0);
    expect(await underWay.innerText()).toContain(body.waitsForEncounters[0].ruleIds[0]);
    expect(await underWay.innerText()).toContain('wrong diagnosis');
    expect(await underWay.innerText()).toContain('by Front desk');
    await underWay.getByRole('link', { name: claim.externalId }).click();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('#field-billingProvider-npi').evaluate((field) => {
      const details = field.closest('details');
      if (details) details.open = true;
    });
    await npi.fill(before);
    await page.locator('#field-note').fill('the number was right after all');
    await page.getByRole('button', { name: 'Save and check' }).click();
    // Whoever changed it is named.
    await main().getByText('by Front desk').first().waitFor();
    expect(await main().innerText()).not.toContain('by the sender');
    await installation.settled();
    await expect.poll(async () => (await claimsOf(claim.externalId)).length).toBe(2);
    await visit(`/claims/${claim.id}`);
    await page.getByRole('region', { name: 'Related claims' }).getByText('replacement').waitFor();
  });
});

describe.skipIf(missing)('files', () => {
  test('sent: route, control numbers, claims, money and the very bytes; a batch has its claims', async () => {
    await visit('/batches');
    const [batch] = await installation.rows<{ id: string; name: string; claims: number; isa: number; content: Buffer }>(
      `select id, file_name as name, claim_count as claims, interchange_control_number as isa, content from batches order by id desc limit 1`,
    );
    const row = page.locator('tbody tr').first();
    for (const words of [batch!.name, `ISA ${batch!.isa}`, String(batch!.claims)]) {
      expect(await row.innerText()).toContain(words);
    }
    const downloading = page.waitForEvent('download');
    await row.getByRole('button', { name: `Download ${batch!.name}` }).click();
    expect(await readFile(await (await downloading).path())).toEqual(batch!.content);
    await row.getByRole('link', { name: batch!.name }).click();
    await page.getByRole('heading', { level: 1, name: batch!.name }).waitFor();
    await expect
      .poll(() => page.getByRole('region', { name: 'Claims in it' }).locator('tbody tr').count())
      .toBe(batch!.claims);
  });

  test('received: the parked ones first with the reason; the task leads there, says what to do, and is resolved', async () => {
    await visit('/work?kind=unmatched_inbound');
    const row = page.locator('tr[data-task]').filter({ hasText: 'strange.835' });
    await row.getByRole('link', { name: 'File strange.835' }).click();
    await page.getByRole('heading', { level: 1, name: 'strange.835' }).waitFor();
    const parked = page.getByRole('region', { name: 'Parked' });
    expect(await parked.innerText()).toContain('What to do:');
    await parked.getByRole('button', { name: 'Show the text' }).click();
    await parked.getByText('this is no interchange').waitFor();
    // Trying it again changes nothing, and says so; what it means cannot be named.
    await parked.getByRole('button', { name: 'Try again' }).click();
    await parked.getByLabel('What has changed since').fill('asked again');
    await parked.getByRole('button', { name: 'Do it' }).click();
    await installation.settled();
    await parked.getByText('It could not be done:').waitFor();
    expect(await parked.getByRole('button', { name: 'Name its claim' }).count()).toBe(0);
    await visit('/files');
    const waiting = page.getByRole('region', { name: 'Parked: waits for a person' });
    await waiting.getByRole('link', { name: 'strange.835' }).click();
    await page.getByLabel('Note').fill('asked the clearinghouse for it again');
    await page.getByRole('button', { name: 'Resolve' }).click();
    await expect.poll(() => page.getByRole('list', { name: 'Open tasks' }).count()).toBe(0);
    await visit('/files');
    await page.getByRole('heading', { level: 1, name: 'Files received' }).waitFor();
    expect(await page.getByRole('region', { name: 'Parked: waits for a person' }).count()).toBe(0);
    expect(await page.locator('tbody tr').filter({ hasText: 'strange.835' }).innerText()).toContain('dealt with');
  });

  test('an answer without a claim: its claim is named by number, and what nobody can place is dismissed', async () => {
    const adjustments = [{ group: 'CO' as const, reasonCode: '45', amountCents: 100 }];
    const strange = (patientControlNumber: string): RemittanceClaim => ({
      patientControlNumber,
      statusCode: '1',
      chargeCents: 100,
      paidCents: 0,
      patientResponsibilityCents: 0,
      adjustments,
      remarkCodes: [],
      lines: [],
    });
    await installation.call('POST', '/v1/clearinghouse/files?name=nameless.835', {
      headers: { 'content-type': 'application/edi-x12' },
      body: file835(remittance('NAMELESS', [strange('ELSEWHERE1')])),
    });
    await installation.settled();
    const [file] = await installation.rows<{ id: string }>("select id from inbound_files where name = 'nameless.835'");
    await visit(`/files/${file!.id}`);
    const parked = page.getByRole('region', { name: 'Parked' });
    await parked.getByRole('button', { name: 'Name its claim' }).click();
    await parked.getByLabel('How you know').fill('the payer said so');
    await parked.getByLabel('Patient control number').fill('nobody1');
    await parked.getByRole('button', { name: 'Do it' }).click();
    await parked.getByText('No claim has the patient control number nobody1.').waitFor();
    // That claim is there, and the answer does not fit it.
    await parked.getByLabel('Patient control number').fill(answeredClaim(0).number.toLowerCase());
    await parked.getByRole('button', { name: 'Do it' }).click();
    await parked.getByText('It could not be done: The answer is about $1.00').waitFor();
    await parked.getByRole('button', { name: 'Dismiss' }).click();
    const form = parked.getByRole('form', { name: 'Close it without using it' });
    await form.getByLabel('What was done instead').fill('sent back to the payer');
    await form.getByRole('button', { name: 'Dismiss' }).click();
    await parked.getByText(/Closed without using it by Front desk.*: sent back to the payer/).waitFor();
    await expect.poll(() => page.getByRole('list', { name: 'Open tasks' }).count()).toBe(0);
  });

  test('a payment shows which claims it answers; a file is handed in and followed', async () => {
    const [remittance] = await installation.rows<{ file: string; claims: number }>(
      `select r.inbound_file_id as file, count(distinct c.claim_id) as claims from remittances r
       join remittance_claims c on c.remittance_id = r.id group by 1 order by 1 limit 1`,
    );
    await visit(`/files/${remittance!.file}`);
    await expect
      .poll(() => page.getByRole('region', { name: 'Claims it answers' }).locator('tbody tr').count())
      .toBe(remittance!.claims);
    await visit('/files');
    const name = 'again.999';
    await page
      .getByLabel('Hand in a file')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('ISA*no~') });
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await main().getByText('What to do:').waitFor();
  });
});

describe.skipIf(missing)('whom it is about', () => {
  test('stands in the queue, over an encounter and in the lists: name, day, payer, and small the numbers', async () => {
    const { patient } = variedVisit(17);
    const name = `${patient.lastName}, ${patient.firstName}`;
    await visit('/work');
    const row = page.locator('tr[data-task]').filter({ hasText: 'wrong-npi' });
    expect(await row.innerText()).toContain(name);
    expect(await row.innerText()).toContain('2026');
    await row.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name: new RegExp(`^${name}, `) }).waitFor();
    expect(await main().innerText()).toContain('wrong-npi');
    await visit('/encounters');
    expect(await page.locator('tbody').innerText()).toContain(name);
    await visit('/claims');
    const first = visits[0]!.patient;
    expect(await page.locator('tbody').innerText()).toContain(`${first.lastName}, ${first.firstName}`);
  });
});

describe.skipIf(missing)('a key that may only look', () => {
  test('is shown what it may read and nothing to press', async () => {
    const key = `cw_${'reader'.repeat(4)}`;
    const { ownerUrl, tenantId } = installation.stack;
    await provisionApiKey(ownerUrl, { tenantId, id: newId(), key, label: 'reader', scopes: ['reports:read'] });
    await page.addInitScript((looker) => sessionStorage.setItem('claimwright.key', looker), key);
    await visit(`/claims/${answeredClaim(0).id}`);
    expect(await actions().count()).toBe(0);
    await visit('/files');
    expect(await page.getByLabel('Hand in a file').count()).toBe(0);
    await visit('/batches');
    expect(await page.getByRole('button', { name: /^Download/ }).count()).toBe(0);
  });
});

describe.skipIf(missing)('every page', () => {
  async function paths(): Promise<string[]> {
    const [batch] = await installation.rows<{ id: string }>('select id from batches order by id limit 1');
    const [paid] = await installation.rows<{ id: string }>('select inbound_file_id as id from remittances limit 1');
    const [parked] = await installation.rows<{ id: string }>(
      "select id from inbound_files where status = 'parked' limit 1",
    );
    const claim = answeredClaim(4);
    return [
      `/claims/${claim.id}`,
      `/encounters/${ids.get(claim.externalId)}?correct=${claim.id}`,
      '/files',
      `/files/${paid?.id}`,
      `/files/${parked?.id}`,
      '/batches',
      `/batches/${batch?.id}`,
      '/work',
      '/claims',
      '/encounters',
    ];
  }

  async function unfold(path: string): Promise<void> {
    if (path.startsWith('/claims/')) await actions().getByRole('button', { name: 'Void' }).click();
    for (const summary of await page.locator('summary').all()) if (await summary.isVisible()) await summary.click();
    await loaded(page);
  }

  test.each(['light', 'dark'] as const)('gives axe nothing to object to, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const path of await paths()) {
      await visit(path);
      await unfold(path);
      expect([path, ...(await objections(page))]).toEqual([path]);
    }
  });

  test.each([375, 390])('fits a phone, %i points wide', async (width) => {
    await page.setViewportSize({ width, height: 812 });
    for (const path of await paths()) {
      await visit(path);
      await unfold(path);
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, width]);
    }
  });
});
