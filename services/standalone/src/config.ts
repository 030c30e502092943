import * as z from 'zod';

const password = z.string().min(12, 'must have at least 12 characters');

/** Environment of the one-shot migration of a production installation. */
export const migrateConfig = z.object({
  OWNER_DATABASE_URL: z.url().describe('PostgreSQL, as a role that may create roles and owns the schema'),
  APP_PASSWORD: password.describe('for the login of gateway and worker'),
  REPORT_PASSWORD: password.describe('for the login of reporting'),
  APP_USER: z.string().default('claimwright_gateway'),
  REPORT_USER: z.string().default('claimwright_reporting'),
  QUEUE_BACKEND: z.enum(['redis', 'postgres']).default('redis'),
  TENANT_NAME: z.string().optional().describe('makes this tenant at the first run'),
  TENANT_ID: z.uuid().default('0190d9a0-0000-7000-8000-000000000001'),
  TENANT_API_KEY: z
    .string()
    .regex(/^cw_[A-Za-z0-9_-]{32,200}$/, 'must be cw_ and at least 32 letters, digits, - or _')
    .optional()
    .describe("the tenant's first API key, with every scope"),
  TENANT_ROUTE: z.string().optional().describe('JSON of the default route: {"adapter":"directory","settings":{…}}'),
});
