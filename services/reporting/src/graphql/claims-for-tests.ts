import type { TenantTransaction } from '@claimwright/db/database';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import { addDays, type IsoDate } from '@claimwright/domain/dates';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import { newId } from '@claimwright/runtime/ids';
import type { ClaimMilestones } from '@claimwright/timeliness/stage-contributions';
import { stageDeltas } from '@claimwright/timeliness/stage-deltas';

export interface TestClaim {
  status: ClaimStatus;
  payerId: string;
  chargeCents: number;
  frequencyCode: '1' | '7' | '8';
  serviceTo: IsoDate;
  receivedOn: IsoDate;
  submittedOn: IsoDate | null;
  acceptedOn: IsoDate | null;
  adjudicatedOn: IsoDate | null;
  paidOn: IsoDate | null;
  payerClaimControlNumber: string | null;
}

/** A paid claim; every part may be said otherwise. */
export function testClaim(parts: Partial<TestClaim> = {}): TestClaim {
  const serviceTo = parts.serviceTo ?? '2026-03-02';
  return {
    status: 'paid',
    payerId: 'GSH01',
    chargeCents: 12_000,
    frequencyCode: '1',
    serviceTo,
    receivedOn: addDays(serviceTo, 2),
    submittedOn: addDays(serviceTo, 3),
    acceptedOn: addDays(serviceTo, 5),
    adjudicatedOn: addDays(serviceTo, 20),
    paidOn: addDays(serviceTo, 20),
    payerClaimControlNumber: null,
    ...parts,
  };
}

/** Saves claims with all that hangs on one, and the deltas their lives append to the counts. Returns their ids, in order. */
export async function saveTestClaims(
  tx: TenantTransaction,
  claims: readonly TestClaim[],
): Promise<{ claimId: string; encounterId: string; patientControlNumber: string }[]> {
  const saved = [];
  for (const claim of claims) {
    const ids = { claimId: newId(), encounterId: newId(), runId: newId() };
    const patientControlNumber = `T${ids.claimId.replaceAll('-', '').slice(-15).toUpperCase()}`;
    await saveEncounter(tx, claim, ids);
    await saveClaim(tx, claim, { ...ids, patientControlNumber });
    await saveHistory(tx, claim, ids);
    await saveCounts(tx, claim);
    saved.push({ claimId: ids.claimId, encounterId: ids.encounterId, patientControlNumber });
  }
  return saved;
}

interface Ids {
  claimId: string;
  encounterId: string;
  runId: string;
}

async function saveEncounter(tx: TenantTransaction, claim: TestClaim, { encounterId, runId }: Ids): Promise<void> {
  const at = `${claim.receivedOn}T10:00:00Z`;
  await tx.query(
    `insert into encounters (tenant_id, id, external_id, version, status, payer_id, patient_key, service_from, service_to, charge_cents, content, received_at, updated_at)
     values ($1, $2, $3, 1, 'billed', $4, 'e/1', $5, $5, $6, $7, $8, $8)`,
    [
      tx.tenantId,
      encounterId,
      `ext-${encounterId}`,
      claim.payerId,
      claim.serviceTo,
      claim.chargeCents,
      JSON.stringify({ diagnoses: [{ code: 'E11.9' }] }),
      at,
    ],
  );
  await tx.query(
    `insert into encounter_events (tenant_id, encounter_id, version, type, to_status, occurred_at, actor) values ($1, $2, 1, 'received', 'received', $3, 'test')`,
    [tx.tenantId, encounterId, at],
  );
  await tx.query(
    `insert into scrub_runs (tenant_id, id, encounter_id, encounter_version, outcome, rule_set_hash, editions, not_evaluated, rules_evaluated, run_at)
     values ($1, $2, $3, 1, 'ready', 'hash', '{}', '[{"ruleId":"DX001","reason":"no list","count":1}]', 35, $4)`,
    [tx.tenantId, runId, encounterId, at],
  );
  const finding = {
    ruleId: 'DX020',
    ruleVersion: 1,
    verdict: 'fail',
    severity: 'warn',
    message: 'E11.9 is unspecified.',
    action: 'Look for a more specific code.',
    pointer: '/diagnoses/0/code',
    x12: { loop: '2300', segment: 'HI', element: 'HI01-2' },
    formBox: '21',
    citation: 'guideline I.B.18',
    evidence: 'V',
    overridable: true,
  };
  await tx.query(
    `insert into findings (tenant_id, run_id, ordinal, encounter_id, rule_id, rule_version, verdict, severity, pointer, content)
     values ($1, $2, 0, $3, 'DX020', 1, 'fail', 'warn', '/diagnoses/0/code', $4)`,
    [tx.tenantId, runId, encounterId, JSON.stringify(finding)],
  );
}

