import { expect, test } from 'vitest';
import type { ShownFinding } from '../parts/finding.tsx';
import { findingsByPlace } from './findings-by-place.ts';

const at = (pointer: string) => ({ pointer }) as ShownFinding;

test('a finding stands at the diagnosis or line its pointer names, all others elsewhere', () => {
  const pointers = [
    '/diagnoses/0/code',
    '/lines/1',
    '/lines/1/modifiers/0',
    '/billingProvider/npi',
    '/diagnoses',
    '/lines/7/units',
    '/linesman/0',
  ];
  const { diagnoses, lines, elsewhere } = findingsByPlace(pointers.map(at), { diagnoses: 2, lines: 2 });
  expect([...diagnoses]).toEqual([[0, [at('/diagnoses/0/code')]]]);
  expect([...lines]).toEqual([[1, [at('/lines/1'), at('/lines/1/modifiers/0')]]]);
  // A line that is not there is not lost with it.
  expect(elsewhere.map((finding) => finding.pointer)).toEqual([
    '/billingProvider/npi',
    '/diagnoses',
    '/lines/7/units',
    '/linesman/0',
  ]);
});
