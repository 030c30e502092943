import { encodeEdition } from '@claimwright/codesets/encode-edition';
import { type EditionToStore, setEditionStatus, storeCandidates } from '@claimwright/db/code-set-editions';
import { provisionApiKey } from '@claimwright/db/provision';
import { createWhatIf } from '@claimwright/db/review/whatif';
import type { EncounterInput } from '@claimwright/domain/encounter';
import { newId } from '@claimwright/runtime/ids';
import { buildDashboard } from '@claimwright/standalone/build-dashboard';
import { lacksTools } from '@claimwright/testing/tools';
import { cleanVisit, variedVisit, visitLine } from '@claimwright/worker/test-encounters';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPage, startBrowser, type WatchedPage } from './browser.ts';
import { loaded, objections } from './dashboard-page.ts';
import { firstDay, type Installation, startInstallation } from './installation.ts';

// What coders and their managers do in the dashboard, in a real browser on the real system: each page's main work, and what it
// left in the database.

const missing = lacksTools('chromium');

let installation: Installation;
let browser: Browser;
let origin: string;
let watched: WatchedPage;
let page: Page;
/** Encounters by the sender's id. */
const ids = new Map<string, string>();

/** A visit that ST002 holds once it counts as a denial: one of two diagnoses has no line. */
const loose = (number: number) =>
  cleanVisit(number, { lines: [visitLine('G0463', 10_000 * (number + 1), { diagnosisPointers: [1] })] });

const visits: EncounterInput[] = [
  ...[0, 1, 2, 3, 4, 5, 6].map(loose),
  { ...variedVisit(17), externalId: 'wrong-npi' },
  { ...variedVisit(27), externalId: 'overtaken' },
  { ...variedVisit(37), externalId: 'third-npi' },
  cleanVisit(18, {
    externalId: 'uncoded',
    uncodedConditions: [{ system: 'http://snomed.info/sct', code: '25064002', display: 'Headache' }],
  }),
  cleanVisit(40),
  cleanVisit(41),
];

