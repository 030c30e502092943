import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { describe, expect, test } from 'vitest';
import { createValidators, toJsonSchema } from './json-schema.ts';

const validate = createValidators().body(toJsonSchema(encounterInput, 'input'));

const plain = {
  externalId: ' e-1 ',
  patient: { lastName: 'Synthetic  ', birthDate: '2000-02-29', weightPounds: 120.5 },
  coverages: [
    { responsibility: 'primary', payer: { name: 'Example' }, relationship: 'child', subscriber: { lastName: 'S' } },
  ],
  billingProvider: { organizationName: 'Example Clinic' },
  dates: { onset: '2026-01-31' },
  diagnoses: [{ code: 'I10' }],
  lines: [
    { procedureCode: 'G0463', units: 1, chargeCents: 100, serviceFrom: '2026-03-02' },
    {
      procedureCode: 'J1885',
      units: 2.5,
      chargeCents: 0,
      serviceFrom: '2026-03-02',
      drug: { ndc: '1', quantity: 1, unit: 'ML' },
    },
  ],
  signatures: { assignment: 'not_assigned' },
};

/** Ways to spoil or change one place; the schema of the domain says which are allowed. */
const values: unknown[] = [
  null,
  '',
  '  ',
  ' x ',
  'x'.repeat(70),
  0,
  -1,
  1.5,
  1e12,
  true,
  [],
  {},
  '2026-02-30',
  '2026-12-31',
  'F',
  undefined,
];

function variants(): unknown[] {
  const places = pointersOf(plain);
  return places.flatMap((place) => values.map((value) => changed(plain, place, value)));
}

type Path = (string | number)[];

function pointersOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, member]) =>
    pointersOf(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length > 0 ? [path, ...below, [...path, 'unknown']] : [...below, ['unknown']];
}

function changed(source: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(source) as Record<string | number, unknown>;
  let holder: Record<string | number, unknown> = copy;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

describe('the compiled JSON Schema against zod', () => {
  test('both take and refuse the same, and give the same encounter with defaults and trimmed text', () => {
    let taken = 0;
    let refused = 0;
    for (const variant of variants()) {
      // An array element deleted leaves a hole that JSON cannot carry.
      const sent = JSON.parse(JSON.stringify(variant));
      const byZod = encounterInput.safeParse(structuredClone(sent));
      const errors = validate(sent);
      const place = JSON.stringify(variant);
      if (byZod.success) {
        expect(errors, place).toBeUndefined();
        expect(sent as EncounterInput, place).toEqual(byZod.data);
        taken += 1;
      } else {
        expect(errors, place).toBeDefined();
        refused += 1;
      }
    }
    expect(taken).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(300);
  });

  test('errors name every place at once by JSON Pointer, keys escaped', () => {
    const errors = validate({ ...plain, 'a/b~c': 1, externalId: 7, patient: {} });
    expect(errors?.map(({ pointer, rule }) => `${pointer} ${rule}`).sort()).toEqual([
      '/a~1b~0c unknownField',
      '/externalId type',
      '/patient/lastName required',
    ]);
  });

  test('at most 100 errors are told', () => {
    const lines = Array.from({ length: 500 }, () => ({}));
    expect(validate({ ...plain, lines })).toHaveLength(100);
  });
});
