import { addDays, type IsoDate } from '@claimwright/domain/dates';
import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { type SampleDraw, sampleDraw } from './sample-draw.ts';
import { sampleMistakes } from './sample-mistakes.ts';
import { type SamplePatient, samplePatient } from './sample-patients.ts';
import { sampleClinics, sampleOrderer } from './sample-practice.ts';
import { type LineKind, type VisitKind, visitKinds } from './sample-visits.ts';

/** A sample, and what was made wrong in it on purpose. */
export interface Sample {
  encounter: EncounterInput;
  mistake?: string;
}

/** Dates of service lie this many days before today at most, and one day at least. */
const oldestDays = 45;
const mistakeShare = 0.08;
/** Patients come back: three visits for two of them. */
const visitsPerPatient = 1.5;

/**
 * Professional encounters as an EHR would send them: invented people, five payers the simulator knows and one nobody reaches,
 * HCPCS Level II only, about one in twelve with a mistake. Deterministic: the same arguments give the same encounters.
 * @param count how many; whole, not negative.
 * @param seed any whole number.
 * @param today the day they are sent; dates of service lie in the 45 days before it.
 */
export function sampleEncounters(count: number, seed: number, today: IsoDate): EncounterInput[] {
  return samples(count, seed, today).map((sample) => sample.encounter);
}

/** The same as `sampleEncounters`, each with the name of its mistake. */
export function samples(count: number, seed: number, today: IsoDate): Sample[] {
  const draw = sampleDraw(seed);
  const patients = Array.from({ length: Math.ceil(count / visitsPerPatient) }, (_, index) => ({
    ...samplePatient(draw, index + 1, today),
    days: new Set<number>(),
  }));
  let mistakes = draw.between(0, sampleMistakes.length - 1);
  return Array.from({ length: count }, (_, index) => {
    const who = patients[index % patients.length];
    if (!who) throw new Error('a sample needs a patient');
    const clean = visitOf(draw, who, index + 1, today);
    if (!draw.chance(mistakeShare)) return { encounter: clean };
    // They take turns, so that a few hundred samples show every one of them.
    for (let tried = 0; tried < sampleMistakes.length; tried += 1) {
      const mistake = sampleMistakes[mistakes % sampleMistakes.length];
      mistakes += 1;
      const made = mistake?.make(clean, today);
      if (mistake && made) return { encounter: encounterInput.parse(made), mistake: mistake.name };
    }
    return { encounter: clean };
  });
}

function visitOf(
  draw: SampleDraw,
  who: SamplePatient & { days: Set<number> },
  number: number,
  today: IsoDate,
): EncounterInput {
  const kind = draw.weighted(kindsFor(who));
  const clinic = sampleClinics[kind.clinic];
  const { codes, side } = draw.pick(kind.diagnoses);
  const serviceFrom = addDays(today, -freshDay(draw, who.days));
  const lines = kind.lines
    .filter((line) => line.share === undefined || draw.chance(line.share))
    .map((line, index) => lineOf(draw, line, { number: index + 1, serviceFrom, side, diagnoses: codes.length }));
  return encounterInput.parse({
    externalId: `VISIT-${String(number).padStart(6, '0')}`,
    patient: who.patient,
    coverages: who.coverages,
    billingProvider: clinic.billing,
    renderingProvider: clinic.clinicians.length > 0 ? draw.pick(clinic.clinicians) : undefined,
    orderingProvider: kind.clinic === 'supplier' ? sampleOrderer : undefined,
    placeOfService: kind.placeOfService,
    ambulance: kind.clinic === 'ambulance' ? tripOf(who.patient, lines) : undefined,
    diagnoses: codes.map((code) => ({ code })),
    // A fresh injury comes with the accident behind it (CLM11).
    accident: codes.some((code) => code.startsWith('S')) ? { kind: 'other', date: serviceFrom } : undefined,
    lines,
  });
}

/** The visits a patient could have by plan, age and sex. A clinic visit suits any adult and a flu shot anybody. */
function kindsFor({ plan, age, patient }: SamplePatient): VisitKind[] {
  return visitKinds.filter(
    (kind) =>
      kind.plans.includes(plan.kind) &&
      age >= kind.ages[0] &&
      age <= kind.ages[1] &&
      (kind.sex === undefined || kind.sex === patient.sex),
  );
}

/** A day the patient has no visit on yet: the same service twice on one day would be a duplicate nobody meant. */
function freshDay(draw: SampleDraw, taken: Set<number>): number {
  let day = draw.between(1, oldestDays);
  while (taken.has(day) && taken.size < oldestDays) day = (day % oldestDays) + 1;
  taken.add(day);
  return day;
}

function lineOf(
  draw: SampleDraw,
  kind: LineKind,
  visit: { number: number; serviceFrom: IsoDate; side?: string; diagnoses: number },
): EncounterInput['lines'][number] {
  const [low, high] = kind.units;
  const tenths = kind.tenths ? draw.between(low * 10, high * 10) : draw.between(low, high) * 10;
  const sides = kind.sided && visit.side !== undefined ? [visit.side] : [];
  return {
    externalId: String(visit.number),
    procedureCode: kind.code,
    modifiers: [...(kind.modifiers ?? []), ...sides],
    diagnosisPointers: [...(kind.pointers ?? Array.from({ length: visit.diagnoses }, (_, index) => index + 1))],
    units: tenths / 10,
    unit: 'UN',
    chargeCents: Math.round((kind.centsPerUnit * tenths) / 10),
    serviceFrom: visit.serviceFrom,
    drug: kind.drug && { ...kind.drug, quantity: Math.round((kind.drug.quantity * tenths * 1000) / 10) / 1000 },
  };
}

/** From the patient's home to the hospital (modifier RH), as many miles as are billed. */
function tripOf(
  patient: EncounterInput['patient'],
  lines: readonly { procedureCode?: string | undefined; units: number }[],
) {
  const mileage = lines.find((line) => line.procedureCode === 'A0425');
  return {
    reasonCode: 'A' as const,
    miles: mileage?.units ?? 1,
    conditions: [{ applies: true, codes: ['01', '06', '09'] }],
    pickUp: patient.address,
    dropOff: { name: 'Example Regional Hospital', address: sampleClinics.hospitalClinic.billing.address },
  };
}
