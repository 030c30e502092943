import { saveRoute } from '@claimwright/db/pipeline/batches';
import { findSilentClaims } from '@claimwright/db/pipeline/watches';
import { payerProfile } from '@claimwright/domain/payer';
import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { testRoute } from '@claimwright/worker/test-worker';
import { validateX12 } from '@claimwright/x12/validate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ack277, reversed, status } from '../faults/answers.ts';
import { answered, type ClaimBench, cas, startClaimBench } from './claim-bench.ts';

// What a payer's profile and the law make of encounters: together, apart, or not at all.

let claims: ClaimBench;
beforeEach(async () => {
  claims = await startClaimBench();
});
afterEach(async () => {
  try {
    await claims.booksAreInOrder();
  } finally {
    await claims[Symbol.asyncDispose]();
  }
});

async function profile(settings: object): Promise<void> {
  const whole = payerProfile.parse({ payerId: 'GSH01', name: 'Granite Shore Health Plan', ...settings });
  await claims.bench.worker.rows(
    `insert into payers (tenant_id, payer_id, name, profile) values ($1, 'GSH01', $2, $3)
     on conflict (tenant_id, payer_id) do update set profile = excluded.profile`,
    [claims.bench.worker.tenantId, whole.name, JSON.stringify(whole)],
  );
}

/** Another visit of the same patient on the same day. */
function sameDay(number: number, code: string, cents: number, changes: Record<string, unknown> = {}) {
  const { patient, coverages } = cleanVisit(1);
  return cleanVisit(number, { patient, coverages, lines: [visitLine(code, cents)], ...changes });
}

const claimsOf = async (encounterId: string) =>
  (
    await claims.bench.worker.rows<{ id: string }>(
      'select claim_id as id from claim_encounters where encounter_id = $1 and live order by 1',
      [encounterId],
    )
  ).map(({ id }) => id);

