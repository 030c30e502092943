import type { Diagnosis } from '@claimwright/domain/diagnosis';
import { type EncounterInput, primaryCoverage, type ServiceLine } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import type {
  Admission,
  InstitutionalClaimLine,
  InstitutionalClaimSnapshot,
  InstitutionalDiagnoses,
  InstitutionalDiagnosis,
} from '@claimwright/domain/institutional-claim';
import {
  billFrequency,
  fullRevenueCode,
  type InstitutionalBill,
  isAccommodation,
  isInpatientFacility,
  readHour,
  readTypeOfBill,
} from '@claimwright/domain/institutional-encounter';
import { sumCents } from '@claimwright/domain/money';
import type { Provider } from '@claimwright/domain/party';
import type { PayerProfile } from '@claimwright/domain/payer';
import { stayDaysOf } from './adjudication-remarks.ts';
import { otherPayersOf, type PayerProfiles } from './other-payers.ts';
import { valuesOf } from './value-codes.ts';
import { wireCoverage } from './wire-coverage.ts';
import {
  sameAddress,
  sameProvider,
  wireBillingProvider,
  wireFacility,
  wirePatient,
  wireProvider,
} from './wire-parties.ts';
import {
  longestNote,
  optionalFittingText,
  optionalWireCode,
  optionalWireText,
  wireCode,
  wireDiagnosis,
  wireNdc,
  withoutAbsent,
} from './wire-text.ts';

/** One institutional encounter that `refuseInstitutional` has nothing against. */
export interface InstitutionalAssembly {
  encounterId: Id;
  encounter: EncounterInput;
  payer: PayerProfile;
  /** Of the other payers it names, as far as they are configured. */
  profiles?: PayerProfiles;
  patientControlNumber: string;
}

/**
 * Writes the one 837I claim of an institutional encounter: codes normalised for the wire, external causes moved to their own HI
 * (ICD-10-CM Official Guidelines I.C.20), days of the stay told as days, line dates on outpatient bills only. An institutional claim is
 * never split. Throws when the encounter is one that `refuseInstitutional` refuses.
 */
export function assembleInstitutional(input: InstitutionalAssembly): InstitutionalClaimSnapshot {
  const { encounter, payer } = input;
  const bill = encounter.institutional;
  const type = readTypeOfBill(bill?.typeOfBill);
  const cover = primaryCoverage(encounter);
  if (!bill || !type || !cover || !bill.statementFrom || !bill.statementTo) throw new Error('A refused encounter.');
  const inpatient = isInpatientFacility(type.facilityCode);
  const frequencyCode = billFrequency(encounter) ?? type.frequencyCode;
  const patient = wirePatient(encounter.patient);
  const lines = encounter.lines.map((line, index) => revenueLine(line, index, inpatient, input.patientControlNumber));
  const { values, days } = valuesOf(bill, encounter.patientPaidCents);
  const stayDays = stayDaysOf({ claimType: 'institutional', facilityCode: type.facilityCode, ...(days && { days }) });
  const told = otherPayersOf(encounter, cover, input.profiles ?? new Map(), lines, [...lines.keys()], stayDays);
  return withoutAbsent<InstitutionalClaimSnapshot>({
    claimType: 'institutional',
    patientControlNumber: input.patientControlNumber,
    encounterIds: [input.encounterId],
    totalChargeCents: sumCents(lines.map((line) => line.chargeCents)),
    facilityCode: type.facilityCode,
    frequencyCode,
    payerClaimControlNumber:
      frequencyCode === '7' || frequencyCode === '8' ? optionalWireText(encounter.payerClaimControlNumber) : undefined,
    signatures: signaturesOf(encounter),
    delayReasonCode: optionalWireCode(encounter.delayReasonCode),
    statementFrom: bill.statementFrom,
    statementTo: bill.statementTo,
    admission: admissionOf(bill),
    dischargeTime: inpatient ? readHour(bill.dischargeHour) : undefined,
    patientStatusCode: wireCode(bill.patientStatusCode ?? ''),
    patientEstimatedDueCents: bill.patientEstimatedDueCents,
    days,
    priorAuthorizationNumber: optionalWireText(encounter.priorAuthorizationNumber),
    referralNumber: optionalWireText(encounter.referralNumber),
    medicalRecordNumber: patient.medicalRecordNumber,
    autoAccidentState: encounter.accident?.kind === 'auto' ? optionalWireCode(encounter.accident.state) : undefined,
    billingNote: optionalFittingText(encounter.note, longestNote),
    diagnoses: diagnosesOf(encounter.diagnoses, bill, inpatient),
    procedures: proceduresOf(bill),
    occurrences: bill.occurrences.map(({ code, date }) => ({ code: wireCode(code), date: date ?? '' })),
    occurrenceSpans: bill.occurrenceSpans.map(({ code, from, to }) => ({
      code: wireCode(code),
      from: from ?? '',
      to: to ?? '',
    })),
    values,
    conditions: [...new Set(bill.conditions.map(wireCode))],
    treatmentCodes: bill.treatmentCodes.map(wireCode),
    ...providersOf(encounter, bill),
    destination: wireCoverage(cover, encounter.patient, payer),
    otherPayers: told.otherPayers.length > 0 ? told.otherPayers : undefined,
    patient,
    lines: lines.map((line, index) => {
      const adjudications = told.lines[index] ?? [];
      return adjudications.length > 0 ? { ...line, adjudications } : line;
    }),
  });
}

