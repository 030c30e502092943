import { addDays, addMonths, type IsoDate } from '@claimwright/domain/dates';
import { type Cents, sumCents } from '@claimwright/domain/money';
import { type OtherPayer, patientShareCents } from '@claimwright/domain/other-payer';
import type { Adjustment, RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';
import { procedureQualifier } from '@claimwright/x12/procedure-qualifier';
import type { SimulatedPayer, WeightedDenial } from './payer-profiles.ts';
import { type Draws, drawsFor } from './seeded-draw.ts';
import { isCorrection, type SubmittedClaim, type SubmittedLine, serviceCode } from './submitted-claim.ts';

/** What is asked of the payer's pricing. `draws` are those of the claim; `seed` fixes the contract. */
export interface PricingRequest {
  claim: SubmittedClaim;
  payer: SimulatedPayer;
  seed: string;
  draws: Draws;
  /** The payer's receipt: DTM*050, and what the filing limit is counted to. */
  receivedOn: IsoDate;
  payerClaimControlNumber: string;
  /** The payer already has this very claim. */
  duplicate: boolean;
  /** Decided already, whatever the draws say. */
  denial?: WeightedDenial;
}

export interface PricedClaim {
  claim: RemittanceClaim;
  underpaidCents: Cents;
}

/**
 * Adjudicates one claim into its loop 2100. Amounts are cents. Every line and the claim balance by construction: the paid
 * amount is the charge less the adjustments that were written (005010X221A1, 1.10.2.1).
 */
export function priceClaim(request: PricingRequest): PricedClaim {
  const denial = denialOfWholeClaim(request);
  if (denial?.atClaimLevel) return { claim: deniedAtClaimLevel(request, denial), underpaidCents: 0 };
  const context = payingContext(request);
  const deniedLine = denial ? undefined : lineToDeny(request);
  const lines = request.claim.lines.map((line) => {
    const reason =
      denial ?? (isTooLate(line, request) ? tooLate : line === deniedLine?.line ? deniedLine.denial : undefined);
    return reason ? deniedRemittanceLine(line, reason) : paidRemittanceLine(line, context);
  });
  return { claim: remittanceClaim(request, lines), underpaidCents: context.underpaidCents };
}

/** The part of an amount, half cents rounded up: whole-number arithmetic only. */
export function shareOfCents(amountCents: Cents, basisPoints: number): Cents {
  return Math.floor((amountCents * basisPoints + 5000) / 10_000);
}

const tooLate: WeightedDenial = { weight: 1, group: 'CO', reasonCode: '29' };
/** CARC 22: another payer answers first, and nothing is said of its answer. */
const notOurTurn: WeightedDenial = { weight: 1, group: 'CO', reasonCode: '22' };
const alreadyHad: WeightedDenial = { weight: 1, group: 'CO', reasonCode: '18' };

function denialOfWholeClaim({ claim, payer, draws, duplicate, denial }: PricingRequest): WeightedDenial | undefined {
  if (duplicate) return alreadyHad;
  if (denial) return denial;
  if (claim.destination.responsibility !== 'primary' && !lastDecision(claim)) return notOurTurn;
  if (claim.totalChargeCents === 0) return undefined;
  return draws.chance('denied', payer.deniedShare) ? draws.pick('denial', payer.denials) : undefined;
}

/** A delay reason (CLM20) excuses lateness; so does correcting a claim that was in time. */
function isTooLate(line: SubmittedLine, { claim, payer, receivedOn }: PricingRequest): boolean {
  if (claim.delayReasonCode !== undefined || isCorrection(claim)) return false;
  const { unit, count } = payer.filingLimit;
  const last = unit === 'days' ? addDays(line.serviceFrom, count) : addMonths(line.serviceFrom, count);
  return receivedOn > last;
}

function lineToDeny({
  claim,
  payer,
  draws,
}: PricingRequest): { line: SubmittedLine; denial: WeightedDenial } | undefined {
  if (claim.lines.length < 2 || !draws.chance('line denied', payer.lineDeniedShare)) return undefined;
  const line = claim.lines[draws.between('which line', 1, claim.lines.length - 1)];
  return line ? { line, denial: draws.pick('line denial', payer.lineDenials) } : undefined;
}

/** What the lines of a claim share while they are paid one after the other. */
interface PayingContext {
  request: PricingRequest;
  /** Left of the patient's deductible and copayment. */
  deductibleCents: Cents;
  copayCents: Cents;
  coinsuranceBasisPoints: number;
  underpaidBasisPoints: number | undefined;
  underpaidCents: Cents;
}

function payingContext(request: PricingRequest): PayingContext {
  const { payer, draws } = request;
  const { deductible, copay, coinsurance, underpaidBasisPoints: paidPart } = payer;
  return {
    request,
    deductibleCents: draws.chance('deductible', deductible.share)
      ? draws.between('deductible amount', deductible.lowCents, deductible.highCents)
      : 0,
    copayCents: draws.chance('copay', copay.share) ? copay.amountCents : 0,
    coinsuranceBasisPoints: draws.chance('coinsurance', coinsurance.share) ? coinsurance.basisPoints : 0,
    underpaidBasisPoints: draws.chance('underpaid', payer.underpaidShare)
      ? draws.between('underpaid to', paidPart.low, paidPart.high)
      : undefined,
    underpaidCents: 0,
  };
}

function paidRemittanceLine(line: SubmittedLine, context: PayingContext): RemittanceLine {
  const { payer, seed } = context.request;
  const { low, high } = payer.allowedBasisPoints;
  const contract = drawsFor(seed, 'contract', payer.payerId, serviceCode(line)).between('allowed', low, high);
  // A later payer answers for what the ones before left to the patient, and for no more.
  const leftCents = leftByOthers(line, context.request.claim);
  const contractCents = leftCents ?? shareOfCents(line.chargeCents, contract);
  const allowedCents =
    context.underpaidBasisPoints === undefined || leftCents !== undefined
      ? contractCents
      : shareOfCents(contractCents, context.underpaidBasisPoints);
  context.underpaidCents += contractCents - allowedCents;
  const deductibleCents = Math.min(context.deductibleCents, allowedCents);
  context.deductibleCents -= deductibleCents;
  const copayCents = line.copayExempt ? 0 : Math.min(context.copayCents, allowedCents - deductibleCents);
  context.copayCents -= copayCents;
  const insuredCents = allowedCents - deductibleCents - copayCents;
  const coinsuranceCents = shareOfCents(insuredCents, context.coinsuranceBasisPoints);
  const sequesteredCents = shareOfCents(insuredCents - coinsuranceCents, payer.sequestrationBasisPoints);
  const adjustments: Adjustment[] = [
    leftCents === undefined
      ? { group: 'CO' as const, reasonCode: '45', amountCents: line.chargeCents - allowedCents }
      : { group: 'OA' as const, reasonCode: '23', amountCents: line.chargeCents - allowedCents },
    { group: 'CO' as const, reasonCode: '253', amountCents: sequesteredCents },
    { group: 'PR' as const, reasonCode: '1', amountCents: deductibleCents },
    { group: 'PR' as const, reasonCode: '2', amountCents: coinsuranceCents },
    { group: 'PR' as const, reasonCode: '3', amountCents: copayCents },
  ].filter((adjustment) => adjustment.amountCents !== 0);
  return { ...remittanceLine(line, adjustments), allowedCents };
}

/** The payer before that decided last; undefined when the claim tells of none. */
function lastDecision(claim: SubmittedClaim): OtherPayer | undefined {
  return (claim.otherPayers ?? []).findLast((other) => other.adjudication !== undefined);
}

/** What the payers before left of a line to the patient; undefined with the first payer. */
function leftByOthers(line: SubmittedLine, claim: SubmittedClaim): Cents | undefined {
  const last = lastDecision(claim);
  if (!last?.adjudication) return undefined;
  const own = (line.adjudications ?? []).filter((each) => each.payerId === last.payerId);
  if (own.length > 0) return sumCents(own.map((each) => patientShareCents(each.adjustments)));
  // Decided for the claim as a whole: each line stands for its part of the charge.
  const share = patientShareCents(last.adjudication.adjustments);
  return claim.totalChargeCents === 0 ? 0 : Math.floor((share * line.chargeCents) / claim.totalChargeCents);
}

function deniedRemittanceLine(line: SubmittedLine, denial: WeightedDenial): RemittanceLine {
  const { group, reasonCode, remarkCodes = [] } = denial;
  const adjustments = line.chargeCents === 0 ? [] : [{ group, reasonCode, amountCents: line.chargeCents }];
  return { ...remittanceLine(line, adjustments), remarkCodes: [...remarkCodes] };
}

function remittanceLine(line: SubmittedLine, adjustments: Adjustment[]): RemittanceLine {
  return {
    ...serviceOf(line),
    modifiers: [...line.modifiers],
    chargeCents: line.chargeCents,
    paidCents: line.chargeCents - sumCents(adjustments.map((adjustment) => adjustment.amountCents)),
    units: line.units,
    serviceFrom: line.serviceFrom,
    serviceTo: line.serviceTo,
    adjustments,
    lineControlNumber: line.lineControlNumber,
    remarkCodes: [],
  };
}

/** SVC01 and SVC04: a revenue line without procedure code is named by its revenue code (qualifier NU). */
function serviceOf({ procedureCode, revenueCode }: SubmittedLine) {
  if (procedureCode === undefined) return { procedureQualifier: 'NU', procedureCode: revenueCode ?? '' };
  return {
    procedureQualifier: procedureQualifier(revenueCode),
    procedureCode,
    ...(revenueCode === undefined ? {} : { revenueCode }),
  };
}

const statusOfResponsibility = { primary: '1', secondary: '2', tertiary: '3' } as const;

function remittanceClaim(request: PricingRequest, lines: RemittanceLine[]): RemittanceClaim {
  const { claim } = request;
  const patientShare = lines.flatMap((line) => line.adjustments.filter((adjustment) => adjustment.group === 'PR'));
  return {
    ...claimHeader(request),
    statusCode: statusOfResponsibility[claim.destination.responsibility],
    chargeCents: sumCents(lines.map((line) => line.chargeCents)),
    paidCents: sumCents(lines.map((line) => line.paidCents)),
    patientResponsibilityCents: sumCents(patientShare.map((adjustment) => adjustment.amountCents)),
    adjustments: [],
    remarkCodes: [],
    lines,
  };
}

function deniedAtClaimLevel(request: PricingRequest, denial: WeightedDenial): RemittanceClaim {
  const chargeCents = sumCents(request.claim.lines.map((line) => line.chargeCents));
  return {
    ...claimHeader(request),
    statusCode: '4',
    chargeCents,
    paidCents: 0,
    patientResponsibilityCents: denial.group === 'PR' ? chargeCents : 0,
    adjustments: [{ group: denial.group, reasonCode: denial.reasonCode, amountCents: chargeCents }],
    remarkCodes: [...(denial.remarkCodes ?? [])],
    lines: [],
  };
}

/** CLP06 has no place for some of the codes that SBR09 knows: what a payer answers a claim with them under. */
const remittanceFilingCode: Readonly<Record<string, string>> = { CI: '15', BL: '12', FI: 'OF' };
const sameFilingCode = /^(1[2-7]|AM|CH|DS|HM|LM|MA|MB|MC|OF|TV|VA|WC)$/;

function filingCodeOf({ destination }: SubmittedClaim): string {
  const { claimFilingCode: told } = destination;
  return remittanceFilingCode[told] ?? (sameFilingCode.test(told) ? told : 'ZZ');
}

function claimHeader({ claim, receivedOn, payerClaimControlNumber }: PricingRequest) {
  const dates = claim.lines.flatMap((line) => [line.serviceFrom, line.serviceTo]).sort();
  return {
    patientControlNumber: claim.patientControlNumber,
    claimFilingCode: filingCodeOf(claim),
    payerClaimControlNumber,
    facilityCode: claim.placeOfService,
    frequencyCode: claim.frequencyCode,
    patientLastName: claim.patient.lastName,
    patientFirstName: claim.patient.firstName,
    memberId: claim.destination.memberId,
    receivedDate: receivedOn,
    statementFrom: dates[0],
    statementTo: dates.at(-1),
    // A stay is answered with MIA, which begins with its days.
    ...(claim.coveredDays === undefined ? {} : { inpatient: { coveredDays: claim.coveredDays } }),
  };
}
