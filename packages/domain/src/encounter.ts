import * as z from 'zod';
import { claimTypeConditions, misplacedFields } from './claim-type-fields.ts';
import { codeText } from './code-text.ts';
import { type Coverage, coverage, type Responsibility } from './coverage.ts';
import { type IsoDate, type IsoInstant, isoDate } from './dates.ts';
import { diagnosis } from './diagnosis.ts';
import { institutionalBill } from './institutional-encounter.ts';
import type { EncounterStatus } from './lifecycle.ts';
import { type Cents, nonNegativeCents, sumCents } from './money.ts';
import { billingProvider, patient, provider, serviceFacility } from './party.ts';
import { claimSupplement, lineSupplement } from './professional-supplement.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** A condition the EHR sent without an ICD-10-CM code. One such condition keeps the encounter in `needs_coding`. */
export const uncodedCondition = z.strictObject({
  system: text(200),
  code: text(50),
  display: text(500).optional(),
});
export type UncodedCondition = z.infer<typeof uncodedCondition>;

export const drug = z.strictObject({
  ndc: codeText(20).describe('11 digits, or 10 with hyphens'),
  quantity: z.number().positive().max(9_999_999),
  unit: z.enum(['F2', 'GR', 'ME', 'ML', 'UN']),
  prescriptionNumber: text(50).optional().describe('REF*XZ'),
  linkNumber: text(50).optional().describe('REF*VY: ties the parts of a compound together, without a prescription'),
});
export type Drug = z.infer<typeof drug>;

/** One service line: loop 2400. */
export const serviceLine = z.strictObject({
  externalId: text(64).optional(),
  procedureCode: codeText(48).optional().describe('required on a professional line'),
  revenueCode: codeText(4).optional().describe('institutional: four digits, the leading zero kept'),
  nonCoveredCents: nonNegativeCents.optional().describe('institutional: the part of the charge that is not covered'),
  modifiers: z.array(codeText(2)).max(4).default([]),
  diagnosisPointers: z.array(z.int().min(1).max(99)).max(12).default([]).describe('1-based positions in `diagnoses`'),
  units: z.number().max(99_999_999).describe('at most three decimals'),
  unit: z
    .enum(['UN', 'MJ', 'DA'])
    .optional()
    .describe(
      'UN units, MJ anaesthesia minutes (professional), DA days (institutional); left out: DA for accommodation (revenue codes 0100 to 0219), else UN',
    ),
  minutes: z.int().min(0).max(9999).optional().describe('time spent, where a time rule needs it'),
  chargeCents: nonNegativeCents.describe('the line total, in US cents'),
  serviceFrom: isoDate,
  serviceTo: isoDate.optional(),
  placeOfService: codeText(2).optional().describe('when it differs from the encounter'),
  description: text(80).optional().describe('for a not-otherwise-classified code'),
  note: text(80).optional(),
  drug: drug.optional(),
  priorAuthorizationNumber: text(50).optional(),
  referralNumber: text(50).optional(),
  cliaNumber: codeText(50).optional(),
  mammographyCertification: text(50).optional(),
  emergency: z.boolean().optional(),
  epsdt: z.boolean().optional(),
  familyPlanning: z.boolean().optional(),
  copayExempt: z.boolean().optional(),
  renderingProvider: provider.optional(),
  orderingProvider: provider.optional(),
  referringProvider: provider.optional(),
  supervisingProvider: provider.optional(),
  operatingProvider: provider.optional().describe('institutional'),
  ...lineSupplement.shape,
});
export type ServiceLine = z.infer<typeof serviceLine>;

/** Claim-level dates (DTP of loop 2300), each with its qualifier in `packages/x12`. */
export const claimDates = z.strictObject({
  onset: isoDate.optional(),
  initialTreatment: isoDate.optional(),
  lastSeen: isoDate.optional(),
  acuteManifestation: isoDate.optional(),
  lastMenstrualPeriod: isoDate.optional(),
  lastXray: isoDate.optional(),
  prescription: isoDate.optional(),
  disabilityFrom: isoDate.optional(),
  disabilityTo: isoDate.optional(),
  lastWorked: isoDate.optional(),
  returnToWork: isoDate.optional(),
  admission: isoDate.optional(),
  discharge: isoDate.optional(),
  assumedCare: isoDate.optional(),
  relinquishedCare: isoDate.optional(),
  firstContact: isoDate.optional().describe('property and casualty: when the patient first asked for care'),
  repricerReceived: isoDate.optional(),
});
export type ClaimDates = z.infer<typeof claimDates>;

export const accident = z.strictObject({
  kind: z.enum(['auto', 'employment', 'other']),
  alsoKind: z.enum(['auto', 'employment', 'other']).optional().describe('an automobile accident at work is both'),
  date: isoDate.optional(),
  state: z.string().trim().length(2).optional(),
  country: z.string().trim().length(2).optional(),
});
export type Accident = z.infer<typeof accident>;

/** CLM06–CLM09. */
export const signatures = z.strictObject({
  providerSignatureOnFile: z.boolean().default(true),
  assignment: z.enum(['assigned', 'clinical_lab_only', 'not_assigned']).default('assigned'),
  benefitsAssigned: z.enum(['yes', 'no', 'not_applicable']).default('yes'),
  releaseOfInformation: z.enum(['signed', 'informed_consent']).default('signed'),
});
export type Signatures = z.infer<typeof signatures>;

