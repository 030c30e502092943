import { cleanVisit } from '@claimwright/worker/test-encounters';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReviewBench, startReviewBench } from './review-bench.ts';

let bench: ReviewBench;
beforeAll(async () => {
  bench = await startReviewBench();
  // Held by ST002, which may be released, and by ID001, which may not: so that nothing is billed meanwhile.
  const setting = await bench.api('PUT', '/v1/rule-settings', { ruleId: 'ST002', severity: 'deny', why: 'a test' });
  expect(setting.status, setting.text).toBe(200);
});
afterAll(() => bench[Symbol.asyncDispose]());

const wrongNpi = { npi: '1122334456', lastName: 'Healer', firstName: 'Sam', taxonomyCode: '207Q00000X' };
const finding = { ruleId: 'ST002', pointer: '/lines/0/diagnosisPointers' };

/** An encounter that is held by two findings, and the pointer of the one that may be released. */
async function held(number: number): Promise<{ id: string; wish: typeof finding }> {
  const encounter = cleanVisit(number, {
    renderingProvider: wrongNpi,
    lines: [{ ...cleanVisit(number).lines[0], diagnosisPointers: [1] }],
  });
  const { body } = await bench.api('POST', '/v1/encounters', encounter);
  await bench.worker.drain();
  const found = (await read(body.id)).lastRun.findings.find((one: { ruleId: string }) => one.ruleId === 'ST002');
  expect(found).toMatchObject({ verdict: 'fail', overridable: true });
  return { id: body.id, wish: { ruleId: 'ST002', pointer: found.pointer } };
}

const read = async (id: string) => (await bench.api('GET', `/v1/encounters/${id}`)).body;
const verdictOf = async (id: string) =>
  (await read(id)).lastRun.findings.find((one: { ruleId: string }) => one.ruleId === 'ST002')?.verdict;
const act = async (id: string, what: string, json: object, key?: string) => {
  const answer = await bench.api('POST', `/v1/encounters/${id}/findings:${what}`, json, key ? { key } : {});
  await bench.worker.drain();
  return answer;
};

test('a release that is taken back ends with who and why; the finding stands again; a run of then stays as it was', async () => {
  const { id, wish } = await held(1);
  for (const reason of ['in the note', 'said so twice']) {
    await bench.api('POST', `/v1/encounters/${id}/findings:override`, { ...wish, reason });
  }
  await bench.worker.drain();
  expect(await verdictOf(id)).toBe('bypassed');
  const before = await read(id);
  const runs = await bench.worker.rows<{ id: string }>(
    'select id from scrub_runs where encounter_id = $1 order by id desc limit 1',
    [id],
  );

  const answer = await act(id, 'endOverride', { ...wish, reason: 'the note was of another visit' });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body.encounter).toMatchObject({ id, version: before.version + 1, status: 'received' });
  expect(answer.body.overrides.map((one: { reason: string }) => one.reason)).toEqual(['in the note', 'said so twice']);
  expect(await verdictOf(id)).toBe('fail');
  const after = await read(id);
  expect(after.overrides.map(({ ended }: { ended: object }) => ended)).toEqual(
    [1, 2].map(() => ({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      actor: expect.stringMatching(/^key\//),
      reason: 'the note was of another visit',
    })),
  );
  expect(after.events.map(({ type }: { type: string }) => type)).toContain('override_ended');
  const [audit] = await bench.worker.rows<{ detail: object }>(
    `select detail from audit_log where action = 'finding.override.end' and resource_id = $1`,
    [id],
  );
  expect(audit?.detail).toMatchObject({ ...wish, overrideIds: after.overrides.map((one: { id: string }) => one.id) });

  const then = await bench.api('POST', `/v1/encounters/${id}:scrub?run=${runs[0]?.id}`);
  expect(then.body).toMatchObject({ reproducible: true, of: { identical: true } });
  expect(JSON.stringify(then.body.run.findings)).toContain('bypassed');
  const ahead = await bench.api('POST', '/v1/encounters:validate', after.content);
  expect(ahead.body.findings.find((one: { ruleId: string }) => one.ruleId === 'ST002').verdict).toBe('fail');
  expect((await act(id, 'override', { ...wish, reason: 'now it is' })).status).toBe(201);
  expect(await verdictOf(id)).toBe('bypassed');
});

test('what is not released, has ended or is billed cannot be taken back, and nothing is written', async () => {
  const { id, wish } = await held(2);
  const why = { ...wish, reason: 'not right' };
  const refused = await act(id, 'endOverride', why);
  expect([refused.status, refused.body.errors[0].rule]).toEqual([422, 'override']);
  await act(id, 'override', { ...wish, reason: 'in the note' });
  expect((await act(id, 'endOverride', { ...why, pointer: '/lines/9' })).status).toBe(422);
  expect((await act(id, 'endOverride', why)).status).toBe(200);
  expect((await act(id, 'endOverride', why)).status).toBe(422);
  expect((await act(id, 'endOverride', { ...why, reason: ' ' })).status).toBe(422);
  const nobody = await act('01a20af6-07db-7222-acc3-b2730290fcd7', 'endOverride', why);
  expect([nobody.status, nobody.body.code]).toEqual([404, 'not_found']);

  const { id: other, wish: its } = await held(3);
  await act(other, 'override', { ...its, reason: 'in the note' });
  await bench.worker.transaction((tx) => tx.query("update encounters set status = 'billed' where id = $1", [other]));
  const late = await act(other, 'endOverride', { ...its, reason: 'not right' });
  expect([late.status, late.body.code]).toEqual([409, 'encounter_billed']);
  const [{ count } = { count: -1 }] = await bench.worker.rows<{ count: number }>(
    'select count(*) as count from finding_override_ends where encounter_id = $1',
    [other],
  );
  expect(count).toBe(0);
});

test("needs the right to release, and is another tenant's business to nobody", async () => {
  const { id, wish } = await held(4);
  await act(id, 'override', { ...wish, reason: 'in the note' });
  const writer = await bench.key(['encounters:write', 'encounters:read']);
  const refused = await act(id, 'endOverride', { ...wish, reason: 'not right' }, writer);
  expect([refused.status, refused.body.scope]).toEqual([403, 'findings:override']);
  const coder = await bench.key(['findings:override']);
  expect((await act(id, 'endOverride', { ...wish, reason: 'not right' }, coder)).status).toBe(200);
});
