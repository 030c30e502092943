import * as z from 'zod';
import { isoDate } from './dates.ts';

/** How long a payer accepts a claim, and from which date it counts (domain rule AD001). */
export const timelyFiling = z.strictObject({
  unit: z.enum(['calendarYears', 'months', 'days']),
  count: z.int().positive(),
  anchor: z.enum(['serviceFrom', 'serviceTo']),
  rollsToWorkday: z.boolean().default(false),
  citation: z.string(),
  verified: z.boolean(),
});
export type TimelyFiling = z.infer<typeof timelyFiling>;

const window = { from: isoDate, to: isoDate.optional() };
const source = { citation: z.string(), verified: z.boolean() };
const codes = z.array(z.string()).describe('procedure codes, or "group:" and the name of a code group');

/** How a payer takes services at a distance, between two dates: such rules end and are prolonged by law (domain rule TH001). */
export const telehealthPolicy = z.strictObject({
  ...window,
  ...source,
  /** Places of service that say the patient was elsewhere. */
  places: z.array(z.string().length(2)),
  /** One of these must stand on the line; empty: the place says enough. */
  modifiers: z.array(z.string().length(2)),
  /** Modifier of a service by telephone alone; absent: not taken. */
  audioOnlyModifier: z.string().length(2).optional(),
  /** Modifiers that do not count with this payer. */
  refusedModifiers: z.array(z.string().length(2)).default([]),
  codes,
});
export type TelehealthPolicy = z.infer<typeof telehealthPolicy>;

/** A service the payer pays so often and no more (domain rule EM004). */
export const frequencyLimit = z.strictObject({
  ...source,
  codes,
  /** The last service of any of these counts. Absent: of `codes`. */
  after: codes.optional(),
  /** Full months that lie between; absent: once in a lifetime. */
  fullMonths: z.int().positive().optional(),
});
export type FrequencyLimit = z.infer<typeof frequencyLimit>;

/** Services that need something the payer wants (an authorization, records). */
export const payerRequirement = z.strictObject({
  ...window,
  ...source,
  codes,
  /** Only on lines with one of these modifiers; absent: on all. */
  modifiers: z.array(z.string().length(2)).optional(),
  /** Only in these places; absent: in all. */
  places: z.array(z.string().length(2)).optional(),
});
export type PayerRequirement = z.infer<typeof payerRequirement>;

/** When several encounters of one patient go on one claim of this payer. */
export const combineEncounters = z.strictObject({
  /** Only services of one day. */
  sameDay: z.boolean().default(true),
  /** Only services of one rendering provider. */
  sameRendering: z.boolean().default(true),
  /** How long a checked encounter waits for others of its patient, from its receipt. */
  waitHours: z.int().min(0).max(168).default(0),
});
export type CombineEncounters = z.infer<typeof combineEncounters>;

/** What this payer wants on claims of their own, beside the limits of the guide. */
export const splitClaims = z.strictObject({
  byRendering: z.boolean().default(false),
  byServiceDate: z.boolean().default(false),
  /** Medicare: a claim does not span two calendar years (domain rule ST015). */
  byCalendarYear: z.boolean().default(false),
});
export type SplitClaims = z.infer<typeof splitClaims>;

/** What a tenant knows of a payer. A payer nobody configured gets `defaultPayerProfile`: every question answers "no data". */
export const payerProfile = z.strictObject({
  payerId: z.string().min(1),
  name: z.string().min(1),
  claimFilingCode: z.string().max(2).optional(),
  /** Name of the clearinghouse route that carries its claims. */
  route: z.string().default('default'),
  timelyFiling: timelyFiling.optional(),
  /** Patient is always the subscriber (Medicare, Medicaid). */
  patientIsSubscriber: z.boolean().default(false),
  /** Member ids must be Medicare Beneficiary Identifiers. */
  memberIdFormat: z.enum(['any', 'mbi']).default('any'),
  /** 7 and 8 are accepted; Original Medicare takes only 1. */
  acceptsReplacement: z.boolean().default(true),
  /** Whether the sex-conflict lists apply (off since 2024-10-01 for Medicare). */
  sexEdits: z.boolean().default(false),
  /** How timed therapy is counted: minutes of all codes together (CMS) or each code by itself (AMA). */
  timeRule: z.enum(['CMS', 'AMA']).optional(),
  telehealth: z.array(telehealthPolicy).optional(),
  frequencyLimits: z.array(frequencyLimit).optional(),
  priorAuthorization: z.array(payerRequirement).optional(),
  /** Records the payer wants with the claim. */
  attachments: z.array(payerRequirement).optional(),
  /** Days from submission to the first remittance, where our own history does not tell. */
  usualPaymentDays: z.int().min(1).max(365).optional(),
  /** Days from the payer's decision within which a denial may be appealed. Absent: `defaultAppealDays`, of which nobody has made sure. */
  appeal: z
    .strictObject({ days: z.int().min(1).max(730), citation: z.string(), verified: z.boolean().default(false) })
    .optional(),
  /** Contractor number or state whose coverage articles apply. */
  coverageJurisdiction: z.string().optional(),
  /**
   * What its claims are for (BHT06): payment, unless it says that they only report encounters it has paid for already (capitation), or
   * ask for money back that another should have paid (subrogation, Medicaid).
   */
  claimPurpose: z.enum(['chargeable', 'reporting', 'subrogation']).optional(),
  /** Absent: one encounter, one claim. */
  combineEncounters: combineEncounters.optional(),
  splitClaims: splitClaims.optional(),
});
export type PayerProfile = z.infer<typeof payerProfile>;

/**
 * Days to appeal where the payer's profile says nothing: 120, as Original Medicare's first level has it (42 CFR 405.942), and many a
 * contract less. It is a default for the due date of a task, not a promise of the payer.
 */
export const defaultAppealDays = 120;

/** The profile of a payer that is not configured: nothing is assumed that would hold or deny a claim. */
export function defaultPayerProfile(payerId: string, name: string): PayerProfile {
  return payerProfile.parse({ payerId, name });
}
