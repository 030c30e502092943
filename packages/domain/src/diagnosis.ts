import * as z from 'zod';

/** One diagnosis in its order of importance. `code` is ICD-10-CM with or without the dot; rules judge it. */
export const diagnosis = z.strictObject({
  code: z.string().trim().min(1).max(10),
  /** Present on admission, institutional claims only. */
  presentOnAdmission: z.enum(['Y', 'N', 'U', 'W']).optional(),
});
export type Diagnosis = z.infer<typeof diagnosis>;
