import * as z from 'zod';

const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const megabyte = 1_000_000;

/** The environment of the gateway, read once at boot by `readConfig`. */
export const gatewayEnvironment = z
  .object({
    HOST: z.string().default('127.0.0.1').describe('address to listen on'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(8080).describe('port to listen on; 0 takes a free one'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('connection string of the claimwright_app role'),
    DATABASE_POOL_SIZE: positive(10).describe('most connections at once'),
    REPORTING_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('where /graphql and /dashboard are forwarded to'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info')
      .describe('least level that is logged'),
    TRUST_PROXY: z.stringbool().default(false).describe('true behind a proxy that sets X-Forwarded-For'),
    RATE_LIMIT_PER_MINUTE: positive(60_000).describe('requests a minute of one key'),
    API_KEY_CACHE_MS: positive(10_000).describe('the longest a revoked key still works'),
    MAX_BODY_BYTES: positive(megabyte).describe('largest JSON body'),
    MAX_LINE_BYTES: positive(megabyte).describe('longest line of a bulk stream'),
    MAX_FHIR_BYTES: positive(10 * megabyte).describe('largest FHIR bundle'),
    MAX_FILE_BYTES: positive(100 * megabyte).describe('largest clearinghouse file'),
    REQUEST_TIMEOUT_MS: z.coerce
      .number()
      .int()
      .min(0)
      .default(600_000)
      .describe('to receive a whole request, bulk streams included'),
    KEEP_ALIVE_MS: positive(72_000).describe(
      'how long an idle connection stays open; longer than the proxy in front keeps its own',
    ),
  })
  .transform((env) => ({
    listen: { host: env.HOST, port: env.PORT },
    database: { connectionString: env.DATABASE_URL, poolSize: env.DATABASE_POOL_SIZE },
    logLevel: env.LOG_LEVEL,
    http: {
      reportingUrl: env.REPORTING_URL,
      trustProxy: env.TRUST_PROXY,
      rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
      apiKeyCacheMilliseconds: env.API_KEY_CACHE_MS,
      maxBodyBytes: env.MAX_BODY_BYTES,
      maxLineBytes: env.MAX_LINE_BYTES,
      maxFhirBytes: env.MAX_FHIR_BYTES,
      maxFileBytes: env.MAX_FILE_BYTES,
      requestTimeoutMilliseconds: env.REQUEST_TIMEOUT_MS,
      keepAliveMilliseconds: env.KEEP_ALIVE_MS,
    },
  }));
export type GatewayEnvironment = z.output<typeof gatewayEnvironment>;

/** What `createGateway` needs of it; the rest is for `main.ts`. */
export type GatewayConfig = GatewayEnvironment['http'];
