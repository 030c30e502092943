import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import type { FindingOverride, HistoryLine } from '@claimwright/domain/finding';
import { type PayerProfile, payerProfile } from '@claimwright/domain/payer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleCodeSets } from './example-code-sets.ts';
import { inventedCodes } from './example-edits.ts';
import { rules } from './rules.ts';
import { type ScrubInput, scrub } from './scrub.ts';

// Encounters as wild as the schema lets through: right and wrong codes, any text, any dates.

const wild = (max: number) =>
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: max })
    .map((text) => text.trim().slice(0, max).trim())
    .filter((text) => text.length > 0);
const text = (max: number, ...likely: string[]) =>
  likely.length === 0
    ? wild(max)
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...likely) }, { weight: 1, arbitrary: wild(max) });
const date = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('2026-03-02', '2026-03-03', '2025-12-31', '2024-02-29', '2023-09-28') },
  {
    weight: 1,
    arbitrary: fc
      .date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
  },
);
const cents = fc.oneof(fc.constantFrom(0, 15_000, 9900), fc.integer({ min: 0, max: 99_999_999_999 }));
const npi = text(10, '1234567893', '1122334455', '1234567890');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const address = fc.record({
  line1: text(55, '1 Main St', 'PO BOX 12'),
  line2: maybe(text(55)),
  city: text(30, 'Exampleton'),
  state: maybe(fc.constantFrom('MA', 'ga', '12')),
  postalCode: maybe(text(15, '02139-1200', '021391200', '02139-0000')),
  country: maybe(fc.constantFrom('US', 'CA')),
});
const person = {
  lastName: text(60, 'Doe', "O'Neil", 'Dr. Doe', 'Peña'),
  firstName: maybe(text(35, 'Ada', 'Bo2')),
  birthDate: maybe(date),
  sex: maybe(fc.constantFrom('F' as const, 'M' as const, 'U' as const)),
  address: maybe(address),
};
const provider = fc.record({
  npi: maybe(npi),
  organizationName: maybe(text(60, 'Example Clinic')),
  lastName: maybe(text(60, 'Healer')),
  taxonomyCode: maybe(text(10, '207Q00000X', '207Q0000X')),
});
const coverage = fc.record({
  responsibility: fc.constantFrom('primary' as const, 'secondary' as const, 'tertiary' as const),
  payer: fc.record({ id: maybe(text(80, 'QUILL1')), name: text(60, 'Quill Example Health') }),
  memberId: maybe(text(80, 'QX0042001', '1EG4-TE5-MK73')),
  relationship: fc.constantFrom('self' as const, 'child' as const, 'spouse' as const),
  subscriber: maybe(fc.record(person)),
  claimFilingCode: maybe(fc.constantFrom('CI', 'MB', 'WC', 'AM')),
  insuranceTypeCode: maybe(fc.constantFrom('12', '99')),
});
const line = fc.record({
  procedureCode: text(
    48,
    ...Object.values(inventedCodes),
    'G0463',
    'J3490',
    'A0425',
    'C9803',
    'D0120',
    'g0439',
    '0'.repeat(5),
  ),
  modifiers: fc.array(
    text(2, '26', 'TC', 'RT', 'LT', 'GA', 'GZ', '76', 'KX', '25', '59', '51', 'GP', '50', 'GT', 'zz'),
    { maxLength: 4 },
  ),
  diagnosisPointers: fc.array(fc.integer({ min: 1, max: 15 }), { maxLength: 12 }),
  units: fc.oneof(
    fc.constantFrom(1, 2, 1.5, 0, -1),
    fc.double({ max: 99_999_999, noNaN: true, noDefaultInfinity: true }),
  ),
  unit: fc.constantFrom('UN' as const, 'MJ' as const),
  chargeCents: cents,
  serviceFrom: date,
  serviceTo: maybe(date),
  placeOfService: maybe(text(2, '11', '21', '29')),
  description: maybe(text(80)),
  drug: maybe(
    fc.record({
      ndc: text(20, '00002120001', '0002-1200-01', '0002120001'),
      quantity: fc.double({ min: 0.0001, max: 9_999_999, noNaN: true }),
      unit: fc.constantFrom('ML' as const, 'UN' as const),
    }),
  ),
  cliaNumber: maybe(text(50, '11D1234567')),
  renderingProvider: maybe(provider),
  orderingProvider: maybe(provider),
});
const diagnosis = fc.record({
  code: text(
    10,
    'E11.65',
    'I10',
    'E10.9',
    'E11.9',
    'M17.11',
    'M17.12',
    'G30.9',
    'D63.1',
    'N18.4',
    'E11.22',
    'J18.9',
    'R05.9',
    'O24.410',
    'S93.401A',
    'Z47.1',
    'I82.409',
    'E11.6',
    'S93.401',
    'T14.90A',
    'F02.80',
    'W19.XXXA',
    'O80',
    'Z33.1',
    'N40.1',
    '250.00',
    'Z00.00',
  ),
});

