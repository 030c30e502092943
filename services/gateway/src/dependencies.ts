import type { CodeSets } from '@claimwright/codesets/code-sets';
import type { Database } from '@claimwright/db/database';
import type { Clock } from '@claimwright/domain/clock';
import type { Logger } from '@claimwright/runtime/logger';
import type { GatewayConfig } from './config.ts';

/** What the gateway works with. */
export interface GatewayDeps {
  config: GatewayConfig;
  /** Opened with the service role. */
  database: Database;
  clock: Clock;
  logger: Logger;
  /** The code sets in force; asked anew for every validation, so that an import shows without a restart. */
  codeSets(): CodeSets;
  /** Told after every commit that wrote to the outbox, so that a relay in the same process need not wait for its next look. */
  nudgeOutbox(): void;
}
