import { formatDollars } from '@claimwright/domain/money';
import { stageNames } from '@claimwright/domain/timeliness';
import { sampleEncounters } from '@claimwright/simulator/sample-encounters';
import { buildDashboard } from '@claimwright/standalone/build-dashboard';
import { lacksTools } from '@claimwright/testing/tools';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPage, startBrowser, type WatchedPage } from './browser.ts';
import { loaded, objections } from './dashboard-page.ts';
import { firstDay, type Installation, startInstallation } from './installation.ts';

// The dashboard in a real browser, on the real system: first as a newcomer finds it, empty, then after six weeks of claims.

const missing = lacksTools('chromium');

let installation: Installation;
let browser: Browser;
let origin: string;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  if (missing) return;
  await buildDashboard();
  browser = await startBrowser();
  installation = await startInstallation();
  origin = new URL(installation.stack.url).origin;
});
afterAll(async () => {
  await installation?.[Symbol.asyncDispose]();
  await browser?.close();
});
beforeEach(async () => {
  watched = await openPage(browser, origin);
  page = watched.page;
});
afterEach(async () => {
  await watched[Symbol.asyncDispose]();
  expect(watched.complaints).toEqual([]);
  expect(watched.strangers).toEqual([]);
});

async function enter(path = '/', on = page): Promise<void> {
  await on.goto(`${origin}/dashboard${path}`);
  await on.getByLabel('API key', { exact: true }).fill(installation.stack.apiKey);
  await on.getByRole('button', { name: 'Open the dashboard' }).click();
  await on.getByRole('banner').waitFor();
  await loaded(on);
}

/** Goes to a page with the key already entered. */
async function visit(path: string, on = page): Promise<void> {
  await on.goto(`${origin}/dashboard${path}`);
  await loaded(on);
}

// biome-ignore lint/suspicious/noExplicitAny: an answer of whatever was asked
async function ask(query: string, variables: object = {}): Promise<any> {
  const { body } = await installation.call('POST', '/graphql', { json: { query, variables } });
  expect(body.errors).toBeUndefined();
  return body.data;
}

/** The text of every cell of the rows of a table. */
async function cells(label: string): Promise<string[][]> {
  const rows = await page
    .getByRole('region', { name: `${label}, table`, exact: true })
    .locator('tbody tr, tfoot tr')
    .all();
  return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
}

