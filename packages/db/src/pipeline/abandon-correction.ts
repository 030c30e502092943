import type { IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from '../database.ts';
import type { ContentsBefore, CorrectionKind } from './corrections.ts';

/** A request that waits to be carried out, with what its encounters held before. */
export interface AbandonableCorrection {
  id: string;
  kind: CorrectionKind;
  contentsBefore: ContentsBefore | null;
}

/** The waiting request for a claim, locked; undefined when none waits or a worker is just carrying it out. */
export async function lockAbandonable(
  tx: TenantTransaction,
  claimId: string,
): Promise<AbandonableCorrection | undefined> {
  const { rows } = await tx.query<AbandonableCorrection>({
    name: 'lock-abandonable-correction',
    text: `select id, kind, contents_before as "contentsBefore" from claim_corrections
      where tenant_id = $1 and claim_id = $2 and status = 'waiting' for update`,
    values: [tx.tenantId, claimId],
  });
  return rows[0];
}

/** Those of these encounters that another waiting correction has changed as well. */
export async function encountersInOtherCorrections(
  tx: TenantTransaction,
  correctionId: string,
  encounterIds: readonly string[],
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'encounters-in-other-corrections',
    text: `select distinct e.id from unnest($3::text[]) as e (id) join claim_corrections k on k.tenant_id = $1 and k.status = 'waiting'
        and k.id <> $2 and k.contents_before ? e.id`,
    values: [tx.tenantId, correctionId, encounterIds],
  });
  return rows.map((row) => row.id);
}

/** Notes that somebody gave up a request, one that waits or one that was carried out, and why; closes what it asked of people. */
export async function finishAbandoned(
  tx: TenantTransaction,
  abandoned: { id: string; claimId: string; by: string; reason: string; encounterIds: readonly string[] },
  at: IsoInstant,
  from: 'waiting' | 'done' = 'waiting',
): Promise<void> {
  const { rowCount } = await tx.query({
    name: 'abandon-correction',
    text: `update claim_corrections set status = 'abandoned', finished_at = $3, abandoned_by = $4, refusal = $5
      where tenant_id = $1 and id = $2 and status = $6`,
    values: [tx.tenantId, abandoned.id, at, abandoned.by, abandoned.reason, from],
  });
  if (rowCount !== 1) throw new Error(`Correction ${abandoned.id} is not ${from} although it was locked.`);
  // What is asked about the claim itself, a denial say, is as open as before.
  await tx.query({
    name: 'close-tasks-of-abandoned',
    text: `update tasks set status = 'done', closed_at = $4 where tenant_id = $1 and status = 'open'
        and (claim_id is null and encounter_id = any($2::uuid[])
          or kind = 'correction_blocked' and (claim_id = $3 or encounter_id = any($2::uuid[])))`,
    values: [tx.tenantId, abandoned.encounterIds, abandoned.claimId, at],
  });
}
