import { findWaitingWork } from '@claimwright/db/pipeline/waiting';
import { cleanVisit, variedVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ack277, reversed, status } from '../faults/answers.ts';
import { answered, type ClaimBench, type ClaimRow, cas, startClaimBench } from './claim-bench.ts';

// What becomes of a claim after it was sent: sent again, replaced, voided. Gateway, worker and database are real.

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

const accept = (claim: ClaimRow, number = `ICN${claim.number}`) =>
  claims.take(
    ack277([{ claim, statuses: [status('A2')], payerClaimControlNumber: number }], { batchReference: 'B999999999' }),
  );
const reject = (claim: ClaimRow) =>
  claims.take(ack277([{ claim, statuses: [status('A7', '562')] }], { batchReference: 'B999999999' }));
const ask = (claim: ClaimRow, what: string, json: object = {}) =>
  claims.bench.api(
    'POST',
    `/v1/claims/${claim.id}:${what}`,
    { reason: 'Because the test says so', ...json },
    { headers: { 'if-match': '*' } },
  );
/** Sends it again although an answer may still come. */
const again = (claim: ClaimRow) => ask(claim, 'resubmit', { evenIfPending: true });
const correct = (claim: ClaimRow, encounterId: string, content: object, more: object = {}) =>
  ask(claim, 'correct', { encounters: [{ id: encounterId, content }], ...more });
const drain = () => claims.bench.worker.drain();
const contractual = (share: number) => (cents: number) => [cas('CO-45', Math.round(cents * share))];

async function billed(number: number, changes: Record<string, unknown> = {}) {
  const visit = cleanVisit(number, changes);
  const [id = ''] = await claims.bill(visit);
  const claim = (await claims.claims()).at(-1);
  if (!claim) throw new Error('no claim');
  return { id, visit, claim };
}

async function addMedicare(settings: object = {}) {
  const profile = { payerId: 'GSH01', name: 'Original Medicare', acceptsReplacement: false, ...settings };
  await claims.bench.worker.rows(
    `insert into payers (tenant_id, payer_id, name, profile) values ($1, 'GSH01', 'Original Medicare', $2)`,
    [claims.bench.worker.tenantId, JSON.stringify({ route: 'default', timeRule: undefined, ...profile })],
  );
}

