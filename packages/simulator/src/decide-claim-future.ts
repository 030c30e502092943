import { addDays, dayNumber, daysBetween, type IsoDate } from '@claimwright/domain/dates';
import { npiHasValidCheckDigit } from '@claimwright/domain/ids';
import { type Cents, sumCents } from '@claimwright/domain/money';
import type { RemittanceClaim } from '@claimwright/domain/remittance';
import type { ClaimFuture, ClaimPayment, HopVerdict } from './claim-future.ts';
import type { SimulatedPayer, WeightedStatus } from './payer-profiles.ts';
import { priceClaim } from './price-claim.ts';
import { reverseClaim } from './reverse-claim.ts';
import { type Draws, drawsFor, hash32, type QuantilePoint } from './seeded-draw.ts';
import { isCorrection, type SubmittedClaim, serviceCode } from './submitted-claim.ts';

/** A claim as it reached the clearinghouse, and what is known of the payer's past with it. */
export interface ArrivedClaim {
  claim: SubmittedClaim;
  payer: SimulatedPayer;
  seed: string;
  receivedOn: IsoDate;
  /** The reader found an error in the claim. */
  unreadable: boolean;
  /** How many times the payer was given the very same claim before. */
  earlierCopies: number;
  /** What a replacement or void (CLM05-3 7 or 8) names by REF*F8. */
  corrects?: 'nothing_known' | CorrectedClaim;
}

/** The version of a claim that a replacement or void takes the place of. */
export interface CorrectedClaim {
  /** Absent when that version will never be in an 835. */
  adjudicated?: { on: IsoDate; claim: RemittanceClaim };
}

const forwardingDays: readonly QuantilePoint[] = [
  [0, 0],
  [0.7, 0],
  [1, 1],
];

/**
 * Decides the whole future of a claim. It hangs on the seed, the payer, the claim's content and the day it was received, and
 * on nothing else: neither the batch it came in nor the order of receipt within the day changes it.
 */
export function decideClaimFuture(arrived: ArrivedClaim): ClaimFuture {
  const { claim, payer, seed, receivedOn } = arrived;
  const draws = drawsFor(seed, payer.payerId, claimContent(claim), receivedOn, String(arrived.earlierCopies));
  const future: ClaimFuture = {
    patientControlNumber: claim.patientControlNumber,
    payerId: claim.destination.payerId,
    receivedOn,
    forwarding: forward(arrived),
  };
  if (!future.forwarding.accepted) return future;
  // Only a claim for the first time can get lost: a correction answers to somebody who waits for it.
  if (arrived.corrects === undefined && draws.chance('lost', payer.lostShare)) return { ...future, silence: 'lost' };
  const receipt = receive(arrived, draws, future.forwarding.on);
  if (!receipt.accepted) return { ...future, receipt };
  const payerClaimControlNumber = controlNumberOfPayer(payer, draws, receipt.on);
  const accepted: ClaimFuture = { ...future, receipt: { ...receipt, payerClaimControlNumber } };
  if (claim.frequencyCode === '8') return voidClaim(accepted, arrived, draws);
  // The payer knows at once what it has had before; only an honest question can lie in a drawer for ever.
  if (arrived.earlierCopies === 0 && draws.chance('pended', payer.pendedShare))
    return { ...accepted, silence: 'pended' };
  const payment = pay(arrived, draws, receipt.on, payerClaimControlNumber);
  const takeback = takeBack(arrived, draws, receipt.on, payment);
  return takeback ? { ...accepted, payment, takeback } : { ...accepted, payment };
}

/** The date itself, or the Monday after it: payers pay on weekdays. */
export function weekdayOnOrAfter(date: IsoDate): IsoDate {
  // Day 0 of the count, 1970-01-01, was a Thursday; Monday is 0 here.
  const weekday = (((dayNumber(date) + 3) % 7) + 7) % 7;
  return weekday < 5 ? date : addDays(date, 7 - weekday);
}

