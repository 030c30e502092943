import { expect, test } from 'vitest';
import { exampleCodeSets } from './example-code-sets.ts';
import { hashOf, ruleSetHash } from './rule-set-hash.ts';
import { rules } from './rules.ts';

test('is the same for equal rules and editions, whatever the order they are listed in', () => {
  const [one, other] = [exampleCodeSets(), exampleCodeSets()];
  const shuffled = { ...other, editions: () => Object.fromEntries(Object.entries(other.editions()).reverse()) };
  expect(ruleSetHash(one)).toMatch(/^[0-9a-f]{64}$/);
  expect(ruleSetHash(shuffled)).toBe(ruleSetHash(one));
  expect(hashOf([...rules].reverse(), 'pos@1')).toBe(hashOf(rules, 'pos@1'));
});

test('changes with a rule, its version, its severity and any edition', () => {
  const [first, ...rest] = rules;
  if (first === undefined) throw new Error('no rules');
  const variants = [
    hashOf(rules, 'pos@1'),
    hashOf(rest, 'pos@1'),
    hashOf([{ ...first, version: first.version + 1 }, ...rest], 'pos@1'),
    hashOf([{ ...first, severity: 'info' }, ...rest], 'pos@1'),
    hashOf(rules, 'pos@2'),
  ];
  expect(new Set(variants).size).toBe(variants.length);
});

test('follows code sets whose editions change while they are in use', () => {
  const base = exampleCodeSets();
  let edition = 'FY2026';
  const codeSets = { ...base, editions: () => ({ icd10cm: [edition] }) };
  const before = ruleSetHash(codeSets);
  edition = 'FY2027';
  expect(ruleSetHash(codeSets)).not.toBe(before);
});
