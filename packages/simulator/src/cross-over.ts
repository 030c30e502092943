import { addDays } from '@claimwright/domain/dates';
import { type LineAdjudication, patientShareCents } from '@claimwright/domain/other-payer';

import type { ClaimFuture, ClaimPayment } from './claim-future.ts';
import { weekdayOnOrAfter } from './decide-claim-future.ts';
import type { SimulatedPayer } from './payer-profiles.ts';
import { priceClaim } from './price-claim.ts';
import { drawsFor } from './seeded-draw.ts';
import type { SubmittedClaim } from './submitted-claim.ts';

/** What a payer sent on to the next one, and what that one will pay for it. */
export interface CrossedOver {
  payerId: string;
  payerName: string;
  /** Under the number of the claim that was sent to the first payer: nobody told the next one another. */
  pay(payer: SimulatedPayer): ClaimPayment;
}

/**
 * A payer that sends its claims on (Medicare does by agreement) says so in its answer (CLP02 19, NM1*TT), and the next payer
 * answers later. Changes the future's payment accordingly; undefined when nothing is sent on.
 */
export function crossOver(
  future: ClaimFuture,
  claim: SubmittedClaim,
  payer: SimulatedPayer,
  seed: string,
): CrossedOver | undefined {
  const next = (claim.otherPayers ?? []).find((other) => other.adjudication === undefined);
  const answer = future.payment?.claims.at(-1);
  if (!next || !answer || answer.statusCode !== '1' || claim.destination.responsibility !== 'primary') return undefined;
  if (answer.patientResponsibilityCents <= 0 || answer.lines.length === 0) return undefined;
  const draws = drawsFor(seed, 'crossover', payer.payerId, claim.patientControlNumber);
  if (!draws.chance('sent on', payer.crossesOverShare ?? 0)) return undefined;
  answer.statusCode = '19';
  answer.crossoverCarrier = { name: next.payerName, id: next.payerId };
  const on = future.payment?.on ?? future.receivedOn;
  const sentOn: SubmittedClaim = {
    ...claim,
    destination: {
      ...claim.destination,
      responsibility: next.responsibility,
      payerId: next.payerId,
      memberId: next.memberId,
    },
    otherPayers: [
      {
        ...next,
        responsibility: 'primary',
        payerId: claim.destination.payerId,
        adjudication: { paidCents: answer.paidCents, adjustments: answer.adjustments, remarkCodes: [] },
      },
    ],
    lines: claim.lines.map((line, index) => {
      const decided = answer.lines[index];
      if (!decided) return line;
      const adjudication: LineAdjudication = {
        payerId: claim.destination.payerId,
        paidCents: decided.paidCents,
        procedureCode: decided.procedureCode,
        modifiers: decided.modifiers,
        units: decided.units ?? line.units,
        adjustments: decided.adjustments,
        adjudicatedOn: on,
        remainingPatientLiabilityCents: patientShareCents(decided.adjustments),
      };
      return { ...line, adjudications: [adjudication] };
    }),
  };
  return {
    payerId: next.payerId,
    payerName: next.payerName,
    pay: (nextPayer) => {
      const receivedOn = addDays(on, 2);
      const priced = priceClaim({
        claim: sentOn,
        payer: nextPayer,
        seed,
        draws: drawsFor(seed, 'crossed over', nextPayer.payerId, claim.patientControlNumber),
        receivedOn,
        payerClaimControlNumber: `X${answer.payerClaimControlNumber ?? ''}`.slice(0, 20),
        duplicate: false,
      });
      const days = draws.quantile('next decision', nextPayer.adjudicationDays);
      return {
        on: weekdayOnOrAfter(addDays(receivedOn, Math.max(1, days))),
        claims: [priced.claim],
        interestCents: 0,
        underpaidCents: priced.underpaidCents,
      };
    },
  };
}
