import type { Responsibility } from '@claimwright/domain/coverage';
import type { Finding } from '@claimwright/domain/finding';
import type { Cents } from '@claimwright/domain/money';
import type { Adjustment, RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';
import { answersLater } from './answers-first.ts';
import { refusalsOfClaim } from './claim-outcome.ts';
import { classifyDenial, refusingAdjustments } from './classify-denial.ts';
import { ruleCovers } from './denial-rules-table.ts';
import type { DenialCategory } from './denial-table.ts';

/**
 * caught: a rule of the class had spoken and the claim went out all the same. overridden: somebody had released that finding.
 * missed: no rule of the class had spoken. false_alarm: a released finding, and the payer paid.
 */
export type DenialVerdict = 'caught' | 'overridden' | 'missed' | 'false_alarm';

/** One denial or payment held against what our checks had said. */
export interface DenialReview {
  /** Place of the line in the payer's answer, from 1; 0 is the claim as a whole. */
  lineNumber: number;
  /** Empty for a missed denial. */
  ruleId: string;
  verdict: DenialVerdict;
  /** Of the denial; absent for a false alarm. */
  category?: DenialCategory;
  /** What the denial lost, or what was paid in spite of the finding. */
  amountCents: Cents;
}

/** A payer's answer, and what the checks had said of the encounter when its claim was made. */
export interface AnswerToReview {
  answer: RemittanceClaim;
  findings: readonly Finding[];
  /** Procedure codes of the encounter's lines, in order: findings point at these. */
  procedureCodes: readonly string[];
  /** The payer's place in the order; absent is the first. */
  responsibility?: Responsibility;
}

function isFirst({ answer, responsibility = 'primary' }: AnswerToReview): boolean {
  return responsibility === 'primary' && !answersLater(answer);
}

/** A reversal takes an answer back, a predetermination is none. */
const noAnswers: ReadonlySet<string> = new Set(['22', '25']);

/** Holds one answer against the findings of its encounter. Pure; the order of findings means nothing. */
export function reviewDenials(given: AnswerToReview): DenialReview[] {
  const { answer } = given;
  if (noAnswers.has(answer.statusCode)) return [];
  const reviews = answer.lines.flatMap((line, index) => reviewLine(given, line, index + 1));
  const first = isFirst(given);
  const denied = answer.lines.some((line) => refusingAdjustments(line, first).length > 0);
  const refusing = refusalsOfClaim(answer, first);
  if (!denied) reviews.push(...reviewDenial(given.findings, refusing, answer.remarkCodes, 0));
  if (answer.paidCents > 0) {
    // One that foretold the denial of a line was right, though another line was paid.
    const right = new Set(reviews.flatMap(({ ruleId, verdict }) => (verdict === 'overridden' ? [ruleId] : [])));
    const general = given.findings.filter(
      (finding) => !right.has(finding.ruleId) && (lineOf(finding) === undefined || answer.lines.length === 0),
    );
    reviews.push(...falseAlarms(general, answer.paidCents, 0));
  }
  return reviews;
}

function reviewLine(given: AnswerToReview, line: RemittanceLine, lineNumber: number): DenialReview[] {
  const { findings, procedureCodes, answer } = given;
  const codes = [line.procedureCode, line.submittedProcedureCode].map((code) => code?.toUpperCase());
  const pointsHere = (finding: Finding) => {
    const place = lineOf(finding);
    return place !== undefined && codes.includes(procedureCodes[place]?.toUpperCase());
  };
  const refusing = refusingAdjustments(line, isFirst(given));
  if (refusing.length > 0) {
    const concerned = findings.filter((finding) => lineOf(finding) === undefined || pointsHere(finding));
    return reviewDenial(concerned, refusing, [...line.remarkCodes, ...answer.remarkCodes], lineNumber);
  }
  return line.paidCents > 0 ? falseAlarms(findings.filter(pointsHere), line.paidCents, lineNumber) : [];
}

function reviewDenial(
  findings: readonly Finding[],
  refusing: readonly Adjustment[],
  remarks: readonly string[],
  lineNumber: number,
): DenialReview[] {
  const denial = classifyDenial(refusing, remarks);
  if (!denial) return [];
  const { category, amountCents } = denial;
  const spoke = findings.filter(({ ruleId, verdict }) => verdict !== 'no_data' && ruleCovers(ruleId, category));
  if (spoke.length === 0) return [{ lineNumber, ruleId: '', verdict: 'missed', category, amountCents }];
  return ruleIdsOf(spoke).map((ruleId) => {
    const released = spoke.some((finding) => finding.ruleId === ruleId && finding.verdict === 'bypassed');
    return { lineNumber, ruleId, verdict: released ? 'overridden' : 'caught', category, amountCents };
  });
}

function falseAlarms(findings: readonly Finding[], amountCents: Cents, lineNumber: number): DenialReview[] {
  const released = findings.filter(({ verdict }) => verdict === 'bypassed');
  return ruleIdsOf(released).map((ruleId) => ({ lineNumber, ruleId, verdict: 'false_alarm', amountCents }));
}

function ruleIdsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ ruleId }) => ruleId))].sort();
}

/** 0-based line of the encounter a finding points into; undefined when it is about the whole. */
function lineOf({ pointer }: Finding): number | undefined {
  const place = /^\/lines\/(\d+)(?:\/|$)/.exec(pointer)?.[1];
  return place === undefined ? undefined : Number(place);
}
