import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let tenant: TestTenant;
beforeAll(async () => {
  gateway = await startTestGateway({ maxFileBytes: 300_000 });
  tenant = await gateway.tenant();
});
afterAll(() => gateway[Symbol.asyncDispose]());

const segments = [
  'ISA*00*          *00*          *ZZ*CLEARING       *ZZ*CLAIMWRIGHT    *261123*0915*^*00501*000000905*0*T*:',
  'GS*FA*CLEARING*CLAIMWRIGHT*20261123*0915*17*X*005010X231A1',
  'ST*999*0001*005010X231A1',
  'AK1*HC*17*005010X222A1',
  'AK2*837*0001*005010X222A1',
  'IK5*A',
  'AK9*A*1*1*1',
  'SE*6*0001',
  'GE*1*17',
  'IEA*1*000000905',
];
const sound = `${segments.join('~')}~`;

function judge(body: BodyInit, headers: Record<string, string> = {}) {
  return tenant.call('POST', '/v1/x12:validate', {
    body,
    headers: { 'content-type': 'application/edi-x12', ...headers },
  });
}

describe('POST /v1/x12:validate', () => {
  test('says that a sound text is valid, and what is in it', async () => {
    const answer = await judge(sound);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      valid: true,
      errors: 0,
      warnings: 0,
      interchanges: 1,
      groups: 1,
      transactionSets: 1,
      segments: 10,
      transactions: { '999': 1 },
      defects: [],
      defectsNotKept: 0,
    });
  });

  test('says what is wrong and where', async () => {
    const answer = await judge(sound.replace('IK5*A', 'IK5*Q'));
    expect(answer.body).toMatchObject({
      valid: false,
      errors: 1,
      defects: [
        {
          rule: 'element_code',
          snipType: 2,
          loop: '2000',
          segment: 'IK5',
          element: 1,
          setPosition: 4,
          filePosition: 6,
        },
      ],
    });
  });

  test('writes nothing', async () => {
    const before = await tenant.counts();
    await judge(sound);
    await judge('no X12 at all');
    expect(await tenant.counts()).toEqual(before);
  });

  test('judges bytes beyond ASCII and NULs instead of failing on them', async () => {
    const answer = await judge(Buffer.from([0x49, 0x53, 0x41, 0x00, 0xff, 0x0a, 0x7e]));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ valid: false, defects: [{ rule: 'not_x12' }] });
  });

  test('refuses what is empty, too large or of another type', async () => {
    expect((await judge('')).status).toBe(422);
    const large = await judge('X'.repeat(300_001));
    expect([large.status, large.body.type]).toEqual([413, expect.stringContaining('payload_too_large')]);
    const streamed = new ReadableStream({
      start(controller) {
        for (let piece = 0; piece < 10; piece += 1) controller.enqueue(Buffer.alloc(50_000, 'X'));
        controller.close();
      },
    });
    const unannounced = await fetch(`${gateway.url}/v1/x12:validate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tenant.key}`, 'content-type': 'text/plain' },
      body: streamed,
      duplex: 'half',
    } as RequestInit);
    expect(unannounced.status).toBe(413);
    expect((await judge('{}', { 'content-type': 'application/json' })).status).toBe(415);
  });

  test('needs the scope files:read', async () => {
    const stranger = await gateway.tenant(['files:write']);
    const answer = await stranger.call('POST', '/v1/x12:validate', {
      body: sound,
      headers: { 'content-type': 'application/edi-x12' },
    });
    expect(answer.status).toBe(403);
  });
});