describe('before a payer has accepted it', () => {
  test('a rejected claim whose encounter is corrected goes out again under its number, as another submission', async () => {
    const { id, visit, claim } = await billed(1);
    await reject(claim);
    expect(await claims.encounterStatus(id)).toBe('needs_review');
    const read = await claims.bench.api('GET', `/v1/encounters/${id}`);
    const changed = { ...visit, lines: [visitLine('G0463', 20_000), visitLine('J1885', 500)] };
    const put = await claims.bench.api('PUT', `/v1/encounters/${id}`, changed, {
      headers: { 'if-match': read.headers.get('etag') ?? '' },
    });
    expect(put.status).toBe(200);
    await drain();
    const [again, ...others] = await claims.claims();
    expect(others).toEqual([]);
    expect(again).toMatchObject({
      id: claim.id,
      number: claim.number,
      status: 'submitted',
      frequency: '1',
      submissionNumber: 2,
      chargeCents: 20_500,
    });
    expect(again?.snapshot.lines.map((line) => line.lineControlNumber)).toEqual([
      `${claim.number}L1`,
      `${claim.number}L2`,
    ]);
    expect(await claims.balances()).toEqual({ insurance_receivable: 20_500, revenue: -20_500 });
    expect(await claims.openTasks()).toEqual([]);
    const kept = await claims.bench.worker.rows<{ number: number; charge: number; same: boolean }>(
      `select number, charge_cents as charge, snapshot = $1::jsonb as same from claim_submissions`,
      [JSON.stringify(claim.snapshot)],
    );
    expect(kept).toEqual([{ number: 1, charge: 15_001, same: true }]);
    const sent = await claims.bench.worker.rows<{ claim_id: string; submission_id: string }>(
      'select claim_id, submission_id from batch_claims order by batch_id',
    );
    expect(sent.map((row) => row.claim_id)).toEqual([claim.id, claim.id]);
    expect(new Set(sent.map((row) => row.submission_id)).size).toBe(2);
  });

  test('a late word about the submission before is a note; one about the present submission counts', async () => {
    const { claim } = await billed(2);
    await reject(claim);
    await ask(claim, 'resubmit');
    await drain();
    const groups = await claims.bench.worker.rows<{ group: number }>(
      'select group_control_number as "group" from batches order by built_at, group_control_number',
    );
    const reference = (group: number | undefined) => `B${String(group).padStart(9, '0')}`;
    await claims.take(
      ack277([{ claim, statuses: [status('A7', '21')] }], { batchReference: reference(groups[0]?.group) }),
    );
    expect((await claims.claim(claim.number)).status).toBe('submitted');
    await claims.take(
      ack277([{ claim, statuses: [status('A7', '33')] }], { batchReference: reference(groups[1]?.group) }),
    );
    expect((await claims.claim(claim.number)).status).toBe('rejected');
  });

  test('a late refusal of the whole batch says nothing of a claim that was sent again since', async () => {
    const { claim } = await billed(24);
    await reject(claim);
    await ask(claim, 'resubmit');
    await drain();
    const groups = await claims.bench.worker.rows<{ group: number }>(
      'select group_control_number as "group" from batches order by built_at, group_control_number',
    );
    const refuse = async (group: number | undefined) => {
      const whole = ack277([], { entity: 'AY', batchReference: `B${String(group).padStart(9, '0')}` });
      await claims.take(whole.replace('STC*A1:19*', 'STC*A3:24*'));
      return (await claims.claim(claim.number)).status;
    };
    expect(await refuse(groups[0]?.group)).toBe('submitted');
    expect(await refuse(groups[1]?.group)).toBe('rejected');
  });

  test('a claim nobody answers is sent again as it was; its receivable stands once, its encounter stays billed', async () => {
    const { id, claim } = await billed(3);
    const early = await ask(claim, 'resubmit');
    expect([early.status, early.body.code]).toEqual([409, 'claim_not_correctable']);
    expect(early.body.detail).toContain(`It can be sent again from ${early.body.possibleFrom.slice(0, 10)} on`);
    await claims.bench.worker.simulator.advance({ days: 7 });
    expect((await ask(claim, 'resubmit')).status).toBe(202);
    await drain();
    expect(await claims.claim(claim.number)).toMatchObject({ status: 'submitted', submissionNumber: 2 });
    expect(await claims.balances()).toEqual({ insurance_receivable: 15_003, revenue: -15_003 });
    expect(await claims.encounterStatus(id)).toBe('billed');
  });

  test('a claim in transit that is corrected is sent again as an original under its number', async () => {
    const { id, visit, claim } = await billed(4);
    const answer = await correct(claim, id, { ...visit, lines: [visitLine('G0463', 30_000)] });
    expect([answer.status, answer.body.kind]).toEqual([202, 'correct']);
    expect(await claims.encounterStatus(id)).toBe('received');
    await drain();
    expect(await claims.claims()).toMatchObject([
      { number: claim.number, frequency: '1', status: 'submitted', submissionNumber: 2, chargeCents: 30_000 },
    ]);
    expect(await claims.balances()).toEqual({ insurance_receivable: 30_000, revenue: -30_000 });
  });

  test('a correction that changes nothing is refused and sends nothing', async () => {
    const { id, visit, claim } = await billed(6);
    const answer = await correct(claim, id, visit);
    expect([answer.status, answer.body.detail]).toEqual([
      409,
      expect.stringMatching(/^Nothing changes: .*:resubmit\.$/),
    ]);
    await drain();
    expect(await claims.encounterStatus(id)).toBe('billed');
    expect(await claims.claim(claim.number)).toMatchObject({ submissionNumber: 1 });
  });

  test('an answer to what was sent before stops the next submission', async () => {
    const { claim } = await billed(5);
    expect((await again(claim)).status).toBe(202);
    const audited = await claims.bench.worker.rows<{ detail: object }>(
      `select detail from audit_log where action = 'claim.resubmit'`,
    );
    expect(audited).toEqual([{ detail: { reason: 'Because the test says so', evenIfPending: true } }]);
    const [correction] = await claims.bench.worker.rows<{ id: string }>('select id from claim_corrections');
    await claims.bench.worker.run('correct-claims', [correction?.id ?? '']);
    expect((await claims.claim(claim.number)).status).toBe('assembled');
    await claims.pay('T5', answered(claim, contractual(0.2)));
    await drain();
    expect(await claims.claim(claim.number)).toMatchObject({ status: 'paid', paidCents: 12_004 });
    expect(await claims.bench.worker.rows('select 1 from batches')).toHaveLength(1);
  });
});

