import { type EncounterInput, primaryCoverage } from '@claimwright/domain/encounter';
import type { FrequencyLimit, PayerProfile, TelehealthPolicy } from '@claimwright/domain/payer';

/**
 * What Original Medicare takes where a profile says nothing else. Each row bears money and stands unverified until somebody has
 * held it against the text it cites; a profile replaces it.
 */
export const medicareFrequencyLimits: readonly FrequencyLimit[] = [
  { codes: ['G0402'], citation: '42 CFR 410.16', verified: false },
  { codes: ['G0438'], citation: '42 CFR 410.15', verified: false },
  {
    ...{ codes: ['G0439'], after: ['G0402', 'G0438', 'G0439'], fullMonths: 11 },
    ...{ citation: '42 CFR 410.15', verified: false },
  },
  { codes: ['G0442'], fullMonths: 11, citation: 'NCD 210.8', verified: false },
  { codes: ['G0444'], fullMonths: 11, citation: 'NCD 210.9', verified: false },
  { codes: ['G0102'], fullMonths: 11, citation: '42 CFR 410.39', verified: false },
  { codes: ['G0103'], fullMonths: 11, citation: '42 CFR 410.39', verified: false },
  { codes: ['G0328'], fullMonths: 11, citation: '42 CFR 410.37', verified: false },
  { codes: ['G0101'], fullMonths: 23, citation: '42 CFR 410.56', verified: false },
  { codes: ['G0104'], fullMonths: 47, citation: '42 CFR 410.37', verified: false },
  { codes: ['G0121'], fullMonths: 119, citation: '42 CFR 410.37', verified: false },
];

/** Claim filing indicators of Original Medicare (SBR09). */
export const medicareFilingCodes: ReadonlySet<string> = new Set(['MA', 'MB']);

/** What the payer pays so often and no more: by its profile, else by the table where Original Medicare answers first. */
export function frequencyLimitsOf(payer: PayerProfile, encounter: EncounterInput): readonly FrequencyLimit[] {
  if (payer.frequencyLimits) return payer.frequencyLimits;
  return medicareFilingCodes.has(primaryCoverage(encounter)?.claimFilingCode ?? '') ? medicareFrequencyLimits : [];
}

export const medicareTelehealth: readonly TelehealthPolicy[] = [
  {
    ...{ from: '2025-01-01', to: '2027-12-31', places: ['02', '10'], modifiers: [], audioOnlyModifier: '93' },
    ...{ refusedModifiers: ['GT'], codes: ['group:telehealth.list'] },
    ...{ citation: '42 CFR 410.78; Consolidated Appropriations Act 2026', verified: false },
  },
];
