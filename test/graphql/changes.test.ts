import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChangesBench, type Sending, startChangesBench } from './changes-bench.ts';

// What GraphQL changes is changed by the gateway: the same scopes, events and audit rows as over REST.

let bench: ChangesBench;
let visits = 0;

beforeAll(async () => {
  bench = await startChangesBench();
  await bench.api('PUT', '/v1/rule-settings', { ruleId: 'ST002', severity: 'deny', why: 'the payers return these' });
});
afterAll(() => bench[Symbol.asyncDispose]());

/** A visit that ST002 holds (one of two diagnoses has no line), and its task. */
async function held(): Promise<{ encounterId: string; taskId: string; pointer: string }> {
  visits += 1;
  const [encounterId = ''] = await bench.worker.accept([
    cleanVisit(visits, { lines: [visitLine('G0463', 10_000, { diagnosisPointers: [1] })] }),
  ]);
  await bench.worker.drain();
  const { body } = await bench.api('GET', `/v1/encounters/${encounterId}`);
  const finding = body.lastRun.findings.find((one: { ruleId: string }) => one.ruleId === 'ST002');
  return { encounterId, taskId: body.openTasks[0].id, pointer: finding.pointer };
}

async function change(document: string, sending?: Sending) {
  const answer = await bench.send(document, sending);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

const auditOf = (id: string) =>
  bench.worker.rows<{ action: string; actor: string; request: string; address: string }>(
    `select action, actor, request_id as request, host(remote_address::inet) as address from audit_log
     where resource_id = $1 and action like any(array['task.%', 'finding.%']) order by sequence`,
    [id],
  );
const restTask = async (id: string) => (await bench.api('GET', `/v1/tasks/${id}`)).body;

describe('one task', () => {
  test('is taken, commented on, given back: answered as the gateway answers it, with its events', async () => {
    const { taskId, encounterId } = await held();
    const ada = await bench.key(['reports:read', 'tasks:write']);
    const headers = { 'x-request-id': 'from-graphql-1', 'x-forwarded-for': '203.0.113.9' };
    const taken = await change(
      `mutation { assignTask(id: "${taskId}") { replayed task { id kind status assignee ruleIds chargeCents openedAt
        encounter { id status } events { type actor assignee } } } }`,
      { key: ada, headers },
    );
    const rest = await restTask(taskId);
    expect(rest.assignee).toMatch(/^key\//);
    const { kind, status, ruleIds, chargeCents, openedAt } = rest;
    expect(taken.assignTask).toEqual({
      replayed: false,
      task: {
        ...{ id: taskId, kind, status, assignee: rest.assignee, ruleIds, chargeCents, openedAt },
        encounter: { id: encounterId, status: 'needs_review' },
        events: [{ type: 'assigned', actor: rest.assignee, assignee: rest.assignee }],
      },
    });

    const said = await change(
      `mutation { commentTask(id: "${taskId}", note: "asked the physician") { task { comments { note actor } } } }`,
    );
    expect(said.commentTask.task.comments).toMatchObject([{ note: 'asked the physician' }]);
    const back = await change(`mutation { releaseTask(id: "${taskId}") { task { assignee } } }`);
    expect(back.releaseTask.task.assignee).toBeNull();
    expect((await restTask(taskId)).events.map(({ type }: { type: string }) => type)).toEqual([
      'assigned',
      'commented',
      'released',
    ]);
    const audited = await auditOf(taskId);
    expect(audited.map(({ action }) => action)).toEqual(['task.assign', 'task.comment', 'task.release']);
    expect(audited[0]).toEqual({
      action: 'task.assign',
      actor: rest.assignee,
      request: 'from-graphql-1',
      address: '203.0.113.9',
    });
  });

  test('one without a held encounter is resolved', async () => {
    const file = await bench.worker.receive(`nothing-${visits}.835`, 'no X12 at all');
    await bench.worker.run('ingest-files', [file]);
    const [task] = (await bench.api('GET', '/v1/tasks?status=open&kind=unmatched_inbound')).body.items;
    const { resolveTask } = await change(
      `mutation { resolveTask(id: "${task.id}", note: "a test file") { task { status closedAt events { type note } inboundFile { id } } } }`,
    );
    expect(resolveTask.task).toMatchObject({
      status: 'done',
      closedAt: expect.stringMatching(/Z$/),
      events: [{ type: 'resolved', note: 'a test file' }],
      inboundFile: { id: file },
    });
    expect((await restTask(task.id)).status).toBe('done');
  });

  test('several changes of one document are made one after the other; each answer shows what stood then', async () => {
    const { taskId } = await held();
    const shown = '{ task { assignee events { type } encounter { tasks { assignee events { type } } } } }';
    const document = `mutation {
      a: assignTask(id: "${taskId}", assignee: "Ada") ${shown}
      b: commentTask(id: "${taskId}", note: "one") ${shown}
      c: commentTask(id: "${taskId}", note: "two") ${shown}
      d: assignTask(id: "${taskId}", assignee: "Bo", takeOver: true) ${shown} }`;
    const data = await change(document);
    const events = ['a', 'b', 'c', 'd'].map((each) => data[each].task.events.map(({ type }: { type: string }) => type));
    expect(events).toEqual([
      ['assigned'],
      ['assigned', 'commented'],
      ['assigned', 'commented', 'commented'],
      ['assigned', 'commented', 'commented', 'assigned'],
    ]);
    for (const each of ['a', 'b', 'c', 'd']) {
      const { assignee, encounter, events: own } = data[each].task;
      expect(encounter.tasks).toEqual([{ assignee, events: own }]);
    }
    expect(data.d.task.assignee).toBe('Bo');
    // Sent often, it is compiled, and still makes one change after the other.
    for (let time = 0; time < 4; time += 1) {
      const again = await change(document.replaceAll('"Ada"', '"Bo"'));
      expect(again.d.task.events).toHaveLength(8 + 4 * time);
    }
  });
});

describe('a refusal', () => {
  test('carries the code, status and pointers of the REST problem and the request id; the others of the document are made', async () => {
    const [one, two] = [await held(), await held()];
    await bench.api('POST', `/v1/tasks/${one.taskId}:assign`, { assignee: 'Ada' });
    const { status, data, errors } = await bench.send(
      `mutation {
        taken: assignTask(id: "${one.taskId}", assignee: "Bo") { task { id } }
        due: resolveTask(id: "${one.taskId}", note: "done") { task { id } }
        blank: commentTask(id: "${one.taskId}", note: "  ") { task { id } }
        fine: commentTask(id: "${two.taskId}", note: "fine") { task { id } }
        nobody: releaseTask(id: "019a0000-0000-7000-8000-000000000000") { task { id } }
        nothing: releaseTask(id: "../encounters") { task { id } } }`,
      { headers: { 'x-request-id': 'refused-1' } },
    );
    expect(status).toBe(200);
    expect(data).toEqual({
      ...{ taken: null, due: null, blank: null, nobody: null, nothing: null },
      fine: { task: { id: two.taskId } },
    });
    const byPath = Object.fromEntries((errors ?? []).map((error) => [String(error.path), error]));
    expect(byPath.taken).toMatchObject({
      message: 'Ada has the task. Send takeOver to take it all the same.',
      extensions: { code: 'task_assigned', status: 409, retryable: false, requestId: 'refused-1', assignee: 'Ada' },
    });
    expect(byPath.due?.extensions).toMatchObject({ code: 'task_still_due', status: 409 });
    expect(byPath.blank?.extensions).toMatchObject({
      code: 'invalid_content',
      status: 422,
      requestId: 'refused-1',
      errors: [{ pointer: '/note', rule: expect.any(String), message: expect.any(String) }],
    });
    expect(byPath.nobody?.extensions).toMatchObject({ code: 'not_found', status: 404 });
    expect(byPath.nothing?.message).toBe(byPath.nobody?.message);
    expect(byPath.nothing?.extensions).toMatchObject({ code: 'not_found', status: 404, requestId: 'refused-1' });
    expect(Object.keys(byPath.taken?.extensions)).not.toContain('type');
  });

  test("scopes are the gateway's: tasks:write for tasks, findings:override for releases", async () => {
    const { taskId, encounterId, pointer } = await held();
    const [reader, worker] = [await bench.key(['reports:read']), await bench.key(['reports:read', 'tasks:write'])];
    const note = `mutation { commentTask(id: "${taskId}", note: "x") { task { id } } }`;
    const release = `mutation { overrideFinding(encounterId: "${encounterId}", ruleId: "ST002", pointer: "${pointer}", reason: "both treated") { replayed } }`;
    const bulk = `mutation { changeTasks(action: override, taskIds: ["${taskId}"], ruleId: "ST002", reason: "both treated") { results { status } } }`;
    for (const [document, key, scope] of [
      [note, reader, 'tasks:write'],
      [release, worker, 'findings:override'],
      [bulk, worker, 'findings:override'],
    ] as const) {
      const { data, errors } = await bench.send(document, { key });
      expect(Object.values(data)).toEqual([null]);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'missing_scope', status: 403, scope });
    }
    expect((await restTask(taskId)).events).toEqual([]);
    const noReports = await bench.key(['tasks:write']);
    expect((await bench.send(note, { key: noReports })).status).toBe(403);
  });

  test('what another tenant owns answers as what is not there', async () => {
    const { taskId } = await held();
    const otherTenant = await bench.gateway.database.tenant();
    const key = await bench.gateway.database.apiKey(otherTenant, ['admin']);
    const { data, errors } = await bench.send(
      `mutation { commentTask(id: "${taskId}", note: "x") { task { id } }
        changeTasks(action: comment, taskIds: ["${taskId}"], note: "x") { results { status task { id } problem { code } } } }`,
      { key },
    );
    expect(data.commentTask).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions.code).toBe('not_found');
    expect(data.changeTasks.results).toEqual([{ status: 404, task: null, problem: { code: 'not_found' } }]);
    expect((await restTask(taskId)).events).toEqual([]);
  });
});