describe('an answer to what was sent before, while the next submission stands in a batch', () => {
  /** Everything but the hand-over. */
  async function batched(claim: ClaimRow): Promise<string> {
    const { worker } = claims.bench;
    const corrections = await worker.rows<{ id: string }>(
      "select id from claim_corrections where status = 'waiting' and kind <> 'correct'",
    );
    if (corrections.length > 0) {
      await worker.run(
        'correct-claims',
        corrections.map(({ id }) => id),
      );
    }
    const encounters = await worker.rows<{ id: string }>("select id from encounters where status = 'received'");
    for (const job of ['scrub-encounters', 'assemble-claims'] as const) {
      if (encounters.length > 0) {
        await worker.run(
          job,
          encounters.map(({ id }) => id),
        );
      }
    }
    await worker.run('build-batches', [claim.id]);
    expect((await claims.claim(claim.number)).status).toBe('batched');
    const [batch] = await worker.rows<{ id: string }>("select id from batches where status = 'built'");
    return batch?.id ?? '';
  }

  test('counts; the batch goes as it was built, and its denial as a duplicate changes nothing', async () => {
    const { claim } = await billed(25);
    await again(claim);
    const batch = await batched(claim);
    await claims.pay('T25', answered(claim, contractual(0.2)));
    const settled = await claims.claim(claim.number);
    expect(settled).toMatchObject({ status: 'paid', paidCents: 12_020, submissionNumber: 3 });
    await claims.bench.worker.run('transmit-batches', [batch]);
    expect(await claims.bench.worker.rows("select 1 from batches where status = 'built'")).toEqual([]);
    expect((await claims.claim(claim.number)).status).toBe('paid');
    await claims.pay(
      'T26',
      answered(claim, (cents) => [cas('CO-18', cents)]),
    );
    expect(await claims.claim(claim.number)).toMatchObject({ status: 'paid', paidCents: 12_020 });
    expect(await claims.balances()).toEqual({ cash: 12_020, contractual_adjustment: 3_005, revenue: -15_025 });
    expect(await claims.openTasks()).toEqual([]);
    const [, ...events] = await claims.bench.worker.rows<{ type: string; detail: { reason?: string } | null }>(
      'select type, detail from claim_events where claim_id = $1 order by sequence',
      [claim.id],
    );
    const recalled = events.find(({ type }) => type === 'recalled');
    expect(recalled?.detail?.reason).toContain('may be denied as a duplicate');
    // A late word about that batch is a note.
    await reject(claim);
    expect((await claims.claim(claim.number)).status).toBe('paid');
  });

  test('counts for the content that was answered; the correction is to be sent again as a replacement', async () => {
    const { id, visit, claim } = await billed(26, { lines: [visitLine('G0463', 10_000), visitLine('J1885', 2_000)] });
    await correct(claim, id, { ...visit, lines: [visitLine('G0463', 30_000)] });
    const batch = await batched(claim);
    expect((await claims.claim(claim.number)).chargeCents).toBe(30_000);
    await claims.pay('T27', answered(claim, contractual(0.5)));
    const settled = await claims.claim(claim.number);
    expect(settled).toMatchObject({ status: 'paid', chargeCents: 12_000, paidCents: 6_000 });
    expect(settled.snapshot.lines.map((line) => line.chargeCents)).toEqual([10_000, 2_000]);
    expect(await claims.balances()).toEqual({ cash: 6_000, contractual_adjustment: 6_000, revenue: -12_000 });
    const [task] = await claims.openTasks();
    expect(task).toMatchObject({ kind: 'correction_blocked', claim: claim.id });
    expect(task?.summary).toContain('as it was before its correction');
    await claims.booksAreInOrder();
    await claims.bench.worker.run('transmit-batches', [batch]);
    // What it says to do can be done: the correction goes with the payer's number.
    await correct(await claims.claim(claim.number), id, { ...visit, lines: [visitLine('G0463', 30_000)] });
    await drain();
    const replacement = (await claims.claims()).find((each) => each.supersedes === claim.id);
    expect(replacement).toMatchObject({ frequency: '7', chargeCents: 30_000, status: 'submitted' });
    expect(replacement?.snapshot.payerClaimControlNumber).toBe(`P${claim.number}`);
  });

  test('counts for nothing when it does not balance: the next submission goes out', async () => {
    const { claim } = await billed(27);
    await again(claim);
    await batched(claim);
    const answer = answered(claim, contractual(0.2));
    await claims.pay('T28', { ...answer, paidCents: answer.paidCents + 1 });
    expect(await claims.claim(claim.number)).toMatchObject({ status: 'submitted', submissionNumber: 2 });
  });
});

