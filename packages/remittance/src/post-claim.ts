import type { IsoDate } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import type { LedgerEntry } from '@claimwright/domain/ledger';
import { type ClaimEventType, type ClaimStatus, nextClaimStatus } from '@claimwright/domain/lifecycle';
import type { Cents } from '@claimwright/domain/money';
import type { RemittanceClaim } from '@claimwright/domain/remittance';
import { type AdjudicationDetail, adjudicationDetail } from './adjudication-detail.ts';
import { answersFirst } from './answers-first.ts';
import { type ClaimOutcome, claimOutcome } from './claim-outcome.ts';
import { isDenialAdjustment } from './classify-denial.ts';
import type { LoadedClaim } from './loaded-claim.ts';
import type { ClaimMatchedBy } from './match-claim.ts';
import { type LineMatches, matchLines } from './match-lines.ts';
import { negate, type OpenAdjudication, openAdjudications, sumOf } from './open-adjudications.ts';
import { type PostingWarning, postingWarnings } from './posting-warnings.ts';
import { toPostings } from './to-postings.ts';

export interface ClaimPostingInput {
  answer: RemittanceClaim;
  /** 1-based place of the answer in its remittance. */
  ordinal: number;
  claim: LoadedClaim;
  matchedBy: ClaimMatchedBy;
  remittanceId: Id;
  /** TRN02. */
  traceNumber: string;
  /** BPR16. */
  paymentDate: IsoDate;
  /** `unapplied_cash` when the claim was parked before and its money recorded then; `cash` otherwise. */
  cashAccount?: 'cash' | 'unapplied_cash';
}

/** All that has to be saved for one answered claim. */
export interface PostedClaim {
  ordinal: number;
  claimId: Id;
  matchedBy: ClaimMatchedBy;
  event: ClaimOutcome;
  fromStatus: ClaimStatus;
  toStatus: ClaimStatus;
  effectiveDate: IsoDate;
  /** For claim_events.detail: plain JSON. */
  detail: AdjudicationDetail;
  /** In order; every posting among them sums to zero. */
  entries: LedgerEntry[];
  /** What this answer changed. */
  paidCents: Cents;
  patientResponsibilityCents: Cents;
  /** The claim's totals after it. */
  claimPaidCents: Cents;
  claimPatientResponsibilityCents: Cents;
  payerClaimControlNumber?: string;
  lines: LineMatches;
  warnings: PostingWarning[];
  /** The claim as the next answer in the same remittance has to see it. */
  after: LoadedClaim;
}

export type ParkReason =
  | 'claim_unknown'
  | 'claim_ambiguous'
  | 'content_differs'
  | 'status_code_unknown'
  | 'informational_with_money'
  | 'status_does_not_allow'
  | 'reversal_without_adjudication'
  | 'reversal_differs';

export type ClaimPosting = { ok: true; posted: PostedClaim } | { ok: false; reasonCode: ParkReason; reason: string };

const adjudicated: ReadonlySet<ClaimStatus> = new Set(['paid', 'partially_paid', 'patient_responsibility', 'denied']);
const duplicateCodes: ReadonlySet<string> = new Set(['18', 'B13']);

/**
 * Posts one balanced answer to the claim it was matched to, or says why it has to be parked. Throws when the ledger of an
 * adjudicated claim was not loaded, since a reversal could not be told from a stray one.
 */
export function postClaim(input: ClaimPostingInput): ClaimPosting {
  const { answer, claim } = input;
  if (claim.ledger.length === 0 && claim.chargeCents > 0 && adjudicated.has(claim.status)) {
    throw new Error(`claim ${claim.claimId} is ${claim.status}, but its ledger was not loaded`);
  }
  const outcome = claimOutcome(answer, answersFirst(answer, claim));
  if (outcome === undefined) {
    return park('status_code_unknown', `Claim status code ${answer.statusCode} (CLP02) is none of version 5010.`);
  }
  if (outcome === 'informed' && answer.paidCents !== 0) {
    return park(
      'informational_with_money',
      `Claim status code ${answer.statusCode} only informs, but the answer moves money (CLP04).`,
    );
  }
  if (outcome === 'reversed') return postReversal(input);
  const lines = matchLines(answer, claim.lines);
  if (answer.lines.length > 0 && lines.matched.length === 0 && answer.chargeCents !== claim.chargeCents) {
    return park(
      'content_differs',
      `The answer names ${claim.patientControlNumber}, but neither its charge nor any of its lines is that claim's.`,
    );
  }
  return isDuplicateDenial(answer, outcome, claim)
    ? finish(input, 'informed', lines, [], {}, ['duplicate_denial'])
    : postAdjudication(input, outcome, lines);
}

function park(reasonCode: ParkReason, reason: string): ClaimPosting {
  return { ok: false, reasonCode, reason };
}

/** A claim received twice is denied as a duplicate once; the first answer stands. */
function isDuplicateDenial(answer: RemittanceClaim, outcome: ClaimOutcome, claim: LoadedClaim): boolean {
  if (outcome !== 'denied' || !adjudicated.has(claim.status) || claim.status === 'denied') return false;
  const denials = [...answer.adjustments, ...answer.lines.flatMap((line) => line.adjustments)].filter(
    isDenialAdjustment,
  );
  return denials.every((adjustment) => duplicateCodes.has(adjustment.reasonCode));
}

