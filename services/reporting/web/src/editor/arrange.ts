import type { EncounterInput } from '@claimwright/domain/encounter';

type Coded = Pick<EncounterInput, 'diagnoses' | 'lines'>;

/** Lines point at diagnoses by position, so each move takes the pointers along. `moves` gives the new position of an old one. */
function repoint<Content extends Coded>(content: Content, moves: (position: number) => number | undefined): Content {
  const lines = content.lines.map((line) => ({
    ...line,
    diagnosisPointers: line.diagnosisPointers.map(moves).filter((position) => position !== undefined),
  }));
  return { ...content, lines };
}

/** Moves a diagnosis one place up or down (`by` −1 or 1); `index` is zero-based. Out of the list nothing happens. */
export function moveDiagnosis<Content extends Coded>(content: Content, index: number, by: -1 | 1): Content {
  const other = index + by;
  const [one, two] = [content.diagnoses[index], content.diagnoses[other]];
  if (one === undefined || two === undefined) return content;
  const diagnoses = content.diagnoses.with(index, two).with(other, one);
  const moved = repoint(content, (position) => {
    if (position === index + 1) return other + 1;
    return position === other + 1 ? index + 1 : position;
  });
  return { ...moved, diagnoses };
}

/** Takes a diagnosis out; lines forget it, and point at the later ones by their new positions. */
export function removeDiagnosis<Content extends Coded>(content: Content, index: number): Content {
  const moved = repoint(content, (position) => {
    if (position === index + 1) return undefined;
    return position > index + 1 ? position - 1 : position;
  });
  return { ...moved, diagnoses: content.diagnoses.toSpliced(index, 1) };
}
