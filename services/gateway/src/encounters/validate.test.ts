import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleEncounter, startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let tenant: TestTenant;
beforeAll(async () => {
  const codeSets = buildCodeSets(starterEditions());
  gateway = await startTestGateway({}, { now: () => '2026-03-05T12:00:00.000Z', deps: { codeSets: () => codeSets } });
  tenant = await gateway.tenant();
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe('POST /v1/encounters:validate', () => {
  test('says what the checks say and writes nothing at all', async () => {
    const before = await tenant.counts();
    const json = sampleEncounter('checked', {
      billingProvider: { organizationName: 'Example Clinic', npi: '1234567890' },
    });
    const answer = await tenant.call('POST', '/v1/encounters:validate', { json });
    expect(answer.status).toBe(200);
    expect(answer.body.outcome).toBe('needs_review');
    expect(answer.body.ruleSetHash).toMatch(/^\w+/);
    expect(answer.body.rulesEvaluated).toBeGreaterThan(30);
    const pointers = answer.body.findings.map((finding: { pointer: string }) => finding.pointer);
    expect(pointers).toContain('/billingProvider/npi');
    expect(await tenant.counts()).toEqual(before);
    expect(Object.keys(before).length).toBeGreaterThan(20);
  });

  test('knows the history of the patient: the same line of another encounter is a duplicate', async () => {
    const patient = { externalId: 'p-dup', lastName: 'Synthetic', firstName: 'Sam', birthDate: '1980-01-01', sex: 'F' };
    const fresh = await tenant.call('POST', '/v1/encounters:validate', {
      json: sampleEncounter('second', { patient }),
    });
    const first = await tenant.call('POST', '/v1/encounters', { json: sampleEncounter('first', { patient }) });
    await gateway.database.app.transaction(tenant.tenantId, (tx) =>
      tx.query("update encounters set status = 'ready' where id = $1", [first.body.id]),
    );
    const again = await tenant.call('POST', '/v1/encounters:validate', {
      json: sampleEncounter('second', { patient }),
    });
    const rules = (answer: typeof again) =>
      new Set(answer.body.findings.map((finding: { ruleId: string }) => finding.ruleId));
    const added = [...rules(again)].filter((rule) => !rules(fresh).has(rule));
    expect(added.length).toBeGreaterThan(0);
    const itself = await tenant.call('POST', '/v1/encounters:validate', {
      json: sampleEncounter('first', { patient }),
    });
    expect(rules(itself)).toEqual(rules(fresh));
  });

  test('takes and refuses the same bodies as the POST', async () => {
    const answer = await tenant.call('POST', '/v1/encounters:validate', {
      json: { ...sampleEncounter('x'), colour: 'blue' },
    });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '/colour']);
  });
});