function postReversal(input: ClaimPostingInput): ClaimPosting {
  const { answer, claim } = input;
  const open = openAdjudications(claim.ledger);
  const reversed = open.findLast(
    ({ chargeCents, paidCents }) => chargeCents === -answer.chargeCents && paidCents === -answer.paidCents,
  );
  if (!reversed && claim.superseded && answer.paidCents === 0) {
    return finish(input, 'informed', matchLines(answer, claim.lines), [], {}, []);
  }
  if (!reversed) {
    return open.length === 0
      ? park('reversal_without_adjudication', 'The payer takes back an answer that we never posted.')
      : park(
          'reversal_differs',
          'The payer takes back other amounts than any answer that we posted for this claim and that still stands.',
        );
  }
  // A second answer may be taken back while the first one is already: the status can only be reversed once.
  const event = claim.status === 'reversed' ? 'informed' : 'reversed';
  const entries = negate(reversed.entries, postingName(input), input.paymentDate, input.cashAccount);
  return finish(input, event, matchLines(answer, claim.lines), entries, { reverses: reversed.posting }, []);
}

function postAdjudication(input: ClaimPostingInput, outcome: ClaimOutcome, lines: LineMatches): ClaimPosting {
  if (outcome === 'informed') return finish(input, outcome, lines, [], {}, []);
  const { answer, claim } = input;
  const posting = postingName(input);
  const { paymentDate: effectiveDate, cashAccount } = input;
  const context = {
    posting,
    effectiveDate,
    cashAccount,
    carried: claim.carried,
    reportingOnly: claim.reportingOnly,
    answersFirst: answersFirst(answer, claim),
  };
  const entries = toPostings(answer, lines, context);
  const open = openAdjudications(claim.ledger);
  let balance = claim.chargeCents - answer.chargeCents;
  for (const earlier of open) balance -= earlier.chargeCents;
  const found: PostingWarning['code'][] =
    context.answersFirst && namesPriorPayer(answer) ? ['prior_payer_unknown'] : [];
  const superseded: OpenAdjudication[] = [];
  // Payers answer a denied claim afresh without reversing the denial; an answer that moved no money gives way to the new one.
  for (const earlier of open.toReversed()) {
    if (balance >= 0) break;
    if (earlier.paidCents !== 0 || earlier.chargeCents <= 0) continue;
    superseded.push(earlier);
    balance += earlier.chargeCents;
  }
  for (const [index, earlier] of superseded.entries()) {
    entries.push(...negate(earlier.entries, `${posting}/supersedes/${index + 1}`, input.paymentDate));
  }
  const supersedes = superseded.length > 0 ? superseded.map((earlier) => earlier.posting) : undefined;
  if (balance < 0) found.push('adjudicated_twice');
  return finish(input, outcome, lines, entries, { supersedes }, found);
}

function namesPriorPayer({ adjustments, lines }: RemittanceClaim): boolean {
  const all = [...adjustments, ...lines.flatMap((line) => line.adjustments)];
  return all.some(({ reasonCode, amountCents }) => reasonCode === '23' && amountCents > 0);
}

function postingName(input: ClaimPostingInput): string {
  return `remit/${input.remittanceId}/${input.ordinal}`;
}

function finish(
  input: ClaimPostingInput,
  event: ClaimOutcome,
  lines: LineMatches,
  entries: LedgerEntry[],
  links: Pick<AdjudicationDetail, 'reverses' | 'supersedes'>,
  found: PostingWarning['code'][],
): ClaimPosting {
  const { answer, claim, ordinal } = input;
  const toStatus = nextClaimStatus(claim.status, event satisfies ClaimEventType);
  if (toStatus === undefined) {
    return park('status_does_not_allow', `A claim that is ${claim.status} cannot become ${event}.`);
  }
  const paidCents = sumOf(entries, 'cash') + sumOf(entries, 'unapplied_cash');
  const patientResponsibilityCents = sumOf(entries, 'patient_receivable');
  const warnings = postingWarnings(answer, claim, lines, found);
  const payerClaimControlNumber = answer.payerClaimControlNumber ?? claim.payerClaimControlNumber;
  const claimPaidCents = claim.paidCents + paidCents;
  const claimPatientResponsibilityCents = claim.patientResponsibilityCents + patientResponsibilityCents;
  return {
    ok: true,
    posted: {
      ordinal,
      claimId: claim.claimId,
      matchedBy: input.matchedBy,
      event,
      fromStatus: claim.status,
      toStatus,
      effectiveDate: input.paymentDate,
      detail: adjudicationDetail({ ...input, answersFirst: answersFirst(answer, claim) }, lines, warnings, links),
      entries,
      paidCents,
      patientResponsibilityCents,
      claimPaidCents,
      claimPatientResponsibilityCents,
      payerClaimControlNumber,
      lines,
      warnings,
      after: {
        ...claim,
        status: toStatus,
        payerClaimControlNumber,
        paidCents: claimPaidCents,
        patientResponsibilityCents: claimPatientResponsibilityCents,
        ledger: entries.length > 0 ? [...claim.ledger, ...entries] : claim.ledger,
      },
    },
  };
}
