import { expect, test } from 'vitest';
import { exampleFindings } from '../example-input.ts';
import type { EncounterPatch } from '../merge-patch.ts';

const coded = (code: string): EncounterPatch => ({ diagnoses: [{ code }, { code: 'I10' }] });

test.each<[string, EncounterPatch, string[]]>([
  ['a fresh injury', coded('S93.401A'), ['warn /diagnoses/0/code']],
  ['an injury in aftercare', coded('S93.401D'), []],
  ['an adverse effect', coded('T36.0X5A'), []],
  ['a poisoning', coded('T36.0X1A'), ['warn /diagnoses/0/code']],
  ['a complication of surgery', coded('T81.31XA'), []],
  ['a fresh injury with its accident', { ...coded('S93.401A'), accident: { kind: 'other', date: '2026-03-01' } }, []],
  ['a car accident abroad', { accident: { kind: 'auto', date: '2026-03-01', country: 'CA' } }, []],
  ['an accident without a date', { accident: { kind: 'other' } }, ['reject /accident/date']],
  ['an accident at work without a date', { accident: { kind: 'employment' } }, ['warn /accident/date']],
])('%s', (_, encounter, expected) => {
  expect(exampleFindings('ST011', { encounter })).toEqual(expected);
});
