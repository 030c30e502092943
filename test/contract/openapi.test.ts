import { createHash, randomUUID } from 'node:crypto';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import { fullBill } from '@claimwright/forms/full-bill.fixture';
import { fullClaim } from '@claimwright/forms/full-claim.fixture';
import {
  type Answer,
  type CallOptions,
  call,
  sampleEncounter,
  startTestGateway,
  type TestGateway,
  type TestTenant,
} from '@claimwright/gateway/test-gateway';
import { storeClaim } from '@claimwright/testing/store-claim';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// The OpenAPI document is what integrators build against: it must be a valid one, and real answers must be what it says.

interface Operation {
  operationId: string;
  responses: Record<string, { content: Record<string, { schema: object }>; headers?: Record<string, unknown> }>;
  requestBody?: { content: Record<string, { schema: object }> };
}
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, object> } };

let gateway: TestGateway;
let tenant: TestTenant;
let document: Document;
let ajv: Ajv2020;
const covered = new Set<string>();

beforeAll(async () => {
  gateway = await startTestGateway();
  tenant = await gateway.tenant(['admin']);
  document = (await call(`${gateway.url}/openapi.json`, {})).body;
  ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ ...document, $id: 'openapi.json' });
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** Calls an operation and holds the answer against the document. */
async function conforming(method: string, template: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const answer = await tenant.call(method, path, options);
  const operation = document.paths[template]?.[method.toLowerCase()];
  expect(operation, `${method} ${template} is documented`).toBeDefined();
  const response = operation?.responses[String(answer.status)];
  expect(response, `${method} ${template} documents ${answer.status}: ${answer.text}`).toBeDefined();
  const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  expect(Object.keys(response?.content ?? {})).toContain(type);
  for (const name of Object.keys(response?.headers ?? {})) {
    if (name !== 'link') expect(answer.headers.has(name), `${method} ${template} sends ${name}`).toBe(true);
  }
  const pointer = [template, method.toLowerCase(), 'responses', String(answer.status), 'content', type, 'schema']
    .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
    .join('/');
  const validate = ajv.getSchema(`openapi.json#/paths/${pointer.replaceAll('{', '%7B').replaceAll('}', '%7D')}`);
  expect(validate, `a schema at ${pointer}`).toBeDefined();
  const values =
    type === 'application/x-ndjson'
      ? answer.text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line))
      : [answer.body ?? answer.text];
  for (const value of values) {
    validate?.(value);
    expect(validate?.errors ?? [], `${method} ${path}: ${JSON.stringify(value)}`).toEqual([]);
  }
  covered.add(`${operation?.operationId} ${answer.status}`);
  return answer;
}

describe('the document', () => {
  test('is a valid OpenAPI 3.1 document', async () => {
    const result = await new Validator().validate(document);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect((document as { openapi?: string }).openapi).toBe('3.1.0');
  });

  test('every reference in it leads somewhere', () => {
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
    const missing = [...references]
      .map((match) => match[1] ?? '')
      .filter((name) => !(name in document.components.schemas));
    expect(missing).toEqual([]);
  });

  test('says what an encounter must have, with the descriptions of the domain', () => {
    const schema = document.components.schemas.EncounterInput as { required: string[]; additionalProperties: boolean };
    expect(schema.required).toEqual(['externalId', 'patient', 'billingProvider']);
    expect(schema.additionalProperties).toBe(false);
  });
});

