import { describe, expect, test } from 'vitest';
import { cleanLine } from './clean-encounter.ts';
import { exampleInput } from './example-input.ts';
import { engineDifferences, ruleSetContent } from './rule-set-content.ts';
import { scrub } from './scrub.ts';
import { scrubWithSettings } from './scrub-with-settings.ts';
import type { RuleSetting } from './tenant-severities.ts';

const late = exampleInput({ encounter: { lines: [{ ...cleanLine, serviceFrom: '2025-03-02' }] } });

function setting(severity: RuleSetting['severity'], changes: Partial<RuleSetting> = {}): RuleSetting {
  return { ruleId: 'AD001', scope: {}, severity, who: 'key/1', why: 'agreed with the payer', ...changes };
}

function severityOf(settings: readonly RuleSetting[]): string | undefined {
  return scrubWithSettings(late, settings).run.findings.find(({ ruleId }) => ruleId === 'AD001')?.severity;
}

describe('settings', () => {
  test('none, or none that speaks of the encounter, is the plain run to the byte', () => {
    const plain = JSON.stringify(scrub(late));
    const others = [setting('off', { scope: { payerId: 'OTHER' } }), setting('off', { until: '2020-01-01' })];
    expect(JSON.stringify(scrubWithSettings(late, []).run)).toBe(plain);
    expect(JSON.stringify(scrubWithSettings(late, others).run)).toBe(plain);
    expect(severityOf([])).toBe('deny');
  });

  test('a severity decides the outcome, off leaves the rule out, and each is a rule set of its own', () => {
    const warned = scrubWithSettings(late, [setting('warn')]).run;
    expect([warned.outcome, severityOf([setting('warn')])]).toEqual(['ready', 'warn']);
    const off = scrubWithSettings(late, [setting('off')]).run;
    expect(off.findings.map(({ ruleId }) => ruleId)).not.toContain('AD001');
    expect(off.rulesEvaluated).toBe(warned.rulesEvaluated - 1);
    expect(new Set([scrub(late).ruleSetHash, warned.ruleSetHash, off.ruleSetHash]).size).toBe(3);
  });

  test('payer and claim type go before payer, payer before claim type, claim type before everything; the order they stand in is nothing', () => {
    const payerId = late.payer.payerId;
    const all = [
      setting('off'),
      setting('info', { scope: { claimType: 'professional' } }),
      setting('warn', { scope: { payerId } }),
      setting('reject', { scope: { payerId, claimType: 'professional' } }),
    ];
    expect(severityOf(all)).toBe('reject');
    expect(severityOf(all.toReversed())).toBe('reject');
    expect(severityOf(all.slice(0, 3))).toBe('warn');
    expect(severityOf(all.slice(0, 2).reverse())).toBe('info');
    expect(severityOf([setting('reject', { scope: { payerId, claimType: 'institutional' } })])).toBe('deny');
  });

  test('a setting holds on its last day and not after it', () => {
    expect(severityOf([setting('off', { until: late.today })])).toBeUndefined();
    const yesterday = `${late.today.slice(0, 8)}${String(Number(late.today.slice(8)) - 1).padStart(2, '0')}`;
    expect(severityOf([setting('off', { until: yesterday })])).toBe('deny');
  });

  test('a reject that was turned off no longer holds later rules back', () => {
    const line = { ...cleanLine, serviceFrom: '2025-03-02', procedureCode: 'X' };
    const both = exampleInput({ encounter: { lines: [line] } });
    const rulesOf = (settings: readonly RuleSetting[]) =>
      scrubWithSettings(both, settings).run.findings.map(({ ruleId }) => ruleId);
    expect(rulesOf([])).toContain('PX001');
    expect(rulesOf([])).not.toContain('AD001');
    expect(rulesOf([setting('off', { ruleId: 'PX001' })])).toContain('AD001');
  });

  test('overrides count as in the plain run', () => {
    const override = { pointer: '/lines/0/serviceFrom', reason: 'r', actor: 'a', createdAt: '2026-03-09T08:00:00Z' };
    const released = { ...late, overrides: [{ ruleId: 'AD001', ...override }] };
    const verdictOf = (now: string, expiresAt: string) => {
      const overrides = released.overrides.map((one) => ({ ...one, expiresAt }));
      return scrubWithSettings({ ...released, now, overrides }, [setting('reject')]).run.findings[0]?.verdict;
    };
    expect(verdictOf('2026-03-09T09:00:00Z', '2026-03-10T00:00:00Z')).toBe('bypassed');
    expect(verdictOf('2026-03-11T09:00:00Z', '2026-03-10T00:00:00Z')).toBe('fail');
  });
});

describe('the content of a rule set', () => {
  test('is the same engine as long as nothing changed, and says what did', () => {
    const content = ruleSetContent(late.codeSets, new Map([['AD001', 'warn' as const]]));
    expect(content.settings).toEqual({ AD001: 'warn' });
    expect(content.editions).toEqual(late.codeSets.editions());
    expect(engineDifferences(content)).toEqual([]);
    const [first, second, third, ...rest] = content.rules;
    if (!first || !second || !third) throw new Error('there are fewer than three rules');
    const older = {
      ...content,
      engineVersion: 0,
      rules: [
        { ...first, version: 99 },
        { ...second, severity: second.severity === 'info' ? ('warn' as const) : ('info' as const) },
        { ...third, id: 'ZZ999' },
        ...rest,
      ],
    };
    expect(engineDifferences(older).sort()).toEqual(
      [
        'The engine is at version 1; the run was made by version 0.',
        `Rule ${first.id} is at version ${first.version}; it was at 99.`,
        `Rule ${second.id} has severity ${second.severity}; it had ${older.rules[1]?.severity}.`,
        `Rule ${third.id} has been added since.`,
        'Rule ZZ999 is no longer there.',
      ].sort(),
    );
  });
});