/** What makes two claims the same to chance: everything that is judged, and the number they are known by. */
function claimContent(claim: SubmittedClaim): string {
  const lines = claim.lines.map(
    (line) =>
      `${serviceCode(line)}/${line.modifiers.join('.')}/${line.chargeCents}/${line.units}/${line.serviceFrom}/${line.serviceTo}`,
  );
  return [
    claim.patientControlNumber,
    claim.frequencyCode,
    claim.billingProvider.npi ?? '',
    claim.destination.memberId,
    claim.diagnoses.join('.'),
    ...lines,
  ].join('|');
}

function forward({ claim, payer, seed, receivedOn, unreadable }: ArrivedClaim): HopVerdict {
  // One hand-over a day for each payer, as a clearinghouse works: claims of one day arrive together.
  const days = drawsFor(seed, 'forwarding', payer.payerId, receivedOn).quantile('days', forwardingDays);
  const on = addDays(receivedOn, days);
  const lineTotal = sumCents(claim.lines.map((line) => line.chargeCents));
  if (unreadable) return rejected(on, { category: 'A6', statusCode: '21' });
  if (payer.unreachable) return rejected(on, payer.unreachable);
  if (claim.billingProvider.npi !== undefined && !npiHasValidCheckDigit(claim.billingProvider.npi)) {
    return rejected(on, { category: 'A7', statusCode: '562', entity: '85' });
  }
  if (lineTotal !== claim.totalChargeCents) return rejected(on, { category: 'A8', statusCode: '178' });
  return { on, accepted: true, statuses: [{ category: 'A1', statusCode: '19', entity: 'PR' }] };
}

function receive(arrived: ArrivedClaim, draws: Draws, handedOverOn: IsoDate): HopVerdict {
  const { claim, payer, seed } = arrived;
  const days = drawsFor(seed, 'receipt', payer.payerId, handedOverOn).quantile('days', payer.receiptDays);
  // Never on the day of receipt at the clearinghouse, so that the day's hand-over is complete when the payer answers it.
  const on = addDays(handedOverOn, Math.max(1, days));
  if (claim.destination.memberId === '') return rejected(on, { category: 'A6', statusCode: '164', entity: 'IL' });
  if (isCorrection(claim)) {
    if (!payer.acceptsReplacement) return rejected(on, { category: 'A7', statusCode: '535' });
    if (claim.payerClaimControlNumber === undefined) return rejected(on, { category: 'A6', statusCode: '464' });
    if (arrived.corrects === 'nothing_known') return rejected(on, { category: 'A7', statusCode: '464' });
  } else if (arrived.earlierCopies === 0 && draws.chance('rejected', payer.rejectedShare)) {
    return rejected(on, draws.pick('rejection', payer.rejections));
  }
  return { on, accepted: true, statuses: [{ category: 'A2', statusCode: '20' }] };
}

function rejected(on: IsoDate, status: Pick<WeightedStatus, 'category' | 'statusCode' | 'entity'>): HopVerdict {
  const { category, statusCode, entity } = status;
  return { on, accepted: false, statuses: [entity ? { category, statusCode, entity } : { category, statusCode }] };
}

/** The payer's own number of the claim (REF*1K, CLP07): two letters, its receipt month and twelve hexadecimal digits. */
function controlNumberOfPayer(payer: SimulatedPayer, draws: Draws, on: IsoDate): string {
  const high = hash32(String(draws.fraction('control number')), 0x2f0b_4c47);
  const low = hash32(`${draws.fraction('control number, second half')}`, 0x6d2b_79f5);
  const digits = high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0').slice(0, 4);
  return `${payer.payerId.replace(/[^A-Z0-9]/g, '').slice(0, 2)}${on.slice(2, 4)}${on.slice(5, 7)}${digits.toUpperCase()}`;
}

