import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';
import type { EncounterPatch } from '../merge-patch.ts';

const equipment = (code: string): EncounterPatch => ({
  lines: [{ ...cleanLine, medicalEquipment: { conditions: { applies: true, codes: [code] } } }],
});

test.each<[string, EncounterPatch, string[]]>([
  [
    'a referral that is none',
    { epsdtReferral: { referred: true, codes: ['AV', 'NU'] } },
    ['reject /epsdtReferral/codes'],
  ],
  ['no referral', { epsdtReferral: { referred: false, codes: ['NU'] } }, []],
  [
    'spectacles for no reason',
    {
      visionConditions: [
        { category: 'E1', applies: true, codes: ['L5'] },
        { category: 'E3', applies: true, codes: ['L1', 'L6'] },
      ],
    },
    ['reject /visionConditions/1/codes'],
  ],
  ['equipment that replaces another', equipment('38'), []],
  ['equipment that was certified', equipment('ZV'), []],
  ['equipment with an ambulance’s code', equipment('01'), ['reject /lines/0/medicalEquipment/conditions/codes']],
])('%s', (_, encounter, expected) => {
  expect(exampleFindings('ST018', { encounter })).toEqual(expected);
});