const encounter: fc.Arbitrary<EncounterInput> = fc
  .record({
    externalId: wild(64),
    patient: fc.record({ ...person, deathDate: maybe(date) }),
    coverages: fc.array(coverage, { maxLength: 3 }),
    billingProvider: fc.record({
      npi: maybe(npi),
      organizationName: maybe(text(60, 'Example Family Practice')),
      lastName: maybe(text(60, 'Healer')),
      taxonomyCode: maybe(text(10, '207Q00000X')),
      taxId: maybe(text(11, '04-2345678', '000000000', '123-45-6789')),
      taxIdType: maybe(fc.constantFrom('ein' as const, 'ssn' as const)),
      phone: maybe(text(30, '6175550100', '555-0100')),
      address: maybe(address),
      payToAddress: maybe(address),
    }),
    renderingProvider: maybe(provider),
    referringProvider: maybe(provider),
    supervisingProvider: maybe(provider),
    serviceFacility: maybe(fc.record({ name: text(60, 'Example Hospital'), npi: maybe(npi), address })),
    placeOfService: maybe(text(2, '11', '21', '41', '29')),
    dates: fc.record({
      admission: maybe(date),
      discharge: maybe(date),
      disabilityFrom: maybe(date),
      disabilityTo: maybe(date),
    }),
    diagnoses: fc.array(diagnosis, { maxLength: 15 }),
    uncodedConditions: fc.array(fc.record({ system: wild(200), code: wild(50), display: maybe(wild(80)) }), {
      maxLength: 8,
    }),
    lines: fc.array(line, { maxLength: 6 }),
    accident: maybe(
      fc.record({ kind: fc.constantFrom('auto' as const, 'employment' as const, 'other' as const), date: maybe(date) }),
    ),
    patientPaidCents: maybe(cents),
    totalChargeCents: maybe(cents),
    delayReasonCode: maybe(fc.constant('7')),
    frequencyCode: fc.constantFrom('1' as const, '7' as const, '8' as const),
    payerClaimControlNumber: maybe(wild(50)),
    note: maybe(wild(80)),
    doNotBillPlan: fc.boolean(),
  })
  .map((content) => encounterInput.parse(content));

const payer: fc.Arbitrary<PayerProfile> = fc
  .record({
    payerId: fc.constant('QUILL1'),
    name: fc.constant('Quill Example Health'),
    timelyFiling: maybe(
      fc.record({
        unit: fc.constantFrom('calendarYears' as const, 'months' as const, 'days' as const),
        count: fc.integer({ min: 1, max: 500 }),
        anchor: fc.constantFrom('serviceFrom' as const, 'serviceTo' as const),
        rollsToWorkday: fc.boolean(),
        citation: fc.constant('invented contract'),
        verified: fc.constant(false),
      }),
    ),
    patientIsSubscriber: fc.boolean(),
    memberIdFormat: fc.constantFrom('any' as const, 'mbi' as const),
    acceptsReplacement: fc.boolean(),
    sexEdits: fc.boolean(),
  })
  .map((profile) => payerProfile.parse(profile));

