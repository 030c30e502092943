import { findBatch } from '@claimwright/db/pipeline/batches';
import {
  type ClaimJournal,
  createClaimJournal,
  type LockedClaim,
  lockClaims,
} from '@claimwright/db/pipeline/claim-moves';
import type { ParkedItem } from '@claimwright/db/pipeline/inbound';
import type { NewTask } from '@claimwright/db/pipeline/tasks';
import type { ClaimStatus, ClaimStatusAcknowledgement } from '@claimwright/domain/acknowledgement';
import type { ClaimEventType } from '@claimwright/domain/lifecycle';
import type { InboundContent } from '@claimwright/x12/inbound';
import { type ItemContext, type ItemResult, parked, saveJournal } from './item.ts';

type Content<Kind extends InboundContent['kind']> = Extract<InboundContent, { kind: Kind }>;

/** TA1: only a rejected interchange moves claims; an accepted one is confirmed by the 999 that follows. */
export async function applyInterchangeAcknowledgement(context: ItemContext, item: Content<'TA1'>): Promise<ItemResult> {
  const { interchangeControlNumber, code, note } = item.acknowledgement;
  const batchId = await findBatch(context.tx, { interchangeControlNumber: Number(interchangeControlNumber) });
  if (batchId === undefined) {
    return unmatched(
      context,
      'TA1',
      interchangeControlNumber,
      `No interchange ${interchangeControlNumber} was sent.`,
      item,
    );
  }
  // Note 025: the receiver already has this interchange; the first one stands and its claims with it.
  if (code !== 'R' || note === '025') return { parked: [], claimsMoved: 0 };
  const claims = await lockClaims(context.tx, { batchId });
  return rejectAll(
    context,
    claims,
    { interchangeControlNumber, note },
    `The interchange was rejected (TA1 note ${note}).`,
  );
}

/** 999: a rejected transaction set was never received, so all its claims go back; an accepted one is acknowledged. */
export async function applyImplementationAcknowledgement(
  context: ItemContext,
  item: Content<'999'>,
): Promise<ItemResult> {
  const { acknowledgement } = item;
  const batchId = await findBatch(context.tx, { groupControlNumber: Number(acknowledgement.groupControlNumber) });
  if (batchId === undefined) {
    const reason = `No functional group ${acknowledgement.groupControlNumber} was sent.`;
    return unmatched(context, '999', acknowledgement.groupControlNumber, reason, item);
  }
  const result: ItemResult = { parked: [], claimsMoved: 0 };
  for (const set of acknowledgement.transactionSets) {
    const claims = await lockClaims(context.tx, { batchId, transactionSetControlNumber: Number(set.controlNumber) });
    if (claims.length === 0) {
      const reason = `Group ${acknowledgement.groupControlNumber} has no transaction set ${set.controlNumber}.`;
      result.parked.push(...(await unmatched(context, '999', set.controlNumber, reason, item)).parked);
    } else if (set.code === 'A' || set.code === 'E') {
      const journal = createClaimJournal();
      for (const claim of claims) {
        recordOrNote(journal, claim, 'syntax_accepted', context.deps.clock.today(), {
          code: set.code,
          errors: set.errors,
        });
      }
      await saveJournal(context, journal);
      result.claimsMoved += claims.length;
    } else {
      const errors = set.errors.map((error) => `${error.segment} at position ${error.position}`).join(', ');
      const words = `The transaction set was rejected (999 ${set.code}${errors ? `: ${errors}` : ''}).`;
      result.claimsMoved += (
        await rejectAll(context, claims, { code: set.code, errors: set.errors }, words)
      ).claimsMoved;
    }
  }
  return result;
}

/** 277CA: each claim's own status; category decides, never the wording. */
export async function applyClaimAcknowledgement(context: ItemContext, item: Content<'277CA'>): Promise<ItemResult> {
  const { claims: statuses, batches } = item.acknowledgement;
  const claims = await lockClaims(context.tx, {
    patientControlNumbers: statuses.map((status) => status.patientControlNumber),
  });
  const byNumber = new Map(claims.map((claim) => [claim.patientControlNumber, claim]));
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
    const task = applyStatus(context, journal, claim, status);
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
  const group = /^B(\d{9})/.exec(reference)?.[1];
  const batchId = group === undefined ? undefined : await findBatch(context.tx, { groupControlNumber: Number(group) });
  if (batchId === undefined) {
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
  return rejectAll(
    context,
    await lockClaims(context.tx, { batchId }),
    { statuses },
    `The batch was rejected: ${statuses.map(statusInWords).join('; ')}`,
  );
}

async function unmatched(
  context: ItemContext,
  kind: string,
  reference: string,
  reason: string,
  item: InboundContent,
): Promise<ItemResult> {
  const item_: ParkedItem = parked(context, {
    kind,
    reasonCode: 'batch_not_found',
    reason,
    reference,
    content: JSON.stringify(item),
  });
  return { parked: [item_], claimsMoved: 0 };
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
