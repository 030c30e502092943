import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { storeClaim } from '@claimwright/testing/store-claim';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Answer,
  call,
  sampleEncounter,
  startTestGateway,
  type TestGateway,
  type TestTenant,
} from './test-gateway.ts';

// Every wrong thing a sender can do, sent for real. docs/bad-input.md is written from what the gateway answers:
// `vitest run services/gateway/src/bad-input.test.ts -u` writes it, otherwise it is compared.

let gateway: TestGateway;
let tenant: TestTenant;
let billed: string;
let known: string;
/** Accepted by the payer, with the billed encounter on it; still in transit; with a request that waits. */
const claims = { accepted: randomUUID(), rejected: randomUUID(), waiting: randomUUID() };
const written: { group: string; sent: string; answer: Answer; type: string }[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ rateLimitPerMinute: 500, maxLineBytes: 100_000 });
  tenant = await gateway.tenant();
  known = (await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('known') })).body.id;
  billed = (await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('billed') })).body.id;
  await gateway.database.app.transaction(tenant.tenantId, (tx) =>
    tx.query("update encounters set status = 'billed' where id = $1", [billed]),
  );
  await claim(claims.accepted, 'payer_accepted');
  await claim(claims.rejected, 'rejected');
  await claim(claims.waiting, 'payer_accepted');
  await tenant.call('POST', `/v1/claims/${claims.waiting}:void`, { json: { reason: 'the first request' } });
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function claim(id: string, status: string): Promise<void> {
  await gateway.database.app.transaction(tenant.tenantId, async (tx) => {
    await storeClaim(tx, id, `C${id.slice(0, 8)}`, { status, payer_claim_control_number: 'ICN1' });
    if (id === claims.accepted) {
      await tx.query('insert into claim_encounters (tenant_id, claim_id, encounter_id) values ($1, $2, $3)', [
        tenant.tenantId,
        id,
        billed,
      ]);
    }
  });
}

/** A request about a claim. */
function wish(id: string, what: string, json: unknown, condition: Record<string, string> = { 'if-match': '*' }) {
  return tenant.call('POST', `/v1/claims/${id}:${what}`, { json, headers: { ...requestId, ...condition } });
}

interface Case {
  sent: string;
  status: number;
  /** Problem code; for FHIR the issue code. */
  code: string;
  send(): Promise<Answer>;
  /** What else must hold of the answer. */
  also?(answer: Answer): void;
}

const requestId = { 'x-request-id': 'example' };
const jsonType = { 'content-type': 'application/json', ...requestId };

function post(json: unknown, headers: Record<string, string> = {}) {
  return tenant.call('POST', '/v1/encounters', { json, headers: { ...requestId, ...headers } });
}

function pointers(answer: Answer): string[] {
  return answer.body.errors.map(
    (error: { pointer?: string; parameter?: string; rule: string }) =>
      `${error.pointer ?? error.parameter} ${error.rule}`,
  );
}

function bulk(body: string) {
  return tenant.call('POST', '/v1/encounters:bulk', {
    body,
    headers: { 'content-type': 'application/x-ndjson', ...requestId },
  });
}

