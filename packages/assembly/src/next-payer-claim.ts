import type { Coverage } from '@claimwright/domain/coverage';
import type { IsoDate } from '@claimwright/domain/dates';
import { coveragesInOrder, type EncounterInput } from '@claimwright/domain/encounter';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import { type Cents, formatDollars, sumCents } from '@claimwright/domain/money';
import {
  adjustedCents,
  type LineAdjudication,
  type OtherPayer,
  patientShareCents,
} from '@claimwright/domain/other-payer';
import type { RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';
import { carriedRemarks, stayDaysOf } from './adjudication-remarks.ts';
import { renumbered } from './correct-claim.ts';
import { canBeNamed, type PayerProfiles, profileOf, toOtherPayer, wireOtherPayer } from './other-payers.ts';
import { wireCoverage } from './wire-coverage.ts';
import { optionalWireText, wireCode, wireText, withoutAbsent } from './wire-text.ts';

/** The answer of a payer that a claim to the next one carries. */
export interface PayerAnswer {
  /** The answer that stands (loop 2100 of the 835). */
  answer: RemittanceClaim;
  /** Its lines with the lines of the claim they were found to be about. */
  lines: readonly { lineNumber: number; answer: RemittanceLine }[];
  /** Lines of the answer that no line of the claim was found for. */
  unmatchedLines: number;
  /** The day of the decision: DTM*405 of the 835, else its payment date. */
  adjudicatedOn: IsoDate;
}

export interface NextPayerInput {
  /** The claim as the payer before received it. */
  prior: AnyClaimSnapshot;
  answer: PayerAnswer;
  /** The encounter as it is now: its coverages say who is next. */
  encounter: EncounterInput;
  profiles: PayerProfiles;
}

export type NextPayerReasonCode =
  | 'no_next_payer'
  | 'payer_id_missing'
  | 'member_id_missing'
  | 'subscriber_missing'
  | 'answer_not_by_line'
  | 'answer_out_of_balance';

export type NextPayerPlan =
  | { ok: true; cover: Coverage; assemble(patientControlNumber: string): AnyClaimSnapshot }
  | { ok: false; reasonCode: NextPayerReasonCode; reason: string };

/** The coverage that answers after the claim's; undefined when there is none. Its payer has not decided yet. */
export function nextCoverage(prior: AnyClaimSnapshot, encounter: EncounterInput): Coverage | undefined {
  const { responsibility } = prior.destination;
  const decided = new Set((prior.otherPayers ?? []).filter((payer) => payer.adjudication).map((p) => p.responsibility));
  decided.add(responsibility);
  const ordered = coveragesInOrder(encounter);
  const place = ordered.findIndex((cover) => cover.responsibility === responsibility);
  return ordered.find(
    (cover, index) => index > place && !decided.has(cover.responsibility) && cover.priorAdjudication === undefined,
  );
}

/**
 * Plans the claim to the next payer out of the answer of the one before: the same services under the next cover, with the
 * decision in loops 2320 and 2430. Refuses, naming the field, when the coverage lacks what a claim must say, and when the answer
 * does not explain every cent of the charge (005010X222A1, 1.4.1.1).
 */
export function planNextPayerClaim(input: NextPayerInput): NextPayerPlan {
  const { prior, answer, encounter } = input;
  const cover = nextCoverage(prior, encounter);
  if (!cover) return refuse('no_next_payer', '/coverages: no payer answers after this one.');
  const missing = missingFrom(cover, encounter);
  if (missing) return missing;
  const imbalance = imbalanceOf(prior, answer);
  if (imbalance) return imbalance;
  const payer = profileOf(cover, input.profiles);
  return {
    ok: true,
    cover,
    assemble: (patientControlNumber) => {
      const others = {
        destination: wireCoverage(cover, encounter.patient, payer),
        otherPayers: otherPayers(input, cover),
      };
      return prior.claimType === 'institutional'
        ? renumbered(withoutAbsent({ ...toNext(prior, answer), ...others }), patientControlNumber)
        : renumbered(withoutAbsent({ ...toNext(prior, answer), ...others, frequencyCode: '1' }), patientControlNumber);
    },
  };
}

/** The services as billed, with this payer's decision on each line; its own numbers of the claim are none of the next payer's. */
function toNext<Claim extends AnyClaimSnapshot>(prior: Claim, answer: PayerAnswer): Claim {
  const { priorAuthorizationNumber: _theirs, payerClaimControlNumber: _number, ...same } = prior;
  const frequencyCode = prior.frequencyCode === '7' || prior.frequencyCode === '8' ? '1' : prior.frequencyCode;
  const billed: readonly BilledLine[] = prior.lines;
  const lines = billed.map((line) => withDecision(line, prior.destination.payerId, answer));
  return { ...same, frequencyCode, lines } as unknown as Claim;
}

/** A line of a claim of either type. */
type BilledLine = AnyClaimSnapshot['lines'][number];

function refuse(
  reasonCode: NextPayerReasonCode,
  reason: string,
): { ok: false } & Extract<NextPayerPlan, { ok: false }> {
  return { ok: false, reasonCode, reason };
}

function missingFrom(cover: Coverage, encounter: EncounterInput): Extract<NextPayerPlan, { ok: false }> | undefined {
  const at = `/coverages/${encounter.coverages.indexOf(cover)}`;
  if (!wireCode(cover.payer.id ?? '')) {
    return refuse('payer_id_missing', `${at}/payer/id: the payer has no id the clearinghouse knows.`);
  }
  if (!wireCode(cover.memberId ?? '')) {
    return refuse('member_id_missing', `${at}/memberId: the claim must name the member (2010BA NM109).`);
  }
  if (cover.relationship !== 'self' && !wireText(cover.subscriber?.lastName ?? '')) {
    return refuse('subscriber_missing', `${at}/subscriber: the patient is "${cover.relationship}" of nobody named.`);
  }
  return undefined;
}

function withDecision(line: BilledLine, payerId: string, { lines, adjudicatedOn }: PayerAnswer): BilledLine {
  const revenueCode = 'revenueCode' in line ? line.revenueCode : undefined;
  const own = lines
    .filter((each) => each.lineNumber === line.lineNumber)
    .map(({ answer }) =>
      withoutAbsent<LineAdjudication>({
        payerId,
        paidCents: answer.paidCents,
        // A payer answers a revenue line without a procedure by its revenue code.
        procedureCode:
          line.procedureCode === undefined ? undefined : wireCode(answer.procedureCode) || line.procedureCode,
        revenueCode,
        modifiers: answer.modifiers.map(wireCode),
        units: answer.units ?? line.units,
        adjustments: answer.adjustments.map((adjustment) => ({ ...adjustment })),
        adjudicatedOn,
        remainingPatientLiabilityCents: patientShareCents(answer.adjustments),
      }),
    );
  if (own.length === 0) return line;
  return { ...line, adjudications: [...(line.adjudications ?? []), ...own] };
}

function imbalanceOf(
  prior: AnyClaimSnapshot,
  { answer, unmatchedLines, lines: answered }: PayerAnswer,
): Extract<NextPayerPlan, { ok: false }> | undefined {
  const byLine = answer.lines.length > 0;
  const lines: readonly BilledLine[] = prior.lines;
  if (
    byLine &&
    (unmatchedLines > 0 || lines.some(({ lineNumber }) => !answered.some((l) => l.lineNumber === lineNumber)))
  ) {
    return refuse(
      'answer_not_by_line',
      'The remittance does not answer line by line what was billed; say in priorAdjudication of the coverage what was decided.',
    );
  }
  for (const line of byLine ? lines : []) {
    const own = answered.filter((each) => each.lineNumber === line.lineNumber);
    const explained = sumCents(own.map((each) => each.answer.paidCents + adjustedCents(each.answer.adjustments)));
    if (explained !== line.chargeCents) return outOfBalance(`line ${line.lineNumber}`, explained, line.chargeCents);
  }
  const explained =
    answer.paidCents +
    adjustedCents(answer.adjustments) +
    sumCents(answer.lines.map((line) => adjustedCents(line.adjustments)));
  return explained === prior.totalChargeCents
    ? undefined
    : outOfBalance('the claim', explained, prior.totalChargeCents);
}

function outOfBalance(where: string, explained: Cents, charge: Cents): Extract<NextPayerPlan, { ok: false }> {
  const words = `The remittance explains ${formatDollars(explained)} of ${formatDollars(charge)} charged for ${where}.`;
  return refuse('answer_out_of_balance', words);
}

/** The payers that decided before, the one that has just decided, and those that come later, in their order. */
function otherPayers({ prior, answer, encounter, profiles }: NextPayerInput, next: Coverage): OtherPayer[] {
  const decided = (prior.otherPayers ?? []).filter((payer) => payer.adjudication !== undefined);
  const later = coveragesInOrder(encounter)
    .filter((cover) => cover !== next && cover.priorAdjudication === undefined && canBeNamed(cover))
    .filter((cover) => ![prior.destination, ...decided].some((known) => known.responsibility === cover.responsibility))
    .map((cover) => wireOtherPayer(cover, encounter, profiles));
  return [...decided, decidedBy(prior, answer), ...later];
}

function decidedBy(prior: AnyClaimSnapshot, { answer, adjudicatedOn }: PayerAnswer): OtherPayer {
  const byLine = answer.lines.length > 0;
  return withoutAbsent<OtherPayer>({
    ...toOtherPayer(prior.destination, prior.signatures),
    priorAuthorizationNumber: prior.priorAuthorizationNumber,
    payerClaimControlNumber: optionalWireText(answer.payerClaimControlNumber),
    adjudication: withoutAbsent({
      paidCents: answer.paidCents,
      adjustments: answer.adjustments.map((adjustment) => ({ ...adjustment })),
      remainingPatientLiabilityCents: byLine ? undefined : patientShareCents(answer.adjustments),
      adjudicatedOn: byLine ? undefined : adjudicatedOn,
      ...carriedRemarks(answer, stayDaysOf(prior)),
    }),
  });
}
