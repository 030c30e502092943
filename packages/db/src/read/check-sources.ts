import type { IsoDate } from '@claimwright/domain/dates';
import { type EncounterInput, patientKey, primaryCoverage } from '@claimwright/domain/encounter';
import type { FindingOverride, HistoryLine } from '@claimwright/domain/finding';
import { defaultPayerProfile, type PayerProfile } from '@claimwright/domain/payer';
import type { TenantFacts } from '@claimwright/domain/tenant-facts';
import type { TenantTransaction } from '../database.ts';
import { loadTenantFacts } from '../facts/load-facts.ts';
import { loadHistory } from '../pipeline/history.ts';
import { loadOverrides, loadPayerProfiles } from '../pipeline/scrub.ts';
import { findEncounterId } from './encounters.ts';

/** What the checks need to know beside the encounter itself. */
export interface CheckSources {
  payer: PayerProfile;
  history: HistoryLine[];
  overrides: FindingOverride[];
  tenant?: TenantFacts;
}

/** What the checks look at for an encounter of this payer. */
export interface Outlook {
  /** The encounter as they judge it: repaired. */
  content: EncounterInput;
  /** Dates of service they look at; undefined when there are none. */
  reach: { since: IsoDate; until: IsoDate } | undefined;
}

/**
 * The payer's profile, the patient's other lines, the findings already released and what the tenant's tables say, for an encounter
 * that is not stored: what the worker would load for it. One stored under the same external id is taken for an earlier version.
 */
export async function readCheckSources(
  tx: TenantTransaction,
  encounter: EncounterInput,
  lookOut: (payer: PayerProfile) => Outlook,
): Promise<CheckSources> {
  const cover = primaryCoverage(encounter);
  const profiles = await loadPayerProfiles(tx, [cover?.payer.id ?? null]);
  const payer =
    profiles.get(cover?.payer.id ?? '') ??
    defaultPayerProfile(cover?.payer.id ?? 'unknown', cover?.payer.name ?? 'unknown');
  const stored = await findEncounterId(tx, encounter.externalId);
  const overrides = stored ? await loadOverrides(tx, [stored]) : undefined;
  const { content, reach } = lookOut(payer);
  const wish = { patientKey: patientKey(encounter), externalId: encounter.externalId };
  const [history = []] = await loadHistory(tx, reach ? [{ ...wish, ...reach }] : []);
  const [tenant] = await loadTenantFacts(tx, [content]);
  return { payer, history, overrides: overrides?.get(stored ?? '') ?? [], ...(tenant && { tenant }) };
}
