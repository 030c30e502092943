import { loadAccountLines, loadLedgers } from '@claimwright/db/pipeline/claim-accounts';
import { loadSnapshots } from '@claimwright/db/pipeline/claim-chains';
import {
  type ClaimJournal,
  createClaimJournal,
  type LockedClaim,
  lockClaims,
} from '@claimwright/db/pipeline/claim-moves';
import { type EntriesToPost, postLedgerEntries } from '@claimwright/db/pipeline/claims';
import { storeRemittance, storeRemittanceClaims } from '@claimwright/db/pipeline/inbound';
import { findNextClaims } from '@claimwright/db/pipeline/next-payers';
import type { NewTask } from '@claimwright/db/pipeline/tasks';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { Remittance, RemittanceClaim } from '@claimwright/domain/remittance';
import { reviewDenials } from '@claimwright/queue/catalog';
import { enqueue } from '@claimwright/queue/enqueue';
import type { LoadedClaim } from '@claimwright/remittance/loaded-claim';
import { claimKeys } from '@claimwright/remittance/match-claim';
import type { PostedClaim } from '@claimwright/remittance/post-claim';
import { postRemittance, type RemittancePosting } from '@claimwright/remittance/post-remittance';
import { carriedByPart, followsOthers } from '@claimwright/remittance/transfer-posting';
import type { InboundContent } from '@claimwright/x12/inbound';
import { settleAfterRemittance } from './after-remittance.ts';
import { appealDeadlines } from './appeal-deadline.ts';
import { proveHandOvers } from './batch-answers.ts';
import { denialTask, unlessRenewed } from './denial-task.ts';
import { type ItemContext, type ItemResult, parked, saveJournal } from './item.ts';
import { recallResubmissions } from './recall-resubmissions.ts';

type Posting = Extract<RemittancePosting, { ok: true }>;

/** 835: proved in balance, matched, posted as a whole, and every claim it answers moved; what has no home is parked. */
export async function applyRemittance(
  context: ItemContext,
  item: Extract<InboundContent, { kind: '835' }>,
): Promise<ItemResult> {
  const { remittance } = item;
  const remittanceId = context.deps.newId();
  const locked = await lockAnswered(context, remittance.claims);
  const journal = createClaimJournal();
  await recallResubmissions(context, journal, locked, remittance);
  const claims = await toLoadedClaims(context, locked);
  const posting = postRemittance({ remittance, remittanceId, claims });
  if (!posting.ok) {
    return park(context, remittance, posting.reasonCode, posting.reason, { imbalances: posting.imbalances });
  }
  const at = context.deps.clock.now();
  const row = { id: remittanceId, inboundFileId: context.inboundFileId, dedupeKey: posting.dedupeKey, remittance };
  if (!(await storeRemittance(context.tx, row, at))) {
    const reason = `Payment ${remittance.traceNumber} of ${remittance.payerName} is posted already.`;
    return park(context, remittance, 'already_posted', reason, {});
  }
  await storeRemittanceClaims(context.tx, remittanceId, [
    ...posting.claims.map((claim) => ({
      ordinal: claim.ordinal,
      claimId: claim.claimId,
      content: answerOf(remittance, claim.ordinal),
    })),
    ...posting.unmatched.map(({ ordinal, answer }) => ({ ordinal, claimId: null, content: answer })),
  ]);
  await postLedgerEntries(context.tx, entriesOf(posting, remittanceId), at);
  await moveClaims(context, posting, locked, remittance, journal);
  await settleAfterRemittance(context, posting, locked, { remittance, remittanceId });
  await enqueue(context.tx, reviewDenials, context.tx.tenantId, [remittanceId]);
  return {
    claimsMoved: posting.claims.length,
    parked: posting.unmatched.map(({ answer, reasonCode, reason }) =>
      parked(context, {
        kind: '835',
        reasonCode,
        reason,
        reference: answer.patientControlNumber,
        content: JSON.stringify(answer),
        detail: { remittanceId },
      }),
    ),
  };
}

/**
 * Locks the claims that the answers name, by our own number wherever it is ours. Only for the others is every claim looked at
 * that the payer's number or the member may mean.
 */
async function lockAnswered(context: ItemContext, answers: readonly RemittanceClaim[]): Promise<LockedClaim[]> {
  const { patientControlNumbers } = claimKeys(answers);
  await proveHandOvers(context, patientControlNumbers);
  const named = await lockWithNext(context, patientControlNumbers, answers);
  const ours = new Set(named.map((claim) => claim.patientControlNumber));
  const { payerClaimControlNumbers, memberIds } = claimKeys(
    answers.filter((answer) => !ours.has(answer.patientControlNumber.trim().toUpperCase())),
  );
  if (payerClaimControlNumbers.length + memberIds.length === 0) return named;
  const meant = await lockClaims(context.tx, { payerClaimControlNumbers, memberIds });
  return [...named, ...meant.filter((claim) => !ours.has(claim.patientControlNumber))];
}

/** The claims with these numbers; and where a later payer may answer under one of them, the claims to the payers after. */
async function lockWithNext(
  context: ItemContext,
  patientControlNumbers: readonly string[],
  answers: readonly RemittanceClaim[],
): Promise<LockedClaim[]> {
  const named = await lockClaims(context.tx, { patientControlNumbers });
  if (!answers.some(({ statusCode }) => laterStatusCodes.has(statusCode))) return named;
  const known = new Set(named.map((claim) => claim.id));
  let last = named.map((claim) => claim.id);
  const ids: string[] = [];
  // A claim has three payers at most.
  for (let turn = 0; turn < 2 && last.length > 0; turn += 1) {
    last = (await findNextClaims(context.tx, last)).map(({ claimId }) => claimId).filter((id) => !known.has(id));
    for (const id of last) known.add(id);
    ids.push(...last);
  }
  return ids.length === 0 ? named : [...named, ...(await lockClaims(context.tx, { ids }))];
}

