import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import { describe, expect, test } from 'vitest';
import { exampleInput } from './example-input.ts';
import { rules } from './rules.ts';
import { scrub } from './scrub.ts';

// The examples once more, against what the project really carries. An incomplete set may know too little to fire; it may never
// reject what is right.

const codeSets = buildCodeSets(starterEditions());
/** Rules whose firing example needs a complete list, an official file or official titles: they say so. */
const needCompleteList = new Set('PS001 DX008 DX019 AD004 NC001 NC002 NC003 EM003 IN011 IN014'.split(' '));
/** Rules whose firing example is of invented codes, which stand for CPT and which the starter set rightly knows nothing of. */
const inventedExamples = new Set('EM001 EM002 PS002 TU002 TU003 TU004'.split(' '));
/** Rules that rest on an official file and say so of the clean encounter. */
const cleanGaps = 'DX007 DX008 DX010 DX011 DX020 NC002 NC003'.split(' ');

describe.each(rules.map((rule) => ({ name: rule.id, rule })))('$name with the starter set', ({ rule }) => {
  test('passes its passing example', () => {
    const run = scrub({ ...exampleInput(rule.passing), codeSets });
    expect(run.findings.filter((finding) => finding.ruleId === rule.id)).toEqual([]);
  });

  test('fires on its firing example, or says that it cannot tell', () => {
    const run = scrub({ ...exampleInput(rule.firing), codeSets });
    const fired = run.findings.some(({ ruleId, pointer }) => ruleId === rule.id && pointer === rule.firing.pointer);
    const silent = run.notEvaluated.some(({ ruleId }) => ruleId === rule.id);
    if (inventedExamples.has(rule.id)) return expect(fired).toBe(false);
    expect(fired || silent).toBe(true);
    expect(fired).toBe(!needCompleteList.has(rule.id));
  });
});

test('the clean encounter is ready', () => {
  const run = scrub({ ...exampleInput(), codeSets });
  expect(run).toMatchObject({ outcome: 'ready', findings: [] });
  expect([...new Set(run.notEvaluated.map(({ ruleId }) => ruleId))]).toEqual(cleanGaps);
  expect(Object.keys(run.editions).sort()).toEqual(['hcpcs', 'icd10cm', 'pos']);
});