describe('a correction that is given up before it is carried out', () => {
  /** A paid claim whose correction the checks hold. */
  async function held(number: number) {
    const made = await billed(number, { lines: [visitLine('G0463', 10_000)] });
    await accept(made.claim);
    await claims.pay(`T${number}`, answered(made.claim, contractual(0.2)));
    const bad = { ...made.visit, diagnoses: [{ code: 'ZZZ99' }] };
    expect((await correct(made.claim, made.id, bad)).status).toBe(202);
    await drain();
    expect(await claims.encounterStatus(made.id)).toBe('needs_review');
    return made;
  }
  const contentOf = async (id: string) => (await claims.bench.api('GET', `/v1/encounters/${id}`)).body;

  test('leaves the encounter as it was billed, the claim as it was paid, and a record of who and why', async () => {
    const { id, visit, claim } = await held(30);
    const before = await claims.balances();
    const answer = await ask(claim, 'abandon-correction', { reason: 'The code was right after all' });
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { kind: 'correct', status: 'abandoned', claimId: claim.id, encounterIds: [id] },
    ]);
    await drain();
    expect(await claims.encounterStatus(id)).toBe('billed');
    expect((await contentOf(id)).content.diagnoses).toEqual(visit.diagnoses);
    expect(await claims.openTasks()).toEqual([]);
    expect(await claims.claims()).toMatchObject([{ id: claim.id, status: 'paid', submissionNumber: 1 }]);
    expect(await claims.balances()).toEqual(before);
    const read = await claims.bench.api('GET', `/v1/claims/${claim.id}`);
    expect(read.body.corrections).toMatchObject([
      { kind: 'correct', status: 'abandoned', refusal: 'The code was right after all' },
    ]);
    expect(read.body.corrections[0].abandonedBy).toBeTruthy();
    const audit = await claims.bench.worker.rows<{ action: string }>(
      "select action from audit_log where action = 'claim.abandon_correction'",
    );
    expect(audit).toHaveLength(1);
    // Another correction begins from there and goes its way.
    expect((await correct(claim, id, { ...visit, lines: [visitLine('G0463', 12_000)] })).status).toBe(202);
    await drain();
    expect(await claims.claims()).toMatchObject([{ id: claim.id }, { frequency: '7', chargeCents: 12_000 }]);
  });

  test('that was corrected itself in between goes back to what was billed first', async () => {
    const { id, visit, claim } = await held(31);
    await correct(claim, id, { ...visit, diagnoses: [{ code: 'ZZZ98' }] });
    await drain();
    expect((await ask(claim, 'abandon-correction')).status).toBe(200);
    expect((await contentOf(id)).content.diagnoses).toEqual(visit.diagnoses);
  });

  test('is refused when nothing waits, when it was carried out, and to whoever may not change claims', async () => {
    const { id, visit, claim } = await billed(32);
    const nothing = await ask(claim, 'abandon-correction');
    expect([nothing.status, nothing.body.code]).toEqual([409, 'claim_not_correctable']);
    await accept(claim);
    await correct(claim, id, { ...visit, note: 'Once more' });
    await drain();
    expect((await ask(claim, 'abandon-correction')).status).toBe(409);
    const readOnly = await claims.bench.worker.database.apiKey(claims.bench.worker.tenantId, ['claims:read']);
    const denied = await claims.bench.api(
      'POST',
      `/v1/claims/${claim.id}:abandon-correction`,
      { reason: 'No role' },
      {
        headers: { authorization: `Bearer ${readOnly}`, 'if-match': '*' },
      },
    );
    expect(denied.status).toBe(403);
    const unknown = '019a0000-0000-7000-8000-000000000009';
    const nobody = await claims.bench.api(
      'POST',
      `/v1/claims/${unknown}:abandon-correction`,
      { reason: 'Not there' },
      { headers: { 'if-match': '*' } },
    );
    expect(nobody.status).toBe(404);
  });

  test('gives up what else was asked, before a worker does it', async () => {
    const { claim } = await billed(33);
    await again(claim);
    expect((await ask(claim, 'abandon-correction')).body).toMatchObject({ kind: 'resubmit', encounterIds: [] });
    await drain();
    expect(await claims.claim(claim.number)).toMatchObject({ status: 'submitted', submissionNumber: 1 });
  });
});