const groups: Record<string, Case[]> = {
  'One encounter': [
    {
      sent: 'JSON that breaks off',
      status: 400,
      code: 'malformed_json',
      send: () => tenant.call('POST', '/v1/encounters', { body: '{"externalId": "a", ', headers: jsonType }),
    },
    {
      sent: 'an empty body',
      status: 400,
      code: 'malformed_json',
      send: () => tenant.call('POST', '/v1/encounters', { body: '', headers: jsonType }),
    },
    {
      sent: 'a `__proto__` key',
      status: 400,
      code: 'malformed_json',
      send: () => tenant.call('POST', '/v1/encounters', { body: '{"__proto__": {"admin": true}}', headers: jsonType }),
    },
    {
      sent: 'another content type',
      status: 415,
      code: 'unsupported_media_type',
      send: () =>
        tenant.call('POST', '/v1/encounters', {
          body: '<a/>',
          headers: { 'content-type': 'application/xml', ...requestId },
        }),
    },
    {
      sent: 'a list where an object belongs',
      status: 422,
      code: 'invalid_content',
      send: () => post([]),
    },
    {
      sent: 'a charge as text, an unknown field and no patient: all three are said at once',
      status: 422,
      code: 'invalid_content',
      send: () => {
        const { patient: _, ...encounter } = sampleEncounter('wrong');
        const [line] = encounter.lines;
        return post({ ...encounter, colour: 'blue', lines: [{ ...line, chargeCents: '12500' }] });
      },
      also: (answer) =>
        expect(pointers(answer).sort()).toEqual([
          '/colour unknownField',
          '/lines/0/chargeCents type',
          '/patient required',
        ]),
    },
    {
      sent: 'a day that does not exist',
      status: 422,
      code: 'invalid_content',
      send: () => post(sampleEncounter('no-such-day', { dates: { onset: '2026-02-30' } })),
      also: (answer) => expect(pointers(answer)).toEqual(['/dates/onset format']),
    },
    {
      sent: 'half a cent',
      status: 422,
      code: 'invalid_content',
      send: () => post(sampleEncounter('half-cent', { patientPaidCents: 10.5 })),
      also: (answer) => expect(pointers(answer)).toEqual(['/patientPaidCents type']),
    },
    {
      sent: 'a name of blanks only',
      status: 422,
      code: 'invalid_content',
      send: () => post(sampleEncounter('blank', { patient: { lastName: '   ' } })),
      also: (answer) => expect(pointers(answer)).toEqual(['/patient/lastName minLength']),
    },
    {
      sent: 'a NUL character, which no database column and no X12 segment can hold',
      status: 422,
      code: 'invalid_content',
      send: () => post(sampleEncounter('nul', { note: 'a\u0000b' })),
      also: (answer) => expect(pointers(answer)).toEqual(['/note text']),
    },
    {
      sent: '10 MB',
      status: 413,
      code: 'payload_too_large',
      send: () => post(sampleEncounter('large', { note: 'x'.repeat(10_000_000) })),
    },
    {
      sent: 'an external id that names another encounter',
      status: 409,
      code: 'external_id_taken',
      send: () => post(sampleEncounter('known')),
      also: (answer) => expect(answer.body.existingId).toBe(known),
    },
    {
      sent: 'the Idempotency-Key of another request',
      status: 422,
      code: 'idempotency_key_reused',
      send: async () => {
        const headers = { 'idempotency-key': 'used' };
        expect((await post(sampleEncounter('keyed'), headers)).status).toBe(202);
        return post(sampleEncounter('keyed', { note: 'changed' }), headers);
      },
    },
    {
      sent: 'an Idempotency-Key with blanks',
      status: 400,
      code: 'malformed_request',
      send: () => post(sampleEncounter('bad-key'), { 'idempotency-key': 'a b' }),
    },
  ],
  'Keys and tenants': [
    {
      sent: 'no key',
      status: 401,
      code: 'unauthenticated',
      send: () => call(`${gateway.url}/v1/encounters`, { headers: requestId }),
      also: (answer) => expect(answer.headers.get('www-authenticate')).toContain('Bearer'),
    },
    {
      sent: 'a wrong key',
      status: 401,
      code: 'unauthenticated',
      send: () =>
        call(`${gateway.url}/v1/encounters`, {
          headers: { ...requestId, authorization: `Bearer cw_${'0'.repeat(43)}` },
        }),
    },
    {
      sent: 'a key without the scope',
      status: 403,
      code: 'missing_scope',
      send: async () => (await gateway.tenant(['claims:read'])).call('GET', '/v1/encounters', { headers: requestId }),
    },
    {
      sent: "another tenant's id: the same answer as for an id that does not exist",
      status: 404,
      code: 'not_found',
      send: async () => {
        const stranger = await gateway.tenant();
        const foreign = await stranger.call('GET', `/v1/encounters/${known}`, { headers: requestId });
        const none = await stranger.call('GET', '/v1/encounters/019a0000-0000-7000-8000-000000000000', {
          headers: requestId,
        });
        expect(foreign.text).toBe(none.text);
        return foreign;
      },
    },
    {
      sent: 'an id that is none',
      status: 404,
      code: 'not_found',
      send: () => tenant.call('GET', '/v1/encounters/42', { headers: requestId }),
    },
    {
      sent: 'an address that does not exist',
      status: 404,
      code: 'not_found',
      send: () => tenant.call('POST', '/v1/nothing', { json: {}, headers: requestId }),
    },
    {
      sent: 'a method that a known address does not take',
      status: 405,
      code: 'method_not_allowed',
      send: () => tenant.call('PATCH', '/v1/encounters/42', { json: {}, headers: requestId }),
      also: (answer) => expect(answer.headers.get('allow')).toBe('GET, HEAD, PUT'),
    },
    {
      sent: 'more requests than the key may make',
      status: 429,
      code: 'rate_limited',
      send: async () => {
        const limited = await gateway.tenant();
        const answers = await Promise.all(
          Array.from({ length: 501 }, () => limited.call('GET', '/v1/encounters/42', { headers: requestId })),
        );
        const refused = answers.filter((answer) => answer.status === 429);
        expect(refused).toHaveLength(1);
        return refused[0] as Answer;
      },
      also: (answer) => {
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(answer.headers.get('ratelimit-remaining')).toBe('0');
      },
    },
  ],
  Lists: [
    {
      sent: 'a filter that does not exist, and a limit of 0',
      status: 400,
      code: 'malformed_request',
      send: () => tenant.call('GET', '/v1/encounters?colour=blue&limit=0', { headers: requestId }),
      also: (answer) => expect(pointers(answer).sort()).toEqual(['colour unknownField', 'limit minimum']),
    },
    {
      sent: 'a cursor of another list',
      status: 400,
      code: 'malformed_request',
      send: async () => {
        const first = await tenant.call('GET', '/v1/encounters?limit=1', { headers: requestId });
        return tenant.call('GET', `/v1/encounters?status=ready&cursor=${first.body.nextCursor}`, {
          headers: requestId,
        });
      },
    },
  ],
  'Changing an encounter': [
    {
      sent: 'no If-Match',
      status: 428,
      code: 'precondition_required',
      send: () => tenant.call('PUT', `/v1/encounters/${known}`, { json: sampleEncounter('known'), headers: requestId }),
    },
    {
      sent: 'an If-Match that is no ETag',
      status: 400,
      code: 'malformed_request',
      send: () =>
        tenant.call('PUT', `/v1/encounters/${known}`, {
          json: sampleEncounter('known'),
          headers: { ...requestId, 'if-match': '1' },
        }),
    },
    {
      sent: 'the ETag of an older version',
      status: 412,
      code: 'precondition_failed',
      send: () =>
        tenant.call('PUT', `/v1/encounters/${known}`, {
          json: sampleEncounter('known'),
          headers: { ...requestId, 'if-match': '"7"' },
        }),
    },
    {
      sent: 'a change of what is already on a claim',
      status: 409,
      code: 'encounter_billed',
      send: () =>
        tenant.call('PUT', `/v1/encounters/${billed}`, {
          json: sampleEncounter('billed'),
          headers: { ...requestId, 'if-match': '"1"' },
        }),
    },
    {
      sent: 'a body on an address that takes none',
      status: 422,
      code: 'invalid_content',
      send: () =>
        tenant.call('POST', `/v1/encounters/${known}:scrub`, { json: { asOf: '2026-03-02' }, headers: requestId }),
      also: (answer) => expect(pointers(answer)).toEqual(['/asOf unknownField']),
    },
    {
      sent: 'an override of a finding that is not there',
      status: 422,
      code: 'invalid_content',
      send: () =>
        tenant.call('POST', `/v1/encounters/${known}/findings:override`, {
          json: { ruleId: 'DX001', pointer: '/diagnoses/0/code', reason: 'checked by hand' },
          headers: requestId,
        }),
    },
    {
      sent: 'the end of an override that nobody gave',
      status: 422,
      code: 'invalid_content',
      send: () =>
        tenant.call('POST', `/v1/encounters/${known}/findings:endOverride`, {
          json: { ruleId: 'DX001', pointer: '/diagnoses/0/code', reason: 'not right after all' },
          headers: requestId,
        }),
    },
  ],
  FHIR: [
    {
      sent: 'JSON that breaks off (OperationOutcome)',
      status: 400,
      code: 'structure',
      send: () =>
        tenant.call('POST', '/fhir', {
          body: '{"resourceType":',
          headers: { 'content-type': 'application/fhir+json', ...requestId },
        }),
    },
    {
      sent: 'a resource that is no Bundle (OperationOutcome)',
      status: 422,
      code: 'structure',
      send: () =>
        tenant.call('POST', '/fhir', {
          body: '{"resourceType":"Patient"}',
          headers: { 'content-type': 'application/fhir+json', ...requestId },
        }),
    },
    {
      sent: 'no key (OperationOutcome)',
      status: 401,
      code: 'login',
      send: () =>
        call(`${gateway.url}/fhir`, {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'application/fhir+json', ...requestId },
        }),
    },
  ],
  'Corrections of claims': [
    {
      sent: 'a void of a claim that was rejected',
      status: 409,
      code: 'claim_not_correctable',
      send: () => wish(claims.rejected, 'void', { reason: 'wrong patient' }),
    },
    {
      sent: 'a correction that changes nothing',
      status: 409,
      code: 'claim_not_correctable',
      send: () =>
        wish(claims.accepted, 'correct', {
          reason: 'wrong code',
          encounters: [{ id: billed, content: sampleEncounter('billed') }],
        }),
    },
    {
      sent: 'a correction without If-Match',
      status: 428,
      code: 'precondition_required',
      send: () =>
        wish(
          claims.accepted,
          'correct',
          { reason: 'another code', encounters: [{ id: billed, content: sampleEncounter('billed') }] },
          {},
        ),
    },
    {
      sent: 'a correction of what somebody else has changed since',
      status: 412,
      code: 'precondition_failed',
      send: () =>
        wish(
          claims.accepted,
          'correct',
          { reason: 'another code', encounters: [{ id: billed, content: sampleEncounter('billed') }] },
          { 'if-match': '"1"' },
        ),
    },
    {
      sent: 'a request while another one waits',
      status: 409,
      code: 'correction_waiting',
      send: () => wish(claims.waiting, 'resubmit', { reason: 'nobody answers' }),
    },
    {
      sent: 'a request without a reason',
      status: 422,
      code: 'invalid_content',
      send: () => wish(claims.accepted, 'void', {}),
      also: (answer) => expect(pointers(answer)).toEqual(['/reason required']),
    },
    {
      sent: 'a correction of an encounter that is not on the claim',
      status: 422,
      code: 'invalid_content',
      send: () =>
        wish(claims.accepted, 'correct', {
          reason: 'wrong code',
          encounters: [{ id: known, content: sampleEncounter('known') }],
        }),
      also: (answer) => expect(pointers(answer)).toEqual(['/encounters/0/id unknown']),
    },
    {
      sent: 'a correction that says itself with which frequency code it goes out',
      status: 422,
      code: 'invalid_content',
      send: () =>
        wish(claims.accepted, 'correct', {
          reason: 'wrong code',
          encounters: [{ id: billed, content: sampleEncounter('billed', { frequencyCode: '7' }) }],
        }),
      also: (answer) => expect(pointers(answer)).toEqual(['/encounters/0/content/frequencyCode const']),
    },
    {
      sent: 'a request for the next payer before this one has answered',
      status: 409,
      code: 'claim_not_correctable',
      send: () => wish(claims.accepted, 'bill-next', { reason: 'in a hurry' }),
    },
  ],
  'Clearinghouse files': [
    {
      sent: 'a TA1, 999, 277CA or 835 by a content type that is none of these',
      status: 415,
      code: 'unsupported_media_type',
      send: () => tenant.call('POST', '/v1/clearinghouse/files', { json: {}, headers: requestId }),
    },
    {
      sent: 'an empty file',
      status: 422,
      code: 'invalid_content',
      send: () =>
        tenant.call('POST', '/v1/clearinghouse/files', {
          body: '',
          headers: { 'content-type': 'application/edi-x12', ...requestId },
        }),
    },
  ],
};

