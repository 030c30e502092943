import * as z from 'zod';
import { inpatientAdjudication, outpatientAdjudication } from './adjudication-amounts.ts';
import { isoDate } from './dates.ts';
import { nonNegativeCents, signedCents } from './money.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** One adjustment as an EHR tells it: CAS of the payer's remittance. */
const toldAdjustment = z.strictObject({
  group: z.enum(['CO', 'PR', 'OA', 'PI', 'CR']),
  reasonCode: text(5),
  amountCents: signedCents.describe('in US cents; positive reduces the payment'),
  quantity: z.number().min(-99_999_999).max(99_999_999).optional(),
});

/** What a payer decided about the visit before it came to us, as its remittance said it (loops 2320 and 2430). */
export const priorAdjudication = z.strictObject({
  adjudicatedOn: isoDate.describe('DTP*573'),
  paidCents: nonNegativeCents.describe('AMT*D of loop 2320'),
  payerClaimControlNumber: text(50).optional(),
  adjustments: z.array(toldAdjustment).max(30).default([]).describe('of the claim itself; never those of a line again'),
  remarkCodes: z.array(text(10)).max(5).default([]),
  inpatient: inpatientAdjudication.optional().describe('institutional: MIA of the remittance'),
  outpatient: outpatientAdjudication.optional().describe('MOA of the remittance, beside the remarks'),
  nonCoveredCents: nonNegativeCents.optional().describe('AMT*A8'),
  lines: z
    .array(
      z.strictObject({
        lineNumber: z.int().min(1).max(999).describe('1-based position in `lines` of the encounter'),
        paidCents: nonNegativeCents,
        units: z.number().min(0).max(99_999_999).optional(),
        procedureCode: text(48).optional().describe('when the payer decided about another code'),
        modifiers: z.array(text(2)).max(4).optional(),
        adjustments: z.array(toldAdjustment).max(30).default([]),
      }),
    )
    .max(999)
    .default([]),
});
export type PriorAdjudication = z.infer<typeof priorAdjudication>;
