import type { LoadedRoute } from '@claimwright/db/pipeline/batches';
import type { NewTask } from '@claimwright/db/pipeline/tasks';
import type { UnheardClaim, WaitingBatch, WaitingClaim } from '@claimwright/db/pipeline/watches';
import { addDays, type IsoDate, type IsoInstant } from '@claimwright/domain/dates';
import { addHours, nextOpening } from '@claimwright/domain/route-schedule';
import type { UsualDays } from './usual-days.ts';

/** A task still without an id. */
export type OverdueTask = Omit<NewTask, 'id'>;

/** A batch is overdue when the first window it could have gone in has been open for so long. */
export function isHandOverOverdue(
  { schedule, expectations }: LoadedRoute,
  batch: Pick<WaitingBatch, 'builtAt'>,
  now: IsoInstant,
): boolean {
  return addHours(nextOpening(schedule, batch.builtAt), expectations.handOverHours) <= now;
}

/** A batch that has not left us. */
export function handOverTask(batch: WaitingBatch, today: IsoDate): OverdueTask {
  const why = batch.lastError ? ` The last try failed: ${batch.lastError.slice(0, 300)}` : '';
  const tries =
    batch.attempts === 0 ? 'nobody has fetched or sent it' : `after ${times(batch.attempts, 'try', 'tries')}`;
  return {
    kind: 'hand_over_overdue',
    batchId: batch.id,
    summary: `${batch.fileName} (${times(batch.claims, 'claim')}) waits for the clearinghouse on route ${batch.route} since ${batch.builtAt.slice(0, 16)}Z, ${tries}.${why}`,
    dueDate: today,
    watch: `hand_over/${batch.id}`,
  };
}

/** A file nobody has said a word about. */
export function syntaxTask(batch: WaitingBatch, hours: number, today: IsoDate): OverdueTask {
  return {
    kind: 'acknowledgement_overdue',
    batchId: batch.id,
    summary: `No 999 has come for ${batch.fileName} (${times(batch.claims, 'claim')}), handed over ${(batch.transmittedAt ?? '').slice(0, 16)}Z on route ${batch.route}; it is expected within ${hours} hours. Ask the clearinghouse whether it has the file.`,
    dueDate: today,
    watch: `999/${batch.id}`,
  };
}

/** One task for a batch nobody has spoken of, one a claim where only some are missing. */
export function claimAcknowledgementTasks(
  claims: readonly UnheardClaim[],
  hours: number,
  today: IsoDate,
): OverdueTask[] {
  const within = `is expected within ${hours} hours`;
  return [...Map.groupBy(claims, (claim) => claim.batchId).values()].flatMap((ofBatch): OverdueTask[] => {
    const [first] = ofBatch;
    if (!first) return [];
    if (first.unheardInBatch > 1 && first.unheardInBatch === first.batchClaims) {
      return [
        {
          kind: 'acknowledgement_overdue',
          batchId: first.batchId,
          summary: `No 277CA has come for any of the ${first.batchClaims} claims of ${first.fileName}; one ${within}. Ask the clearinghouse.`,
          dueDate: today,
          watch: `277CA/${first.batchId}`,
        },
      ];
    }
    return ofBatch.map((claim) => ({
      kind: 'acknowledgement_overdue',
      claimId: claim.id,
      batchId: claim.batchId,
      summary: `No 277CA has come for claim ${claim.patientControlNumber} of ${claim.fileName}, though its file was accepted; one ${within}. Ask the clearinghouse for this claim.`,
      dueDate: today,
      watch: `277CA/${claim.id}`,
    }));
  });
}

/** A claim that the clearinghouse has passed on and the payer has not confirmed: there is no proof of timely filing. */
export function payerAcceptanceTask(claim: WaitingClaim, hours: number, due: IsoDate): OverdueTask {
  return {
    kind: 'acknowledgement_overdue',
    claimId: claim.id,
    summary: `The clearinghouse passed claim ${claim.patientControlNumber} on, but ${claim.payerName} has not confirmed it within ${hours} hours. Without that there is no proof of timely filing: ask the clearinghouse for the payer's answer.`,
    dueDate: due,
    watch: `payer/${claim.id}`,
  };
}

const sources: Readonly<Record<UsualDays['from'], string>> = {
  history: 'nine of ten of its claims of the last year were answered by then',
  'payer profile': "as the payer's profile says",
  route: 'as the route says for payers we know nothing of',
};

/** An open claim on which the payer is silent longer than it usually is. */
export function silenceTask(claim: WaitingClaim, usual: UsualDays, asked: boolean, today: IsoDate): OverdueTask {
  const next = asked
    ? 'Its status is asked for by 276; act when the answer is here, or call.'
    : 'No status is asked for on this route: call the payer.';
  return {
    kind: 'claim_silent',
    claimId: claim.id,
    summary: `${claim.payerName} has not answered claim ${claim.patientControlNumber}, submitted ${claim.submittedOn}; it usually takes ${usual.days} days (${sources[usual.from]}). ${next}`,
    dueDate: addDays(today, asked ? 7 : 2),
    watch: `835/${claim.id}`,
  };
}

/** Questions nobody has answered. */
export function statusAnswerTask(
  batch: WaitingBatch & { unanswered: number },
  hours: number,
  today: IsoDate,
): OverdueTask {
  return {
    kind: 'acknowledgement_overdue',
    batchId: batch.id,
    summary: `${times(batch.unanswered, 'question')} about claims in ${batch.fileName} (276) got no 277 within ${hours} hours. Ask the clearinghouse whether it passes 276 on for these payers.`,
    dueDate: today,
    watch: `277/${batch.id}`,
  };
}

function times(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
