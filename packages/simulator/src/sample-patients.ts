import type { Coverage } from '@claimwright/domain/coverage';
import { addDays, type IsoDate } from '@claimwright/domain/dates';
import type { Patient } from '@claimwright/domain/party';
import type { SampleDraw } from './sample-draw.ts';
import { type SamplePlan, samplePlans } from './sample-practice.ts';

/** An invented person with their cover. */
export interface SamplePatient {
  patient: Patient;
  age: number;
  plan: SamplePlan;
  coverages: Coverage[];
}

const lastNames =
  'Sampleton Testperson Mockingham Dummyfield Exampleby Fauxworth Placeholt Syntheta Fixturson Demoville Trialby Stubbington'.split(
    ' ',
  );
const firstNames = {
  F: 'Ada Bea Cleo Dora Edda Flora Greta Hedy Ines Juno Kira Lena'.split(' '),
  M: 'Abel Boris Cyrus Dario Emil Felix Gus Hugo Ivo Jonas Kurt Leo'.split(' '),
} as const;
const towns = [
  ['Boston', '02118'],
  ['Worcester', '01608'],
  ['Lowell', '01852'],
  ['Springfield', '01103'],
  ['New Bedford', '02740'],
  ['Pittsfield', '01201'],
] as const;

/** Draws one patient. `number` makes the record number, so that no two patients of a sample share it. */
export function samplePatient(draw: SampleDraw, number: number, today: IsoDate): SamplePatient {
  const plan = draw.weighted(samplePlans);
  const age = ageFor(draw, plan);
  const sex = draw.pick(['F', 'M'] as const);
  const lastName = draw.pick(lastNames);
  const [city, zip] = draw.pick(towns);
  const address = {
    line1: `${draw.between(1, 199)} Sample Street`,
    city,
    state: 'MA',
    postalCode: `${zip}${draw.between(1000, 9899)}`,
  };
  const patient: Patient = {
    externalId: `PT-${String(number).padStart(5, '0')}`,
    medicalRecordNumber: `MRN${String(700_000 + number)}`,
    lastName,
    firstName: draw.pick(firstNames[sex]),
    birthDate: birthDateAt(draw, today, age),
    sex,
    address,
  };
  const coverages = [primary(draw, plan, patient, age, today)];
  if (plan.kind === 'medicare' && draw.chance(0.25)) coverages.push(medigap(draw));
  return { patient, age, plan, coverages };
}

function ageFor(draw: SampleDraw, plan: SamplePlan): number {
  if (plan.kind === 'medicare') return draw.between(66, 91);
  return draw.chance(0.3) ? draw.between(2, 17) : draw.between(18, 63);
}

/** Old enough for the age on every day of the sample: the birthday lies at least two months back. */
function birthDateAt(draw: SampleDraw, today: IsoDate, age: number): IsoDate {
  return addDays(today, -Math.floor(age * 365.25) - draw.between(62, 300));
}

function primary(draw: SampleDraw, plan: SamplePlan, patient: Patient, age: number, today: IsoDate): Coverage {
  const cover = {
    responsibility: 'primary' as const,
    payer: { id: plan.payerId, name: plan.name },
    memberId: memberId(draw, plan),
    groupNumber: plan.groupNumber,
    claimFilingCode: plan.claimFilingCode,
    planFunding: plan.planFunding,
  };
  const isDependant = plan.kind === 'commercial' && (age < 18 || draw.chance(0.2));
  if (!isDependant) return { ...cover, relationship: 'self' };
  const sex = draw.pick(['F', 'M'] as const);
  return {
    ...cover,
    relationship: age < 26 ? 'child' : 'spouse',
    subscriber: {
      lastName: patient.lastName,
      firstName: draw.pick(firstNames[sex]),
      birthDate: birthDateAt(draw, today, age < 26 ? age + draw.between(22, 38) : age + draw.between(0, 6)),
      sex,
      address: patient.address,
    },
  };
}

function medigap(draw: SampleDraw): Coverage {
  return {
    responsibility: 'secondary',
    payer: { id: 'CHM77', name: 'Copper Heron Mutual Insurance' },
    memberId: `H${digits(draw, 10)}`,
    relationship: 'self',
    claimFilingCode: 'CI',
    planFunding: 'insured',
  };
}

function memberId(draw: SampleDraw, plan: SamplePlan): string {
  if (plan.kind === 'medicare') return medicareId(draw);
  if (plan.kind === 'medicaid') return `1000${digits(draw, 8)}`;
  if (plan.payerId === 'CHM77') return `H${digits(draw, 10)}`;
  return plan.payerId === 'FBA-QA' ? `QA${digits(draw, 7)}` : `GSH${digits(draw, 9)}`;
}

function digits(draw: SampleDraw, count: number): string {
  return Array.from({ length: count }, () => draw.between(0, 9)).join('');
}

/** A Medicare Beneficiary Identifier by its published format: C A AN N A AN N A A N N, without S L O I B Z. */
function medicareId(draw: SampleDraw): string {
  const letters = 'ACDEFGHJKMNPQRTUVWXY'.split('');
  const parts: Record<string, () => string> = {
    C: () => String(draw.between(1, 9)),
    N: () => String(draw.between(0, 9)),
    A: () => draw.pick(letters),
    X: () => draw.pick([...letters, ...'0123456789']),
  };
  return [...'CAXNAXNAANN'].map((part) => parts[part]?.() ?? '').join('');
}
