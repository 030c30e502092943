import type { IsoDate } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Refusal } from './refuse.ts';

const pointer = '/disclosureConsent';

/**
 * Why the law forbids to tell the health plan of the encounter, or undefined. `today` is the day the claim would be made.
 *
 * 45 CFR 164.522(a)(1)(vi): who paid in full may forbid it. 42 CFR 2.31, 2.33: records of a substance use disorder program are
 * disclosed for payment only with the patient's written consent, while it holds.
 */
export function refuseDisclosure(encounter: EncounterInput, today: IsoDate): Refusal | undefined {
  if (encounter.doNotBillPlan) {
    return {
      reasonCode: 'do_not_bill_plan',
      reason: 'The patient paid in full and forbids disclosure to the health plan (45 CFR 164.522(a)(1)(vi)).',
    };
  }
  if (encounter.sensitivity !== 'part2') return undefined;
  const consent = encounter.disclosureConsent;
  if (!consent) {
    return refusal(
      `${pointer}: a record under 42 CFR Part 2 needs the patient's consent before a plan is billed (2.31).`,
    );
  }
  if (consent.scope !== 'treatment_payment_operations' && consent.scope !== 'payment') {
    return refusal(`${pointer}/scope: the consent covers "${consent.scope}", not payment (42 CFR 2.33).`);
  }
  if (consent.obtainedOn > today)
    return refusal(`${pointer}/obtainedOn: the consent holds from ${consent.obtainedOn} on.`);
  if (consent.revokedOn !== undefined && consent.revokedOn <= today) {
    return refusal(`${pointer}/revokedOn: the patient revoked the consent on ${consent.revokedOn} (42 CFR 2.31).`);
  }
  if (consent.expiresOn !== undefined && consent.expiresOn < today) {
    return refusal(`${pointer}/expiresOn: the consent ended on ${consent.expiresOn} (42 CFR 2.31).`);
  }
  return undefined;
}

function refusal(reason: string): Refusal {
  return { reasonCode: 'consent_missing', reason };
}