function signaturesOf({ signatures }: EncounterInput): InstitutionalClaimSnapshot['signatures'] {
  const { assignment, benefitsAssigned, releaseOfInformation } = signatures;
  return { assignment, benefitsAssigned, releaseOfInformation };
}

function admissionOf({ admission }: InstitutionalBill): Admission | undefined {
  if (admission?.date === undefined) return undefined;
  return withoutAbsent<Admission>({
    date: admission.date,
    time: readHour(admission.hour),
    typeCode: optionalWireCode(admission.typeCode),
    sourceCode: optionalWireCode(admission.sourceCode),
  });
}

const externalCause = /^[V-Y]/;

/** Present on admission is told of stays only; admitting belongs to a stay, reasons for the visit to the others. */
function diagnosesOf(diagnoses: readonly Diagnosis[], bill: InstitutionalBill, inpatient: boolean) {
  const tellsPresence = inpatient && !bill.presentOnAdmissionExempt;
  const written = (each: Diagnosis): InstitutionalDiagnosis =>
    withoutAbsent<InstitutionalDiagnosis>({
      code: wireDiagnosis(each.code),
      presentOnAdmission: tellsPresence ? each.presentOnAdmission : undefined,
    });
  const [principal, ...rest] = diagnoses.map(written).filter(({ code }) => code !== '');
  if (!principal) throw new Error('A refused encounter.');
  const other = once(rest, principal.code).filter(({ code }) => !externalCause.test(code));
  const causes = [...bill.externalCauses.map(written), ...rest.filter(({ code }) => externalCause.test(code))];
  return withoutAbsent<InstitutionalDiagnoses>({
    principal,
    admitting: inpatient && bill.admittingDiagnosis ? wireDiagnosis(bill.admittingDiagnosis) : undefined,
    reasonsForVisit: inpatient ? [] : bill.reasonsForVisit.map(wireDiagnosis).slice(0, 3),
    externalCauses: once(causes).slice(0, 12),
    other,
    drg: optionalWireCode(bill.drg),
  });
}

/** A code that was sent twice is kept once. */
function once(diagnoses: readonly InstitutionalDiagnosis[], known?: string): InstitutionalDiagnosis[] {
  const seen = new Set(known === undefined ? [] : [known]);
  return diagnoses.filter(({ code }) => {
    if (seen.has(code)) return false;
    seen.add(code);
    return true;
  });
}

function proceduresOf({ procedures }: InstitutionalBill): InstitutionalClaimSnapshot['procedures'] {
  const [principal, ...other] = procedures.map(({ code, date }) => ({ code: wireDiagnosis(code), date: date ?? '' }));
  return principal ? { principal, other } : { other };
}

/** 2310A–2310F: who rendered is told when it was not who attended, the facility when it is not the billing address. */
function providersOf(encounter: EncounterInput, bill: InstitutionalBill) {
  const billingProvider = wireBillingProvider(encounter.billingProvider);
  const attendingProvider = optionalProvider(bill.attendingProvider);
  const renderingProvider = optionalProvider(encounter.renderingProvider);
  const facility = encounter.serviceFacility && wireFacility(encounter.serviceFacility);
  const atHome = facility && billingProvider.address && sameAddress(facility.address, billingProvider.address);
  const rendered = renderingProvider && !(attendingProvider && sameProvider(renderingProvider, attendingProvider));
  return {
    billingProvider,
    attendingProvider,
    operatingProvider: optionalProvider(bill.operatingProvider),
    otherOperatingProvider: optionalProvider(bill.otherOperatingProvider),
    renderingProvider: rendered ? renderingProvider : undefined,
    referringProvider: optionalProvider(encounter.referringProvider),
    serviceFacility: atHome ? undefined : facility,
  };
}

function optionalProvider(provider: Provider | undefined): Provider | undefined {
  return provider && wireProvider(provider);
}

function revenueLine(line: ServiceLine, index: number, inpatient: boolean, claim: string): InstitutionalClaimLine {
  return withoutAbsent<InstitutionalClaimLine>({
    lineNumber: index + 1,
    lineControlNumber: `${claim}L${index + 1}`,
    revenueCode: fullRevenueCode(wireCode(line.revenueCode ?? '')),
    procedureCode: optionalWireCode(line.procedureCode),
    modifiers: line.modifiers.map(wireCode).filter((modifier) => modifier !== ''),
    description: line.procedureCode === undefined ? undefined : optionalFittingText(line.description, longestNote),
    chargeCents: line.chargeCents,
    units: line.units,
    unit:
      line.unit === 'DA' || (line.unit === undefined && isAccommodation(wireCode(line.revenueCode ?? '')))
        ? 'DA'
        : 'UN',
    nonCoveredCents: line.nonCoveredCents,
    // DTP*472 dates an outpatient line; the days of a stay are those of its statement.
    serviceFrom: inpatient ? undefined : line.serviceFrom,
    serviceTo: inpatient ? undefined : (line.serviceTo ?? line.serviceFrom),
    drug: line.drug && { ...line.drug, ndc: wireNdc(line.drug.ndc) },
    operatingProvider: optionalProvider(line.operatingProvider),
    renderingProvider: optionalProvider(line.renderingProvider),
  });
}
