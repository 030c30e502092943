import * as z from 'zod';
import { routeSettings } from './tenant/tenant-file.ts';

const password = z.string().min(12, 'must have at least 12 characters');

/** What the commands (keys, tenant, codesets, queue) look at when neither --database nor --data is given. */
export const ownerConfig = z.object({
  OWNER_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Set where the worker runs; then `queue` reads the worker's whole environment. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
});

/** Environment of the one-shot migration of a production installation. */
export const migrateConfig = z.object({
  OWNER_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe('PostgreSQL, as a role that may create roles and owns the schema'),
  APP_PASSWORD: password.describe('for the login of gateway and worker'),
  REPORT_PASSWORD: password.describe('for the login of reporting'),
  APP_USER: z.string().default('claimwright_gateway').describe('login of gateway and worker'),
  REPORT_USER: z.string().default('claimwright_reporting').describe('login of reporting'),
  QUEUE_BACKEND: z.enum(['redis', 'postgres']).default('redis').describe("postgres: lays the queue's tables too"),
  TENANT_NAME: z.string().optional().describe('makes this tenant at the first run'),
  TENANT_ID: z.uuid().default('0190d9a0-0000-7000-8000-000000000001').describe('id of that tenant'),
  TENANT_API_KEY: z
    .string()
    .regex(/^cw_[A-Za-z0-9_-]{32,200}$/, 'must be cw_ and at least 32 letters, digits, - or _')
    .optional()
    .describe("the tenant's first API key, with every scope; `keys create` makes others"),
  TENANT_ROUTE: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(routeSettings)
    .optional()
    .describe('JSON of the default route: {"adapter":"directory","settings":{"envelope":{…},"transport":{…}}}'),
});
