import type { EncounterStatus } from '@claimwright/domain/lifecycle';
import { and, asc, desc, eq, getTableColumns, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { TenantTransaction } from '../database.ts';
import { encounterEvents, encounters, findings, scrubRuns } from '../schema/intake.ts';
import { queryBuilder } from './query-builder.ts';
import { isByStatusAlone, totalOf } from './status-totals.ts';

export interface EncounterFilter {
  status?: readonly EncounterStatus[];
  payerId?: string;
  externalId?: string;
}

// The content is kilobytes an encounter and no list shows it; `contentOfEncounters` brings it where it is asked for.
const { content: _content, ...encounterColumns } = getTableColumns(encounters);

function conditions(tx: TenantTransaction, filter: EncounterFilter): SQL[] {
  const list: SQL[] = [eq(encounters.tenantId, tx.tenantId)];
  if (filter.status?.length) list.push(inArray(encounters.status, [...filter.status]));
  if (filter.payerId !== undefined) list.push(eq(encounters.payerId, filter.payerId));
  if (filter.externalId !== undefined) list.push(eq(encounters.externalId, filter.externalId));
  return list;
}

/** Encounters, newest first, after the id `after`. */
export async function listEncounters(
  tx: TenantTransaction,
  filter: EncounterFilter,
  page: { first: number; after?: string },
) {
  const list = conditions(tx, filter);
  if (page.after !== undefined) list.push(lt(encounters.id, page.after));
  return queryBuilder(tx)
    .select(encounterColumns)
    .from(encounters)
    .where(and(...list))
    .orderBy(desc(encounters.id))
    .limit(page.first);
}

/** How many encounters a filter leaves: from the sums kept by status where it asks for no more than that. */
export async function countEncounters(tx: TenantTransaction, filter: EncounterFilter): Promise<number> {
  if (isByStatusAlone(filter)) return totalOf(await countEncountersByStatus(tx), filter.status);
  const rows = await queryBuilder(tx)
    .select({ n: sql<number>`count(*)` })
    .from(encounters)
    .where(and(...conditions(tx, filter)));
  return rows[0]?.n ?? 0;
}

/** Encounters by id, in no order. */
export async function encountersByIds(tx: TenantTransaction, ids: readonly string[]) {
  return queryBuilder(tx)
    .select(encounterColumns)
    .from(encounters)
    .where(and(eq(encounters.tenantId, tx.tenantId), inArray(encounters.id, [...ids])));
}

/** The encounters as they were posted. */
export async function contentOfEncounters(tx: TenantTransaction, ids: readonly string[]) {
  return queryBuilder(tx)
    .select({ id: encounters.id, content: encounters.content })
    .from(encounters)
    .where(and(eq(encounters.tenantId, tx.tenantId), inArray(encounters.id, [...ids])));
}

export async function eventsOfEncounters(tx: TenantTransaction, ids: readonly string[]) {
  return queryBuilder(tx)
    .select()
    .from(encounterEvents)
    .where(and(eq(encounterEvents.tenantId, tx.tenantId), inArray(encounterEvents.encounterId, [...ids])))
    .orderBy(asc(encounterEvents.sequence));
}

/** The latest run of each encounter. */
export async function latestRunsOfEncounters(tx: TenantTransaction, ids: readonly string[]) {
  return queryBuilder(tx)
    .selectDistinctOn([scrubRuns.encounterId])
    .from(scrubRuns)
    .where(and(eq(scrubRuns.tenantId, tx.tenantId), inArray(scrubRuns.encounterId, [...ids])))
    .orderBy(scrubRuns.encounterId, desc(scrubRuns.id));
}

export async function findingsOfRuns(tx: TenantTransaction, runIds: readonly string[]) {
  return queryBuilder(tx)
    .select()
    .from(findings)
    .where(and(eq(findings.tenantId, tx.tenantId), inArray(findings.runId, [...runIds])))
    .orderBy(asc(findings.runId), asc(findings.ordinal));
}

/** Encounters by status with charges: from the sums kept of them, folded or not. */
export async function countEncountersByStatus(tx: TenantTransaction) {
  const { rows } = await tx.query<{ status: EncounterStatus; count: number; chargeCents: number }>(
    `select status, sum(encounters)::bigint as count, sum(charge_cents)::bigint as "chargeCents"
     from (select status, encounters, charge_cents from encounter_status_counts where tenant_id = $1
       union all select status, encounters, charge_cents from encounter_status_deltas where tenant_id = $1) counted
     group by status having sum(encounters) <> 0`,
    [tx.tenantId],
  );
  return rows;
}

/** Findings of the latest run of each encounter, by rule, most first: from the sums kept of them, folded or not. */
export async function countFindingsByRule(tx: TenantTransaction) {
  const { rows } = await tx.query<{
    ruleId: string;
    severity: string;
    verdict: string;
    findings: number;
    encounters: number;
  }>(
    `select rule_id as "ruleId", severity, verdict, sum(findings)::bigint as findings, sum(encounters)::bigint as encounters
     from (select rule_id, severity, verdict, findings, encounters from finding_counts where tenant_id = $1
       union all select rule_id, severity, verdict, findings, encounters from finding_deltas where tenant_id = $1) counted
     group by 1, 2, 3 having sum(findings) <> 0 order by 4 desc, 1, 2, 3`,
    [tx.tenantId],
  );
  return rows;
}
