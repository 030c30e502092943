import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ack277, file835, paid, remittance, status } from '../faults/answers.ts';
import { answered, type ClaimBench, type ClaimRow, cas, startClaimBench } from './claim-bench.ts';

// What a person does about an answer that found no home: tries it again, says which claim it means, or closes it with a reason.

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

interface Item {
  id: string;
  reasonCode: string;
  reference: string | null;
  resolvedAt: string | null;
  refusal: string | null;
  resolution: string | null;
  resolvedClaimId: string | null;
  asked: string | null;
}

const parked = async (): Promise<Item[]> => {
  const { body } = await claims.bench.api('GET', '/v1/clearinghouse/parked');
  return (body.items as Item[]).toReversed();
};
const state = async (item: Item) => (await claims.bench.api('GET', `/v1/clearinghouse/parked/${item.id}`)).body as Item;
const work = (item: { id: string }, verb: string, json: object = {}) =>
  claims.bench.api('POST', `/v1/clearinghouse/parked/${item.id}:${verb}`, { reason: 'The payer said so', ...json });
const files = () => claims.bench.worker.rows<{ status: string }>('select status from inbound_files order by id');
const drain = () => claims.bench.worker.drain();

async function billed(number: number, changes: Record<string, unknown> = {}): Promise<ClaimRow> {
  await claims.bill(cleanVisit(number, { lines: [visitLine('G0463', 10_000)], ...changes }));
  const claim = (await claims.claims()).at(-1);
  if (!claim) throw new Error('no claim');
  return claim;
}

/** An answer whose numbers name no claim of ours. */
function nameless(claim: ClaimRow, changes: object = {}) {
  const { memberId: _, ...answer } = answered(claim, () => [cas('CO-45', 2_000)]);
  return { ...answer, patientControlNumber: 'ELSEWHERE9', payerClaimControlNumber: 'UNHEARD', ...changes };
}

