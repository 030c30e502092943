import * as z from 'zod';
import { nonNegativeCents } from './money.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const percent = z.number().min(0).max(100);

/** What provider and payer agreed beforehand (CN1). */
export const contract = z.strictObject({
  typeCode: z.enum(['01', '02', '03', '04', '05', '06', '09']).describe('CN101'),
  amountCents: nonNegativeCents.optional(),
  percent: percent.optional(),
  code: text(50).optional(),
  termsDiscountPercent: percent.optional(),
  version: text(30).optional(),
});
export type Contract = z.infer<typeof contract>;

/** What an intermediary made of the charge before the payer saw it (HCP, which needs method and allowed amount together). */
export const repricing = z.strictObject({
  methodologyCode: z
    .string()
    .regex(/^(0\d|1[0-4])$/)
    .optional()
    .describe('HCP01'),
  allowedCents: nonNegativeCents.optional().describe('HCP02'),
  savingsCents: nonNegativeCents.optional(),
  organizationId: text(50).optional(),
  rateCents: nonNegativeCents.max(99_999_999).optional().describe('HCP05'),
  approvedGroupCode: text(50).optional(),
  approvedGroupCents: nonNegativeCents.optional(),
  rejectReasonCode: z.enum(['T1', 'T2', 'T3', 'T4', 'T5', 'T6']).optional(),
  policyComplianceCode: z.enum(['1', '2', '3', '4', '5']).optional(),
  exceptionCode: z.enum(['1', '2', '3', '4', '5', '6']).optional(),
  referenceNumber: text(50).optional().describe('REF*9A, on a line REF*9B'),
  adjustedReferenceNumber: text(50).optional().describe('REF*9C, on a line REF*9D'),
});
export type Repricing = z.infer<typeof repricing>;

/** HCP of a line may also approve another procedure or quantity. */
export const lineRepricing = z.strictObject({
  ...repricing.shape,
  approvedProcedureCode: text(48).optional(),
  approvedUnits: z.number().positive().max(99_999_999).optional(),
  approvedUnit: z.enum(['UN', 'MJ']).optional(),
});
export type LineRepricing = z.infer<typeof lineRepricing>;
