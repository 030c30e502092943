import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';

/** A claim with the encounters it was assembled from. */
export interface ClaimOrigin {
  claim: AnyClaimSnapshot;
  /** In the order they were put together; a claim has at least one. */
  encounters: readonly { id: Id; content: EncounterInput }[];
  /** The encounter of each line, by LX01. */
  encounterOfLine: ReadonlyMap<number, Id>;
}

type Content = EncounterInput;

/** The encounter of a line with the 0-based position the line has there; undefined when it is not found. */
export function lineInEncounter(
  { claim, encounters, encounterOfLine }: ClaimOrigin,
  lineNumber: number,
): { id: Id; content: Content; index: number } | undefined {
  const encounter = encounters.find((each) => each.id === encounterOfLine.get(lineNumber)) ?? encounters[0];
  if (!encounter) return undefined;
  // A hospital bill is one claim with the lines as they are.
  if (claim.claimType === 'institutional') {
    const index = lineNumber - 1;
    return encounter.content.lines[index] ? { ...encounter, index } : undefined;
  }
  const line = claim.lines.find((each) => each.lineNumber === lineNumber);
  if (!line) return undefined;
  // A line of a claim says what the encounter's line says; equal ones keep their order, so the nth there is the nth here.
  const earlier = claim.lines.filter(
    (each) =>
      each.lineNumber < lineNumber &&
      sameService(each, line) &&
      (encounterOfLine.get(each.lineNumber) ?? encounter.id) === encounter.id,
  ).length;
  const alike = encounter.content.lines.flatMap((each, index) =>
    sameService({ ...each, procedureCode: plain(each.procedureCode ?? '') }, line) ? [index] : [],
  );
  const index = alike[Math.min(earlier, alike.length - 1)];
  return index === undefined ? undefined : { ...encounter, index };
}

interface Service {
  procedureCode: string;
  serviceFrom: string;
  chargeCents: number;
}

function sameService(left: Service, right: Service): boolean {
  return (
    left.procedureCode === right.procedureCode &&
    left.serviceFrom === right.serviceFrom &&
    left.chargeCents === right.chargeCents
  );
}

/**
 * Where the claim's diagnosis of a 1-based place stands in an encounter's diagnoses; undefined when no encounter has it. On a
 * hospital bill the place counts those of its HI: other diagnoses (ABF) or external causes (ABN).
 */
export function diagnosisInEncounter(
  { claim, encounters }: ClaimOrigin,
  place: number,
  qualifier?: string,
): { id: Id; content: Content; index: number } | undefined {
  const code = codeAt(claim, place - 1, qualifier);
  if (code === undefined) return undefined;
  for (const { id, content } of encounters) {
    const index = content.diagnoses.findIndex((diagnosis) => plain(diagnosis.code) === plain(code));
    if (index >= 0) return { id, content, index };
  }
  return undefined;
}

function codeAt(claim: AnyClaimSnapshot, index: number, qualifier: string | undefined): string | undefined {
  if (claim.claimType === 'professional') return claim.diagnoses[index];
  const { other, externalCauses } = claim.diagnoses;
  return qualifier === 'ABN' ? externalCauses[index]?.code : other[index]?.code;
}

/** Position of the cover the claim was sent under; the first when none is told apart. */
export function coverInEncounter({ claim }: ClaimOrigin, content: Content): number {
  const { payerId, responsibility } = claim.destination;
  const byPayer = content.coverages.findIndex((cover) => cover.payer.id === payerId);
  const byOrder = content.coverages.findIndex((cover) => cover.responsibility === responsibility);
  return Math.max(byPayer >= 0 ? byPayer : byOrder, 0);
}

/** A code without dots and blanks, in capitals. */
export function plain(code: string): string {
  return code.toUpperCase().replace(/[.\s]/g, '');
}