describe('an answer of an 835 that names no claim of ours', () => {
  test('goes to the claim somebody names, with its money; once, with who and why', async () => {
    const claim = await billed(1);
    await claims.pay('T1', nameless(claim));
    const [item] = await parked();
    expect(item).toMatchObject({ reasonCode: 'claim_unknown', resolvedAt: null });
    expect(await claims.balances()).toMatchObject({ cash: 8_000, unapplied_cash: -8_000 });
    const answer = await work(item!, 'match', { claimId: claim.id });
    expect([answer.status, answer.body]).toMatchObject([202, { status: 'waiting' }]);
    expect((await work(item!, 'retry')).body.code).toBe('parked_item_closed');
    await drain();
    expect(await claims.claim(claim.number)).toMatchObject({ status: 'paid', paidCents: 8_000 });
    expect(await claims.balances()).toEqual({ cash: 8_000, contractual_adjustment: 2_000, revenue: -10_000 });
    expect(await state(item!)).toMatchObject({ resolution: 'matched', resolvedClaimId: claim.id, asked: null });
    expect(await claims.openTasks()).toEqual([]);
    expect(await files()).toEqual([{ status: 'processed' }]);
    const [row] = await claims.bench.worker.rows<{ claim: string }>('select claim_id as claim from remittance_claims');
    expect(row?.claim).toBe(claim.id);
    const audit = await claims.bench.worker.rows<{ detail: object }>(
      "select detail from audit_log where action = 'parked_item.match'",
    );
    expect(audit).toEqual([{ detail: { reason: 'The payer said so', claimId: claim.id } }]);
    // Dealt with: nothing posts it a second time.
    expect((await work(item!, 'match', { claimId: claim.id })).body.code).toBe('parked_item_closed');
    await claims.bench.worker.run('apply-parked', [item!.id]);
    expect(await claims.balances()).toEqual({ cash: 8_000, contractual_adjustment: 2_000, revenue: -10_000 });
  });

  test('stays parked when it does not fit the claim, and says why; the right claim can be named then', async () => {
    const other = await billed(2, { lines: [visitLine('J1885', 3_000)] });
    const claim = await billed(3);
    await claims.pay('T2', nameless(claim));
    const [item] = await parked();
    await work(item!, 'match', { claimId: other.id });
    await drain();
    expect(await state(item!)).toMatchObject({ resolvedAt: null, asked: null });
    expect((await state(item!)).refusal).toMatch(/neither its charge nor any of its lines/);
    expect(await claims.claim(other.number)).toMatchObject({ status: 'submitted', paidCents: 0 });
    expect(await claims.openTasks()).toMatchObject([{ kind: 'unmatched_inbound' }]);
    await work(item!, 'match', { claimId: claim.id });
    await drain();
    expect(await state(item!)).toMatchObject({ resolution: 'matched', refusal: null });
    expect(await claims.claim(claim.number)).toMatchObject({ status: 'paid' });
  });

  test('tells nothing but its charge where it has no lines: that must be the claim’s', async () => {
    const claim = await billed(11);
    const whole = nameless(claim);
    const adjustments = [cas('CO-45', 2_000)];
    const short = { ...whole, lines: [], chargeCents: 9_000, paidCents: 7_000, adjustments };
    await claims.pay('T8', short, { ...whole, lines: [], adjustments, patientControlNumber: 'ELSEWHERE8' });
    const items = await parked();
    const wrong = items.find(({ reference }) => reference === 'ELSEWHERE9');
    const right = items.find(({ reference }) => reference === 'ELSEWHERE8');
    await work(wrong!, 'match', { claimId: claim.id });
    await work(right!, 'match', { claimId: claim.id });
    await drain();
    expect((await state(wrong!)).refusal).toBe(
      'The answer is about $90.00 and tells no lines; the claim charges $100.00.',
    );
    expect(await state(right!)).toMatchObject({ resolution: 'matched' });
    expect(await claims.claim(claim.number)).toMatchObject({ status: 'paid', paidCents: 8_000 });
  });

  test('is tried again when its claim has come in; before, it stays with the reason', async () => {
    const sample = cleanVisit(4, { lines: [visitLine('G0463', 10_000)] });
    const claim = await billed(4);
    // The payer's own number names it, once a 277CA has told that number.
    await claims.pay('T3', nameless(claim, { payerClaimControlNumber: 'ICN77', claimFilingCode: 'CI' }));
    const [item] = await parked();
    await work(item!, 'retry');
    await drain();
    expect((await state(item!)).refusal).toContain('No claim of ours has the number ELSEWHERE9');
    const accepted = ack277([{ claim, statuses: [status('A2')], payerClaimControlNumber: 'ICN77' }], {
      batchReference: 'B999999999',
    });
    await claims.take(accepted);
    await work(item!, 'retry');
    await drain();
    expect(await state(item!)).toMatchObject({ resolution: 'retried', resolvedClaimId: claim.id });
    expect(await claims.claim(claim.number)).toMatchObject({ status: 'paid', paidCents: 8_000 });
    expect(sample.lines).toHaveLength(1);
  });

  test('is dismissed with a reason, which closes the task; its money stays unapplied', async () => {
    const claim = await billed(5);
    await claims.pay('T4', nameless(claim), nameless(claim, { patientControlNumber: 'ELSEWHERE8' }));
    const [one, two] = await parked();
    expect((await work(one!, 'dismiss', { reason: 'x' })).status).toBe(422);
    expect((await work(one!, 'dismiss')).body).toMatchObject({ status: 'resolved' });
    expect(await claims.openTasks()).toMatchObject([{ kind: 'unmatched_inbound' }]);
    await work(two!, 'dismiss');
    expect(await claims.openTasks()).toEqual([]);
    expect(await claims.balances()).toMatchObject({ cash: 16_000, unapplied_cash: -16_000 });
  });
});

test('a denial that found its claim late is held against what the checks had said, like any other', async () => {
  const claim = await billed(9);
  const denial = answered(claim, (cents) => [cas('CO-50', cents)], { statusCode: '4' });
  const { memberId: _, ...answer } = denial;
  await claims.pay('T9', { ...answer, patientControlNumber: 'ELSEWHERE9', payerClaimControlNumber: 'UNHEARD' });
  // The review of its remittance is over.
  await claims.bench.worker.rows(
    'insert into remittance_reviews (tenant_id, remittance_id, reviewed_at) select tenant_id, id, now() from remittances returning 1',
  );
  await work((await parked())[0]!, 'match', { claimId: claim.id });
  await drain();
  expect(await claims.claim(claim.number)).toMatchObject({ status: 'denied' });
  expect((await claims.openTasks()).map(({ kind }) => kind)).toEqual(['claim_denied']);
  expect(await claims.bench.worker.rows('select claim_id as claim, verdict from denial_reviews')).toEqual([
    { claim: claim.id, verdict: 'missed' },
  ]);
});

