import type { RuleSetting } from '@claimwright/domain/finding';
import { describe, expect, test } from 'vitest';
import { cleanLine } from './clean-encounter.ts';
import { exampleInput } from './example-input.ts';
import type { EncounterPatch } from './merge-patch.ts';
import { canonicalSettings, noSettings, resolveSeverities, severityOf } from './resolve-severities.ts';
import { rules } from './rules.ts';
import { scrub } from './scrub.ts';

const setting = (severity: RuleSetting['severity'], scope: RuleSetting['scope'] = {}, until?: string): RuleSetting => ({
  ...{ ruleId: 'AD001', scope, severity, who: 'manager@example.org', why: 'contract of 2026' },
  ...(until === undefined ? {} : { until }),
});
const scope = { payerId: 'QUILL1', claimType: 'professional', today: '2026-03-10' } as const;
const resolved = (...settings: RuleSetting[]) => resolveSeverities(rules, settings, scope).get('AD001')?.severity;

describe('the narrowest setting in force wins', () => {
  const tenant = setting('info');
  const byType = setting('deny', { claimType: 'professional' });
  const byPayer = setting('reject', { payerId: 'QUILL1' });
  const byBoth = setting('off', { payerId: 'QUILL1', claimType: 'professional' });

  test.each([
    ['payer and claim type', [tenant, byBoth, byType, byPayer], 'off'],
    ['then the payer', [byPayer, byType, tenant], 'reject'],
    ['then the claim type', [tenant, byType], 'deny'],
    ['then the tenant', [tenant], 'info'],
    ['then the rule itself', [], undefined],
  ] as const)('%s', (_, settings, expected) => {
    expect(resolved(...settings)).toBe(expected);
    expect(resolved(...[...settings].reverse())).toBe(expected);
  });

  test('another payer, another claim type, an unknown rule and a day past the end count for nothing', () => {
    expect(resolved(setting('off', { payerId: 'OTHER' }))).toBeUndefined();
    expect(resolved(setting('off', { claimType: 'institutional' }))).toBeUndefined();
    expect(resolved(setting('off', {}, '2026-03-09'))).toBeUndefined();
    expect(resolved(setting('off', {}, '2026-03-10'))).toBe('off');
    expect(resolveSeverities(rules, [{ ...tenant, ruleId: 'ZZ999' }], scope).size).toBe(0);
  });

  test('of two of one scope the one that ends later, then the heavier', () => {
    expect(resolved(setting('off', {}, '2026-04-01'), setting('warn', {}, '2026-05-01'))).toBe('warn');
    expect(resolved(setting('off'), setting('warn'))).toBe('warn');
    expect(resolved(setting('warn'), setting('off'))).toBe('warn');
  });
});

describe('in a run', () => {
  const late = exampleInput({ encounter: { lines: [{ ...cleanLine, serviceFrom: '2025-03-02' }] } });
  const run = (...settings: RuleSetting[]) => scrub({ ...late, settings });

  test('a severity that was set is the finding’s, and decides where the encounter goes', () => {
    expect(run()).toMatchObject({ outcome: 'needs_review', findings: [{ ruleId: 'AD001', severity: 'deny' }] });
    expect(run(setting('warn'))).toMatchObject({ outcome: 'ready', findings: [{ ruleId: 'AD001', severity: 'warn' }] });
  });

  test('what the rule itself finds lighter stays so, unless the setting is lighter still', () => {
    const nearly = exampleInput({ encounter: { lines: [{ ...cleanLine, serviceFrom: '2025-10-01' }] } });
    const severity = (given: RuleSetting) => scrub({ ...nearly, settings: [given] }).findings[0]?.severity;
    expect(severity(setting('reject'))).toBe('warn');
    expect(severity(setting('info'))).toBe('info');
  });

  test('a rule that is off says nothing, and the run says that it was off', () => {
    const off = run(setting('off'));
    expect(off).toMatchObject({ outcome: 'ready', findings: [] });
    expect(off.rulesEvaluated).toBe(run().rulesEvaluated - 1);
    expect(off.notEvaluated).toContainEqual({
      ruleId: 'AD001',
      reason: 'switched off by manager@example.org: contract of 2026',
      count: 1,
    });
  });

  test('the rule-set hash changes with what is set, not with who set it', () => {
    const hashes = [run(), run(setting('warn')), run(setting('off'))].map(({ ruleSetHash }) => ruleSetHash);
    expect(new Set(hashes).size).toBe(3);
    expect(run({ ...setting('warn'), who: 'somebody' }).ruleSetHash).toBe(hashes[1]);
    expect(run(setting('warn', { payerId: 'OTHER' })).ruleSetHash).toBe(hashes[0]);
  });
});

