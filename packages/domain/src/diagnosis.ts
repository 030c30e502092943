import * as z from 'zod';
import { codeText } from './code-text.ts';

/** One diagnosis in its order of importance. `code` is ICD-10-CM with or without the dot; rules judge it. */
export const diagnosis = z.strictObject({
  code: codeText(10),
  /** Present on admission, institutional claims only. */
  presentOnAdmission: z.enum(['Y', 'N', 'U', 'W']).optional(),
});
export type Diagnosis = z.infer<typeof diagnosis>;
