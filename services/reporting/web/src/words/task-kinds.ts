import type { TaskKind } from '@claimwright/domain/task';

export const taskKindWords: Readonly<Record<TaskKind, string>> = {
  coding_review: 'Review coding',
  coding_missing: 'Code the encounter',
  claim_rejected: 'Work the rejection',
  claim_denied: 'Work the denial',
  line_denied: 'Work the denied lines',
  acknowledgement_error: 'Check the acknowledgement',
  acknowledgement_overdue: 'Find the missing acknowledgement',
  hand_over_overdue: 'Find why a batch was not handed over',
  claim_silent: 'Ask after a silent claim',
  claim_status: 'Act on the claim status',
  unmatched_inbound: 'Match an inbound file',
  remittance_out_of_balance: 'Resolve a remittance',
  consent_missing: 'Get consent to disclose',
  patient_billing: 'Bill the patient',
  route_missing: 'Configure a route',
  correction_blocked: 'Finish a correction',
  next_payer_blocked: 'Bill the next payer',
  next_payer_outdated: 'Correct the claim to the next payer',
};
