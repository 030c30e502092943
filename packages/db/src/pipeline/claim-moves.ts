import type { Responsibility } from '@claimwright/domain/coverage';
import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import { type ClaimEventType, type ClaimStatus, nextClaimStatus } from '@claimwright/domain/lifecycle';
import type { TenantTransaction } from '../database.ts';
import { jsonArray } from './json-array.ts';

/** Days that claims before it in the chain have reached; timeliness has counted them. */
export interface EarlierMilestones {
  submittedOn?: IsoDate;
  acceptedOn?: IsoDate;
  firstRemittanceOn?: IsoDate;
  paidOn?: IsoDate;
}

/** A claim with what events may change, locked for this transaction. */
export interface LockedClaim {
  id: string;
  patientControlNumber: string;
  status: ClaimStatus;
  version: number;
  payerId: string;
  memberId: string | null;
  /** CLM05-3; a hospital bill has more of them than 1, 7 and 8. */
  frequencyCode: string;
  serviceFrom: IsoDate;
  serviceTo: IsoDate;
  chargeCents: number;
  paidCents: number;
  patientResponsibilityCents: number;
  payerClaimControlNumber: string | null;
  submittedOn: IsoDate | null;
  acceptedOn: IsoDate | null;
  adjudicatedOn: IsoDate | null;
  paidOn: IsoDate | null;
  responsibility: Responsibility;
  submissionId: string;
  submissionNumber: number;
  firstClaimId: string | null;
  supersedesClaimId: string | null;
  supersededBy: string | null;
  supersededOn: IsoDate | null;
  lateChargesOf: string | null;
  priorClaimId: string | null;
  earlier: EarlierMilestones | null;
  /** Sent for reporting only (BHT06 RP): nobody owes its charge. */
  reportingOnly: boolean;
}

/** Of a claim `c`, what a `LockedClaim` is made of. */
export const lockedClaimColumns = `c.id, c.patient_control_number as "patientControlNumber", c.status, c.version, c.payer_id as "payerId",
  c.member_id as "memberId", c.frequency_code as "frequencyCode", c.service_from as "serviceFrom",
  c.service_to as "serviceTo", c.charge_cents as "chargeCents", c.paid_cents as "paidCents",
  c.patient_responsibility_cents as "patientResponsibilityCents", c.payer_claim_control_number as "payerClaimControlNumber",
  c.submitted_on as "submittedOn", c.accepted_on as "acceptedOn", c.adjudicated_on as "adjudicatedOn", c.paid_on as "paidOn",
  c.responsibility, c.submission_id as "submissionId", c.submission_number as "submissionNumber", c.first_claim_id as "firstClaimId",
  c.supersedes_claim_id as "supersedesClaimId", c.superseded_by as "supersededBy", c.superseded_on as "supersededOn",
  c.late_charges_of as "lateChargesOf", c.prior_claim_id as "priorClaimId", c.earlier_milestones as earlier,
  c.reporting_only as "reportingOnly"`;

/**
 * Locks claims, in the order of their ids: those with these ids or patient control numbers, those that one of the payer's
 * numbers or a member id (upper case) may mean, or those of a batch, of one transaction set of it, or of all but some.
 */
export async function lockClaims(
  tx: TenantTransaction,
  by:
    | { ids: readonly string[] }
    | { patientControlNumbers: readonly string[] }
    | { payerClaimControlNumbers: readonly string[]; memberIds: readonly string[] }
    | { batchId: string; transactionSet?: number; exceptTransactionSets?: readonly number[] },
): Promise<LockedClaim[]> {
  if ('ids' in by) return select(tx, 'c.id = any($2::uuid[])', [by.ids]);
  if ('memberIds' in by) {
    return select(tx, `(c.payer_claim_control_number = any($2::text[]) or upper(c.member_id) = any($3::text[]))`, [
      by.payerClaimControlNumbers,
      by.memberIds,
    ]);
  }
  if ('patientControlNumbers' in by) {
    return select(tx, 'c.patient_control_number = any($2::text[])', [by.patientControlNumbers]);
  }
  return select(
    tx,
    `c.id in (select b.claim_id from batch_claims b where b.tenant_id = $1 and b.batch_id = $2
       and (b.submission_id in (c.submission_id, c.restores_submission_id) or b.submission_id is null and c.submission_number = 1)
       and ($3::integer is null or b.transaction_set_control_number = $3)
       and b.transaction_set_control_number <> all ($4::integer[]))`,
    [by.batchId, by.transactionSet ?? null, by.exceptTransactionSets ?? []],
  );
}

