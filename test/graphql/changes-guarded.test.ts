import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ChangesBench, startChangesBench } from './changes-bench.ts';

// What mutations must not do: change by a GET, cost without end, hang on a gateway that is away, or say what nobody knows.

let bench: ChangesBench;
let taskId: string;
let before: number;

beforeAll(async () => {
  bench = await startChangesBench();
  await bench.api('PUT', '/v1/rule-settings', { ruleId: 'ST002', severity: 'deny', why: 'the payers return these' });
  const held = cleanVisit(1, { lines: [visitLine('G0463', 10_000, { diagnosisPointers: [1] })] });
  const [encounterId] = await bench.worker.accept([held]);
  await bench.worker.drain();
  taskId = (await bench.api('GET', `/v1/encounters/${encounterId}`)).body.openTasks[0].id;
});
afterAll(() => bench[Symbol.asyncDispose]());
beforeEach(async () => {
  before = await comments();
});

const comments = async (): Promise<number> => (await bench.api('GET', `/v1/tasks/${taskId}`)).body.events.length;
const comment = (note = 'n') => `mutation { commentTask(id: "${taskId}", note: "${note}") { task { id } } }`;

describe('only by POST, and only with a key in its header', () => {
  const by = (method: string, document: string) =>
    fetch(`${bench.reportingUrl}/graphql?query=${encodeURIComponent(document)}`, {
      method,
      headers: { authorization: `Bearer ${bench.admin}` },
    });

  test('a GET or HEAD changes nothing, however well known its document is', async () => {
    const document = comment('by address');
    for (let time = 0; time < 5; time += 1) {
      const answer = await by('GET', document);
      expect(answer.status).toBe(405);
      expect(((await answer.json()) as { errors: unknown[] }).errors).toHaveLength(1);
    }
    for (let time = 0; time < 4; time += 1) expect((await bench.send(document)).errors).toBeUndefined();
    expect(await comments()).toBe(before + 4);
    const both = `query One { today } ${document.replace('mutation', 'mutation Two')}`;
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      for (const sent of [document, both, `${both}&operationName=Two`]) {
        const answer = await by(method, sent);
        expect([method, answer.ok]).toEqual([method, false]);
      }
    }
    const named = `${bench.reportingUrl}/graphql?operationName=Two&query=${encodeURIComponent(both)}`;
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(named, { method, headers: { authorization: `Bearer ${bench.admin}` } });
      expect(answer.ok).toBe(false);
    }
    expect(await comments()).toBe(before + 4);
  });

  test('what a page elsewhere could make a browser send is refused: no key travels by itself, no other content type is read', async () => {
    const post = (headers: Record<string, string>, body: BodyInit) =>
      fetch(`${bench.reportingUrl}/graphql`, { method: 'POST', headers, body });
    const authorization = `Bearer ${bench.admin}`;
    const body = JSON.stringify({ query: comment() });
    const cookie = await post({ 'content-type': 'application/json', cookie: `authorization=${bench.admin}` }, body);
    expect(cookie.status).toBe(401);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect((await post({ authorization, 'content-type': type }, body)).status).toBe(415);
    }
    expect((await post({ authorization, 'content-type': 'application/json' }, `[${body},${body}]`)).ok).toBe(false);
    const asked = await fetch(`${bench.reportingUrl}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    });
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    expect(await comments()).toBe(before);
  });
});

describe('limits', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => `c${at}: commentTask(id: "${taskId}", note: "${at}") { replayed }`).join(
      ' ',
    );

  test('a thousand changes under aliases or through fragments are refused before one is made; twenty are made', async () => {
    const around = `mutation { ...f0 } ${Array.from({ length: 10 }, (_, at) => `fragment f${at} on Mutation { ...f${at + 1} ... on Mutation { ...f${at + 1} } }`).join(' ')} fragment f10 on Mutation { ${many(1)} }`;
    for (const [document, count] of [
      [`mutation { ${many(1000)} }`, 1000],
      [`mutation { ${many(21)} }`, 21],
      [`query Q { today } mutation M { ${many(21)} }`, 21],
      [around, 1024],
    ] as const) {
      const { status, errors } = await bench.send(document);
      expect(status).toBe(400);
      expect(errors?.[0]).toMatchObject({
        message: expect.stringContaining(`makes ${count} changes; 20 is the most`),
        extensions: { code: 'TOO_MANY_CHANGES' },
      });
    }
    expect(await comments()).toBe(before);
    expect((await bench.send(`mutation { ${many(20)} }`)).errors).toBeUndefined();
    expect(await comments()).toBe(before + 20);
  });

  test('what is read after a change is limited as any query: in depth, and by what two hundred tasks would answer', async () => {
    const deep = `mutation { commentTask(id: "${taskId}", note: "x") { task { encounter { claims { encounters { claims { encounters { claims { id } } } } } } } } }`;
    const fields = (prefix: string) => Array.from({ length: 45 }, (_, at) => `${prefix}${at}: status`).join(' ');
    const wide = `mutation { changeTasks(action: release, taskIds: ["${taskId}"]) { results { ${Array.from({ length: 6 }, (_, at) => `t${at}: task { ${fields('s')} }`).join(' ')} } } }`;
    expect((await bench.send(deep)).errors?.[0]?.extensions.code).toBe('QUERY_TOO_DEEP');
    expect((await bench.send(wide)).errors?.[0]?.extensions.code).toBe('QUERY_TOO_COSTLY');
    expect(await comments()).toBe(before);
  });
});

describe('without an answer of the gateway', () => {
  test('no gateway is configured: the error says so, and reports are read as ever', async () => {
    const url = await bench.reporting({ gatewayUrl: undefined });
    const { status, data, errors } = await bench.send(comment(), { url });
    expect([status, data]).toEqual([200, { commentTask: null }]);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('GATEWAY_URL'),
      extensions: { code: 'CHANGES_NOT_CONFIGURED' },
    });
    expect((await bench.send('{ today }', { url })).errors).toBeUndefined();
  });

  test('nobody listens: the change was not made', async () => {
    const url = await bench.reporting({ gatewayUrl: `http://127.0.0.1:${await bench.closedPort()}` });
    const { data, errors } = await bench.send(comment(), { url, headers: { 'x-request-id': 'away-1' } });
    expect(data).toEqual({ commentTask: null });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('was not made'),
      extensions: {
        ...{ code: 'upstream_unavailable', status: 502, retryable: true },
        ...{ requestId: 'away-1', outcome: 'not_made' },
      },
    });
    expect(JSON.stringify(errors)).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/);
    expect(bench.log.join()).toContain('ECONNREFUSED');
  });

  test('it hangs: told in time that nobody knows, and what comes after in the document is not begun', async () => {
    let asked = 0;
    const gatewayUrl = await bench.listener(() => {
      asked += 1;
    });
    const url = await bench.reporting({ gatewayUrl, timeoutMilliseconds: 300 });
    const begun = performance.now();
    const { data, errors } = await bench.send(
      `mutation { a: commentTask(id: "${taskId}", note: "x") { replayed } b: commentTask(id: "${taskId}", note: "x") { replayed } }`,
      { url },
    );
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(data).toEqual({ a: null, b: null });
    expect(errors?.map(({ extensions }) => [extensions.code, extensions.outcome])).toEqual([
      ['upstream_unavailable', 'unknown'],
      ['upstream_unavailable', 'not_made'],
    ]);
    expect(asked).toBe(1);
  });

  test('what answers is no gateway: a page, a redirect, a broken connection', async () => {
    const elsewhere: (string | undefined)[] = [];
    const thief = await bench.listener((request, response) => {
      elsewhere.push(request.headers.authorization);
      response.end('{}');
    });
    for (const answer of [
      async () => bench.listener((_request, response) => response.writeHead(502).end('<html>Bad gateway</html>')),
      async () => bench.listener((_request, response) => response.writeHead(200).end('<html>Welcome</html>')),
      async () => bench.listener((_request, response) => response.writeHead(307, { location: thief }).end('{}')),
      async () => bench.listener((request) => request.socket.destroy()),
    ]) {
      const url = await bench.reporting({ gatewayUrl: await answer() });
      const { data, errors } = await bench.send(comment(), { url });
      expect(data).toEqual({ commentTask: null });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'upstream_unavailable', outcome: 'unknown' });
      expect(JSON.stringify(errors)).not.toContain('html');
    }
    expect(elsewhere).toEqual([]);
  });

  test('an answer of a shape nobody promised is masked, logged and named by the request id', async () => {
    const gatewayUrl = await bench.listener((_request, response) => response.writeHead(200).end('{"secret":"inside"}'));
    const url = await bench.reporting({ gatewayUrl });
    const { data, errors } = await bench.send(comment(), { url, headers: { 'x-request-id': 'odd-1' } });
    expect(data).toEqual({ commentTask: null });
    expect(errors).toEqual([
      expect.objectContaining({
        message: 'This part of the answer failed on our side. Quote the request id when you ask about it.',
        extensions: { code: 'INTERNAL', requestId: 'odd-1' },
      }),
    ]);
    expect(bench.log.some((line) => line.includes('ZodError'))).toBe(true);
  });

  test('over the rate limit of the gateway: when to ask again', async () => {
    const gatewayUrl = await bench.listener((_request, response) =>
      response
        .writeHead(429, { 'retry-after': '7', 'content-type': 'application/problem+json' })
        .end(
          JSON.stringify({ code: 'rate_limited', status: 429, detail: 'Used up.', retryable: true, requestId: 'r' }),
        ),
    );
    const url = await bench.reporting({ gatewayUrl });
    const { errors } = await bench.send(comment(), { url });
    expect(errors?.[0]).toMatchObject({
      message: 'Used up.',
      extensions: { code: 'rate_limited', status: 429, retryable: true, retryAfterSeconds: 7 },
    });
  });
});

