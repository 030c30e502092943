import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import { and, asc, desc, eq, getTableColumns, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm';
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

const { snapshotSha256: _hash, ...claimColumns } = getTableColumns(claims);

export type ClaimRow = Awaited<ReturnType<typeof listClaims>>[number];

/** What a list of claims may be narrowed by; dates are of service. */
export interface ClaimFilter {
  status?: readonly ClaimStatus[];
  payerId?: string;
  patientControlNumber?: string;
  serviceFrom?: string;
  serviceTo?: string;
}

function conditions(tx: TenantTransaction, filter: ClaimFilter): SQL[] {
  const list: SQL[] = [eq(claims.tenantId, tx.tenantId)];
  if (filter.status?.length) list.push(inArray(claims.status, [...filter.status]));
  if (filter.payerId !== undefined) list.push(eq(claims.payerId, filter.payerId));
  if (filter.patientControlNumber !== undefined)
    list.push(eq(claims.patientControlNumber, filter.patientControlNumber));
  if (filter.serviceFrom !== undefined) list.push(gte(claims.serviceTo, filter.serviceFrom));
  if (filter.serviceTo !== undefined) list.push(lte(claims.serviceFrom, filter.serviceTo));
  return list;
}

/** Claims, newest first, after the id `after`. */
export async function listClaims(tx: TenantTransaction, filter: ClaimFilter, page: { first: number; after?: string }) {
  const list = conditions(tx, filter);
  if (page.after !== undefined) list.push(lt(claims.id, page.after));
  return tx.orm
    .select(claimColumns)
    .from(claims)
    .where(and(...list))
    .orderBy(desc(claims.id))
    .limit(page.first);
}

/** How many claims a filter leaves, and their charges. */
export async function countClaims(tx: TenantTransaction, filter: ClaimFilter): Promise<number> {
  const rows = await tx.orm
    .select({ n: sql<number>`count(*)` })
    .from(claims)
    .where(and(...conditions(tx, filter)));
  return rows[0]?.n ?? 0;
}

/** Claims by id, in no order. */
export async function claimsByIds(tx: TenantTransaction, ids: readonly string[]) {
  return tx.orm
    .select(claimColumns)
    .from(claims)
    .where(and(eq(claims.tenantId, tx.tenantId), inArray(claims.id, [...ids])));
}

/** Claims of these encounters, with the encounter each belongs to. */
export async function claimsOfEncounters(tx: TenantTransaction, encounterIds: readonly string[]) {
  return tx.orm
    .select({ encounterId: claimEncounters.encounterId, ...claimColumns })
    .from(claimEncounters)
    .innerJoin(claims, and(eq(claims.tenantId, claimEncounters.tenantId), eq(claims.id, claimEncounters.claimId)))
    .where(and(eq(claimEncounters.tenantId, tx.tenantId), inArray(claimEncounters.encounterId, [...encounterIds])))
    .orderBy(asc(claims.id));
}

/** Everything that happened to these claims, in order. */
export async function eventsOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  return tx.orm
    .select()
    .from(claimEvents)
    .where(and(eq(claimEvents.tenantId, tx.tenantId), inArray(claimEvents.claimId, [...claimIds])))
    .orderBy(asc(claimEvents.sequence));
}

export async function linesOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  return tx.orm
    .select()
    .from(claimLines)
    .where(and(eq(claimLines.tenantId, tx.tenantId), inArray(claimLines.claimId, [...claimIds])))
    .orderBy(asc(claimLines.claimId), asc(claimLines.lineNumber));
}

export async function ledgerOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  return tx.orm
    .select()
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.tenantId, tx.tenantId), inArray(ledgerEntries.claimId, [...claimIds])))
    .orderBy(asc(ledgerEntries.sequence));
}

/** Batches that carried these claims, without their bytes. */
export async function batchesOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  const { content: _bytes, contentSha256: _sha, ...columns } = getTableColumns(batches);
  return tx.orm
    .select({ claimId: batchClaims.claimId, ...columns })
    .from(batchClaims)
    .innerJoin(batches, and(eq(batches.tenantId, batchClaims.tenantId), eq(batches.id, batchClaims.batchId)))
    .where(and(eq(batchClaims.tenantId, tx.tenantId), inArray(batchClaims.claimId, [...claimIds])))
    .orderBy(asc(batches.builtAt));
}

export async function encounterIdsOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  return tx.orm
    .select({ claimId: claimEncounters.claimId, encounterId: claimEncounters.encounterId })
    .from(claimEncounters)
    .where(and(eq(claimEncounters.tenantId, tx.tenantId), inArray(claimEncounters.claimId, [...claimIds])));
}

/** The claim named by its patient control number or by the payer's number, whichever fits: none or one. */
export async function findClaimByNumber(tx: TenantTransaction, number: string) {
  return tx.orm
    .select(claimColumns)
    .from(claims)
    .where(
      and(
        eq(claims.tenantId, tx.tenantId),
        or(eq(claims.patientControlNumber, number), eq(claims.payerClaimControlNumber, number)),
      ),
    )
    .limit(1);
}
