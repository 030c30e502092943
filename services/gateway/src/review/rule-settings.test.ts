import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import { rules } from '@claimwright/scrub/rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleEncounter, startTestGateway, type TestGateway, type TestTenant } from '../test-gateway.ts';

let gateway: TestGateway;
let admin: TestTenant;
beforeAll(async () => {
  const codeSets = buildCodeSets(starterEditions());
  gateway = await startTestGateway({}, { now: () => '2026-03-05T12:00:00.000Z', deps: { codeSets: () => codeSets } });
  admin = await gateway.tenant(['admin']);
});
afterAll(() => gateway[Symbol.asyncDispose]());

const path = '/v1/rule-settings';
const wish = { ruleId: 'ST002', severity: 'deny', why: 'the payer returns such claims' };

async function severityOf(tenant: TestTenant, ruleId: string): Promise<string | undefined> {
  const json = sampleEncounter('checked', { diagnoses: [{ code: 'I10' }, { code: 'E11.9' }] });
  const answer = await tenant.call('POST', '/v1/encounters:validate', { json });
  return answer.body.findings.find((finding: { ruleId: string }) => finding.ruleId === ruleId)?.severity;
}

describe('rule settings', () => {
  test('a setting counts from the next check on, for its payer alone, until it is taken back; who, why and what stood before are audited', async () => {
    const plain = await severityOf(admin, 'ST002');
    expect(plain).toMatch(/warn|info/);
    expect((await admin.call('PUT', path, { json: { ...wish, payerId: 'OTHER' } })).status).toBe(200);
    expect(await severityOf(admin, 'ST002')).toBe(plain);
    const put = await admin.call('PUT', path, { json: { ...wish, payerId: 'TEST1', until: '2026-03-05' } });
    expect(put.body).toMatchObject({ ...wish, payerId: 'TEST1', claimType: null, until: '2026-03-05' });
    expect(put.body.who).toMatch(/^key\//);
    expect(await severityOf(admin, 'ST002')).toBe('deny');
    await admin.call('PUT', path, { json: { ...wish, payerId: 'TEST1', severity: 'off' } });
    expect(await severityOf(admin, 'ST002')).toBeUndefined();
    const listed = await admin.call('GET', path);
    expect(listed.body.items.map((item: { payerId: string }) => item.payerId)).toEqual(['OTHER', 'TEST1']);
    const removed = await admin.call('DELETE', `${path}?ruleId=ST002&payerId=TEST1`);
    expect([removed.status, removed.body.severity]).toEqual([200, 'off']);
    expect((await admin.call('DELETE', `${path}?ruleId=ST002&payerId=TEST1`)).status).toBe(404);
    expect(await severityOf(admin, 'ST002')).toBe(plain);
    const { rows } = await gateway.database.app.transaction(admin.tenantId, (tx) =>
      tx.query("select action, detail from audit_log where resource_type = 'rule' order by sequence"),
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'rule_setting.put',
      'rule_setting.put',
      'rule_setting.put',
      'rule_setting.delete',
    ]);
    expect(rows[2]?.detail).toMatchObject({ before: { severity: 'deny' }, after: { severity: 'off', why: wish.why } });
  });

  test('another tenant has settings of its own', async () => {
    const stranger = await gateway.tenant(['admin']);
    await admin.call('PUT', path, { json: { ...wish, severity: 'off' } });
    expect((await stranger.call('GET', path)).body.items).toEqual([]);
    expect(await severityOf(stranger, 'ST002')).toBeDefined();
  });

  test('a rule whose findings cannot be released cannot be made weaker, but stricter', async () => {
    const fixed = rules.find((one) => !one.overridable && one.severity === 'reject' && !one.alsoWarns)?.id;
    const refused = await admin.call('PUT', path, { json: { ...wish, ruleId: fixed, severity: 'warn' } });
    expect([refused.status, refused.body.code, refused.body.ruleId]).toEqual([409, 'rule_fixed', fixed]);
    expect((await admin.call('PUT', path, { json: { ...wish, ruleId: fixed, severity: 'reject' } })).status).toBe(200);
  });

  test('of one that also warns the warnings may be made lighter, and nothing else', async () => {
    const put = (severity: string) => admin.call('PUT', path, { json: { ...wish, ruleId: 'ST011', severity } });
    for (const severity of ['off', 'info', 'reject'])
      expect([severity, (await put(severity)).status]).toEqual([severity, 200]);
    for (const severity of ['warn', 'deny']) {
      const refused = await put(severity);
      expect([severity, refused.status, refused.body.code]).toEqual([severity, 409, 'rule_fixed']);
      expect(refused.body.detail).toContain('Its warnings alone can be set to info or off.');
    }
    await admin.call('DELETE', `${path}?ruleId=ST011`);
  });

  test('unknown rules, a last day that is over and wrong shapes are refused by place; other keys may only look', async () => {
    for (const [change, pointer] of [
      [{ ruleId: 'XX999' }, '/ruleId'],
      [{ until: '2026-03-04' }, '/until'],
      [{ severity: 'loud' }, '/severity'],
      [{ why: ' ' }, '/why'],
    ] as const) {
      const answer = await admin.call('PUT', path, { json: { ...wish, ...change } });
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer]);
    }
    const coder = await gateway.tenant();
    expect((await coder.call('PUT', path, { json: wish })).status).toBe(403);
    expect((await coder.call('DELETE', `${path}?ruleId=ST002`)).status).toBe(403);
    expect((await coder.call('GET', path)).status).toBe(200);
  });
});

test('the catalogue lists every rule in the order it runs, with settings', async () => {
  const tenant = await gateway.tenant(['admin']);
  await tenant.call('PUT', path, { json: wish });
  const answer = await tenant.call('GET', '/v1/rules');
  expect(answer.body.items.map((item: { id: string }) => item.id)).toEqual(rules.map(({ id }) => id));
  const set = answer.body.items.filter((item: { settings: unknown[] }) => item.settings.length > 0);
  expect(set).toMatchObject([{ id: 'ST002', settings: [{ severity: 'deny' }] }]);
});
