import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import { loadPayerProfiles } from '@claimwright/db/pipeline/scrub';
import type { NewTask } from '@claimwright/db/pipeline/tasks';
import type { AcknowledgementFault } from '@claimwright/domain/acknowledgement-fault';
import { addDays, type IsoDate } from '@claimwright/domain/dates';
import { filingDeadline } from '@claimwright/scrub/filing-deadline';
import type { JournalSource } from './item.ts';

/** A rejection is worked within a week: the clock of timely filing goes on as if nothing had been sent. */
const daysToWork = 7;

/** Last days on which the payers take these claims, by claim id; a payer without a known limit has none. */
export async function filingDeadlines(
  context: JournalSource,
  claims: readonly LockedClaim[],
): Promise<Map<string, IsoDate>> {
  const profiles = await loadPayerProfiles(context.tx, [...new Set(claims.map((claim) => claim.payerId))]);
  return new Map(
    claims.flatMap((claim) => {
      const limit = profiles.get(claim.payerId)?.timelyFiling;
      if (!limit) return [];
      const anchor = limit.anchor === 'serviceTo' ? claim.serviceTo : claim.serviceFrom;
      return [[claim.id, filingDeadline(anchor, limit)] as const];
    }),
  );
}

/** The day a person should have acted by: within a week, and not after the payer's limit; today when that is over. */
export function dueOn(today: IsoDate, deadline: IsoDate | undefined, days = daysToWork): IsoDate {
  const soon = addDays(today, days);
  if (deadline === undefined || deadline >= soon) return soon;
  return deadline < today ? today : deadline;
}

/** What to do about a rejected claim: the first fault with its field; without one, `words`. */
export function rejectionTask(
  context: JournalSource,
  claim: LockedClaim,
  said: {
    faults: readonly AcknowledgementFault[];
    words: string;
    deadline: IsoDate | undefined;
    /** Said before the fault: that not this claim alone was refused. */
    opening?: string;
  },
): NewTask {
  const { faults, words, deadline, opening } = said;
  const first = faults.find((fault) => fault.pointer !== undefined) ?? faults[0];
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  const filing = deadline === undefined ? '' : ` The payer takes it until ${deadline}.`;
  const fault = first && `${first.message}${more} ${first.action}${filing}`;
  const summary = fault === undefined ? `${words}${filing}` : `${opening === undefined ? '' : `${opening} `}${fault}`;
  return {
    id: context.deps.newId(),
    kind: 'claim_rejected',
    claimId: claim.id,
    summary: summary.slice(0, 1000),
    dueDate: dueOn(context.deps.clock.today(), deadline),
    ...(first?.pointer === undefined ? {} : { pointer: first.pointer }),
    ...(faults.length === 0 ? {} : { detail: { faults } }),
  };
}
