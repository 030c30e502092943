import * as z from 'zod';

/** An article as the file of an edition keeps it; its diagnoses stand in sections of numbers. */
export const storedArticles = z.array(
  z.object({
    article: z.string(),
    fromDay: z.int(),
    toDay: z.int(),
    contractors: z.array(z.string()),
    states: z.array(z.string()),
    /** `at`: which piece of the diagnoses. */
    groups: z.array(z.object({ name: z.string(), covered: z.boolean(), at: z.int().nonnegative() })),
  }),
);
export type StoredArticle = z.infer<typeof storedArticles>[number];
