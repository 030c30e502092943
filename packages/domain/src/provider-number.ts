import * as z from 'zod';

const text = (max: number) => z.string().trim().min(1).max(max);

/** What kind of number identifies a provider besides the NPI (REF01 of the provider loops). */
export const providerNumberKind = z.enum(['0B', '1G', 'G2', 'LU']);

/** A number of a provider besides the NPI: 0B state licence, 1G UPIN, G2 number with the payer, LU location number. */
export const providerNumber = z.strictObject({ kind: providerNumberKind, number: text(50) });
export type ProviderNumber = z.infer<typeof providerNumber>;

/** Whom to call: PER of loops 2010BA, 2010CA, 2310C and 2420E. */
export const contact = z.strictObject({
  name: text(60).optional(),
  phone: text(30),
  extension: text(10).optional(),
});
export type Contact = z.infer<typeof contact>;
