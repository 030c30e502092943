import { explainInterchange } from '@claimwright/acknowledgement/explain-interchange';
import { explainStatus, statusFault, statusSentence } from '@claimwright/acknowledgement/explain-status';
import { markAcknowledged } from '@claimwright/db/pipeline/batch-answers';
import {
  type AnsweredBatch,
  batchHasSet,
  findBatchByGroup,
  findBatchByInterchange,
  findUnnotedBatches,
} from '@claimwright/db/pipeline/batches';
import {
  type ClaimJournal,
  createClaimJournal,
  type LockedClaim,
  lockClaims,
} from '@claimwright/db/pipeline/claim-moves';
import { type LoadedOrigin, loadClaimOrigins } from '@claimwright/db/pipeline/claim-origins';
import type { NewTask } from '@claimwright/db/pipeline/tasks';
import type { ClaimStatus, TransactionSetAcknowledgement } from '@claimwright/domain/acknowledgement';
import type { AcknowledgementFault } from '@claimwright/domain/acknowledgement-fault';
import { addDays } from '@claimwright/domain/dates';
import type { ClaimEventType } from '@claimwright/domain/lifecycle';
import type { ReadClaimAcknowledgement } from '@claimwright/x12/claim-acknowledgement';
import type { InboundContent } from '@claimwright/x12/inbound';
import { noteHandOver } from '../note-hand-over.ts';
import { type ItemContext, type ItemResult, parked, saveJournal } from './item.ts';
import { controlNumber, groupOfReference, lateWords } from './late-words.ts';
import { filingDeadlines, rejectionTask } from './rejection-task.ts';
import { statusRequestsRefused } from './status-requests-refused.ts';
import { type ClaimSyntax, syntaxByClaim } from './syntax-faults.ts';

type Content<Kind extends InboundContent['kind']> = Extract<InboundContent, { kind: Kind }>;

/** TA105: an interchange with this control number was received before. */
const duplicateInterchange = '025';

/** TA1: only a rejected interchange moves claims; an accepted one is confirmed by the 999 that follows. */
export async function applyInterchangeAcknowledgement(context: ItemContext, item: Content<'TA1'>): Promise<ItemResult> {
  const { interchangeControlNumber, code, note } = item.acknowledgement;
  const number = controlNumber(interchangeControlNumber);
  const batch = number && (await findBatchByInterchange(context.tx, number, item.senderId));
  if (!batch) {
    const reason = `No interchange ${interchangeControlNumber} was sent there.`;
    return unmatched(context, 'TA1', interchangeControlNumber, reason, item);
  }
  await proveHandOver(context, batch);
  if (code !== 'R') return { parked: [], claimsMoved: 0 };
  // What we sent a second time after a crash was there already: that word is about the copy, the first one stands.
  if (note === duplicateInterchange && batch.attempts > 1) return { parked: [], claimsMoved: 0 };
  await markAcknowledged(context.tx, batch.id, context.deps.clock.now());
  const faults = [explainInterchange(note)];
  if (batch.kind === 'status_requests') return statusRequestsRefused(context, batch.id, faults);
  const claims = await lockClaims(context.tx, { batchId: batch.id });
  const words = `The interchange was rejected (TA1 note ${note}).`;
  return rejectAll(context, claims, () => ({ detail: { interchangeControlNumber, note, faults }, faults, words }));
}

