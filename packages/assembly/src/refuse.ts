import type { Coverage } from '@claimwright/domain/coverage';
import type { IsoDate } from '@claimwright/domain/dates';
import { type EncounterInput, primaryCoverage, totalChargeCents } from '@claimwright/domain/encounter';
import { formatDollars } from '@claimwright/domain/money';
import type { Person } from '@claimwright/domain/party';
import type { PayerProfile } from '@claimwright/domain/payer';
import { refuseDisclosure } from './refuse-disclosure.ts';
import { refusePriorAdjudication } from './refuse-prior-adjudication.ts';
import { resolvePointers } from './resolve-pointers.ts';
import { lineKeys, splitLines } from './split-lines.ts';
import { wireCode, wireText } from './wire-text.ts';

/** Why an encounter cannot be written as a claim. Stable; the text beside it is for people. */
export type AssemblyReasonCode =
  | 'do_not_bill_plan'
  | 'consent_missing'
  | 'needs_coding'
  | 'no_coverage'
  | 'payer_id_missing'
  | 'member_id_missing'
  | 'subscriber_missing'
  | 'name_not_writable'
  | 'place_of_service_missing'
  | 'no_diagnosis'
  | 'no_line'
  | 'procedure_missing'
  | 'pointer_missing'
  | 'pointer_out_of_range'
  | 'patient_paid_exceeds_charge'
  | 'payer_takes_no_replacement'
  | 'payer_claim_number_missing'
  | 'replacement_would_split'
  | 'type_of_bill_missing'
  | 'statement_dates_missing'
  | 'patient_status_missing'
  | 'revenue_code_missing'
  | 'code_without_its_date'
  | 'too_many_codes'
  | 'too_many_lines'
  | 'repricing_would_split'
  | 'prior_adjudication_unbalanced'
  | 'prior_adjudication_would_split'
  | 'prior_payer_unnamed';

export interface Refusal {
  reasonCode: AssemblyReasonCode;
  /** Names the field by its JSON Pointer into the encounter where there is one. */
  reason: string;
}

/**
 * The first reason why no claim can be assembled, or undefined. Coding checks have judged the content before; what is refused
 * here has no place in an 837P at all, or must not leave us by law.
 */
export function refuse(encounter: EncounterInput, payer: PayerProfile, today: IsoDate): Refusal | undefined {
  return (
    refuseAnyClaim(encounter, payer, today) ??
    refuseLines(encounter) ??
    refuseMoney(encounter) ??
    refuseFrequency(encounter, payer) ??
    refusePriorAdjudication(encounter) ??
    refuseSplitOfDecision(encounter, payer)
  );
}

/** As `refuse`, for what holds of claims of every type. */
export function refuseAnyClaim(encounter: EncounterInput, payer: PayerProfile, today: IsoDate): Refusal | undefined {
  const forbidden = refuseDisclosure(encounter, today);
  if (forbidden) return forbidden;
  if (encounter.uncodedConditions.length > 0) {
    return { reasonCode: 'needs_coding', reason: '/uncodedConditions: a condition has no ICD-10-CM code yet.' };
  }
  return refuseCoverage(encounter, payer);
}

function refuseCoverage(encounter: EncounterInput, payer: PayerProfile): Refusal | undefined {
  const cover = primaryCoverage(encounter);
  if (!cover) return { reasonCode: 'no_coverage', reason: '/coverages: there is no payer to send a claim to.' };
  const at = `/coverages/${encounter.coverages.indexOf(cover)}`;
  if (!wireCode(cover.payer.id ?? payer.payerId)) {
    return { reasonCode: 'payer_id_missing', reason: `${at}/payer/id: the payer has no id the clearinghouse knows.` };
  }
  if (!wireCode(cover.memberId ?? '')) {
    return {
      reasonCode: 'member_id_missing',
      reason: `${at}/memberId: the claim must name the member (2010BA NM109).`,
    };
  }
  return refuseNames(encounter, cover, at, payer);
}

function refuseNames(encounter: EncounterInput, cover: Coverage, at: string, payer: PayerProfile): Refusal | undefined {
  const dependant = cover.relationship !== 'self' && !payer.patientIsSubscriber;
  if (dependant && !cover.subscriber) {
    return {
      reasonCode: 'subscriber_missing',
      reason: `${at}/subscriber: the patient is "${cover.relationship}" of a subscriber nobody named (2010BA).`,
    };
  }
  const people: [string, Person | undefined][] = [
    ['/patient', encounter.patient],
    [`${at}/subscriber`, dependant ? cover.subscriber : undefined],
  ];
  for (const [pointer, who] of people) {
    if (who && !wireText(who.lastName)) {
      return {
        reasonCode: 'name_not_writable',
        reason: `${pointer}/lastName: no letter of it is in the X12 character set; send it in Latin letters.`,
      };
    }
  }
  return undefined;
}

