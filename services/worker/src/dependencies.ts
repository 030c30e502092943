import type { ClearinghouseTransport } from '@claimwright/clearinghouse/transport';
import type { CodeSets } from '@claimwright/codesets/code-sets';
import type { Database } from '@claimwright/db/database';
import type { RouteRow } from '@claimwright/db/pipeline/batches';
import type { Clock } from '@claimwright/domain/clock';
import type { Id } from '@claimwright/domain/ids';
import type { Logger } from '@claimwright/runtime/logger';

/** Within how many days somebody looks at what an inbound file held and nothing could be made of. */
export interface InboundTaskDays {
  unmatched: number;
  unevenRemittance: number;
}

export const defaultInboundTaskDays: InboundTaskDays = { unmatched: 3, unevenRemittance: 2 };

/** What every job handler is given. */
export interface WorkerDependencies {
  database: Database;
  clock: Clock;
  logger: Logger;
  newId: () => Id;
  /** The code sets in force now; asked for at each job, so that an activated edition is picked up without a restart. */
  codeSets: () => Promise<CodeSets>;
  /** The transport that carries a route's files for a tenant. */
  transport: (tenantId: Id, route: RouteRow) => Promise<ClearinghouseTransport>;
  /** How long handing one file to a transport may take; two minutes when left out. */
  sendMilliseconds?: number;
  /** `defaultInboundTaskDays` when left out. */
  inboundTaskDays?: InboundTaskDays;
  /** Tells the outbox relay that there is something to publish. */
  nudge: () => void;
}

/** Who wrote an event: the job's name. */
export function actorOf(job: { name: string }): string {
  return `job/${job.name}`;
}
