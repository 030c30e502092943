import type { TaskKind } from '@claimwright/domain/task';

export const taskKindWords: Readonly<Record<TaskKind, string>> = {
  coding_review: 'Review coding',
  coding_missing: 'Code the encounter',
  claim_rejected: 'Work the rejection',
  claim_denied: 'Work the denial',
  acknowledgement_error: 'Check the acknowledgement',
  acknowledgement_overdue: 'Find the missing acknowledgement',
  hand_over_overdue: 'Find why a batch was not handed over',
  claim_silent: 'Ask after a silent claim',
  claim_status: 'Act on the claim status',
  unmatched_inbound: 'Match an inbound file',
  remittance_out_of_balance: 'Resolve a remittance',
};