describe('when a payer has it', () => {
  test('a paid claim is replaced under the payer’s number; the reversal and the new answer balance to the cent', async () => {
    const { id, visit, claim } = await billed(10, { lines: [visitLine('G0463', 10_000)] });
    await accept(claim);
    const first = answered(claim, (cents) => [cas('CO-45', 2_000), cas('PR-2', cents - 9_000)]);
    await claims.pay('T10', first);
    expect(await claims.balances()).toEqual({
      cash: 7_000,
      contractual_adjustment: 2_000,
      patient_receivable: 1_000,
      revenue: -10_000,
    });
    await correct(claim, id, { ...visit, lines: [visitLine('G0463', 12_000)] });
    await drain();
    const [original, replacement] = await claims.claims();
    expect(replacement).toMatchObject({
      frequency: '7',
      supersedes: claim.id,
      status: 'submitted',
      chargeCents: 12_000,
    });
    expect(replacement?.number).not.toBe(claim.number);
    expect(replacement?.snapshot.payerClaimControlNumber).toBe(`P${claim.number}`);
    expect(original).toMatchObject({ status: 'paid', supersededBy: replacement?.id });
    // What is owed has moved: 12,000 charged, of which 10,000 are answered until the payer takes that back.
    expect(await claims.balances()).toMatchObject({ insurance_receivable: 2_000, revenue: -12_000, cash: 7_000 });
    await claims.booksAreInOrder();
    await claims.pay(
      'T11',
      reversed(first),
      answered(replacement!, (cents) => [cas('CO-45', cents - 9_000)]),
    );
    expect(await claims.balances(original!.id)).toEqual({});
    expect(await claims.balances()).toEqual({ cash: 9_000, contractual_adjustment: 3_000, revenue: -12_000 });
    expect((await claims.claims()).map((each) => each.status)).toEqual(['reversed', 'paid']);
    expect(await claims.encounterStatus(id)).toBe('billed');
    expect(await claims.openTasks()).toEqual([]);
  });

  test('the chain is seen from both ends, over REST', async () => {
    const { id, visit, claim } = await billed(11);
    await accept(claim);
    await correct(claim, id, { ...visit, note: 'Second thoughts' });
    await drain();
    const [, replacement] = await claims.claims();
    const old = await claims.bench.api('GET', `/v1/claims/${claim.id}`);
    const now = await claims.bench.api('GET', `/v1/claims/${replacement?.id}`);
    expect(old.body.supersededBy).toMatchObject({ id: replacement?.id, frequencyCode: '7' });
    expect(now.body.supersedes).toMatchObject({ id: claim.id, frequencyCode: '1' });
    for (const { body } of [old, now]) {
      expect(body.chain.map((each: { id: string }) => each.id)).toEqual([claim.id, replacement?.id]);
    }
    expect(old.body.corrections).toMatchObject([{ kind: 'correct', status: 'done', resultClaimId: replacement?.id }]);
  });

  test('a denial that is replaced is given up when the payer answers the replacement; its task is done', async () => {
    const { id, visit, claim } = await billed(12);
    await accept(claim);
    await claims.pay(
      'T12',
      answered(claim, (cents) => [cas('CO-16', cents)]),
    );
    expect(await claims.openTasks()).toMatchObject([{ kind: 'claim_denied', claim: claim.id }]);
    const [due] = await claims.bench.worker.rows<{ due: string; summary: string; days: number }>(
      `select t.due_date as due, t.summary, t.due_date - c.adjudicated_on as days from tasks t join claims c on c.id = t.claim_id
       where t.kind = 'claim_denied'`,
    );
    expect(due?.days).toBe(120);
    expect(due?.summary).toContain(`Appeal until ${due?.due} (120 days, by a default that nobody has verified).`);
    await correct(claim, id, { ...visit, note: 'With the number' });
    await drain();
    expect(await claims.openTasks()).toEqual([]);
    const [, replacement] = await claims.claims();
    await claims.pay('T13', answered(replacement!, contractual(0.1)));
    expect(await claims.balances(claim.id)).toEqual({});
    expect(await claims.balances()).toMatchObject({ cash: 13_511, revenue: -15_012 });
    // A payer that takes the denial back afterwards moves nothing.
    await claims.pay('T14', reversed(answered(claim, (cents) => [cas('CO-16', cents)])));
    expect(await claims.balances(claim.id)).toEqual({});
  });

  test('a replacement that is rejected leaves the original standing, and is sent again as the replacement it is', async () => {
    const { id, visit, claim } = await billed(13);
    await accept(claim);
    await claims.pay('T15', answered(claim, contractual(0.2)));
    await correct(claim, id, { ...visit, lines: [visitLine('G0463', 50_000)] });
    await drain();
    const replacement = (await claims.claims())[1]!;
    await reject(replacement);
    expect((await claims.claims()).map((each) => [each.status, each.supersededBy])).toEqual([
      ['paid', null],
      ['rejected', null],
    ]);
    expect(await claims.balances()).toEqual({ cash: 12_010, contractual_adjustment: 3_003, revenue: -15_013 });
    await claims.booksAreInOrder();
    await ask(replacement, 'resubmit');
    await drain();
    expect(
      (await claims.claims()).map((each) => [each.number, each.frequency, each.status, each.supersededBy]),
    ).toEqual([
      [claim.number, '1', 'paid', replacement.id],
      [replacement.number, '7', 'submitted', null],
    ]);
    expect(await claims.balances()).toMatchObject({ insurance_receivable: 34_987, revenue: -50_000 });
    expect(await claims.encounterStatus(id)).toBe('billed');
  });

  test('a replacement without the payer’s number waits with a task, until somebody tells it', async () => {
    const { id, visit, claim } = await billed(14);
    await claims.take(ack277([{ claim, statuses: [status('A2')] }], { batchReference: 'B999999999' }));
    await correct(claim, id, { ...visit, note: 'Changed' });
    await drain();
    expect(await claims.claims()).toHaveLength(1);
    expect(await claims.encounterStatus(id)).toBe('needs_review');
    const [task] = await claims.openTasks();
    expect(task).toMatchObject({ kind: 'correction_blocked', encounter: id });
    expect(task?.summary).toContain('/payerClaimControlNumber');
    const told = await correct(claim, id, { ...visit, note: 'Changed' }, { payerClaimControlNumber: 'ICN77' });
    expect(told.status).toBe(202);
    await drain();
    expect((await claims.claims())[1]).toMatchObject({ frequency: '7', status: 'submitted' });
    expect((await claims.claims())[1]?.snapshot.payerClaimControlNumber).toBe('ICN77');
    expect(await claims.openTasks()).toEqual([]);
  });

  test('two corrections at once: one is taken, the other is told to wait', async () => {
    const { id, visit, claim } = await billed(15);
    await accept(claim);
    const answers = await Promise.all([
      correct(claim, id, { ...visit, note: 'One' }),
      ask(claim, 'void'),
      correct(claim, id, { ...visit, note: 'Two' }),
      ask(claim, 'void'),
    ]);
    const taken = answers.filter((answer) => answer.status === 202);
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken.map((answer) => answer.body.kind)).size).toBe(1);
    for (const answer of answers.filter((each) => each.status !== 202)) {
      expect([answer.status, answer.body.code]).toEqual([409, 'correction_waiting']);
    }
    const { worker } = claims.bench;
    await Promise.all([worker.drain(), worker.drain(), worker.drain()]);
    await worker.drain();
    expect(await claims.claims()).toHaveLength(2);
    expect((await claims.claims()).filter((each) => each.supersededBy === null)).toHaveLength(1);
  });
});

