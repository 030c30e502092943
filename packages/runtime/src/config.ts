import type * as z from 'zod';

/** Raised at boot with every problem of the configuration at once. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/**
 * Reads a service's configuration from the environment with its zod schema. This is the only place that touches the environment.
 * Throws ConfigurationError listing each variable that is missing or wrong; values are never echoed, they may be secrets.
 */
export function readConfig<Schema extends z.ZodType>(
  schema: Schema,
  environment: Record<string, string | undefined> = process.env,
): z.output<Schema> {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.') || '(all)'}: ${issue.message}`);
  throw new ConfigurationError(`The configuration cannot be used:\n${lines.join('\n')}`);
}
