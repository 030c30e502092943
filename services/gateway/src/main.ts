import { openDatabase } from '@claimwright/db/database';
import { systemClock } from '@claimwright/runtime/clock';
import { readConfig } from '@claimwright/runtime/config';
import { aborted, shutdownSignal } from '@claimwright/runtime/lifecycle';
import { createLogger } from '@claimwright/runtime/logger';
import { loadCodeSets } from './code-sets.ts';
import { gatewayEnvironment } from './config.ts';
import { createGateway } from './gateway.ts';

const environment = readConfig(gatewayEnvironment);
const signal = shutdownSignal();
const logger = createLogger({ service: 'gateway', level: environment.logLevel });
await using database = openDatabase({
  connectionString: environment.database.url,
  poolSize: environment.database.poolSize,
  applicationName: 'claimwright-gateway',
  onIdleError: (error) => logger.warn({ err: error }, 'a database connection was lost'),
});
const codeSets = await loadCodeSets(database, { signal, logger });
const nudgeOutbox = () => undefined; // the relay runs in the worker and looks by itself
const gateway = await createGateway({
  config: environment.http,
  database,
  clock: systemClock,
  logger,
  codeSets,
  nudgeOutbox,
});
await gateway.listen(environment.listen);
logger.info({ ...environment.listen }, 'the gateway listens');
await aborted(signal);
await gateway.close();