describe('a payer that takes no replacement', () => {
  test('added lines of a paid claim are billed by themselves, as an original without a number', async () => {
    await addMedicare();
    const { id, visit, claim } = await billed(20, { lines: [visitLine('G0463', 10_000)] });
    await accept(claim);
    await claims.pay('T20', answered(claim, contractual(0.3)));
    await correct(claim, id, { ...visit, lines: [visitLine('G0463', 10_000), visitLine('J1885', 2_500)] });
    await drain();
    const [original, late] = await claims.claims();
    expect(original).toMatchObject({ status: 'paid', supersededBy: null });
    expect(late).toMatchObject({ frequency: '1', lateChargesOf: claim.id, supersedes: null, chargeCents: 2_500 });
    expect(late?.snapshot.payerClaimControlNumber).toBeUndefined();
    expect(late?.snapshot.lines).toHaveLength(1);
    expect(await claims.balances()).toMatchObject({ insurance_receivable: 2_500, revenue: -12_500 });
    expect(await claims.encounterStatus(id)).toBe('billed');
  });

  test('a claim returned as unprocessable is billed anew with frequency 1; a duplicate denial of it leaves the first answer standing', async () => {
    await addMedicare();
    const { id, visit, claim } = await billed(21);
    await accept(claim);
    await claims.pay(
      'T21',
      answered(claim, (cents) => [cas('CO-16', cents)], { remarkCodes: ['MA130'] }),
    );
    await correct(claim, id, { ...visit, note: 'With the missing number' });
    await drain();
    const again = (await claims.claims())[1]!;
    expect(again).toMatchObject({ frequency: '1', supersedes: claim.id });
    expect(again.snapshot.payerClaimControlNumber).toBeUndefined();
    await claims.pay(
      'T22',
      answered(again, (cents) => [cas('CO-18', cents)]),
    );
    expect(await claims.balances(claim.id)).toMatchObject({ denial_pending: 15_021 });
    expect(await claims.balances(again.id)).toMatchObject({ denial_pending: 15_021 });
  });

  test('has decided: a correction is refused, with the way that is open', async () => {
    await addMedicare();
    const { id, visit, claim } = await billed(23);
    await accept(claim);
    await claims.pay('T23', answered(claim, contractual(0.3)));
    const answer = await correct(claim, id, { ...visit, lines: [visitLine('G0463', 9_900)] });
    expect([answer.status, answer.body.code]).toEqual([409, 'claim_not_correctable']);
    expect(answer.body.detail).toMatch(
      /^Original Medicare has decided .* denied as a duplicate\. .* reopen .* or appeal/,
    );
    expect(await claims.encounterStatus(id)).toBe('billed');
    expect(await claims.claims()).toHaveLength(1);
  });

  test('takes no void', async () => {
    await addMedicare();
    const { claim } = await billed(22);
    await accept(claim);
    await ask(claim, 'void');
    await drain();
    expect(await claims.claims()).toHaveLength(1);
    expect(await claims.openTasks()).toMatchObject([{ kind: 'correction_blocked', claim: claim.id }]);
  });
});

