import type { ClaimStatusInquiry } from '@claimwright/domain/claim-status';
import { addDays, dateOfInstant, type IsoDate } from '@claimwright/domain/dates';
import { type AnsweredInquiry, write277 } from '@claimwright/x12/claim-status-response-write';
import type { ClaimFuture, ClaimPayment } from './claim-future.ts';
import { morningOf } from './plan-acknowledgements.ts';
import { fileName, type PlannedFile, partiesOf } from './planned-file.ts';
import { interchangeKey, type ReceivedInterchange } from './read-submission.ts';

/** What the payers know of a claim: its future, and the number of the check or transfer of a day. */
export interface KnownClaim {
  future: ClaimFuture;
  paymentTrace(on: IsoDate): string | undefined;
}

/** The 277s to the 276s of an interchange: one file a payer, the day after. Answers say what is so on that day. */
export function planStatusResponses(
  received: ReceivedInterchange,
  find: (inquiry: ClaimStatusInquiry) => KnownClaim | undefined,
): PlannedFile[] {
  const dueOn = addDays(dateOfInstant(received.receivedAt), 1);
  const identity = interchangeKey(received.envelope);
  return received.questions.flatMap(({ content, origin }) => {
    const group = received.envelope.groups.find((each) => each.controlNumber === origin.groupControlNumber);
    return [...Map.groupBy(content.inquiries, (inquiry) => inquiry.payer.id)].map(([payerId, inquiries]) => {
      const name = fileName(dueOn, '277', payerId, `${identity}|${origin.transactionSetControlNumber}`);
      const render = () => {
        const parties = partiesOf({ envelope: received.envelope, group }, name, 0);
        return write277({
          parties,
          at: morningOf(dueOn),
          transactionSetControlNumber: 1,
          reference: String(parties.interchangeControlNumber),
          receiver: { name: content.receiver.name || 'SUBMITTER', id: content.receiver.id || parties.receiverId },
          answers: inquiries.map((inquiry) => ({ inquiry, answer: answerOf(inquiry, find(inquiry), dueOn) })),
        });
      };
      return { name, kind: '277' as const, dueOn, render };
    });
  });
}

type Answer = AnsweredInquiry['answer'];

/** Where the claim stands on a day, as far as the payer knows. */
function answerOf(inquiry: ClaimStatusInquiry, known: KnownClaim | undefined, on: IsoDate): Answer {
  const common = { effectiveDate: on, patientControlNumber: inquiry.patientControlNumber || undefined };
  const receipt = known?.future.receipt;
  // What was rejected on the way, or lost, the payer has never seen.
  if (!known || !receipt || receipt.on > on) return { ...common, statuses: [{ category: 'A4', statusCode: '35' }] };
  const { future } = known;
  const numbered = {
    ...common,
    payerClaimControlNumber: receipt.payerClaimControlNumber,
    chargeCents: inquiry.chargeCents,
  };
  if (!receipt.accepted) return { ...numbered, statuses: receipt.statuses };
  const last = [future.takeback, future.payment].find((payment) => payment !== undefined && payment.on <= on);
  if (last) return { ...numbered, ...finished(last, known) };
  const waiting =
    future.silence === 'pended' ? { category: 'P2', statusCode: '46' } : { category: 'P1', statusCode: '20' };
  return { ...numbered, statuses: [waiting] };
}

function finished(payment: ClaimPayment, known: KnownClaim): Partial<Answer> & Pick<Answer, 'statuses'> {
  const claim = payment.claims.findLast((each) => each.statusCode !== '22');
  const paidCents = claim?.paidCents ?? 0;
  return {
    statuses: [paidCents > 0 ? { category: 'F1', statusCode: '65' } : { category: 'F2', statusCode: '1' }],
    paidCents,
    adjudicatedOn: payment.on,
    paymentDate: payment.on,
    paymentTrace: known.paymentTrace(payment.on),
  };
}
