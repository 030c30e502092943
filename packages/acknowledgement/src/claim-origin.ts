import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';

/** What of a claim is needed to find the fields it was made of. */
export interface TracedClaim {
  patientControlNumber: string;
  /** As they were sent: without dots, first-listed first. */
  diagnoses: readonly string[];
  destination: { payerId: string; responsibility: string; relationship: string };
  lines: readonly TracedLine[];
}

export interface TracedLine {
  lineNumber: number;
  lineControlNumber: string;
  /** Absent on lines of a stay, as the day is. */
  procedureCode?: string | undefined;
  serviceFrom?: string | undefined;
  chargeCents: number;
}

/** A claim with the encounters it was assembled from. */
export interface ClaimOrigin {
  claim: TracedClaim;
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
  const line = claim.lines.find((each) => each.lineNumber === lineNumber);
  const encounter = encounters.find((each) => each.id === encounterOfLine.get(lineNumber)) ?? encounters[0];
  if (!line || !encounter) return undefined;
  // A line of a claim says what the encounter's line says; equal ones keep their order, so the nth there is the nth here.
  const earlier = claim.lines.filter(
    (each) =>
      each.lineNumber < lineNumber &&
      sameService(each, line) &&
      (encounterOfLine.get(each.lineNumber) ?? encounter.id) === encounter.id,
  ).length;
  const alike = encounter.content.lines.flatMap((each, index) =>
    sameService({ ...each, procedureCode: each.procedureCode && plain(each.procedureCode) }, line) ? [index] : [],
  );
  const index = alike[Math.min(earlier, alike.length - 1)];
  return index === undefined ? undefined : { ...encounter, index };
}

type Service = Pick<TracedLine, 'procedureCode' | 'serviceFrom' | 'chargeCents'>;

function sameService(left: Service, right: Service): boolean {
  return (
    left.procedureCode === right.procedureCode &&
    (left.serviceFrom === right.serviceFrom || left.serviceFrom === undefined || right.serviceFrom === undefined) &&
    left.chargeCents === right.chargeCents
  );
}

/** Where the claim's diagnosis of this 1-based place stands in an encounter; undefined when no encounter has it. */
export function diagnosisInEncounter(
  { claim, encounters }: ClaimOrigin,
  place: number,
): { id: Id; content: Content; index: number } | undefined {
  const code = claim.diagnoses[place - 1];
  if (code === undefined) return undefined;
  for (const { id, content } of encounters) {
    const index = content.diagnoses.findIndex((diagnosis) => plain(diagnosis.code) === plain(code));
    if (index >= 0) return { id, content, index };
  }
  return undefined;
}

/** Position of the cover the claim was sent under; the first when none is told apart. */
export function coverInEncounter({ claim }: ClaimOrigin, content: Content): number {
  const { payerId, responsibility } = claim.destination;
  const byPayer = content.coverages.findIndex((cover) => cover.payer.id === payerId);
  const byOrder = content.coverages.findIndex((cover) => cover.responsibility === responsibility);
  return Math.max(byPayer >= 0 ? byPayer : byOrder, 0);
}

function plain(code: string): string {
  return code.toUpperCase().replace(/[.\s]/g, '');
}
