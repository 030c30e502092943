import type { ClaimCoverage, ClaimLine } from '@claimwright/domain/claim';
import type { Coverage } from '@claimwright/domain/coverage';
import { coveragesInOrder, type EncounterInput } from '@claimwright/domain/encounter';
import { sumCents } from '@claimwright/domain/money';
import {
  adjustedCents,
  type LineAdjudication,
  type OtherPayer,
  type OtherPayerAdjudication,
  patientShareCents,
} from '@claimwright/domain/other-payer';
import { defaultPayerProfile, type PayerProfile } from '@claimwright/domain/payer';
import type { PriorAdjudication } from '@claimwright/domain/prior-adjudication';
import { carriedRemarks } from './adjudication-remarks.ts';
import { wireCoverage } from './wire-coverage.ts';
import { optionalWireCode, optionalWireText, wireCode, wireText, withoutAbsent } from './wire-text.ts';

/** Profiles of payers by id, as far as they are configured. */
export type PayerProfiles = ReadonlyMap<string, PayerProfile>;

/** The profile of a coverage's payer, or what is assumed of a payer nobody configured. */
export function profileOf(cover: Coverage, profiles: PayerProfiles): PayerProfile {
  return profiles.get(cover.payer.id ?? '') ?? defaultPayerProfile(cover.payer.id ?? 'unknown', cover.payer.name);
}

/** A coverage under which no claim is sent now, as loops 2320 and 2330 name it. */
export function wireOtherPayer(cover: Coverage, encounter: EncounterInput, profiles: PayerProfiles): OtherPayer {
  return toOtherPayer(wireCoverage(cover, encounter.patient, profileOf(cover, profiles)), encounter.signatures);
}

/** The cover of one claim as another payer's claim names it. */
export function toOtherPayer(
  cover: ClaimCoverage,
  signatures: Pick<EncounterInput['signatures'], 'benefitsAssigned' | 'releaseOfInformation'>,
): OtherPayer {
  const { lastName, firstName, middleName, suffix, address } = cover.subscriber;
  return withoutAbsent<OtherPayer>({
    responsibility: cover.responsibility,
    relationship: cover.relationship,
    groupNumber: cover.groupNumber,
    groupName: cover.groupName,
    insuranceTypeCode: cover.insuranceTypeCode,
    claimFilingCode: cover.claimFilingCode,
    memberId: cover.memberId,
    subscriber: withoutAbsent({ lastName, firstName, middleName, suffix, address }),
    payerId: cover.payerId,
    payerName: cover.payerName,
    payerAddress: cover.payerAddress,
    benefitsAssigned: signatures.benefitsAssigned,
    releaseOfInformation: signatures.releaseOfInformation,
  });
}

/** Whether loops 2320 and 2330 can be written for a coverage at all: its payer and its member have to be known. */
export function canBeNamed(cover: Coverage): boolean {
  const subscriber = cover.relationship === 'self' || (cover.subscriber && wireText(cover.subscriber.lastName) !== '');
  return wireCode(cover.payer.id ?? '') !== '' && wireCode(cover.memberId ?? '') !== '' && Boolean(subscriber);
}

/** A line of a claim of either type. */
type BilledLine = Pick<ClaimLine, 'modifiers' | 'units'> & { procedureCode?: string; revenueCode?: string };

/** What the sender told of payers that have decided already, for the lines of one claim. */
export interface ToldAdjudications {
  otherPayers: OtherPayer[];
  /** By position in `lines`. */
  lines: LineAdjudication[][];
}

/**
 * Loops 2320 and 2430 of a claim that bills these lines of the encounter: every other payer that can be named, in the order in
 * which they answer, with the decisions that the sender told. `lines` are the claim's, `positions` their places in the encounter;
 * `stayDays` as `stayDaysOf` gives them.
 */
export function otherPayersOf(
  encounter: EncounterInput,
  destination: Coverage,
  profiles: PayerProfiles,
  lines: readonly BilledLine[],
  positions: readonly number[],
  stayDays?: number,
): ToldAdjudications {
  const told: ToldAdjudications = { otherPayers: [], lines: lines.map(() => []) };
  for (const cover of coveragesInOrder(encounter)) {
    if (cover === destination || !canBeNamed(cover)) continue;
    const payer = wireOtherPayer(cover, encounter, profiles);
    const { priorAdjudication } = cover;
    if (priorAdjudication) {
      const answered = lineAdjudications(priorAdjudication, payer.payerId, lines, positions);
      for (const [index, own] of answered.entries()) told.lines[index]?.push(...own);
      payer.adjudication = claimAdjudication(priorAdjudication, answered.flat(), stayDays);
      const number = optionalWireText(priorAdjudication.payerClaimControlNumber);
      if (number !== undefined) payer.payerClaimControlNumber = number;
    }
    told.otherPayers.push(payer);
  }
  return told;
}

function lineAdjudications(
  told: PriorAdjudication,
  payerId: string,
  lines: readonly BilledLine[],
  positions: readonly number[],
): LineAdjudication[][] {
  return lines.map((line, index) =>
    told.lines
      .filter((own) => own.lineNumber === (positions[index] ?? -1) + 1)
      .map((own) =>
        withoutAbsent<LineAdjudication>({
          payerId,
          paidCents: own.paidCents,
          procedureCode: optionalWireCode(own.procedureCode) ?? line.procedureCode,
          revenueCode: line.revenueCode,
          modifiers: (own.modifiers ?? line.modifiers).map(wireCode),
          units: own.units ?? line.units,
          adjustments: own.adjustments.map((adjustment) => withoutAbsent({ ...adjustment })),
          adjudicatedOn: told.adjudicatedOn,
          remainingPatientLiabilityCents: patientShareCents(own.adjustments),
        }),
      ),
  );
}

/** AMT*D of a claim's part is what its own lines were paid, less what the claim as a whole was adjusted. */
function claimAdjudication(
  told: PriorAdjudication,
  lines: readonly LineAdjudication[],
  stayDays: number | undefined,
): OtherPayerAdjudication {
  const byLine = lines.length > 0;
  return withoutAbsent<OtherPayerAdjudication>({
    paidCents: byLine
      ? sumCents(lines.map((line) => line.paidCents)) - adjustedCents(told.adjustments)
      : told.paidCents,
    adjustments: told.adjustments.map((adjustment) => withoutAbsent({ ...adjustment })),
    nonCoveredCents: told.nonCoveredCents,
    remainingPatientLiabilityCents: byLine ? undefined : patientShareCents(told.adjustments),
    adjudicatedOn: byLine ? undefined : told.adjudicatedOn,
    ...carriedRemarks(told, stayDays),
  });
}