const historyLine: fc.Arbitrary<HistoryLine> = fc.record({
  encounterId: fc.uuid(),
  claimId: maybe(fc.uuid()),
  billingNpi: maybe(npi),
  procedureCode: fc.constantFrom('G0463', 'J3490', 'A0425', ...Object.values(inventedCodes)),
  modifiers: fc.array(fc.constantFrom('26', 'RT', '76'), { maxLength: 2 }),
  units: fc.constantFrom(1, 2),
  chargeCents: fc.constantFrom(15_000, 9900),
  serviceFrom: date,
  serviceTo: date,
  frequencyCode: fc.constantFrom('1', '7', '8'),
});
const override: fc.Arbitrary<FindingOverride> = fc.record({
  ruleId: fc.constantFrom(...rules.map((rule) => rule.id)),
  pointer: fc.constantFrom('/lines/0', '/lines/0/serviceFrom', '/diagnoses/0/code', '/lines/0/modifiers/1'),
  reason: wild(20),
  actor: wild(20),
  createdAt: fc.constant('2026-03-01T00:00:00Z'),
  expiresAt: maybe(fc.constantFrom('2026-03-01T00:00:00Z', '2027-01-01T00:00:00.000Z')),
});

const codeSets = exampleCodeSets();
const input: fc.Arbitrary<ScrubInput> = fc.record({
  encounter,
  payer,
  history: fc.array(historyLine, { maxLength: 5 }),
  overrides: fc.array(override, { maxLength: 5 }),
  codeSets: fc.constant(codeSets),
  today: fc.constantFrom('2026-03-10', '2025-01-01'),
  now: fc.constant('2026-03-10T12:00:00.000Z'),
  receivedOn: fc.constant('2026-03-10'),
});

/** Writing to any part of it throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

test('never throws on an encounter the schema lets through, gives the same twice and changes nothing it was given', () => {
  fc.assert(
    fc.property(input, ({ codeSets: shared, ...given }) => {
      const sealed = { ...frozen(given), codeSets: shared };
      const copy = { ...structuredClone(given), codeSets: shared };
      const run = JSON.stringify(scrub(sealed));
      expect(JSON.stringify(scrub(sealed))).toBe(run);
      expect(JSON.stringify(scrub(copy))).toBe(run);
      const { codeSets: _, ...after } = copy;
      expect(after).toEqual(given);
    }),
    { numRuns: 400 },
  );
});

test('the order of history and overrides changes nothing', () => {
  fc.assert(
    fc.property(input, (given) => {
      const reversed = { ...given, history: [...given.history].reverse(), overrides: [...given.overrides].reverse() };
      expect(scrub(reversed)).toEqual(scrub(given));
    }),
    { numRuns: 300 },
  );
});

/** Where each member of a list comes from: `from[i]` is the old place of what now stands at i. */
const shuffled = (count: number) =>
  fc.shuffledSubarray(
    Array.from({ length: count }, (_, index) => index),
    { minLength: count },
  );

/** An encounter and an order of its lines that means nothing. */
const withLinesMoved = input.chain((given) => fc.tuple(fc.constant(given), shuffled(given.encounter.lines.length)));
/** An encounter and an order of its diagnoses after the first, whose place does mean something. */
const withDiagnosesMoved = input.chain((given) => {
  const others = Math.max(given.encounter.diagnoses.length - 1, 0);
  return fc.tuple(fc.constant({ ...given, overrides: [] }), shuffled(others)).map(([one, from]) => {
    const places = given.encounter.diagnoses.length === 0 ? [] : [0, ...from.map((place) => place + 1)];
    return [one, places] as const;
  });
});

/** Findings by rule, severity and the place they had before a list was put in another order, sorted. */
function saidOf(given: ScrubInput, list: 'lines' | 'diagnoses', from?: readonly number[]): string[] {
  const member = new RegExp(`^/${list}/(\\d+)`);
  return scrub(given)
    .findings.map(({ ruleId, severity, verdict, pointer }) => {
      const place = pointer.replace(member, (_, index: string) => `/${list}/${from?.[Number(index)] ?? index}`);
      return `${ruleId} ${severity} ${verdict} ${place}`;
    })
    .sort();
}

/** Rule, severity and verdict alone. */
const withoutPlace = (said: string) => said.split(' ').slice(0, 3).join(' ');

