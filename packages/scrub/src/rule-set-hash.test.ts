import { createHash } from 'node:crypto';
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

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('is the SHA-256 of rules and editions written out', () => {
  const [one, two] = rules;
  if (!one || !two) throw new Error('no rules');
  const names = [one, two].map(({ id, version, severity }) => `${id}.${version}.${severity}`).sort();
  expect(hashOf([two, one], 'pos@1\n')).toBe(sha256(`${names.join('\n')}\n\npos@1\n`));
  const editions = { pos: ['2', '1'], icd10cm: ['FY2026'] };
  const own = hashOf(rules, 'icd10cm@FY2026\npos@2,1\n');
  const codeSets = { ...exampleCodeSets(), editions: () => editions };
  // Without repairs it is what it was before there were any.
  expect(ruleSetHash(codeSets, new Map(), new Set())).toBe(own);
  const repaired = (hash: string, made: string) => sha256(`${hash}\n\n${made}`);
  expect(ruleSetHash(codeSets)).toBe(repaired(own, 'RP001.1\nRP002.1\nRP003.1'));
  expect(ruleSetHash(codeSets, new Map(), new Set(['RP003', 'RP001']))).toBe(repaired(own, 'RP001.1\nRP003.1'));
  const setting = { ruleId: 'AD001', scope: {}, severity: 'warn', who: 'key/1', why: 'agreed' } as const;
  const set = new Map([['AD001', setting]]);
  expect(ruleSetHash(codeSets, set, new Set())).toBe(sha256(`${own}\nAD001=warn`));
  expect(ruleSetHash(codeSets, set)).toBe(repaired(sha256(`${own}\nAD001=warn`), 'RP001.1\nRP002.1\nRP003.1'));
  expect(ruleSetHash(codeSets, new Map())).toBe(ruleSetHash(codeSets));
});

test('is worked out once for editions that cannot change', () => {
  let listings = 0;
  const listed = Object.freeze({
    get pos() {
      listings += 1;
      return ['1'];
    },
  });
  const codeSets = { ...exampleCodeSets(), editions: () => listed };
  const first = ruleSetHash(codeSets);
  const after = listings;
  expect([ruleSetHash(codeSets), listings]).toEqual([first, after]);
});

test('follows code sets whose editions change while they are in use', () => {
  const base = exampleCodeSets();
  let edition = 'FY2026';
  const codeSets = { ...base, editions: () => ({ icd10cm: [edition] }) };
  const before = ruleSetHash(codeSets);
  edition = 'FY2027';
  expect(ruleSetHash(codeSets)).not.toBe(before);
});
