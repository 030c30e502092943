import type { TenantTransaction } from '../database.ts';

/** Whom an encounter or a claim is about; what the sender left out is null. */
export interface PatientName {
  id: string;
  firstName: string | null;
  lastName: string | null;
  birthDate: string | null;
}

const patientColumns = (document: string) => `x.${document} #>> '{patient,firstName}' as "firstName",
  x.${document} #>> '{patient,lastName}' as "lastName", x.${document} #>> '{patient,birthDate}' as "birthDate"`;

/** The patients of these encounters, as they were posted. */
export async function patientsOfEncounters(tx: TenantTransaction, ids: readonly string[]): Promise<PatientName[]> {
  const { rows } = await tx.query<PatientName>(
    `select x.id, ${patientColumns('content')} from encounters x where x.tenant_id = $1 and x.id = any($2::uuid[])`,
    [tx.tenantId, ids],
  );
  return rows;
}

/** The patients of these claims, as they were last put together. */
export async function patientsOfClaims(tx: TenantTransaction, ids: readonly string[]): Promise<PatientName[]> {
  const { rows } = await tx.query<PatientName>(
    `select x.id, ${patientColumns('snapshot')} from claims x where x.tenant_id = $1 and x.id = any($2::uuid[])`,
    [tx.tenantId, ids],
  );
  return rows;
}

const mostKeys = 1000;

/** What the tenant's keys are called, ended ones included: events outlive them. The thousand newest. */
export async function keyNames(tx: TenantTransaction): Promise<{ id: string; label: string }[]> {
  const { rows } = await tx.query<{ id: string; label: string }>(
    'select id, label from api_keys where tenant_id = $1 order by id desc limit $2',
    [tx.tenantId, mostKeys],
  );
  return rows;
}
