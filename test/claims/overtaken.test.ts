import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ack277, status } from '../faults/answers.ts';
import { type ClaimBench, startClaimBench } from './claim-bench.ts';

// Two people at one claim: who read it before the other changed it is told, and changes nothing. All of it is real.

let claims: ClaimBench;
beforeEach(async () => {
  claims = await startClaimBench();
});
afterEach(() => claims[Symbol.asyncDispose]());

async function billed(number: number) {
  const visit = cleanVisit(number);
  const [id = ''] = await claims.bill(visit);
  const [claim] = await claims.claims();
  if (!claim) throw new Error('no claim');
  return { id, visit, claim };
}

const read = (claimId: string) => claims.bench.api('GET', `/v1/claims/${claimId}`);
const tagOf = async (claimId: string) => (await read(claimId)).headers.get('etag') ?? '';

function ask(claimId: string, what: string, tag: string | undefined, json: object = {}) {
  const headers: Record<string, string> = tag === undefined ? {} : { 'if-match': tag };
  return claims.bench.api('POST', `/v1/claims/${claimId}:${what}`, { reason: 'for the test', ...json }, { headers });
}

const priced = (visit: object, chargeCents: number) => ({ ...visit, lines: [visitLine('G0463', chargeCents)] });

describe('a correction', () => {
  test('of two at once by what both read, one is taken and the other told the version it should have read', async () => {
    const { id, visit, claim } = await billed(1);
    const tag = await tagOf(claim.id);
    const answers = await Promise.all(
      [20_000, 30_000].map((cents) =>
        ask(claim.id, 'correct', tag, { encounters: [{ id, content: priced(visit, cents) }] }),
      ),
    );
    expect(answers.map(({ status: code }) => code).sort()).toEqual([202, 412]);
    const [first, second] = answers[0]?.status === 202 ? [20_000, answers[1]] : [30_000, answers[0]];
    const now = (await read(claim.id)).body.contentVersion;
    expect(second?.body).toMatchObject({ code: 'precondition_failed', contentVersion: now });
    await claims.bench.worker.drain();
    expect(await claims.claim(claim.number)).toMatchObject({ chargeCents: first, submissionNumber: 2 });
    const versions = await claims.bench.worker.rows('select version from encounters');
    expect(versions).toEqual([{ version: 2 }]);
  });

  test('and a change of its encounter at once: never both on what one of them read', async () => {
    const { id, visit, claim } = await billed(2);
    await ask(claim.id, 'correct', '*', {
      encounters: [{ id, content: { ...visit, diagnoses: [{ code: 'ZZZ99' }] } }],
    });
    await claims.bench.worker.drain();
    const tag = await tagOf(claim.id);
    const encounter = await claims.bench.api('GET', `/v1/encounters/${id}`);
    const headers = { 'if-match': encounter.headers.get('etag') ?? '' };
    const codes = await Promise.all([
      ask(claim.id, 'correct', tag, { encounters: [{ id, content: priced(visit, 20_000) }] }).then((a) => a.status),
      claims.bench.api('PUT', `/v1/encounters/${id}`, priced(visit, 30_000), { headers }).then((a) => a.status),
    ]);
    expect([
      [202, 412],
      [412, 200],
    ]).toContainEqual(codes);
  });

  test('says which version of the encounter it rests on, if it likes: another one is refused though the claim was read again', async () => {
    const { id, visit, claim } = await billed(3);
    const encounters = [{ id, version: 7, content: priced(visit, 20_000) }];
    const answer = await ask(claim.id, 'correct', await tagOf(claim.id), { encounters });
    expect([answer.status, answer.body.encounterId, answer.body.version]).toEqual([412, id, 1]);
    const fresh = [{ id, version: 1, content: priced(visit, 20_000) }];
    expect((await ask(claim.id, 'correct', await tagOf(claim.id), { encounters: fresh })).status).toBe(202);
  });

  test('needs If-Match; what a payer answers meanwhile makes nobody read again', async () => {
    const { id, visit, claim } = await billed(4);
    const tag = await tagOf(claim.id);
    const encounters = [{ id, content: priced(visit, 20_000) }];
    expect((await ask(claim.id, 'correct', undefined, { encounters })).status).toBe(428);
    expect((await ask(claim.id, 'correct', 'yesterday', { encounters })).status).toBe(400);
    const accepted = { claim, statuses: [status('A2')], payerClaimControlNumber: 'ICN4' };
    await claims.take(ack277([accepted], { batchReference: 'B999999999' }));
    expect((await claims.claim(claim.number)).status).toBe('payer_accepted');
    expect(await tagOf(claim.id)).toBe(tag);
    expect((await ask(claim.id, 'correct', tag, { encounters })).status).toBe(202);
    expect(await tagOf(claim.id)).not.toBe(tag);
  });
});

describe('what else is asked of a claim', () => {
  test('giving up a correction that somebody has changed since is refused', async () => {
    const { id, visit, claim } = await billed(5);
    const held = (code: string) => [{ id, content: { ...visit, diagnoses: [{ code }] } }];
    await ask(claim.id, 'correct', '*', { encounters: held('ZZZ98') });
    await claims.bench.worker.drain();
    const tag = await tagOf(claim.id);
    expect((await ask(claim.id, 'correct', tag, { encounters: held('ZZZ99') })).status).toBe(202);
    const stale = await ask(claim.id, 'abandon-correction', tag);
    expect([stale.status, stale.body.code]).toEqual([412, 'precondition_failed']);
    expect((await ask(claim.id, 'abandon-correction', undefined)).status).toBe(428);
    expect((await ask(claim.id, 'abandon-correction', await tagOf(claim.id))).status).toBe(200);
  });

  test('voiding, sending again: by the version that was read where one is sent, and without one as the claim is now', async () => {
    const { id, visit, claim } = await billed(6);
    const tag = await tagOf(claim.id);
    await ask(claim.id, 'correct', tag, { encounters: [{ id, content: priced(visit, 20_000) }] });
    await claims.bench.worker.drain();
    expect((await claims.claim(claim.number)).submissionNumber).toBe(2);
    for (const what of ['void', 'resubmit', 'bill-next']) {
      expect([what, (await ask(claim.id, what, tag)).status]).toEqual([what, 412]);
      expect([what, (await ask(claim.id, what, 'nonsense')).status]).toEqual([what, 400]);
    }
    expect((await ask(claim.id, 'void', undefined)).status).toBe(202);
    const between = await tagOf(claim.id);
    expect((await ask(claim.id, 'abandon-correction', between)).status).toBe(200);
    // Somebody else asked for something else since: that is not what was to be given up.
    await ask(claim.id, 'resubmit', undefined, { evenIfPending: true });
    expect((await ask(claim.id, 'abandon-correction', between)).status).toBe(412);
  });
});
