import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger, type Logger } from '@claimwright/runtime/logger';
import { destination } from 'pino';

/** Logs go to a file beside the data, so that the terminal stays for people. */
export function logToFile(dataFolder: string): { logger: Logger; file: string } {
  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, 'claimwright.log');
  return {
    logger: createLogger({ service: 'standalone', destination: destination({ dest: file, sync: false }) }),
    file,
  };
}
