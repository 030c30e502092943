import * as z from 'zod';

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
});
export type PayerProfile = z.infer<typeof payerProfile>;

/** The profile of a payer that is not configured: nothing is assumed that would hold or deny a claim. */
export function defaultPayerProfile(payerId: string, name: string): PayerProfile {
  return payerProfile.parse({ payerId, name });
}
