import type { RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';
import type { ClaimLineKey } from './loaded-claim.ts';

export type LineMatchedBy = 'line_control_number' | 'service' | 'service_without_modifier' | 'order';

export interface MatchedLine {
  /** 0-based position in the payer's answer. */
  index: number;
  answer: RemittanceLine;
  lineNumber: number;
  by: LineMatchedBy;
}

export interface UnmatchedLine {
  index: number;
  answer: RemittanceLine;
  reason: string;
}

export interface LineMatches {
  /** In the order of the answer. */
  matched: MatchedLine[];
  unmatched: UnmatchedLine[];
  /** Line numbers of the claim that the payer says nothing of. */
  unanswered: number[];
}

/**
 * Finds for each line of a payer's answer the line of our claim, in four passes, each over what the former left:
 * 1. the line control number (REF*6R); two answers may name one line, payers do split lines;
 * 2. code and modifiers as submitted (SVC06, else SVC01), date and charge; lines that agree in all of this are interchangeable;
 * 3. the same with modifiers missing on the payer's side, when only one line fits;
 * 4. by order, when as many are left on both sides and their charges agree one by one.
 * A reversal's negative charges match by their amount.
 */
export function matchLines(answer: RemittanceClaim, lines: readonly ClaimLineKey[]): LineMatches {
  const found = new Map<number, MatchedLine>();
  const taken = new Set<number>();
  const take = (index: number, lineNumber: number, by: LineMatchedBy) => {
    found.set(index, { index, answer: answer.lines[index]!, lineNumber, by });
    taken.add(lineNumber);
  };
  matchByControlNumber(answer, lines, take);
  if (found.size < answer.lines.length) matchByService(answer, lines, found, taken, take);
  if (found.size < answer.lines.length) matchByOrder(answer, lines, found, taken, take);
  const matched: MatchedLine[] = [];
  const unmatched: UnmatchedLine[] = [];
  for (const [index, line] of answer.lines.entries()) {
    const match = found.get(index);
    if (match) matched.push(match);
    else unmatched.push({ index, answer: line, reason: reasonFor(line, lines) });
  }
  const unanswered = lines.filter((line) => !taken.has(line.lineNumber)).map((line) => line.lineNumber);
  return { matched, unmatched, unanswered };
}

type Take = (index: number, lineNumber: number, by: LineMatchedBy) => void;

function matchByControlNumber(answer: RemittanceClaim, lines: readonly ClaimLineKey[], take: Take): void {
  for (const [index, line] of answer.lines.entries()) {
    const number = line.lineControlNumber?.trim().toUpperCase();
    if (!number) continue;
    const own = lines.find((candidate) => candidate.lineControlNumber === number);
    if (own) take(index, own.lineNumber, 'line_control_number');
  }
}

function matchByService(
  answer: RemittanceClaim,
  lines: readonly ClaimLineKey[],
  found: ReadonlyMap<number, MatchedLine>,
  taken: ReadonlySet<number>,
  take: Take,
): void {
  const free = () => lines.filter((line) => !taken.has(line.lineNumber));
  const waiting = () => [...answer.lines.entries()].filter(([index]) => !found.has(index));
  for (const [index, line] of waiting()) {
    const own = free().find((candidate) => sameService(line, candidate) && sameModifiers(line, candidate));
    if (own) take(index, own.lineNumber, 'service');
  }
  const fits = (line: RemittanceLine, own: ClaimLineKey) => sameService(line, own) && fewerModifiers(line, own);
  for (const [index, line] of waiting()) {
    const candidates = free().filter((own) => fits(line, own));
    const own = candidates[0];
    if (!own || candidates.length > 1) continue;
    const rivals = waiting().filter(([, other]) => fits(other, own));
    if (rivals.length === 1) take(index, own.lineNumber, 'service_without_modifier');
  }
}

function matchByOrder(
  answer: RemittanceClaim,
  lines: readonly ClaimLineKey[],
  found: ReadonlyMap<number, MatchedLine>,
  taken: ReadonlySet<number>,
  take: Take,
): void {
  const free = lines.filter((line) => !taken.has(line.lineNumber));
  const waiting = [...answer.lines.entries()].filter(([index]) => !found.has(index));
  if (free.length !== waiting.length) return;
  if (!waiting.every(([, line], at) => Math.abs(line.chargeCents) === free[at]!.chargeCents)) return;
  for (const [at, [index]] of waiting.entries()) take(index, free[at]!.lineNumber, 'order');
}

function sameService(line: RemittanceLine, own: ClaimLineKey): boolean {
  return (
    sameCode(line, own) &&
    Math.abs(line.chargeCents) === own.chargeCents &&
    (line.serviceFrom === undefined || line.serviceFrom === own.serviceFrom) &&
    (line.serviceTo === undefined || line.serviceTo === own.serviceTo)
  );
}

/** The code of a line without procedure code is its revenue code (SVC01 qualifier NU); with both, both must agree as far as told. */
function sameCode(line: RemittanceLine, own: ClaimLineKey): boolean {
  const code = (line.submittedProcedureCode ?? line.procedureCode).toUpperCase();
  if (own.procedureCode === undefined) return code === own.revenueCode;
  return code === own.procedureCode && (line.revenueCode === undefined || line.revenueCode === own.revenueCode);
}

function modifiersOf(line: RemittanceLine): string[] {
  const modifiers = line.submittedProcedureCode === undefined ? line.modifiers : (line.submittedModifiers ?? []);
  return modifiers.map((modifier) => modifier.toUpperCase());
}

function sameModifiers(line: RemittanceLine, own: ClaimLineKey): boolean {
  const theirs = modifiersOf(line);
  return theirs.length === own.modifiers.length && theirs.every((modifier) => own.modifiers.includes(modifier));
}

function fewerModifiers(line: RemittanceLine, own: ClaimLineKey): boolean {
  const theirs = modifiersOf(line);
  return theirs.length < own.modifiers.length && theirs.every((modifier) => own.modifiers.includes(modifier));
}

function reasonFor(line: RemittanceLine, lines: readonly ClaimLineKey[]): string {
  const code = line.submittedProcedureCode ?? line.procedureCode;
  const count = lines.filter((own) => (own.procedureCode ?? own.revenueCode) === code.toUpperCase()).length;
  if (count === 0) return `The claim has no line with ${code}, and no line control number of ours came with it.`;
  return `The claim has ${count} line(s) with ${code}; none left agrees in modifiers, date and charge, or several do.`;
}
