import { type EncounterInput, patientKey, primaryCoverage, serviceDates } from '@claimwright/domain/encounter';
import type { FindingOverride, HistoryLine } from '@claimwright/domain/finding';
import { defaultPayerProfile, type PayerProfile } from '@claimwright/domain/payer';
import type { TenantTransaction } from '../database.ts';
import { loadOverrides, loadPayerProfiles } from '../pipeline/scrub.ts';
import { findEncounterId } from './encounters.ts';

/** What the checks need to know beside the encounter itself. */
export interface CheckSources {
  payer: PayerProfile;
  history: HistoryLine[];
  overrides: FindingOverride[];
}

/**
 * The payer's profile, the patient's other lines and the findings already released, for an encounter that is not stored: what
 * the worker would load for it. One stored under the same external id is taken for an earlier version of it.
 */
export async function readCheckSources(tx: TenantTransaction, encounter: EncounterInput): Promise<CheckSources> {
  const cover = primaryCoverage(encounter);
  const profiles = await loadPayerProfiles(tx, [cover?.payer.id ?? null]);
  const stored = await findEncounterId(tx, encounter.externalId);
  const overrides = stored ? await loadOverrides(tx, [stored]) : undefined;
  return {
    payer:
      profiles.get(cover?.payer.id ?? '') ??
      defaultPayerProfile(cover?.payer.id ?? 'unknown', cover?.payer.name ?? 'unknown'),
    history: await readHistory(tx, encounter),
    overrides: overrides?.get(stored ?? '') ?? [],
  };
}

/** Lines of the patient's other encounters that passed or were billed, over the dates of this one: as `loadHistory` finds them. */
async function readHistory(tx: TenantTransaction, encounter: EncounterInput): Promise<HistoryLine[]> {
  const dates = serviceDates(encounter);
  if (!dates) return [];
  const { rows } = await tx.query<{ id: string; content: EncounterInput }>(
    `select id, content from encounters
     where tenant_id = $1 and patient_key = $2 and external_id <> $3 and status in ('ready', 'billed')
       and service_from <= $5 and service_to >= $4
     order by received_at, id`,
    [tx.tenantId, patientKey(encounter), encounter.externalId, dates.from, dates.to],
  );
  return rows.flatMap(({ id, content }) =>
    content.lines.map((line) => ({
      encounterId: id,
      billingNpi: content.billingProvider.npi,
      renderingNpi: content.renderingProvider?.npi,
      procedureCode: line.procedureCode ?? '',
      revenueCode: line.revenueCode,
      typeOfBill: content.institutional?.typeOfBill,
      modifiers: line.modifiers,
      placeOfService: line.placeOfService ?? content.placeOfService,
      units: line.units,
      chargeCents: line.chargeCents,
      serviceFrom: line.serviceFrom,
      serviceTo: line.serviceTo ?? line.serviceFrom,
      frequencyCode: content.frequencyCode,
    })),
  );
}
