import * as z from 'zod';

/** Environment of the reporting service. */
export const reportingConfig = z.object({
  DATABASE_URL: z.url().describe('PostgreSQL, as the report role; may be a replica'),
  AUDIT_DATABASE_URL: z
    .url()
    .describe(
      'PostgreSQL primary, as the app role: reads of claims are audited there, and what a change left is read there',
    ),
  GATEWAY_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the gateway, which makes the changes asked for over GraphQL; without it they answer an error'),
  GATEWAY_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .positive()
    .default(30_000)
    .describe('the longest that all changes of one GraphQL document may take together'),
  HOST: z.string().default('0.0.0.0').describe('address to listen on'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8081).describe('port to listen on; 0 takes a free one'),
  REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(1200).describe('requests a minute of one key'),
  LOG_LEVEL: z.string().default('info').describe('least level that is logged'),
});
