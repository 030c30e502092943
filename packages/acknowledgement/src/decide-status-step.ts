import type { ClaimStatus } from '@claimwright/domain/acknowledgement';
import type { ClaimStatusAnswer } from '@claimwright/domain/claim-status';
import { daysBetween, type IsoDate } from '@claimwright/domain/dates';
import { explainStatus, statusSentence } from './explain-status.ts';

/** What a payer's answer to "where is my claim?" comes to. */
export type StatusOutcome =
  | 'no_record'
  | 'rejected'
  | 'information_wanted'
  | 'question_refused'
  | 'finished'
  | 'pending'
  | 'not_answered';

export interface StatusStep {
  outcome: StatusOutcome;
  /** What a person has to do, and within how many days; absent where waiting is right. */
  task?: { summary: string; withinDays: number };
  /** Every status of the answer as a sentence, in order. */
  words: string[];
}

/** The heaviest first: one such word among several decides. */
const order: readonly StatusOutcome[] = [
  'no_record',
  'rejected',
  'information_wanted',
  'question_refused',
  'finished',
  'not_answered',
  'pending',
];

/**
 * Decides what follows from a 277. It never changes where the claim stands: a payer's word about a payment is no payment, and one
 * about a denial no denial, until the 835 says so (45 CFR 162.1602).
 */
export function decideStatusStep(
  answer: ClaimStatusAnswer,
  claim: { patientControlNumber: string; deadline: IsoDate | undefined; today: IsoDate },
): StatusStep {
  const outcomes = answer.statuses.map(outcomeOf);
  const outcome = order.find((each) => outcomes.includes(each)) ?? 'pending';
  const words = answer.statuses.map((status) => statusSentence(explainStatus(status, undefined)));
  const decisive = words[outcomes.indexOf(outcome)] ?? '';
  const task = taskFor(outcome, decisive, answer, claim);
  return { outcome, words, ...(task ? { task } : {}) };
}

/** Status codes that say "no such claim" whatever the category. */
const notFoundCodes = new Set(['35']);

function outcomeOf({ category, statusCode }: ClaimStatus): StatusOutcome {
  if (category === 'A4' || category === 'D0' || notFoundCodes.has(statusCode)) return 'no_record';
  if (/^A[3678]$/.test(category)) return 'rejected';
  if (category === 'P3' || category === 'P4' || category.startsWith('R')) return 'information_wanted';
  if (category === 'E1' || category === 'E2') return 'not_answered';
  if (category.startsWith('E')) return 'question_refused';
  if (category.startsWith('F')) return 'finished';
  return 'pending';
}

function taskFor(
  outcome: StatusOutcome,
  decisive: string,
  answer: ClaimStatusAnswer,
  {
    patientControlNumber,
    deadline,
    today,
  }: { patientControlNumber: string; deadline: IsoDate | undefined; today: IsoDate },
): StatusStep['task'] {
  const claim = `claim ${patientControlNumber}`;
  switch (outcome) {
    case 'no_record':
      return {
        summary: `${answer.payerName} has no record of ${claim}. Send it again, with the acknowledgements of the first time as proof. ${filing(deadline, today)}`,
        withinDays: 2,
      };
    case 'rejected':
      return {
        summary: `${answer.payerName} says that ${claim} was rejected before adjudication: ${decisive} No 277CA had told so. Correct it and send it again. ${filing(deadline, today)}`,
        withinDays: 5,
      };
    case 'information_wanted':
      return {
        summary: `${answer.payerName} waits for information about ${claim}: ${decisive} Send what was asked for, or ask what it is.`,
        withinDays: 5,
      };
    case 'question_refused':
      return {
        summary: `${answer.payerName} could not answer the question about ${claim}: ${decisive} Ask by telephone, and have the route checked.`,
        withinDays: 5,
      };
    case 'finished':
      return { summary: finished(answer, claim, decisive), withinDays: 5 };
    default:
      return undefined;
  }
}

/** The payer is done and we have no remittance: it is lost, or waits somewhere. */
function finished(answer: ClaimStatusAnswer, claim: string, decisive: string): string {
  const { paymentTrace, paymentDate } = answer;
  const number = paymentTrace === undefined ? '' : ` number ${paymentTrace}`;
  const day = paymentDate === undefined ? '' : ` of ${paymentDate}`;
  const look = number === '' && day === '' ? 'Ask for the remittance' : `Look for the payment${number}${day}`;
  return `${answer.payerName} is finished with ${claim}, but no 835 has come: ${decisive} ${look} among parked files and at the clearinghouse, and have it sent again.`;
}

function filing(deadline: IsoDate | undefined, today: IsoDate): string {
  if (deadline === undefined) return 'The time limit for filing is not known: check the contract.';
  const left = daysBetween(today, deadline);
  if (left < 0) return `The time limit for filing was ${deadline}: only with proof of timely filing.`;
  return `It has to be filed by ${deadline} (${left} days left).`;
}
