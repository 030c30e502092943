import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { describe, expect, test } from 'vitest';
import { bodyValidator } from './validate.ts';

const validate = bodyValidator(encounterInput);

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

const hospital = {
  ...plain,
  claimType: 'institutional',
  lines: [
    { revenueCode: '0120', unit: 'DA', units: 2, chargeCents: 100, serviceFrom: '2026-03-02', nonCoveredCents: 5 },
    { revenueCode: '0636', procedureCode: 'J1885', units: 2.5, chargeCents: 0, serviceFrom: '2026-03-02' },
  ],
  institutional: {
    typeOfBill: '0111',
    statementFrom: '2026-03-02',
    admission: { date: '2026-03-02', hour: ' 09 ', typeCode: '1' },
    externalCauses: [{ code: 'W01.0XXA', presentOnAdmission: 'Y' }],
    procedures: [{ code: '0SR9019', date: '2026-03-02' }],
    occurrenceSpans: [{ code: '74', from: '2026-03-02', to: '2026-03-03' }],
    values: [{ code: '01', hundredths: 12 }],
    conditions: ['44'],
    days: { covered: 2 },
    attendingProvider: { lastName: 'Healer' },
  },
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
  'MJ',
  'DA',
  'professional',
  'institutional',
  undefined,
];

function variants(): unknown[] {
  return [plain, hospital].flatMap((sent) => {
    const places = [...pointersOf(sent), ['claimType']];
    return places.flatMap((place) => values.map((value) => changed(sent, place, value)));
  });
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

  test('each type of claim has its fields: what is missing or of the other type is named', () => {
    const errorsOf = (value: unknown) =>
      validate(structuredClone(value))
        ?.map((e) => `${e.pointer} ${e.rule}`)
        .sort();
    expect(errorsOf(hospital)).toBeUndefined();
    const { institutional, ...bare } = hospital;
    expect(errorsOf(bare)).toEqual(['/institutional required']);
    expect(errorsOf({ ...plain, institutional })).toEqual(['/institutional notAllowed']);
    const { procedureCode, ...codeless } = plain.lines[0] as Record<string, unknown>;
    expect(procedureCode).toBe('G0463');
    expect(errorsOf({ ...plain, lines: [codeless] })).toEqual(['/lines/0/procedureCode required']);
    const revenueLine = { ...plain.lines[0], revenueCode: '0120', unit: 'DA', nonCoveredCents: 1 };
    expect(errorsOf({ ...plain, lines: [revenueLine] })).toEqual([
      '/lines/0/nonCoveredCents notAllowed',
      '/lines/0/revenueCode notAllowed',
      '/lines/0/unit enum',
    ]);
    const minutes = { ...hospital, lines: [{ ...hospital.lines[0], unit: 'MJ' }] };
    expect(validate(structuredClone(minutes))).toEqual([
      { pointer: '/lines/0/unit', rule: 'enum', message: 'must be one of UN, DA' },
    ]);
  });

  test('at most 100 errors are told', () => {
    const lines = Array.from({ length: 500 }, () => ({}));
    expect(validate({ ...plain, lines })).toHaveLength(100);
  });
});

test('a code keeps the blanks around it, which do not count; what is left may be neither nothing nor too long', () => {
  const one = (modifier: string) => {
    const sent = { ...structuredClone(plain), lines: [{ ...plain.lines[0], modifiers: [modifier] }] };
    return { told: validate(sent), sent };
  };
  expect(one(' 25  ').told).toBeUndefined();
  const { sent, told } = one(' 25 ');
  expect([told, sent.lines[0]?.modifiers]).toEqual([undefined, [' 25 ']]);
  const at = { pointer: '/lines/0/modifiers/0' };
  expect(one(' 255 ').told).toEqual([{ ...at, rule: 'maxLength', message: 'must have at most 2 characters' }]);
  for (const nothing of ['', '  ']) {
    expect(one(nothing).told).toEqual([{ ...at, rule: 'minLength', message: 'must not be empty' }]);
  }
});
