import { loadLedgers } from '@claimwright/db/pipeline/claim-accounts';
import { createClaimJournal, type LockedClaim, lockClaims } from '@claimwright/db/pipeline/claim-moves';
import { postLedgerEntries } from '@claimwright/db/pipeline/claims';
import {
  claimHasOpenTask,
  findNextClaims,
  markNextPayerDue,
  withFurtherCoverages,
} from '@claimwright/db/pipeline/next-payers';
import type { NewTask } from '@claimwright/db/pipeline/tasks';
import { openTasks } from '@claimwright/db/pipeline/tasks';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import type { Remittance } from '@claimwright/domain/remittance';
import { billNextPayers } from '@claimwright/queue/catalog';
import { enqueue } from '@claimwright/queue/enqueue';
import { negate, openAdjudications, sumOf } from '@claimwright/remittance/open-adjudications';
import type { PostedClaim } from '@claimwright/remittance/post-claim';
import type { RemittancePosting } from '@claimwright/remittance/post-remittance';
import { type ItemContext, saveJournal } from './item.ts';

type Posting = Pick<Extract<RemittancePosting, { ok: true }>, 'claims'>;

const outcomes: ReadonlySet<PostedClaim['event']> = new Set(['paid', 'partially_paid', 'left_to_patient', 'denied']);
const leavesSomething: ReadonlySet<ClaimStatus> = new Set(['paid', 'partially_paid', 'patient_responsibility']);

/** What posted answers mean for other claims: those they took the place of, and those to the payers after. */
export async function settleAfterRemittance(
  context: ItemContext,
  posting: Posting,
  locked: readonly LockedClaim[],
  source: { remittance: Remittance; remittanceId: string },
): Promise<void> {
  const byId = new Map(locked.map((claim) => [claim.id, claim]));
  const answered = [...new Set(posting.claims.map(({ claimId }) => claimId))].flatMap((id) => byId.get(id) ?? []);
  const last = new Map(posting.claims.map((posted) => [posted.claimId, posted]));
  const tasks = await settlePredecessors(context, answered, last, source);
  await openTasks(
    context.tx,
    [...tasks, ...(await outdatedNextClaims(context, answered, posting))],
    context.deps.clock.now(),
  );
  const due = answered.filter((claim) => claim.supersededBy === null && billsOn(claim, last.get(claim.id)));
  const ids = await withFurtherCoverages(
    context.tx,
    due.map((claim) => claim.id),
  );
  await markNextPayerDue(context.tx, ids, true);
  await enqueue(context.tx, billNextPayers, context.tx.tenantId, ids);
}

/** The next payer is billed when something was left to the patient, or when the payer sent the claim on by itself. */
function billsOn(claim: LockedClaim, posted: PostedClaim | undefined): boolean {
  if (!posted || !outcomes.has(posted.event)) return false;
  if (posted.detail.crossover) return true;
  return leavesSomething.has(claim.status) && claim.patientResponsibilityCents > 0;
}

/**
 * A replacement that is answered ends what the payer had said of the claim before, when that moved no money and was not taken
 * back (22): a denial. Money that still stands there is a question for a person.
 */
async function settlePredecessors(
  context: ItemContext,
  answered: readonly LockedClaim[],
  last: ReadonlyMap<string, PostedClaim>,
  { remittance, remittanceId }: { remittance: Remittance; remittanceId: string },
): Promise<NewTask[]> {
  const { deps, tx } = context;
  const successors = answered.filter(
    (claim) => claim.supersedesClaimId !== null && endsPredecessor(last.get(claim.id)),
  );
  if (successors.length === 0) return [];
  const originals = await lockClaims(tx, { ids: successors.flatMap((claim) => claim.supersedesClaimId ?? []) });
  const ledgers = await loadLedgers(
    tx,
    originals.map((claim) => claim.id),
  );
  const journal = createClaimJournal();
  const tasks: NewTask[] = [];
  for (const original of originals) {
    const open = openAdjudications(ledgers.get(original.id) ?? []);
    if (open.length === 0) continue;
    if (open.some(({ paidCents }) => paidCents !== 0)) {
      const summary = 'The payer answered the replacement and has not taken back what it paid on the claim before.';
      tasks.push({ id: deps.newId(), kind: 'correction_blocked', claimId: original.id, summary });
      continue;
    }
    const successor = successors.find((claim) => claim.supersedesClaimId === original.id);
    const entries = open.flatMap((earlier, index) =>
      negate(earlier.entries, `remit/${remittanceId}/${successor?.id}/${index + 1}`, remittance.paymentDate),
    );
    await postLedgerEntries(tx, [{ claimId: original.id, remittanceId, entries }], deps.clock.now());
    const detail = { reason: 'Its answer is given up: the payer answered the claim that took its place.' };
    const patientResponsibilityCents = original.patientResponsibilityCents + sumOf(entries, 'patient_receivable');
    journal.record(original, {
      type: 'informed',
      effectiveDate: remittance.paymentDate,
      detail,
      changes: { patientResponsibilityCents },
    });
  }
  await saveJournal(context, journal);
  return tasks;
}

const duplicateReasons: ReadonlySet<string> = new Set(['18', 'B13']);

/** Any answer does, but a denial as a duplicate: then the claim before is the one that stands. */
function endsPredecessor(posted: PostedClaim | undefined): boolean {
  if (!posted || !outcomes.has(posted.event)) return false;
  if (posted.event !== 'denied') return true;
  const reasons = posted.entries.flatMap((entry) => (entry.account === 'denial_pending' ? (entry.reason ?? '') : []));
  return !reasons.every((reason) => duplicateReasons.has(reason.split('-')[1] ?? ''));
}

/** A payer that answers anew after the next one was billed: the claim to the next one says what is so no more. */
async function outdatedNextClaims(
  { deps, tx }: ItemContext,
  answered: readonly LockedClaim[],
  posting: Posting,
): Promise<NewTask[]> {
  const changed = answered.filter(({ id }) =>
    posting.claims.some((posted) => posted.claimId === id && posted.entries.length > 0),
  );
  const tasks: NewTask[] = [];
  for (const next of await findNextClaims(
    tx,
    changed.map((claim) => claim.id),
  )) {
    if (await claimHasOpenTask(tx, next.claimId, 'next_payer_outdated')) continue;
    const summary = 'The payer before changed its answer after this claim was made out of it: correct this claim.';
    tasks.push({ id: deps.newId(), kind: 'next_payer_outdated', claimId: next.claimId, summary });
  }
  return tasks;
}