describe('many tasks', () => {
  test('one result a task: done, refused or given before, with the task as it is now', async () => {
    const [one, two] = [await held(), await held()];
    await bench.api('POST', `/v1/tasks/${two.taskId}:assign`, { assignee: 'Ada' });
    const nobody = '019a0000-0000-7000-8000-000000000000';
    const document = `mutation ($ids: [ID!]!) { changeTasks(action: assign, assignee: "Bo", taskIds: $ids, idempotencyKey: "many-1") {
      results { taskId status replayed released task { assignee events { type } } problem { code title status detail retryable errors { pointer } } } } }`;
    const variables = { ids: [one.taskId, two.taskId, nobody] };
    const expected = (replayed: boolean) => [
      {
        ...{ taskId: one.taskId, status: 200, replayed, released: null, problem: null },
        task: { assignee: 'Bo', events: [{ type: 'assigned' }] },
      },
      {
        ...{ taskId: two.taskId, status: 409, replayed: false, released: null },
        task: { assignee: 'Ada', events: [{ type: 'assigned' }] },
        problem: {
          ...{ code: 'task_assigned', title: 'Somebody else has the task', status: 409, retryable: false, errors: [] },
          detail: expect.stringContaining('Ada has the task'),
        },
      },
      {
        ...{ taskId: nobody, status: 404, replayed: false, released: null, task: null },
        problem: expect.objectContaining({ code: 'not_found' }),
      },
    ];
    expect((await change(document, { variables })).changeTasks.results).toEqual(expected(false));
    expect((await change(document, { variables })).changeTasks.results).toEqual(expected(true));
  });

  test('a rule is released in many encounters, and their tasks close when they pass', async () => {
    const tasks = [await held(), await held()];
    const ids = tasks.map(({ taskId }) => taskId);
    const { changeTasks } = await change(
      `mutation ($ids: [ID!]!) { changeTasks(action: override, taskIds: $ids, ruleId: "ST002", reason: "both were treated") {
        results { status released } } }`,
      { variables: { ids } },
    );
    expect(changeTasks.results).toEqual(ids.map(() => ({ status: 201, released: 1 })));
    await bench.worker.drain();
    for (const id of ids) expect((await restTask(id)).status).toBe('done');
  });

  test('what the action lacks is an error with its pointer', async () => {
    const { taskId } = await held();
    const { data, errors } = await bench.send(
      `mutation { changeTasks(action: comment, taskIds: ["${taskId}"]) { results { status } } }`,
    );
    expect(data.changeTasks).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'invalid_content', errors: [{ pointer: '/note' }] });
  });
});