describe('real answers are what the document says', () => {
  test('encounters', async () => {
    const path = '/v1/encounters';
    const created = await conforming('POST', path, path, { json: sampleEncounter('one') });
    await conforming('POST', path, path, { json: sampleEncounter('one') });
    await conforming('POST', path, path, { json: { externalId: 1 } });
    await conforming('POST', path, path, { body: '{', headers: { 'content-type': 'application/json' } });
    await conforming('POST', path, path, { body: 'x', headers: { 'content-type': 'text/plain' } });
    const one = `${path}/${created.body.id}`;
    const json = sampleEncounter('one', { note: 'changed' });
    await conforming('PUT', `${path}/{id}`, one, { json });
    await conforming('PUT', `${path}/{id}`, one, { json, headers: { 'if-match': '"9"' } });
    await conforming('PUT', `${path}/{id}`, one, { json, headers: { 'if-match': '"1"' } });
    await finding(created.body.id);
    const wish = { ruleId: 'DX001', pointer: '/diagnoses/0/code', reason: 'checked against the chart' };
    await conforming('POST', `${path}/{id}/findings:override`, `${one}/findings:override`, { json: wish });
    await conforming('POST', `${path}/{id}/findings:endOverride`, `${one}/findings:endOverride`, { json: wish });
    await conforming('GET', `${path}/{id}`, one);
    await conforming('GET', `${path}/{id}`, `${path}/${randomUUID()}`);
    await conforming('POST', `${path}/{id}:scrub`, `${one}:scrub`);
    await conforming('POST', `${path}/{id}:scrub`, `${one}:scrub?asOf=2020-01-01`);
    await conforming('GET', `${path}/external/{externalId}`, `${path}/external/one`);
    await conforming('GET', path, `${path}?limit=1`);
    await conforming('GET', path, `${path}?limit=x`);
    await conforming('POST', `${path}:validate`, `${path}:validate`, { json: sampleEncounter('two') });
    const body = `${JSON.stringify(sampleEncounter('bulk'))}\n{\n`;
    await conforming('POST', `${path}:bulk`, `${path}:bulk`, {
      body,
      headers: { 'content-type': 'application/x-ndjson' },
    });
  });

  test('FHIR', async () => {
    const headers = { 'content-type': 'application/fhir+json' };
    await conforming('POST', '/fhir', '/fhir', {
      body: JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [{}] }),
      headers,
    });
    await conforming('POST', '/fhir', '/fhir', { body: '{', headers });
    await conforming('POST', '/fhir', '/fhir', { body: '{"resourceType":"Patient"}', headers });
  });

  test('files, claims, batches, tasks', async () => {
    const files = '/v1/clearinghouse/files';
    const headers = { 'content-type': 'application/edi-x12' };
    const stored = await conforming('POST', files, files, { body: 'ISA*~', headers });
    await conforming('POST', files, files, { body: 'ISA*~', headers });
    await conforming('GET', files, files);
    await conforming('GET', `${files}/{id}`, `${files}/${stored.body.id}`);
    await conforming('GET', '/v1/clearinghouse/parked', '/v1/clearinghouse/parked');
    await conforming('POST', '/v1/x12:validate', '/v1/x12:validate', { body: 'ISA*~', headers });
    const { claimId, batchId } = await claimInBatch();
    await conforming('GET', '/v1/claims', '/v1/claims');
    await conforming('GET', '/v1/claims/{id}', `/v1/claims/${claimId}`);
    const form = '/v1/claims/{id}/cms1500.pdf';
    await conforming('GET', form, `/v1/claims/${claimId}/cms1500.pdf?form=drawn`);
    await conforming('GET', form, `/v1/claims/${claimId}/cms1500.pdf?form=carved`);
    const bill = await claimInBatch('batched', fullBill);
    const paper = '/v1/claims/{id}/ub04';
    await conforming('GET', `${paper}.pdf`, `/v1/claims/${bill.claimId}/ub04.pdf?form=drawn`);
    await conforming('GET', `${paper}.pdf`, `/v1/claims/${bill.claimId}/ub04.pdf?form=carved`);
    await conforming('GET', paper, `/v1/claims/${bill.claimId}/ub04`);
    await conforming('GET', '/v1/batches', '/v1/batches');
    await conforming('GET', '/v1/batches/{id}', `/v1/batches/${batchId}`);
    await conforming('GET', '/v1/batches/{id}/x12', `/v1/batches/${batchId}/x12`);
    await claimWishes();
    await tasks();
  });

  test('files that a clearinghouse fetches, and routes', async () => {
    const outbox = '/v1/clearinghouse/outbox';
    const { id, sha256 } = await waitingFile();
    await conforming('GET', outbox, outbox);
    const lease = await conforming('POST', `${outbox}/{id}:lease`, `${outbox}/${id}:lease`, { json: {} });
    await conforming('POST', `${outbox}/{id}:lease`, `${outbox}/${id}:lease`, { json: {} });
    await conforming('GET', `${outbox}/{id}/content`, lease.body.links.content);
    await conforming('GET', `${outbox}/{id}/content`, `${outbox}/${id}/content?lease=${randomUUID()}`);
    const confirm = `${outbox}/{id}:confirm`;
    const json = { lease: lease.body.lease, sha256 };
    await conforming('POST', confirm, lease.body.links.confirm, { json: { ...json, lease: randomUUID() } });
    await conforming('POST', confirm, lease.body.links.confirm, { json });
    await conforming('GET', '/v1/routes', '/v1/routes');
    for (const [what, rules] of [
      ['schedule', { maxFilesPerHour: 6 }],
      ['expectations', { syntaxHours: 4 }],
    ] as const) {
      const template = `/v1/routes/{name}/${what}`;
      await conforming('PUT', template, `/v1/routes/pulled/${what}`, { json: rules });
      await conforming('PUT', template, `/v1/routes/nowhere/${what}`, { json: rules });
      await conforming('PUT', template, `/v1/routes/pulled/${what}`, { json: { colour: 'blue' } });
    }
  });

  test('rules and their settings', async () => {
    await conforming('GET', '/v1/rules', '/v1/rules');
    await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query(
        `insert into denial_reviews (tenant_id, remittance_id, ordinal, line_number, rule_id, verdict, category, claim_id, encounter_id, payer_id, amount_cents, payment_date)
         values ($1, $2, 1, 1, '', 'missed', 'duplicate', $2, $2, 'P', 100, '2026-03-20')`,
        [tenant.tenantId, randomUUID()],
      ),
    );
    const effectiveness = '/v1/rules/effectiveness';
    await conforming('GET', effectiveness, `${effectiveness}?from=2026-03-20&to=2026-03-20`);
    const settings = '/v1/rule-settings';
    const json = { ruleId: 'ST002', severity: 'deny', why: 'the payer returns such claims' };
    await conforming('PUT', settings, settings, { json });
    await conforming('PUT', settings, settings, { json: { ...json, ruleId: 'ID001', severity: 'off' } });
    await conforming('GET', settings, settings);
    await conforming('DELETE', settings, `${settings}?ruleId=ST002`);
    await conforming('DELETE', settings, `${settings}?ruleId=ST002`);
  });

  test('what-if', async () => {
    const json = { ruleSettings: [{ ruleId: 'ST002', severity: 'deny', why: 'would it hurt?' }] };
    const asked = await conforming('POST', '/v1/whatif', '/v1/whatif', { json });
    await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query(
        `insert into whatif_changes (tenant_id, whatif_id, encounter_id, rule_id, direction, payer_id, charge_cents, is_open, in_window)
         select $1, $2, id, 'ST002', 'newly_failing', 'P', 100, true, true from encounters limit 1`,
        [tenant.tenantId, asked.body.id],
      ),
    );
    await conforming('POST', '/v1/whatif', '/v1/whatif', { json: {} });
    await conforming('GET', '/v1/whatif', '/v1/whatif');
    await conforming('GET', '/v1/whatif/{id}', `/v1/whatif/${asked.body.id}`);
    await conforming('GET', '/v1/whatif/{id}/encounters', `/v1/whatif/${asked.body.id}/encounters?open=true`);
    await conforming('GET', '/v1/whatif/{id}/encounters', `/v1/whatif/${randomUUID()}/encounters`);
    await conforming('POST', '/v1/whatif/{id}:cancel', `/v1/whatif/${asked.body.id}:cancel`);
    await conforming('POST', '/v1/whatif/{id}:cancel', `/v1/whatif/${asked.body.id}:cancel`);
  });

  test('code sets', async () => {
    await conforming('GET', '/v1/code-sets', '/v1/code-sets');
    await conforming('GET', '/v1/code-sets', '/v1/code-sets?set=hcpcs&status=active');
    const diff = '/v1/code-sets/{set}/diff';
    await conforming('GET', diff, '/v1/code-sets/hcpcs/diff?from=starter&to=starter');
    await conforming('GET', diff, '/v1/code-sets/hcpcs/diff?from=starter&to=nothing');
    await conforming('GET', diff, '/v1/code-sets/hcpcs/diff?from=starter&to=starter&cursor=x');
  });

  test('tenant facts', async () => {
    const one = '/v1/tenant-facts/{set}';
    const path = '/v1/tenant-facts/leie';
    const headers = { 'content-type': 'text/csv' };
    await conforming('PUT', one, `${path}?edition=x`, { body: 'npi,from,to\n123,,\n', headers });
    await conforming('PUT', one, `${path}?edition=x`, { body: '{}', headers: { 'content-type': 'application/json' } });
    await conforming('PUT', one, path, { body: 'npi,from,to\n', headers });
    const body = 'npi,from,to\n1234567893,2026-01-01,\n123,2026-01-01,\n';
    await conforming('PUT', one, `${path}?edition=x&skipBadRows=true&mode=merge`, { body, headers });
    await conforming('GET', '/v1/tenant-facts', '/v1/tenant-facts');
    await conforming('DELETE', one, path);
    await conforming('DELETE', one, path);
    await conforming('DELETE', one, '/v1/tenant-facts/nothing');
  });

  test('every documented success was seen', () => {
    const successes = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap((operation) =>
        Object.keys(operation.responses)
          .filter((status) => status.startsWith('2'))
          .map((status) => `${operation.operationId} ${status}`),
      );
    expect(successes.length).toBeGreaterThan(15);
    expect(successes.filter((success) => !covered.has(success))).toEqual([]);
  });
});

