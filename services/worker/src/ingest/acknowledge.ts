import { explainInterchange } from '@claimwright/acknowledgement/explain-interchange';
import { markAcknowledged } from '@claimwright/db/pipeline/batch-answers';
import { batchHasSet, findBatchByGroup, findBatchByInterchange } from '@claimwright/db/pipeline/batches';
import { createClaimJournal, type LockedClaim, lockClaims } from '@claimwright/db/pipeline/claim-moves';
import type { TransactionSetAcknowledgement } from '@claimwright/domain/acknowledgement';
import type { AcknowledgementFault } from '@claimwright/domain/acknowledgement-fault';
import type { InboundContent } from '@claimwright/x12/inbound';
import { controlNumber, merge, proveHandOver, recordOrNote, rejectAll, unmatched } from './batch-answers.ts';
import { type ItemContext, type ItemResult, saveJournal } from './item.ts';
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
      const words = set.controlNumber === '' ? groupWords(code) : setWords(code, detail, atFault);
      return { detail, faults: detail.faults, words };
    });
  }
  const journal = createClaimJournal();
  const today = context.deps.clock.today();
  for (const claim of claims) recordOrNote(journal, claim, 'syntax_accepted', today, detailOf(claim));
  await saveJournal(context, journal);
  return { parked: [], claimsMoved: claims.length };
}

/** A group refused without a word about its sets: none of them was received. */
function groupWords(code: string): string {
  return `The whole functional group was rejected (999 ${code}), this claim with it. Ask the clearinghouse why, then send it again as it is.`;
}

/** A set is refused as a whole; a claim without an error of its own suffers for another one. */
function setWords(code: string, { errors }: ClaimSyntax, atFault: boolean): string {
  if (errors.length === 0 && atFault) {
    return `The transaction set was rejected (999 ${code}) for a fault in another claim. Nothing in this one was found wrong: send it again as it is.`;
  }
  const places = errors.map((error) => `${error.segment} at position ${error.position}`).join(', ');
  return `The transaction set was rejected (999 ${code}${places ? `: ${places}` : ''}).`;
}
