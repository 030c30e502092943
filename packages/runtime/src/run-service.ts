import type { Logger } from './logger.ts';
import { createLogger } from './logger.ts';

/** Time that what is still open after a failure gets to close. */
const graceMilliseconds = 5_000;

/**
 * Runs a service until it ends. What keeps it from starting, or ends it, is one log line whose message says what to do, and exit
 * code 1: never a process that lives on and does nothing.
 */
export async function runService(
  service: string,
  run: () => Promise<void>,
  logger: Pick<Logger, 'fatal'> = createLogger({ service }),
): Promise<void> {
  try {
    await run();
  } catch (error) {
    process.exitCode = 1;
    logger.fatal({ err: error }, error instanceof Error ? error.message : String(error));
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMilliseconds).unref();
  }
}
