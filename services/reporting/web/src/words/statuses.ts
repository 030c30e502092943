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

/** How far a batch is. */
export function batchInWords(batch: {
  status: 'built' | 'transmitted';
  acknowledgedAt: string | null;
  lastError: string | null;
}): { label: string; tone: Tone } {
  if (batch.acknowledgedAt !== null) return { label: 'Acknowledged', tone: 'good' };
  if (batch.status === 'transmitted') return { label: 'Sent', tone: 'moving' };
  return batch.lastError === null
    ? { label: 'To be sent', tone: 'moving' }
    : { label: 'Could not be sent yet', tone: 'bad' };
}

export type InboundFileStatus = 'received' | 'processed' | 'parked';

export const fileStatusWords: Readonly<Record<InboundFileStatus, { label: string; tone: Tone }>> = {
  received: { label: 'Being read', tone: 'moving' },
  processed: { label: 'Taken in', tone: 'good' },
  parked: { label: 'Parked in part', tone: 'attention' },
};
