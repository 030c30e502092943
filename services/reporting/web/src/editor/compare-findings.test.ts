import { expect, test } from 'vitest';
import type { ShownFinding } from '../parts/finding.tsx';
import { compareFindings } from './compare-findings.ts';

const finding = (ruleId: string, message: string, pointer = '/lines/0', more: Partial<ShownFinding> = {}) =>
  ({ ruleId, message, pointer, verdict: 'fail', severity: 'deny', ...more }) as ShownFinding;

test('a finding that only moved stays; another value, verdict or severity is another finding', () => {
  const moved = finding('TU002', '5 units', '/lines/1');
  const before = [finding('TU002', '5 units'), finding('DX001', 'A99 is unknown'), finding('ST002', 'unused')];
  const after = [
    moved,
    finding('DX001', 'B99 is unknown'),
    finding('ST002', 'unused', '/lines/0', { verdict: 'bypassed' }),
  ];
  const { appeared, vanished, stayed } = compareFindings(before, after);
  expect(stayed).toEqual([moved]);
  expect(appeared).toEqual(after.slice(1));
  expect(vanished).toEqual(before.slice(1));
});

test('one rule that says the same of two places counts twice', () => {
  const twice = [finding('ID001', 'wrong'), finding('ID001', 'wrong', '/lines/1')];
  expect(compareFindings(twice, twice.slice(1)).vanished).toHaveLength(1);
  expect(compareFindings(twice.slice(1), twice).appeared).toHaveLength(1);
});