describe('the reference page', () => {
  test('is served with everything it loads from this origin, and its policy forbids any other', async () => {
    const page = await call(`${gateway.url}/docs/`, {});
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const outside = [...page.text.matchAll(/(?:src|href)="(https?:\/\/[^"]+)"/g)].map((match) => match[1]);
    expect(outside).toEqual([]);
    const scripts = [...page.text.matchAll(/<script[^>]*src="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) {
      const answer = await call(new URL(script, `${gateway.url}/docs/`).href, {});
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringMatching(/javascript/)]);
    }
  });
});

/** One claim for each: a claim has one request at a time. */
async function claimWishes(): Promise<void> {
  const json = { reason: 'asked for by a test' };
  for (const [wish, status] of [
    ['void', 'paid'],
    ['resubmit', 'submitted'],
    ['bill-next', 'paid'],
  ] as const) {
    const { claimId } = await claimInBatch(status);
    await conforming('POST', `/v1/claims/{id}:${wish}`, `/v1/claims/${claimId}:${wish}`, { json });
    await conforming('POST', `/v1/claims/{id}:${wish}`, `/v1/claims/${claimId}:${wish}`, { json });
    await conforming('POST', `/v1/claims/{id}:${wish}`, `/v1/claims/${randomUUID()}:${wish}`, { json: {} });
  }
  const { claimId } = await claimInBatch('paid');
  const content = sampleEncounter('corrected');
  const path = '/v1/encounters';
  const { body } = await conforming('POST', path, path, { json: content });
  await gateway.database.app.transaction(tenant.tenantId, async (tx) => {
    await tx.query(`update encounters set status = 'billed' where id = $1`, [body.id]);
    await tx.query('insert into claim_encounters (tenant_id, claim_id, encounter_id) values ($1, $2, $3)', [
      tenant.tenantId,
      claimId,
      body.id,
    ]);
  });
  const correction = { ...json, encounters: [{ id: body.id, content: { ...content, note: 'As the chart has it' } }] };
  const whole = await conforming('GET', '/v1/claims/{id}', `/v1/claims/${claimId}`);
  const headers = { 'if-match': whole.headers.get('etag') ?? '' };
  const correct = '/v1/claims/{id}:correct';
  const corrected = `/v1/claims/${claimId}:correct`;
  expect((await conforming('POST', correct, corrected, { json: correction, headers })).status).toBe(202);
  expect((await conforming('POST', correct, corrected, { json: correction, headers })).status).toBe(412);
  expect((await conforming('POST', correct, corrected, { json: correction })).status).toBe(428);
  await conforming('POST', correct, corrected, { json, headers: { 'if-match': '*' } });
  const abandon = '/v1/claims/{id}:abandon-correction';
  await conforming('POST', abandon, `/v1/claims/${claimId}:abandon-correction`, { json });
  for (const tag of ['"1"', '*', '*']) {
    await conforming('POST', abandon, `/v1/claims/${claimId}:abandon-correction`, {
      json,
      headers: { 'if-match': tag },
    });
  }
  await conforming('POST', abandon, `/v1/claims/${claimId}:abandon-correction`, { json: {} });
  await conforming('GET', '/v1/claims/{id}', `/v1/claims/${claimId}`);
}

