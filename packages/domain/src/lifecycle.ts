/**
 * The two state machines, each one table. The status of an encounter or a claim is what its events make of it; nothing else
 * may set it. docs/architecture.md draws its pictures from these tables.
 */

export const encounterStatuses = [
  'received',
  'needs_coding',
  'needs_review',
  'not_billable',
  'ready',
  'billed',
] as const;
export type EncounterStatus = (typeof encounterStatuses)[number];

export const encounterEventTypes = [
  'received',
  'updated',
  'passed_checks',
  'held_for_review',
  'held_for_coding',
  'found_not_billable',
  'findings_overridden',
  'override_ended',
  'claimed',
  'claim_rejected',
  'claim_part_rejected',
  'claim_resubmitted',
  'claim_voided',
  'correction_requested',
  'correction_abandoned',
] as const;
export type EncounterEventType = (typeof encounterEventTypes)[number];

export const claimStatuses = [
  'assembled',
  'batched',
  'submitted',
  'acknowledged',
  'payer_accepted',
  'rejected',
  'pended',
  'paid',
  'partially_paid',
  'patient_responsibility',
  'denied',
  'reversed',
  'closed',
] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

export const claimEventTypes = [
  'assembled',
  'batched',
  'submitted',
  'syntax_accepted',
  'syntax_rejected',
  'forwarded',
  'payer_accepted',
  'rejected',
  'pended',
  'paid',
  'partially_paid',
  'left_to_patient',
  'denied',
  'reversed',
  'resubmitted',
  'recalled',
  'withdrawn',
  'taken_back',
  'crossed_over',
  'superseded',
  'reinstated',
  'completed',
  'informed',
] as const;
export type ClaimEventType = (typeof claimEventTypes)[number];

/** `from` undefined: the event that creates it. */
export interface Transition<Status extends string, Event extends string> {
  from: Status | undefined;
  event: Event;
  to: Status;
}

const unbilled = ['received', 'needs_coding', 'needs_review', 'not_billable', 'ready'] as const;
const checked = ['passed_checks', 'held_for_review', 'held_for_coding', 'found_not_billable'] as const;
const statusAfterCheck = {
  passed_checks: 'ready',
  held_for_review: 'needs_review',
  held_for_coding: 'needs_coding',
  found_not_billable: 'not_billable',
} as const;

export const encounterTransitions: readonly Transition<EncounterStatus, EncounterEventType>[] = [
  { from: undefined, event: 'received', to: 'received' },
  // A change while not billed starts the checks again.
  ...unbilled.map((from) => ({ from, event: 'updated', to: 'received' }) as const),
  ...checked.map((event) => ({ from: 'received', event, to: statusAfterCheck[event] }) as const),
  // A released finding starts them again as well; the override is then seen by the run.
  { from: 'needs_review', event: 'findings_overridden', to: 'received' },
  // The second of two findings may be released while the first release is still being checked.
  { from: 'received', event: 'findings_overridden', to: 'received' },
  // What rested on a release is checked again when it is taken back, as long as nothing is billed.
  ...unbilled.map((from) => ({ from, event: 'override_ended', to: 'received' }) as const),
  { from: 'ready', event: 'claimed', to: 'billed' },
  // Assembly may still find what no rule looks at; the encounter goes back to a person, never into the void.
  { from: 'ready', event: 'held_for_review', to: 'needs_review' },
  { from: 'ready', event: 'found_not_billable', to: 'not_billable' },
  // Rejected is not denied: the payer never had it, so it may be corrected and billed afresh.
  { from: 'billed', event: 'claim_rejected', to: 'needs_review' },
  // Other parts of it are with the payer still: it stays billed, and says which part came back.
  { from: 'billed', event: 'claim_part_rejected', to: 'billed' },
  // The rejected claim goes out again as it was: what was wrong did not lie in the encounter.
  { from: 'needs_review', event: 'claim_resubmitted', to: 'billed' },
  // A correction of what is billed goes through the checks like anything new.
  { from: 'billed', event: 'correction_requested', to: 'received' },
  // Given up when its claim was made and not sent: the encounter holds again what it held before.
  { from: 'billed', event: 'correction_abandoned', to: 'billed' },
  // Given up before anything was sent: the claim that was to be corrected stands as it was.
  ...unbilled.map((from) => ({ from, event: 'correction_abandoned', to: 'billed' }) as const),
  // The payer took the claim back out of its books; a change of the encounter bills it anew.
  { from: 'billed', event: 'claim_voided', to: 'not_billable' },
];

const sent = ['submitted', 'acknowledged', 'payer_accepted', 'pended'] as const;
const adjudicated = ['paid', 'partially_paid', 'patient_responsibility', 'denied'] as const;
const outcomes = ['paid', 'partially_paid', 'left_to_patient', 'denied'] as const;
const statusAfterOutcome = {
  paid: 'paid',
  partially_paid: 'partially_paid',
  left_to_patient: 'patient_responsibility',
  denied: 'denied',
} as const;

