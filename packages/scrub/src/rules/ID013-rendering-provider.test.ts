import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';
import type { EncounterPatch } from '../merge-patch.ts';

const rendering = { npi: '1122334455', lastName: 'Healer' };

test.each<[string, EncounterPatch]>([
  ['an ambulance trip', { lines: [{ ...cleanLine, procedureCode: 'A0427' }] }],
  ['a trip billed by its place', { placeOfService: '41' }],
  ['supplies', { lines: [{ ...cleanLine, procedureCode: 'L1499' }] }],
  ['a rendering provider on every line', { lines: [{ ...cleanLine, renderingProvider: rendering }] }],
])('%s needs none on the claim', (_, encounter) => {
  expect(exampleFindings('ID013', { encounter: { renderingProvider: null, ...encounter } })).toEqual([]);
});

test('one line without is enough', () => {
  const lines = [
    { ...cleanLine, renderingProvider: rendering },
    { ...cleanLine, procedureCode: 'G0439' },
  ];
  expect(exampleFindings('ID013', { encounter: { renderingProvider: null, lines } })).toEqual([
    'reject /renderingProvider',
  ]);
});