function pay(arrived: ArrivedClaim, draws: Draws, receivedOn: IsoDate, payerClaimControlNumber: string): ClaimPayment {
  const { claim, payer, seed, earlierCopies } = arrived;
  const { on, reversal } = settlementDay(arrived, draws, receivedOn);
  const duplicate = earlierCopies > 0;
  const priced = priceClaim({ claim, payer, seed, draws, receivedOn, payerClaimControlNumber, duplicate });
  const interestCents = lateInterest(payer, priced.claim.paidCents, daysBetween(receivedOn, on));
  const adjudicated = interestCents === 0 ? priced.claim : { ...priced.claim, interestCents };
  return {
    on,
    claims: reversal ? [reversal, adjudicated] : [adjudicated],
    interestCents,
    underpaidCents: priced.underpaidCents,
  };
}

/** Some payments are thought over: the claim is denied after all, or what is allowed for it is cut. */
function takeBack(
  arrived: ArrivedClaim,
  draws: Draws,
  receivedOn: IsoDate,
  payment: ClaimPayment,
): ClaimPayment | undefined {
  const { claim, payer, seed } = arrived;
  const paid = payment.claims.at(-1);
  if (!paid || paid.paidCents <= 0 || !draws.chance('taken back', payer.takenBackShare)) return undefined;
  const denials = payer.denials.filter((denial) => !denial.atClaimLevel);
  const deniedNow = denials.length > 0 && draws.chance('denied after all', 0.5);
  const stricter = { ...payer, underpaidShare: 1, underpaidBasisPoints: { low: 5000, high: 7000 } };
  const priced = priceClaim({
    claim,
    payer: stricter,
    seed,
    draws,
    receivedOn,
    payerClaimControlNumber: paid.payerClaimControlNumber ?? '',
    duplicate: false,
    denial: deniedNow ? draws.pick('denial after all', denials) : undefined,
  });
  return {
    on: weekdayOnOrAfter(addDays(payment.on, Math.max(1, draws.quantile('takeback', payer.takebackDays)))),
    claims: [reverseClaim(paid), priced.claim],
    interestCents: 0,
    underpaidCents: priced.underpaidCents,
  };
}

function voidClaim(future: ClaimFuture, arrived: ArrivedClaim, draws: Draws): ClaimFuture {
  const receivedOn = future.receipt?.on ?? future.receivedOn;
  const { on, reversal } = settlementDay(arrived, draws, receivedOn);
  if (!reversal) return { ...future, silence: 'voided' };
  return { ...future, payment: { on, claims: [reversal], interestCents: 0, underpaidCents: 0 } };
}

/** The day of payment, after the payment it corrects if there is one, and that payment's reversal. */
function settlementDay(arrived: ArrivedClaim, draws: Draws, receivedOn: IsoDate) {
  const { payer, earlierCopies, corrects } = arrived;
  // What the payer has had already is answered as fast as it ever answers.
  const fastest = payer.adjudicationDays[0]?.[1] ?? 1;
  const days = earlierCopies > 0 ? fastest : draws.quantile('decision', payer.adjudicationDays);
  const decided = weekdayOnOrAfter(addDays(receivedOn, Math.max(1, days)));
  const earlier = corrects === 'nothing_known' ? undefined : corrects?.adjudicated;
  if (!earlier) return { on: decided, reversal: undefined };
  const on = decided > earlier.on ? decided : weekdayOnOrAfter(addDays(earlier.on, 1));
  return { on, reversal: reverseClaim(earlier.claim) };
}

/** Simple interest on the days beyond the payer's own limit, in cents, half cents rounded up. */
function lateInterest(payer: SimulatedPayer, paidCents: Cents, days: number): Cents {
  if (!payer.interest || paidCents <= 0 || days <= payer.interest.afterDays) return 0;
  const numerator =
    BigInt(paidCents) * BigInt(payer.interest.annualBasisPoints) * BigInt(days - payer.interest.afterDays);
  const yearInBasisPoints = 3_650_000n;
  return Number((numerator + yearInBasisPoints / 2n) / yearInBasisPoints);
}