describe('the severity of a finding', () => {
  test.each<[RuleSetting['severity'] | undefined, string, string | undefined, string | undefined]>([
    [undefined, 'deny', undefined, 'deny'],
    [undefined, 'deny', 'warn', 'warn'],
    ['off', 'deny', undefined, undefined],
    ['off', 'deny', 'warn', undefined],
    ['reject', 'deny', undefined, 'reject'],
    ['info', 'deny', undefined, 'info'],
    ['reject', 'deny', 'warn', 'warn'],
    ['warn', 'deny', 'warn', 'warn'],
    ['info', 'deny', 'warn', 'info'],
    ['reject', 'deny', 'deny', 'reject'],
    ['deny', 'warn', 'reject', 'deny'],
  ])('set to %s, the rule %s, the result %s: %s', (set, ofRule, ofResult, expected) => {
    const given = set === undefined ? undefined : setting(set);
    const rule = { severity: ofRule as 'deny', overridable: true };
    expect(severityOf(given, rule, ofResult as 'deny' | undefined)).toBe(expected);
  });

  test.each([
    ['off', undefined, 'reject'],
    ['info', undefined, 'reject'],
    ['warn', 'deny', 'deny'],
    ['off', 'deny', 'deny'],
    ['off', 'warn', undefined],
    ['info', 'warn', 'info'],
    ['warn', 'warn', 'warn'],
    ['off', 'info', undefined],
    ['reject', 'warn', 'warn'],
    ['reject', undefined, 'reject'],
  ] as const)('fixed at reject, set to %s, the result %s: %s', (set, ofResult, expected) => {
    expect(severityOf(setting(set), { severity: 'reject', overridable: false }, ofResult)).toBe(expected);
  });
});

test('settings without an end outlast those with one, and the same again changes nothing', () => {
  expect(resolved(setting('warn'), setting('info', {}, '2026-12-31'))).toBe('warn');
  expect(resolved(setting('info', {}, '2026-12-31'), setting('warn'))).toBe('warn');
  const [one, two] = [setting('warn'), { ...setting('warn'), who: 'another' }];
  expect(resolveSeverities(rules, [one, two], scope).get('AD001')).toBe(one);
});

test('nothing set is one thing that everybody shares', () => {
  expect(resolveSeverities(rules, [], scope)).toBe(noSettings);
});

test('as part of a hash: rule and severity, one a line, in the order of their text', () => {
  const settings = [setting('warn'), { ...setting('off'), ruleId: 'ID001' }, { ...setting('info'), ruleId: 'AD002' }];
  expect(canonicalSettings(resolveSeverities(rules, settings, scope))).toBe('AD001=warn\nAD002=info\nID001=off');
});

describe('a fixed rule that also warns', () => {
  const off: RuleSetting = { ruleId: 'ST011', scope: {}, severity: 'off', who: 'admin', why: 'asked at the desk' };
  const run = (encounter: EncounterPatch, settings: RuleSetting[]) => {
    const { findings, notEvaluated } = scrub({ ...exampleInput({ encounter }), settings });
    const ofRule = <Row extends { ruleId: string }>(rows: readonly Row[]) =>
      rows.filter(({ ruleId }) => ruleId === 'ST011');
    return { said: ofRule(findings).map(({ severity }) => severity), gaps: ofRule(notEvaluated) };
  };
  const injury = { diagnoses: [{ code: 'S93.401A' }, { code: 'I10' }] };

  test('is silent about what only warns when that is switched off, and says so', () => {
    expect(run(injury, []).said).toEqual(['warn']);
    expect(run(injury, [{ ...off, severity: 'info' }]).said).toEqual(['info']);
    expect(run(injury, [off])).toEqual({
      said: [],
      gaps: [{ ruleId: 'ST011', reason: 'warnings switched off by admin: asked at the desk', count: 1 }],
    });
  });

  test('still holds what it held', () => {
    const auto = { accident: { kind: 'auto', date: '2026-03-01' } } as const;
    for (const severity of ['off', 'info', 'warn'] as const) {
      expect(run(auto, [{ ...off, severity }]).said).toEqual(['reject']);
    }
  });
});

describe('a rule that is off by default', () => {
  const pair = { diagnoses: [{ code: 'J18.9' }, { code: 'E11.9' }] };
  const run = (settings: RuleSetting[]) => scrub({ ...exampleInput({ encounter: pair }), settings });
  const asked: RuleSetting = { ruleId: 'DX008', scope: {}, severity: 'info', who: 'admin', why: 'for an audit' };

  test('runs where a setting asks for it, and otherwise is neither a finding nor a gap', () => {
    const silent = run([]);
    expect(silent.findings.filter(({ ruleId }) => ruleId === 'DX008')).toEqual([]);
    expect(silent.notEvaluated.filter(({ ruleId }) => ruleId === 'DX008')).toEqual([]);
    const spoken = run([asked]);
    expect(spoken.findings.filter(({ ruleId }) => ruleId === 'DX008')).toMatchObject([{ severity: 'info' }]);
    expect(spoken.rulesEvaluated).toBe(silent.rulesEvaluated + 1);
    expect(run([asked, { ...asked, severity: 'off', scope: { payerId: 'another' } }]).findings).toEqual(
      spoken.findings,
    );
  });
});
