import { ruleCovers } from './denial-rules-table.ts';
import type { DenialCategory } from './denial-table.ts';
import type { DenialVerdict } from './review-denials.ts';

/** Reviews of one rule, verdict and class, added up; the rule is empty for missed denials. */
export interface ReviewSum {
  ruleId: string;
  verdict: string;
  category: string | null;
  count: number;
  amountCents: number;
}

/** Denials of one class, each counted once. */
export interface ClassSum {
  category: string;
  count: number;
  amountCents: number;
  missedCount: number;
  missedAmountCents: number;
}

export interface ReviewVolume {
  count: number;
  amountCents: number;
}

export interface RuleEffect {
  ruleId: string;
  /** It had spoken, the claim went out, and the payer denied what it spoke of. */
  caught: ReviewVolume;
  /** Somebody released its finding, and the payer denied what it spoke of. */
  overridden: ReviewVolume;
  /** Denied for a reason it looks for, and no rule that looks for it had spoken: counts for every such rule. */
  missed: ReviewVolume;
  /** Somebody released its finding, and the payer paid. */
  falseAlarms: ReviewVolume;
}

export interface DenialClassEffect {
  category: string;
  /** False where no rule looks for what the class is about. */
  covered: boolean;
  denied: ReviewVolume;
  missed: ReviewVolume;
}

/** Spreads the sums over the rules. A denial that several rules foretold stands with each of them. */
export function effectOfRules(ruleIds: readonly string[], sums: readonly ReviewSum[]): RuleEffect[] {
  const missed = sums.filter(({ verdict }) => verdict === 'missed');
  const of = (ruleId: string, verdict: DenialVerdict) =>
    total(sums.filter((row) => row.ruleId === ruleId && row.verdict === verdict));
  return ruleIds.map((ruleId) => ({
    ruleId,
    caught: of(ruleId, 'caught'),
    overridden: of(ruleId, 'overridden'),
    missed: total(missed.filter(({ category }) => ruleCovers(ruleId, category as DenialCategory))),
    falseAlarms: of(ruleId, 'false_alarm'),
  }));
}

/** Says of each class of denials whether a rule looks for it, and how much was missed. */
export function effectByClass(ruleIds: readonly string[], classes: readonly ClassSum[]): DenialClassEffect[] {
  return classes.map(({ category, count, amountCents, missedCount, missedAmountCents }) => ({
    category,
    covered: ruleIds.some((id) => ruleCovers(id, category as DenialCategory)),
    denied: { count, amountCents },
    missed: { count: missedCount, amountCents: missedAmountCents },
  }));
}

function total(rows: readonly ReviewVolume[]): ReviewVolume {
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    amountCents: rows.reduce((sum, row) => sum + row.amountCents, 0),
  };
}
