import type { Database, TenantTransaction } from '@claimwright/db/database';
import type { Clock } from '@claimwright/domain/clock';
import type { Principal } from '@claimwright/http/principal';
import { openReading, type Reading } from './reading.ts';

/** What resolvers are given for one request. */
export interface ReportContext {
  principal: Principal;
  clock: Clock;
  /** Reads in the tenant's own view of the database; all reads of a request see the same moment. */
  read<Result>(work: (tx: TenantTransaction) => Promise<Result>): Promise<Result>;
  reading: Reading;
  /** Ids of claims that the answer shows: each is audited before the answer leaves. */
  claimsRead: Set<string>;
  encountersRead: Set<string>;
}

/** Builds the context of one request. Whoever builds it closes `reading`, whatever becomes of the request. */
export function createReportContext(database: Database, clock: Clock, principal: Principal): ReportContext {
  const reading = openReading(database, principal.tenantId);
  return {
    principal,
    clock,
    reading,
    read: reading.read,
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
