import type { IsoDate } from './dates.ts';
import type { AnyClaimSnapshot } from './institutional-claim.ts';

/** First and last date of service of a claim: of its lines, and of its statement where it has one. */
export function claimServiceDates(claim: AnyClaimSnapshot): { from: IsoDate; to: IsoDate } {
  const dates = claim.lines.flatMap(({ serviceFrom, serviceTo = serviceFrom }) => [serviceFrom, serviceTo]);
  if (claim.claimType === 'institutional') dates.push(claim.statementFrom, claim.statementTo);
  const known = dates.filter((date) => date !== undefined).sort();
  return { from: known[0] ?? '9999-12-31', to: known.at(-1) ?? '0001-01-01' };
}
