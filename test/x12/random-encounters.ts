import { assemble } from '@claimwright/assembly/assemble';
import { billedAlone } from '@claimwright/assembly/combine-encounters';
import type { ClaimSnapshot } from '@claimwright/domain/claim';
import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { defaultPayerProfile } from '@claimwright/domain/payer';
import type * as z from 'zod';

// Encounters made from the schema itself, so that a field added to it is generated the same day: each optional part there or not,
// texts from the shortest to the longest the schema takes, in characters nobody expects.

type Next = () => number;
type Field = z.core.$ZodType;
interface Definition {
  type: string;
  shape?: Record<string, Field>;
  innerType?: Field;
  element?: Field;
  out?: Field;
  in?: Field;
  entries?: Record<string, string>;
  checks?: { _zod: { def: { check: string; minimum?: number; maximum?: number; value?: number } } }[];
}

const pick = <Value>(next: Next, values: readonly Value[]): Value =>
  values[Math.floor(next() * values.length)] as Value;
const digits = (next: Next, count: number) => Array.from({ length: count }, () => Math.floor(next() * 10)).join('');

const oddText = [
  '*',
  '~',
  ':',
  '^',
  ' ',
  '  ',
  'é',
  'ß',
  'Æ',
  'ﬁ',
  '½',
  '’',
  '–',
  '東',
  '\t',
  '|',
  '`',
  '#',
  '@',
  'z',
  'q',
  '&',
  "'",
];

/** Free text of up to `max` characters, as long as that in one of four; it begins and ends with what can be written. */
function anyText(next: Next, max: number): string {
  const length = next() < 0.25 ? max : 2 + Math.floor(next() * Math.max(1, max - 1));
  let text = pick(next, ['Ab', 'xY', 'Q1']).slice(0, max);
  while (text.length < length) text += next() < 0.2 ? pick(next, oddText) : pick(next, ['A', 'b', 'C', 'd', '7', 'E']);
  return text.slice(0, length).trim();
}

/** A number that identifies: plain characters and a separator now and then. */
function anyNumber(next: Next, max: number): string {
  const text = Array.from({ length: 2 + Math.floor(next() * max) }, () =>
    pick(next, ['A', 'b', '4', '7', '-', '.', '*', ':']),
  );
  return `K${text.join('')}7`.slice(0, max);
}