async function select(tx: TenantTransaction, condition: string, values: readonly unknown[]): Promise<LockedClaim[]> {
  const { rows } = await tx.query<LockedClaim>(
    `select ${lockedClaimColumns} from claims c where c.tenant_id = $1 and ${condition} order by c.id for update`,
    [tx.tenantId, ...values],
  );
  return rows;
}

/** Something that happened to a claim, with what it changes beside the status. */
export interface ClaimHappening {
  type: ClaimEventType;
  /** The day it counts as, for clocks and metrics (the payer's date, not ours). */
  effectiveDate: IsoDate;
  detail?: Record<string, unknown>;
  changes?: Partial<
    Pick<
      LockedClaim,
      | 'paidCents'
      | 'patientResponsibilityCents'
      | 'payerClaimControlNumber'
      | 'submittedOn'
      | 'acceptedOn'
      | 'adjudicatedOn'
      | 'paidOn'
      | 'supersededBy'
      | 'supersededOn'
      | 'submissionId'
      | 'submissionNumber'
      | 'frequencyCode'
      | 'chargeCents'
      | 'serviceFrom'
      | 'serviceTo'
    >
  >;
}

export interface ClaimStep {
  claim: LockedClaim;
  happening: ClaimHappening;
  from: ClaimStatus;
  to: ClaimStatus;
}

/** A journal of what happens to locked claims in one transaction: decided in memory, saved in two statements. */
export interface ClaimJournal {
  /** Records it and updates the claim in hand; false when the transition table does not know it: then nothing is recorded. */
  record(claim: LockedClaim, happening: ClaimHappening): boolean;
  readonly steps: readonly ClaimStep[];
  /** Claims as they were before the first step, by id. */
  readonly before: ReadonlyMap<string, LockedClaim>;
}

export function createClaimJournal(): ClaimJournal {
  const steps: ClaimStep[] = [];
  const before = new Map<string, LockedClaim>();
  return {
    steps,
    before,
    record: (claim, happening) => {
      const to = nextClaimStatus(claim.status, happening.type);
      if (to === undefined) return false;
      if (!before.has(claim.id)) before.set(claim.id, { ...claim });
      steps.push({ claim, happening, from: claim.status, to });
      Object.assign(claim, happening.changes, { status: to });
      return true;
    },
  };
}

