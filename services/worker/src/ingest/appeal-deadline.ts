import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import { loadPayerProfiles } from '@claimwright/db/pipeline/scrub';
import { addDays, type IsoDate } from '@claimwright/domain/dates';
import { defaultAppealDays, type PayerProfile } from '@claimwright/domain/payer';
import type { PostedClaim } from '@claimwright/remittance/post-claim';
import type { JournalSource } from './item.ts';

/** Last day to appeal a denial, and how sure that is. */
export interface AppealDeadline {
  until: IsoDate;
  words: string;
}

/** Counted from the payment date of the 835, as the payer's profile says or by default. */
export function appealDeadline(profile: PayerProfile | undefined, decidedOn: IsoDate): AppealDeadline {
  const { days, verified } = profile?.appeal ?? { days: defaultAppealDays, verified: false };
  const until = addDays(decidedOn, days);
  const sure = verified ? '' : `, ${profile?.appeal ? 'by a profile that' : 'by a default that'} nobody has verified`;
  return { until, words: `Appeal until ${until} (${days} days${sure}).` };
}

/** The same for the claims that these answers deny, wholly or in part, by claim id. */
export async function appealDeadlines(
  { tx }: JournalSource,
  posted: readonly PostedClaim[],
  claims: ReadonlyMap<string, LockedClaim>,
): Promise<Map<string, AppealDeadline>> {
  const denied = posted.filter(({ event, detail }) => event === 'denied' || detail.arguable !== undefined);
  if (denied.length === 0) return new Map();
  const payerOf = (claimId: string) => claims.get(claimId)?.payerId ?? '';
  const profiles = await loadPayerProfiles(tx, [...new Set(denied.map(({ claimId }) => payerOf(claimId)))]);
  return new Map(
    denied.map(({ claimId, effectiveDate }) => [
      claimId,
      appealDeadline(profiles.get(payerOf(claimId)), effectiveDate),
    ]),
  );
}