describe.skipIf(missing)('the key', () => {
  test('a key that cannot be one is refused without asking, a wrong one by the service; neither is kept', async () => {
    await page.goto(`${origin}/`);
    expect(page.url()).toBe(`${origin}/dashboard/`);
    const field = page.getByLabel('API key', { exact: true });
    await field.fill('hello');
    await field.press('Enter');
    expect(await page.getByRole('alert').innerText()).toContain('A key begins with cw_');
    await field.fill('cw_0000000000000000000000000000');
    await field.press('Enter');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('unknown, expired or revoked');
    expect(await page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
    // The browser itself notes the 401 that was provoked here.
    expect(watched.complaints.splice(0)).toEqual([expect.stringContaining('401')]);
  });

  test('is entered once a tab, outlives a reload, and is gone when it is forgotten', async () => {
    await enter();
    expect(await page.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie])).toEqual([
      1,
      0,
      '',
    ]);
    await page.reload();
    await page.getByRole('banner').waitFor();
    await page.getByRole('button', { name: 'Forget key' }).click();
    await page.getByLabel('API key', { exact: true }).waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test('one that is no longer good ends the session and says why', async () => {
    await page.addInitScript(() => sessionStorage.setItem('claimwright.key', 'cw_11111111111111111111111'));
    await page.goto(`${origin}/dashboard/claims`);
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('unknown, expired or revoked');
    expect(watched.complaints.splice(0).every((complaint) => complaint.includes('401'))).toBe(true);
  });
});

describe.skipIf(missing)('an installation without anything in it', () => {
  test.each([
    [
      '/',
      [
        'No claim began this stage',
        'No claim yet.',
        'No encounter yet.',
        'No payer owes anything.',
        'have found nothing',
      ],
    ],
    ['/claims', ['There is no claim yet.']],
    ['/encounters', ['There is no encounter yet.']],
    ['/work', ['Nothing waits for a person.']],
    ['/work?rule=DX003', ['No task fits.']],
    ['/rules?q=no+such+words', ['No rule fits.']],
    ['/rules/effectiveness', ['No denial in these days.', 'No denial and no released finding in these days.']],
    ['/rules/nonsense', ['There is no such rule']],
    ['/code-sets?status=candidate', ['No edition fits.']],
    ['/what-if', ['Nothing was asked yet.', 'Every stored edition is active.']],
    ['/what-if/0190d9a0-0000-7000-8000-000000000009', ['There is no such run']],
    ['/claims/0190d9a0-0000-7000-8000-000000000009', ['There is no such claim']],
    ['/encounters/nonsense', ['There is no such encounter']],
    ['/nonsense', ['There is no such page']],
  ])('%s says so', async (path, words) => {
    await enter(path);
    for (const word of words) await expect.poll(() => page.getByRole('main').innerText()).toContain(word);
  });
});

describe.skipIf(missing)('six weeks later', () => {
  beforeAll(async () => {
    const samples = sampleEncounters(120, 11, firstDay);
    const { status } = await installation.call('POST', '/v1/encounters:bulk', {
      headers: { 'content-type': 'application/x-ndjson', 'idempotency-key': 'dashboard' },
      body: samples.map((encounter) => `${JSON.stringify(encounter)}\n`).join(''),
    });
    expect(status).toBeLessThan(300);
    await installation.settled();
    await installation.advance(42);
  });

  test('the overview shows the numbers that GraphQL answers, and GraphQL those of the claims', async () => {
    await enter();
    for (const stage of stageNames) {
      await page.getByLabel('Stage').selectOption(stage);
      await loaded(page);
      const numbers = 'n openCount median p75 p90 p95 censoredMedian resolvedByDay { percent }';
      const { payers, all } = await ask(
        `query ($stage: Stage!) { payers: paymentTimelinessByPayer(stage: $stage) { payerName ${numbers} } all: paymentTimeliness(stage: $stage) { definition { title ends } ${numbers} } }`,
        { stage },
      );
      // biome-ignore lint/suspicious/noExplicitAny: a row of the answer
      const row = (name: string, each: any) => [
        name,
        ...[each.n, each.median, each.p75, each.p90, each.p95, each.openCount, each.censoredMedian].map((value) =>
          String(value ?? '–'),
        ),
        ...each.resolvedByDay.map(({ percent }: { percent: number | null }) =>
          percent === null ? '–' : `${Math.round(percent)} %`,
        ),
      ];
      expect(payers.length).toBeGreaterThan(3);
      await expect
        .poll(() => cells('Days by payer'))
        .toEqual([
          ...payers.map((payer: { payerName: string }) => row(payer.payerName, payer)),
          row('All payers', all),
        ]);
      expect(await page.locator('.definition').innerText()).toContain(all.definition.ends);
    }
    const { paymentTimeliness: reported } = await ask('{ paymentTimeliness { n openCount median p90 } }');
    const [recomputed] = await installation.rows(
      `select count(paid_on) as n, count(*) filter (where paid_on is null and status in ('submitted', 'acknowledged', 'payer_accepted', 'pended', 'reversed')) as "openCount",
         percentile_disc(0.5) within group (order by paid_on - submitted_on) as median, percentile_disc(0.9) within group (order by paid_on - submitted_on) as p90
       from claims where charge_cents > 0 and frequency_code <> '8' and submitted_on is not null`,
    );
    expect(reported.n).toBeGreaterThan(20);
    expect(reported).toEqual(recomputed);
  });

  test('the distribution holds every claim, drawn and as a table, and follows the payer chosen', async () => {
    await enter();
    const { all, payers } = await ask(
      '{ all: paymentTimeliness { n openCount distribution { n openCount } } payers: paymentTimelinessByPayer { payerName n openCount distribution { n openCount } } }',
    );
    for (const [name, summary] of [
      ['All payers', all],
      ...payers.map((payer: { payerName: string }) => [payer.payerName, payer]),
    ]) {
      await page.getByLabel('Payer', { exact: true }).selectOption({ label: name });
      const drawn = page.getByRole('img', { name: name === 'All payers' ? 'Days for all payers' : `Days for ${name}` });
      expect(await drawn.locator('title').first().textContent()).toContain(`${summary.openCount} still open`);
      const rows = await page
        .locator('.histogram tbody tr')
        .evaluateAll((list) =>
          list.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))),
        );
      expect(rows).toEqual(
        summary.distribution.map((bucket: { n: number; openCount: number }) => [bucket.n, bucket.openCount]),
      );
      expect(await drawn.locator('.bar-done').count()).toBe(summary.distribution.length);
    }
  });

  test('a period without claims says so, and an earlier month brings them back', async () => {
    await enter('/?from=2024-01-01&to=2024-02-01');
    expect(await page.getByRole('main').innerText()).toContain(
      'No claim began this stage between Jan 2024 and Feb 2024',
    );
    await page.getByLabel('To', { exact: true }).selectOption('2026-04-01');
    await page.getByRole('region', { name: 'Days by payer, table' }).waitFor();
  });

  test('statuses, ageing and rules are the ones in the database', async () => {
    await enter();
    const statuses = await installation.rows<{ status: string; n: number }>(
      'select status, count(*) as n from claims group by 1',
    );
    const bars = await page
      .locator('table.bars')
      .first()
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [
          row.querySelector('a')?.getAttribute('href'),
          Number(row.querySelectorAll('td')[1]?.textContent),
        ]),
      );
    expect(new Map(bars as [string, number][])).toEqual(
      new Map(statuses.map(({ status, n }) => [`/dashboard/claims?status=${status}`, n])),
    );
    const [owed] = await installation.rows<{ cents: number }>(
      `select coalesce(sum(cents), 0)::bigint as cents from (select sum(amount_cents) as cents from ledger_entries l join claims c on c.tenant_id = l.tenant_id and c.id = l.claim_id
         where account = 'insurance_receivable' and c.status <> 'rejected' group by c.id having sum(amount_cents) > 0) b`,
    );
    const ageing = await cells('Owed by payers, by age');
    expect(owed?.cents).toBeGreaterThan(0);
    expect(ageing.at(-2)?.at(-1)).toBe(`$${Math.round(owed!.cents / 100).toLocaleString('en-US')}`);
    const rules = await ask('{ findingsByRule { ruleId findings } }');
    expect(await page.locator('table.rules tbody tr').count()).toBe(rules.findingsByRule.length);
  });

  test('claims are narrowed by status and found by both numbers; pages go on and back', async () => {
    await enter('/claims');
    const { claims } = await ask(
      '{ claims(first: 60) { totalCount nodes { patientControlNumber } } paid: claims(status: [paid]) { totalCount } }',
    );
    const shown = () => page.locator('table.list tbody a').allInnerTexts();
    const numbers = claims.nodes.map((node: { patientControlNumber: string }) => node.patientControlNumber);
    expect(await shown()).toEqual(numbers.slice(0, 25));
    await page.getByRole('link', { name: 'Older' }).click();
    await expect.poll(shown).toEqual(numbers.slice(25, 50));
    await page.goBack();
    await expect.poll(shown).toEqual(numbers.slice(0, 25));
    await page.getByLabel('Status').selectOption('paid');
    await expect
      .poll(async () => new Set(await page.locator('table.list .badge').allInnerTexts()))
      .toEqual(new Set(['Paid']));
    expect(page.url()).toContain('status=paid');
    const [paid] = await installation.rows<{ ours: string; theirs: string }>(
      `select patient_control_number as ours, payer_claim_control_number as theirs from claims where status = 'paid' limit 1`,
    );
    for (const number of [paid!.ours, paid!.theirs]) {
      await page.getByRole('searchbox').fill(number);
      await page.getByRole('button', { name: 'Search' }).click();
      await expect.poll(shown).toEqual([paid!.ours]);
    }
    await page.getByRole('searchbox').fill('nothing like it');
    await page.getByRole('searchbox').press('Enter');
    await page.getByText('No claim fits.').waitFor();
    await page.getByRole('link', { name: 'Show all claims' }).click();
    await expect.poll(shown).toEqual(numbers.slice(0, 25));
  });

  test('from the list to a paid claim: its life in words, its lines, books that balance, and on to its encounter', async () => {
    await enter('/claims?status=paid');
    const first = page.locator('table.list tbody a').first();
    const number = await first.innerText();
    await first.click();
    await page.getByRole('heading', { level: 1, name: `Claim ${number}` }).waitFor();
    expect(await page.title()).toBe(`Claim ${number} · Claimwright`);
    const [claim] = await installation.rows<{
      id: string;
      charge: number;
      paid: number;
      external: string;
      balances: Record<string, number>;
    }>(
      `select c.id, c.charge_cents as charge, c.paid_cents as paid, e.external_id as external,
         (select json_object_agg(account, cents) from (select account, sum(amount_cents) as cents from ledger_entries l where l.claim_id = c.id group by 1) b) as balances
       from claims c join claim_encounters l on l.claim_id = c.id join encounters e on e.id = l.encounter_id where c.patient_control_number = $1`,
      [number],
    );
    const text = await page.getByRole('main').innerText();
    for (const words of [
      'Claim assembled',
      'Handed to the clearinghouse',
      'Accepted for adjudication: it was accepted for processing (A2:20).',
      `${formatDollars(claim!.paid)} paid of ${formatDollars(claim!.charge)} charged`,
      '837P_',
    ]) {
      expect(text).toContain(words);
    }
    const ledger = await cells('Ledger');
    const now = ledger.slice(ledger.findIndex(([title]) => title === 'Balances now') + 1);
    expect(new Map(now.map((row) => [row[0]?.toLowerCase().replaceAll(' ', '_'), row.at(-1)]))).toEqual(
      new Map(Object.entries(claim!.balances).map(([account, cents]) => [account, formatDollars(cents)])),
    );
    const audited = await installation.rows(
      "select 1 from audit_log where action = 'view' and resource_type = 'claim' and resource_id = $1",
      [claim!.id],
    );
    expect(audited.length).toBeGreaterThan(0);
    await page.getByRole('region', { name: 'Coding checks' }).getByRole('link', { name: claim!.external }).click();
    await page.getByText(`encounter ${claim!.external}`).waitFor();
    await page.getByRole('link', { name: number }).click();
    await page.getByRole('heading', { level: 1, name: `Claim ${number}` }).waitFor();
  });

  test('a denied and a rejected claim say why, in codes and in words', async () => {
    const { denied, rejected } = await ask(
      '{ denied: claims(status: [denied], first: 1) { nodes { id timeline { type detail } } } rejected: claims(status: [rejected], first: 1) { nodes { id timeline { type detail } } } }',
    );
    await enter(`/claims/${denied.nodes[0].id}`);
    const { denial } = denied.nodes[0].timeline.at(-1).detail;
    const text = await page.getByRole('main').innerText();
    expect(text).toContain(`Refused: ${denial.reasons.join(', ')}, ${formatDollars(denial.amountCents)}`);
    expect(text).toContain(denial.nextAction);
    expect(text).toContain('Work the denial');
    await visit(`/claims/${rejected.nodes[0].id}`);
    expect(await page.getByRole('main').innerText()).toMatch(
      /Rejected before adjudication[\s\S]*(?:Rejected|Returned), [^\n]+ \(A[3678]:\d+/,
    );
  });

  test('an encounter held back shows each finding beside the code it means, with its source and its place', async () => {
    const { encounters } = await ask(
      '{ encounters(status: [needs_review], first: 50) { nodes { id content latestRun { findings { ruleId message pointer citation formBox x12 { loop } } } } } }',
    );
    interface Held {
      id: string;
      content: { diagnoses: { code: string }[] };
      latestRun: {
        findings: {
          ruleId: string;
          message: string;
          pointer: string;
          citation: string;
          formBox: string;
          x12: { loop: string };
        }[];
      };
    }
    const held = (encounters.nodes as Held[]).find((node) =>
      node.latestRun.findings.some((finding) => finding.pointer.startsWith('/diagnoses/')),
    );
    const finding = held!.latestRun.findings.find((each) => each.pointer.startsWith('/diagnoses/'))!;
    await enter(`/encounters/${held!.id}`);
    const position = Number(finding.pointer.split('/')[2]);
    const entry = page.getByRole('region', { name: 'Diagnoses' }).locator('.codes > li').nth(position);
    expect(await entry.locator('.code').innerText()).toBe(held!.content.diagnoses[position]?.code);
    const note = entry.locator('.findings > li').filter({ hasText: finding.message }).first();
    await note.getByText('Source and place').click();
    const text = await note.innerText();
    for (const part of [
      finding.ruleId,
      finding.citation,
      finding.pointer,
      `loop ${finding.x12.loop}`,
      `box ${finding.formBox}`,
    ])
      expect(text).toContain(part);
  });

  test('encounters and work lead to what they are about', async () => {
    await enter('/encounters');
    const external = await page.locator('table.list tbody .reference').first().innerText();
    await page.getByRole('searchbox').fill(external);
    await page.getByRole('searchbox').press('Enter');
    await expect.poll(() => page.locator('table.list tbody .reference').allInnerTexts()).toEqual([external]);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Work/ }).click();
    await loaded(page);
    await page.getByLabel('Kind').selectOption('claim_denied');
    await loaded(page);
    const row = page.locator('tr[data-task]').first();
    const name = (await row.locator('.reference').innerText()).split(',')[0];
    await row.getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    expect(await page.getByRole('list', { name: 'Open tasks' }).innerText()).toContain('Work the denial');
  });

  test('everything can be reached and read without a mouse', async () => {
    await enter();
    await page.reload();
    await loaded(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
    for (const name of ['Claimwright', 'Overview', 'Claims']) {
      await page.keyboard.press('Tab');
      expect((await page.evaluate(() => document.activeElement?.textContent))?.trim()).toBe(name);
    }
    await page.keyboard.press('Enter');
    await loaded(page);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(page.url()).toBe(`${origin}/dashboard/claims`);
  });

  test('what cannot be loaded says so with the request to quote, and can be tried again', async () => {
    await enter();
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Claims' }).click();
    await page.getByText('The service cannot be reached.').waitFor();
    await page.unroute('**/graphql');
    await page.route('**/graphql', (route) =>
      route.fulfill({
        json: { data: null, errors: [{ message: 'This part failed.', extensions: { requestId: 'request-7' } }] },
      }),
    );
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('request-7').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('table.list').waitFor();
    expect(watched.complaints.splice(0).every((complaint) => complaint.includes('ERR_FAILED'))).toBe(true);
  });

  async function allPaths(): Promise<string[]> {
    const { claims, encounters } = await ask(
      '{ claims(status: [paid, partially_paid], first: 1) { nodes { id } } encounters(status: [needs_review], first: 1) { nodes { id } } }',
    );
    return [
      '/',
      '/claims',
      `/claims/${claims.nodes[0].id}`,
      '/encounters',
      `/encounters/${encounters.nodes[0].id}`,
      '/work',
      '/nonsense',
    ];
  }

  test('on a phone, 375 points wide, no page is wider than the screen', async () => {
    await page.setViewportSize({ width: 375, height: 812 });
    await enter();
    for (const path of await allPaths()) {
      await visit(path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, width]).toEqual([path, 375]);
    }
  });

  test.each(['light', 'dark'] as const)('axe finds nothing to object to, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(`${origin}/dashboard/`);
    const judge = async (path: string) => expect([path, ...(await objections(page))]).toEqual([path]);
    await judge('the key form');
    await enter();
    for (const path of await allPaths()) {
      await visit(path);
      for (const summary of await page.locator('summary').all()) if (await summary.isVisible()) await summary.click();
      await judge(path);
    }
  });
});

