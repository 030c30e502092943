import * as z from 'zod';
import { conditionIndicator } from './ambulance.ts';
import { isoDate } from './dates.ts';
import { nonNegativeCents } from './money.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** For how long and at what prices equipment is needed (SV5). */
export const equipmentTerms = z.strictObject({
  lengthOfNeedDays: z.int().min(1).max(99_999),
  rentalPriceCents: nonNegativeCents,
  purchasePriceCents: nonNegativeCents,
  rentalUnit: z.enum(['day', 'week', 'month']),
});
export type EquipmentTerms = z.infer<typeof equipmentTerms>;

/** One answer on a supporting form (FRM): at least one of the four is given. */
export const formAnswer = z
  .strictObject({
    question: text(20),
    yesNo: z.enum(['Y', 'N', 'W']).optional(),
    text: text(50).optional(),
    date: isoDate.optional(),
    percent: z.number().min(0).max(100).optional(),
  })
  .refine(({ question: _, ...answers }) => Object.values(answers).some((answer) => answer !== undefined), {
    message: 'needs one of yesNo, text, date, percent',
  });
export type FormAnswer = z.infer<typeof formAnswer>;

/**
 * Durable medical equipment on a line. Certificates of medical necessity ended with services of 2022 for Medicare; other payers may
 * still ask for one, and a late claim may still carry it.
 */
export const medicalEquipment = z.strictObject({
  terms: equipmentTerms.optional(),
  certification: z
    .strictObject({
      type: z.enum(['initial', 'renewal', 'revised']),
      months: z.int().min(1).max(99),
    })
    .optional()
    .describe('CR3'),
  certificateTransmissionCode: z.enum(['AB', 'AD', 'AF', 'AG', 'NS']).optional().describe('PWK*CT'),
  conditions: conditionIndicator.optional().describe('CRC*09, codes 38 and ZV'),
  forms: z
    .array(
      z.strictObject({
        kind: z.enum(['UT', 'AS']).describe('LQ01'),
        code: text(30),
        answers: z.array(formAnswer).min(1).max(99),
      }),
    )
    .max(10)
    .optional()
    .describe('loop 2440'),
});
export type MedicalEquipment = z.infer<typeof medicalEquipment>;
export type SupportingForm = NonNullable<MedicalEquipment['forms']>[number];