/** The same findings at the same places; of the rules named the same findings at whatever place, or nothing at all. */
function expectSame(
  before: readonly string[],
  after: readonly string[],
  free: { place: ReadonlySet<string>; all?: ReadonlySet<string> },
): void {
  const placed = (said: string) => !free.place.has(said.slice(0, 5)) && !free.all?.has(said.slice(0, 5));
  const counted = (said: string) => !free.all?.has(said.slice(0, 5));
  expect(after.filter(placed)).toEqual(before.filter(placed));
  const without = (list: readonly string[]) => list.filter(counted).map(withoutPlace).sort();
  expect(without(after)).toEqual(without(before));
}

/** They speak of one of several lines, the first or the later one: which one may change, that they speak may not. */
const speakOfOneLine = new Set(['EM002', 'AD002', 'TU002', 'ST003', 'ST015', 'PS003']);

test('the order of the lines changes neither the findings and their places nor where the encounter goes', () => {
  fc.assert(
    fc.property(withLinesMoved, ([given, from]) => {
      const still = { ...given, overrides: [] };
      const lines = from.map((place) => given.encounter.lines[place]!);
      const moved = { ...still, encounter: { ...given.encounter, lines } };
      expectSame(saidOf(still, 'lines'), saidOf(moved, 'lines', from), { place: speakOfOneLine });
      expect(scrub(moved).outcome).toBe(scrub(still).outcome);
    }),
    { numRuns: 400 },
  );
});

/** They speak of one of several diagnoses, the first or the later one. */
const speakOfOneDiagnosis = new Set(['DX005', 'DX007', 'DX008', 'DX018', 'DX022', 'ST011']);
/** "Code first" is about order itself. */
const speakOfOrder = new Set(['DX010']);

test('the order of diagnoses after the first changes no finding of a rule that does not speak of order', () => {
  fc.assert(
    fc.property(withDiagnosesMoved, ([given, from]) => {
      const { encounter } = given;
      const count = encounter.diagnoses.length;
      // HI01 to HI12 carry twelve: past them the place decides whether a diagnosis is carried at all.
      fc.pre(count <= 12);
      const moved = (pointer: number) => (pointer >= 1 && pointer <= count ? from.indexOf(pointer - 1) + 1 : pointer);
      const lines = encounter.lines.map((one) => ({ ...one, diagnosisPointers: one.diagnosisPointers.map(moved) }));
      const diagnoses = from.map((place) => encounter.diagnoses[place]!);
      const turned = { ...given, encounter: { ...encounter, diagnoses, lines } };
      expectSame(saidOf(given, 'diagnoses'), saidOf(turned, 'diagnoses', from), {
        place: speakOfOneDiagnosis,
        all: speakOfOrder,
      });
    }),
    { numRuns: 400 },
  );
});

test('every finding stands on a member of the encounter, or on one its parent lacks', () => {
  fc.assert(
    fc.property(input, (given) => {
      for (const finding of scrub(given).findings) {
        expect(finding.pointer).toMatch(/^(?:\/[A-Za-z0-9]+)+$/);
        const steps = finding.pointer.split('/').slice(1);
        let parent: unknown = given.encounter;
        for (const step of steps.slice(0, -1)) parent = (parent as Record<string, unknown>)[step];
        expect(typeof parent, finding.pointer).toBe('object');
        expect(parent, finding.pointer).not.toBeNull();
        if (Array.isArray(parent)) expect(parent.length, finding.pointer).toBeGreaterThan(Number(steps.at(-1)));
      }
    }),
    { numRuns: 300 },
  );
});

test('a ready encounter has no standing reject or deny; findings of one rule never share a place and a message', () => {
  fc.assert(
    fc.property(input, (given) => {
      const run = scrub(given);
      const standing = run.findings.filter(
        ({ verdict, severity }) => verdict === 'fail' && /reject|deny/.test(severity),
      );
      if (run.outcome === 'ready') expect(standing).toEqual([]);
      if (run.outcome === 'needs_review') expect(standing).not.toEqual([]);
      const keys = run.findings.map(({ ruleId, pointer, message }) => `${ruleId} ${pointer} ${message}`);
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
