import { formatDollars } from '@claimwright/domain/money';
import type { ArguableRefusals } from '@claimwright/remittance/arguable-refusals';
import type { Denial } from '@claimwright/remittance/classify-denial';
import type { AppealDeadline } from './appeal-deadline.ts';

const mostReasons = 3;

/** What the task of a denied claim says: who, by which adjustments (group and CARC, the largest first), what to do, and until when. */
export function denialSummary(payerName: string, denial: Denial | undefined, appeal?: AppealDeadline): string {
  const until = appeal ? ` ${appeal.words}` : '';
  if (!denial) return `Denied by ${payerName}, which gives no reason for it.${until}`;
  return `Denied by ${payerName}: ${reasonsOf(denial)}. ${denial.nextAction}${until}`;
}

/** What the task of a claim says that was paid but for some lines: what was lost with which, by which codes, what to do, and until when. */
export function lineDenialSummary(payerName: string, refused: ArguableRefusals, appeal?: AppealDeadline): string {
  const { denial, lineNumbers, remarkCodes } = refused;
  const lines =
    lineNumbers.length === 0 ? '' : ` of line${lineNumbers.length > 1 ? 's' : ''} ${shortList(lineNumbers)}`;
  const remarks = remarkCodes.length === 0 ? '' : `, remarks ${shortList(remarkCodes)}`;
  const until = appeal ? ` ${appeal.words}` : '';
  return `${payerName} paid, but refused ${formatDollars(denial.amountCents)}${lines}: ${reasonsOf(denial)}${remarks}. ${denial.nextAction}${until}`;
}

function reasonsOf({ reasons, category }: Denial): string {
  return `${shortList(reasons)} (${category.replaceAll('_', ' ')})`;
}

function shortList(all: readonly (string | number)[]): string {
  const more = all.length > mostReasons ? ` and ${all.length - mostReasons} more` : '';
  return `${all.slice(0, mostReasons).join(', ')}${more}`;
}
