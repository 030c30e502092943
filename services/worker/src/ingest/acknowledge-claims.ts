import { explainStatus, statusFault, statusSentence } from '@claimwright/acknowledgement/explain-status';
import { carriedEarlier } from '@claimwright/db/pipeline/batches';
import {
  type ClaimJournal,
  createClaimJournal,
  type LockedClaim,
  lockClaims,
} from '@claimwright/db/pipeline/claim-moves';
import { type LoadedOrigin, loadClaimOrigins } from '@claimwright/db/pipeline/claim-origins';
import { type NewTask, renewClaimTask } from '@claimwright/db/pipeline/tasks';
import type { ClaimStatus } from '@claimwright/domain/acknowledgement';
import type { AcknowledgementFault } from '@claimwright/domain/acknowledgement-fault';
import { addDays } from '@claimwright/domain/dates';
import type { ClaimEventType } from '@claimwright/domain/lifecycle';
import type { ReadClaimAcknowledgement } from '@claimwright/x12/claim-acknowledgement';
import type { InboundContent } from '@claimwright/x12/inbound';
import { groupOfReference, proveHandOvers, recordOrNote } from './batch-answers.ts';
import { type ItemContext, type ItemResult, parked, saveJournal } from './item.ts';
import { filingDeadlines, rejectionTask } from './rejection-task.ts';
import { refusedAsWhole, refusedWords, refuses, type SaidOfClaim } from './whole-refusals.ts';

type Content = Extract<InboundContent, { kind: '277CA' }>;

/** What one 277CA says of one claim, and what is needed to make something of it. */
interface ClaimWord {
  status: SaidOfClaim;
  /** Loaded for rejections only. */
  origin: LoadedOrigin | undefined;
  /** Last day on which the payer takes the claim. */
  deadline: string | undefined;
  /** The claim was submitted again since: it speaks of what the claim was before. */
  isLate: boolean;
}

/** 277CA: each claim's own status; category decides, never the wording. */
export async function applyClaimAcknowledgement(context: ItemContext, item: Content): Promise<ItemResult> {
  const whole = await refusedAsWhole(context, item.acknowledgement);
  const statuses: SaidOfClaim[] = [...item.acknowledgement.claims, ...whole.statuses];
  const patientControlNumbers = statuses.map((status) => status.patientControlNumber);
  await proveHandOvers(context, patientControlNumbers);
  const claims = await lockClaims(context.tx, { patientControlNumbers });
  const byNumber = new Map(claims.map((claim) => [claim.patientControlNumber, claim]));
  const refused = statuses.filter((status) => worstOf(status) !== undefined);
  const rejected = refused.flatMap((status) => byNumber.get(status.patientControlNumber) ?? []);
  const origins = await loadClaimOrigins(
    context.tx,
    rejected.map((claim) => claim.id),
  );
  const deadlines = await filingDeadlines(context, rejected);
  const late = await lateWords(context, claims, statuses);
  const journal = createClaimJournal();
  const tasks: NewTask[] = [];
  const newer: NewTask[] = [];
  const result: ItemResult = { parked: whole.parked, claimsMoved: 0 };
  for (const status of statuses) {
    const claim = byNumber.get(status.patientControlNumber);
    if (!claim) {
      result.parked.push(unknownClaim(context, status));
      continue;
    }
    const [origin, deadline] = [origins.get(claim.id), deadlines.get(claim.id)];
    const wasRejected = claim.status === 'rejected';
    for (const task of applyStatus(context, journal, claim, { status, origin, deadline, isLate: late.has(claim.id) })) {
      (wasRejected && task.kind === 'claim_rejected' ? newer : tasks).push(task);
    }
  }
  await saveJournal(context, journal, tasks);
  // A 999 that rejected it before had less to say: the task speaks the newest words, and keeps the others.
  for (const task of newer) await renewClaimTask(context.tx, task, context.deps.clock.now());
  result.claimsMoved += journal.steps.length;
  return result;
}

function unknownClaim(context: ItemContext, status: ReadClaimAcknowledgement) {
  return parked(context, {
    kind: '277CA',
    reasonCode: 'claim_not_found',
    reason: `No claim has the patient control number ${status.patientControlNumber}.`,
    reference: status.patientControlNumber,
    content: JSON.stringify(status),
  });
}

/** Claims that were submitted again since the batch that the answer refers to: it speaks of what they were before. */
async function lateWords(
  context: ItemContext,
  claims: readonly LockedClaim[],
  statuses: readonly { patientControlNumber: string; batchReference?: string }[],
): Promise<Set<string>> {
  const again = new Map(
    claims.flatMap((claim) => (claim.submissionNumber > 1 ? [[claim.patientControlNumber, claim.id] as const] : [])),
  );
  const late = new Set<string>();
  if (again.size === 0) return late;
  const byGroup = Map.groupBy(statuses, (status) => groupOfReference(status.batchReference ?? ''));
  for (const [group, said] of byGroup) {
    const ids = said.flatMap((status) => again.get(status.patientControlNumber) ?? []);
    if (group === undefined || ids.length === 0) continue;
    for (const id of await carriedEarlier(context.tx, group, ids)) late.add(id);
  }
  return late;
}