function refuseLines(encounter: EncounterInput): Refusal | undefined {
  if (encounter.lines.length === 0) return { reasonCode: 'no_line', reason: '/lines: there is nothing to bill.' };
  if (encounter.diagnoses.length === 0) {
    return {
      reasonCode: 'no_diagnosis',
      reason: '/diagnoses: a professional claim needs at least one (HI is required).',
    };
  }
  if (!wireCode(encounter.placeOfService ?? '')) {
    return { reasonCode: 'place_of_service_missing', reason: '/placeOfService: CLM05-1 cannot be left out.' };
  }
  for (const [index, line] of encounter.lines.entries()) {
    if (!wireCode(line.procedureCode ?? '')) {
      return { reasonCode: 'procedure_missing', reason: `/lines/${index}/procedureCode: no writable character in it.` };
    }
    if (line.diagnosisPointers.length === 0) {
      return {
        reasonCode: 'pointer_missing',
        reason: `/lines/${index}/diagnosisPointers: every line points to one to four diagnoses (SV107).`,
      };
    }
    const outside = line.diagnosisPointers.find((pointer) => pointer > encounter.diagnoses.length);
    if (outside !== undefined) {
      return {
        reasonCode: 'pointer_out_of_range',
        reason: `/lines/${index}/diagnosisPointers: ${outside} points past the ${encounter.diagnoses.length} diagnoses.`,
      };
    }
  }
  return undefined;
}

function refuseMoney(encounter: EncounterInput): Refusal | undefined {
  const paid = encounter.patientPaidCents ?? 0;
  const charge = totalChargeCents(encounter);
  if (paid <= charge) return undefined;
  return {
    reasonCode: 'patient_paid_exceeds_charge',
    reason: `/patientPaidCents: the patient paid ${formatDollars(paid)} of a charge of ${formatDollars(charge)} (AMT*F5 <= CLM02).`,
  };
}

function takesSeveralClaims(encounter: EncounterInput): boolean {
  const { pointers, diagnoses } = resolvePointers(encounter);
  return splitLines(pointers, diagnoses.length).length > 1;
}

function refuseFrequency(encounter: EncounterInput, payer: PayerProfile): Refusal | undefined {
  if (encounter.repricing && takesSeveralClaims(encounter)) {
    return {
      reasonCode: 'repricing_would_split',
      reason: '/repricing: the amounts speak of one claim, this encounter would take several; reprice its lines.',
    };
  }
  if (encounter.frequencyCode === '1') return undefined;
  if (!payer.acceptsReplacement) {
    return {
      reasonCode: 'payer_takes_no_replacement',
      reason: `/frequencyCode: ${payer.name} takes no replacement or void claim; ask for a reopening instead.`,
    };
  }
  if (!wireCode(encounter.payerClaimControlNumber ?? '')) {
    return {
      reasonCode: 'payer_claim_number_missing',
      reason: `/payerClaimControlNumber: frequency ${encounter.frequencyCode} must name the payer's own number (REF*F8).`,
    };
  }
  if (partsOf(encounter, payer) > 1) {
    return {
      reasonCode: 'replacement_would_split',
      reason: '/lines: a replacement or void speaks of one claim of the payer, this one would take several.',
    };
  }
  return undefined;
}

/** How many claims the encounter takes. */
function partsOf(encounter: EncounterInput, payer: PayerProfile): number {
  const { pointers, diagnoses } = resolvePointers(encounter);
  return splitLines(pointers, diagnoses.length, lineKeys(encounter, payer.splitClaims)).length;
}

/** What an earlier payer decided about the claim as a whole has its place on one claim only. */
function refuseSplitOfDecision(encounter: EncounterInput, payer: PayerProfile): Refusal | undefined {
  const whole = encounter.coverages.findIndex(
    ({ priorAdjudication: told }) => told && (told.lines.length === 0 || told.adjustments.length > 0),
  );
  if (whole < 0 || partsOf(encounter, payer) === 1) return undefined;
  return {
    reasonCode: 'prior_adjudication_would_split',
    reason: `/coverages/${whole}/priorAdjudication: it speaks of the claim as a whole, and this encounter takes several; say it line by line.`,
  };
}
