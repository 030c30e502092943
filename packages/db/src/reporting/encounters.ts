import type { EncounterStatus } from '@claimwright/domain/lifecycle';
import { and, asc, desc, eq, getTableColumns, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { TenantTransaction } from '../database.ts';
import { encounterEvents, encounters, findings, scrubRuns } from '../schema/intake.ts';

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
  return tx.orm
    .select(encounterColumns)
    .from(encounters)
    .where(and(...list))
    .orderBy(desc(encounters.id))
    .limit(page.first);
}

/** How many encounters a filter leaves. */
export async function countEncounters(tx: TenantTransaction, filter: EncounterFilter): Promise<number> {
  const rows = await tx.orm
    .select({ n: sql<number>`count(*)` })
    .from(encounters)
    .where(and(...conditions(tx, filter)));
  return rows[0]?.n ?? 0;
}

/** Encounters by id, in no order. */
export async function encountersByIds(tx: TenantTransaction, ids: readonly string[]) {
  return tx.orm
    .select(encounterColumns)
    .from(encounters)
    .where(and(eq(encounters.tenantId, tx.tenantId), inArray(encounters.id, [...ids])));
}

/** The encounters as they were posted. */
export async function contentOfEncounters(tx: TenantTransaction, ids: readonly string[]) {
  return tx.orm
    .select({ id: encounters.id, content: encounters.content })
    .from(encounters)
    .where(and(eq(encounters.tenantId, tx.tenantId), inArray(encounters.id, [...ids])));
}

export async function eventsOfEncounters(tx: TenantTransaction, ids: readonly string[]) {
  return tx.orm
    .select()
    .from(encounterEvents)
    .where(and(eq(encounterEvents.tenantId, tx.tenantId), inArray(encounterEvents.encounterId, [...ids])))
    .orderBy(asc(encounterEvents.sequence));
}

/** The latest run of each encounter. */
export async function latestRunsOfEncounters(tx: TenantTransaction, ids: readonly string[]) {
  return tx.orm
    .selectDistinctOn([scrubRuns.encounterId])
    .from(scrubRuns)
    .where(and(eq(scrubRuns.tenantId, tx.tenantId), inArray(scrubRuns.encounterId, [...ids])))
    .orderBy(scrubRuns.encounterId, desc(scrubRuns.id));
}

export async function findingsOfRuns(tx: TenantTransaction, runIds: readonly string[]) {
  return tx.orm
    .select()
    .from(findings)
    .where(and(eq(findings.tenantId, tx.tenantId), inArray(findings.runId, [...runIds])))
    .orderBy(asc(findings.runId), asc(findings.ordinal));
}

/** Encounters by status. */
export async function countEncountersByStatus(tx: TenantTransaction) {
  return tx.orm
    .select({
      status: encounters.status,
      count: sql<number>`count(*)`,
      chargeCents: sql<number>`sum(${encounters.chargeCents})::bigint`,
    })
    .from(encounters)
    .where(eq(encounters.tenantId, tx.tenantId))
    .groupBy(encounters.status);
}

/** Failing findings of the latest run of each encounter, by rule, most first. */
export async function countFindingsByRule(tx: TenantTransaction) {
  const { rows } = await tx.query<{
    ruleId: string;
    severity: string;
    verdict: string;
    findings: number;
    encounters: number;
  }>(
    `select f.rule_id as "ruleId", f.severity, f.verdict, count(*) as findings, count(distinct f.encounter_id) as encounters
     from (select distinct on (encounter_id) id from scrub_runs where tenant_id = $1 order by encounter_id, id desc) latest
     join findings f on f.tenant_id = $1 and f.run_id = latest.id
     group by 1, 2, 3 order by 4 desc, 1`,
    [tx.tenantId],
  );
  return rows;
}
