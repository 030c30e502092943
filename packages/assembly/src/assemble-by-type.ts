import type { EncounterInput } from '@claimwright/domain/encounter';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { PayerProfile } from '@claimwright/domain/payer';
import { type AssemblyInput, assemble, howManyClaims } from './assemble.ts';
import { assembleInstitutional } from './assemble-institutional.ts';
import type { AssemblyReasonCode } from './refuse.ts';
import { refuseInstitutional } from './refuse-institutional.ts';

export type AnyAssemblyResult =
  | { ok: true; claims: { snapshot: AnyClaimSnapshot; part: number }[] }
  | { ok: false; reasonCode: AssemblyReasonCode; reason: string };

/**
 * Turns one encounter into the claims that bill it, 837P or 837I by its claim type. An institutional encounter is always one
 * claim. Throws as `assemble` does.
 */
export function assembleByType(input: AssemblyInput): AnyAssemblyResult {
  if (input.encounter.claimType === 'professional') return assemble(input);
  const refusal = refuseInstitutional(input.encounter, input.payer);
  if (refusal) return { ok: false, ...refusal };
  const { nextPatientControlNumber, ...content } = input;
  const patientControlNumber = nextPatientControlNumber(1);
  if (!/^[A-Z0-9]{1,17}$/.test(patientControlNumber)) {
    throw new RangeError(`"${patientControlNumber}" is no patient control number`);
  }
  return { ok: true, claims: [{ snapshot: assembleInstitutional({ ...content, patientControlNumber }), part: 1 }] };
}

/** How many control numbers `assembleByType` will ask for; 0 when it would refuse. */
export function howManyClaimsByType(encounter: EncounterInput, payer: PayerProfile): number {
  if (encounter.claimType === 'professional') return howManyClaims(encounter, payer);
  return refuseInstitutional(encounter, payer) ? 0 : 1;
}
