import type { Finding, ScrubRun } from '@claimwright/domain/finding';
import { expect, test } from 'vitest';
import { compareRuns } from './compare-runs.ts';
import { exampleInput } from './example-input.ts';
import { scrub } from './scrub.ts';

const run = scrub(exampleInput());
const finding = scrub(exampleInput({ encounter: { placeOfService: null } })).findings[0]!;

/** A run with findings written "rule severity", "rule severity bypassed". */
function saying(...said: string[]): ScrubRun {
  const findings = said.map((one): Finding => {
    const [ruleId = '', severity = '', verdict = 'fail'] = one.split(' ');
    return { ...finding, ruleId, severity: severity as Finding['severity'], verdict: verdict as Finding['verdict'] };
  });
  return { ...run, findings };
}

test.each<[before: string[], after: string[], changes: string[]]>([
  [[], [], []],
  [[], ['DX001 reject'], ['DX001 newly_failing']],
  [[], ['DX001 deny'], ['DX001 newly_failing']],
  [[], ['DX001 warn'], ['DX001 newly_warned']],
  [[], ['DX001 info'], ['DX001 newly_warned']],
  [['DX001 warn'], ['DX001 deny'], ['DX001 newly_failing']],
  [['DX001 deny'], [], ['DX001 newly_passing']],
  [['DX001 reject'], ['DX001 warn'], ['DX001 newly_passing']],
  [['DX001 warn'], [], ['DX001 no_longer_warned']],
  [['DX001 reject'], ['DX001 deny'], []],
  [['DX001 warn'], ['DX001 info'], []],
  [['DX001 deny'], ['DX001 deny bypassed'], ['DX001 newly_passing']],
  [['DX001 deny bypassed'], ['DX001 deny bypassed'], []],
  [['DX001 warn', 'DX001 deny'], ['DX001 warn'], ['DX001 newly_passing']],
  [['DX001 deny', 'DX001 warn'], ['DX001 warn', 'DX001 deny'], []],
  [
    ['ST002 info'],
    ['AD001 deny', 'DX001 reject'],
    ['AD001 newly_failing', 'DX001 newly_failing', 'ST002 no_longer_warned'],
  ],
])('from %j to %j', (before, after, changes) => {
  const found = compareRuns(saying(...before), saying(...after));
  expect(found.map(({ ruleId, direction }) => `${ruleId} ${direction}`)).toEqual(changes);
});
