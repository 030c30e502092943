import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ack277, status } from '../faults/answers.ts';
import { answered, type ClaimBench, type ClaimRow, cas, startClaimBench } from './claim-bench.ts';

// A correction that became a claim which nobody has sent is given up: the claim is taken out, and all is as it was before.

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

const worker = () => claims.bench.worker;
const ask = (claim: { id: string }, what: string, json: object = {}) =>
  claims.bench.api('POST', `/v1/claims/${claim.id}:${what}`, { reason: 'Because the test says so', ...json });
const abandon = (claim: { id: string }) => ask(claim, 'abandon-correction', { reason: 'It was right after all' });
const accept = (claim: ClaimRow) =>
  claims.take(
    ack277([{ claim, statuses: [status('A2')], payerClaimControlNumber: `ICN${claim.number}` }], {
      batchReference: 'B999999999',
    }),
  );
const denied = (claim: ClaimRow) => answered(claim, (cents) => [cas('CO-50', cents)], { statusCode: '4' });

async function billed(number: number) {
  const visit = cleanVisit(number, { lines: [visitLine('G0463', 10_000)] });
  const [id = ''] = await claims.bill(visit);
  const claim = (await claims.claims()).at(-1);
  if (!claim) throw new Error('no claim');
  return { id, visit, claim };
}

/** Asks for another charge and works until the corrected claim waits for its batch. */
async function assembleCorrection({ id, visit, claim }: Awaited<ReturnType<typeof billed>>): Promise<void> {
  const content = { ...visit, lines: [visitLine('G0463', 12_000)] };
  const { status: code } = await ask(claim, 'correct', { encounters: [{ id, content }] });
  expect(code).toBe(202);
  await worker().run('scrub-encounters', [id]);
  await worker().run('assemble-claims', [id]);
}

const contentOf = async (id: string) => (await claims.bench.api('GET', `/v1/encounters/${id}`)).body;
const live = (claimId: string) =>
  worker().rows<{ live: boolean }>('select live from claim_encounters where claim_id = $1', [claimId]);

describe('a replacement that waits for its batch', () => {
  test('is taken out: the denied claim stands again with its task, the encounter as it was, and nothing is sent', async () => {
    const made = await billed(1);
    await accept(made.claim);
    await claims.pay('T1', denied(made.claim));
    const before = await claims.balances();
    const [task] = await claims.openTasks();
    expect(task).toMatchObject({ kind: 'claim_denied', claim: made.claim.id });
    await assembleCorrection(made);
    const replacement = (await claims.claims()).find((each) => each.supersedes === made.claim.id)!;
    expect(replacement).toMatchObject({ status: 'assembled', frequency: '7', chargeCents: 12_000 });
    expect(await claims.openTasks()).toEqual([]);

    const answer = await abandon(made.claim);
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { kind: 'correct', status: 'abandoned', claimId: made.claim.id, encounterIds: [made.id] },
    ]);
    await worker().drain();
    expect(await claims.claims()).toMatchObject([
      { id: made.claim.id, status: 'denied', supersededBy: null },
      { id: replacement.id, status: 'closed' },
    ]);
    expect(await claims.openTasks()).toEqual([task]);
    expect(await claims.balances()).toEqual(before);
    expect([await live(made.claim.id), await live(replacement.id)]).toEqual([[{ live: true }], [{ live: false }]]);
    expect(await claims.encounterStatus(made.id)).toBe('billed');
    expect((await contentOf(made.id)).content.lines).toEqual(made.visit.lines);
    expect(await worker().rows('select id from batches')).toHaveLength(1);
    const read = await claims.bench.api('GET', `/v1/claims/${made.claim.id}`);
    expect(read.body.corrections).toMatchObject([{ status: 'abandoned', refusal: 'It was right after all' }]);
    const events = (await claims.bench.api('GET', `/v1/claims/${replacement.id}`)).body.events;
    expect(events.at(-1)).toMatchObject({ type: 'withdrawn', detail: { reason: 'It was right after all' } });

    // It is over: a second time is refused, and another correction goes its way.
    expect((await abandon(made.claim)).status).toBe(409);
    await assembleCorrection(made);
    await worker().drain();
    expect((await claims.claims()).filter((each) => each.supersedes === made.claim.id)).toMatchObject([
      { status: 'closed' },
      { status: 'submitted', chargeCents: 12_000 },
    ]);
  });

  test('is taken out just as well by its own id, and a void by that of the claim it voids', async () => {
    const first = await billed(2);
    await accept(first.claim);
    await assembleCorrection(first);
    const replacement = (await claims.claims()).find((each) => each.supersedes === first.claim.id)!;
    expect((await abandon(replacement)).body).toMatchObject({ claimId: first.claim.id });
    expect(await claims.claim(first.claim.number)).toMatchObject({ status: 'payer_accepted', supersededBy: null });

    const { body } = await ask(first.claim, 'void');
    await worker().run('correct-claims', [body.id]);
    expect((await claims.claims()).at(-1)).toMatchObject({ frequency: '8', status: 'assembled' });
    expect((await abandon(first.claim)).body).toMatchObject({ kind: 'void', encounterIds: [] });
    await worker().drain();
    expect((await claims.claims()).map((each) => each.status)).toEqual(['payer_accepted', 'closed', 'closed']);
    expect(await claims.encounterStatus(first.id)).toBe('billed');
  });

  test('goes out when its batch is built: the refusal names the batch, and after it was sent says that it was', async () => {
    const made = await billed(3);
    await accept(made.claim);
    await assembleCorrection(made);
    await worker().run('build-batches', [made.claim.id]);
    const [batch] = await worker().rows<{ name: string }>(
      "select file_name as name from batches where status = 'built'",
    );
    const inBatch = await abandon(made.claim);
    expect([inBatch.status, inBatch.body.code]).toEqual([409, 'claim_not_correctable']);
    expect(inBatch.body.detail).toContain(batch?.name);
    expect(inBatch.body.detail).toContain('bytes do not change');
    await worker().drain();
    expect((await abandon(made.claim)).body.detail).toContain('sent already');
    expect((await claims.claims()).map((each) => each.status)).toEqual(['payer_accepted', 'submitted']);
    expect((await contentOf(made.id)).content.lines[0].chargeCents).toBe(12_000);
  });
});

