import type { EncounterInput } from '@claimwright/domain/encounter';
export function sampleEncounters(_c: number, _s: number, _t: string): EncounterInput[] {
  return [];
}