describe('several encounters on one claim', () => {
  test('same patient, payer, policy, provider and day: one claim with all lines, each line with its own encounter', async () => {
    await profile({ combineEncounters: {} });
    const second = sameDay(2, 'J1885', 2_500, { diagnoses: [{ code: 'I10' }, { code: 'E03.9' }] });
    const ids = await claims.bill(sameDay(1, 'G0463', 10_000, { patientPaidCents: 500 }), second);
    const [claim, ...others] = await claims.claims();
    expect(others).toEqual([]);
    expect(claim).toMatchObject({ status: 'submitted', chargeCents: 12_500 });
    expect(claim?.snapshot).toMatchObject({
      encounterIds: ids,
      diagnoses: ['E1165', 'I10', 'E039'],
      patientPaidCents: 500,
    });
    expect(claim?.snapshot.lines.map((line) => [line.procedureCode, line.diagnosisPointers])).toEqual([
      ['G0463', [1, 2]],
      ['J1885', [2, 3]],
    ]);
    const lines = await claims.bench.worker.rows(
      'select line_number as line, encounter_id as id from claim_lines order by line_number',
    );
    expect(lines).toEqual(ids.map((id, index) => ({ line: index + 1, id })));
    for (const id of ids) {
      expect(await claims.encounterStatus(id)).toBe('billed');
      expect(await claimsOf(id)).toEqual([claim?.id]);
    }
  });

  test('a rejection frees all of them; sent again, the claim takes all of them back', async () => {
    await profile({ combineEncounters: {} });
    const visits = [sameDay(1, 'G0463', 10_000), sameDay(2, 'J1885', 2_500)];
    const ids = await claims.bill(...visits);
    const [claim] = await claims.claims();
    await claims.take(ack277([{ claim: claim!, statuses: [status('A7', '562')] }], { batchReference: 'B999999999' }));
    for (const id of ids) expect(await claims.encounterStatus(id)).toBe('needs_review');
    await claims.bench.api('POST', `/v1/claims/${claim?.id}:resubmit`, { reason: 'It was their mistake' });
    await claims.bench.worker.drain();
    expect(await claims.claims()).toMatchObject([{ number: claim?.number, status: 'submitted', submissionNumber: 2 }]);
    for (const id of ids) expect(await claims.encounterStatus(id)).toBe('billed');
    expect(await claims.openTasks()).toEqual([]);
  });

  test('a correction of one of them replaces the claim with all of them', async () => {
    await profile({ combineEncounters: {} });
    const visits = [sameDay(1, 'G0463', 10_000), sameDay(2, 'J1885', 2_500)];
    const ids = await claims.bill(...visits);
    const [claim] = await claims.claims();
    await claims.take(
      ack277([{ claim: claim!, statuses: [status('A2')], payerClaimControlNumber: 'ICN1' }], {
        batchReference: 'B999999999',
      }),
    );
    const content = sameDay(2, 'J1885', 3_000);
    const encounters = [{ id: ids[1], content }];
    const asked = await claims.bench.api(
      'POST',
      `/v1/claims/${claim?.id}:correct`,
      {
        reason: 'Wrong price',
        encounters,
      },
      { headers: { 'if-match': '*' } },
    );
    expect(asked.status).toBe(202);
    await claims.bench.worker.drain();
    const [, replacement] = await claims.claims();
    expect(replacement).toMatchObject({ frequency: '7', supersedes: claim?.id, chargeCents: 13_000 });
    expect(replacement?.snapshot.lines).toHaveLength(2);
    for (const id of ids) {
      expect(await claims.encounterStatus(id)).toBe('billed');
      expect(await claimsOf(id)).toEqual([replacement?.id]);
    }
  });

  test('they wait for each other as long as the payer’s profile says, also when they come to different workers', async () => {
    await profile({ combineEncounters: { waitHours: 20 } });
    const { worker } = claims.bench;
    const [first = ''] = await claims.bill(sameDay(1, 'G0463', 10_000));
    await worker.run('assemble-claims', [first]);
    expect(await claims.encounterStatus(first)).toBe('ready');
    const [second = ''] = await claims.bill(sameDay(2, 'J1885', 2_500));
    expect(await claims.claims()).toEqual([]);
    await worker.simulator.advance({ days: 1 });
    await Promise.all([worker.run('assemble-claims', [first]), worker.run('assemble-claims', [second])]);
    await worker.drain();
    const made = await claims.claims();
    expect(made).toHaveLength(1);
    expect(made[0]?.snapshot.encounterIds).toHaveLength(2);
  });

  test('another day, another renderer or another accident stays apart', async () => {
    await profile({ combineEncounters: {} });
    await claims.bill(
      sameDay(1, 'G0463', 10_000),
      sameDay(2, 'J1885', 2_500, { lines: [visitLine('J1885', 2_500, { serviceFrom: '2026-03-10' })] }),
      sameDay(3, 'A4550', 700, { renderingProvider: { npi: '1234567893', lastName: 'Other', firstName: 'Ann' } }),
      sameDay(4, 'A4206', 800, { accident: { kind: 'other', date: '2026-03-01' } }),
    );
    expect((await claims.claims()).map((claim) => claim.chargeCents).sort((a, b) => a - b)).toEqual([
      700, 800, 2_500, 10_000,
    ]);
  });
});

describe('one encounter on several claims', () => {
  test('each rendering provider and each year has a claim where the payer wants it', async () => {
    await profile({ splitClaims: { byRendering: true, byCalendarYear: true } });
    const other = { npi: '1234567893', lastName: 'Other', firstName: 'Ann' };
    const [id = ''] = await claims.bill(
      sameDay(1, 'G0463', 0, {
        lines: [
          visitLine('G0463', 10_000, { serviceFrom: '2025-12-31' }),
          visitLine('J1885', 2_000, { serviceFrom: '2025-12-31', renderingProvider: other }),
          visitLine('G0463', 9_000, { serviceFrom: '2026-01-02' }),
          visitLine('A4550', 500, { serviceFrom: '2026-01-02' }),
        ],
      }),
    );
    expect((await claims.claims()).map((claim) => [claim.chargeCents, claim.snapshot.lines.length])).toEqual([
      [10_000, 1],
      [2_000, 1],
      [9_500, 2],
    ]);
    expect(await claimsOf(id)).toHaveLength(3);
  });
});

