import { openDatabase } from '@claimwright/db/database';
import { systemClock } from '@claimwright/runtime/clock';
import { readConfig } from '@claimwright/runtime/config';
import { aborted, shutdownSignal } from '@claimwright/runtime/lifecycle';
import { createLogger } from '@claimwright/runtime/logger';
import { runService } from '@claimwright/runtime/run-service';
import { followCodeSets } from './code-sets.ts';
import { gatewayEnvironment } from './config.ts';
import { createGateway } from './gateway.ts';

await runService('gateway', async () => {
  const environment = readConfig(gatewayEnvironment);
  const signal = shutdownSignal();
  const logger = createLogger({ service: 'gateway', level: environment.logLevel });
  const onIdleError = (err: Error) => logger.warn({ err }, 'a database connection was lost');
  await using database = openDatabase({ ...environment.database, applicationName: 'gateway', onIdleError });
  const gateway = await createGateway({
    config: environment.http,
    database,
    clock: systemClock,
    logger,
    codeSets: await followCodeSets(database, signal, logger),
    nudgeOutbox: () => undefined, // the relay runs in the worker and looks by itself
  });
  await gateway.listen(environment.listen);
  await aborted(signal);
  await gateway.close();
  logger.info('the gateway has closed');
});
