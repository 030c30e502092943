import { cleanVisit, payerCover, variedVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReviewBench, startReviewBench } from './review-bench.ts';

let bench: ReviewBench;
let held: string[];
const queue = '/v1/tasks?status=open&kind=coding_review';

/** A visit that ST002 holds: one of two diagnoses has no line. */
const loose = (number: number, changes: Record<string, unknown> = {}) =>
  cleanVisit(number, { lines: [visitLine('G0463', 10_000 * (number + 1), { diagnosisPointers: [1] })], ...changes });

beforeAll(async () => {
  bench = await startReviewBench();
  await bench.api('PUT', '/v1/rule-settings', { ruleId: 'ST002', severity: 'deny', why: 'the payers return these' });
  const visits = [
    loose(0),
    loose(1, { coverages: [payerCover('FBA-QA', 'Quill and Anchor Benefit Fund', 'QA1')] }),
    loose(2, { renderingProvider: undefined }),
    loose(3),
    variedVisit(7),
  ];
  held = [];
  // One after the other: ids tell the order of milliseconds, not within one.
  for (const visit of visits) {
    held.push(...(await bench.worker.accept([visit])));
    await bench.worker.drain();
  }
});
afterAll(() => bench[Symbol.asyncDispose]());

type Item = { id: string; encounterId: string; ruleIds: string[]; chargeCents: number; assignee: string | null };
async function items(query: string): Promise<Item[]> {
  const answer = await bench.api('GET', `${queue}${query}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.items;
}
const places = async (query: string) => (await items(query)).map((item) => held.indexOf(item.encounterId));
async function taskOf(place: number): Promise<string> {
  const item = (await items('')).find((one) => one.encounterId === held[place]);
  if (!item) throw new Error(`encounter ${place} has no open task`);
  return item.id;
}

describe('the queue', () => {
  test('tasks carry rules, payer, providers and money, and are found by each', async () => {
    expect(await places('')).toEqual([4, 3, 2, 1, 0]);
    expect((await items('&rule=ST002')).map(({ ruleIds }) => ruleIds)).toEqual([
      ['ST002'],
      ['ST002', 'ID013'],
      ['ST002'],
      ['ST002'],
    ]);
    expect(await places('&rule=ID001')).toEqual([4]);
    expect(await places('&payerId=FBA-QA')).toEqual([1]);
    expect(await places('&providerNpi=1122334455')).toEqual([4, 3, 1, 0]);
    expect(await places('&minChargeCents=30000')).toEqual([3, 2]);
    expect(await places('&olderThanDays=1')).toEqual([]);
    await bench.worker.rows(`update tasks set opened_at = opened_at - interval '3 days' where encounter_id = $1`, [
      held[0],
    ]);
    expect(await places('&olderThanDays=2')).toEqual([0]);
  });

  test('by age or by money, page by page, each task once', async () => {
    expect(await places('&sort=oldest')).toEqual([0, 1, 2, 3, 4]);
    const all = await places('&sort=charge');
    expect(all).toEqual([3, 2, 1, 4, 0]);
    for (const sort of ['newest', 'oldest', 'charge']) {
      const whole = await places(`&sort=${sort}`);
      const seen: number[] = [];
      for (let cursor = ''; ; ) {
        const page = await bench.api('GET', `${queue}&sort=${sort}&limit=2${cursor}`);
        seen.push(...page.body.items.map((item: Item) => held.indexOf(item.encounterId)));
        if (page.body.nextCursor === null) break;
        cursor = `&cursor=${page.body.nextCursor}`;
      }
      expect(seen).toEqual(whole);
    }
  });

  test('is taken, given back, commented on; somebody else has to say so to take it over', async () => {
    const id = await taskOf(0);
    const [ada, bo] = [
      await bench.key(['encounters:read', 'tasks:write']),
      await bench.key(['encounters:read', 'tasks:write']),
    ];
    const taken = await bench.api('POST', `/v1/tasks/${id}:assign`, {}, { key: ada });
    expect(taken.body).toMatchObject({ id, assignee: expect.stringMatching(/^key\//) });
    expect((await bench.api('GET', `${queue}&assignee=me`, undefined, { key: ada })).body.items).toHaveLength(1);
    expect((await bench.api('GET', `${queue}&assignee=me`, undefined, { key: bo })).body.items).toEqual([]);
    expect(await places('&assignee=none')).not.toContain(0);
    const late = await bench.api('POST', `/v1/tasks/${id}:assign`, {}, { key: bo });
    expect([late.status, late.body.code, late.body.assignee]).toEqual([409, 'task_assigned', taken.body.assignee]);
    expect(
      (await bench.api('POST', `/v1/tasks/${id}:assign`, { assignee: 'Bo', takeOver: true }, { key: bo })).status,
    ).toBe(200);
    await bench.api('POST', `/v1/tasks/${id}:comment`, { note: 'asked the physician' }, { key: bo });
    const stray = await bench.api('POST', `/v1/tasks/${id}:release`, { note: 'x' });
    expect([stray.status, stray.body.errors[0].pointer]).toEqual([422, '/note']);
    await bench.api('POST', `/v1/tasks/${id}:release`);
    const read = await bench.api('GET', `/v1/tasks/${id}`);
    expect(read.body.assignee).toBeNull();
    expect(read.body.events.map((event: { type: string; detail: object }) => [event.type, event.detail])).toEqual([
      ['assigned', { assignee: taken.body.assignee }],
      ['assigned', { assignee: 'Bo' }],
      ['commented', { note: 'asked the physician' }],
      ['released', {}],
    ]);
    const audited = await bench.worker.rows(`select action from audit_log where resource_id = $1 order by sequence`, [
      id,
    ]);
    expect(audited.map((row) => (row as { action: string }).action)).toEqual([
      'task.assign',
      'task.assign',
      'task.comment',
      'task.release',
    ]);
    await expect(bench.worker.rows(`update task_events set actor = 'x'`)).rejects.toThrow(/permission denied/);
    const looker = await bench.key(['encounters:read']);
    expect((await bench.api('POST', `/v1/tasks/${id}:assign`, {}, { key: looker })).status).toBe(403);
  });

  test('the task of a held encounter is not closed by hand, one without a held encounter is, once', async () => {
    const due = await bench.api('POST', `/v1/tasks/${await taskOf(0)}:resolve`, { note: 'done' });
    expect([due.status, due.body.code]).toEqual([409, 'task_still_due']);
    const file = await bench.worker.receive('nothing.835', 'no X12 at all');
    await bench.worker.run('ingest-files', [file]);
    const [task] = (await bench.api('GET', '/v1/tasks?status=open&kind=unmatched_inbound')).body.items;
    const wish = { note: 'a test file' };
    const done = await bench.api('POST', `/v1/tasks/${task.id}:resolve`, wish);
    expect([done.status, done.body.status]).toEqual([200, 'done']);
    const again = await bench.api('POST', `/v1/tasks/${task.id}:resolve`, wish);
    expect([again.status, again.body.code]).toEqual([409, 'task_closed']);
    expect((await bench.api('POST', `/v1/tasks/${task.id}:comment`, wish)).status).toBe(200);
  });

  test('whoever had a task keeps it when its encounter changes and is held again', async () => {
    const id = await taskOf(2);
    await bench.api('POST', `/v1/tasks/${id}:assign`, { assignee: 'Cy' });
    const encounter = await bench.api('GET', `/v1/encounters/${held[2]}`);
    const json = { ...encounter.body.content, note: 'changed' };
    const put = await bench.api('PUT', `/v1/encounters/${held[2]}`, json, {
      headers: { 'if-match': encounter.headers.get('etag') ?? '' },
    });
    expect(put.status).toBe(200);
    await bench.worker.drain();
    const fresh = await taskOf(2);
    expect(fresh).not.toBe(id);
    expect(await items('&assignee=Cy')).toMatchObject([{ id: fresh }]);
  });
});

describe('many tasks at once', () => {
  test('a rule is released in many encounters with one reason: each by the single use case, one bad row holds up nobody', async () => {
    const taskIds = [await taskOf(0), '019a0000-0000-7000-8000-000000000000', await taskOf(4), await taskOf(1)];
    const wish = { action: 'override', taskIds, ruleId: 'ST002', reason: 'both conditions were treated' };
    const weak = await bench.key(['tasks:write']);
    expect((await bench.api('POST', '/v1/tasks:bulk', wish, { key: weak })).body.scope).toBe('findings:override');
    const headers = { 'idempotency-key': 'bulk-1' };
    const answer = await bench.api('POST', '/v1/tasks:bulk', wish, { headers });
    expect(answer.status).toBe(207);
    expect(
      answer.body.results.map((row: { status: number; problem?: { code: string } }) => [row.status, row.problem?.code]),
    ).toEqual([
      [201, undefined],
      [404, 'not_found'],
      [409, 'finding_not_overridable'],
      [201, undefined],
    ]);
    const again = await bench.api('POST', '/v1/tasks:bulk', wish, { headers });
    expect(again.body.results[0]).toMatchObject({ status: 201, replayed: true });
    const overrides = await bench.worker.rows(
      `select encounter_id, rule_id, reason from finding_overrides order by created_at, id`,
    );
    expect(overrides).toEqual(
      [held[0], held[1]].map((encounter_id) => ({ encounter_id, rule_id: 'ST002', reason: wish.reason })),
    );
    await bench.worker.drain();
    for (const place of [0, 1]) {
      const encounter = await bench.api('GET', `/v1/encounters/${held[place]}`);
      expect([encounter.body.status, encounter.body.openTasks]).toEqual(['billed', []]);
    }
    const audited = await bench.worker.rows(`select action from audit_log where action = 'finding.override'`);
    expect(audited).toHaveLength(2);
  });

  test('assign, comment and release many; what the action lacks is said before anything is done', async () => {
    const taskIds = [await taskOf(2), await taskOf(3)];
    const statuses = async (json: object) =>
      (await bench.api('POST', '/v1/tasks:bulk', json)).body.results.map((row: { status: number }) => row.status);
    expect(await statuses({ action: 'assign', assignee: 'Di', taskIds })).toEqual([409, 200]);
    expect(await statuses({ action: 'assign', assignee: 'Di', takeOver: true, taskIds })).toEqual([200, 200]);
    expect((await places('&assignee=Di')).sort()).toEqual([2, 3]);
    expect(await statuses({ action: 'comment', note: 'monthly review', taskIds })).toEqual([200, 200]);
    expect(await statuses({ action: 'release', taskIds })).toEqual([200, 200]);
    for (const [json, pointer] of [
      [{ action: 'comment', taskIds }, '/note'],
      [{ action: 'override', taskIds, reason: 'right as it is' }, '/ruleId'],
      [{ action: 'override', taskIds, ruleId: 'ST002' }, '/reason'],
      [{ action: 'assign', taskIds: [] }, '/taskIds'],
    ] as const) {
      const answer = await bench.api('POST', '/v1/tasks:bulk', json);
      expect([answer.status, answer.body.errors?.[0].pointer]).toEqual([422, pointer]);
    }
  });
});
