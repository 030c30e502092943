import type { Denial } from '@claimwright/remittance/classify-denial';
import type { AppealDeadline } from './appeal-deadline.ts';

const mostReasons = 3;

/** What the task of a denied claim says: who, by which adjustments (group and CARC, the largest first), what to do, and until when. */
export function denialSummary(payerName: string, denial: Denial | undefined, appeal?: AppealDeadline): string {
  const until = appeal ? ` ${appeal.words}` : '';
  if (!denial) return `Denied by ${payerName}, which gives no reason for it.${until}`;
  const { reasons, category, nextAction } = denial;
  const shown = reasons.slice(0, mostReasons).join(', ');
  const more = reasons.length > mostReasons ? ` and ${reasons.length - mostReasons} more` : '';
  return `Denied by ${payerName}: ${shown}${more} (${category.replaceAll('_', ' ')}). ${nextAction}${until}`;
}
