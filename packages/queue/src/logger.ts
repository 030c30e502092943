/** What the queue reports through; pino's loggers fit as they are. */
export interface Logger {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/**
 * Reports errors that come in floods (a server is away, every connection says so) once an interval for each distinct text,
 * with the number held back since. Nothing is dropped without being counted.
 */
export function createErrorReporter(logger: Logger, intervalMilliseconds = 5_000) {
  const last = new Map<string, { at: number; heldBack: number }>();
  return (message: string, error: unknown, fields: Record<string, unknown> = {}): void => {
    const text = `${message} ${error instanceof Error ? error.message : String(error)}`;
    const now = Date.now();
    const seen = last.get(text);
    if (seen !== undefined && now - seen.at < intervalMilliseconds) {
      seen.heldBack += 1;
      return;
    }
    // Texts with changing parts must not fill the memory.
    if (last.size > 200) last.clear();
    last.set(text, { at: now, heldBack: 0 });
    const repeated = seen === undefined || seen.heldBack === 0 ? {} : { repeated: seen.heldBack };
    logger.error({ ...fields, ...repeated, err: error }, message);
  };
}

export type ErrorReporter = ReturnType<typeof createErrorReporter>;