beforeAll(async () => {
  if (missing) return;
  await buildDashboard();
  browser = await startBrowser();
  installation = await startInstallation();
  origin = new URL(installation.stack.url).origin;
  await installation.call('PUT', '/v1/rule-settings', {
    json: { ruleId: 'ST002', severity: 'deny', why: 'the payers return these' },
  });
  for (const visit of visits) {
    const { status, body } = await installation.call('POST', '/v1/encounters', { json: visit });
    expect([visit.externalId, status]).toEqual([visit.externalId, 202]);
    ids.set(visit.externalId, body.id);
  }
  await installation.settled();
  await installation.advance(3);
});
afterAll(async () => {
  await installation?.[Symbol.asyncDispose]();
  await browser?.close();
});
beforeEach(async () => {
  watched = await openPage(browser, origin);
  page = watched.page;
  await page.addInitScript((key) => sessionStorage.setItem('claimwright.key', key), installation.stack.apiKey);
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

function encounterPath(externalId: string): string {
  return `/encounters/${ids.get(externalId)}`;
}

async function encounter(externalId: string) {
  const { body } = await installation.call('GET', `/v1/encounters/${ids.get(externalId)}`);
  return body;
}

/** The browser itself notes a refusal that was provoked. */
function provoked(status: number): void {
  const complaints = watched.complaints.splice(0);
  expect(complaints.length).toBeGreaterThan(0);
  expect(complaints.every((complaint) => complaint.includes(String(status)))).toBe(true);
}

const main = () => page.getByRole('main');
const taskRows = () => page.locator('tr[data-task]');

describe.skipIf(missing)('the queue', () => {
  test('divides by rule, payer and money; a group narrows the list and lets go again', async () => {
    await visit('/work');
    const [open] = await installation.rows<{ n: number; cents: number }>(
      "select count(*) as n, sum(charge_cents)::bigint as cents from tasks where status = 'open'",
    );
    await expect.poll(() => taskRows().count()).toBe(open?.n);
    const [held] = await installation.rows<{ n: number }>(
      "select count(*) as n from tasks where status = 'open' and rule_ids @> array['ST002']",
    );
    const group = page.getByRole('complementary', { name: 'Groups' }).getByRole('link', { name: /^ST002/ });
    expect(await group.innerText()).toContain(String(held?.n));
    await group.click();
    await expect.poll(() => taskRows().count()).toBe(held?.n);
    expect(page.url()).toContain('rule=ST002');
    await page.getByLabel('Order').selectOption('charge');
    await expect.poll(() => taskRows().first().innerText()).toContain(`Encounter ${visits[6]?.externalId}`);
    await group.click();
    await expect.poll(() => taskRows().count()).toBe(open?.n);
    await page.getByRole('searchbox').fill('9999999999');
    await page.getByRole('searchbox').press('Enter');
    await main().getByText('No task fits.').waitFor();
    await main().getByRole('link', { name: 'Show all tasks' }).click();
    await expect.poll(() => taskRows().count()).toBe(open?.n);
  });

  test('is worked without a mouse: move, choose, take, open, comment, give back', async () => {
    await visit('/work?rule=ST002');
    await taskRows().nth(0).getByRole('checkbox').focus();
    await page.keyboard.press('ArrowDown');
    expect(
      await taskRows()
        .nth(1)
        .getByRole('checkbox')
        .evaluate((box) => box === document.activeElement),
    ).toBe(true);
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 tasks chosen').waitFor();
    expect(await taskRows().nth(2).getByRole('checkbox').isChecked()).toBe(true);
    await page.keyboard.press('t');
    await expect.poll(() => taskRows().nth(2).innerText()).toContain('you');
    const id = await taskRows().nth(2).getAttribute('data-task');
    await taskRows().nth(2).getByRole('checkbox').focus();
    await page.keyboard.press('d');
    await page.getByLabel('Note', { exact: true }).fill('asked the physician');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'What people did with it' }).getByText('asked the physician').waitFor();
    await page.locator('.task-detail').getByRole('button', { name: 'Give back' }).click();
    await page.getByText('Given back').waitFor();
    const { body } = await installation.call('GET', `/v1/tasks/${id}`);
    expect(body.assignee).toBeNull();
    expect(body.events.map((event: { type: string }) => event.type)).toEqual(['assigned', 'commented', 'released']);
    await taskRows().nth(2).getByRole('checkbox').focus();
    await page.keyboard.press('o');
    await page.getByRole('heading', { level: 1, name: /^Testperson .*, 2026$/i }).waitFor();
  });

  test('leads on from task to task in its own order, and back to where one came from', async () => {
    await visit('/work?rule=ST002&sort=charge');
    const names = await taskRows().locator('td a').allInnerTexts();
    await taskRows().first().locator('td a').click();
    for (const name of names.slice(0, 3)) {
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.getByRole('link', { name: 'Next task' }).click();
    }
    await page.getByRole('heading', { level: 1, name: names[3] }).waitFor();
    await page.getByRole('link', { name: 'Back to the queue' }).click();
    await expect.poll(() => page.url()).toBe(`${origin}/dashboard/work?rule=ST002&sort=charge`);
  });

  test('many are taken at once; what somebody else has is refused by itself and can be taken over', async () => {
    const { body } = await installation.call('GET', '/v1/tasks?status=open&rule=ST002&sort=oldest');
    await installation.call('POST', `/v1/tasks/${body.items[0].id}:assign`, { json: { assignee: 'Bo' } });
    await visit('/work?rule=ST002');
    await page.getByText('Choose all tasks of this page').click({ force: true });
    await page.getByRole('button', { name: 'Take them' }).click();
    const results = page.getByRole('region', { name: 'Giving out tasks' });
    await results.getByText('6 done, 1 refused').waitFor();
    expect(await results.getByRole('list', { name: 'Refused' }).innerText()).toContain('Bo has the task');
    await results.getByRole('button', { name: 'Take over 1 task all the same' }).click();
    await results.getByText('1 done').first().waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    const holders = await installation.rows<{ assignee: string }>(
      "select distinct assignee from tasks where status = 'open' and rule_ids @> array['ST002']",
    );
    expect(holders).toEqual([{ assignee: expect.stringMatching(/^key\//) }]);
    await expect.poll(() => taskRows().first().innerText()).toContain('you');
  });

  test('a rule is released in many with one reason, each told by itself; what was held goes out', async () => {
    await visit('/work?kind=coding_review');
    const choose = (externalId: string) =>
      taskRows()
        .filter({ hasText: `Encounter ${externalId}` })
        .getByRole('checkbox')
        .click();
    for (const externalId of ['visit-0', 'visit-1', 'third-npi']) await choose(externalId);
    await page.getByRole('button', { name: 'Release a rule' }).click();
    await page.getByLabel('Rule', { exact: true }).selectOption('ST002');
    await page.getByLabel('Why its findings are right as they are').fill('both conditions were treated');
    await page.getByRole('button', { name: 'Release', exact: true }).click();
    const results = page.getByRole('region', { name: 'Releasing findings' });
    await results.getByText('2 done, 1 refused').waitFor();
    expect(await results.getByRole('list', { name: 'Refused' }).innerText()).toContain('third-npi');
    await results.getByText('2 tasks done').click();
    expect(await results.getByText('1 finding released').count()).toBe(2);
    await installation.settled();
    for (const externalId of ['visit-0', 'visit-1']) expect((await encounter(externalId)).status).toBe('billed');
  });

  test('a held encounter is not closed by hand: the reason stands beside the task', async () => {
    await visit('/work?rule=ST002');
    await taskRows().first().getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Resolve …' }).click();
    await page.getByLabel('What was done').fill('looked at it');
    await page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await page.getByText('0 done, 1 refused').waitFor();
    expect(await page.getByRole('list', { name: 'Refused' }).innerText()).toContain('The encounter is still held');
  });
});

describe.skipIf(missing)('an encounter', () => {
  test('is corrected where its finding points: what would change is seen first, then saved and billed', async () => {
    await visit(encounterPath('wrong-npi'));
    const finding = page.locator('.findings > li').filter({ hasText: 'ID001' });
    await finding.getByRole('button', { name: 'Correct it' }).click();
    const before = await encounter('wrong-npi');
    const { pointer } = before.lastRun.findings.find((one: { ruleId: string }) => one.ruleId === 'ID001');
    const field = page.locator(`#field${pointer.replaceAll('/', '-')}`);
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await field.fill('1122334455');
    await page.getByText('Would go (1)').waitFor();
    await page.getByText('if saved: Ready').waitFor();
    expect((await encounter('wrong-npi')).version).toBe(before.version);
    await page.getByRole('button', { name: 'Save and check' }).click();
    await page.locator('.page-head').getByText('Billed').waitFor();
    const after = await encounter('wrong-npi');
    expect(after.lastRun.findings.filter((one: { ruleId: string }) => one.ruleId === 'ID001')).toEqual([]);
    // The head is told first, the buttons when the page has read the encounter anew.
    await expect.poll(() => page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);
  });

  test('its task is taken on its own page, also from somebody else', async () => {
    const { openTasks } = await encounter('visit-4');
    const task = `/v1/tasks/${openTasks[0].id}`;
    await installation.call('POST', `${task}:assign`, { json: { assignee: 'Bo', takeOver: true } });
    await visit(encounterPath('visit-4'));
    const notice = page.getByRole('list', { name: 'Open tasks' });
    await notice.getByText('Taken by Bo.').waitFor();
    await notice.getByRole('button', { name: 'Take over' }).click();
    await notice.getByText('Taken by you.').waitFor();
    expect((await installation.call('GET', task)).body.assignee).toMatch(/^key\//);
  });

  test('goes back in time: the run of before the change is made again, to the byte', async () => {
    await visit(encounterPath('wrong-npi'));
    await page.getByLabel('As of the end of').fill(firstDay);
    await page.getByRole('button', { name: 'Go back to that day' }).click();
    await main().getByText('with the same answer to the byte').waitFor();
    expect(await page.locator('.finding-lines').innerText()).toMatch(/Not in the run that stands[\s\S]*ID001/);
    await page.getByLabel('As of the end of').fill('2026-01-02');
    await page.getByRole('button', { name: 'Go back to that day' }).click();
    await main().getByText('The encounter had not been checked by 2026-01-02.').waitFor();
    provoked(409);
  });

  test('what cannot be read is said at its field, by the page or by the service, and is not saved', async () => {
    await visit(encounterPath('overtaken'));
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByLabel('Charge, $').fill('twelve');
    await page.getByText('is not an amount like 125.50').first().waitFor();
    expect(await page.getByRole('button', { name: 'Save and check' }).isDisabled()).toBe(true);
    await page.getByLabel('Charge, $').fill('120.50');
    await page.getByLabel('Code', { exact: true }).first().fill('E11.65 and more');
    const field = page.locator('#field-diagnoses-0-code');
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    const said = await page.locator(`#${await field.getAttribute('aria-describedby')}`).innerText();
    expect(said).not.toBe('');
    await page.getByRole('button', { name: '/diagnoses/0/code' }).click();
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    provoked(422);
    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Claims' }).click();
    expect(page.url()).toContain('/encounters/');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('button', { name: 'Edit', exact: true }).waitFor();
    expect((await encounter('overtaken')).version).toBe(1);
  });

  test('somebody saved meanwhile: what both changed is shown, nothing is lost, mine goes on top of theirs', async () => {
    await visit(encounterPath('overtaken'));
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('#field-priorAuthorizationNumber').fill('AUTH-7');
    await page.locator('#field-note').fill('mine');
    const { content, version } = await encounter('overtaken');
    const put = await installation.call('PUT', `/v1/encounters/${ids.get('overtaken')}`, {
      headers: { 'if-match': `"${version}"` },
      json: { ...content, note: 'theirs', referralNumber: 'REF-1' },
    });
    expect(put.status).toBe(200);
    await page.getByRole('button', { name: 'Save and check' }).click();
    await page.getByText('the encounter has changed since you opened it').waitFor();
    provoked(412);
    expect(await page.getByRole('list', { name: 'Changed meanwhile' }).innerText()).toContain('/referralNumber');
    expect(await page.getByRole('list', { name: 'Changed by both' }).innerText()).toMatch(
      /\/note[\s\S]*theirs[\s\S]*mine/,
    );
    await page.getByRole('button', { name: 'Put my changes on theirs' }).click();
    await page.getByRole('button', { name: 'Save and check' }).click();
    await page.getByRole('button', { name: 'Edit', exact: true }).waitFor();
    const after = await encounter('overtaken');
    expect(after.content).toMatchObject({ note: 'mine', referralNumber: 'REF-1', priorAuthorizationNumber: 'AUTH-7' });
  });

  test('repairs that were made are shown beside what was received; the editor offers those it would make', async () => {
    await visit(encounterPath('third-npi'));
    const made = page.getByRole('region', { name: 'Repairs' });
    expect(await made.innerText()).toMatch(/what was received is kept/);
    await made.getByText('Show the repairs').click();
    expect(await made.getByRole('list', { name: 'Repairs' }).innerText()).toMatch(/E11\.65[\s\S]*E1165/);
    expect((await encounter('third-npi')).content.diagnoses[0].code).toBe('E11.65');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const repairs = page.getByRole('region', { name: 'Repairs' });
    await repairs.getByText('Show the repairs').click();
    expect(await repairs.getByRole('list', { name: 'Repairs' }).innerText()).toMatch(/E11\.65[\s\S]*E1165/);
    await repairs.getByRole('button', { name: 'Take them over' }).click();
    expect(await page.getByLabel('Code', { exact: true }).first().inputValue()).toBe('E1165');
    await expect.poll(() => page.locator('.save-bar').innerText()).toMatch(/1 change, if saved: Needs review/);
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  test('a diagnosis moves with the pointers of the lines, and a condition without a code is coded', async () => {
    await visit(encounterPath('uncoded'));
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const content = (await encounter('uncoded')).content as EncounterInput;
    const reasons = (of: EncounterInput) =>
      of.lines.map((line) => line.diagnosisPointers.map((pointer) => of.diagnoses[pointer - 1]?.code));
    await page.getByLabel('ICD-10-CM code of condition 1').fill('R51.9');
    await page.getByRole('button', { name: 'Code it' }).click();
    const last = content.diagnoses.length + 1;
    await page.getByRole('button', { name: `Move diagnosis ${last} up` }).click();
    await page.getByRole('button', { name: 'Save and check' }).click();
    await page.getByRole('form', { name: 'Edit the encounter' }).waitFor({ state: 'detached' });
    const after = (await encounter('uncoded')).content as EncounterInput;
    expect(after.uncodedConditions).toEqual([]);
    expect(after.diagnoses.at(-2)?.code).toBe('R51.9');
    expect(reasons(after)).toEqual(reasons(content));
  });

  test('a finding is released with a reason until a day; who, why and until when is kept in sight', async () => {
    await visit(encounterPath('visit-2'));
    const finding = page.locator('.findings > li').filter({ hasText: 'ST002' });
    await finding.getByRole('button', { name: 'Release with a reason' }).click();
    await finding.getByLabel('Why it is right as it is').fill('documented in the note');
    await finding.getByLabel('Until the end of').fill('2027-01-31');
    await finding.getByRole('button', { name: 'Release', exact: true }).click();
    const released = page.getByRole('region', { name: 'Released findings' });
    await released.getByText('documented in the note').waitFor();
    expect(await released.innerText()).toContain('until Jan 31, 2027');
    // Looked at in one moment: a payer of the simulator may return the claim right after, and then it can be taken back again.
    const billed = await page.waitForFunction(() => {
      if (!document.querySelector('.page-head')?.textContent?.includes('Billed')) return null;
      return { buttons: [...document.querySelectorAll('button')].map((button) => button.textContent) };
    });
    expect((await billed.jsonValue())?.buttons).not.toContain('Take back');
    // Beside the code too, where the finding stands.
    await finding.getByText(/Released .* until Jan 31, 2027: documented in the note/).waitFor();
  });

  test('a release is taken back with a reason while nothing is billed, and the finding stands again', async () => {
    // Held by an NPI that is none as well, so that the release of the other finding bills nothing.
    const wrong = {
      ...loose(60),
      externalId: 'taken-back',
      renderingProvider: { npi: '1122334456', lastName: 'Healer' },
    };
    ids.set('taken-back', (await installation.call('POST', '/v1/encounters', { json: wrong })).body.id);
    await installation.settled();
    const verdict = async () => {
      const { findings } = (await encounter('taken-back')).lastRun;
      return findings.find((one: { ruleId: string }) => one.ruleId === 'ST002');
    };
    const json = { ruleId: 'ST002', pointer: (await verdict()).pointer, reason: 'documented elsewhere' };
    const path = `/v1/encounters/${ids.get('taken-back')}/findings:override`;
    expect((await installation.call('POST', path, { json })).status).toBe(201);
    await expect.poll(async () => (await verdict()).verdict).toBe('bypassed');
    await visit(encounterPath('taken-back'));
    const released = page.getByRole('region', { name: 'Released findings' });
    await released.getByRole('button', { name: 'Take back' }).click();
    await released.getByLabel('Why it is not right after all').fill('the note is of another day');
    await released.getByRole('button', { name: 'Take the release back' }).click();
    await released.getByText('the note is of another day').waitFor();
    await page.getByRole('region', { name: 'What happened' }).getByText('Release of findings taken back').waitFor();
    await expect.poll(async () => (await verdict()).verdict).toBe('fail');
    expect(await released.getByRole('button', { name: 'Take back' }).count()).toBe(0);
  });
});

describe.skipIf(missing)('the rules', () => {
  test('are found by their words; one shows its source, its examples and its evidence', async () => {
    await visit('/rules');
    const { body } = await installation.call('GET', '/v1/rules');
    await page.getByText(`${body.items.length} rules`).waitFor();
    const rule = body.items.find((one: { id: string }) => one.id === 'ST002');
    await page.getByRole('searchbox').fill('ST002');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('link', { name: `ST002 ${rule.title}` }).click();
    await page.getByRole('heading', { level: 1, name: `ST002 ${rule.title}` }).waitFor();
    const text = await main().innerText();
    for (const part of [rule.logic, rule.citation, rule.fires, rule.passes, 'the payers return these'])
      expect(text).toContain(part);
    await page.getByRole('link', { name: 'Open tasks about its findings' }).click();
    await expect.poll(() => page.url()).toContain('/work?rule=ST002');
  });

  test('one is set otherwise for a payer, with reason and end, and set back; a fixed one says why not', async () => {
    await visit('/rules/ST002');
    await page.getByText('Set it otherwise').click();
    await page.getByLabel('Counts as').selectOption('warn');
    await page.getByLabel('For', { exact: true }).selectOption({ label: 'Granite Shore Health Plan' });
    await page.getByLabel('Until the end of').fill('2027-06-30');
    await page.getByLabel('Why').fill('they pay these');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('they pay these').waitFor();
    const settings = async () =>
      (await installation.call('GET', '/v1/rule-settings')).body.items.filter(
        (one: { payerId: string }) => one.payerId,
      );
    expect(await settings()).toMatchObject([{ ruleId: 'ST002', severity: 'warn', until: '2027-06-30' }]);
    await page.getByRole('button', { name: 'Take back the setting for Granite Shore Health Plan' }).click();
    await expect.poll(settings).toEqual([]);
    await visit('/rules/DX003');
    await page.getByText('Set it otherwise').click();
    await main().getByText('cannot be made weaker than reject.').waitFor();
    const choices = () =>
      page
        .getByLabel('Counts as')
        .locator('option')
        .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value));
    expect(await choices()).toEqual(['reject']);
    await visit('/rules/ST011');
    await main().getByText('reject, some findings only warn').waitFor();
    await page.getByText('Set it otherwise').click();
    expect(await choices()).toEqual(['reject', 'info', 'off']);
    await page.getByLabel('Counts as').selectOption('off');
    await page.getByLabel('Why').fill('asked at the desk');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('for every payer, its warnings alone').waitFor();
    await page.getByRole('button', { name: 'Take back the setting for every payer' }).click();
    await page.getByText('Nothing is set').waitFor();
  });

  test('what they caught and missed is what the API adds up', async () => {
    await visit('/rules/effectiveness');
    const { body } = await installation.call('GET', '/v1/rules/effectiveness');
    const spoken = body.rules.filter((rule: Record<string, { count: number }>) =>
      ['caught', 'overridden', 'missed', 'falseAlarms'].some((kind) => (rule[kind]?.count ?? 0) > 0),
    );
    const shown = page.getByRole('region', { name: 'By rule, table' }).locator('tbody tr');
    await expect.poll(() => shown.count()).toBe(spoken.length);
    expect(await main().innerText()).toContain(body.denials.length === 0 ? 'No denial in these days' : 'Looked for');
    await visit('/rules/nonsense');
    await page.getByRole('heading', { level: 1, name: 'There is no such rule' }).waitFor();
  });
});

/** A HCPCS edition of these codes. */
function hcpcs(edition: string, codes: readonly string[]): EditionToStore {
  const head = {
    set: 'hcpcs' as const,
    edition,
    effectiveFrom: '2026-01-01',
    effectiveTo: '2026-12-31',
    complete: true,
    sourceSha256: edition === '2026-Q1' ? 'ab'.repeat(32) : 'cd'.repeat(32),
  };
  const rows = codes.toSorted().map((code) => ({ code, attributes: 0, title: `Item ${code}` }));
  return { ...head, rowCount: rows.length, bytes: encodeEdition({ ...head, rows }) };
}

const many = Array.from({ length: 130 }, (_, index) => `L${String(1000 + index)}`);

describe.skipIf(missing)('code sets', () => {
  beforeAll(async () => {
    const editions = [hcpcs('2026-Q1', ['G0463', 'J1885', 'A4550']), hcpcs('2026-Q2', ['J1885', 'A4550', ...many])];
    await storeCandidates(installation.stack.ownerUrl, editions, { importedBy: 'test' });
    await setEditionStatus(installation.stack.ownerUrl, [{ set: 'hcpcs', edition: '2026-Q1' }], 'retired');
  });

  test('are listed with state, rows and dates; the difference of two is paged', async () => {
    await visit('/code-sets');
    const row = (name: string) => page.locator('tbody tr').filter({ hasText: name });
    expect(await row('2026-Q2').innerText()).toMatch(/candidate[\s\S]*132[\s\S]*Jan 1, 2026/);
    expect(await row('2026-Q1').innerText()).toContain('retired');
    expect(await row('icd10cm starter').innerText()).toContain('built in');
    await page.getByLabel('From', { exact: true }).selectOption('2026-Q1');
    await page.getByLabel('To', { exact: true }).selectOption('2026-Q2');
    await page.getByRole('link', { name: 'What changed' }).click();
    await page.getByRole('heading', { level: 1, name: 'hcpcs: 2026-Q1 to 2026-Q2' }).waitFor();
    await page.getByText('1 to 100 of 130').waitFor();
    await page.getByRole('link', { name: 'Next' }).click();
    await page.getByText('101 to 130 of 130').waitFor();
    expect(await page.locator('tbody tr').last().innerText()).toContain('L1129');
    await page.getByRole('link', { name: 'Removed 1' }).click();
    await expect.poll(() => page.locator('tbody').innerText()).toContain('G0463');
    await visit('/code-sets/hcpcs?from=2026-Q1&to=nothing');
    await main().getByText('One of these editions is not there.').waitFor();
  });

  test('what if a candidate were active: asked, followed to its end, with the money at risk by rule and payer', async () => {
    await visit('/what-if?edition=hcpcs@2026-Q2');
    expect(await page.getByRole('checkbox', { name: /hcpcs@2026-Q2/ }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('heading', { level: 1, name: 'What if: hcpcs@2026-Q2' }).waitFor();
    await page.getByRole('heading', { level: 2, name: /^Done, / }).waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const { body } = await installation.call('GET', `/v1/whatif/${id}`);
    expect(body.result.newlyHeld.encounters).toBeGreaterThan(0);
    const figure = page.locator('.figure').filter({ hasText: 'Would be held' });
    expect(await figure.innerText()).toContain(`${body.result.newlyHeld.encounters} encounter`);
    expect([body.scope, body.result.newlyHeld.open.encounters]).toEqual(['open_and_window', expect.any(Number)]);
    expect(await figure.innerText()).toMatch(/\$[\d,.]+ of it open, \$[\d,.]+ decided/);
    expect(await main().innerText()).toContain('what is open, and services of');
    const rows = page.getByRole('region', { name: 'By rule and payer' }).locator('tbody tr');
    expect(await rows.count()).toBe(body.result.changes.length);
    expect(await rows.first().innerText()).toContain('Would fail');
    const { open, inWindow } = body.result.changes[0].samples[0];
    const why = [open && 'open', inWindow && 'in the window'].filter(Boolean).join(', ');
    expect(await rows.first().locator('td').last().locator('li').first().innerText()).toContain(`, ${why}`);
    await rows.first().locator('td').last().getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: / 2026$/ }).waitFor();
  });

  test('what if a rule counted otherwise; what makes no sense is refused in words; a run is stopped', async () => {
    await visit('/what-if?rule=DX003');
    expect(await page.getByRole('checkbox', { name: /still open, whatever its date/ }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('alert').getByText('cannot be made weaker').waitFor();
    provoked(409);
    await page.getByRole('button', { name: 'Leave out setting 1' }).click();
    expect(await page.getByRole('button', { name: 'Compare' }).isDisabled()).toBe(true);
    // One that no job works on stands still, so that it can be stopped at leisure.
    const waiting = newId();
    await installation.stack.database.transaction(installation.stack.tenantId, (tx) =>
      createWhatIf(
        tx,
        {
          id: waiting,
          request: { candidateEditions: ['hcpcs@2026-Q2'], ruleSettings: [], from: '2026-01-01', to: '2026-12-31' },
          requestedBy: 'test',
        },
        '2026-03-19T12:00:00.000Z',
      ),
    );
    await visit(`/what-if/${waiting}`);
    await page.getByRole('heading', { level: 2, name: 'Waiting to begin' }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('heading', { level: 2, name: /^Stopped/ }).waitFor();
    expect((await installation.call('GET', `/v1/whatif/${waiting}`)).body.status).toBe('cancelled');
  });
});

describe.skipIf(missing)('a key that may only look', () => {
  test('is shown no button that would be refused', async () => {
    const key = `cw_${'looker'.repeat(4)}`;
    const { ownerUrl, tenantId } = installation.stack;
    await provisionApiKey(ownerUrl, {
      tenantId,
      id: newId(),
      key,
      label: 'auditor',
      scopes: ['encounters:read', 'claims:read', 'reports:read'],
    });
    await page.addInitScript((looker) => sessionStorage.setItem('claimwright.key', looker), key);
    await visit('/work');
    await taskRows().first().waitFor();
    expect(await taskRows().getByRole('checkbox').count()).toBe(0);
    await visit(encounterPath('visit-3'));
    await page.locator('.findings > li').first().waitFor();
    for (const name of ['Edit', 'Correct it', 'Release with a reason']) {
      expect([name, await page.getByRole('button', { name, exact: true }).count()]).toEqual([name, 0]);
    }
    await visit('/rules/ST002');
    expect(await main().innerText()).not.toContain('Set it otherwise');
    await visit('/what-if');
    expect(await page.getByRole('button', { name: 'Compare' }).count()).toBe(0);
  });
});

describe.skipIf(missing)('every page', () => {
  const paths = () => [
    '/work',
    encounterPath('visit-3'),
    '/rules',
    '/rules/ST002',
    '/rules/effectiveness',
    '/code-sets',
    '/code-sets/hcpcs?from=2026-Q1&to=2026-Q2',
    '/what-if?edition=hcpcs@2026-Q2',
  ];

  /** Opens what a page has closed or offers: the editor, the bulk bar, all details. */
  async function unfold(path: string): Promise<void> {
    if (path.startsWith('/encounters/')) await page.getByRole('button', { name: 'Edit', exact: true }).click();
    if (path === '/work') {
      await taskRows().first().getByRole('checkbox').click();
      await page.getByRole('button', { name: 'Release a rule' }).click();
      await taskRows().first().locator('[data-open]').click();
    }
    for (const summary of await page.locator('summary').all()) if (await summary.isVisible()) await summary.click();
    await loaded(page);
  }

  test.each(['light', 'dark'] as const)(
    'gives axe nothing to object to, folded and unfolded, %s',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const path of paths()) {
        await visit(path);
        expect([path, ...(await objections(page))]).toEqual([path]);
        await unfold(path);
        expect([path, 'unfolded', ...(await objections(page))]).toEqual([path, 'unfolded']);
      }
    },
  );

  test('fits a phone, 375 points wide, also unfolded', async () => {
    await page.setViewportSize({ width: 375, height: 812 });
    for (const path of paths()) {
      await visit(path);
      await unfold(path);
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 375]);
    }
  });
});

describe.skipIf(missing)('a correction that is not wanted any more', () => {
  test('is given up with a reason where the claim shows it, and the claim stands as it was', async () => {
    const visited = cleanVisit(41);
    const before = await encounter(visited.externalId);
    const claimId = before.claims[0].id;
    const asked = await installation.call('POST', `/v1/claims/${claimId}:correct`, {
      headers: { 'if-match': '*' },
      json: {
        reason: 'Another diagnosis, perhaps',
        encounters: [{ id: before.id, content: { ...before.content, diagnoses: [{ code: 'ZZZ99' }] } }],
      },
    });
    expect(asked.status).toBe(202);
    await installation.settled();
    expect((await encounter(visited.externalId)).status).toBe('needs_review');
    await visit(`/claims/${claimId}`);
    const section = main().getByRole('region', { name: 'Corrections' });
    await expect.poll(() => section.textContent()).toContain('Correct what it bills: not carried out yet.');
    await section.getByRole('button', { name: 'Give it up' }).click();
    await section.getByLabel('Why it is not wanted any more').fill('The first one was right');
    expect(await objections(page)).toEqual([]);
    await section.getByRole('form').getByRole('button', { name: 'Give it up' }).click();
    await expect.poll(() => section.textContent()).toContain('Correct what it bills: given up.');
    expect(await section.textContent()).toContain('The first one was right');
    const after = await encounter(visited.externalId);
    expect(after).toMatchObject({ status: 'billed', content: before.content });
    const audit = await installation.rows("select 1 from audit_log where action = 'claim.abandon_correction'");
    expect(audit).toHaveLength(1);
  });
});
