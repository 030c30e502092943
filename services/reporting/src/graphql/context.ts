import type { Database, TenantTransaction } from '@claimwright/db/database';
import type { Clock } from '@claimwright/domain/clock';
import type { Principal } from '@claimwright/http/principal';
import type { Changing } from './changing.ts';
import { openReading } from './reading.ts';

/** What resolvers are given for one request. */
export interface ReportContext {
  principal: Principal;
  clock: Clock;
  /** Reads in the tenant's own view of the database; all reads of a request see the same moment, those after a change a later one. */
  read<Result>(work: (tx: TenantTransaction) => Promise<Result>): Promise<Result>;
  /** Has what follows read on the primary, from a moment after this: a replica may not have the change yet. */
  readOnPrimary(): Promise<void>;
  /** Gives the connection back. May be called twice. */
  close(): Promise<void>;
  changing: Changing;
  /** Ids of claims that the answer shows: each is audited before the answer leaves. */
  claimsRead: Set<string>;
  encountersRead: Set<string>;
}

/** Where a request reads. */
export interface ReadFrom {
  /** May be a replica. */
  database: Database;
  primary: Database;
}

/** Builds the context of one request. Whoever builds it closes it, whatever becomes of the request. */
export function createReportContext(
  { database, primary }: ReadFrom,
  clock: Clock,
  principal: Principal,
  changing: Changing,
): ReportContext {
  let reading = openReading(database, principal.tenantId);
  return {
    principal,
    clock,
    changing,
    read: (work) => reading.read(work),
    readOnPrimary: async () => {
      await reading.close();
      reading = openReading(primary, principal.tenantId);
    },
    close: () => reading.close(),
    claimsRead: new Set(),
    encountersRead: new Set(),
  };
}

/** Notes that these claims will be shown, and hands them on. Every place that brings claims into an answer goes through here. */
export function showClaims<Row extends { id: string }>(context: ReportContext, rows: readonly Row[]): readonly Row[] {
  for (const row of rows) context.claimsRead.add(row.id);
  return rows;
}

/** The same for encounters. */
export function showEncounters<Row extends { id: string }>(
  context: ReportContext,
  rows: readonly Row[],
): readonly Row[] {
  for (const row of rows) context.encountersRead.add(row.id);
  return rows;
}
