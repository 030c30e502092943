import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@claimwright/db/embedded-postgres';
import { type CommonArguments, removeData, UsageError } from './arguments.ts';
import { buildDashboard } from './build-dashboard.ts';
import { logToFile } from './log-file.ts';
import { type Stack, startStack } from './stack.ts';
import { progress, say } from './terminal.ts';

/** Opens the installation a command names, telling the terminal what it waits for; a taken port is replaced by a free one. */
export async function openInstallation(
  given: CommonArguments,
  more: { seed: string; pollMilliseconds: number; startOn?: string },
): Promise<Stack & { logFile: string }> {
  if (given.reset) await reset(given.dataFolder);
  await mkdir(given.dataFolder, { recursive: true });
  progress('Building the dashboard …');
  await buildDashboard();
  const { logger, file } = logToFile(given.dataFolder);
  const open = (port: number) =>
    startStack({ ...given, ...more, port, logger, onStep: (step) => progress(`Starting ${step} …`) });
  try {
    return Object.assign(await open(given.port), { logFile: file });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (given.port !== 8080) throw new UsageError(`Port ${given.port} is taken.`);
    say('\nPort 8080 is taken; using a free one.');
    return Object.assign(await open(0), { logFile: file });
  }
}

async function reset(dataFolder: string): Promise<void> {
  progress('Removing the old data …');
  const postgres = join(dataFolder, 'postgres');
  // A server that a killed process left behind must not write into the folder while it goes.
  const running = await startEmbeddedPostgres(postgres, { durable: false });
  await running.stop();
  await removeData(running.dataFolder);
  await removeData(dataFolder);
}
