import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';
import type { EncounterPatch } from '../merge-patch.ts';

const line = (serviceFrom: string, serviceTo?: string): EncounterPatch => ({
  lines: [{ ...cleanLine, serviceFrom, serviceTo }],
});

test.each<[string, EncounterPatch, string[]]>([
  ['an end before the beginning', line('2026-03-02', '2026-03-01'), ['reject /lines/0/serviceTo']],
  ['an end in the future', line('2026-03-02', '2026-03-11'), ['reject /lines/0/serviceTo']],
  ['a service before birth', { patient: { birthDate: '2026-03-03' } }, ['reject /lines/0/serviceFrom']],
  ['a service on the day of birth', { patient: { birthDate: '2026-03-02' } }, []],
  [
    'a birth in the future',
    { patient: { birthDate: '2026-03-11' } },
    ['reject /patient/birthDate', 'reject /lines/0/serviceFrom'],
  ],
  ['a service after death', { patient: { deathDate: '2026-03-01' } }, ['reject /lines/0/serviceFrom']],
  ['a service on the day of death', { patient: { deathDate: '2026-03-02' } }, []],
  [
    'a discharge before admission',
    { dates: { admission: '2026-03-02', discharge: '2026-03-01' } },
    ['reject /dates/discharge'],
  ],
  [
    'a disability that ends before it begins',
    { dates: { disabilityFrom: '2026-03-02', disabilityTo: '2026-03-01' } },
    ['reject /dates/disabilityTo'],
  ],
  ['an accident after the service', { accident: { kind: 'other', date: '2026-03-03' } }, ['reject /accident/date']],
])('%s', (_, encounter, expected) => {
  expect(exampleFindings('ST007', { encounter })).toEqual(expected);
});
