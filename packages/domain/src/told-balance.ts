import type { EncounterInput } from './encounter.ts';
import { type Cents, formatDollars, sumCents } from './money.ts';
import { adjustedCents } from './other-payer.ts';
import type { PriorAdjudication } from './prior-adjudication.ts';

/** Cents of the charge that what an earlier payer decided does not explain, or explains twice. */
export interface ToldImbalance {
  /** JSON Pointer into the encounter. */
  pointer: string;
  /** Without a full stop at its end. */
  says: string;
}

/**
 * Where what the sender told of earlier payers does not balance (005010X222A1 and X223A2, 1.4.1.1): charge = paid + adjusted, for
 * each line that is told of and for the claim. The claim is judged where its lines balance, so that one mistake is told once.
 */
export function toldImbalances(encounter: EncounterInput): ToldImbalance[] {
  return encounter.coverages.flatMap(({ priorAdjudication: told }, index) => {
    if (!told) return [];
    const at = `/coverages/${index}/priorAdjudication`;
    const ofLines = told.lines.length === 0 ? [] : lineImbalances(encounter, told, at);
    return ofLines.length > 0 ? ofLines : claimImbalances(encounter, told, at);
  });
}

function claimImbalances({ lines }: EncounterInput, told: PriorAdjudication, pointer: string): ToldImbalance[] {
  const ofLines = told.lines.flatMap((line) => line.adjustments);
  const explained = told.paidCents + adjustedCents(told.adjustments) + adjustedCents(ofLines);
  const charge = sumCents(lines.map((line) => line.chargeCents));
  return explained === charge ? [] : [{ pointer, says: unequal(explained, charge) }];
}

function lineImbalances({ lines }: EncounterInput, told: PriorAdjudication, at: string): ToldImbalance[] {
  const wrong: ToldImbalance[] = [];
  for (const [index, { chargeCents }] of lines.entries()) {
    const own = told.lines.filter(({ lineNumber }) => lineNumber === index + 1);
    const [first] = own;
    if (!first) {
      wrong.push({ pointer: `${at}/lines`, says: `the payer's decision about line ${index + 1} is missing` });
      continue;
    }
    const explained = own.reduce((total, line) => total + line.paidCents + adjustedCents(line.adjustments), 0);
    if (explained === chargeCents) continue;
    wrong.push({ pointer: `${at}/lines/${told.lines.indexOf(first)}`, says: unequal(explained, chargeCents) });
  }
  for (const [place, { lineNumber }] of told.lines.entries()) {
    if (lineNumber <= lines.length) continue;
    wrong.push({ pointer: `${at}/lines/${place}/lineNumber`, says: `the encounter has ${lines.length} lines` });
  }
  return wrong;
}

function unequal(explained: Cents, charge: Cents): string {
  return `paid and adjusted amounts make ${formatDollars(explained)} of a charge of ${formatDollars(charge)}`;
}
