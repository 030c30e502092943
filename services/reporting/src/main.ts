import { openDatabase } from '@claimwright/db/database';
import { systemClock } from '@claimwright/runtime/clock';
import { readConfig } from '@claimwright/runtime/config';
import { aborted, shutdownSignal } from '@claimwright/runtime/lifecycle';
import { createLogger } from '@claimwright/runtime/logger';
import { runService } from '@claimwright/runtime/run-service';
import { reportingConfig } from './config.ts';
import { createReporting } from './create-reporting.ts';

await runService('reporting', async () => {
  const config = readConfig(reportingConfig);
  const logger = createLogger({ service: 'reporting', level: config.LOG_LEVEL });
  const onIdleError = (err: Error) => logger.warn({ err }, 'a database connection was lost');
  await using database = openDatabase({
    connectionString: config.DATABASE_URL,
    applicationName: 'reporting',
    onIdleError,
  });
  await using auditDatabase = openDatabase({
    connectionString: config.AUDIT_DATABASE_URL,
    poolSize: 4,
    applicationName: 'reporting-audit',
    onIdleError,
  });
  const app = await createReporting({
    database,
    auditDatabase,
    clock: systemClock,
    logger,
    requestsPerMinute: config.REQUESTS_PER_MINUTE,
    gateway: { url: () => config.GATEWAY_URL, timeoutMilliseconds: config.GATEWAY_TIMEOUT_MS },
  });
  const signal = shutdownSignal();
  await app.listen({ host: config.HOST, port: config.PORT });
  await aborted(signal);
  await app.close();
});
