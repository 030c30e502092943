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

// One test a rule and not one a case: mutation testing notes for each test every mutant it meets.
test.each(rules.map((rule) => ({ id: rule.id, rule })))(
  '$id says of each case what the case expects',
  ({ id, rule }) => {
    const cases = tables[id] ?? [];
    expect(new Set(cases.map(({ words }) => words)).size, 'no two cases have the same words').toBe(cases.length);
    const said = cases.map((one) => [one.words, inBrief(saidOf(rule, one))]);
    expect(said).toEqual(cases.map(({ words, expects }) => [words, expects]));
  },
);

test.each(families)('%s rules say to the last word what is stored', (family) => {
  const path = join(import.meta.dirname, `${family}.txt`);
  const members = rules.filter(({ id }) => id.startsWith(family)).sort((one, other) => (one.id < other.id ? -1 : 1));
  const said = members.map((rule) => renderVerdicts(rule, tables[rule.id] ?? [])).join('\n\n');
  if (process.env.UPDATE_VERDICTS === '1') writeFileSync(path, said);
  expect(said).toBe(readFileSync(path, 'utf8'));
});
