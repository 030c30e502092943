import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';
import type { EncounterPatch } from '../merge-patch.ts';

const strict = (encounter: EncounterPatch) => exampleFindings('DX017', { encounter, payer: { sexEdits: true } });
const diagnoses = [{ code: 'N40.1' }, { code: 'O24.410' }];

test('each sex has its blocks; U never fires, and KX states that it is right', () => {
  expect(strict({ diagnoses })).toEqual(['warn /diagnoses/0/code']);
  expect(strict({ diagnoses, patient: { sex: 'M' } })).toEqual(['warn /diagnoses/1/code']);
  expect(strict({ diagnoses, patient: { sex: 'U' } })).toEqual([]);
  expect(strict({ diagnoses, lines: [{ ...cleanLine, modifiers: ['KX'] }] })).toEqual([]);
});