describe('a finding', () => {
  test('is released and the release taken back: the encounter is answered as it is after the change', async () => {
    const { encounterId, pointer } = await held();
    const where = `encounterId: "${encounterId}", ruleId: "ST002", pointer: "${pointer}"`;
    const { overrideFinding } = await change(
      `mutation { overrideFinding(${where}, reason: "both were treated", expiresAt: "2099-01-01T00:00:00+02:00") {
        replayed override { id ruleId reason actor expiresAt ended { at } } encounter { id status overrides { id } } } }`,
    );
    expect(overrideFinding).toMatchObject({
      replayed: false,
      override: { ruleId: 'ST002', reason: 'both were treated', expiresAt: '2098-12-31T22:00:00.000Z', ended: null },
      encounter: { id: encounterId, status: 'received', overrides: [{ id: overrideFinding.override.id }] },
    });
    const { endOverride } = await change(
      `mutation { endOverride(${where}, reason: "another visit") {
        overrides { id ended { reason actor } } encounter { version timeline { type } } } }`,
    );
    expect(endOverride.overrides).toMatchObject([
      { id: overrideFinding.override.id, ended: { reason: 'another visit' } },
    ]);
    expect(endOverride.encounter.timeline.at(-1)).toEqual({ type: 'override_ended' });
    const audited = (await auditOf(encounterId)).map(({ action }) => action);
    expect(audited).toEqual(['finding.override', 'finding.override.end']);
  });
});

