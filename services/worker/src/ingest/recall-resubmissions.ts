import { sealSnapshot } from '@claimwright/assembly/seal-snapshot';
import type { ClaimJournal, LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import { postLedgerEntries } from '@claimwright/db/pipeline/claims';
import { appendCountDeltas } from '@claimwright/db/pipeline/counts';
import { remittanceIsPosted } from '@claimwright/db/pipeline/inbound';
import { loadEncountersOfClaim } from '@claimwright/db/pipeline/next-payers';
import {
  changesOf,
  loadSubmissions,
  type Resubmission,
  type StoredSubmission,
  saveResubmissions,
} from '@claimwright/db/pipeline/resubmissions';
import { type NewTask, openTasks } from '@claimwright/db/pipeline/tasks';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import type { Remittance, RemittanceClaim } from '@claimwright/domain/remittance';
import { dedupeKey } from '@claimwright/remittance/dedupe-key';
import { proveBalance } from '@claimwright/remittance/prove-balance';
import { routeOfClaim } from '../billing/resubmit-claim.ts';
import { openAccounts } from '../claim-accounts.ts';
import { chargeLagDeltas } from '../claim-stages.ts';
import type { ItemContext } from './item.ts';

/** CLP02 that decide nothing: taken back, predetermined, only informed. */
const undecided: ReadonlySet<string> = new Set(['22', '23', '25']);

/**
 * A claim waits to be sent again, stands in a batch that nobody has begun to hand over, or was sent again, while an earlier submission is answered:
 * the answer counts for the submission it names, and that one is the claim again (decision 0011). What waited is not sent; what
 * stands in a batch goes with it, since its bytes do not change, and like what was sent since will be denied as a duplicate, which moves
 * nothing.
 * `isPosted`: the remittance is posted and one of its answers finds its claim only now.
 */
export async function recallResubmissions(
  context: ItemContext,
  journal: ClaimJournal,
  locked: readonly LockedClaim[],
  remittance: Remittance,
  isPosted = false,
): Promise<void> {
  const { deps, tx } = context;
  const answers = new Map(
    remittance.claims
      .filter((answer) => !undecided.has(answer.statusCode))
      .map((answer) => [answer.patientControlNumber.trim().toUpperCase(), answer]),
  );
  const waiting = locked.filter(
    (claim) => mayBeAnotherSubmission(claim) && claim.submittedOn !== null && answers.has(claim.patientControlNumber),
  );
  if (waiting.length === 0 || !(isPosted || (await willPost(context, remittance)))) return;
  const today = deps.clock.today();
  const submissions = Map.groupBy(
    await loadSubmissions(
      tx,
      waiting.map((claim) => claim.id),
    ),
    (submission) => submission.claimId,
  );
  const restored: Resubmission[] = [];
  const recalled: LockedClaim[] = [];
  const tasks: NewTask[] = [];
  for (const claim of waiting) {
    const answer = answers.get(claim.patientControlNumber);
    const kept = submissions.get(claim.id) ?? [];
    const named = answer && submissionNamed(answer, kept);
    const stands = standing(claim);
    if (stands !== 'waiting' && !named) continue;
    const present = kept.find(({ number }) => number === claim.submissionNumber);
    const isOther = named !== undefined && named.sha256 !== present?.sha256;
    // What was sent last is what the payer answers, unless its answer fits only what was sent before.
    if (stands === 'sent' && !isOther) continue;
    const row = named && (stands !== 'waiting' || isOther) ? await restoration(context, claim, named) : undefined;
    const detail = { reason: reasonOf(stands, isOther), answeredSubmission: named?.number };
    const changes = row && changesOf(row);
    if (!journal.record(claim, { type: 'recalled', effectiveDate: today, detail, ...(changes ? { changes } : {}) }))
      continue;
    if (row) restored.push(row);
    recalled.push(claim);
    if (isOther) tasks.push(correctionStopped(context, claim, stands));
  }
  const at = deps.clock.now();
  // The rest of what the recall changes is counted when the journal is saved.
  await appendCountDeltas(tx, await chargeLagDeltas(tx, journal));
  await saveResubmissions(tx, restored, at, ['assembled', 'batched', ...sentStatuses]);
  await postLedgerEntries(tx, await openAccounts(tx, recalled, today), at);
  await openTasks(tx, tasks, at);
}

const sentStatuses: readonly ClaimStatus[] = ['submitted', 'acknowledged', 'payer_accepted', 'pended'];

/** Where the present submission is while the payer answers. */
type Standing = 'waiting' | 'batched' | 'sent';

function standing({ status }: LockedClaim): Standing {
  if (status === 'assembled') return 'waiting';
  return status === 'batched' ? 'batched' : 'sent';
}

/** Whether a submission before the present one may be answered: the present one was not sent, or another was sent before it. */
function mayBeAnotherSubmission({ status, submissionNumber }: LockedClaim): boolean {
  return status === 'assembled' || status === 'batched' || (submissionNumber > 1 && sentStatuses.includes(status));
}

/** A remittance that is out of balance, or posted already, does nothing: then nothing is called back for it. */
async function willPost({ tx }: ItemContext, remittance: Remittance): Promise<boolean> {
  if (remittance.handlingCode === 'P' || proveBalance(remittance).length > 0) return false;
  return !(await remittanceIsPosted(tx, dedupeKey(remittance)));
}

/**
 * The newest submission that was sent and that has the charge and the lines of the answer, first of those whose codes and dates the
 * answer repeats; else the last that was sent.
 */
function submissionNamed(
  answer: RemittanceClaim,
  submissions: readonly StoredSubmission[],
): StoredSubmission | undefined {
  const sent = submissions.filter((submission) => submission.wasSent).toSorted((a, b) => b.number - a.number);
  const fitting = sent.filter(({ snapshot }) => isAnswered(answer, snapshot));
  return fitting.find(({ snapshot }) => repeatsServices(answer, snapshot)) ?? fitting[0] ?? sent[0];
}

/** Whether every line of the answer names the code and day that this submission billed, as far as it tells them (SVC06, else SVC01; DTM). */
function repeatsServices(answer: RemittanceClaim, snapshot: AnyClaimSnapshot): boolean {
  const lines: readonly AnyClaimSnapshot['lines'][number][] = snapshot.lines;
  const billed = new Map(lines.map((line) => [line.lineControlNumber, line]));
  return answer.lines.every((line) => {
    const own = line.lineControlNumber === undefined ? undefined : billed.get(line.lineControlNumber);
    if (!own) return true;
    const code = line.submittedProcedureCode ?? line.procedureCode;
    const named = own.procedureCode ?? ('revenueCode' in own ? own.revenueCode : '');
    const sameDay = !line.serviceFrom || !own.serviceFrom || line.serviceFrom === own.serviceFrom;
    return sameDay && code.toUpperCase() === named;
  });
}

function isAnswered(answer: RemittanceClaim, snapshot: AnyClaimSnapshot): boolean {
  if (answer.chargeCents !== snapshot.totalChargeCents) return false;
  const charges = new Map<string, number>(
    snapshot.lines.map((line) => [line.lineControlNumber, line.chargeCents] as const),
  );
  return answer.lines.every(
    ({ lineControlNumber, chargeCents }) =>
      lineControlNumber === undefined || charges.get(lineControlNumber) === chargeCents,
  );
}

/** What the answer names as a further submission: the one that waited is kept beside those before it. */
async function restoration(
  { deps, tx }: ItemContext,
  claim: LockedClaim,
  { id, snapshot }: StoredSubmission,
): Promise<Resubmission> {
  const { encounters, lineEncounterIds } = await loadEncountersOfClaim(tx, claim.id);
  const anyEncounter = lineEncounterIds[0] ?? encounters[0]?.encounterId ?? '';
  return {
    claim: { ...claim },
    submissionId: deps.newId(),
    encounters: [],
    lineEncounterIds: snapshot.lines.map((_, index) => lineEncounterIds[index] ?? anyEncounter),
    route: await routeOfClaim(tx, claim),
    snapshot,
    ...sealSnapshot(snapshot),
    restores: id,
  };
}

function reasonOf(stands: Standing, isOther: boolean): string {
  const answered = 'The payer answered what was sent before.';
  if (stands === 'waiting') return `${answered} What waited is not sent.`;
  const goes = {
    batched: 'What stands in a batch goes with it and may be denied as a duplicate, which changes nothing.',
    sent: 'What was sent since may be denied as a duplicate, which changes nothing.',
  }[stands];
  return isOther ? `${answered} The correction was not what it decided about. ${goes}` : `${answered} ${goes}`;
}

const comesBack: Readonly<Record<Standing, string>> = {
  waiting: '',
  batched: ' What is in a batch already will come back as a duplicate.',
  sent: ' The correction was sent already: it may come back as a duplicate, or be answered too.',
};

function correctionStopped(context: ItemContext, claim: LockedClaim, stands: Standing): NewTask {
  const goes = comesBack[stands];
  return {
    id: context.deps.newId(),
    kind: 'correction_blocked',
    claimId: claim.id,
    summary: `The payer has decided about this claim as it was before its correction.${goes} Compare its answer with the encounter, and correct the claim again: it then goes as a replacement with the payer's number.`,
  };
}
