import * as z from 'zod';
import { address } from './party.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** Condition codes that are said to apply, or not to apply (CRC02 Y or N and CRC03–CRC07). */
export const conditionIndicator = z.strictObject({
  applies: z.boolean(),
  codes: z.array(text(3)).min(1).max(5),
});
export type ConditionIndicator = z.infer<typeof conditionIndicator>;

/**
 * One transport: CR1, CRC*07 and its two places (loops 2310E and 2310F, on a line 2420G and 2420H). Other than an ambulance's, a
 * transport has places only; CR1 needs reason and miles together.
 */
export const ambulanceTransport = z.strictObject({
  patientWeightPounds: z.number().positive().max(9999).optional().describe('CR102, at most three decimals'),
  reasonCode: z.enum(['A', 'B', 'C', 'D', 'E']).optional().describe('CR104, why this transport and none other'),
  miles: z.number().min(0).max(99_999).optional().describe('CR106, loaded miles, at most three decimals'),
  roundTripPurpose: text(80).optional().describe('CR109'),
  stretcherPurpose: text(80).optional().describe('CR110'),
  conditions: z.array(conditionIndicator).max(3).optional().describe('CRC*07, at most three'),
  pickUp: address.optional(),
  dropOff: z.strictObject({ name: text(60).optional(), address }).optional(),
});
export type AmbulanceTransport = z.infer<typeof ambulanceTransport>;
