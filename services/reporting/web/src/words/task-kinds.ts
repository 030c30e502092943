import type { TaskKind } from '@claimwright/domain/task';

export const taskKindWords: Readonly<Record<TaskKind, string>> = {
  coding_review: 'Review coding',
  coding_missing: 'Code the encounter',
  claim_rejected: 'Work the rejection',
  claim_denied: 'Work the denial',
  acknowledgement_error: 'Check the acknowledgement',
  unmatched_inbound: 'Match an inbound file',
  remittance_out_of_balance: 'Resolve a remittance',
};
