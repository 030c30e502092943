import * as z from 'zod';
import { nonNegativeCents } from './money.ts';

const count = z.number().min(0).max(99_999);

/** What a payer says of a stay besides payment and adjustments: MIA of its 835, and of loop 2320 to the payer after it. */
export const inpatientAdjudication = z.strictObject({
  coveredDays: count.describe('MIA01, days or visits'),
  operatingOutlierCents: nonNegativeCents.optional().describe('MIA02, which no claim carries on'),
  lifetimePsychiatricDays: count.optional().describe('MIA03'),
  drgCents: nonNegativeCents.optional().describe('MIA04'),
  disproportionateShareCents: nonNegativeCents.optional().describe('MIA06'),
  medicareSecondaryCents: nonNegativeCents.optional().describe('MIA07'),
  capitalCents: nonNegativeCents.optional().describe('MIA08'),
  capitalFederalDrgCents: nonNegativeCents.optional().describe('MIA09'),
  capitalHospitalDrgCents: nonNegativeCents.optional().describe('MIA10'),
  capitalDisproportionateShareCents: nonNegativeCents.optional().describe('MIA11'),
  oldCapitalCents: nonNegativeCents.optional().describe('MIA12'),
  capitalTeachingCents: nonNegativeCents.optional().describe('MIA13'),
  operatingHospitalDrgCents: nonNegativeCents.optional().describe('MIA14'),
  costReportDays: count.optional().describe('MIA15'),
  operatingFederalDrgCents: nonNegativeCents.optional().describe('MIA16'),
  capitalOutlierCents: nonNegativeCents.optional().describe('MIA17'),
  indirectTeachingCents: nonNegativeCents.optional().describe('MIA18'),
  nonpayableProfessionalCents: nonNegativeCents.optional().describe('MIA19'),
  capitalExceptionCents: nonNegativeCents.optional().describe('MIA24'),
});
export type InpatientAdjudication = z.infer<typeof inpatientAdjudication>;

/** The same of a visit: MOA. */
export const outpatientAdjudication = z.strictObject({
  reimbursementRate: z.number().min(0).max(1).optional().describe('MOA01, a fraction of one'),
  payableCents: nonNegativeCents.optional().describe('MOA02'),
  renalDiseaseCents: nonNegativeCents.optional().describe('MOA08'),
  nonpayableProfessionalCents: nonNegativeCents.optional().describe('MOA09'),
});
export type OutpatientAdjudication = z.infer<typeof outpatientAdjudication>;
