import type { EncounterInput } from '@claimwright/domain/encounter';
import type { RemittanceClaim } from '@claimwright/domain/remittance';
import type { TenantTransaction } from '../database.ts';
import { asJudged, type StoredContent } from './judged-content.ts';

/** The claim to the payer after another claim's; of a chain of corrections the one that stands. */
export interface NextClaim {
  priorClaimId: string;
  claimId: string;
  patientControlNumber: string;
}

/** Claims to the payers after these claims'. */
export async function findNextClaims(tx: TenantTransaction, claimIds: readonly string[]): Promise<NextClaim[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await tx.query<NextClaim>({
    name: 'find-next-claims',
    text: `select prior_claim_id as "priorClaimId", id as "claimId", patient_control_number as "patientControlNumber"
      from claims where tenant_id = $1 and prior_claim_id = any($2::uuid[]) and superseded_by is null and frequency_code <> '8'
      order by id`,
    values: [tx.tenantId, claimIds],
  });
  return rows;
}

/** Those of these claims whose encounters name more than one coverage. */
export async function withFurtherCoverages(tx: TenantTransaction, claimIds: readonly string[]): Promise<string[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await tx.query<{ claimId: string }>({
    name: 'with-further-coverages',
    text: `select distinct ce.claim_id as "claimId" from claim_encounters ce
      join encounters e on e.tenant_id = $1 and e.id = ce.encounter_id
      where ce.tenant_id = $1 and ce.claim_id = any($2::uuid[])
        and jsonb_typeof(e.content -> 'coverages') = 'array' and jsonb_array_length(e.content -> 'coverages') > 1`,
    values: [tx.tenantId, claimIds],
  });
  return rows.map((row) => row.claimId);
}

/** An encounter that a claim bills, with its part. */
export interface EncounterOfClaim {
  encounterId: string;
  part: number;
  patientKey: string;
  content: EncounterInput;
}

/** The encounters of a claim, and the encounter of each of its lines. */
export async function loadEncountersOfClaim(
  tx: TenantTransaction,
  claimId: string,
): Promise<{ encounters: EncounterOfClaim[]; lineEncounterIds: string[] }> {
  const encounters = await tx.query<EncounterOfClaim & StoredContent>({
    name: 'encounters-of-claim',
    text: `select e.id as "encounterId", ce.part, e.patient_key as "patientKey", e.content, e.repairs
      from claim_encounters ce join encounters e on e.tenant_id = $1 and e.id = ce.encounter_id
      where ce.tenant_id = $1 and ce.claim_id = $2 order by e.id`,
    values: [tx.tenantId, claimId],
  });
  const lines = await tx.query<{ encounterId: string }>({
    name: 'line-encounters-of-claim',
    text: `select encounter_id as "encounterId" from claim_lines where tenant_id = $1 and claim_id = $2 order by line_number`,
    values: [tx.tenantId, claimId],
  });
  return {
    encounters: encounters.rows.map(({ repairs, ...row }) => ({
      ...row,
      content: asJudged({ content: row.content, repairs }),
    })),
    lineEncounterIds: lines.rows.map((row) => row.encounterId),
  };
}

/** An answer as it stands in a remittance. */
export interface StoredAnswer {
  content: RemittanceClaim;
  /** DTM*405, else BPR16. */
  adjudicatedOn: string;
}

/** One answer of a posted remittance. */
export async function loadAnswer(
  tx: TenantTransaction,
  remittanceId: string,
  ordinal: number,
): Promise<StoredAnswer | undefined> {
  const { rows } = await tx.query<StoredAnswer>({
    name: 'remittance-answer',
    text: `select rc.content, coalesce(r.header ->> 'productionDate', r.payment_date::text) as "adjudicatedOn"
      from remittance_claims rc join remittances r on r.tenant_id = $1 and r.id = rc.remittance_id
      where rc.tenant_id = $1 and rc.remittance_id = $2 and rc.ordinal = $3`,
    values: [tx.tenantId, remittanceId, ordinal],
  });
  return rows[0];
}

/** Whether a task of this kind is open for the claim. */
export async function claimHasOpenTask(tx: TenantTransaction, claimId: string, kind: string): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'claim-has-open-task',
    text: `select from tasks where tenant_id = $1 and claim_id = $2 and kind = $3 and status = 'open' limit 1`,
    values: [tx.tenantId, claimId, kind],
  });
  return rowCount === 1;
}

/** Notes that claims wait for a look whether another payer is to be billed, or that somebody has looked. */
export async function markNextPayerDue(
  tx: TenantTransaction,
  claimIds: readonly string[],
  due: boolean,
): Promise<void> {
  if (claimIds.length === 0) return;
  await tx.query({
    name: 'mark-next-payer-due',
    text: 'update claims set next_payer_due = $3 where tenant_id = $1 and id = any($2::uuid[]) and next_payer_due <> $3',
    values: [tx.tenantId, claimIds, due],
  });
}
