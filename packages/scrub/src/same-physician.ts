import type { HistoryLine } from '@claimwright/domain/finding';
import type { LineFacts, ScrubContext } from './scrub-context.ts';

/** NPI of who gave the service: the line's own rendering provider, the encounter's, else who bills; of a hospital's bill the hospital. */
export function physicianNpi({ encounter, bill }: ScrubContext, { line }: LineFacts): string | undefined {
  if (bill !== undefined) return encounter.billingProvider.npi;
  return line.renderingProvider?.npi ?? encounter.renderingProvider?.npi ?? encounter.billingProvider.npi;
}

function specialty({ encounter }: ScrubContext, { line }: LineFacts): string | undefined {
  const rendering = line.renderingProvider ?? encounter.renderingProvider;
  return rendering?.taxonomyCode ?? encounter.billingProvider.taxonomyCode;
}

/**
 * Whether an earlier line was given by the same physician, or by one of the same group and specialty, who counts as the same
 * (Medicare Claims Processing Manual ch. 12 section 30.6.5). Unknown specialties are not taken to be the same.
 */
export function samePhysician(context: ScrubContext, facts: LineFacts, past: HistoryLine): boolean {
  const npi = physicianNpi(context, facts);
  if (npi !== undefined && (past.renderingNpi ?? past.billingNpi) === npi) return true;
  const group = context.encounter.billingProvider.npi;
  if (group === undefined || past.billingNpi !== group) return false;
  const own = specialty(context, facts);
  return own !== undefined && past.renderingTaxonomy === own;
}

/** Whether two lines of the encounter were given by the same physician. */
export function sameOnClaim(context: ScrubContext, one: LineFacts, other: LineFacts): boolean {
  return (
    one.line.renderingProvider === other.line.renderingProvider ||
    physicianNpi(context, one) === physicianNpi(context, other) ||
    (specialty(context, one) !== undefined && specialty(context, one) === specialty(context, other))
  );
}

/** History that counts as services given: voided and rejected claims do not. */
export function standing(past: HistoryLine): boolean {
  return past.frequencyCode !== '8' && past.claimStatus !== 'voided' && past.claimStatus !== 'rejected';
}
