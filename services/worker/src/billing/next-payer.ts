import { type NextPayerPlan, nextCoverage, planNextPayerClaim } from '@claimwright/assembly/next-payer-claim';
import { profileOf } from '@claimwright/assembly/other-payers';
import { patientControlNumber } from '@claimwright/assembly/patient-control-number';
import { refuseDisclosure } from '@claimwright/assembly/refuse-disclosure';
import type { TenantTransaction } from '@claimwright/db/database';
import { loadAccountLines, loadLedgers } from '@claimwright/db/pipeline/claim-accounts';
import { loadSnapshots } from '@claimwright/db/pipeline/claim-chains';
import {
  createClaimJournal,
  type LockedClaim,
  lockClaims,
  saveClaimJournal,
} from '@claimwright/db/pipeline/claim-moves';
import { type ClaimToSave, postLedgerEntries, saveAssembledClaims } from '@claimwright/db/pipeline/claims';
import { takePatientControlNumbers } from '@claimwright/db/pipeline/control-numbers';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import {
  claimHasOpenTask,
  findNextClaims,
  loadAnswer,
  loadEncountersOfClaim,
  type StoredAnswer,
} from '@claimwright/db/pipeline/next-payers';
import { loadPayerProfiles } from '@claimwright/db/pipeline/scrub';
import { closeClaimTasks, openTasks } from '@claimwright/db/pipeline/tasks';
import { buildBatches } from '@claimwright/queue/catalog';
import { enqueue } from '@claimwright/queue/enqueue';
import { crossoverOf } from '@claimwright/remittance/crossover';
import { matchLines } from '@claimwright/remittance/match-lines';
import { openAdjudications } from '@claimwright/remittance/open-adjudications';
import { openAccounts } from '../claim-accounts.ts';
import { stageDeltasOfJournal, stageDeltasOfNewClaims } from '../claim-stages.ts';
import type { WorkerDependencies } from '../dependencies.ts';
import { asideClaim, type BilledEncounters } from './aside-claim.ts';
import { rebuildNextClaim } from './rebuild-next.ts';

export type NextPayerOutcome =
  | { kind: 'billed' | 'crossed_over'; claimId: string }
  /** There is a claim to the next payer already. */
  | { kind: 'already'; claimId: string }
  /** Nobody answers after this payer, or it has not answered. */
  | { kind: 'nothing_to_bill'; reason: string }
  | { kind: 'blocked'; reason: string };

/**
 * Makes the claim to the payer after a locked claim's, out of the answer that stands; once, however often it is asked for
 * (`rebuild`: one that is there is corrected when the answer has changed). When
 * the payer sent the claim on itself (crossover), our claim is only kept to take the answer, and is not sent. What cannot be made
 * becomes a task that names the field.
 */
export async function billNextPayer(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  claim: LockedClaim,
  actor: string,
  options: { rebuild?: boolean } = {},
): Promise<NextPayerOutcome> {
  const [existing] = await findNextClaims(tx, [claim.id]);
  if (existing && !options.rebuild) return { kind: 'already', claimId: existing.claimId };
  const [prior, stored, billed] = [
    (await loadSnapshots(tx, [claim.id])).get(claim.id),
    await standingAnswer(tx, claim.id),
    await loadEncountersOfClaim(tx, claim.id),
  ];
  const encounter = billed.encounters[0]?.content;
  if (!prior || !encounter) throw new Error(`Claim ${claim.id} has no snapshot or no encounter.`);
  if (!stored)
    return { kind: 'nothing_to_bill', reason: 'The payer has not answered the claim, or took its answer back.' };
  const cover = nextCoverage(prior, encounter);
  if (!cover) return { kind: 'nothing_to_bill', reason: 'No coverage of the encounter answers after this payer.' };
  const forbidden = refuseDisclosure(encounter, deps.clock.today());
  if (forbidden) return block(deps, tx, claim, forbidden.reason);
  const lines = (await loadAccountLines(tx, [claim.id])).get(claim.id) ?? [];
  const { matched, unmatched } = matchLines(stored.content, lines);
  const profiles = await loadPayerProfiles(
    tx,
    encounter.coverages.map((each) => each.payer.id ?? null),
  );
  const answer = {
    answer: stored.content,
    lines: matched,
    unmatchedLines: unmatched.length,
    adjudicatedOn: stored.adjudicatedOn,
  };
  const plan = planNextPayerClaim({ prior, answer, encounter, profiles });
  if (!plan.ok) return block(deps, tx, claim, plan.reason);
  const payer = profileOf(cover, profiles);
  if (existing) {
    const { claimId: existingId } = existing;
    return rebuildNextClaim(deps, tx, { existingId, priorClaimId: claim.id, plan, billed, payer, actor });
  }
  const crossedOver = crossoverOf(stored.content) !== undefined;
  const made = await assembleNext(deps, tx, claim, {
    plan,
    billed,
    crossedOver,
    route: payer.route,
  });
  await closeClaimTasks(tx, [claim.id], deps.clock.now(), 'next_payer_blocked');
  await saveNext(deps, tx, made, actor);
  return { kind: crossedOver ? 'crossed_over' : 'billed', claimId: made.id };
}

/** The last answer of the payer that was posted and not taken back. */
export async function standingAnswer(tx: TenantTransaction, claimId: string): Promise<StoredAnswer | undefined> {
  const ledger = (await loadLedgers(tx, [claimId])).get(claimId) ?? [];
  const standing = openAdjudications(ledger).at(-1);
  const [, remittanceId, ordinal] = standing?.posting.split('/') ?? [];
  return remittanceId === undefined ? undefined : loadAnswer(tx, remittanceId, Number(ordinal));
}

async function block(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  claim: LockedClaim,
  reason: string,
): Promise<NextPayerOutcome> {
  if (!(await claimHasOpenTask(tx, claim.id, 'next_payer_blocked'))) {
    const summary = `The claim to the next payer cannot be made. ${reason}`.slice(0, 500);
    await openTasks(
      tx,
      [{ id: deps.newId(), kind: 'next_payer_blocked', claimId: claim.id, summary }],
      deps.clock.now(),
    );
  }
  return { kind: 'blocked', reason };
}

interface NextParts {
  plan: Extract<NextPayerPlan, { ok: true }>;
  billed: BilledEncounters;
  crossedOver: boolean;
  route: string;
}

async function assembleNext(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  claim: LockedClaim,
  { plan, billed, crossedOver, route }: NextParts,
): Promise<ClaimToSave> {
  const snapshot = plan.assemble(patientControlNumber(await takePatientControlNumbers(tx, 1)));
  return asideClaim(deps, billed, { snapshot, route, link: { priorClaimId: claim.id, crossedOver } });
}

async function saveNext(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  made: ClaimToSave,
  actor: string,
): Promise<void> {
  const at = deps.clock.now();
  await saveAssembledClaims(tx, [made], { actor, at });
  await appendCountDeltas(tx, stageDeltasOfNewClaims([made], new Map()));
  if (!made.link?.crossedOver) return enqueue(tx, buildBatches, tx.tenantId, [made.id]);
  const today = deps.clock.today();
  const journal = createClaimJournal();
  for (const locked of await lockClaims(tx, { ids: [made.id] })) {
    journal.record(locked, { type: 'crossed_over', effectiveDate: today, changes: { submittedOn: today } });
    await postLedgerEntries(tx, await openAccounts(tx, [locked], today), at);
  }
  await saveClaimJournal(tx, journal, { actor, at });
  await appendCountDeltas(tx, stageDeltasOfJournal(journal));
}
