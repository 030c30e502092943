import type { Cents } from '@claimwright/domain/money';
import type { Adjustment, RemittanceLine } from '@claimwright/domain/remittance';
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
const patientShare: ReadonlySet<string> = new Set(['1', '2', '3']);

/**
 * True when an adjustment refuses payment rather than explaining a price: its CARC is none of the expected ones, and the group is
 * CO, OA, PI, or PR with another code than deductible, coinsurance and copay.
 */
export function isDenialAdjustment(adjustment: Adjustment): boolean {
  if (expectedReasonCodes.has(adjustment.reasonCode)) return false;
  return adjustment.group !== 'CR' && !(adjustment.group === 'PR' && patientShare.has(adjustment.reasonCode));
}

/** The denial predicate for one line: something was charged, nothing paid, and an adjustment refuses it. */
export function lineIsDenied(line: Pick<RemittanceLine, 'chargeCents' | 'paidCents' | 'adjustments'>): boolean {
  return line.chargeCents > 0 && line.paidCents === 0 && line.adjustments.some(isDenialAdjustment);
}

/**
 * Names the class of a denial: the one that loses the largest amount, the more urgent one when two lose the same. A remark code
 * that makes a CARC more precise goes before the bare CARC. Undefined when no adjustment denies.
 */
export function classifyDenial(adjustments: readonly Adjustment[], remarks: readonly string[]): Denial | undefined {
  const byClass = new Map<DenialClass, Cents>();
  const byReason = new Map<string, Cents>();
  let amountCents = 0;
  for (const adjustment of adjustments) {
    if (!isDenialAdjustment(adjustment)) continue;
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
  const [{ category, preventable, nextAction }] = winner;
  const reasons = [...byReason].sort(([, a], [, b]) => b - a).map(([reason]) => reason);
  return { category, preventable, nextAction, reasons, amountCents };
}

function classOf(reasonCode: string, remarks: readonly string[]): DenialClass {
  for (const remark of remarks) {
    const row = classByRemark.get(`${reasonCode}+${remark}`);
    if (row) return row;
  }
  return classByCode.get(reasonCode) ?? unclassified;
}
