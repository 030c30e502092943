import * as z from 'zod';

const text = (max: number) => z.string().trim().min(1).max(max);

/** Records that go with the claim, and how (PWK). With anything but AA the payer finds them by the control number. */
export const attachment = z.strictObject({
  reportTypeCode: text(2).describe('PWK01: what kind of record'),
  transmissionCode: z
    .enum(['AA', 'BM', 'EL', 'EM', 'FT', 'FX'])
    .describe('PWK02: AA kept for asking, BM mail, EL electronic, EM e-mail, FT file transfer, FX fax'),
  controlNumber: text(50).min(2).optional().describe('PWK06'),
});
export type Attachment = z.infer<typeof attachment>;