/** Saves a journal: the claims as they ended up, and one event a step. Throws when a claim changed under its lock: a bug. */
export async function saveClaimJournal(
  tx: TenantTransaction,
  journal: ClaimJournal,
  source: { actor: string; at: IsoInstant; batchId?: string; inboundFileId?: string },
): Promise<void> {
  if (journal.steps.length === 0) return;
  const claims = [...new Map(journal.steps.map((step) => [step.claim.id, step.claim])).values()];
  const { rowCount } = await tx.query({
    name: 'save-claims',
    text: `update claims c set status = m.status, version = c.version + 1, paid_cents = m.paid_cents,
        patient_responsibility_cents = m.patient_responsibility_cents, payer_claim_control_number = m.payer_claim_control_number,
        submitted_on = m.submitted_on, accepted_on = m.accepted_on, adjudicated_on = m.adjudicated_on, paid_on = m.paid_on,
        superseded_by = m.superseded_by, superseded_on = m.superseded_on
      from unnest($2::uuid[], $3::integer[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::date[], $9::date[], $10::date[], $11::date[],
          $12::uuid[], $13::date[])
        as m (id, version, status, paid_cents, patient_responsibility_cents, payer_claim_control_number, submitted_on, accepted_on, adjudicated_on, paid_on,
          superseded_by, superseded_on)
      where c.tenant_id = $1 and c.id = m.id and c.version = m.version`,
    values: [
      tx.tenantId,
      claims.map((claim) => claim.id),
      claims.map((claim) => claim.version),
      claims.map((claim) => claim.status),
      claims.map((claim) => claim.paidCents),
      claims.map((claim) => claim.patientResponsibilityCents),
      claims.map((claim) => claim.payerClaimControlNumber),
      claims.map((claim) => claim.submittedOn),
      claims.map((claim) => claim.acceptedOn),
      claims.map((claim) => claim.adjudicatedOn),
      claims.map((claim) => claim.paidOn),
      claims.map((claim) => claim.supersededBy),
      claims.map((claim) => claim.supersededOn),
    ],
  });
  if (rowCount !== claims.length)
    throw new Error(`${claims.length - (rowCount ?? 0)} claims changed while they were locked.`);
  await insertClaimEvents(tx, journal.steps, source);
}

/** Writes claim events, in order. */
export async function insertClaimEvents(
  tx: TenantTransaction,
  steps: readonly { claim: { id: string }; happening: ClaimHappening; from: ClaimStatus | null; to: ClaimStatus }[],
  source: { actor: string; at: IsoInstant; batchId?: string; inboundFileId?: string },
): Promise<void> {
  if (steps.length === 0) return;
  await tx.query({
    name: 'insert-claim-events',
    text: `insert into claim_events (tenant_id, claim_id, type, from_status, to_status, occurred_at, effective_date, actor, batch_id, inbound_file_id, detail)
      select $1, e.claim_id, e.type, e.from_status, e.to_status, $8, e.effective_date, $9, $10, $11, e.detail::jsonb
      from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[])
        with ordinality as e (claim_id, type, from_status, to_status, effective_date, detail, position) order by e.position`,
    values: [
      tx.tenantId,
      steps.map((step) => step.claim.id),
      steps.map((step) => step.happening.type),
      steps.map((step) => step.from),
      steps.map((step) => step.to),
      steps.map((step) => step.happening.effectiveDate),
      jsonArray(steps.map((step) => step.happening.detail)),
      source.at,
      source.actor,
      source.batchId ?? null,
      source.inboundFileId ?? null,
    ],
  });
}

/** An encounter that a rejected claim let go of. */
export interface ReleasedEncounter {
  encounterId: string;
  claimId: string;
  version: number;
  /** No other claim bills it: it may be corrected and billed anew. Else it stays billed by the others. */
  free: boolean;
}

/** A rejected claim lets go of its encounters. Returns those that are billed, with their versions. */
export async function releaseEncounters(
  tx: TenantTransaction,
  claimIds: readonly string[],
): Promise<ReleasedEncounter[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await tx.query<ReleasedEncounter>({
    name: 'release-encounters',
    text: `with released as (
        update claim_encounters set live = false where tenant_id = $1 and claim_id = any($2::uuid[]) and live
        returning encounter_id, claim_id
      )
      select e.id as "encounterId", min(r.claim_id::text) as "claimId", e.version,
        not exists (select from claim_encounters o where o.tenant_id = $1 and o.encounter_id = e.id and o.live
          and o.claim_id <> all($2::uuid[])) as free
      from released r
      join encounters e on e.tenant_id = $1 and e.id = r.encounter_id and e.status = 'billed'
      group by e.id, e.version`,
    values: [tx.tenantId, claimIds],
  });
  return rows;
}