for (const [group, cases] of Object.entries(groups)) {
  describe(group, () => {
    for (const { sent, status, code, send, also } of cases) {
      test(`${sent} → ${status} ${code}`, async () => {
        const answer = await send();
        expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
        expect(answer.headers.get('x-request-id')).toBe('example');
        if (group === 'FHIR') {
          expect(answer.headers.get('content-type')).toMatch(/^application\/fhir\+json/);
          expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code }] });
        } else {
          expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
          expect(answer.body).toMatchObject({
            type: `https://claimwright.example/problems/${code}`,
            status,
            code,
            requestId: 'example',
          });
        }
        also?.(answer);
        written.push({ group, sent, answer, type: code });
      });
    }
  });
}

describe('a bulk stream', () => {
  test('bad lines among good ones get their problem, the others are taken', async () => {
    const good = (name: string) => JSON.stringify(sampleEncounter(name));
    const long = JSON.stringify(sampleEncounter('long', { note: 'x'.repeat(100_001) }));
    const answer = await bulk(
      `${good('line-1')}\n{"externalId":\n\n[]\n${long}\n${good('known')}\n${good('line-7')}\n{"externalId": "cut of`,
    );
    expect(answer.status).toBe(207);
    const results = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(results.map((result) => [result.line, result.status, result.problem?.code])).toEqual([
      [1, 202, undefined],
      [2, 400, 'malformed_json'],
      [4, 422, 'invalid_content'],
      [5, 413, 'payload_too_large'],
      [6, 409, 'external_id_taken'],
      [7, 202, undefined],
      [8, 400, 'malformed_json'],
    ]);
    expect(results[6].problem.detail).toMatch(/ended in the middle/);
    for (const [index, sent] of [
      [1, 'a line that is not JSON, among good ones: its result line'],
      [3, 'a line longer than is read: its result line'],
      [6, 'a last line that breaks off: its result line'],
    ] as const) {
      const result = results[index];
      const body = { ...answer, status: 207, text: JSON.stringify(result), body: result };
      written.push({ group: 'A bulk stream', sent, answer: body, type: result.problem.code });
    }
  });
});

