import type { IsoDate } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { PayerProfile } from '@claimwright/domain/payer';
import { type AssemblyInput, assemble, howManyClaims } from './assemble.ts';
import { assembleInstitutional } from './assemble-institutional.ts';
import type { AssemblyReasonCode } from './refuse.ts';
import { refuseInstitutional } from './refuse-institutional.ts';

/** A claim of either type; otherwise as `AssembledClaim`. */
export interface AnyAssembledClaim {
  snapshot: AnyClaimSnapshot;
  part: number;
  lineEncounterIds: Id[];
}

export type AnyAssemblyResult =
  | { ok: true; claims: AnyAssembledClaim[] }
  | { ok: false; reasonCode: AssemblyReasonCode; reason: string };

/**
 * Turns one encounter into the claims that bill it, 837P or 837I by its claim type. An institutional encounter is always one
 * claim. Throws as `assemble` does.
 */
export function assembleByType(input: AssemblyInput): AnyAssemblyResult {
  const { unit, payer, today } = input;
  const { encounter } = unit;
  if (encounter.claimType === 'professional') return assemble(input);
  const refusal = refuseInstitutional(encounter, payer, today);
  if (refusal) return { ok: false, ...refusal };
  const patientControlNumber = input.nextPatientControlNumber(1);
  if (!/^[A-Z0-9]{1,17}$/.test(patientControlNumber)) {
    throw new RangeError(`"${patientControlNumber}" is no patient control number`);
  }
  const encounterId = unit.encounterIds[0] ?? '';
  const snapshot = assembleInstitutional({
    encounterId,
    encounter,
    payer,
    ...(input.profiles ? { profiles: input.profiles } : {}),
    patientControlNumber,
  });
  return { ok: true, claims: [{ snapshot, part: 1, lineEncounterIds: snapshot.lines.map(() => encounterId) }] };
}

/** How many control numbers `assembleByType` will ask for; 0 when it would refuse. */
export function howManyClaimsByType(encounter: EncounterInput, payer: PayerProfile, today: IsoDate): number {
  if (encounter.claimType === 'professional') return howManyClaims(encounter, payer, today);
  return refuseInstitutional(encounter, payer, today) ? 0 : 1;
}
