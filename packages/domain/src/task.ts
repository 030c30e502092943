/** Why a person is asked to act. */
export const taskKinds = [
  'coding_review',
  'coding_missing',
  'claim_rejected',
  'claim_denied',
  // Paid, but for a line that the payer refused of its own account.
  'line_denied',
  'acknowledgement_error',
  // Nobody has answered, or the file never left.
  'acknowledgement_overdue',
  'hand_over_overdue',
  // An accepted claim is silent longer than the payer usually is; what the payer said when asked wants a person.
  'claim_silent',
  'claim_status',
  'unmatched_inbound',
  'remittance_out_of_balance',
  'consent_missing',
  'patient_billing',
  'route_missing',
  'correction_blocked',
  'next_payer_blocked',
  'next_payer_outdated',
] as const;
export type TaskKind = (typeof taskKinds)[number];

export type TaskStatus = 'open' | 'done';
