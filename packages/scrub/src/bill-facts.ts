import type { CodeAnswer, CodeSets } from '@claimwright/codesets/code-sets';
import type { IsoDate } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { StayDays } from '@claimwright/domain/institutional-claim';
import {
  billFrequency,
  type InstitutionalBill,
  isInpatientFacility,
  readTypeOfBill,
  type TypeOfBill,
} from '@claimwright/domain/institutional-encounter';
import { facilityCodes } from './bill-tables.ts';
import { diagnosisCode } from './code-shapes.ts';

/** A diagnosis of a bill that stands beside `diagnoses`: admitting, reason for the visit, external cause. */
export interface BillDiagnosis {
  pointer: string;
  raw: string;
  /** No dot, capitals; undefined when the shape is not one of ICD-10-CM. */
  code: string | undefined;
  /** Undefined without a shape or a date. */
  answer: CodeAnswer | undefined;
}

/** What a hospital bill says, read once. */
export interface BillFacts {
  bill: InstitutionalBill;
  /** Undefined when the type of bill has no shape of one, or names a facility that does not exist. */
  type: TypeOfBill | undefined;
  /** CLM05-3; undefined as `type` is. */
  frequency: string | undefined;
  /** A bill for a stay. False while the type of bill cannot be read. */
  inpatient: boolean;
  /** Takes the place of an earlier claim (7) or voids it (8). */
  corrects: boolean;
  /** The day codes are judged on: of a stay its last, else its first (42 CFR 412; ICD-10-CM by discharge). */
  codesOn: IsoDate | undefined;
  admitting: BillDiagnosis | undefined;
  reasonsForVisit: readonly BillDiagnosis[];
  externalCauses: readonly BillDiagnosis[];
}

/** Reads the bill of an institutional encounter; undefined for a professional one. `received` is it as it was sent. */
export function billFacts(
  encounter: EncounterInput,
  codeSets: CodeSets,
  received: EncounterInput = encounter,
): BillFacts | undefined {
  const bill = encounter.institutional;
  if (encounter.claimType !== 'institutional' || bill === undefined) return undefined;
  const told = readTypeOfBill(bill.typeOfBill);
  // Of a facility that is none IN001 speaks, and no rule guesses whether it has stays.
  const type = told !== undefined && facilityCodes.has(told.facilityCode) ? told : undefined;
  const frequency = billFrequency(encounter);
  const inpatient = type !== undefined && isInpatientFacility(type.facilityCode);
  const codesOn = inpatient ? bill.statementTo : bill.statementFrom;
  const sent = received.institutional ?? bill;
  const diagnosis = (written: string, raw: string | undefined, pointer: string): BillDiagnosis => {
    const code = diagnosisCode(written);
    const answer = code === undefined || codesOn === undefined ? undefined : codeSets.icd10cm(code, codesOn);
    return { pointer, raw: raw ?? written, code, answer };
  };
  const at = '/institutional';
  return {
    bill,
    type,
    frequency,
    inpatient,
    corrects: frequency === '7' || frequency === '8',
    codesOn,
    admitting:
      bill.admittingDiagnosis === undefined
        ? undefined
        : diagnosis(bill.admittingDiagnosis, sent.admittingDiagnosis, `${at}/admittingDiagnosis`),
    reasonsForVisit: bill.reasonsForVisit.map((code, index) =>
      diagnosis(code, sent.reasonsForVisit[index], `${at}/reasonsForVisit/${index}`),
    ),
    externalCauses: bill.externalCauses.map(({ code }, index) =>
      diagnosis(code, sent.externalCauses[index]?.code, `${at}/externalCauses/${index}/code`),
    ),
  };
}

/** A type of bill in words for a finding: "0111", or as it was sent. */
export function billName({ type, frequency, bill }: BillFacts): string {
  return type === undefined ? `"${bill.typeOfBill ?? ''}"` : `0${type.facilityCode}${frequency ?? type.frequencyCode}`;
}

/** Value codes that count days (MCPM ch. 25). */
const dayCodes: Readonly<Record<string, keyof StayDays>> = {
  80: 'covered',
  81: 'nonCovered',
  82: 'coinsurance',
  83: 'lifetimeReserve',
};

/** The days a bill tells, in its own members or by value codes. */
export function toldDays({ bill }: BillFacts): StayDays {
  const days: StayDays = { ...bill.days };
  for (const { code, hundredths } of bill.values) {
    const kind = dayCodes[code];
    if (kind !== undefined && hundredths !== undefined) days[kind] ??= hundredths / 100;
  }
  return days;
}
