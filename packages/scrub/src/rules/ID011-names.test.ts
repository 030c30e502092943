import { expect, test } from 'vitest';
import { cleanCoverage } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';
import type { EncounterPatch } from '../merge-patch.ts';

test.each<[string, EncounterPatch, string[]]>([
  ['a patient without a first name', { patient: { firstName: null } }, ['warn /patient/firstName']],
  ['a patient with a title', { patient: { lastName: 'Dr. Testperson' } }, ['warn /patient/lastName']],
  ['a name that only begins like a title', { patient: { lastName: 'Drake' } }, []],
  [
    'a subscriber with a digit',
    { coverages: [{ ...cleanCoverage, relationship: 'child', subscriber: { lastName: 'Doe', firstName: 'B0' } }] },
    ['reject /coverages/0/subscriber/firstName'],
  ],
  ['a provider without a name', { renderingProvider: { lastName: null } }, ['reject /renderingProvider/lastName']],
])('%s', (_, encounter, expected) => {
  expect(exampleFindings('ID011', { encounter })).toEqual(expected);
});