describe('anything else that was parked', () => {
  test('a payment that broke something of ours is posted when that is mended; what of it has no home is parked alone', async () => {
    const claim = await billed(10);
    const other = nameless(claim);
    const held = { kind: '835', remittance: remittance('T10', [answered(claim, () => [cas('CO-45', 2_000)]), other]) };
    await claims.take('This is no X12 either.');
    await claims.bench.worker.rows(
      "update parked_items set kind = '835', reason_code = 'internal_error', content = $1 returning id",
      [JSON.stringify(held)],
    );
    const [item] = await parked();
    await work(item!, 'retry');
    await drain();
    expect(await claims.claim(claim.number)).toMatchObject({ status: 'paid', paidCents: 8_000 });
    expect(await claims.balances()).toMatchObject({ cash: 16_000, unapplied_cash: -8_000 });
    expect(await state(item!)).toMatchObject({ resolution: 'retried' });
    expect(await parked()).toMatchObject([{ id: item!.id }, { reasonCode: 'claim_unknown', resolvedAt: null }]);
    // The file has an open piece still, and its task.
    expect((await claims.openTasks()).map(({ kind }) => kind)).toEqual(['unmatched_inbound']);
    await work((await parked())[1]!, 'dismiss');
    expect(await claims.openTasks()).toEqual([]);
  });

  test('a payment out of balance is refused again with its imbalance, and cannot be matched', async () => {
    const claim = await billed(6);
    const answer = paid(claim, 1);
    await claims.take(file835(remittance('T5', [{ ...answer, paidCents: answer.paidCents - 1 }])));
    const [item] = await parked();
    expect(item?.reasonCode).toBe('out_of_balance');
    expect((await work(item!, 'match', { claimId: claim.id })).body.code).toBe('parked_item_not_usable');
    await work(item!, 'retry');
    await drain();
    expect((await state(item!)).refusal).toBeTruthy();
    expect(await claims.balances()).toEqual({ insurance_receivable: 10_000, revenue: -10_000 });
    expect(await parked()).toHaveLength(1);
  });

  test('an acknowledgement of an unknown claim is applied to the claim that is named', async () => {
    const claim = await billed(7);
    const unknown = { ...claim, number: 'NOTOURS1' };
    await claims.take(
      ack277([{ claim: unknown, statuses: [status('A2')], payerClaimControlNumber: 'ICN8' }], {
        batchReference: 'B999999999',
      }),
    );
    const [item] = await parked();
    expect(item?.reasonCode).toBe('claim_not_found');
    await work(item!, 'match', { claimId: claim.id });
    await drain();
    expect(await claims.claim(claim.number)).toMatchObject({ status: 'payer_accepted', payerNumber: 'ICN8' });
    expect(await state(item!)).toMatchObject({ resolution: 'matched', resolvedClaimId: claim.id });
  });

  test('a file that is no X12 is tried again and dismissed; another tenant’s item and an unknown claim are not there', async () => {
    await claims.take('This is no X12.');
    const [item] = await parked();
    await work(item!, 'retry');
    await drain();
    expect((await state(item!)).refusal).toBeTruthy();
    expect((await work(item!, 'match', { claimId: item!.id })).status).toBe(409);
    const stranger = await claims.bench.gateway.tenant();
    const foreign = await stranger.call('POST', `/v1/clearinghouse/parked/${item!.id}:dismiss`, {
      body: JSON.stringify({ reason: 'Not mine at all' }),
      headers: { 'content-type': 'application/json' },
    });
    expect(foreign.status).toBe(404);
    const claim = await billed(8);
    await claims.pay('T6', nameless(claim));
    const answer = (await parked()).at(-1)!;
    expect((await work(answer, 'match', { claimId: item!.id })).body.code).toBe('invalid_content');
    const readOnly = await claims.bench.key(['files:read']);
    const denied = await claims.bench.api(
      'POST',
      `/v1/clearinghouse/parked/${answer.id}:dismiss`,
      { reason: 'No role' },
      { key: readOnly },
    );
    expect(denied.status).toBe(403);
  });
});
