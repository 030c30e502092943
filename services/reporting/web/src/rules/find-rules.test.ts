import { expect, test } from 'vitest';
import { countsAs, findRules, mayBeSetTo } from './find-rules.ts';
import type { Rule, RuleSetting } from './rule-query.ts';

const rule = (id: string, more: Partial<Rule> = {}) =>
  ({
    id,
    title: `Rule ${id}`,
    logic: '',
    citation: '',
    evidence: 'V',
    needs: [],
    category: 'units',
    severity: 'deny',
    overridable: true,
    settings: [],
    ...more,
  }) as unknown as Rule;
const setting = (more: Partial<RuleSetting>) =>
  ({ payerId: null, claimType: null, severity: 'off', inForce: true, ...more }) as RuleSetting;

const rules = [
  rule('DX001', { title: 'Unknown diagnosis', citation: '45 CFR 162.1002', evidence: 'S' }),
  rule('TU002', { logic: 'More units than the table allows', needs: ['MUE'], settings: [setting({})] }),
];
const ids = (filter: Parameters<typeof findRules>[1]) => findRules(rules, filter).map(({ id }) => id);

test('all words have to stand somewhere in the rule, in any case', () => {
  expect(ids({ q: 'unknown CFR' })).toEqual(['DX001']);
  expect(ids({ q: 'mue units' })).toEqual(['TU002']);
  expect(ids({ q: 'unknown units' })).toEqual([]);
  expect(ids({})).toEqual(['DX001', 'TU002']);
});

test('severity is the one that counts here, a setting for one payer or one that has ended not minded', () => {
  expect(ids({ severity: 'off' })).toEqual(['TU002']);
  expect(ids({ severity: 'deny' })).toEqual(['DX001']);
  expect(ids({ changed: 'yes' })).toEqual(['TU002']);
  expect(ids({ evidence: 'S' })).toEqual(['DX001']);
  expect(countsAs(rule('A', { settings: [setting({ payerId: 'X' }), setting({ inForce: false })] }))).toBe('deny');
});

test('a fixed rule that also warns keeps its severity, and may be set lighter for its warnings alone', () => {
  const fixed = rule('A', { overridable: false, alsoWarns: true, severity: 'reject', settings: [setting({})] });
  expect(countsAs(fixed)).toBe('reject');
  const may = (which: Rule) =>
    (['reject', 'deny', 'warn', 'info', 'off'] as const).filter((one) => mayBeSetTo(which, one));
  expect(may(fixed)).toEqual(['reject', 'info', 'off']);
  expect(may({ ...fixed, alsoWarns: false })).toEqual(['reject']);
  expect(may(rule('B', { alsoWarns: true }))).toHaveLength(5);
});

test('a rule that runs only when asked for counts as off until it is', () => {
  expect(countsAs(rule('A', { offByDefault: true, severity: 'info' }))).toBe('off');
  expect(countsAs(rule('A', { offByDefault: true, settings: [setting({ severity: 'info' })] }))).toBe('info');
});