describe('files that cannot be used', () => {
  test('broken X12 and a cut-off 835 are stored first; the same bytes again are recognised', async () => {
    const send = (body: string) =>
      tenant.call('POST', '/v1/clearinghouse/files', {
        body,
        headers: { 'content-type': 'application/edi-x12', ...requestId },
      });
    const broken = await send('this is no X12');
    const cutOff = await send(
      'ISA*00*          *00*          *ZZ*PAYER          *ZZ*US             *260302*1200*^*00501*000000001*0*T*:~GS*HP*A',
    );
    const again = await send('this is no X12');
    expect([broken.status, broken.body.duplicate]).toEqual([202, false]);
    expect([cutOff.status, cutOff.body.duplicate]).toEqual([202, false]);
    expect([again.status, again.body]).toEqual([200, { ...broken.body, duplicate: true }]);
    const group = 'Clearinghouse files';
    written.push({
      group,
      sent: 'broken X12, or an 835 that breaks off: stored, then parked with the reason',
      answer: broken,
      type: 'none',
    });
    written.push({ group, sent: 'a file that was handed in before', answer: again, type: 'none' });
  });
});

describe('bytes that are no request', () => {
  test('not HTTP at all → 400 problem', async () => {
    const port = Number(new URL(gateway.url).port);
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('HELLO\r\n\r\n'));
      let received = '';
      socket.on('data', (chunk) => {
        received += chunk;
      });
      socket.on('end', () => resolve(received));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain('application/problem+json');
  });

  test('a request that does not arrive whole in time → 408 problem', async () => {
    await using slow = await startTestGateway({ requestTimeoutMilliseconds: 300 });
    slow.app.server.headersTimeout = 200;
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(slow.url).port), '127.0.0.1', () =>
        socket.write('POST /v1/encounters HTTP/1.1\r\nhost: x\r\n'),
      );
      let received = '';
      socket.on('data', (chunk) => {
        received += chunk;
      });
      socket.on('end', () => resolve(received));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).toContain('/problems/request_timeout');
  });

  test('headers beyond the limit → 431 problem', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(
        `${gateway.url}/v1/encounters`,
        { headers: { 'x-large': 'x'.repeat(40_000) } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      request.on('error', reject);
      request.end();
    });
    expect(status).toBe(431);
  });
});