describe('voids', () => {
  test('a paid claim is voided; when the payer has taken it back, its encounter is free and can be billed anew', async () => {
    const { id, visit, claim } = await billed(30);
    await accept(claim);
    const first = answered(claim, contractual(0.2));
    await claims.pay('T30', first);
    expect((await ask(claim, 'void')).status).toBe(202);
    await drain();
    const [, voiding] = await claims.claims();
    expect(voiding).toMatchObject({ frequency: '8', supersedes: claim.id, status: 'submitted' });
    expect(voiding?.snapshot.payerClaimControlNumber).toBe(`P${claim.number}`);
    expect(await claims.encounterStatus(id)).toBe('billed');
    expect((await ask(claim, 'void')).body.code).toBe('claim_not_correctable');
    await accept(voiding!);
    const waits = await claims.bench.api('GET', `/v1/claims/${claim.id}`);
    expect(waits.body).toMatchObject({ status: 'paid', voided: { state: 'accepted', claimId: voiding!.id } });
    expect(waits.body.events.at(-1).detail).toEqual({ voidAcceptedAs: voiding!.id, awaits: 'reversal' });
    await claims.pay('T31', { ...reversed(first) }, answered((await billed(31)).claim, contractual(0)));
    expect(await claims.balances(claim.id, voiding!.id)).toEqual({});
    expect((await claims.claims()).slice(0, 2).map((each) => each.status)).toEqual(['reversed', 'closed']);
    expect(await claims.encounterStatus(id)).toBe('not_billable');
    expect((await claims.bench.api('GET', `/v1/claims/${claim.id}`)).body.voided).toEqual({
      state: 'carried_out',
      claimId: voiding!.id,
      words: expect.stringMatching(/took its answer back/),
    });
    const read = await claims.bench.api('GET', `/v1/encounters/${id}`);
    await claims.bench.api(
      'PUT',
      `/v1/encounters/${id}`,
      { ...visit, note: 'For the right payer' },
      {
        headers: { 'if-match': read.headers.get('etag') ?? '' },
      },
    );
    await drain();
    expect((await claims.claims()).at(-1)).toMatchObject({ frequency: '1', status: 'submitted', supersedes: null });
  });

  test('a claim the payer accepted and never decided is closed when it accepts the void', async () => {
    const { id, claim } = await billed(32);
    await accept(claim);
    await ask(claim, 'void');
    await drain();
    const [, voiding] = await claims.claims();
    await accept(voiding!);
    expect((await claims.claims()).map((each) => each.status)).toEqual(['closed', 'closed']);
    expect(await claims.balances()).toEqual({});
    expect(await claims.encounterStatus(id)).toBe('not_billable');
  });

  test('a void asked for before the payer has the claim waits: it is sent when the payer accepts, and no sweep asks for it before', async () => {
    const { id, claim } = await billed(34);
    const asked = await ask(claim, 'void');
    expect([asked.status, asked.body.when]).toEqual([202, expect.stringMatching(/^The payer has not said yet/)]);
    const [wish] = await claims.bench.worker.rows<{ id: string }>('select id from claim_corrections');
    await claims.bench.worker.run('correct-claims', [wish?.id ?? '']);
    const { app } = claims.bench.gateway.database;
    const due = await app.transaction(claims.bench.worker.tenantId, (tx) =>
      findWaitingWork(tx, 'correctionsToMake', '2099-01-01T00:00:00.000Z', 10),
    );
    expect(due).toEqual([]);
    await drain();
    expect(await claims.claims()).toHaveLength(1);
    await accept(claim);
    const [original, voiding] = await claims.claims();
    expect(original).toMatchObject({ supersededBy: voiding?.id });
    expect(voiding).toMatchObject({ frequency: '8', status: 'submitted' });
    await accept(voiding!);
    expect((await claims.claims()).map((each) => each.status)).toEqual(['closed', 'closed']);
    expect(await claims.encounterStatus(id)).toBe('not_billable');
  });

  test('a void that waits is dropped when the claim is rejected, and asks nobody', async () => {
    const { claim } = await billed(35);
    await ask(claim, 'void');
    await reject(claim);
    const read = await claims.bench.api('GET', `/v1/claims/${claim.id}`);
    expect(read.body.corrections).toMatchObject([
      { kind: 'void', status: 'refused', refusal: expect.stringMatching(/rejected/) },
    ]);
    expect((await claims.openTasks()).map(({ kind }) => kind)).toEqual(['claim_rejected']);
    expect((await ask(claim, 'void')).body.detail).toMatch(/^It was rejected: the payer never took it/);
  });

  test('a rejected void changes nothing', async () => {
    const { id, claim } = await billed(33);
    await accept(claim);
    await ask(claim, 'void');
    await drain();
    await reject((await claims.claims())[1]!);
    expect((await claims.claims()).map((each) => [each.status, each.supersededBy])).toEqual([
      ['payer_accepted', null],
      ['rejected', null],
    ]);
    expect(await claims.balances()).toEqual({ insurance_receivable: 15_033, revenue: -15_033 });
    expect(await claims.encounterStatus(id)).toBe('billed');
  });
});