describe('what must not be told to the plan', () => {
  test('a Part 2 record without consent is held with a task that says so; with one it is billed', async () => {
    const visit = cleanVisit(1, { sensitivity: 'part2' });
    const [id = ''] = await claims.bill(visit);
    expect(await claims.claims()).toEqual([]);
    expect(await claims.encounterStatus(id)).toBe('needs_review');
    expect(await claims.openTasks()).toMatchObject([{ kind: 'consent_missing', encounter: id }]);
    const read = await claims.bench.api('GET', `/v1/encounters/${id}`);
    expect(read.body.events.at(-1)).toMatchObject({
      type: 'held_for_review',
      detail: { reasonCode: 'consent_missing' },
    });
    const disclosureConsent = { obtainedOn: '2026-03-01', scope: 'treatment_payment_operations' };
    const headers = { 'if-match': read.headers.get('etag') ?? '' };
    await claims.bench.api('PUT', `/v1/encounters/${id}`, { ...visit, disclosureConsent }, { headers });
    await claims.bench.worker.drain();
    expect(await claims.claims()).toHaveLength(1);
    expect(await claims.openTasks()).toEqual([]);
  });

  test.each([
    ['is for treatment only', { obtainedOn: '2026-03-01', scope: 'treatment' }, '/scope'],
    ['has ended', { obtainedOn: '2026-01-01', expiresOn: '2026-03-01', scope: 'payment' }, '/expiresOn'],
    ['was revoked', { obtainedOn: '2026-01-01', revokedOn: '2026-03-10', scope: 'payment' }, '/revokedOn'],
    ['begins later', { obtainedOn: '2026-04-01', scope: 'payment' }, '/obtainedOn'],
  ])('a consent that %s is none', async (_, disclosureConsent, where) => {
    await claims.bill(cleanVisit(1, { sensitivity: 'part2', disclosureConsent }));
    expect(await claims.claims()).toEqual([]);
    expect((await claims.openTasks())[0]?.summary).toContain(`/disclosureConsent${where}`);
  });

  test('what the patient paid for in full and forbids to tell is the patient’s bill, with a task', async () => {
    const [id = ''] = await claims.bill(cleanVisit(1, { doNotBillPlan: true }));
    expect(await claims.claims()).toEqual([]);
    expect(await claims.encounterStatus(id)).toBe('not_billable');
    expect(await claims.openTasks()).toMatchObject([{ kind: 'patient_billing', encounter: id }]);
  });
});

test('a claim whose route nobody configured waits visibly, and goes out when there is one', async () => {
  await profile({ route: 'north' });
  await claims.bill(cleanVisit(1));
  const [claim] = await claims.claims();
  expect(claim?.status).toBe('assembled');
  const [task] = await claims.openTasks();
  expect(task).toMatchObject({ kind: 'route_missing', claim: claim?.id });
  expect(task?.summary).toContain('"north"');
  const read = async () => (await claims.bench.api('GET', `/v1/claims/${claim?.id}`)).body.waitsFor;
  expect(await read()).toBe('route');
  await claims.bench.worker.run('build-batches', [claim?.id ?? '']);
  expect(await claims.openTasks()).toHaveLength(1);
  await claims.bench.worker.transaction((tx) => saveRoute(tx, testRoute('north')));
  await claims.bench.worker.run('build-batches', [claim?.id ?? '']);
  await claims.bench.worker.drain();
  expect(await claims.claim(claim?.number ?? '')).toMatchObject({ status: 'submitted' });
  expect([await read(), await claims.openTasks()]).toEqual([null, []]);
});

