import type { Responsibility } from '@claimwright/domain/coverage';
import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { Finding } from '@claimwright/domain/finding';
import type { Id } from '@claimwright/domain/ids';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { LedgerAccount } from '@claimwright/domain/ledger';
import type { ClaimEventType, ClaimStatus } from '@claimwright/domain/lifecycle';
import type { TenantTransaction } from '../database.ts';
import { readContentVersions } from './claim-content-version.ts';
import { readOverrides } from './encounters.ts';
import { type LinkedFinding, linkOverrides } from './override-of-finding.ts';

/** One line of the claim list. */
export interface ClaimListRow {
  id: Id;
  patientControlNumber: string;
  status: ClaimStatus;
  payerId: string;
  payerName: string;
  responsibility: Responsibility;
  frequencyCode: string;
  serviceFrom: IsoDate;
  serviceTo: IsoDate;
  chargeCents: number;
  paidCents: number;
  patientResponsibilityCents: number;
  payerClaimControlNumber: string | null;
  assembledAt: IsoInstant;
  submittedOn: IsoDate | null;
  acceptedOn: IsoDate | null;
  adjudicatedOn: IsoDate | null;
  paidOn: IsoDate | null;
}

export interface ClaimFilters {
  status?: ClaimStatus;
  payerId?: string;
  encounterId?: Id;
  patientControlNumber?: string;
  serviceFrom?: IsoDate;
  serviceTo?: IsoDate;
}

const listColumns = `c.id, c.patient_control_number as "patientControlNumber", c.status, c.payer_id as "payerId",
  c.payer_name as "payerName", c.responsibility, c.frequency_code as "frequencyCode", c.service_from as "serviceFrom",
  c.service_to as "serviceTo", c.charge_cents as "chargeCents", c.paid_cents as "paidCents",
  c.patient_responsibility_cents as "patientResponsibilityCents", c.payer_claim_control_number as "payerClaimControlNumber",
  c.assembled_at as "assembledAt", c.submitted_on as "submittedOn", c.accepted_on as "acceptedOn",
  c.adjudicated_on as "adjudicatedOn", c.paid_on as "paidOn"`;

/** Claims, newest first, at most `limit`, after the one named by `after`. */
export async function listClaims(
  tx: TenantTransaction,
  filters: ClaimFilters,
  after: Id | undefined,
  limit: number,
): Promise<ClaimListRow[]> {
  const { rows } = await tx.query<ClaimListRow>(
    `select ${listColumns} from claims c
     where c.tenant_id = $1
       and ($2::uuid is null or c.id < $2)
       and ($3::text is null or c.status = $3)
       and ($4::text is null or c.payer_id = $4)
       and ($5::text is null or c.patient_control_number = $5)
       and ($6::date is null or c.service_from >= $6)
       and ($7::date is null or c.service_from <= $7)
       and ($8::uuid is null or exists (select from claim_encounters ce
         where ce.tenant_id = c.tenant_id and ce.claim_id = c.id and ce.encounter_id = $8))
     order by c.id desc limit $9`,
    [
      tx.tenantId,
      after,
      filters.status,
      filters.payerId,
      filters.patientControlNumber,
      filters.serviceFrom,
      filters.serviceTo,
      filters.encounterId,
      limit,
    ],
  );
  return rows;
}

export interface ClaimEventRow {
  type: ClaimEventType;
  fromStatus: ClaimStatus | null;
  toStatus: ClaimStatus;
  occurredAt: IsoInstant;
  effectiveDate: IsoDate;
  actor: string;
  batchId: Id | null;
  inboundFileId: Id | null;
  detail: Record<string, unknown> | null;
}

export interface LedgerRow {
  posting: string;
  account: LedgerAccount;
  amountCents: number;
  effectiveDate: IsoDate;
  lineNumber: number | null;
  reason: string | null;
  remittanceId: Id | null;
  postedAt: IsoInstant;
}

/** A claim with everything that hangs on it. */
export interface ClaimDetail extends ClaimListRow {
  version: number;
  contentVersion: number;
  snapshot: AnyClaimSnapshot;
  encounters: { id: Id; externalId: string }[];
  events: ClaimEventRow[];
  ledger: LedgerRow[];
  batches: { id: Id; fileName: string; status: string; transmittedAt: IsoInstant | null }[];
  findings: { encounterId: Id; finding: LinkedFinding }[];
}

