import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import { and, asc, desc, eq, getTableColumns, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { TenantTransaction } from '../database.ts';
import {
  batchClaims,
  batches,
  claimEncounters,
  claimEvents,
  claimLines,
  claims,
  ledgerEntries,
} from '../schema/claims.ts';
import { countClaimsByStatus } from './money.ts';
import { queryBuilder } from './query-builder.ts';
import { isByStatusAlone, totalOf } from './status-totals.ts';

// The snapshot is kilobytes a claim and no list shows it; what is needed of it is asked for by name.
const { snapshotSha256: _hash, snapshot: _snapshot, ...claimColumns } = getTableColumns(claims);

export type ClaimRow = Awaited<ReturnType<typeof listClaims>>[number];

/** What a list of claims may be narrowed by; dates are of service. */
export interface ClaimFilter {
  status?: readonly ClaimStatus[];
  payerId?: string;
  /** Patient control number, or the payer's claim control number. */
  number?: string;
  serviceFrom?: string;
  serviceTo?: string;
  /** Carried by this batch. */
  batchId?: string;
  /** Answered by a remittance of this inbound file. */
  remittanceFileId?: string;
}

function conditions(tx: TenantTransaction, filter: ClaimFilter): SQL[] {
  const list: SQL[] = [eq(claims.tenantId, tx.tenantId)];
  if (filter.status?.length) list.push(inArray(claims.status, [...filter.status]));
  if (filter.payerId !== undefined) list.push(eq(claims.payerId, filter.payerId));
  if (filter.number !== undefined) list.push(numbered(filter.number));
  if (filter.serviceFrom !== undefined) list.push(gte(claims.serviceTo, filter.serviceFrom));
  if (filter.serviceTo !== undefined) list.push(lte(claims.serviceFrom, filter.serviceTo));
  if (filter.batchId !== undefined) {
    list.push(
      sql`${claims.id} in (select b.claim_id from batch_claims b where b.tenant_id = ${tx.tenantId} and b.batch_id = ${filter.batchId})`,
    );
  }
  if (filter.remittanceFileId !== undefined) {
    list.push(sql`${claims.id} in (select c.claim_id from remittances r join remittance_claims c on c.tenant_id = r.tenant_id
      and c.remittance_id = r.id where r.tenant_id = ${tx.tenantId} and r.inbound_file_id = ${filter.remittanceFileId})`);
  }
  return list;
}

function numbered(number: string): SQL {
  return sql`(${claims.patientControlNumber} = ${number} or ${claims.payerClaimControlNumber} = ${number})`;
}

/** Claims, newest first, after the id `after`. */
export async function listClaims(tx: TenantTransaction, filter: ClaimFilter, page: { first: number; after?: string }) {
  const list = conditions(tx, filter);
  if (page.after !== undefined) list.push(lt(claims.id, page.after));
  return queryBuilder(tx)
    .select(claimColumns)
    .from(claims)
    .where(and(...list))
    .orderBy(desc(claims.id))
    .limit(page.first);
}

/** How many claims a filter leaves. */
export async function countClaims(tx: TenantTransaction, filter: ClaimFilter): Promise<number> {
  if (isByStatusAlone(filter)) return totalOf(await countClaimsByStatus(tx), filter.status);
  const rows = await queryBuilder(tx)
    .select({ n: sql<number>`count(*)` })
    .from(claims)
    .where(and(...conditions(tx, filter)));
  return rows[0]?.n ?? 0;
}

/** Claims by id, in no order. */
export async function claimsByIds(tx: TenantTransaction, ids: readonly string[]) {
  return queryBuilder(tx)
    .select(claimColumns)
    .from(claims)
    .where(and(eq(claims.tenantId, tx.tenantId), inArray(claims.id, [...ids])));
}

/** A professional snapshot lists its codes; an institutional one tells the principal diagnosis from the others. */
const diagnosisCodes = sql<
  string[]
>`case ${claims.claimType} when 'professional' then ${claims.snapshot} -> 'diagnoses' else
  jsonb_path_query_array(${claims.snapshot}, '$.diagnoses.principal.code')
    || jsonb_path_query_array(${claims.snapshot}, '$.diagnoses.other[*].code') end`;

/** The diagnoses each of these claims was sent with, in order, without dots. */
export async function diagnosesOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  return queryBuilder(tx)
    .select({ claimId: claims.id, diagnoses: diagnosisCodes })
    .from(claims)
    .where(and(eq(claims.tenantId, tx.tenantId), inArray(claims.id, [...claimIds])));
}

/** Claims of these encounters, with the encounter each belongs to. */
export async function claimsOfEncounters(tx: TenantTransaction, encounterIds: readonly string[]) {
  return queryBuilder(tx)
    .select({ encounterId: claimEncounters.encounterId, ...claimColumns })
    .from(claimEncounters)
    .innerJoin(claims, and(eq(claims.tenantId, claimEncounters.tenantId), eq(claims.id, claimEncounters.claimId)))
    .where(and(eq(claimEncounters.tenantId, tx.tenantId), inArray(claimEncounters.encounterId, [...encounterIds])))
    .orderBy(asc(claims.id));
}

/** Everything that happened to these claims, in order. */
export async function eventsOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  return queryBuilder(tx)
    .select()
    .from(claimEvents)
    .where(and(eq(claimEvents.tenantId, tx.tenantId), inArray(claimEvents.claimId, [...claimIds])))
    .orderBy(asc(claimEvents.sequence));
}

export async function linesOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  return queryBuilder(tx)
    .select()
    .from(claimLines)
    .where(and(eq(claimLines.tenantId, tx.tenantId), inArray(claimLines.claimId, [...claimIds])))
    .orderBy(asc(claimLines.claimId), asc(claimLines.lineNumber));
}

export async function ledgerOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  return queryBuilder(tx)
    .select()
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.tenantId, tx.tenantId), inArray(ledgerEntries.claimId, [...claimIds])))
    .orderBy(asc(ledgerEntries.sequence));
}

/** Batches that carried these claims, without their bytes. */
export async function batchesOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  const { content: _bytes, contentSha256: _sha, ...columns } = getTableColumns(batches);
  return queryBuilder(tx)
    .select({ claimId: batchClaims.claimId, ...columns })
    .from(batchClaims)
    .innerJoin(batches, and(eq(batches.tenantId, batchClaims.tenantId), eq(batches.id, batchClaims.batchId)))
    .where(and(eq(batchClaims.tenantId, tx.tenantId), inArray(batchClaims.claimId, [...claimIds])))
    .orderBy(asc(batches.builtAt));
}

export async function encounterIdsOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  return queryBuilder(tx)
    .select({ claimId: claimEncounters.claimId, encounterId: claimEncounters.encounterId })
    .from(claimEncounters)
    .where(and(eq(claimEncounters.tenantId, tx.tenantId), inArray(claimEncounters.claimId, [...claimIds])))
    .orderBy(asc(claimEncounters.encounterId));
}

/** The claim named by its patient control number or by the payer's number; the newest when a payer gave one number to several. */
export async function findClaimByNumber(tx: TenantTransaction, number: string) {
  return queryBuilder(tx)
    .select(claimColumns)
    .from(claims)
    .where(and(eq(claims.tenantId, tx.tenantId), numbered(number)))
    .orderBy(desc(claims.id))
    .limit(1);
}