/** 999: a rejected transaction set was never received, so all its claims go back; an accepted one is acknowledged. */
export async function applyImplementationAcknowledgement(
  context: ItemContext,
  item: Content<'999'>,
): Promise<ItemResult> {
  const { groupControlNumber, groupCode, transactionSets } = item.acknowledgement;
  const number = controlNumber(groupControlNumber);
  const batch = number && (await findBatchByGroup(context.tx, number));
  if (!batch) {
    return unmatched(context, '999', groupControlNumber, `No functional group ${groupControlNumber} was sent.`, item);
  }
  await proveHandOver(context, batch);
  await markAcknowledged(context.tx, batch.id, context.deps.clock.now());
  if (batch.kind === 'status_requests') {
    const refused = groupCode !== 'A' && groupCode !== 'E';
    const faults = [explainRefusedQuestions(groupCode)];
    return refused ? statusRequestsRefused(context, batch.id, faults) : { parked: [], claimsMoved: 0 };
  }
  const result: ItemResult = { parked: [], claimsMoved: 0 };
  for (const set of transactionSets) {
    const setNumber = controlNumber(set.controlNumber);
    const claims = setNumber ? await lockClaims(context.tx, { batchId: batch.id, transactionSet: setNumber }) : [];
    if (claims.length === 0 && setNumber && (await batchHasSet(context.tx, batch.id, setNumber))) {
      // All its claims were submitted again since: the word is about what they were before.
    } else if (claims.length === 0) {
      const reason = `Group ${groupControlNumber} has no transaction set ${set.controlNumber}.`;
      merge(result, unmatched(context, '999', set.controlNumber, reason, item));
    } else {
      merge(result, await applySetVerdict(context, batch.id, claims, set));
    }
  }
  // AK2 may be left out for sets of which there is nothing to say: then the group's own verdict is theirs, unless it is mixed.
  const exceptTransactionSets = transactionSets.flatMap((set) => controlNumber(set.controlNumber) ?? []);
  if (groupCode !== 'P') {
    const others = await lockClaims(context.tx, { batchId: batch.id, exceptTransactionSets });
    merge(result, await applySetVerdict(context, batch.id, others, { controlNumber: '', code: groupCode, errors: [] }));
  }
  return result;
}

function explainRefusedQuestions(code: string): AcknowledgementFault {
  const message = `The questions about claims were refused (999 ${code}).`;
  return { said: '999', code, message, action: 'Ask the clearinghouse whether it takes 276 on this route.' };
}

async function applySetVerdict(
  context: ItemContext,
  batchId: string,
  claims: readonly LockedClaim[],
  set: TransactionSetAcknowledgement,
): Promise<ItemResult> {
  const { code } = set;
  const syntaxOf = await syntaxByClaim(context, batchId, set, claims);
  const all = new Map(claims.map((claim) => [claim.id, syntaxOf(claim)]));
  const detailOf = (claim: LockedClaim) => ({ code, ...(all.get(claim.id) ?? { errors: [], faults: [] }) });
  if (code !== 'A' && code !== 'E') {
    const atFault = [...all.values()].some(({ errors }) => errors.length > 0);
    return rejectAll(context, claims, (claim) => {
      const detail = detailOf(claim);
      return { detail, faults: detail.faults, words: setWords(code, detail, atFault) };
    });
  }
  const journal = createClaimJournal();
  const today = context.deps.clock.today();
  for (const claim of claims) recordOrNote(journal, claim, 'syntax_accepted', today, detailOf(claim));
  await saveJournal(context, journal);
  return { parked: [], claimsMoved: claims.length };
}

/** A set is refused as a whole; a claim without an error of its own suffers for another one. */
function setWords(code: string, { errors }: ClaimSyntax, atFault: boolean): string {
  if (errors.length === 0 && atFault) {
    return `The transaction set was rejected (999 ${code}) for a fault in another claim. Nothing in this one was found wrong: send it again as it is.`;
  }
  const places = errors.map((error) => `${error.segment} at position ${error.position}`).join(', ');
  return `The transaction set was rejected (999 ${code}${places ? `: ${places}` : ''}).`;
}

/** An answer that overtakes our own record of the hand-over, after a crash say, is the proof of it. */
async function proveHandOver(context: ItemContext, batch: AnsweredBatch): Promise<void> {
  if (batch.unnoted) await noteHandOver(context.deps, context.tx, batch.id, context.actor);
}

