import { cleanVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, startInstallation } from './installation.ts';

// The one public origin: what a dashboard changes over GraphQL goes from the gateway to reporting and back to the gateway.

let installation: Installation;
let taskId: string;
let encounterId: string;

beforeAll(async () => {
  installation = await startInstallation();
  const setting = { ruleId: 'ST002', severity: 'deny', why: 'the payers return these' };
  expect((await installation.call('PUT', '/v1/rule-settings', { json: setting })).status).toBe(200);
  const json = cleanVisit(1, { lines: [visitLine('G0463', 10_000, { diagnosisPointers: [1] })] });
  encounterId = (await installation.call('POST', '/v1/encounters', { json })).body.id;
  await installation.settled();
  const { body } = await installation.call('GET', `/v1/encounters/${encounterId}`);
  expect(body.status).toBe('needs_review');
  taskId = body.openTasks[0].id;
});
afterAll(() => installation[Symbol.asyncDispose]());

const graphql = async (query: string, headers: Record<string, string> = {}) =>
  (await installation.call('POST', '/graphql', { json: { query }, headers })).body;
const audited = (requestId: string) =>
  installation.rows<{ action: string; address: string }>(
    'select action, remote_address as address from audit_log where request_id = $1 order by sequence',
    [requestId],
  );

test('a coder takes a task, releases the finding and sees the encounter go on', async () => {
  const taken = await graphql(
    `mutation { assignTask(id: "${taskId}", assignee: "Ada") { task { assignee events { type } } } }`,
  );
  expect(taken.data.assignTask.task).toEqual({ assignee: 'Ada', events: [{ type: 'assigned' }] });
  const { data } = await graphql(`{ encounter(id: "${encounterId}") { latestRun { findings { ruleId pointer } } } }`);
  const { pointer } = data.encounter.latestRun.findings.find(({ ruleId }: { ruleId: string }) => ruleId === 'ST002');
  const released = await graphql(
    `mutation { overrideFinding(encounterId: "${encounterId}", ruleId: "ST002", pointer: "${pointer}", reason: "both treated") { replayed } }`,
    { 'idempotency-key': 'e2e-1' },
  );
  expect(released).toEqual({ data: { overrideFinding: { replayed: false } } });
  await installation.settled();
  const after = await graphql(`{ encounter(id: "${encounterId}") { status } task(id: "${taskId}") { status } }`);
  expect(after.data).toEqual({ encounter: { status: 'billed' }, task: { status: 'done' } });
});

test('the audit log names the address a request came from, and none that its sender made up', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.66', 'x-request-id': 'made-up-1' };
  const { errors } = await graphql(
    `mutation { commentTask(id: "${taskId}", note: "x") { task { encounter { id } } } }`,
    headers,
  );
  expect(errors).toBeUndefined();
  expect(await audited('made-up-1')).toEqual([
    { action: 'task.comment', address: '127.0.0.1' },
    { action: 'view', address: '127.0.0.1' },
  ]);
});