/** The patient's written consent to disclose records under 42 CFR Part 2 (2.31): payment needs it too. */
export const disclosureConsent = z.strictObject({
  obtainedOn: isoDate,
  expiresOn: isoDate.optional().describe('last day it holds'),
  revokedOn: isoDate.optional().describe('first day it holds no more; what was disclosed before stays lawful'),
  scope: z
    .enum(['treatment_payment_operations', 'payment', 'treatment', 'other'])
    .describe('only the first two allow a claim'),
  recipients: z.array(text(200)).max(20).default([]).describe('who may receive; nobody named: as the scope says'),
});
export type DisclosureConsent = z.infer<typeof disclosureConsent>;

/**
 * What an EHR knows about one visit, as it is posted. The schema says what shape is readable at all; whether the content can
 * be billed is for the rules to say, so that a wrong NPI is a finding on a kept encounter and never a lost request.
 */
export const encounterInput = z
  .strictObject({
    externalId: text(64).describe("the sender's own id of the encounter, unique within the tenant"),
    claimType: z.enum(['professional', 'institutional']).default('professional'),
    patient,
    coverages: z.array(coverage).max(3).default([]),
    billingProvider,
    renderingProvider: provider.optional(),
    referringProvider: provider.optional(),
    supervisingProvider: provider.optional(),
    orderingProvider: provider.optional(),
    serviceFacility: serviceFacility.optional(),
    placeOfService: codeText(2).optional(),
    dates: claimDates.default({}),
    diagnoses: z.array(diagnosis).max(50).default([]),
    uncodedConditions: z.array(uncodedCondition).max(50).default([]),
    lines: z.array(serviceLine).max(999).default([]),
    priorAuthorizationNumber: text(50).optional(),
    referralNumber: text(50).optional(),
    cliaNumber: codeText(50).optional(),
    mammographyCertification: text(50).optional(),
    accident: accident.optional(),
    signatures: signatures.prefault({}),
    patientPaidCents: nonNegativeCents.optional(),
    totalChargeCents: nonNegativeCents.optional().describe('checked against the lines when sent'),
    delayReasonCode: text(2).optional(),
    frequencyCode: z.enum(['1', '7', '8']).default('1'),
    payerClaimControlNumber: text(50).optional().describe('of the claim that 7 or 8 corrects'),
    note: text(80).optional(),
    doNotBillPlan: z
      .boolean()
      .default(false)
      .describe('45 CFR 164.522(a)(1)(vi): the patient paid in full and forbids disclosure to the plan'),
    sensitivity: z.enum(['none', 'part2', 'state_sensitive']).default('none'),
    disclosureConsent: disclosureConsent.optional().describe('required to bill a plan when sensitivity is part2'),
    ...claimSupplement.shape,
    institutional: institutionalBill
      .optional()
      .describe('what a hospital bill says besides; with claimType institutional'),
  })
  .superRefine((encounter, context) => {
    for (const { path, message } of misplacedFields(encounter)) context.addIssue({ code: 'custom', path, message });
  })
  .meta({ id: 'EncounterInput', ...claimTypeConditions });
export type EncounterInput = z.infer<typeof encounterInput>;

/** An encounter as it is kept. `version` starts at 1 and grows with every accepted change; it is the ETag. */
export interface Encounter {
  id: string;
  tenantId: string;
  version: number;
  status: EncounterStatus;
  content: EncounterInput;
  receivedAt: IsoInstant;
  updatedAt: IsoInstant;
}

/** The sum of the line charges, in cents: CLM02. */
export function totalChargeCents(encounter: EncounterInput): Cents {
  return sumCents(encounter.lines.map((line) => line.chargeCents));
}

/** First and last date of service over all lines, and of a hospital bill its statement; undefined when there is no line. */
export function serviceDates(encounter: EncounterInput): { from: IsoDate; to: IsoDate } | undefined {
  const first = encounter.lines[0];
  if (!first) return undefined;
  let from = first.serviceFrom;
  let to = first.serviceTo ?? first.serviceFrom;
  for (const line of encounter.lines) {
    if (line.serviceFrom < from) from = line.serviceFrom;
    const end = line.serviceTo ?? line.serviceFrom;
    if (end > to) to = end;
  }
  const { statementFrom = from, statementTo = to } = encounter.institutional ?? {};
  return { from: statementFrom < from ? statementFrom : from, to: statementTo > to ? statementTo : to };
}

/**
 * What the patient is known by within one tenant, for history rules: the sender's id, else the record number, else the
 * member id, else name and birth date. Never shown, never logged.
 */
export function patientKey(encounter: EncounterInput): string {
  const { patient: who, coverages } = encounter;
  if (who.externalId) return `e/${who.externalId}`;
  if (who.medicalRecordNumber) return `m/${who.medicalRecordNumber}`;
  const member = coverages[0]?.memberId;
  if (member) return `i/${member}/${who.birthDate ?? ''}/${(who.firstName ?? '').toUpperCase()}`;
  return `n/${who.lastName.toUpperCase()}/${(who.firstName ?? '').toUpperCase()}/${who.birthDate ?? ''}`;
}

/**
 * The coverage that the encounter is billed to: the first in the order of responsibility whose payer has not decided yet, or
 * the first of all when every one has; undefined when the encounter has none.
 */
export function primaryCoverage(encounter: EncounterInput) {
  const order = coveragesInOrder(encounter);
  return order.find((cover) => cover.priorAdjudication === undefined) ?? order[0];
}

/** The coverages in the order in which they answer; what has the same place keeps the sender's order. */
export function coveragesInOrder(encounter: EncounterInput): Coverage[] {
  const { coverages } = encounter;
  if (coverages.length < 2) return coverages;
  return coverages.toSorted((a, b) => place[a.responsibility] - place[b.responsibility]);
}

const place: Readonly<Record<Responsibility, number>> = { primary: 0, secondary: 1, tertiary: 2 };