/** The same for an answer that names claims. */
export async function proveHandOvers(context: ItemContext, patientControlNumbers: readonly string[]): Promise<void> {
  for (const batchId of await findUnnotedBatches(context.tx, patientControlNumbers)) {
    await noteHandOver(context.deps, context.tx, batchId, context.actor);
  }
}

/** 277CA: each claim's own status; category decides, never the wording. */
export async function applyClaimAcknowledgement(context: ItemContext, item: Content<'277CA'>): Promise<ItemResult> {
  const { claims: statuses, batches } = item.acknowledgement;
  const patientControlNumbers = statuses.map((status) => status.patientControlNumber);
  await proveHandOvers(context, patientControlNumbers);
  const claims = await lockClaims(context.tx, { patientControlNumbers });
  const byNumber = new Map(claims.map((claim) => [claim.patientControlNumber, claim]));
  const late = await lateWords(context, claims, statuses);
  const refused = statuses.filter((status) => worstOf(status) !== undefined);
  const rejected = refused.flatMap((status) => byNumber.get(status.patientControlNumber) ?? []);
  const origins = await loadClaimOrigins(
    context.tx,
    rejected.map((claim) => claim.id),
  );
  const deadlines = await filingDeadlines(context, rejected);
  const journal = createClaimJournal();
  const tasks: NewTask[] = [];
  const result: ItemResult = { parked: [], claimsMoved: 0 };
  for (const status of statuses) {
    const claim = byNumber.get(status.patientControlNumber);
    if (!claim) {
      result.parked.push(unknownClaim(context, status));
      continue;
    }
    const about = { origin: origins.get(claim.id), deadline: deadlines.get(claim.id), isLate: late.has(claim.id) };
    tasks.push(...applyStatus(context, journal, claim, status, about));
  }
  await saveJournal(context, journal, tasks);
  result.claimsMoved += journal.steps.length;
  for (const batch of batches) {
    // A rejected batch may come without a claim below it; with claims, they have spoken for themselves above.
    if (worstOf(batch) !== undefined && statuses.length === 0)
      merge(result, await rejectWholeBatch(context, batch.batchReference, batch.statuses));
  }
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

const rejectedCategories = new Set(['A3', 'A6', 'A7', 'A8']);

/** The worst word counts: one rejection among several statuses rejects. */
function worstOf({ statuses }: { statuses: readonly ClaimStatus[] }): ClaimStatus | undefined {
  return statuses.find((status) => rejectedCategories.has(status.category));
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
  status: ReadClaimAcknowledgement,
  about: { origin: LoadedOrigin | undefined; deadline: string | undefined; isLate: boolean },
): NewTask[] {
  const { origin, deadline, isLate } = about;
  const event = eventOf(status);
  const effectiveDate = status.effectiveDate ?? context.deps.clock.today();
  const faults = faultsOf(status, origin);
  const detail = {
    statuses: status.statuses,
    words: status.statuses.map((each) => statusSentence(explainStatus(each, origin))),
    hop: status.sourceEntity === 'PR' ? 'payer' : 'clearinghouse',
    source: status.sourceName,
    payerClaimControlNumber: status.payerClaimControlNumber,
    clearinghouseTraceNumber: status.clearinghouseTraceNumber,
    ...(faults.length > 0 ? { faults } : {}),
  };
  // It speaks of what the claim was before it was submitted again.
  if (isLate) {
    journal.record(claim, { type: 'informed', effectiveDate, detail: { ...detail, said: event } });
    return [];
  }
  const contradicts = contradiction(claim, event, detail.hop);
  if (contradicts) {
    journal.record(claim, { type: 'informed', effectiveDate, detail: { ...detail, said: event } });
    return [errorTask(context, claim, contradicts)];
  }
  const changes =
    event === 'payer_accepted'
      ? {
          acceptedOn: claim.acceptedOn ?? effectiveDate,
          payerClaimControlNumber: status.payerClaimControlNumber ?? claim.payerClaimControlNumber,
        }
      : undefined;
  const wasRejected = claim.status === 'rejected';
  recordOrNote(journal, claim, event, effectiveDate, detail, changes);
  if (event === 'rejected' && claim.status === 'rejected' && !wasRejected) {
    const words = `Rejected before adjudication: ${detail.words.join(' ')}`;
    return [rejectionTask(context, claim, { faults, words, deadline })];
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
  const rejecting = (statuses: readonly ClaimStatus[]) =>
    statuses.filter(({ category }) => rejectedCategories.has(category));
  return [
    ...rejecting(status.statuses).map((each) => statusFault('277CA', each, origin)),
    ...status.lines.flatMap(({ lineControlNumber, statuses }) => {
      const line = origin?.claim.lines.find((each) => each.lineControlNumber === lineControlNumber);
      return rejecting(statuses).map((each) => statusFault('277CA', each, origin, line?.lineNumber));
    }),
  ];
}

/** Records an event; one the table does not know at this point is kept as a note, so that nothing said about a claim is lost. */
function recordOrNote(
  journal: ClaimJournal,
  claim: LockedClaim,
  type: ClaimEventType,
  effectiveDate: string,
  detail: Record<string, unknown>,
  changes?: Parameters<ClaimJournal['record']>[1]['changes'],
): void {
  if (journal.record(claim, { type, effectiveDate, detail, changes })) return;
  journal.record(claim, { type: 'informed', effectiveDate, detail: { ...detail, said: type } });
}

interface Rejection {
  /** For the event. */
  detail: Record<string, unknown>;
  faults: readonly AcknowledgementFault[];
  /** For the task where there is no fault to name. */
  words: string;
}

async function rejectAll(
  context: ItemContext,
  claims: readonly LockedClaim[],
  rejectionOf: (claim: LockedClaim) => Rejection,
): Promise<ItemResult> {
  const journal = createClaimJournal();
  const tasks: NewTask[] = [];
  const deadlines = await filingDeadlines(context, claims);
  for (const claim of claims) {
    const before = claim.status;
    const { detail, faults, words } = rejectionOf(claim);
    recordOrNote(journal, claim, 'syntax_rejected', context.deps.clock.today(), detail);
    if (claim.status === 'rejected' && before !== 'rejected') {
      tasks.push(rejectionTask(context, claim, { faults, words, deadline: deadlines.get(claim.id) }));
    }
  }
  await saveJournal(context, journal, tasks);
  return { parked: [], claimsMoved: tasks.length };
}

async function rejectWholeBatch(
  context: ItemContext,
  reference: string,
  statuses: readonly ClaimStatus[],
): Promise<ItemResult> {
  const number = groupOfReference(reference);
  const batch = number && (await findBatchByGroup(context.tx, number));
  if (!batch) {
    return {
      parked: [
        parked(context, {
          kind: '277CA',
          reasonCode: 'batch_not_found',
          reason: `No batch has the reference ${reference}.`,
          reference,
          content: JSON.stringify(statuses),
        }),
      ],
      claimsMoved: 0,
    };
  }
  await proveHandOver(context, batch);
  const faults = statuses
    .filter((status) => rejectedCategories.has(status.category))
    .map((status) => statusFault('277CA', status, undefined));
  const words = `The batch was rejected: ${statuses.map((each) => statusSentence(explainStatus(each, undefined))).join(' ')}`;
  const claims = await lockClaims(context.tx, { batchId: batch.id });
  return rejectAll(context, claims, () => ({ detail: { statuses, faults }, faults, words }));
}

function unmatched(
  context: ItemContext,
  kind: string,
  reference: string,
  reason: string,
  item: InboundContent,
): ItemResult {
  const content = JSON.stringify(item);
  return {
    parked: [parked(context, { kind, reasonCode: 'batch_not_found', reason, reference, content })],
    claimsMoved: 0,
  };
}

function merge(into: ItemResult, from: ItemResult): void {
  into.parked.push(...from.parked);
  into.claimsMoved += from.claimsMoved;
}
