import type { TenantTransaction } from '@claimwright/db/database';

const plainClaim = {
  status: 'assembled',
  version: 1,
  payer_id: 'TEST1',
  payer_name: 'Example Health Plan',
  route: 'default',
  responsibility: 'primary',
  frequency_code: '1',
  billing_npi: '1234567893',
  patient_key: 'e/1',
  service_from: '2026-03-02',
  service_to: '2026-03-02',
  charge_cents: 12_500,
  snapshot: '{}',
  snapshot_sha256: Buffer.of(0),
  assembled_at: '2026-03-02T12:00:00Z',
};

/** Puts a claim straight into its table, without the encounter it bills; `columns` says what is not as in a plain one. */
export async function storeClaim(
  tx: TenantTransaction,
  id: string,
  patientControlNumber: string,
  columns: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const row = { tenant_id: tx.tenantId, id, patient_control_number: patientControlNumber, ...plainClaim, ...columns };
  const places = Object.keys(row).map((_, index) => `$${index + 1}`);
  await tx.query(`insert into claims (${Object.keys(row).join()}) values (${places.join()})`, Object.values(row));
}
