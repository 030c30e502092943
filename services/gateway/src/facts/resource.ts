import type { FactEdition } from '@claimwright/db/facts/fact-editions';
import { factSets } from '@claimwright/domain/tenant-facts';
import * as z from 'zod';

// What the gateway answers about the tables a tenant loads.

export const factSet = z.enum(factSets).describe('leie and sam together are the exclusions');

const shape = {
  set: factSet,
  edition: z.string().describe('what findings cite it by, with the name of the set in front'),
  rowCount: z.int().describe('rows in use'),
  sourceSha256: z.string().describe('of the file that came last'),
  importedAt: z.iso.datetime(),
  importedBy: z.string(),
};

export const factEdition = z.object(shape).meta({ id: 'TenantFactEdition' }) satisfies z.ZodType<FactEdition>;

const count = z.int();
export const factReceipt = z
  .object({
    ...shape,
    report: z.object({
      used: count.describe('rows of the file that were taken'),
      skipped: z
        .array(z.object({ reason: z.string(), rows: count }))
        .describe('rows that say nothing that can be used, such as providers without an NPI'),
      errorCount: count,
      errors: z
        .array(z.object({ line: count, field: z.string(), rule: z.string(), message: z.string() }))
        .describe('rows that were left out because they are wrong, fifty at most'),
    }),
  })
  .meta({ id: 'TenantFactReceipt' });
