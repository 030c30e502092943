import type { IsoInstant } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import type { EncounterStatus } from '@claimwright/domain/lifecycle';
import type { TenantTransaction } from '../database.ts';
import { createClaimJournal, type LockedClaim, lockClaims, saveClaimJournal } from '../pipeline/claim-moves.ts';
import type { EncounterHead } from './change-encounter.ts';

/** Locks a claim until the end of the transaction; undefined when this tenant has none with that id. */
export async function lockClaim(tx: TenantTransaction, id: Id): Promise<LockedClaim | undefined> {
  return (await lockClaims(tx, { ids: [id] }))[0];
}

/** An encounter that a claim bills now. */
export interface ClaimedEncounter extends EncounterHead {
  status: EncounterStatus;
  /** The claim stands for it; a rejected one has let go of it. */
  live: boolean;
  content: EncounterInput;
}

/** Locks the encounters of a claim. */
export async function lockClaimedEncounters(tx: TenantTransaction, claimId: Id): Promise<ClaimedEncounter[]> {
  const { rows } = await tx.query<ClaimedEncounter>({
    name: 'lock-claimed-encounters',
    text: `select e.id, e.external_id as "externalId", e.version, e.status, e.received_at as "receivedAt", ce.live, e.content
      from claim_encounters ce join encounters e on e.tenant_id = $1 and e.id = ce.encounter_id
      where ce.tenant_id = $1 and ce.claim_id = $2 order by e.id for update of e`,
    values: [tx.tenantId, claimId],
  });
  return rows;
}

/** Notes on a claim that somebody asked for a correction. */
export async function noteCorrection(
  tx: TenantTransaction,
  claim: LockedClaim,
  detail: Record<string, unknown>,
  source: { actor: string; at: IsoInstant },
): Promise<void> {
  const journal = createClaimJournal();
  journal.record(claim, { type: 'informed', effectiveDate: source.at.slice(0, 10), detail });
  await saveClaimJournal(tx, journal, source);
}
