import { claimServiceDates } from '@claimwright/domain/claim-dates';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import type { TenantTransaction } from '../database.ts';
import type { LockedClaim } from './claim-moves.ts';
import { insertClaimLines } from './claims.ts';
import { textArray } from './json-array.ts';

/** A further submission of a claim: its id and patient control number stay, its content may be another. */
export interface Resubmission {
  claim: LockedClaim;
  submissionId: string;
  /** The encounters it bills now, each with the number of its part. */
  encounters: readonly { encounterId: string; part: number }[];
  lineEncounterIds: readonly string[];
  route: string;
  snapshot: AnyClaimSnapshot;
  /** The snapshot as JSON, and the SHA-256 of it. */
  snapshotText: string;
  snapshotSha256: Buffer;
  /** The submission that was sent before and that this one is again: what is said of its batch is said of this one. */
  restores?: string;
}

/** What a journal has to change of a claim that is submitted again. */
export function changesOf({ claim, submissionId, snapshot }: Resubmission) {
  return {
    submissionId,
    submissionNumber: claim.submissionNumber + 1,
    frequencyCode: snapshot.frequencyCode,
    chargeCents: snapshot.totalChargeCents,
    serviceFrom: claimServiceDates(snapshot).from,
    serviceTo: claimServiceDates(snapshot).to,
  };
}

/**
 * Puts further submissions in the place of the present ones, which are kept (`claim_submissions`). Call it after the journal has
 * recorded the claims as resubmitted and been saved; the claims are locked, and stand at one of `from`. Throws when one is not as the
 * journal left it: a bug.
 */
export async function saveResubmissions(
  tx: TenantTransaction,
  rows: readonly Resubmission[],
  at: IsoInstant,
  from: readonly ClaimStatus[] = ['assembled'],
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ claim }) => claim.id);
  const { rowCount } = await tx.query({
    text: `update claims c set submission_id = s.submission_id, submission_number = c.submission_number + 1,
        payer_id = s.snapshot::jsonb #>> '{destination,payerId}', payer_name = s.snapshot::jsonb #>> '{destination,payerName}',
        member_id = s.snapshot::jsonb #>> '{destination,memberId}', route = s.route, frequency_code = s.snapshot::jsonb ->> 'frequencyCode',
        billing_npi = coalesce(s.snapshot::jsonb #>> '{billingProvider,npi}', ''),
        rendering_npi = s.snapshot::jsonb #>> '{renderingProvider,npi}',
        service_from = s.service_from, service_to = s.service_to, charge_cents = (s.snapshot::jsonb ->> 'totalChargeCents')::bigint,
        snapshot = s.snapshot::jsonb, snapshot_sha256 = decode(s.sha256, 'hex'), assembled_at = $8,
        restores_submission_id = s.restores
      from unnest($2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::date[], $7::text[], $9::text[], $11::uuid[])
        as s (claim_id, submission_id, route, service_from, service_to, snapshot, sha256, restores)
      where c.tenant_id = $1 and c.id = s.claim_id and c.status = any($10::text[])`,
    values: [
      tx.tenantId,
      ids,
      rows.map((row) => row.submissionId),
      rows.map((row) => row.route),
      rows.map((row) => claimServiceDates(row.snapshot).from),
      rows.map((row) => claimServiceDates(row.snapshot).to),
      textArray(rows.map((row) => row.snapshotText)),
      at,
      rows.map((row) => row.snapshotSha256.toString('hex')),
      from,
      rows.map((row) => row.restores ?? null),
    ],
  });
  if (rowCount !== rows.length) throw new Error('A claim that is submitted again is not assembled any more.');
  // The lines of the submission before went with it (trigger claims_keep_submission).
  await insertClaimLines(
    tx,
    rows.map((row) => ({ id: row.claim.id, snapshot: row.snapshot, lineEncounterIds: row.lineEncounterIds })),
  );
  await linkEncounters(tx, rows);
}

/** A submission of a claim, the present one or one that another took the place of. */
export interface StoredSubmission {
  claimId: string;
  id: string;
  number: number;
  snapshot: AnyClaimSnapshot;
  /** Hex. */
  sha256: string;
  /** Whether a batch that was handed over carried it. */
  wasSent: boolean;
}

/** All submissions of these claims. */
export async function loadSubmissions(tx: TenantTransaction, claimIds: readonly string[]): Promise<StoredSubmission[]> {
  const { rows } = await tx.query<StoredSubmission>({
    name: 'submissions-of-claims',
    text: `with every as (
        select claim_id, id, number, snapshot, snapshot_sha256 from claim_submissions where tenant_id = $1 and claim_id = any($2::uuid[])
        union all
        select id, submission_id, submission_number, snapshot, snapshot_sha256 from claims where tenant_id = $1 and id = any($2::uuid[])
      )
      select s.claim_id as "claimId", s.id, s.number, s.snapshot, encode(s.snapshot_sha256, 'hex') as sha256,
        exists (select from batch_claims bc join batches b on b.tenant_id = $1 and b.id = bc.batch_id
          where bc.tenant_id = $1 and bc.claim_id = s.claim_id and b.status <> 'built'
            and (bc.submission_id = s.id or bc.submission_id is null and s.number = 1)) as "wasSent"
      from every s order by s.claim_id, s.number`,
    values: [tx.tenantId, claimIds],
  });
  return rows;
}

async function linkEncounters(tx: TenantTransaction, rows: readonly Resubmission[]): Promise<void> {
  const links = rows.flatMap((row) => row.encounters.map((each) => ({ claimId: row.claim.id, ...each })));
  await tx.query({
    text: `with kept as (
        select * from unnest($2::uuid[], $3::uuid[], $4::integer[]) as k (claim_id, encounter_id, part)
      ), dropped as (
        update claim_encounters ce set live = false where ce.tenant_id = $1 and ce.claim_id = any($2::uuid[]) and ce.live
          and not exists (select from kept k where k.claim_id = ce.claim_id and k.encounter_id = ce.encounter_id)
      )
      insert into claim_encounters as ce (tenant_id, claim_id, encounter_id, part) select $1, claim_id, encounter_id, part from kept
      on conflict (tenant_id, claim_id, encounter_id) do update set live = true, part = excluded.part`,
    values: [tx.tenantId, links.map((l) => l.claimId), links.map((l) => l.encounterId), links.map((l) => l.part)],
  });
}
