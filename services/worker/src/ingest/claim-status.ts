import { decideStatusStep, type StatusStep } from '@claimwright/acknowledgement/decide-status-step';
import { createClaimJournal, type LockedClaim, lockClaims } from '@claimwright/db/pipeline/claim-moves';
import {
  type AskedClaim,
  answerStatusRequests,
  closeStatusTasks,
  findStatusRequests,
} from '@claimwright/db/pipeline/status-requests';
import type { NewTask } from '@claimwright/db/pipeline/tasks';
import type { ClaimStatusAnswer } from '@claimwright/domain/claim-status';
import { openClaimStatuses } from '@claimwright/domain/lifecycle';
import type { InboundContent } from '@claimwright/x12/inbound';
import { type ItemContext, type ItemResult, parked, saveJournal } from './item.ts';
import { dueOn, filingDeadlines } from './rejection-task.ts';

interface Matched {
  answer: ClaimStatusAnswer;
  claim: LockedClaim;
  request: AskedClaim | undefined;
}

/**
 * 277: what payers answer to our questions. Each answer is written into its claim's timeline and may lead to a task; no status
 * changes by it. What belongs to no claim of ours, or names two different ones, is parked.
 */
export async function applyClaimStatusResponse(
  context: ItemContext,
  item: Extract<InboundContent, { kind: '277' }>,
): Promise<ItemResult> {
  const { answers, refusals } = item.response;
  const result: ItemResult = { parked: [], claimsMoved: 0 };
  const matched = await matchAnswers(context, answers, result);
  const deadlines = await filingDeadlines(
    context,
    matched.map(({ claim }) => claim),
  );
  const journal = createClaimJournal();
  const tasks: NewTask[] = [];
  for (const each of matched) {
    const { answer, claim } = each;
    const today = context.deps.clock.today();
    const deadline = deadlines.get(claim.id);
    const step = decideStatusStep(answer, { patientControlNumber: claim.patientControlNumber, deadline, today });
    journal.record(claim, {
      type: 'informed',
      effectiveDate: answer.effectiveDate ?? today,
      detail: detailOf(each, step),
      changes: { payerClaimControlNumber: claim.payerClaimControlNumber ?? answer.payerClaimControlNumber ?? null },
    });
    const task = taskOf(context, each, step, deadline);
    if (task) tasks.push(task);
  }
  const at = context.deps.clock.now();
  await closeStatusTasks(
    context.tx,
    matched.map(({ claim }) => claim.id),
    // The same answer again is not a newer one.
    tasks.flatMap(({ watch }) => watch ?? []),
    at,
  );
  await saveJournal(context, journal, tasks);
  const answered = matched.flatMap(({ request, answer }) => (request ? [{ id: request.id, answer }] : []));
  await answerStatusRequests(context.tx, context.inboundFileId, answered, at);
  for (const refusal of refusals) result.parked.push(refused(context, refusal));
  return { ...result, claimsMoved: journal.steps.length };
}

/** By our trace, else by our own number of the claim, else by the payer's. Locked in the order of their ids. */
async function matchAnswers(
  context: ItemContext,
  answers: readonly ClaimStatusAnswer[],
  result: ItemResult,
): Promise<Matched[]> {
  const requests = new Map(
    (
      await findStatusRequests(
        context.tx,
        answers.map(({ trace }) => trace),
      )
    ).map((request) => [request.trace, request]),
  );
  const unasked = answers.filter(({ trace }) => !requests.has(trace));
  const asked = await lockClaims(context.tx, { ids: [...requests.values()].map(({ claimId }) => claimId) });
  const numbers = unasked.flatMap(({ patientControlNumber }) => patientControlNumber ?? []);
  const named = await lockClaims(context.tx, { patientControlNumbers: numbers });
  const payerNumbers = unasked.flatMap(({ payerClaimControlNumber }) => payerClaimControlNumber ?? []);
  const numbered = await lockClaims(context.tx, { payerClaimControlNumbers: payerNumbers, memberIds: [] });
  const byId = new Map([...asked, ...named, ...numbered].map((claim) => [claim.id, claim]));
  const locked = [...byId.values()];
  return answers.flatMap((answer): Matched[] => {
    const request = requests.get(answer.trace);
    const claim = request ? byId.get(request.claimId) : claimOf(answer, locked);
    if (claim && (answer.patientControlNumber ?? claim.patientControlNumber) === claim.patientControlNumber) {
      return [{ answer, claim, request }];
    }
    result.parked.push(unmatched(context, answer, claim));
    return [];
  });
}

function claimOf(answer: ClaimStatusAnswer, locked: readonly LockedClaim[]): LockedClaim | undefined {
  if (answer.patientControlNumber !== undefined) {
    return locked.find((claim) => claim.patientControlNumber === answer.patientControlNumber);
  }
  // A number of the payer's is only its own.
  const same = locked.filter(
    (claim) =>
      claim.payerClaimControlNumber !== null &&
      claim.payerClaimControlNumber === answer.payerClaimControlNumber &&
      claim.payerId === answer.payerId,
  );
  return same.length === 1 ? same[0] : undefined;
}

function unmatched(context: ItemContext, answer: ClaimStatusAnswer, claim: LockedClaim | undefined) {
  const reference = answer.patientControlNumber ?? answer.payerClaimControlNumber ?? answer.trace;
  const reason = claim
    ? `The answer to ${answer.trace} speaks of claim ${answer.patientControlNumber}, but that question was about ${claim.patientControlNumber}.`
    : `No question and no claim belongs to the answer with the trace ${answer.trace}.`;
  const reasonCode = claim ? 'claims_contradict' : 'claim_not_found';
  return parked(context, { kind: '277', reasonCode, reason, reference, content: JSON.stringify(answer) });
}

function refused(context: ItemContext, refusal: { level: string; trace: string; npi?: string; statuses: unknown }) {
  const whom = refusal.npi === undefined ? `the ${refusal.level}` : `provider ${refusal.npi}`;
  return parked(context, {
    kind: '277',
    reasonCode: 'questions_refused',
    reason: `The payer answers no question of ${whom}.`,
    reference: refusal.trace,
    content: JSON.stringify(refusal),
  });
}

function detailOf({ answer, request }: Matched, step: StatusStep): Record<string, unknown> {
  const { trace, statuses, payerName, paymentTrace, paymentDate, paidCents, adjudicatedOn, payerClaimControlNumber } =
    answer;
  return {
    answer: '277',
    outcome: step.outcome,
    asked: request !== undefined,
    trace,
    statuses,
    words: step.words,
    source: payerName,
    payerClaimControlNumber,
    payment: { trace: paymentTrace, date: paymentDate, paidCents, adjudicatedOn },
  };
}

/** Nobody has to act on the status of a claim that is decided already, by an 835 that overtook the answer say. */
function taskOf(
  context: ItemContext,
  { answer, claim, request }: Matched,
  step: StatusStep,
  deadline: string | undefined,
): NewTask | undefined {
  if (!step.task || !openClaimStatuses.includes(claim.status)) return undefined;
  const { summary, withinDays } = step.task;
  return {
    id: context.deps.newId(),
    kind: 'claim_status',
    claimId: claim.id,
    summary,
    dueDate: dueOn(context.deps.clock.today(), deadline, withinDays),
    detail: { outcome: step.outcome, statuses: answer.statuses, words: step.words },
    watch: `status/${request?.id ?? `${context.inboundFileId}/${claim.id}`}`,
  };
}
