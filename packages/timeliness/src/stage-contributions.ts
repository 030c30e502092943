import { daysBetween, firstOfMonth, type IsoDate } from '@claimwright/domain/dates';
import { type ClaimStatus, openClaimStatuses } from '@claimwright/domain/lifecycle';
import type { Cents } from '@claimwright/domain/money';
import type { DayCount, OpenCount, Stage } from '@claimwright/domain/timeliness';

/** What timeliness knows of one claim. Dates are the payer-neutral calendar dates that the claim's row carries. */
export interface ClaimMilestones {
  payerId: string;
  status: ClaimStatus;
  chargeCents: Cents;
  /** A void (8) asks for no payment and is not counted; absent counts as an original. */
  frequencyCode?: string;
  /** Sent for reporting only: nobody pays it, and it is not counted. */
  reportingOnly?: boolean;
  /** Last date of service. */
  serviceTo: IsoDate;
  /** The day the gateway accepted the encounter. */
  acceptedByGatewayOn?: IsoDate;
  /** First submission. */
  submittedOn?: IsoDate;
  /** The payer accepted it (277CA A2). */
  acceptedOn?: IsoDate;
  /** Payment date of the first adjudication, paid or not. */
  firstRemittanceOn?: IsoDate;
  /** Payment date of the first adjudication that paid more than zero; a later reversal does not take it back. */
  paidOn?: IsoDate;
  /** Another claim counts the visit's way to the first submission: this one corrects it, or goes to a later payer. */
  visitIsCounted?: boolean;
  /** What claims before it in its chain of corrections have reached, and thereby counted. */
  earlier?: Partial<Pick<ClaimMilestones, 'submittedOn' | 'acceptedOn' | 'firstRemittanceOn' | 'paidOn'>>;
  /** The day another claim took its place: from then on that one counts. */
  supersededOn?: IsoDate;
}

/** What a claim adds to the counts; a claim adds at most one row for each stage. */
export interface StageCounts {
  dayCounts: DayCount[];
  openCounts: OpenCount[];
}

const unsent: readonly ClaimStatus[] = ['assembled', 'batched'];
const unacknowledged: readonly ClaimStatus[] = ['submitted', 'acknowledged'];
/** A reversed claim waits for the corrected answer. */
const unpaid: readonly ClaimStatus[] = [...openClaimStatuses, 'reversed'];

/**
 * What one claim in its present state adds to day counts and open counts. A finished stage is one day count in the month in which
 * it began; a begun stage whose end can still come is one open count; a stage whose end cannot come any more (a rejected claim is
 * never paid) is neither. Claims without a charge, those that
 * only report, and voids add nothing.
 *
 * A chain of corrections counts each stage once, from the first submission of the chain: the claim that is replaced keeps what it
 * has reached, its successor counts what is still to come.
 */
export function stageContributions(claim: ClaimMilestones): StageCounts {
  const counts: StageCounts = { dayCounts: [], openCounts: [] };
  if (claim.chargeCents === 0 || claim.frequencyCode === '8' || claim.reportingOnly) return counts;
  const { earlier, supersededOn, visitIsCounted } = claim;
  const waits = (statuses: readonly ClaimStatus[]) => supersededOn === undefined && statuses.includes(claim.status);
  const add = (stage: Stage, begin: IsoDate | undefined, end: IsoDate | undefined, stillWaiting: boolean) => {
    if (begin === undefined) return;
    const base = { payerId: claim.payerId, stage, claims: 1, cents: claim.chargeCents };
    if (end !== undefined) {
      if (supersededOn !== undefined && end > supersededOn) return;
      counts.dayCounts.push({ ...base, cohortMonth: firstOfMonth(begin), days: daysBetween(begin, end) });
    } else if (stillWaiting) {
      counts.openCounts.push({ ...base, startDate: begin });
    }
  };
  if (!visitIsCounted) {
    add('charge_lag', claim.serviceTo, claim.acceptedByGatewayOn, false);
    add('claim_lag', claim.serviceTo, claim.submittedOn, waits(unsent));
  }
  const begin = claim.submittedOn && (earlier?.submittedOn ?? claim.submittedOn);
  if (!earlier?.acceptedOn) add('acknowledgement', begin, claim.acceptedOn, waits(unacknowledged));
  if (!earlier?.firstRemittanceOn) add('first_remittance', begin, claim.firstRemittanceOn, waits(openClaimStatuses));
  if (!earlier?.paidOn) add('days_to_pay', begin, claim.paidOn, waits(unpaid));
  return counts;
}
