import type { IsoDate } from '@claimwright/domain/dates';
import { type EncounterInput, primaryCoverage } from '@claimwright/domain/encounter';
import { billFrequency, type InstitutionalBill, readTypeOfBill } from '@claimwright/domain/institutional-encounter';
import type { PayerProfile } from '@claimwright/domain/payer';
import { type Refusal, refuseAnyClaim } from './refuse.ts';
import { refusePriorAdjudication } from './refuse-prior-adjudication.ts';
import { valuesOf } from './value-codes.ts';
import { wireCode, wireDiagnosis } from './wire-text.ts';

/** Loop 2400 of 005010X223A2. */
const mostRevenueLines = 999;

/** The first reason why an institutional encounter has no place in an 837I, or undefined. */
export function refuseInstitutional(
  encounter: EncounterInput,
  payer: PayerProfile,
  today: IsoDate,
): Refusal | undefined {
  const bill = encounter.institutional;
  return (
    refuseAnyClaim(encounter, payer, today) ??
    refuseRevenueLines(encounter) ??
    (bill ? (refuseBill(bill) ?? refuseCodes(bill) ?? refuseRoom(encounter, bill)) : noBill) ??
    refuseCorrection(encounter, payer) ??
    refusePriorAdjudication(encounter)
  );
}

const noBill: Refusal = {
  reasonCode: 'type_of_bill_missing',
  reason: '/institutional: an institutional claim needs what a hospital bill says (type of bill, statement dates …).',
};

function refuseRevenueLines({ lines, diagnoses }: EncounterInput): Refusal | undefined {
  if (lines.length === 0) return { reasonCode: 'no_line', reason: '/lines: there is nothing to bill.' };
  if (lines.length > mostRevenueLines) {
    return {
      reasonCode: 'too_many_lines',
      reason: `/lines: an institutional claim has ${mostRevenueLines} lines at most and is never split by itself; this one has ${lines.length}.`,
    };
  }
  if (!diagnoses.some(({ code }) => wireDiagnosis(code) !== '')) {
    return { reasonCode: 'no_diagnosis', reason: '/diagnoses: HI needs the principal diagnosis.' };
  }
  for (const [index, line] of lines.entries()) {
    if (!wireCode(line.revenueCode ?? '')) {
      return {
        reasonCode: 'revenue_code_missing',
        reason: `/lines/${index}/revenueCode: SV201 cannot be left out of an institutional line.`,
      };
    }
  }
  return undefined;
}

function refuseBill(bill: InstitutionalBill): Refusal | undefined {
  if (!readTypeOfBill(bill.typeOfBill)) {
    return {
      reasonCode: 'type_of_bill_missing',
      reason: '/institutional/typeOfBill: CLM05 needs facility, classification and frequency, such as 0111.',
    };
  }
  if (bill.statementFrom === undefined || bill.statementTo === undefined) {
    const member = bill.statementFrom === undefined ? 'statementFrom' : 'statementTo';
    return {
      reasonCode: 'statement_dates_missing',
      reason: `/institutional/${member}: DTP*434 needs both dates of the statement.`,
    };
  }
  if (!wireCode(bill.patientStatusCode ?? '')) {
    return {
      reasonCode: 'patient_status_missing',
      reason: '/institutional/patientStatusCode: CL103 cannot be left out.',
    };
  }
  return undefined;
}

/** Codes that the 837I cannot write without the date or amount they are about. */
function refuseCodes(bill: InstitutionalBill): Refusal | undefined {
  const without = (at: string, what: string): Refusal => ({
    reasonCode: 'code_without_its_date',
    reason: `/institutional/${at}: the code is sent with ${what} or not at all.`,
  });
  const procedure = bill.procedures.findIndex(({ date }) => date === undefined);
  if (procedure >= 0) return without(`procedures/${procedure}/date`, 'its date');
  const occurrence = bill.occurrences.findIndex(({ date }) => date === undefined);
  if (occurrence >= 0) return without(`occurrences/${occurrence}/date`, 'its date');
  const span = bill.occurrenceSpans.findIndex(({ from, to }) => from === undefined || to === undefined);
  if (span >= 0) return without(`occurrenceSpans/${span}`, 'both its dates');
  const value = bill.values.findIndex(({ hundredths }) => hundredths === undefined);
  return value >= 0 ? without(`values/${value}/hundredths`, 'its amount') : undefined;
}

/** How many of each HI a claim takes (005010X223A2): two segments of twelve, one of twelve external causes. */
function refuseRoom(encounter: EncounterInput, bill: InstitutionalBill): Refusal | undefined {
  const room: [string, number, number][] = [
    ['/diagnoses', encounter.diagnoses.length, 25],
    ['/institutional/externalCauses', bill.externalCauses.length, 12],
    ['/institutional/procedures', bill.procedures.length, 25],
    ['/institutional/occurrences', bill.occurrences.length, 24],
    ['/institutional/occurrenceSpans', bill.occurrenceSpans.length, 24],
    ['/institutional/values', valueCount(encounter, bill), 24],
    ['/institutional/conditions', bill.conditions.length, 24],
  ];
  const full = room.find(([, count, most]) => count > most);
  if (!full) return undefined;
  const [pointer, count, most] = full;
  return { reasonCode: 'too_many_codes', reason: `${pointer}: a claim takes ${most}, there are ${count}.` };
}

/** Value codes that are sent: days are told by some (80–83) and what the patient paid by another, whether or not they were given as such. */
function valueCount({ patientPaidCents }: EncounterInput, bill: InstitutionalBill): number {
  const { values, days } = valuesOf(bill, patientPaidCents);
  return values.length + Object.values(days ?? {}).filter((count) => count !== undefined).length;
}

/** Medicare Part A takes adjustment bills (MCPM ch. 3 section 50), whatever the profile says of professional claims. */
const partA = 'MA';

/** Whether the payer takes frequencies 7 and 8 of hospital bills; contractors for Part A do (Medicare Claims Processing Manual, ch. 1). */
export function takesCorrections(payer: PayerProfile, claimFilingCode = payer.claimFilingCode): boolean {
  return payer.acceptsReplacement || claimFilingCode === partA;
}

function refuseCorrection(encounter: EncounterInput, payer: PayerProfile): Refusal | undefined {
  const frequency = billFrequency(encounter);
  if (frequency !== '7' && frequency !== '8') return undefined;
  if (!takesCorrections(payer, primaryCoverage(encounter)?.claimFilingCode)) {
    return {
      reasonCode: 'payer_takes_no_replacement',
      reason: `/institutional/typeOfBill: ${payer.name} takes no replacement or void claim; ask for a reopening instead.`,
    };
  }
  if (!wireCode(encounter.payerClaimControlNumber ?? '')) {
    return {
      reasonCode: 'payer_claim_number_missing',
      reason: `/payerClaimControlNumber: frequency ${frequency} must name the payer's own number (REF*F8).`,
    };
  }
  return undefined;
}