describe('a claim that only reports (BHT06 RP)', () => {
  const counts = () =>
    claims.bench.worker.rows(
      `select stage, claims from day_count_deltas union all select stage, claims from open_count_deltas
       union all select stage, claims from day_counts union all select stage, claims from open_counts`,
    );

  test('is owed by nobody: no receivable, no place among what is paid late, no question after silence', async () => {
    await profile({ claimPurpose: 'reporting' });
    await claims.bill(cleanVisit(1));
    const [claim] = await claims.claims();
    expect(claim?.status).toBe('submitted');
    expect(await claims.balances()).toEqual({});
    expect(await counts()).toEqual([]);
    const silent = await claims.bench.worker.database.app.snapshot(claims.bench.worker.tenantId, (tx) =>
      findSilentClaims(tx, ['GSH01'], ['2030-01-01'], 10),
    );
    expect(silent).toEqual([]);
    await claims.booksAreInOrder();
  });

  test('that is answered moves only what is paid or left to the patient; a capitated one moves nothing', async () => {
    await profile({ claimPurpose: 'reporting' });
    const visit = (number: number) => cleanVisit(number, { lines: [visitLine('G0463', 10_000)] });
    await claims.bill(visit(1), visit(2));
    const [first, second] = await claims.claims();
    await claims.pay(
      'R1',
      answered(first!, (cents) => [cas('CO-24', cents)]),
    );
    expect(await claims.claim(first!.number)).toMatchObject({ status: 'paid', paidCents: 0 });
    expect(await claims.balances()).toEqual({});
    const answer = answered(second!, () => [cas('CO-24', 7_000), cas('PR-3', 2_000)]);
    await claims.pay('R2', answer);
    expect(await claims.balances()).toEqual({ cash: 1_000, patient_receivable: 2_000, revenue: -3_000 });
    await claims.booksAreInOrder();
    await claims.pay(
      'R3',
      reversed(answer),
      answered(second!, () => [cas('CO-24', 8_500)]),
    );
    expect(await claims.balances()).toEqual({ cash: 1_500, revenue: -1_500 });
    expect(await claims.openTasks()).toEqual([]);
    await claims.booksAreInOrder();
  });
});

describe('what claims are for (BHT06)', () => {
  const filesOf = async () =>
    (
      await claims.bench.worker.rows<{ content: Buffer }>('select content from batches order by built_at, file_name')
    ).map(({ content }) => content.toString());

  test.each([
    [undefined, 'CH'],
    ['chargeable', 'CH'],
    ['reporting', 'RP'],
    ['subrogation', '31'],
  ])('a payer whose profile says %s gets %s', async (claimPurpose, code) => {
    await profile({ claimPurpose });
    await claims.bill(cleanVisit(1));
    const [text] = await filesOf();
    expect(text).toMatch(new RegExp(`BHT\\*0019\\*00\\*[^~]*\\*${code}~`));
    expect(validateX12(text ?? '').defects).toEqual([]);
  });

  test('claims for different purposes go in files of their own, none is left behind', async () => {
    await profile({ claimPurpose: 'reporting' });
    const other = cleanVisit(2);
    const [cover] = other.coverages;
    const elsewhere = { ...other, coverages: [{ ...cover, payer: { id: 'OTHER1', name: 'Other Payer' } }] };
    await claims.bench.worker.accept([cleanVisit(1), elsewhere as typeof other, cleanVisit(3)]);
    await claims.bench.worker.drain();
    expect((await claims.claims()).map((claim) => claim.status)).toEqual(['submitted', 'submitted', 'submitted']);
    const files = await filesOf();
    expect(files.map((text) => [/\*(CH|RP|31)~/.exec(text)?.[1], text.split('~CLM*').length - 1]).toSorted()).toEqual([
      ['CH', 1],
      ['RP', 2],
    ]);
  });
});
