import { describe, expect, test } from 'vitest';
import { cleanLine } from './clean-encounter.ts';
import { exampleInput } from './example-input.ts';
import type { Rule, RuleResult } from './rule.ts';
import { rules } from './rules.ts';
import { runRules } from './run-rules.ts';
import { gatherContext } from './scrub-context.ts';

const context = gatherContext(exampleInput({ encounter: { lines: [cleanLine, { ...cleanLine, chargeCents: 1 }] } }));
const template = rules[0] as Rule;

function made(changes: Partial<Rule>, ...results: RuleResult[]): Rule {
  return { ...template, id: 'TS001', severity: 'reject', ...changes, evaluate: () => results };
}

const onLine = (line: number): RuleResult => ({
  ...{ verdict: 'fail', pointer: `/lines/${line}`, message: 'Wrong.', action: 'Mend it.', line },
});

describe('a reject on a line holds back history and administration on that line', () => {
  const early = made({ id: 'TS001', category: 'identity', overridable: true }, onLine(0));
  const late = made({ id: 'TS002', category: 'history', perLine: true }, onLine(0), onLine(1));

  test('and no other', () => {
    const run = runRules([early, late], context, new Set());
    expect(run.findings.map(({ ruleId, pointer }) => `${ruleId} ${pointer}`)).toEqual([
      'TS001 /lines/0',
      'TS002 /lines/1',
    ]);
    expect(run.notEvaluated).toEqual([
      { ruleId: 'TS002', reason: 'not reached: TS001 rejects the line first', count: 1 },
    ]);
  });

  test('unless it was released', () => {
    const run = runRules([early, late], context, new Set(['TS001 /lines/0']));
    expect(run.findings.map(({ verdict }) => verdict)).toEqual(['bypassed', 'fail', 'fail']);
    expect(run.notEvaluated).toEqual([]);
  });

  test.each<Partial<Rule>>([{ severity: 'deny' }, { category: 'modifiers' }])('but not when it is %j', (changes) => {
    const run = runRules([{ ...early, ...changes }, late], context, new Set());
    expect(run.findings).toHaveLength(3);
  });

  test('rules of the categories between are reached', () => {
    expect(runRules([early, { ...late, category: 'units' }], context, new Set()).findings).toHaveLength(3);
  });
});

test('equal gaps are counted together, by rule and reason', () => {
  const gap = (reason: string): RuleResult => ({ verdict: 'no_data', reason });
  const run = runRules([made({}, gap('a'), gap('b'), gap('a')), made({ id: 'TS002' }, gap('a'))], context, new Set());
  expect(run.notEvaluated).toEqual([
    { ruleId: 'TS001', reason: 'a', count: 2 },
    { ruleId: 'TS001', reason: 'b', count: 1 },
    { ruleId: 'TS002', reason: 'a', count: 1 },
  ]);
});

test('a rule of another claim type is not run', () => {
  const run = runRules([made({ claimTypes: [] }, onLine(0))], context, new Set());
  expect(run).toEqual({ findings: [], notEvaluated: [], rulesEvaluated: 0 });
});
