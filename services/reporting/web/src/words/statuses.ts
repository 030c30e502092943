import type { ClaimStatus, EncounterStatus } from '@claimwright/domain/lifecycle';

/** Good: done as hoped. Moving: on its way. Attention: a person has to act. Bad: money at risk. Quiet: nothing to do. */
export type Tone = 'good' | 'moving' | 'attention' | 'bad' | 'quiet';

export const claimStatusWords: Readonly<Record<ClaimStatus, { label: string; tone: Tone }>> = {
  assembled: { label: 'Assembled', tone: 'moving' },
  batched: { label: 'In a batch', tone: 'moving' },
  submitted: { label: 'Submitted', tone: 'moving' },
  acknowledged: { label: 'Acknowledged', tone: 'moving' },
  payer_accepted: { label: 'Accepted by payer', tone: 'moving' },
  rejected: { label: 'Rejected', tone: 'bad' },
  pended: { label: 'Pended', tone: 'attention' },
  paid: { label: 'Paid', tone: 'good' },
  partially_paid: { label: 'Partially paid', tone: 'attention' },
  patient_responsibility: { label: 'Patient responsibility', tone: 'quiet' },
  denied: { label: 'Denied', tone: 'bad' },
  reversed: { label: 'Reversed', tone: 'attention' },
  closed: { label: 'Closed', tone: 'quiet' },
};

export const encounterStatusWords: Readonly<Record<EncounterStatus, { label: string; tone: Tone }>> = {
  received: { label: 'Received', tone: 'moving' },
  needs_coding: { label: 'Needs coding', tone: 'attention' },
  needs_review: { label: 'Needs review', tone: 'attention' },
  not_billable: { label: 'Not billable', tone: 'quiet' },
  ready: { label: 'Ready to bill', tone: 'moving' },
  billed: { label: 'Billed', tone: 'good' },
};
