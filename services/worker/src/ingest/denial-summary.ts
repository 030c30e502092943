import type { Denial } from '@claimwright/remittance/classify-denial';

const mostReasons = 3;

/** What the task of a denied claim says: who, by which adjustments (group and CARC, the largest first), and what to do. */
export function denialSummary(payerName: string, denial: Denial | undefined): string {
  if (!denial) return `Denied by ${payerName}, which gives no reason for it`;
  const { reasons, category, nextAction } = denial;
  const shown = reasons.slice(0, mostReasons).join(', ');
  const more = reasons.length > mostReasons ? ` and ${reasons.length - mostReasons} more` : '';
  return `Denied by ${payerName}: ${shown}${more} (${category.replaceAll('_', ' ')}). ${nextAction}`;
}
