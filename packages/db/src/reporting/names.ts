import type { TenantTransaction } from '../database.ts';

/** Whom an encounter or a claim is about; what the sender left out is null. */
export interface PatientName {
  id: string;
  firstName: string | null;
  lastName: string | null;
  birthDate: string | null;
}

const patientColumns = `e.content #>> '{patient,firstName}' as "firstName", e.content #>> '{patient,lastName}' as "lastName",
  e.content #>> '{patient,birthDate}' as "birthDate"`;

/** The patients of these encounters, as they were posted. */
export async function patientsOfEncounters(tx: TenantTransaction, ids: readonly string[]): Promise<PatientName[]> {
  const { rows } = await tx.query<PatientName>(
    `select e.id, ${patientColumns} from encounters e where e.tenant_id = $1 and e.id = any($2::uuid[])`,
    [tx.tenantId, ids],
  );
  return rows;
}

/** The patients of these claims, as their encounters name them: the claim itself is written in capitals. */
export async function patientsOfClaims(tx: TenantTransaction, ids: readonly string[]): Promise<PatientName[]> {
  const { rows } = await tx.query<PatientName>(
    `select distinct on (l.claim_id) l.claim_id as id, ${patientColumns}
     from claim_encounters l join encounters e on e.tenant_id = $1 and e.id = l.encounter_id
     where l.tenant_id = $1 and l.claim_id = any($2::uuid[]) order by l.claim_id, l.encounter_id`,
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
