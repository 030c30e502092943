import type { Database, TenantTransaction } from '@claimwright/db/database';
import type { Clock } from '@claimwright/domain/clock';
import type { Principal } from '@claimwright/http/principal';

/** What resolvers are given for one request. */
export interface ReportContext {
  principal: Principal;
  clock: Clock;
  /** Reads in the tenant's own view of the database. */
  read<Result>(work: (tx: TenantTransaction) => Promise<Result>): Promise<Result>;
  /** Ids of claims that the answer shows: each is audited before the answer leaves. */
  claimsRead: Set<string>;
  encountersRead: Set<string>;
}

export function createReportContext(database: Database, clock: Clock, principal: Principal): ReportContext {
  return {
    principal,
    clock,
    read: (work) => database.snapshot(principal.tenantId, work),
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
