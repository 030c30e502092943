import { type EncounterInput, patientKey, primaryCoverage } from '@claimwright/domain/encounter';
import type { HistoryLine } from '@claimwright/domain/finding';
import type { Id } from '@claimwright/domain/ids';
import { defaultPayerProfile, type PayerProfile } from '@claimwright/domain/payer';
import type { TenantTransaction } from '../database.ts';

/** What the checks need to know beside the encounter itself. */
export interface CheckSources {
  payer: PayerProfile;
  history: HistoryLine[];
}

interface HistoryRow {
  id: Id;
  claimId: Id | null;
  content: EncounterInput;
}

/** Most earlier encounters of a patient that are looked at; the newest count. */
const historyLimit = 500;

/**
 * The payer's profile and the patient's other lines, for checking an encounter that is not stored (or stored under the same
 * external id, which is then left out).
 */
export async function readCheckSources(tx: TenantTransaction, encounter: EncounterInput): Promise<CheckSources> {
  const cover = primaryCoverage(encounter);
  const payer = cover?.payer.id ? await readPayerProfile(tx, cover.payer.id) : undefined;
  const { rows } = await tx.query<HistoryRow>(
    `select e.id, e.content,
       (select ce.claim_id from claim_encounters ce where ce.tenant_id = e.tenant_id and ce.encounter_id = e.id and ce.live
        order by ce.part limit 1) as "claimId"
     from encounters e
     where e.tenant_id = $1 and e.patient_key = $2 and e.external_id <> $3 and e.status <> 'not_billable'
     order by e.service_from desc nulls last limit ${historyLimit}`,
    [tx.tenantId, patientKey(encounter), encounter.externalId],
  );
  return {
    payer: payer ?? defaultPayerProfile(cover?.payer.id ?? 'unknown', cover?.payer.name ?? 'unknown'),
    history: rows.flatMap(fromDbHistory),
  };
}

async function readPayerProfile(tx: TenantTransaction, payerId: string): Promise<PayerProfile | undefined> {
  const { rows } = await tx.query<{ profile: PayerProfile }>(
    'select profile from payers where tenant_id = $1 and payer_id = $2',
    [tx.tenantId, payerId],
  );
  return rows[0]?.profile;
}

function fromDbHistory(row: HistoryRow): HistoryLine[] {
  const { content } = row;
  return content.lines.map((line) => ({
    encounterId: row.id,
    claimId: row.claimId ?? undefined,
    billingNpi: content.billingProvider.npi,
    renderingNpi: line.renderingProvider?.npi ?? content.renderingProvider?.npi,
    procedureCode: line.procedureCode,
    modifiers: line.modifiers,
    placeOfService: line.placeOfService ?? content.placeOfService,
    units: line.units,
    chargeCents: line.chargeCents,
    serviceFrom: line.serviceFrom,
    serviceTo: line.serviceTo ?? line.serviceFrom,
    frequencyCode: content.frequencyCode,
  }));
}
