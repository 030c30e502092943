import type { Stage } from '@claimwright/domain/timeliness';

/** A stage in words, to be shown beside its numbers. */
export interface StageDefinition {
  title: string;
  starts: string;
  ends: string;
  /** Who is open: counted, and censored at the age reached. */
  open: string;
  /** Who is neither resolved nor open. */
  excluded: string;
}

/** What each stage measures. A number is only as good as this text; change both together. */
export const definitions: Readonly<Record<Stage, StageDefinition>> = {
  charge_lag: {
    title: 'Charge lag',
    starts: 'Last date of service of the claim.',
    ends: 'The day our gateway accepted the encounter.',
    open: 'Nobody: an encounter is known only when it has been accepted.',
    excluded: 'Claims without a charge; voids (frequency 8).',
  },
  claim_lag: {
    title: 'Claim lag',
    starts: 'Last date of service of the claim.',
    ends: 'The day the claim was first handed to the clearinghouse.',
    open: 'Claims assembled or batched and not yet submitted.',
    excluded: 'Claims without a charge; voids (frequency 8); encounters that have not become a claim.',
  },
  acknowledgement: {
    title: 'Acknowledgement',
    starts: 'First submission.',
    ends: 'The day the payer accepted the claim (277CA, category A2).',
    open: 'Claims submitted or acknowledged by the clearinghouse, without a word of the payer.',
    excluded:
      'Claims without a charge; voids (frequency 8); claims rejected; claims that the payer pended or answered with a remittance ' +
      'without having accepted them before.',
  },
  first_remittance: {
    title: 'First remittance',
    starts: 'First submission.',
    ends: 'Payment date (835 BPR16) of the first adjudication, denials and zero payments included.',
    open: 'Claims submitted, acknowledged, accepted or pended.',
    excluded:
      'Claims without a charge; voids (frequency 8); claims rejected; predeterminations (status 25) end nothing.',
  },
  days_to_pay: {
    title: 'Days to pay',
    starts: 'First submission.',
    ends:
      'Payment date (835 BPR16: cheque date or EFT effective date) of the first adjudication that paid more than zero; a later ' +
      'reversal does not undo it.',
    open: 'Claims submitted, acknowledged, accepted or pended, and claims reversed before anything was paid.',
    excluded:
      'Claims without a charge; voids (frequency 8); claims rejected; claims denied, left wholly to the patient or priced at ' +
      'nothing, as long as no payment follows. First remittance counts those.',
  },
};

/** How every stage is counted and summed up. */
export const method = {
  days: 'Calendar days from start to end; the first day is 0. An end before the start counts as negative.',
  period: 'Claims are grouped by the calendar month in which the stage began; a period is widened to whole months.',
  percentiles:
    'Over resolved claims only: the smallest number of days within which at least that share was resolved (percentile_disc), ' +
    'exact. Read them together with the open count: the slowest claims are not among them yet.',
  resolvedByDay:
    'Share of all claims, open ones included, resolved within that many days: Kaplan–Meier, an open claim counting as ' +
    'unresolved up to its age today. No value where no claim has been watched that long.',
} as const;