/** A claim and what hangs on it; undefined when this tenant has none with that id. */
export async function readClaim(tx: TenantTransaction, id: Id): Promise<ClaimDetail | undefined> {
  // Read first: a change that comes in between then makes the version too old, which is refused, and not the content.
  const contentVersion = (await readContentVersions(tx, [id])).get(id);
  const { rows } = await tx.query<ClaimListRow & { version: number; snapshot: AnyClaimSnapshot }>(
    `select ${listColumns}, c.version, c.snapshot from claims c where c.tenant_id = $1 and c.id = $2`,
    [tx.tenantId, id],
  );
  const claim = rows[0];
  if (!claim || contentVersion === undefined) return undefined;
  return {
    ...claim,
    contentVersion,
    encounters: await readEncountersOf(tx, id),
    events: await readEvents(tx, id),
    ledger: await readLedger(tx, id),
    batches: await readBatchesOf(tx, id),
    findings: await readFindingsOf(tx, id),
  };
}

async function readEncountersOf(tx: TenantTransaction, claimId: Id): Promise<ClaimDetail['encounters']> {
  const { rows } = await tx.query<ClaimDetail['encounters'][number]>(
    `select distinct e.id, e.external_id as "externalId"
     from claim_encounters ce join encounters e on e.tenant_id = ce.tenant_id and e.id = ce.encounter_id
     where ce.tenant_id = $1 and ce.claim_id = $2 order by e.id`,
    [tx.tenantId, claimId],
  );
  return rows;
}

async function readEvents(tx: TenantTransaction, claimId: Id): Promise<ClaimEventRow[]> {
  const { rows } = await tx.query<ClaimEventRow>(
    `select type, from_status as "fromStatus", to_status as "toStatus", occurred_at as "occurredAt",
       effective_date as "effectiveDate", actor, batch_id as "batchId", inbound_file_id as "inboundFileId", detail
     from claim_events where tenant_id = $1 and claim_id = $2 order by sequence`,
    [tx.tenantId, claimId],
  );
  return rows;
}

async function readLedger(tx: TenantTransaction, claimId: Id): Promise<LedgerRow[]> {
  const { rows } = await tx.query<LedgerRow>(
    `select posting, account, amount_cents as "amountCents", effective_date as "effectiveDate", line_number as "lineNumber",
       reason, remittance_id as "remittanceId", posted_at as "postedAt"
     from ledger_entries where tenant_id = $1 and claim_id = $2 order by sequence`,
    [tx.tenantId, claimId],
  );
  return rows;
}

async function readBatchesOf(tx: TenantTransaction, claimId: Id): Promise<ClaimDetail['batches']> {
  const { rows } = await tx.query<ClaimDetail['batches'][number]>(
    `select b.id, b.file_name as "fileName", b.status, b.transmitted_at as "transmittedAt"
     from batch_claims bc join batches b on b.tenant_id = bc.tenant_id and b.id = bc.batch_id
     where bc.tenant_id = $1 and bc.claim_id = $2 order by b.id`,
    [tx.tenantId, claimId],
  );
  return rows;
}

/** What the last run over each of the claim's encounters had to say. */
async function readFindingsOf(tx: TenantTransaction, claimId: Id): Promise<ClaimDetail['findings']> {
  const { rows } = await tx.query<{ encounterId: Id; finding: Finding; runAt: IsoInstant }>(
    `select f.encounter_id as "encounterId", f.content as finding, run.run_at as "runAt"
     from (select distinct tenant_id, encounter_id from claim_encounters where tenant_id = $1 and claim_id = $2) ce
     cross join lateral (select r.id, r.run_at from scrub_runs r where r.tenant_id = ce.tenant_id and r.encounter_id = ce.encounter_id
       order by r.id desc limit 1) run
     join findings f on f.tenant_id = ce.tenant_id and f.run_id = run.id
     order by f.encounter_id, f.ordinal`,
    [tx.tenantId, claimId],
  );
  const released = rows.filter(({ finding }) => finding.verdict === 'bypassed').map(({ encounterId }) => encounterId);
  const overrides = released.length === 0 ? [] : await readOverrides(tx, [...new Set(released)]);
  return rows.flatMap(({ encounterId, finding, runAt }) => {
    const own = overrides.filter((override) => override.encounterId === encounterId);
    return linkOverrides([finding], own, runAt).map((linked) => ({ encounterId, finding: linked }));
  });
}