async function tasks(): Promise<void> {
  const list = await conforming('GET', '/v1/tasks', '/v1/tasks?status=open');
  const { id, encounterId } = list.body.items[0];
  // What was released a moment ago is still being checked; no encounter of this test is held any more.
  expect(encounterId).not.toBeNull();
  const step = (action: string, json?: object) =>
    conforming('POST', `/v1/tasks/{id}:${action}`, `/v1/tasks/${id}:${action}`, json ? { json } : {});
  await step('assign', {});
  await step('assign', { assignee: 'somebody' });
  await step('comment', { note: 'a note' });
  await step('release');
  await conforming('GET', '/v1/tasks/{id}', `/v1/tasks/${id}`);
  const json = { action: 'comment', note: 'another', taskIds: [id, randomUUID()] };
  await conforming('POST', '/v1/tasks:bulk', '/v1/tasks:bulk', { json });
  await conforming('POST', '/v1/tasks:bulk', '/v1/tasks:bulk', { json: { ...json, action: 'override' } });
  await step('resolve', { note: 'settled' });
  await step('resolve', { note: 'settled' });
}

async function finding(encounterId: string): Promise<void> {
  const content = {
    ruleId: 'DX001',
    ruleVersion: 1,
    verdict: 'fail',
    severity: 'deny',
    message: 'm',
    action: 'a',
    pointer: '/diagnoses/0/code',
    x12: { loop: '2300', segment: 'HI', element: 'HI01-2' },
    formBox: '21',
    citation: 'c',
    evidence: 'M',
    overridable: true,
  };
  const runId = randomUUID();
  await gateway.database.app.transaction(tenant.tenantId, async (tx) => {
    await tx.query(
      `insert into scrub_runs (tenant_id, id, encounter_id, encounter_version, outcome, rule_set_hash, editions, not_evaluated, rules_evaluated, run_at)
       values ($1, $2, $3, 2, 'needs_review', 'hash', '{"icd10cm": "starter"}', '[{"ruleId": "DX007", "reason": "no table", "count": 1}]', 2, now())`,
      [tenant.tenantId, runId, encounterId],
    );
    await tx.query(
      `insert into findings (tenant_id, run_id, ordinal, encounter_id, rule_id, rule_version, verdict, severity, pointer, content)
       values ($1, $2, 0, $3, 'DX001', 1, 'fail', 'deny', '/diagnoses/0/code', $4)`,
      [tenant.tenantId, runId, encounterId, JSON.stringify(content)],
    );
    await tx.query("update encounters set status = 'needs_review' where id = $1", [encounterId]);
    await tx.query(
      `insert into tasks (tenant_id, id, kind, status, encounter_id, summary, opened_at) values ($1, $2, 'coding_review', 'open', $3, 's', now())`,
      [tenant.tenantId, randomUUID(), encounterId],
    );
  });
}