async function saveClaim(tx: TenantTransaction, claim: TestClaim, ids: Ids & { patientControlNumber: string }) {
  await tx.query(
    `insert into claims (tenant_id, id, patient_control_number, status, version, payer_id, payer_name, route, responsibility, frequency_code,
       billing_npi, patient_key, service_from, service_to, charge_cents, payer_claim_control_number, snapshot, snapshot_sha256, assembled_at,
       submitted_on, accepted_on, adjudicated_on, paid_on)
     values ($1, $2, $3, $4, 1, $5, 'A PAYER', 'default', 'primary', $6, '1234567893', 'e/1', $7, $7, $8, $9, $10, '\\x00', $11, $12, $13, $14, $15)`,
    [
      tx.tenantId,
      ids.claimId,
      ids.patientControlNumber,
      claim.status,
      claim.payerId,
      claim.frequencyCode,
      claim.serviceTo,
      claim.chargeCents,
      claim.payerClaimControlNumber,
      JSON.stringify({ diagnoses: ['E119'] }),
      `${claim.receivedOn}T11:00:00Z`,
      claim.submittedOn,
      claim.acceptedOn,
      claim.adjudicatedOn,
      claim.paidOn,
    ],
  );
  await tx.query(`insert into claim_encounters (tenant_id, claim_id, encounter_id) values ($1, $2, $3)`, [
    tx.tenantId,
    ids.claimId,
    ids.encounterId,
  ]);
}

async function saveHistory(tx: TenantTransaction, claim: TestClaim, { claimId, encounterId }: Ids): Promise<void> {
  await tx.query(
    `insert into claim_lines (tenant_id, claim_id, line_number, line_control_number, encounter_id, procedure_code, modifiers, place_of_service, charge_cents, units, service_from, service_to)
     values ($1, $2, 1, 'L1', $3, 'G0463', '{25}', '11', $4, 1, $5, $5)`,
    [tx.tenantId, claimId, encounterId, claim.chargeCents, claim.serviceTo],
  );
  await tx.query(
    `insert into claim_events (tenant_id, claim_id, type, from_status, to_status, occurred_at, effective_date, actor)
     values ($1, $2, 'assembled', null, 'assembled', $3, $4, 'test'), ($1, $2, 'informed', 'assembled', $5, $3, $4, 'test')`,
    [tx.tenantId, claimId, `${claim.receivedOn}T11:00:00Z`, claim.receivedOn, claim.status],
  );
  await tx.query(
    `insert into ledger_entries (tenant_id, claim_id, posting, ordinal, account, amount_cents, effective_date, posted_at)
     values ($1, $2, 'charge', 1, 'insurance_receivable', $3, $4, now()), ($1, $2, 'charge', 2, 'revenue', -$3::bigint, $4, now())`,
    [tx.tenantId, claimId, claim.chargeCents, claim.receivedOn],
  );
}

/** Appends what each step of the claim's life changed, as the worker does; the last step brings it to what it is. */
async function saveCounts(tx: TenantTransaction, claim: TestClaim): Promise<void> {
  const base = {
    payerId: claim.payerId,
    chargeCents: claim.chargeCents,
    frequencyCode: claim.frequencyCode,
    serviceTo: claim.serviceTo,
    acceptedByGatewayOn: claim.receivedOn,
  };
  const submittedOn = claim.submittedOn ?? undefined;
  const acceptedOn = claim.acceptedOn ?? undefined;
  const lives: ClaimMilestones[] = [{ ...base, status: 'assembled' }];
  if (submittedOn) lives.push({ ...base, status: 'submitted', submittedOn });
  if (acceptedOn) lives.push({ ...base, status: 'payer_accepted', submittedOn, acceptedOn });
  const firstRemittanceOn = claim.adjudicatedOn ?? undefined;
  lives.push({
    ...base,
    status: claim.status,
    submittedOn,
    acceptedOn,
    firstRemittanceOn,
    paidOn: claim.paidOn ?? undefined,
  });
  for (const [index, life] of lives.entries()) await appendCountDeltas(tx, stageDeltas(lives[index - 1], life));
}