/** CLP02 that may speak of a later payer's claim: processed as secondary or tertiary, and a reversal of such. */
const laterStatusCodes: ReadonlySet<string> = new Set(['2', '3', '20', '21', '22']);

function answerOf(remittance: Remittance, ordinal: number) {
  const answer = remittance.claims[ordinal - 1];
  if (!answer) throw new Error(`The remittance has no claim ${ordinal}.`);
  return answer;
}

async function toLoadedClaims(context: ItemContext, locked: readonly LockedClaim[]): Promise<LoadedClaim[]> {
  const ids = locked.map((claim) => claim.id);
  const lines = await loadAccountLines(context.tx, ids);
  // Only a claim that was answered before can be reversed or answered twice; the ledgers of all others stay where they are.
  const answered = locked.filter((claim) => claim.adjudicatedOn !== null).map((claim) => claim.id);
  const ledgers = await loadLedgers(context.tx, answered);
  const later = locked.filter((claim) => claim.responsibility !== 'primary').map((claim) => claim.id);
  const snapshots = await loadSnapshots(context.tx, later);
  const numbers = new Map(locked.map((claim) => [claim.id, claim.patientControlNumber]));
  const next = new Map(
    locked.flatMap(({ id, priorClaimId, supersededBy }) =>
      priorClaimId !== null && supersededBy === null ? [[priorClaimId, numbers.get(id)] as const] : [],
    ),
  );
  return locked.map((claim) => ({
    claimId: claim.id,
    patientControlNumber: claim.patientControlNumber,
    status: claim.status,
    payerClaimControlNumber: claim.payerClaimControlNumber ?? undefined,
    memberId: claim.memberId ?? undefined,
    chargeCents: claim.chargeCents,
    serviceFrom: claim.serviceFrom,
    serviceTo: claim.serviceTo,
    paidCents: claim.paidCents,
    patientResponsibilityCents: claim.patientResponsibilityCents,
    lines: lines.get(claim.id) ?? [],
    ledger: ledgers.get(claim.id) ?? [],
    responsibility: claim.responsibility,
    nextPatientControlNumber: next.get(claim.id),
    superseded: claim.supersededBy !== null,
    carried: carriedOf(snapshots.get(claim.id)),
    reportingOnly: claim.reportingOnly,
  }));
}

function carriedOf(snapshot: AnyClaimSnapshot | undefined) {
  return snapshot && followsOthers(snapshot) ? carriedByPart(snapshot) : undefined;
}

function entriesOf(posting: Posting, remittanceId: string): EntriesToPost[] {
  return [
    ...posting.claims.map(({ claimId, entries }) => ({ claimId, remittanceId, entries })),
    ...posting.unmatched.map(({ entries }) => ({ claimId: null, remittanceId, entries })),
    { claimId: null, remittanceId, entries: posting.providerPostings },
  ];
}

async function moveClaims(
  context: ItemContext,
  posting: Posting,
  locked: readonly LockedClaim[],
  remittance: Remittance,
  journal: ClaimJournal,
): Promise<void> {
  const byId = new Map(locked.map((claim) => [claim.id, claim]));
  const tasks: NewTask[] = [];
  const appeals = await appealDeadlines(context, posting.claims, byId);
  for (const posted of posting.claims) {
    const claim = byId.get(posted.claimId);
    if (!claim) throw new Error(`Claim ${posted.claimId} was posted to but not locked.`);
    const changes = {
      paidCents: posted.claimPaidCents,
      patientResponsibilityCents: posted.claimPatientResponsibilityCents,
      payerClaimControlNumber: posted.payerClaimControlNumber ?? claim.payerClaimControlNumber,
      ...datesAfter(claim, posted),
    };
    const detail = { ...posted.detail, remittancePayer: remittance.payerName };
    if (!journal.record(claim, { type: posted.event, effectiveDate: posted.effectiveDate, detail, changes })) {
      throw new Error(`Claim ${claim.id} is ${claim.status} and cannot be ${posted.event}.`);
    }
    const task = denialTask(context, claim, posted, remittance.payerName, appeals.get(claim.id));
    if (task) tasks.push(task);
  }
  await saveJournal(context, journal, await unlessRenewed(context, tasks));
}

/** The first adjudication and the first payment above zero keep their days; a reversal or a second answer changes neither. */
function datesAfter(claim: LockedClaim, posted: PostedClaim): Pick<LockedClaim, 'adjudicatedOn' | 'paidOn'> {
  const adjudicated = posted.event !== 'informed' && posted.event !== 'reversed';
  return {
    adjudicatedOn: claim.adjudicatedOn ?? (adjudicated ? posted.effectiveDate : null),
    paidOn: claim.paidOn ?? (adjudicated && posted.paidCents > 0 ? posted.effectiveDate : null),
  };
}

function park(
  context: ItemContext,
  remittance: Remittance,
  reasonCode: string,
  reason: string,
  detail: Record<string, unknown>,
): ItemResult {
  const item = {
    kind: '835',
    reasonCode,
    reason,
    reference: remittance.traceNumber,
    content: JSON.stringify(remittance),
    detail,
  };
  return { parked: [parked(context, item)], claimsMoved: 0 };
}
