import { buildCodeSets } from '@claimwright/codesets/build-code-sets';
import { starterEditions } from '@claimwright/codesets/starter';
import { openCodeSetProvider } from '@claimwright/db/code-set-provider';
import { openDatabase } from '@claimwright/db/database';
import { createQueueBackend } from '@claimwright/queue/backend';
import { systemClock } from '@claimwright/runtime/clock';
import { readConfig } from '@claimwright/runtime/config';
import { newId } from '@claimwright/runtime/ids';
import { aborted, shutdownSignal } from '@claimwright/runtime/lifecycle';
import { createLogger } from '@claimwright/runtime/logger';
import { runService } from '@claimwright/runtime/run-service';
import { environmentSecret, queueConnection, workerConfig } from './config.ts';
import { createWorker } from './create-worker.ts';
import { serveHealth } from './health.ts';
import { openTransports } from './transports.ts';

await runService('worker', async () => {
  const config = readConfig(workerConfig);
  const logger = createLogger({ service: 'worker', level: config.LOG_LEVEL });
  const onIdleError = (err: Error) => logger.warn({ err }, 'a database connection was lost');
  await using database = openDatabase({
    connectionString: config.DATABASE_URL,
    poolSize: 16,
    applicationName: 'worker',
    onIdleError,
  });
  const codeSets = await openCodeSetProvider(database, (editions) =>
    buildCodeSets([...starterEditions(), ...editions]),
  );
  await using transports = openTransports(config.DIRECTORY_ROOT, logger, environmentSecret);
  await using backend = await createQueueBackend(queueConnection(config), { logger });
  const signal = shutdownSignal();
  await using _worker = await createWorker({
    backend,
    database,
    clock: systemClock,
    logger,
    newId,
    codeSets: () => codeSets.refresh(),
    transport: transports.of,
    pollMilliseconds: config.POLL_SECONDS * 1000,
    inboundTaskDays: { unmatched: config.UNMATCHED_TASK_DAYS, unevenRemittance: config.OUT_OF_BALANCE_TASK_DAYS },
  });
  await using _health = await serveHealth(database, { host: config.HOST, port: config.HEALTH_PORT });
  await aborted(signal);
});
