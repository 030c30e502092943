import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '@claimwright/domain/finding';
import { describe, expect, test } from 'vitest';
import { exampleInput } from './example-input.ts';
import { ruleCategories } from './rule.ts';
import { rules } from './rules.ts';
import { scrub } from './scrub.ts';

function findingsOf(example: Parameters<typeof exampleInput>[0], ruleId: string): Finding[] {
  return scrub(exampleInput(example)).findings.filter((finding) => finding.ruleId === ruleId);
}

test('the clean encounter passes every rule, and every rule could be evaluated', () => {
  const run = scrub(exampleInput());
  expect(run.findings).toEqual([]);
  expect(run.notEvaluated).toEqual([]);
  expect(run.outcome).toBe('ready');
  expect(run.rulesEvaluated).toBe(rules.filter((rule) => rule.claimTypes.includes('professional')).length);
});

test.each(['stay', 'outpatient'] as const)('the clean %s passes every rule for hospital bills', (base) => {
  const run = scrub(exampleInput({ base }));
  expect(run.findings).toEqual([]);
  expect(run.notEvaluated).toEqual([]);
  expect(run.outcome).toBe('ready');
  expect(run.rulesEvaluated).toBe(rules.filter((rule) => rule.claimTypes.includes('institutional')).length);
});

describe.each(rules.map((rule) => ({ name: `${rule.id} ${rule.title}`, rule })))('$name', ({ rule }) => {
  test('fires on its firing example, where the example says', () => {
    const found = findingsOf(rule.firing, rule.id);
    expect(found.map((finding) => finding.pointer)).toContain(rule.firing.pointer);
    for (const finding of found) {
      expect(finding.message).toMatch(/\.$/);
      expect(finding.action).toMatch(/\.$/);
      expect(finding).toMatchObject({ verdict: 'fail', ruleVersion: rule.version, citation: rule.citation });
    }
  });

  test('passes its passing example, and could judge it', () => {
    const run = scrub(exampleInput(rule.passing));
    expect(run.findings.filter((finding) => finding.ruleId === rule.id)).toEqual([]);
    // A correction has a filing limit of its own that no profile holds; AD002 must still have judged it.
    expect(run.notEvaluated.filter((gap) => gap.ruleId === rule.id)).toEqual([]);
  });
});

describe('the registry', () => {
  test('holds every file of rules/, each under the id its file is named after', () => {
    const files = readdirSync(join(import.meta.dirname, 'rules')).filter((file) => !file.endsWith('.test.ts'));
    expect(files.length).toBeGreaterThan(35);
    expect(files.map((file) => file.slice(0, 5)).sort()).toEqual(rules.map((rule) => rule.id).sort());
  });

  test('names no id twice', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });

  test('runs in the order of the categories, then of the ids', () => {
    const keys = rules.map((rule) => `${String(ruleCategories.indexOf(rule.category)).padStart(2, '0')} ${rule.id}`);
    expect(keys).toEqual([...keys].sort());
  });

  test('lets no one release what would fail at the clearinghouse, but for rules that can misjudge', () => {
    const released = rules.filter((rule) => rule.overridable && rule.severity === 'reject').map((rule) => rule.id);
    expect(released).toEqual(['PX005', 'PX006', 'IN006', 'IN008', 'IN011', 'IN021', 'AD002']);
  });
});