function npi(next: Next): string {
  const first = `1${digits(next, 8)}`;
  const sum = [...`80840${first}`].reverse().reduce((total, character, index) => {
    const doubled = index % 2 === 0 ? Number(character) * 2 : Number(character);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${first}${(10 - (sum % 10)) % 10}`;
}

const day = (next: Next) => `202${Math.floor(next() * 6)}-0${1 + Math.floor(next() * 9)}-1${Math.floor(next() * 10)}`;
const person = (next: Next) => ({ npi: npi(next), lastName: anyText(next, 60), firstName: anyText(next, 35) });

function address(next: Next) {
  const street = {
    line1: anyText(next, 55),
    ...(next() < 0.5 ? { line2: anyText(next, 55) } : {}),
    city: anyText(next, 30),
  };
  const place = next();
  if (place < 0.7) return { ...street, state: pick(next, ['ga', 'NY', 'PR']), postalCode: `30301-${digits(next, 3)}1` };
  if (place < 0.8) return { ...street, state: 'ON', postalCode: 'K1A 0B1', country: 'CA' };
  if (place < 0.9) return { ...street, state: 'JA', postalCode: '44100', country: 'mx' };
  return { ...street, country: pick(next, ['DE', 'US', 'GB']), ...(next() < 0.5 ? { postalCode: '10115' } : {}) };
}

const conditions =
  (...codes: string[]) =>
  (next: Next) => ({ applies: next() < 0.5, codes: codes.slice(0, 1 + Math.floor(next() * codes.length)) });

/** What a field of this name means; the schema alone does not know. A value of undefined leaves it out. */
const meanings: Readonly<Record<string, (next: Next, path: string) => unknown>> = {
  claimType: () => 'professional',
  purchasedService: (next) => ({ provider: { npi: npi(next) }, chargeCents: 4_500 }),
  institutional: () => undefined,
  uncodedConditions: () => [],
  coverages: (next) => Array.from({ length: 1 + Math.floor(next() * 3) }, (_, index) => coverage(next, index)),
  doNotBillPlan: () => false,
  sensitivity: () => 'none',
  disclosureConsent: () => undefined,
  totalChargeCents: () => undefined,
  patientPaidCents: () => 100,
  placeOfService: (next) => pick(next, ['11', '22', '12', '02']),
  diagnoses: () => [{ code: 'E11.9' }, { code: 'i10' }, { code: 'S61.411A' }],
  diagnosisPointers: (next) => pick(next, [[1], [3, 1], [2, 3, 1]]),
  procedureCode: (next) => pick(next, ['g0463', 'J1885', 'A0425']),
  approvedProcedureCode: () => 'G0463',
  modifiers: (next) => pick(next, [[], ['25'], ['kx', 'RT'], ['25', 'KX', 'RT', 'GA']]),
  unit: (next, path) => (path.includes('drug') ? pick(next, ['F2', 'ML', 'UN']) : pick(next, ['UN', 'MJ'])),
  units: (next) => pick(next, [1, 12.5, 0.001, 99_999_999]),
  chargeCents: (next) => pick(next, [100, 12_345, 11_111_111_111]),
  revenueCode: () => undefined,
  nonCoveredCents: () => undefined,
  operatingProvider: () => undefined,
  serviceFrom: () => '2026-03-01',
  serviceTo: (next) => pick(next, ['2026-03-01', '2026-03-04']),
  npi,
  taxonomyCode: () => '207Q00000X',
  taxId: () => '12-3456789',
  address,
  payToAddress: address,
  pickUp: address,
  phone: (next) => pick(next, ['(404) 555-0100', '1-404-555-0100', '4045550100']),
  ndc: () => '0002-1433-80',
  delayReasonCode: (next) => pick(next, ['1', '11', '15']),
  referringProvider: person,
  supervisingProvider: person,
  orderingProvider: (next) => ({
    ...person(next),
    address: address(next),
    numbers: [{ kind: 'G2', number: anyNumber(next, 50) }],
  }),
  primaryCareProvider: person,
  renderingProvider: (next) => ({ ...person(next), taxonomyCode: '207Q00000X' }),
  organizationName: (next) => anyText(next, 200),
  lastName: (next, path) => (path.includes('illingProvider') ? undefined : anyText(next, 60)),
  reportTypeCode: (next) => pick(next, ['03', 'OB', 'CT', 'XP']),
  methodologyCode: (next) => pick(next, ['00', '07', '14']),
  conditionCodes: () => ['a1', 'B7'],
  visionConditions: (next) => [{ ...conditions('L1', 'L5', 'L3', 'L2', 'L4')(next), category: 'E2' }],
  conditions: (next, path) =>
    path.includes('medicalEquipment') ? conditions('38', 'ZV')(next) : [conditions('01', '12', '04', '05', '09')(next)],
  epsdtReferral: (next) => ({ referred: true, codes: pick(next, [['S2'], ['AV', 'ST']]) }),
  accident: (next) => ({
    kind: pick(next, ['auto', 'other', 'employment']),
    alsoKind: 'employment',
    date: day(next),
    ...pick(next, [
      { state: 'GA' },
      { state: 'ON', country: 'CA' },
      { country: 'DE' },
      { state: 'JA', country: 'MX' },
      { state: 'GA', country: 'US' },
    ]),
  }),
  birthDate: () => '1980-02-29',
  anesthesiaProcedures: () => ['G0121', 'G0105'],
  disabilityFrom: () => '2020-01-01',
  answers: (next) => [
    {
      question: anyText(next, 20),
      ...pick(next, [{ yesNo: 'W' }, { date: day(next) }, { percent: 33.3333 }, { text: anyText(next, 50) }]),
    },
  ],
  frequencyCode: () => '1',
  miles: (next) => pick(next, [0, 12.3456, 99_999]),
  weightPounds: (next) => pick(next, [0.0004, 154, 9998.9999]),
  percent: (next) => pick(next, [0, 2.5, 100, 33.333_333]),
  termsDiscountPercent: () => 99.9999,
  patientSocialSecurityNumber: () => '123-45-6789',
};

function coverage(next: Next, index: number) {
  const isSelf = next() < 0.5;
  const order = ['primary', 'secondary', 'tertiary'] as const;
  const base = fill(next, encounterInput.shape.coverages.unwrap().element, 'coverage') as Record<string, unknown>;
  const { priorAdjudication: _, ...said } = base;
  return {
    ...said,
    responsibility: order[index],
    payer: { ...(said.payer as object), id: `P${digits(next, 5)}` },
    memberId: anyNumber(next, 80),
    relationship: isSelf ? 'self' : pick(next, ['spouse', 'child', 'other', 'life_partner', 'unknown']),
    subscriber: isSelf
      ? undefined
      : { lastName: anyText(next, 60), firstName: anyText(next, 35), address: address(next) },
    claimFilingCode: pick(next, ['mb', 'CI', 'WC', 'MC']),
    insuranceTypeCode: pick(next, ['12', '47']),
  };
}

function definitionOf(field: Field): Definition {
  return field._zod.def as unknown as Definition;
}

function bound(definition: Definition, check: string, otherwise: number): number {
  const found = definition.checks?.find(({ _zod }) => _zod.def.check === check)?._zod.def;
  return found?.maximum ?? found?.minimum ?? found?.value ?? otherwise;
}

/** A value of this schema; undefined for an optional one that is left out. */
function fill(next: Next, field: Field, path: string): unknown {
  const definition = definitionOf(field);
  switch (definition.type) {
    case 'optional':
      return next() < 0.5 ? undefined : fill(next, definition.innerType as Field, path);
    case 'default':
    case 'prefault':
      return fill(next, definition.innerType as Field, path);
    case 'object':
      return members(next, definition.shape ?? {}, path);
    case 'array': {
      const most = Math.min(3, bound(definition, 'max_length', 3));
      const least = bound(definition, 'min_length', 0);
      const count = least + Math.floor(next() * (most - least + 1));
      return Array.from({ length: count }, () => fill(next, definition.element as Field, path));
    }
    case 'enum':
      return pick(next, Object.values(definition.entries ?? {}));
    case 'boolean':
      return next() < 0.5;
    case 'number':
      return Math.max(1, bound(definition, 'greater_than', 1)) + Math.floor(next() * 20);
    case 'string': {
      const pattern = (field._zod.def as { format?: string }).format;
      if (pattern === 'date') return day(next);
      const most = bound(definition, 'max_length', bound(definition, 'length_equals', 20));
      return /(number|id|code|certification|exemption|project|cliaNumber)$/i.test(path)
        ? anyNumber(next, most)
        : anyText(next, most);
    }
    default:
      throw new Error(`${path}: nothing is known of ${definition.type}`);
  }
}

function members(next: Next, shape: Record<string, Field>, path: string): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape)) {
    const isLeftOut = definitionOf(field).type === 'optional' && next() < 0.5;
    const meaning = meanings[name];
    const value = isLeftOut
      ? undefined
      : meaning
        ? meaning(next, `${path}/${name}`)
        : fill(next, field, `${path}/${name}`);
    if (value !== undefined) made[name] = value;
  }
  return made;
}

/** An encounter the schema takes, whatever else there is to say of it. */
function randomEncounter(next: Next): EncounterInput {
  const made = members(next, encounterInput.shape, '') as Record<string, unknown>;
  const lines = Array.from({ length: 1 + Math.floor(next() * 3) }, () => {
    const line = members(next, encounterInput.shape.lines.unwrap().element.shape, '/lines');
    return { procedureCode: 'G0463', ...line, diagnosisPointers: line.diagnosisPointers ?? [1] };
  });
  return encounterInput.parse({
    ...made,
    lines,
    placeOfService: made.placeOfService ?? '11',
    patient: { ...(made.patient as object), birthDate: '1980-02-29', sex: 'F', address: address(next) },
    billingProvider: {
      ...(made.billingProvider as object),
      organizationName: anyText(next, 200),
      address: address(next),
      taxId: '12-3456789',
    },
  });
}

/** The claims assembled of a random encounter; `index` numbers it. Throws when it cannot be billed: the encounters are made to be. */
export function randomClaims(next: Next, index: number): ClaimSnapshot[] {
  const made = assemble({
    unit: billedAlone(`019a0000-0000-7000-8000-${String(index).padStart(12, '0')}`, randomEncounter(next)),
    payer: defaultPayerProfile('99999', 'Payer X'),
    today: '2026-11-23',
    nextPatientControlNumber: (part) => `R${index}P${part}`,
  });
  if (!made.ok) throw new Error(`${index}: ${made.reason}`);
  return made.claims.map(({ snapshot }) => snapshot);
}
