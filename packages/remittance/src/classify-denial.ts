import type { Cents } from '@claimwright/domain/money';
import type { Adjustment, RemittanceLine } from '@claimwright/domain/remittance';
import { adviceFor } from './denial-advice.ts';
import { type DenialCategory, type DenialClass, denialClasses, expectedReasonCodes } from './denial-table.ts';

/** Why a payer did not pay, and what to do about it. */
export interface Denial {
  category: DenialCategory;
  preventable: boolean;
  nextAction: string;
  /** The adjustments that deny, "CO-97", largest amount first, each once. */
  reasons: string[];
  /** Their sum. */
  amountCents: Cents;
}

const priority = new Map(denialClasses.map((row, index) => [row.category, index]));
const classByCode = new Map(denialClasses.flatMap((row) => row.codes.map((code) => [code, row] as const)));
const classByRemark = new Map(denialClasses.flatMap((row) => (row.withRemark ?? []).map((key) => [key, row] as const)));
const unclassified = denialClasses.find((row) => row.category === 'unclassified')!;
const otherPayer = denialClasses.find((row) => row.category === 'coordination_of_benefits')!;
const patientShare: ReadonlySet<string> = new Set(['1', '2', '3']);

/**
 * True when an adjustment refuses payment rather than explaining a price: its CARC is none of the expected ones, and the group is
 * CO, OA, PI, or PR with another code than deductible, coinsurance and copay.
 */
export function isDenialAdjustment(adjustment: Adjustment): boolean {
  if (expectedReasonCodes.has(adjustment.reasonCode)) return false;
  return adjustment.group !== 'CR' && !(adjustment.group === 'PR' && patientShare.has(adjustment.reasonCode));
}

/** A line of an answer, or the answer as a whole. */
export type AnsweredPart = Pick<RemittanceLine, 'chargeCents' | 'paidCents' | 'adjustments'>;

/** What another payer paid or adjusted: it explains nothing where no payer answers before this one. */
const priorPayer = '23';

/**
 * The adjustments that refuse a part which was charged and paid nothing; none of any other part. Where the payer answers first,
 * CARC 23 refuses too, and so does any OA or PI amount of a part that neither the contract (CO) nor the patient (PR) explains a
 * cent of: otherwise a claim would count as paid though nobody has said who pays. `beside` are adjustments that explain the part
 * and stand elsewhere in the answer.
 */
export function refusingAdjustments(
  part: AnsweredPart,
  answersFirst: boolean,
  beside: readonly Adjustment[] = [],
): Adjustment[] {
  if (part.chargeCents <= 0 || part.paidCents !== 0) return [];
  const isExplained = [...part.adjustments, ...beside].some(
    ({ group, amountCents }) => amountCents > 0 && (group === 'CO' || group === 'PR'),
  );
  return part.adjustments.filter((adjustment) => {
    if (isDenialAdjustment(adjustment)) return true;
    const { group, reasonCode, amountCents } = adjustment;
    if (!answersFirst || amountCents <= 0) return false;
    return reasonCode === priorPayer || (!isExplained && (group === 'OA' || group === 'PI'));
  });
}

/** The denial predicate for one line: something was charged, nothing paid, and an adjustment refuses it. */
export function lineIsDenied(line: AnsweredPart, answersFirst: boolean): boolean {
  return refusingAdjustments(line, answersFirst).length > 0;
}

/**
 * Names the class of a denial from the adjustments that refuse (`refusingAdjustments`): the one that loses the largest amount, the more urgent one when two lose the same. A remark code
 * that makes a CARC more precise goes before the bare CARC. Undefined when there is none.
 */
export function classifyDenial(refusing: readonly Adjustment[], remarks: readonly string[]): Denial | undefined {
  const byClass = new Map<DenialClass, Cents>();
  const byReason = new Map<string, Cents>();
  let amountCents = 0;
  for (const adjustment of refusing) {
    const row = classOf(adjustment.reasonCode, remarks);
    byClass.set(row, (byClass.get(row) ?? 0) + adjustment.amountCents);
    const reason = `${adjustment.group}-${adjustment.reasonCode}`;
    byReason.set(reason, (byReason.get(reason) ?? 0) + adjustment.amountCents);
    amountCents += adjustment.amountCents;
  }
  const [winner] = [...byClass].sort(
    ([a, aCents], [b, bCents]) => bCents - aCents || priority.get(a.category)! - priority.get(b.category)!,
  );
  if (!winner) return undefined;
  const [{ category, preventable, nextAction: step }] = winner;
  const groups = refusing
    .filter(({ reasonCode }) => classOf(reasonCode, remarks).category === category)
    .map(({ group }) => group);
  const nextAction = adviceFor(step, groups);
  const reasons = [...byReason].sort(([, a], [, b]) => b - a).map(([reason]) => reason);
  return { category, preventable, nextAction, reasons, amountCents };
}

function classOf(reasonCode: string, remarks: readonly string[]): DenialClass {
  for (const remark of remarks) {
    const row = classByRemark.get(`${reasonCode}+${remark}`);
    if (row) return row;
  }
  return classByCode.get(reasonCode) ?? (reasonCode === priorPayer ? otherPayer : unclassified);
}