describe('a change sent again', () => {
  test('is made once under its own key, and says that the answer is the one of then', async () => {
    const { taskId } = await held();
    const document = `mutation ($note: String!) { commentTask(id: "${taskId}", note: $note, idempotencyKey: "own-1") { replayed task { id } } }`;
    for (const replayed of [false, true]) {
      const data = await change(document, { variables: { note: 'once' } });
      expect(data.commentTask).toEqual({ replayed, task: { id: taskId } });
    }
    const { errors } = await bench.send(document, { variables: { note: 'other' } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'idempotency_key_reused', status: 422 });
    expect((await restTask(taskId)).events).toHaveLength(1);
    // The same key over REST is the same key: a client may change its way.
    const headers = { 'idempotency-key': 'own-1' };
    const rest = await bench.api('POST', `/v1/tasks/${taskId}:comment`, { note: 'once' }, { headers });
    expect([rest.status, rest.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  });

  test("with the request's Idempotency-Key, each change of the document has a key of its own", async () => {
    const [one, two] = [await held(), await held()];
    const document = `mutation {
      commentTask(id: "${one.taskId}", note: "same") { replayed }
      again: commentTask(id: "${one.taskId}", note: "same") { replayed }
      two: commentTask(id: "${two.taskId}", note: "other") { replayed } }`;
    // Often enough that it is compiled, too.
    for (const replayed of [false, true, true, true, true]) {
      const data = await change(document, { headers: { 'idempotency-key': 'whole-1' } });
      expect(data).toEqual({ commentTask: { replayed }, again: { replayed }, two: { replayed } });
    }
    expect((await restTask(one.taskId)).events).toHaveLength(2);
    expect((await restTask(two.taskId)).events).toHaveLength(1);
    const more = await change(document, { headers: { 'idempotency-key': 'whole-2' } });
    expect(more.two.replayed).toBe(false);
  });

  test('one key for two changes is refused, and so is one that is none', async () => {
    const { taskId } = await held();
    const note = (alias: string, key: string) =>
      `${alias}: commentTask(id: "${taskId}", note: "n", idempotencyKey: "${key}") { replayed }`;
    const { data, errors } = await bench.send(
      `mutation { ${note('a', 'k')} ${note('b', 'k')} ${note('c', 'two words')} }`,
    );
    expect(data).toEqual({ a: { replayed: false }, b: null, c: null });
    expect(errors?.[1]?.extensions).toMatchObject({ status: 400, errors: [{ pointer: '/idempotencyKey' }] });
    const whole = await bench.send(`mutation { commentTask(id: "${taskId}", note: "n") { replayed } }`, {
      headers: { 'idempotency-key': 'two words' },
    });
    expect(whole.errors?.[0]?.extensions).toMatchObject({ errors: [{ parameter: 'Idempotency-Key' }] });
    expect(errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      ['Two changes of this document have the same idempotencyKey; give each its own.', 'BAD_USER_INPUT'],
      ['The idempotencyKey cannot be used.', 'malformed_request'],
    ]);
    expect((await restTask(taskId)).events).toHaveLength(1);
  });
});
