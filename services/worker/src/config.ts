import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { QueueConnection } from '@claimwright/queue/connection';
import * as z from 'zod';

/** Environment of the worker service. Every problem is printed at once at boot. */
export const workerConfig = z
  .object({
    DATABASE_URL: z.url().describe('PostgreSQL, as the app role'),
    QUEUE_BACKEND: z
      .enum(['redis', 'postgres'])
      .default('redis')
      .describe('where the jobs live; postgres needs no Redis'),
    REDIS_URL: z.url().optional().describe('needed when QUEUE_BACKEND is redis'),
    QUEUE_PREFIX: z.string().default('claimwright').describe('separates installations that share a Redis'),
    POLL_SECONDS: z.coerce.number().positive().default(30).describe('time between two looks into the inboxes'),
    DIRECTORY_ROOT: z.string().default('/var/lib/claimwright').describe('folder under which directory routes lie'),
    SECRETS_FOLDER: z
      .string()
      .optional()
      .describe('folder of files, each named like the secret of a route (CLAIMWRIGHT_SFTP_…) and holding it'),
    LOG_LEVEL: z.string().default('info').describe('least level that is logged'),
    UNMATCHED_TASK_DAYS: z.coerce
      .number()
      .int()
      .min(0)
      .max(365)
      .default(3)
      .describe('days in which somebody looks at inbound items that belong to nothing'),
    OUT_OF_BALANCE_TASK_DAYS: z.coerce
      .number()
      .int()
      .min(0)
      .max(365)
      .default(2)
      .describe('days in which somebody asks about a remittance that does not balance'),
    HEALTH_PORT: z.coerce.number().int().min(0).max(65535).default(8082).describe('port of /healthz and /readyz'),
    HOST: z.string().default('0.0.0.0').describe('address the health port listens on'),
  })
  .refine((value) => value.QUEUE_BACKEND !== 'redis' || value.REDIS_URL !== undefined, {
    path: ['REDIS_URL'],
    message: 'is needed when QUEUE_BACKEND is redis',
  });
export type WorkerConfig = z.output<typeof workerConfig>;

/** Where the jobs live. */
export function queueConnection(config: WorkerConfig): QueueConnection {
  return config.QUEUE_BACKEND === 'redis' && config.REDIS_URL !== undefined
    ? { kind: 'redis', url: config.REDIS_URL, prefix: config.QUEUE_PREFIX }
    : { kind: 'postgres', connectionString: config.DATABASE_URL };
}

/**
 * A secret that a route's settings name: the variable of that name, or the content of the file that `<name>_FILE` points to (how
 * Docker and Kubernetes hand secrets over), or of the file of that name in SECRETS_FOLDER. Undefined when there is none of them;
 * throws when the file cannot be read. A file is read at each use, so a changed key counts without a restart.
 */
export function environmentSecret(
  name: string,
  environment: Record<string, string | undefined> = process.env,
): string | undefined {
  if (environment[name]) return environment[name];
  const path = environment[`${name}_FILE`];
  if (path) return readFileSync(path, 'utf8');
  const folder = environment.SECRETS_FOLDER;
  // A name is no path: whoever writes a route's settings must not read other files by it.
  if (!folder || !/^[A-Z0-9_]+$/.test(name)) return undefined;
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
