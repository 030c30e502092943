import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleEncounter, startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let tenant: TestTenant;
beforeAll(async () => {
  gateway = await startTestGateway();
  tenant = await gateway.tenant();
});
afterAll(() => gateway[Symbol.asyncDispose]());

const ndjson = { 'content-type': 'application/x-ndjson' };

function lines(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${JSON.stringify(sampleEncounter(`${prefix}-${index}`))}\n`).join(
    '',
  );
}

function results(text: string) {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** A request whose body is written by hand. */
function open(headers: Record<string, string> = {}) {
  const received: string[] = [];
  const request = httpRequest(`${gateway.url}/v1/encounters:bulk`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tenant.key}`, ...ndjson, ...headers },
  });
  const ended = new Promise<void>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => received.push(...chunk.trimEnd().split('\n')));
      response.on('end', resolve);
      response.on('error', reject);
    });
  });
  ended.catch(() => undefined);
  return { request, received, ended };
}

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await holds()) return;
    await sleep(10);
  }
  throw new Error('it did not become so within 3 s');
}

describe('POST /v1/encounters:bulk', () => {
  test('takes 2,500 lines in order, each with event, audit and outbox row', async () => {
    const before = await tenant.counts();
    const answer = await tenant.call('POST', '/v1/encounters:bulk', { body: lines('many', 2500), headers: ndjson });
    expect(answer.status).toBe(207);
    expect(answer.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
    const all = results(answer.text);
    expect(all.map((result) => result.line)).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1));
    expect(all.every((result, index) => result.status === 202 && result.encounter.externalId === `many-${index}`)).toBe(
      true,
    );
    const after = await tenant.counts();
    for (const table of ['encounters', 'encounter_events', 'outbox', 'audit_log']) {
      expect(after[table]! - before[table]!, table).toBe(2500);
    }
  });

  test('results come while the sender still sends', async () => {
    const { request, received, ended } = open();
    request.write(lines('early', 1));
    await eventually(() => received.length === 1);
    request.write(lines('later', 1));
    await eventually(() => received.length === 2);
    request.end();
    await ended;
    expect(received.map((line) => JSON.parse(line).encounter.externalId)).toEqual(['early-0', 'later-0']);
  });

  test('a sender that goes away leaves only whole lines, and the gateway well', async () => {
    const { request, received } = open();
    request.write(lines('gone', 3));
    request.write('{"externalId": "gone-half');
    await eventually(() => received.length === 3);
    request.destroy();
    await sleep(50);
    const list = await tenant.call('GET', '/v1/encounters?externalId=gone-half');
    expect(list.body.items).toEqual([]);
    expect((await tenant.call('GET', '/v1/encounters?externalId=gone-2')).body.items).toHaveLength(1);
    expect(
      (await tenant.call('POST', '/v1/encounters:bulk', { body: lines('after', 1), headers: ndjson })).status,
    ).toBe(207);
  });

  test('the same stream again under the same key gives the same encounters; a changed line is refused alone', async () => {
    const headers = { ...ndjson, 'idempotency-key': 'stream-1' };
    const first = results(
      (await tenant.call('POST', '/v1/encounters:bulk', { body: lines('again', 3), headers })).text,
    );
    const before = await tenant.counts();
    const changed = lines('again', 3).replace('again-1"', 'again-x"');
    const second = results((await tenant.call('POST', '/v1/encounters:bulk', { body: changed, headers })).text);
    expect(second[0]).toEqual({ ...first[0], replayed: true });
    expect(second[1].problem.code).toBe('idempotency_key_reused');
    expect(second[2]).toEqual({ ...first[2], replayed: true });
    expect(await tenant.counts()).toEqual(before);
  });

  test('an empty stream answers nothing', async () => {
    const answer = await tenant.call('POST', '/v1/encounters:bulk', { body: '\n\n', headers: ndjson });
    expect([answer.status, answer.text]).toEqual([207, '']);
  });

  test('back-pressure: while the answer is not read, the stream is not swallowed whole', async () => {
    const request = httpRequest(`${gateway.url}/v1/encounters:bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tenant.key}`, ...ndjson },
    });
    request.on('error', () => undefined);
    // Long external problems make long answers: what is not read fills the pipes soon.
    const wrong = `${JSON.stringify({ ...sampleEncounter('wrong'), lines: Array.from({ length: 120 }, () => ({})) })}\n`;
    const chunk = wrong.repeat(20);
    let written = 0;
    let stalled = false;
    request.on('response', (response) => response.pause());
    for (let index = 0; index < 3000 && !stalled; index += 1) {
      written += chunk.length;
      if (!request.write(chunk)) {
        stalled = await Promise.race([
          new Promise<boolean>((resolve) => request.once('drain', () => resolve(false))),
          sleep(1500, true),
        ]);
      }
    }
    request.destroy();
    expect(stalled).toBe(true);
    expect(written).toBeLessThan(20_000_000);
  });
});