/** A built batch on a route that is fetched. */
async function waitingFile(): Promise<{ id: string; sha256: string }> {
  const id = randomUUID();
  const content = Buffer.from('ISA*~');
  const digest = createHash('sha256').update(content).digest();
  await gateway.database.app.transaction(tenant.tenantId, async (tx) => {
    await tx.query(`insert into routes (tenant_id, name, adapter, settings) values ($1, 'pulled', 'http', '{}')`, [
      tx.tenantId,
    ]);
    await tx.query(
      `insert into batches (tenant_id, id, route, status, interchange_control_number, group_control_number, file_name, claim_count,
         charge_cents, content, content_sha256, built_at)
       values ($1, $2, 'pulled', 'built', 77, 77, '837P_pulled_77.x12', 1, 0, $3, $4, now())`,
      [tx.tenantId, id, content, digest],
    );
  });
  return { id, sha256: digest.toString('hex') };
}

let claimNumber = 0;

async function claimInBatch(
  status = 'batched',
  made: (changes: { patientControlNumber: string; totalChargeCents: number }) => AnyClaimSnapshot = fullClaim,
): Promise<{ claimId: string; batchId: string }> {
  const claimId = randomUUID();
  const batchId = randomUUID();
  claimNumber += 1;
  const number = `CW${claimNumber}`;
  await gateway.database.app.transaction(tenant.tenantId, async (tx) => {
    const snapshot = made({ patientControlNumber: number, totalChargeCents: 100 });
    await storeClaim(tx, claimId, number, {
      status,
      version: 2,
      charge_cents: 100,
      snapshot: JSON.stringify(snapshot),
    });
    await tx.query(
      `insert into batches (tenant_id, id, route, status, interchange_control_number, group_control_number, file_name, claim_count, charge_cents, content, content_sha256, built_at)
       values ($1, $2, 'default', 'built', $3, 1, 'f.837', 1, 100, '\\x41', '\\x00', now())`,
      [tenant.tenantId, batchId, claimNumber],
    );
    await tx.query(
      'insert into batch_claims (tenant_id, batch_id, claim_id, transaction_set_control_number) values ($1, $2, $3, 1)',
      [tenant.tenantId, batchId, claimId],
    );
    await tx.query(
      `insert into claim_events (tenant_id, claim_id, type, to_status, occurred_at, effective_date, actor, batch_id, detail)
       values ($1, $2, 'assembled', 'assembled', now(), '2026-03-02', 'worker', $3, '{"part": 1}')`,
      [tenant.tenantId, claimId, batchId],
    );
    await tx.query(
      `insert into ledger_entries (tenant_id, claim_id, posting, ordinal, account, amount_cents, effective_date, posted_at)
       values ($1, $2, 'charge', 0, 'revenue', -100, '2026-03-02', now())`,
      [tenant.tenantId, claimId],
    );
  });
  return { claimId, batchId };
}
