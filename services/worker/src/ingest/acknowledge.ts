import {
  type AnsweredBatch,
  batchHasSet,
  carriedEarlier,
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
import type { NewTask } from '@claimwright/db/pipeline/tasks';
import type {
  ClaimStatus,
  ClaimStatusAcknowledgement,
  TransactionSetAcknowledgement,
} from '@claimwright/domain/acknowledgement';
import type { ClaimEventType } from '@claimwright/domain/lifecycle';
import type { InboundContent } from '@claimwright/x12/inbound';
import { noteHandOver } from '../note-hand-over.ts';
import { type ItemContext, type ItemResult, parked, saveJournal } from './item.ts';

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
  const claims = await lockClaims(context.tx, { batchId: batch.id });
  const words = `The interchange was rejected (TA1 note ${note}).`;
  return rejectAll(context, claims, { interchangeControlNumber, note }, words);
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
      merge(result, await applySetVerdict(context, claims, set));
    }
  }
  // AK2 may be left out for sets of which there is nothing to say: then the group's own verdict is theirs, unless it is mixed.
  const exceptTransactionSets = transactionSets.flatMap((set) => controlNumber(set.controlNumber) ?? []);
  if (groupCode !== 'P') {
    const others = await lockClaims(context.tx, { batchId: batch.id, exceptTransactionSets });
    merge(result, await applySetVerdict(context, others, { code: groupCode, errors: [] }));
  }
  return result;
}

async function applySetVerdict(
  context: ItemContext,
  claims: readonly LockedClaim[],
  { code, errors }: Pick<TransactionSetAcknowledgement, 'code' | 'errors'>,
): Promise<ItemResult> {
  if (code !== 'A' && code !== 'E') {
    const places = errors.map((error) => `${error.segment} at position ${error.position}`).join(', ');
    const words = `The transaction set was rejected (999 ${code}${places ? `: ${places}` : ''}).`;
    return rejectAll(context, claims, { code, errors }, words);
  }
  const journal = createClaimJournal();
  const today = context.deps.clock.today();
  for (const claim of claims) recordOrNote(journal, claim, 'syntax_accepted', today, { code, errors });
  await saveJournal(context, journal);
  return { parked: [], claimsMoved: claims.length };
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

/** ISA13, GS06 and ST02 as we number them; what is none of our numbers is undefined. */
function controlNumber(text: string): number | undefined {
  return /^0*[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** 277CA: each claim's own status; category decides, never the wording. */
export async function applyClaimAcknowledgement(context: ItemContext, item: Content<'277CA'>): Promise<ItemResult> {
  const { claims: statuses, batches } = item.acknowledgement;
  const patientControlNumbers = statuses.map((status) => status.patientControlNumber);
  await proveHandOvers(context, patientControlNumbers);
  const claims = await lockClaims(context.tx, { patientControlNumbers });
  const byNumber = new Map(claims.map((claim) => [claim.patientControlNumber, claim]));
  const late = await lateWords(context, claims, statuses);
  const journal = createClaimJournal();
  const tasks: NewTask[] = [];
  const result: ItemResult = { parked: [], claimsMoved: 0 };
  for (const status of statuses) {
    const claim = byNumber.get(status.patientControlNumber);
    if (!claim) {
      const reason = `No claim has the patient control number ${status.patientControlNumber}.`;
      result.parked.push(
        parked(context, {
          kind: '277CA',
          reasonCode: 'claim_not_found',
          reason,
          reference: status.patientControlNumber,
          content: JSON.stringify(status),
        }),
      );
      continue;
    }
    const task = applyStatus(context, journal, claim, status, late.has(claim.id));
    if (task) tasks.push(task);
  }
  await saveJournal(context, journal, tasks);
  result.claimsMoved += journal.steps.length;
  for (const batch of batches) {
    const refused = batch.statuses.some((status) => rejectedCategories.has(status.category));
    // A rejected batch may come without a claim below it; with claims, they have spoken for themselves above.
    if (refused && statuses.length === 0)
      merge(result, await rejectWholeBatch(context, batch.batchReference, batch.statuses));
  }
  return result;
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

/** GS06 of the batch that one of our BHT03 names; undefined when it is none of ours. */
function groupOfReference(reference: string): number | undefined {
  const group = /^B(\d{9})/.exec(reference)?.[1];
  return group === undefined ? undefined : controlNumber(group);
}

const rejectedCategories = new Set(['A3', 'A6', 'A7', 'A8']);
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

function applyStatus(
  context: ItemContext,
  journal: ClaimJournal,
  claim: LockedClaim,
  status: ClaimStatusAcknowledgement,
  isLate: boolean,
): NewTask | undefined {
  // The worst word counts: one rejection among several statuses rejects.
  const worst = status.statuses.find((s) => rejectedCategories.has(s.category)) ?? status.statuses[0];
  const event = eventOfCategory[worst?.category ?? ''] ?? 'informed';
  const effectiveDate = status.effectiveDate ?? context.deps.clock.today();
  const detail = {
    statuses: status.statuses,
    source: status.sourceName,
    payerClaimControlNumber: status.payerClaimControlNumber,
    clearinghouseTraceNumber: status.clearinghouseTraceNumber,
  };
  const changes =
    event === 'payer_accepted'
      ? {
          acceptedOn: claim.acceptedOn ?? effectiveDate,
          payerClaimControlNumber: status.payerClaimControlNumber ?? claim.payerClaimControlNumber,
        }
      : undefined;
  if (isLate) {
    journal.record(claim, { type: 'informed', effectiveDate, detail: { ...detail, said: event } });
    return undefined;
  }
  const wasRejected = claim.status === 'rejected';
  recordOrNote(journal, claim, event, effectiveDate, detail, changes);
  if (event === 'rejected' && claim.status === 'rejected' && !wasRejected) {
    return {
      id: context.deps.newId(),
      kind: 'claim_rejected',
      claimId: claim.id,
      summary: `Rejected before adjudication: ${status.statuses.map(statusInWords).join('; ')}`,
    };
  }
  if (worst?.category === 'A4') {
    return {
      id: context.deps.newId(),
      kind: 'acknowledgement_error',
      claimId: claim.id,
      summary: 'The receiver says it has no such claim (277CA A4).',
    };
  }
  return undefined;
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

async function rejectAll(
  context: ItemContext,
  claims: readonly LockedClaim[],
  detail: Record<string, unknown>,
  words: string,
): Promise<ItemResult> {
  const journal = createClaimJournal();
  const tasks: NewTask[] = [];
  for (const claim of claims) {
    const before = claim.status;
    recordOrNote(journal, claim, 'syntax_rejected', context.deps.clock.today(), detail);
    if (claim.status === 'rejected' && before !== 'rejected') {
      tasks.push({ id: context.deps.newId(), kind: 'claim_rejected', claimId: claim.id, summary: words });
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
  return rejectAll(
    context,
    await lockClaims(context.tx, { batchId: batch.id }),
    { statuses },
    `The batch was rejected: ${statuses.map(statusInWords).join('; ')}`,
  );
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

/** Our own wording of a 277CA category; the status code stays a bare number, its text is licensed. */
function statusInWords(status: ClaimStatus): string {
  const category =
    {
      A3: 'returned as unprocessable',
      A6: 'information is missing',
      A7: 'information is invalid',
      A8: 'fields contradict each other',
    }[status.category] ?? 'see code';
  return `${category} (${status.category}:${status.statusCode}${status.entity ? `:${status.entity}` : ''})`;
}
