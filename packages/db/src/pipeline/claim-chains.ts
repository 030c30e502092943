import type { EncounterInput } from '@claimwright/domain/encounter';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { TenantTransaction } from '../database.ts';
import type { EarlierMilestones, LockedClaim } from './claim-moves.ts';
import { asJudged, type StoredContent } from './judged-content.ts';

/** A claim that bills, or has billed, an encounter which is to be billed now. */
export interface ClaimOfEncounter {
  encounterId: string;
  claimId: string;
  part: number;
  /** It bills the encounter; else it was rejected and let go of it. */
  live: boolean;
}

/**
 * Claims to the first payer that bear on encounters about to be billed: those that bill them still, and the rejected ones that
 * let go of them and may be sent again. Newest first.
 */
export async function loadClaimsOfEncounters(
  tx: TenantTransaction,
  encounterIds: readonly string[],
): Promise<ClaimOfEncounter[]> {
  const { rows } = await tx.query<ClaimOfEncounter>({
    name: 'claims-of-encounters',
    text: `select ce.encounter_id as "encounterId", ce.claim_id as "claimId", ce.part, ce.live
      from claim_encounters ce join claims c on c.tenant_id = $1 and c.id = ce.claim_id
      where ce.tenant_id = $1 and ce.encounter_id = any($2::uuid[]) and c.prior_claim_id is null
        and c.frequency_code <> '8' and (ce.live or c.status = 'rejected' and c.superseded_by is null)
      order by ce.claim_id desc`,
    values: [tx.tenantId, encounterIds],
  });
  return rows;
}

/** What the present submissions of these claims say, by claim id. */
export async function loadSnapshots(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<Map<string, AnyClaimSnapshot>> {
  if (claimIds.length === 0) return new Map();
  const { rows } = await tx.query<{ id: string; snapshot: AnyClaimSnapshot }>({
    name: 'claim-snapshots',
    text: 'select id, snapshot from claims where tenant_id = $1 and id = any($2::uuid[])',
    values: [tx.tenantId, claimIds],
  });
  return new Map(rows.map((row) => [row.id, row.snapshot]));
}

/** An encounter of a claim, in the order in which the claim bills them. */
export interface BilledEncounter {
  claimId: string;
  encounterId: string;
  part: number;
  version: number;
  status: string;
  patientKey: string;
  content: EncounterInput;
}

/** All encounters of these claims, locked. */
export async function lockEncountersOfClaims(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<BilledEncounter[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await tx.query<BilledEncounter & StoredContent>({
    name: 'lock-encounters-of-claims',
    text: `select ce.claim_id as "claimId", ce.encounter_id as "encounterId", ce.part, e.version, e.status,
        e.patient_key as "patientKey", e.content, e.repairs
      from claim_encounters ce join encounters e on e.tenant_id = $1 and e.id = ce.encounter_id
      where ce.tenant_id = $1 and ce.claim_id = any($2::uuid[])
      order by ce.claim_id, (select min(l.line_number) from claim_lines l where l.tenant_id = $1 and l.claim_id = ce.claim_id
        and l.encounter_id = ce.encounter_id), e.id
      for update of e`,
    values: [tx.tenantId, claimIds],
  });
  return rows.map(({ repairs, ...row }) => ({ ...row, content: asJudged({ content: row.content, repairs }) }));
}

/** Claims that others took the place of bill nothing any more: their encounters are free for the others. */
export async function letGoOfEncounters(tx: TenantTransaction, claimIds: readonly string[]): Promise<void> {
  if (claimIds.length === 0) return;
  await tx.query({
    name: 'let-go-of-encounters',
    text: 'update claim_encounters set live = false where tenant_id = $1 and claim_id = any($2::uuid[]) and live',
    values: [tx.tenantId, claimIds],
  });
}

/** What timeliness has counted of a claim and of those before it, for the claim that takes its place. */
export function earlierOf(claim: LockedClaim): EarlierMilestones {
  const { earlier } = claim;
  const days = {
    submittedOn: earlier?.submittedOn ?? claim.submittedOn ?? undefined,
    acceptedOn: earlier?.acceptedOn ?? claim.acceptedOn ?? undefined,
    firstRemittanceOn: earlier?.firstRemittanceOn ?? claim.adjudicatedOn ?? undefined,
    paidOn: earlier?.paidOn ?? claim.paidOn ?? undefined,
  };
  return Object.fromEntries(Object.entries(days).filter(([, day]) => day !== undefined));
}

/** The claims that these took the place of, or were meant to, by the id of the successor. */
export async function findSuperseded(
  tx: TenantTransaction,
  successorIds: readonly string[],
): Promise<{ successorId: string; claimId: string }[]> {
  if (successorIds.length === 0) return [];
  const { rows } = await tx.query<{ successorId: string; claimId: string }>({
    name: 'find-superseded',
    text: `select id as "successorId", supersedes_claim_id as "claimId" from claims
      where tenant_id = $1 and id = any($2::uuid[]) and supersedes_claim_id is not null`,
    values: [tx.tenantId, successorIds],
  });
  return rows;
}

/** The newest claim that the payer knows by this number of its own; undefined when we know of none. */
export async function findClaimByPayerNumber(
  tx: TenantTransaction,
  payerId: string,
  number: string,
): Promise<string | undefined> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'claim-by-payer-number',
    text: `select id from claims where tenant_id = $1 and payer_id = $2 and payer_claim_control_number = $3 and superseded_by is null
      order by id desc limit 1`,
    values: [tx.tenantId, payerId, number],
  });
  return rows[0]?.id;
}

/** The day the gateway accepted the first of each claim's encounters, by claim id. */
export async function loadAcceptedDays(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<Map<string, string>> {
  if (claimIds.length === 0) return new Map();
  const { rows } = await tx.query<{ claimId: string; acceptedOn: string }>({
    name: 'accepted-days',
    text: `select ce.claim_id as "claimId", min((e.received_at at time zone 'UTC')::date) as "acceptedOn"
      from claim_encounters ce join encounters e on e.tenant_id = $1 and e.id = ce.encounter_id
      where ce.tenant_id = $1 and ce.claim_id = any($2::uuid[]) group by ce.claim_id`,
    values: [tx.tenantId, claimIds],
  });
  return new Map(rows.map((row) => [row.claimId, row.acceptedOn]));
}