describe.skipIf(missing)('the GraphQL page', () => {
  test('asks for a key before it asks anything else, and opens without a complaint', async () => {
    await page.goto(`${origin}/graphql/explorer/`);
    const field = page.getByLabel('API key with the scope reports:read');
    await field.fill(`cw_${'wrong'.repeat(5)}`);
    await field.press('Enter');
    await page.getByRole('alert').getByText('unknown, expired or revoked').waitFor();
    expect(await objections(page)).toEqual([]);
    const complaints = watched.complaints.splice(0);
    expect(complaints.every((complaint) => complaint.includes('401'))).toBe(true);
  });

  test('uses the key of a dashboard that was opened in the tab', async () => {
    await enter();
    await page.goto(`${origin}/graphql/explorer/`);
    await page.getByRole('button', { name: 'Send Request' }).waitFor();
    expect(await page.locator('#explorer-key').count()).toBe(0);
    await page.getByText('The result of a query will stand here.').waitFor();
  });

  test('runs a query with the key, from our own origin alone, and keeps nothing of it', async () => {
    const schemaRead = page.waitForResponse(
      (response) =>
        response.url() === `${origin}/graphql` && (response.request().postData() ?? '').includes('IntrospectionQuery'),
    );
    await page.goto(`${origin}/graphql/explorer/`);
    await page.getByLabel('API key with the scope reports:read').fill(installation.stack.apiKey);
    await page.getByRole('button', { name: 'Open the explorer' }).click();
    expect((await schemaRead).status()).toBe(200);
    const answered = page.waitForResponse((response) => response.url() === `${origin}/graphql`);
    await page.getByRole('button', { name: 'Send Request' }).click();
    const answer = await answered;
    expect(answer.status()).toBe(200);
    const body = await answer.json();
    expect(body.data.paymentTimelinessByPayer.length).toBeGreaterThan(3);
    await page.locator('.cm-content', { hasText: body.data.paymentTimelinessByPayer[0].payerName }).waitFor();
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
      installation.stack.apiKey,
    );
    expect(await page.locator('app-banner-container').isVisible()).toBe(false);
  });
});
