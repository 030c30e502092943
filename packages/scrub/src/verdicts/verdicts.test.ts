import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../rules.ts';
import { inBrief, renderVerdicts, saidOf } from './verdict-cases.ts';
import { tables } from './verdict-tables.ts';

// What every rule says of its firing example and of the cases of the tables: in brief as the case expects it, and in full, to
// the last word, as it is stored in the text file of its family. After a wanted change write the files again with
// UPDATE_VERDICTS=1 and read the difference.

const families = [...new Set(rules.map(({ id }) => id.slice(0, 2)))].sort();

test('every case is of a rule there is', () => {
  const ids = new Set(rules.map(({ id }) => id));
  expect(Object.keys(tables).filter((id) => !ids.has(id))).toEqual([]);
});

const cases = rules.flatMap((rule) =>
  (tables[rule.id] ?? []).map((one) => ({ id: rule.id, words: one.words, rule, one })),
);

test.each(cases)('$id: $words', ({ rule, one }) => {
  expect(inBrief(saidOf(rule, one))).toEqual(one.expects);
});

test.each(families)('%s rules say to the last word what is stored', (family) => {
  const path = join(import.meta.dirname, `${family}.txt`);
  const members = rules.filter(({ id }) => id.startsWith(family)).sort((one, other) => (one.id < other.id ? -1 : 1));
  const said = members.map((rule) => renderVerdicts(rule, tables[rule.id] ?? [])).join('\n\n');
  if (process.env.UPDATE_VERDICTS === '1') writeFileSync(path, said);
  expect(said).toBe(readFileSync(path, 'utf8'));
});
