import type { ClaimSnapshot } from '@claimwright/domain/claim';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import { canonicalJson } from './seal-snapshot.ts';

/** The same claim under another patient control number; the line control numbers follow it. */
export function renumbered<Claim extends AnyClaimSnapshot>(snapshot: Claim, patientControlNumber: string): Claim {
  return {
    ...snapshot,
    patientControlNumber,
    lines: snapshot.lines.map((line) => ({
      ...line,
      lineControlNumber: `${patientControlNumber}L${line.lineNumber}`,
    })),
  };
}

/** A claim that takes the place of one the payer has: CLM05-3 is 7 and REF*F8 names the payer's own number of it. */
export function asReplacement<Claim extends AnyClaimSnapshot>(snapshot: Claim, payerClaimControlNumber: string): Claim {
  return { ...snapshot, frequencyCode: '7', payerClaimControlNumber };
}

/** The claim that cancels one the payer has: what it says again, with CLM05-3 8 and the payer's own number. */
export function asVoid<Claim extends AnyClaimSnapshot>(
  original: Claim,
  payerClaimControlNumber: string,
  number: string,
): Claim {
  return renumbered({ ...original, frequencyCode: '8', payerClaimControlNumber }, number);
}

/**
 * Whether two snapshots bill the same, whatever they are numbered with: what tells the parts of an encounter that a correction
 * does not touch. Payers that have not decided yet are not looked at: who comes later is no matter of this payer.
 */
export function billsTheSame(one: AnyClaimSnapshot, other: AnyClaimSnapshot): boolean {
  return contentOf(one) === contentOf(other);
}

function contentOf(snapshot: AnyClaimSnapshot): string {
  const { frequencyCode: _frequency, payerClaimControlNumber: _theirs, ...rest } = renumbered(snapshot, '');
  const { otherPayers = [], ...content } = 'otherPayers' in rest ? rest : { ...rest, otherPayers: undefined };
  return canonicalJson({ ...content, decided: otherPayers.filter((payer) => payer.adjudication !== undefined) });
}

/**
 * Lines of `changed` that `original` does not have, when every line of the original is still there unchanged: late charges. Else
 * undefined: the correction changes what was billed. Hospital bills have a type of bill for late charges and are not split here.
 */
export function lateLines(original: AnyClaimSnapshot, changed: AnyClaimSnapshot): number[] | undefined {
  if (original.claimType === 'institutional' || changed.claimType === 'institutional') return undefined;
  const left = new Map<string, number[]>();
  for (const line of changed.lines) {
    const key = lineKey(changed, line);
    left.set(key, [...(left.get(key) ?? []), line.lineNumber]);
  }
  for (const line of original.lines) {
    if (left.get(lineKey(original, line))?.shift() === undefined) return undefined;
  }
  return [...left.values()].flat().sort((a, b) => a - b);
}

function lineKey(snapshot: ClaimSnapshot, line: ClaimSnapshot['lines'][number]): string {
  const { lineNumber: _n, lineControlNumber: _c, diagnosisPointers, ...rest } = line;
  return canonicalJson({ ...rest, diagnoses: diagnosisPointers.map((pointer) => snapshot.diagnoses[pointer - 1]) });
}

/** A claim of some of a claim's lines only, numbered from 1. What the patient paid stays with the lines billed before. */
export function ofLines(snapshot: ClaimSnapshot, lineNumbers: readonly number[]): ClaimSnapshot {
  const { patientPaidCents: _paid, ...rest } = snapshot;
  const lines = snapshot.lines
    .filter((line) => lineNumbers.includes(line.lineNumber))
    .map((line, index) => ({
      ...line,
      lineNumber: index + 1,
      lineControlNumber: `${snapshot.patientControlNumber}L${index + 1}`,
    }));
  return { ...rest, lines, totalChargeCents: lines.reduce((total, line) => total + line.chargeCents, 0) };
}
