import { cleanVisit, variedVisit } from '@claimwright/worker/test-encounters';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ack277, type SentClaim, status } from '../faults/answers.ts';
import { expectBooksInOrder } from './books.ts';
import { expectFilesEqualClaims } from './claim-files.ts';
import { type Answer, type Installation, startInstallation } from './installation.ts';

// What a person puts right: findings, overrides, rejected claims, twins.

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(async () => {
  const { database, tenantId, claimFilesFolder } = installation.stack;
  try {
    await expectBooksInOrder(database, tenantId);
    await expectFilesEqualClaims(database, tenantId, claimFilesFolder);
    expect(installation.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  } finally {
    await installation[Symbol.asyncDispose]();
  }
});

async function post(encounter: object): Promise<{ id: string; etag: string }> {
  const answer = await installation.call('POST', '/v1/encounters', { json: encounter });
  expect(answer.status).toBe(202);
  return { id: answer.body.id, etag: answer.headers.get('etag') ?? '' };
}

async function read(id: string): Promise<Answer> {
  const answer = await installation.call('GET', `/v1/encounters/${id}`);
  expect(answer.status).toBe(200);
  return answer;
}

interface LinkedClaim extends SentClaim {
  live: boolean;
}
const claimsOf = (encounterId: string) =>
  installation.rows<LinkedClaim>(
    `select c.id, c.patient_control_number as number, c.status, c.snapshot, ce.live from claim_encounters ce
     join claims c on c.id = ce.claim_id where ce.encounter_id = $1 order by c.patient_control_number`,
    [encounterId],
  );
const openTasks = async (encounterId: string) =>
  (
    await installation.rows<{ kind: string }>("select kind from tasks where encounter_id = $1 and status = 'open'", [
      encounterId,
    ])
  ).map(({ kind }) => kind);

test('a held encounter that is corrected becomes a claim, and its task is done', async () => {
  const wrong = variedVisit(7);
  const { id } = await post(wrong);
  await installation.settled();
  const held = await read(id);
  expect(held.body.status).toBe('needs_review');
  expect(await openTasks(id)).toEqual(['coding_review']);
  expect(await claimsOf(id)).toEqual([]);
  const corrected = { ...wrong, billingProvider: { ...wrong.billingProvider, npi: '1234567893' } };
  const stale = await installation.call('PUT', `/v1/encounters/${id}`, {
    json: corrected,
    headers: { 'if-match': '"99"' },
  });
  expect(stale.status).toBe(412);
  const put = await installation.call('PUT', `/v1/encounters/${id}`, {
    json: corrected,
    headers: { 'if-match': held.headers.get('etag') ?? '' },
  });
  expect(put.status).toBe(200);
  await installation.settled();
  expect((await read(id)).body.status).toBe('billed');
  expect(await openTasks(id)).toEqual([]);
  expect((await claimsOf(id)).map((claim) => claim.status)).toHaveLength(1);
  expect(
    await installation.rows(
      'select encounter_version as version, outcome from scrub_runs where encounter_id = $1 order by 1',
      [id],
    ),
  ).toEqual([
    { version: 1, outcome: 'needs_review' },
    { version: 2, outcome: 'ready' },
  ]);
});

test('an override with a reason releases what may be released', async () => {
  const first = cleanVisit(101);
  await post(first);
  await installation.settled();
  // The same service of the same patient again, which the sender says is meant.
  const { id } = await post({ ...first, externalId: 'visit-101-again' });
  await installation.settled();
  const held = await read(id);
  expect(held.body.status).toBe('needs_review');
  const [finding] = await installation.rows<{ rule_id: string; pointer: string }>(
    "select rule_id, pointer from findings where encounter_id = $1 and verdict = 'fail' and severity in ('reject', 'deny')",
    [id],
  );
  expect(finding?.rule_id).toBe('AD002');
  const released = await installation.call('POST', `/v1/encounters/${id}/findings:override`, {
    json: { ruleId: finding?.rule_id, pointer: finding?.pointer, reason: 'Seen twice that day, the payer agreed.' },
  });
  expect(released.status).toBe(201);
  await installation.settled();
  expect((await read(id)).body.status).toBe('billed');
  expect(await claimsOf(id)).toHaveLength(1);
  expect(
    await installation.rows(
      "select verdict from findings where encounter_id = $1 and rule_id = 'AD002' order by run_id",
      [id],
    ),
  ).toEqual([{ verdict: 'fail' }, { verdict: 'bypassed' }]);
});

test('a rejected claim frees its encounter; corrected, it goes out again under its number as another submission', async () => {
  const visit = cleanVisit(102);
  const { id } = await post(visit);
  await installation.settled();
  const [claim] = await claimsOf(id);
  const [batch] = await installation.rows<{ group: number }>(
    `select b.group_control_number as "group" from batches b join batch_claims bc on bc.batch_id = b.id where bc.claim_id = $1`,
    [claim?.id],
  );
  const reference = `B${String(batch?.group).padStart(9, '0')}`;
  // The answer comes in by the door that clearinghouses use.
  const answer = await installation.call('POST', '/v1/clearinghouse/files', {
    headers: { 'content-type': 'application/edi-x12' },
    body: ack277([{ claim: claim as SentClaim, statuses: [status('A7', '562')] }], { batchReference: reference }),
  });
  expect(answer.status).toBeLessThan(300);
  await installation.settled();
  expect(await claimsOf(id)).toMatchObject([{ number: claim?.number, status: 'rejected', live: false }]);
  const freed = await read(id);
  expect(freed.body.status).toBe('needs_review');
  expect(await openTasks(id)).toEqual(['claim_rejected']);
  const put = await installation.call('PUT', `/v1/encounters/${id}`, {
    json: { ...visit, note: 'Second try' },
    headers: { 'if-match': freed.headers.get('etag') ?? '' },
  });
  expect(put.status).toBe(200);
  await installation.settled();
  const again = await claimsOf(id);
  expect(again).toMatchObject([{ id: claim?.id, number: claim?.number, live: true }]);
  expect(again[0]?.status).not.toBe('rejected');
  expect(await openTasks(id)).toEqual([]);
  expect((await read(id)).body.status).toBe('billed');
  // A late word about the first submission is kept as a note and moves nothing.
  await installation.call('POST', '/v1/clearinghouse/files', {
    headers: { 'content-type': 'application/edi-x12' },
    body: ack277([{ claim: claim as SentClaim, statuses: [status('A7', '21')] }], { batchReference: reference }),
  });
  await installation.settled();
  expect(await claimsOf(id)).toMatchObject([{ status: again[0]?.status, live: true }]);
});

test('a billed encounter cannot be changed under its claim', async () => {
  const visit = cleanVisit(103);
  const { id } = await post(visit);
  await installation.settled();
  const billed = await read(id);
  const put = await installation.call('PUT', `/v1/encounters/${id}`, {
    json: { ...visit, note: 'changed' },
    headers: { 'if-match': billed.headers.get('etag') ?? '' },
  });
  expect(put.status).toBe(409);
  expect(await claimsOf(id)).toHaveLength(1);
});

test('of twins that arrive together exactly one is billed, the other is held as its duplicate', async () => {
  const pairs = Array.from({ length: 12 }, (_, number) => {
    const visit = cleanVisit(200 + number);
    return [visit, { ...visit, externalId: `${visit.externalId}-twin` }];
  });
  const ids = await Promise.all(pairs.map((pair) => Promise.all(pair.map((visit) => post(visit)))));
  await installation.settled();
  for (const pair of ids) {
    const found = await Promise.all(pair.map(async ({ id }) => (await read(id)).body.status));
    expect(found.toSorted()).toEqual(['billed', 'needs_review']);
  }
});