describe('a claim that waits to be sent again under its own number', () => {
  test('is what was sent before, and the payer’s words about that count', async () => {
    const made = await billed(4);
    const [{ group } = { group: 0 }] = await worker().rows<{ group: number }>(
      'select group_control_number as "group" from batches',
    );
    const reference = { batchReference: `B${String(group).padStart(9, '0')}` };
    await claims.take(ack277([{ claim: made.claim, statuses: [status('A1')] }], { ...reference, entity: 'AY' }));
    expect(await claims.claim(made.claim.number)).toMatchObject({ status: 'acknowledged' });
    await assembleCorrection(made);
    expect(await claims.claim(made.claim.number)).toMatchObject({
      status: 'assembled',
      submissionNumber: 2,
      chargeCents: 12_000,
    });
    expect((await abandon(made.claim)).status).toBe(200);
    await worker().drain();
    expect(await claims.claims()).toMatchObject([
      { status: 'acknowledged', submissionNumber: 3, chargeCents: 10_000, frequency: '1' },
    ]);
    expect(await claims.balances()).toEqual({ insurance_receivable: 10_000, revenue: -10_000 });
    expect((await contentOf(made.id)).content.lines).toEqual(made.visit.lines);
    await claims.take(ack277([{ claim: made.claim, statuses: [status('A7', '21')] }], reference));
    expect(await claims.claim(made.claim.number)).toMatchObject({ status: 'rejected' });
    expect(await claims.encounterStatus(made.id)).toBe('needs_review');
  });

  test('was rejected before, and is rejected again: its encounter and its task are with a person', async () => {
    const made = await billed(5);
    await claims.take(
      ack277([{ claim: made.claim, statuses: [status('A7', '562')] }], { batchReference: 'B999999999' }),
    );
    const [task] = await claims.openTasks();
    const { body } = await ask(made.claim, 'resubmit');
    await worker().run('correct-claims', [body.id]);
    expect(await claims.claim(made.claim.number)).toMatchObject({ status: 'assembled', submissionNumber: 2 });
    expect((await abandon(made.claim)).body).toMatchObject({ kind: 'resubmit' });
    await worker().drain();
    expect(await claims.claims()).toMatchObject([{ status: 'rejected' }]);
    expect(await claims.encounterStatus(made.id)).toBe('needs_review');
    expect(await claims.openTasks()).toEqual([task]);
    expect(await claims.balances()).toEqual({});
  });
});
