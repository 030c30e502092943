/** Why a person is asked to act. */
export const taskKinds = [
  'coding_review',
  'coding_missing',
  'claim_rejected',
  'claim_denied',
  'acknowledgement_error',
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