test('a request id that could harm a log is replaced', async () => {
  const answer = await tenant.call('GET', '/v1/encounters/42', { headers: { 'x-request-id': 'a b"c' } });
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('a refusal never shows internals', () => {
  for (const { answer } of written) expect(answer.text).not.toMatch(/node_modules|at \w+ \(|select |insert |postgres/i);
});

test('nothing of a refused request is logged but ids and addresses', () => {
  const text = gateway.log.join('\n');
  expect(text).not.toContain('Synthetic');
  expect(text).not.toContain(tenant.key);
});

test('docs/bad-input.md says what the gateway answers', async () => {
  await expect(render()).toMatchFileSnapshot('../../../docs/bad-input.md');
});

function render(): string {
  const parts = [
    '# What wrong input answers\n',
    'Written from real answers by `services/gateway/src/bad-input.test.ts` (`-u` writes it anew), so it cannot drift.\n',
    'Refusals are `application/problem+json` (RFC 9457). `type` is `https://claimwright.example/problems/` + code and never changes its',
    'meaning; `retryable` says whether the same request may succeed later; `errors[]` names each place by JSON Pointer (`pointer`) or',
    'parameter; `requestId` is in the `X-Request-Id` header too. `POST /fhir` answers OperationOutcome resources instead.\n',
    'A refused request changes nothing, and leaves its Idempotency-Key free for a corrected one.\n',
  ];
  for (const group of new Set(written.map((row) => row.group))) {
    const rows = written.filter((row) => row.group === group);
    const cells = rows.map((row) => [row.sent, String(row.answer.status), `\`${row.type}\``]);
    parts.push(`## ${group}\n`, ...table([['what is sent', 'status', 'code'], ...cells]));
    parts.push('');
    for (const row of rows) parts.push(`${capital(row.sent)}:\n`, '```json', example(row.answer), '```\n');
  }
  return `${parts.join('\n').trimEnd()}\n`;
}

/** A Markdown table with its columns aligned, as the formatter leaves it. */
function table([head = [], ...rows]: readonly string[][]): string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function example(answer: Answer): string {
  return JSON.stringify(answer.body, null, 2)
    .replace(/\[\s+("[^"]*")\s+\]/g, '[$1]')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '019a…')
    .replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"2026-03-02T12:00:00.000Z"')
    .replace(/ask again in \d+ s/, 'ask again in 60 s');
}