export const claimTransitions: readonly Transition<ClaimStatus, ClaimEventType>[] = [
  { from: undefined, event: 'assembled', to: 'assembled' },
  { from: 'assembled', event: 'batched', to: 'batched' },
  // By ourselves: what cannot be written as an 837 never leaves us, and must not keep the others from leaving.
  { from: 'assembled', event: 'rejected', to: 'rejected' },
  { from: 'batched', event: 'submitted', to: 'submitted' },
  // An acknowledgement may overtake our own record of the hand-off after a crash.
  { from: 'batched', event: 'syntax_accepted', to: 'acknowledged' },
  { from: 'acknowledged', event: 'submitted', to: 'acknowledged' },
  { from: 'submitted', event: 'syntax_accepted', to: 'acknowledged' },
  { from: 'acknowledged', event: 'syntax_accepted', to: 'acknowledged' },
  { from: 'payer_accepted', event: 'syntax_accepted', to: 'payer_accepted' },
  { from: 'submitted', event: 'syntax_rejected', to: 'rejected' },
  { from: 'acknowledged', event: 'syntax_rejected', to: 'rejected' },
  { from: 'submitted', event: 'forwarded', to: 'acknowledged' },
  { from: 'acknowledged', event: 'forwarded', to: 'acknowledged' },
  { from: 'payer_accepted', event: 'forwarded', to: 'payer_accepted' },
  { from: 'submitted', event: 'payer_accepted', to: 'payer_accepted' },
  { from: 'acknowledged', event: 'payer_accepted', to: 'payer_accepted' },
  { from: 'payer_accepted', event: 'payer_accepted', to: 'payer_accepted' },
  { from: 'submitted', event: 'rejected', to: 'rejected' },
  { from: 'acknowledged', event: 'rejected', to: 'rejected' },
  { from: 'payer_accepted', event: 'rejected', to: 'rejected' },
  ...sent.map((from) => ({ from, event: 'pended', to: 'pended' }) as const),
  // A remittance proves receipt, whatever acknowledgement was lost on the way.
  ...sent.flatMap((from) => outcomes.map((event) => ({ from, event, to: statusAfterOutcome[event] }) as const)),
  ...adjudicated.map((from) => ({ from, event: 'reversed', to: 'reversed' }) as const),
  ...outcomes.map((event) => ({ from: 'reversed', event, to: statusAfterOutcome[event] }) as const),
  // A second adjudication without a reversal replaces the status; the ledger keeps both.
  ...adjudicated.flatMap((from) => outcomes.map((event) => ({ from, event, to: statusAfterOutcome[event] }) as const)),
  // Late acknowledgements after payment, and notes, are kept and change nothing.
  ...[...adjudicated, 'pended' as const].flatMap((from) =>
    (['syntax_accepted', 'forwarded', 'payer_accepted'] as const).map((event) => ({ from, event, to: from })),
  ),
  // Not adjudicated yet: it may be sent again, corrected or not, under its own number.
  ...(['assembled', ...sent, 'rejected'] as const).map(
    (from) => ({ from, event: 'resubmitted', to: 'assembled' }) as const,
  ),
  // An answer to the submission before came while the next one waited: the next one is not sent.
  { from: 'assembled', event: 'recalled', to: 'submitted' },
  // The batch it stands in was not begun to be handed over when the payer answered what was sent before.
  { from: 'batched', event: 'recalled', to: 'submitted' },
  // Somebody gave the correction up before it was sent: a claim of its own is over, a further submission is what was sent before.
  { from: 'assembled', event: 'withdrawn', to: 'closed' },
  { from: 'assembled', event: 'taken_back', to: 'submitted' },
  // Sent on by the payer before; we send nothing.
  { from: 'assembled', event: 'crossed_over', to: 'submitted' },
  // A void that the payer has carried out, and the claim it voided before anybody decided about it.
  ...sent.map((from) => ({ from, event: 'completed', to: 'closed' }) as const),
  // Another claim took its place, or failed to; what the payer says of this one is still its status.
  ...claimStatuses.flatMap((status) =>
    (['superseded', 'reinstated', 'informed'] as const).map((event) => ({ from: status, event, to: status }) as const),
  ),
];

function indexed<Status extends string, Event extends string>(table: readonly Transition<Status, Event>[]) {
  return new Map(table.map((row) => [`${row.from ?? ''}>${row.event}`, row.to]));
}

const encounterIndex = indexed(encounterTransitions);
const claimIndex = indexed(claimTransitions);

/** The status after an event, or undefined when the table has no such row: the caller parks the event, it never guesses. */
export function nextEncounterStatus(
  from: EncounterStatus | undefined,
  event: EncounterEventType,
): EncounterStatus | undefined {
  return encounterIndex.get(`${from ?? ''}>${event}`);
}

/** The status after an event, or undefined when the table has no such row: the caller parks the event, it never guesses. */
export function nextClaimStatus(from: ClaimStatus | undefined, event: ClaimEventType): ClaimStatus | undefined {
  return claimIndex.get(`${from ?? ''}>${event}`);
}

/** Statuses in which a payer owes an answer: what reporting counts as open and censors. */
export const openClaimStatuses: readonly ClaimStatus[] = ['submitted', 'acknowledged', 'payer_accepted', 'pended'];

/** Statuses of an encounter that is still to be billed. Not those that are not to be billed at all, or were taken back. */
export const unbilledEncounterStatuses: readonly EncounterStatus[] = [
  'received',
  'needs_coding',
  'needs_review',
  'ready',
];

/**
 * Statuses in which nobody has decided what a claim is worth: on its way or with the payer, rejected (the payer never had it), or its
 * payment taken back, so that another answer is due. An open encounter is one that is unbilled or on such a claim.
 */
export const undecidedClaimStatuses: readonly ClaimStatus[] = claimStatuses.filter(
  (status) => status !== 'closed' && !(adjudicated as readonly ClaimStatus[]).includes(status),
);
