import type { Id } from '@claimwright/domain/ids';
import type { Cents } from '@claimwright/domain/money';
import type { RemittanceClaim } from '@claimwright/domain/remittance';
import { claimAllowedCents } from './allowed-amount.ts';
import { type ArguableRefusals, arguableRefusals } from './arguable-refusals.ts';
import { patientShareOf, refusalsOfClaim } from './claim-outcome.ts';
import { classifyDenial, type Denial, refusingAdjustments } from './classify-denial.ts';
import { type Crossover, crossoverOf } from './crossover.ts';
import type { LineMatches } from './match-lines.ts';
import type { PostingWarning } from './posting-warnings.ts';

/** What a claim event keeps of the answer that caused it: plain JSON, amounts in cents as the payer wrote them. */
export interface AdjudicationDetail {
  remittanceId: Id;
  traceNumber: string;
  ordinal: number;
  /** CLP02. */
  statusCode: string;
  payerClaimControlNumber?: string;
  chargeCents: Cents;
  paidCents: Cents;
  allowedCents: Cents;
  /** The sum of the PR adjustments. */
  patientResponsibilityCents: Cents;
  /** AMT*I, for information: the money comes with PLB L6. */
  interestCents?: Cents;
  /** Over all denied lines and, where the claim itself is refused, the claim. */
  denial?: Denial;
  lineDenials?: (Denial & { lineNumber?: number })[];
  /** Of these, what the payer refused of its own account: neither contract nor patient. */
  arguable?: ArguableRefusals;
  /** Name of the posting that a reversal takes back. */
  reverses?: string;
  /** Names of the unpaid answers that this one replaces. */
  supersedes?: string[];
  /** The payer sent the claim on to the next one. */
  crossover?: Crossover;
  warnings?: string[];
}

/** Sums an answer up for its claim event. */
export function adjudicationDetail(
  input: { answer: RemittanceClaim; ordinal: number; remittanceId: Id; traceNumber: string; answersFirst: boolean },
  lines: LineMatches,
  warnings: readonly PostingWarning[],
  links: Pick<AdjudicationDetail, 'reverses' | 'supersedes'>,
): AdjudicationDetail {
  const { answer } = input;
  const detail: AdjudicationDetail = {
    remittanceId: input.remittanceId,
    traceNumber: input.traceNumber,
    ordinal: input.ordinal,
    statusCode: answer.statusCode,
    chargeCents: answer.chargeCents,
    paidCents: answer.paidCents,
    allowedCents: claimAllowedCents(answer),
    patientResponsibilityCents: patientShareOf(answer),
  };
  if (answer.payerClaimControlNumber) detail.payerClaimControlNumber = answer.payerClaimControlNumber;
  if (answer.interestCents) detail.interestCents = answer.interestCents;
  const crossover = crossoverOf(answer);
  if (crossover) detail.crossover = crossover;
  if (links.reverses) detail.reverses = links.reverses;
  if (links.supersedes) detail.supersedes = links.supersedes;
  if (warnings.length > 0) detail.warnings = warnings.map(({ text }) => text);
  addDenials(detail, input, lines);
  return detail;
}

function addDenials(
  detail: AdjudicationDetail,
  { answer, answersFirst }: { answer: RemittanceClaim; answersFirst: boolean },
  lines: LineMatches,
): void {
  const ofClaim = refusalsOfClaim(answer, answersFirst);
  const denied = answer.lines
    .map((line, index) => ({ index, line, refusing: refusingAdjustments(line, answersFirst) }))
    .filter(({ refusing }) => refusing.length > 0);
  if (ofClaim.length + denied.length === 0) return;
  const numbers = new Map(lines.matched.map(({ index, lineNumber }) => [index, lineNumber]));
  const adjustments = [...ofClaim, ...denied.flatMap(({ refusing }) => refusing)];
  const remarks = [...answer.remarkCodes, ...denied.flatMap(({ line }) => line.remarkCodes)];
  detail.denial = classifyDenial(adjustments, remarks);
  const lineDenials = denied.flatMap(({ index, line, refusing }) => {
    const denial = classifyDenial(refusing, [...line.remarkCodes, ...answer.remarkCodes]);
    const lineNumber = numbers.get(index);
    return denial ? [lineNumber === undefined ? denial : { ...denial, lineNumber }] : [];
  });
  if (lineDenials.length > 0) detail.lineDenials = lineDenials;
  const arguable = arguableRefusals(answer, answersFirst, lines);
  if (arguable) detail.arguable = arguable;
}
