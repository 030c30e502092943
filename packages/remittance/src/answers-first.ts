import type { RemittanceClaim } from '@claimwright/domain/remittance';
import type { LoadedClaim } from './loaded-claim.ts';
import { openAdjudications } from './open-adjudications.ts';

/** CLP02: processed as secondary or tertiary, forwarded or not. */
const laterStatusCodes: ReadonlySet<string> = new Set(['2', '3', '20', '21']);

/**
 * Whether nobody can have answered before this payer: it is the claim's first, and does not answer as a later one beside an answer
 * that stands. A first payer that says it answered second, with no answer before it, is one of whom somebody has to ask.
 */
export function answersFirst(
  answer: Pick<RemittanceClaim, 'statusCode'>,
  claim: Pick<LoadedClaim, 'responsibility' | 'carried' | 'ledger'>,
): boolean {
  if (claim.carried !== undefined || (claim.responsibility ?? 'primary') !== 'primary') return false;
  return !answersLater(answer) || openAdjudications(claim.ledger).length === 0;
}

/** Whether the payer says that it answered after another. */
export function answersLater({ statusCode }: Pick<RemittanceClaim, 'statusCode'>): boolean {
  return laterStatusCodes.has(statusCode);
}
