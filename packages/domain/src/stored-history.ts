import type { HistoryLine } from './finding.ts';

/** What all lines of a visit mostly share. */
type VisitPart = Omit<HistoryLine, keyof LinePart>;
type LinePart = Pick<HistoryLine, 'procedureCode' | 'modifiers' | 'units' | 'chargeCents' | 'diagnosisCodes'>;

/** Lines in order, those that share everything but this together: code, modifiers, units, charge, diagnoses (null: not said). */
export interface StoredVisit extends VisitPart {
  lines: [string, Packed, number, number, Packed | null][];
}

/** A patient's history as it is kept with a run: a third of its size, since most runs are kept and few are looked at again. */
export function toStoredHistory(history: readonly HistoryLine[]): StoredVisit[] {
  const visits: StoredVisit[] = [];
  let last = '';
  for (const { procedureCode, modifiers, units, chargeCents, diagnosisCodes, ...visit } of history) {
    const mark = JSON.stringify(visit);
    if (mark !== last) visits.push({ ...visit, lines: [] });
    last = mark;
    visits
      .at(-1)
      ?.lines.push([
        procedureCode,
        packed(modifiers),
        units,
        chargeCents,
        diagnosisCodes ? packed(diagnosisCodes) : null,
      ]);
  }
  return visits;
}

/** Reads it again; lines that were kept one by one, as they once were, are taken as they are. */
export function fromStoredHistory(stored: readonly (StoredVisit | HistoryLine)[]): HistoryLine[] {
  return stored.flatMap((one) => {
    if (!('lines' in one)) return [one];
    const { lines, ...visit } = one;
    return lines.map(([procedureCode, modifiers, units, chargeCents, diagnoses]) => {
      const line: HistoryLine = { ...visit, procedureCode, modifiers: unpacked(modifiers), units, chargeCents };
      if (diagnoses !== null) line.diagnosisCodes = unpacked(diagnoses);
      return line;
    });
  });
}

type Packed = string | readonly string[];

const between = ' ';

/** Codes side by side; as a list where one of them holds a blank, as an EHR may have written it. */
function packed(codes: readonly string[]): Packed {
  return codes.some((code) => code === '' || code.includes(between)) ? codes : codes.join(between);
}

function unpacked(codes: Packed): string[] {
  if (typeof codes !== 'string') return [...codes];
  return codes === '' ? [] : codes.split(between);
}