/** The worst word counts: one rejection among several statuses rejects. */
function worstOf({ statuses }: { statuses: readonly ClaimStatus[] }): ClaimStatus | undefined {
  return statuses.find(refuses);
}

const eventOfCategory: Readonly<Record<string, ClaimEventType>> = {
  A0: 'forwarded',
  A1: 'forwarded',
  A2: 'payer_accepted',
  A3: 'rejected',
  A4: 'informed',
  A5: 'payer_accepted',
  A6: 'rejected',
  A7: 'rejected',
  A8: 'rejected',
};

/** What a status does to a claim. Only the payer itself can say that the claim is there (two hops: clearinghouse, payer). */
function eventOf(status: ReadClaimAcknowledgement): ClaimEventType {
  const event = eventOfCategory[(worstOf(status) ?? status.statuses[0])?.category ?? ''] ?? 'informed';
  return event === 'payer_accepted' && status.sourceEntity !== 'PR' ? 'forwarded' : event;
}

function applyStatus(
  context: ItemContext,
  journal: ClaimJournal,
  claim: LockedClaim,
  { status, origin, deadline, isLate }: ClaimWord,
): NewTask[] {
  const event = eventOf(status);
  const effectiveDate = status.effectiveDate ?? context.deps.clock.today();
  const faults = faultsOf(status, origin);
  const detail = {
    statuses: status.statuses,
    words: [
      ...(status.refused ? [refusedWords[status.refused]] : []),
      ...status.statuses.map((each) => statusSentence(explainStatus(each, origin))),
    ],
    ...(status.refused ? { refused: status.refused } : {}),
    hop: status.sourceEntity === 'PR' ? 'payer' : 'clearinghouse',
    source: status.sourceName,
    payerClaimControlNumber: status.payerClaimControlNumber,
    clearinghouseTraceNumber: status.clearinghouseTraceNumber,
    ...(faults.length > 0 ? { faults } : {}),
  };
  const contradicts = isLate ? undefined : contradiction(claim, event, detail.hop);
  if (isLate || contradicts) {
    journal.record(claim, { type: 'informed', effectiveDate, detail: { ...detail, said: event } });
    return contradicts ? [errorTask(context, claim, contradicts)] : [];
  }
  const changes =
    event === 'payer_accepted'
      ? {
          acceptedOn: claim.acceptedOn ?? effectiveDate,
          payerClaimControlNumber: status.payerClaimControlNumber ?? claim.payerClaimControlNumber,
        }
      : undefined;
  recordOrNote(journal, claim, event, effectiveDate, detail, changes);
  if (event === 'rejected' && claim.status === 'rejected') {
    const words = `Rejected before adjudication: ${detail.words.join(' ')}`;
    const opening = status.refused && refusedWords[status.refused];
    return [rejectionTask(context, claim, { faults, words, deadline, ...(opening ? { opening } : {}) })];
  }
  if (status.statuses[0]?.category === 'A4') {
    return [errorTask(context, claim, 'The receiver says it has no such claim (277CA A4).')];
  }
  return [];
}

/** What cannot be both true, in words; a person has to ask before anything is sent again. */
function contradiction(claim: LockedClaim, event: ClaimEventType, hop: string): string | undefined {
  if (event === 'payer_accepted' && claim.status === 'rejected') {
    return 'The payer accepted this claim although it was rejected before. Ask the payer before sending it again: it may be paid twice.';
  }
  if (event === 'rejected' && hop === 'clearinghouse' && claim.status === 'payer_accepted') {
    return 'The clearinghouse rejects this claim although the payer has accepted it. Ask which of the two holds.';
  }
  return undefined;
}

function errorTask(context: ItemContext, claim: LockedClaim, summary: string): NewTask {
  const dueDate = addDays(context.deps.clock.today(), 2);
  return { id: context.deps.newId(), kind: 'acknowledgement_error', claimId: claim.id, summary, dueDate };
}

/** The faults of a rejected claim, of its lines too. */
function faultsOf(status: ReadClaimAcknowledgement, origin: LoadedOrigin | undefined): AcknowledgementFault[] {
  const rejecting = (statuses: readonly ClaimStatus[]) => statuses.filter(refuses);
  return [
    ...rejecting(status.statuses).map((each) => statusFault('277CA', each, origin)),
    ...status.lines.flatMap(({ lineControlNumber, statuses }) => {
      const line = origin?.claim.lines.find((each) => each.lineControlNumber === lineControlNumber);
      return rejecting(statuses).map((each) => statusFault('277CA', each, origin, line?.lineNumber));
    }),
  ];
}