test('on a replica that is behind, a change is answered with all that hangs on it; queries show what the replica has', async () => {
  const url = await bench.reporting({ gatewayUrl: bench.gateway.url, replica: true });
  const { data, errors } = await bench.send(
    `mutation { commentTask(id: "${taskId}", note: "seen") { task { id comments { note } encounter { externalId latestRun { outcome } } } }
      changeTasks(action: comment, taskIds: ["${taskId}"], note: "seen too") { results { task { comments { note } } } } }`,
    { url },
  );
  expect(errors).toBeUndefined();
  expect(data.commentTask.task).toMatchObject({ id: taskId, encounter: { latestRun: { outcome: 'needs_review' } } });
  expect(data.commentTask.task.comments.at(-1)).toEqual({ note: 'seen' });
  expect(data.changeTasks.results[0].task.comments.at(-1)).toEqual({ note: 'seen too' });
  expect((await bench.send(`{ task(id: "${taskId}") { id } }`, { url })).data).toEqual({ task: null });
});

test('encounters and claims shown after a change are in the audit log, and no connection is kept', async () => {
  await bench.send(`mutation { commentTask(id: "${taskId}", note: "x") { task { encounter { id } } } }`, {
    headers: { 'x-request-id': 'shown-1' },
  });
  const rows = await bench.worker.rows<{ action: string }>(
    `select action from audit_log where request_id = 'shown-1' order by sequence`,
  );
  expect(rows.map(({ action }) => action)).toEqual(['task.comment', 'view']);
  const { pool } = bench.gateway.database.app;
  await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
});
