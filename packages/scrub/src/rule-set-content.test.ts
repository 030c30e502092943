import type { RuleSetting } from '@claimwright/domain/finding';
import { describe, expect, test } from 'vitest';
import { cleanLine } from './clean-encounter.ts';
import { exampleInput } from './example-input.ts';
import { engineDifferences, ruleSetContent, settingsInForce, settingsOfThen } from './rule-set-content.ts';
import { rules } from './rules.ts';
import { scrub } from './scrub.ts';

const tooLate = { lines: [{ ...cleanLine, serviceFrom: '2025-03-02' }] };
const late = { ...exampleInput({ encounter: tooLate }), settings: [] };
const note = { who: 'key/1', why: 'agreed with the payer' };

describe('the content of a rule set', () => {
  test('is the same engine as long as nothing changed, and says what did', () => {
    const settings: RuleSetting[] = [
      { ruleId: 'AD001', scope: {}, severity: 'off', ...note },
      { ruleId: 'AD001', scope: { payerId: late.payer.payerId }, severity: 'warn', ...note },
      { ruleId: 'ST002', scope: { payerId: 'OTHER' }, severity: 'off', ...note },
    ];
    const content = ruleSetContent({ ...late, settings });
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

  test('gives back settings that run to the same bytes, hash included', () => {
    const settings: RuleSetting[] = [
      { ruleId: 'AD001', scope: { payerId: late.payer.payerId }, severity: 'warn', until: late.today, ...note },
      { ruleId: 'ID001', scope: { claimType: 'professional' }, severity: 'off', ...note },
    ];
    const run = scrub({ ...late, settings });
    const more: RuleSetting[] = [
      ...settings,
      { ruleId: 'DX001', scope: { payerId: 'OTHER' }, severity: 'off', ...note },
    ];
    const kept = settingsInForce({ ...late, settings: more });
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(scrub({ ...late, settings: kept }))).toBe(JSON.stringify(run));
    const then = scrub({ ...late, settings: settingsOfThen(ruleSetContent({ ...late, settings })) });
    const verdicts = ({ findings }: typeof run) =>
      findings.map(({ ruleId, severity, pointer }) => [ruleId, severity, pointer]);
    expect([then.ruleSetHash, verdicts(then)]).toEqual([run.ruleSetHash, verdicts(run)]);
    expect(run.ruleSetHash).not.toBe(scrub(late).ruleSetHash);
  });

  test('lists the rules by id, and nobody is said to have set what came with a rule set', () => {
    const content = ruleSetContent(late);
    const ids = content.rules.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(ids).not.toEqual(rules.map(({ id }) => id));
    expect([content.settings, settingsInForce(late)]).toEqual([{}, []]);
    expect(settingsOfThen({ ...content, settings: { AD001: 'off' } })).toEqual([
      { ruleId: 'AD001', scope: {}, severity: 'off', who: 'rule set', why: 'as it was' },
    ]);
  });
});