describe('an encounter on several claims', () => {
  test('says which part was rejected; the part is corrected and the other one left alone', async () => {
    const visit = variedVisit(4);
    const [id = ''] = await claims.bill(visit);
    const [one, two] = await claims.claims();
    await accept(one!);
    await reject(two!);
    expect(await claims.encounterStatus(id)).toBe('billed');
    const read = await claims.bench.api('GET', `/v1/encounters/${id}`);
    expect(read.body.events.at(-1)).toMatchObject({ type: 'claim_part_rejected', detail: { claimId: two!.id } });
    expect(read.body.openTasks).toMatchObject([{ kind: 'claim_rejected' }]);
    const lines = visit.lines.map((line, index) => (index === 55 ? { ...line, chargeCents: 99_900 } : line));
    await correct(two!, id, { ...visit, lines });
    await drain();
    expect((await claims.claims()).map((each) => [each.number, each.status, each.submissionNumber])).toEqual([
      [one!.number, 'payer_accepted', 1],
      [two!.number, 'submitted', 2],
    ]);
    expect(await claims.encounterStatus(id)).toBe('billed');
    expect(await claims.openTasks()).toEqual([]);
  });

  test('a correction of one part that changes the other is held, naming it', async () => {
    const visit = variedVisit(14);
    const [id = ''] = await claims.bill(visit);
    const [one, two] = await claims.claims();
    await accept(one!);
    await accept(two!);
    await correct(two!, id, {
      ...visit,
      lines: visit.lines.map((line) => ({ ...line, chargeCents: line.chargeCents + 1 })),
    });
    await drain();
    expect(await claims.claims()).toHaveLength(2);
    expect(await claims.openTasks()).toMatchObject([{ kind: 'correction_blocked' }]);
    expect((await claims.openTasks())[0]?.summary).toContain(one!.number);
  });
});

describe('by key', () => {
  test('needs claims:write; a strange claim answers like none; the same key answers the same', async () => {
    const { claim } = await billed(40);
    const key = await claims.bench.key(['claims:read']);
    const path = `/v1/claims/${claim.id}:resubmit`;
    expect((await claims.bench.api('POST', path, { reason: 'No scope' }, { key })).status).toBe(403);
    const nobody = path.replace(claim.id, '019a0000-0000-7000-8000-000000000001');
    expect((await claims.bench.api('POST', nobody, { reason: 'Nobody has it' })).status).toBe(404);
    const headers = { 'idempotency-key': 'again-and-again' };
    const [first, second] = [
      await claims.bench.api('POST', path, { reason: 'Send it again', evenIfPending: true }, { headers }),
      await claims.bench.api('POST', path, { reason: 'Send it again', evenIfPending: true }, { headers }),
    ];
    expect([first.status, second.text]).toEqual([202, first.text]);
    expect(await claims.bench.worker.rows('select 1 from claim_corrections')).toHaveLength(1);
  });
});
