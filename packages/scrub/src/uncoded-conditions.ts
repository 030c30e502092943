import type { RuleGap } from './rule.ts';

/** While a condition waits for its code, what is missing or first on the list of diagnoses cannot be told. */
export const stillToBeCoded: RuleGap = { verdict: 'no_data', reason: 'a condition still has to be coded' };

/** The answer of rules about the first-listed diagnosis while the list is not complete. */
export const orderStillOpen: readonly RuleGap[] = [stillToBeCoded];
