import { addDays, type IsoDate } from '@claimwright/domain/dates';
import type { EncounterInput, ServiceLine } from '@claimwright/domain/encounter';

/** One thing that goes wrong at an EHR. */
export interface SampleMistake {
  name: string;
  /** The encounter with the mistake; undefined when it cannot be made in this one. */
  make(encounter: EncounterInput, today: IsoDate): EncounterInput | undefined;
}

function firstLine(
  encounter: EncounterInput,
  change: (line: ServiceLine) => Partial<ServiceLine>,
): EncounterInput | undefined {
  const [first, ...others] = encounter.lines;
  return first && { ...encounter, lines: [{ ...first, ...change(first) }, ...others] };
}

function allLines(encounter: EncounterInput, change: Partial<ServiceLine>): EncounterInput {
  return { ...encounter, lines: encounter.lines.map((line) => ({ ...line, ...change })) };
}

function billing(encounter: EncounterInput, change: Partial<EncounterInput['billingProvider']>): EncounterInput {
  return { ...encounter, billingProvider: { ...encounter.billingProvider, ...change } };
}

function diagnosed(encounter: EncounterInput, ...codes: string[]): EncounterInput {
  const diagnoses = codes.map((code) => ({ code }));
  return allLines({ ...encounter, diagnoses }, { diagnosisPointers: diagnoses.map((_, index) => index + 1) });
}

/** The same number with a check digit that does not fit. */
function spoiled(npi: string): string {
  return npi.slice(0, 9) + String((Number(npi[9]) + 1) % 10);
}

/** Mistakes that the coding checks hold, or that leave nothing to bill. */
export const sampleMistakes: readonly SampleMistake[] = [
  {
    name: 'rendering NPI mistyped',
    make: (one) =>
      one.renderingProvider?.npi === undefined
        ? undefined
        : { ...one, renderingProvider: { ...one.renderingProvider, npi: spoiled(one.renderingProvider.npi) } },
  },
  { name: 'category instead of a code', make: (one) => diagnosed(one, 'E11', 'I10') },
  { name: '7th character missing', make: (one) => diagnosed(one, 'S93.401') },
  { name: 'diagnosis twice', make: (one) => diagnosed(one, 'I10', 'E78.5', 'I10') },
  {
    name: 'pointer beyond the diagnoses',
    make: (one) => firstLine(one, () => ({ diagnosisPointers: [1, one.diagnoses.length + 1] })),
  },
  {
    name: 'PO box as billing address',
    make: (one) =>
      one.billingProvider.address && billing(one, { address: { ...one.billingProvider.address, line1: 'PO Box 118' } }),
  },
  { name: 'no coverage', make: (one) => ({ ...one, coverages: [] }) },
  { name: 'date of service in the future', make: (one, today) => allLines(one, { serviceFrom: addDays(today, 9) }) },
  {
    name: 'total is not the sum',
    make: (one) => ({ ...one, totalChargeCents: one.lines.reduce((sum, line) => sum + line.chargeCents, 1000) }),
  },
  {
    name: 'condition without a code',
    make: (one) => ({
      ...one,
      diagnoses: [],
      uncodedConditions: [{ system: 'http://snomed.info/sct', code: '195662009', display: 'Acute viral pharyngitis' }],
      lines: one.lines.map((line) => ({ ...line, diagnosisPointers: [] })),
    }),
  },
  { name: 'no charge line', make: (one) => ({ ...one, lines: [] }) },
  {
    name: 'ZIP code of five digits',
    make: (one) =>
      one.billingProvider.address &&
      billing(one, {
        address: { ...one.billingProvider.address, postalCode: one.billingProvider.address.postalCode?.slice(0, 5) },
      }),
  },
  {
    name: 'no member id',
    make: (one) => {
      const [first, ...others] = one.coverages;
      return first && { ...one, coverages: [{ ...first, memberId: undefined }, ...others] };
    },
  },
  { name: 'manifestation first', make: (one) => diagnosed(one, 'D63.1', 'N18.4') },
  { name: 'code that was deleted', make: (one) => diagnosed(one, 'M54.5') },
  { name: 'no rendering provider', make: (one) => one.renderingProvider && { ...one, renderingProvider: undefined } },
  {
    name: 'subscriber missing',
    make: (one) => {
      const [first, ...others] = one.coverages;
      return first?.subscriber && { ...one, coverages: [{ ...first, subscriber: undefined }, ...others] };
    },
  },
  { name: 'no units', make: (one) => firstLine(one, () => ({ units: 0 })) },
  { name: 'no tax id', make: (one) => billing(one, { taxId: undefined }) },
  { name: 'unlisted drug without a word', make: (one) => firstLine(one, () => ({ procedureCode: 'J3490' })) },
  {
    name: 'drug code that was deleted',
    make: (one) => firstLine(one, () => ({ procedureCode: 'J1030' })),
  },
  { name: 'birth date missing', make: (one) => ({ ...one, patient: { ...one.patient, birthDate: undefined } }) },
  { name: 'place of service missing', make: (one) => ({ ...one, placeOfService: undefined }) },
  { name: 'kept from the plan', make: (one) => ({ ...one, doNotBillPlan: true }) },
];
