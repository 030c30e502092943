import type { ClaimCoverage, ClaimLine, ClaimSnapshot } from '@claimwright/domain/claim';
import type { Accident } from '@claimwright/domain/encounter';
import type { Patient, Person, ServiceFacility } from '@claimwright/domain/party';
import {
  carriedAddress,
  carriedBillingProvider,
  carriedFacility,
  carriedNumbers,
  carriedProvider,
  carriedText,
  given,
} from './carried-party.ts';
import { carriedClaimSupplement, carriedContact, carriedDigits, carriedLineSupplement } from './carried-supplement.ts';
import { type CarriedForms, carriedLineAdjudication, carriedOtherPayer } from './other-payer-carried.ts';
import { toX12Quantity, toX12Text } from './writer.ts';

/** A claim as an 837P says it: a snapshot without the ids only our database knows. */
export type CarriedClaim = Omit<ClaimSnapshot, 'encounterIds'>;

/**
 * What of a snapshot an 837P carries: the claim `read837P` gives back after `write837P`. Text is cleaned as it is written.
 * Left out is what 005010X222A1 has no place for: the encounter ids; the patient's phone, external id and own record number;
 * birth date, sex and address of a subscriber who is not the patient; the group's name beside its number (SBR04); taxonomy
 * and address of referring and supervising providers; state and country of an accident that is not an automobile's.
 */
export function carriedBy837P(snapshot: ClaimSnapshot): CarriedClaim {
  const { signatures, dates, frequencyCode, claimType, totalChargeCents, patientPaidCents } = snapshot;
  return given<CarriedClaim>({
    claimType,
    patientControlNumber: toX12Text(snapshot.patientControlNumber),
    totalChargeCents,
    placeOfService: toX12Text(snapshot.placeOfService),
    frequencyCode,
    payerClaimControlNumber: carriedText(snapshot.payerClaimControlNumber),
    signatures,
    accident: snapshot.accident && carriedAccident(snapshot.accident),
    delayReasonCode: carriedText(snapshot.delayReasonCode),
    dates: given(dates),
    patientPaidCents,
    priorAuthorizationNumber: carriedText(snapshot.priorAuthorizationNumber),
    referralNumber: carriedText(snapshot.referralNumber),
    cliaNumber: carriedText(snapshot.cliaNumber),
    mammographyCertification: carriedText(snapshot.mammographyCertification),
    medicalRecordNumber: carriedText(snapshot.medicalRecordNumber),
    note: carriedText(snapshot.note),
    billingProvider: carriedBillingProvider(snapshot.billingProvider),
    renderingProvider:
      snapshot.renderingProvider && carriedProvider(snapshot.renderingProvider, 'rendering', 'taxonomy'),
    referringProvider: snapshot.referringProvider && carriedProvider(snapshot.referringProvider, 'referring'),
    supervisingProvider: snapshot.supervisingProvider && carriedProvider(snapshot.supervisingProvider, 'rendering'),
    serviceFacility: snapshot.serviceFacility && claimFacility(snapshot.serviceFacility),
    destination: carriedCoverage(snapshot.destination, snapshot.patient),
    otherPayers: snapshot.otherPayers?.length
      ? snapshot.otherPayers.map((payer) => carriedOtherPayer(payer, forms))
      : undefined,
    patient: carriedPatient(snapshot.patient),
    diagnoses: snapshot.diagnoses.map(toX12Text),
    lines: snapshot.lines.map(carriedLine),
    ...carriedClaimSupplement(snapshot),
  });
}

function carriedAccident(accident: Accident): Accident {
  const { kind, date } = accident;
  const alsoKind = accident.alsoKind === kind ? undefined : accident.alsoKind;
  if (kind !== 'auto' && alsoKind !== 'auto') return given({ kind, alsoKind, date });
  return given({ kind, alsoKind, date, state: carriedText(accident.state), country: carriedText(accident.country) });
}

/** 2310C, which may say whom to call. */
function claimFacility(facility: ServiceFacility): ServiceFacility {
  return given({ ...carriedFacility(facility, 'facility'), contact: carriedContact(facility.contact) });
}

function carriedName(person: Person): Person {
  return given({
    lastName: toX12Text(person.lastName),
    firstName: carriedText(person.firstName),
    middleName: carriedText(person.middleName),
    suffix: carriedText(person.suffix),
  });
}

/** A person in the place of the patient: with birth date, sex and address. */
function carriedPerson(person: Person): Person {
  return given({
    ...carriedName(person),
    birthDate: person.birthDate,
    sex: person.birthDate === undefined ? undefined : (person.sex ?? 'U'),
    address: person.address && carriedAddress(person.address),
  });
}

function carriedPatient(patient: Patient): Patient {
  const { weightPounds } = patient;
  return given({
    ...carriedPerson(patient),
    deathDate: patient.deathDate,
    weightPounds: weightPounds === undefined ? undefined : Number(toX12Quantity(weightPounds)),
    pregnant: patient.pregnant === true ? true : undefined,
  });
}

function carriedCoverage(coverage: ClaimCoverage, patient: Patient): ClaimCoverage {
  const isSelf = coverage.relationship === 'self';
  const groupNumber = carriedText(coverage.groupNumber);
  const patientMemberId = isSelf ? undefined : carriedText(coverage.patientMemberId);
  const ssn = carriedDigits(coverage.patientSocialSecurityNumber);
  return given({
    responsibility: coverage.responsibility,
    payerId: toX12Text(coverage.payerId),
    payerName: toX12Text(coverage.payerName),
    payerAddress: coverage.payerAddress && carriedAddress(coverage.payerAddress),
    memberId: toX12Text(coverage.memberId),
    relationship: coverage.relationship,
    subscriber: isSelf ? carriedPerson(patient) : carriedName(coverage.subscriber),
    groupNumber,
    groupName: groupNumber === undefined ? carriedText(coverage.groupName) : undefined,
    claimFilingCode: toX12Text(coverage.claimFilingCode),
    insuranceTypeCode: carriedText(coverage.insuranceTypeCode),
    propertyCasualtyClaimNumber: carriedText(coverage.propertyCasualtyClaimNumber),
    propertyCasualtyContact: carriedContact(coverage.propertyCasualtyContact),
    patientSocialSecurityNumber: patientMemberId === undefined ? ssn : undefined,
    patientMemberId,
    billingProviderNumbers: carriedNumbers(coverage.billingProviderNumbers, 'billingWithPayer'),
    payerNumbers: coverage.payerNumbers?.map(({ kind, number }) => ({ kind, number: toX12Text(number) })),
  });
}

function carriedLine(line: ClaimLine): ClaimLine {
  const { drug, orderingProvider } = line;
  const ordering = orderingProvider && {
    ...carriedProvider(orderingProvider, 'referring'),
    ...(orderingProvider.address ? { address: carriedAddress(orderingProvider.address) } : {}),
  };
  return given({
    lineNumber: line.lineNumber,
    lineControlNumber: toX12Text(line.lineControlNumber),
    procedureCode: toX12Text(line.procedureCode),
    modifiers: line.modifiers.map(toX12Text),
    description: carriedText(line.description),
    chargeCents: line.chargeCents,
    units: Number(toX12Quantity(line.units)),
    unit: line.unit,
    placeOfService: carriedText(line.placeOfService),
    diagnosisPointers: [...line.diagnosisPointers],
    serviceFrom: line.serviceFrom,
    serviceTo: line.serviceTo,
    emergency: line.emergency === true ? true : undefined,
    epsdt: line.epsdt === true ? true : undefined,
    familyPlanning: line.familyPlanning === true ? true : undefined,
    copayExempt: line.copayExempt === true ? true : undefined,
    priorAuthorizationNumber: carriedText(line.priorAuthorizationNumber),
    referralNumber: carriedText(line.referralNumber),
    cliaNumber: carriedText(line.cliaNumber),
    mammographyCertification: carriedText(line.mammographyCertification),
    note: carriedText(line.note),
    drug:
      drug &&
      given({
        ndc: toX12Text(drug.ndc),
        quantity: Number(toX12Quantity(drug.quantity)),
        unit: drug.unit,
        prescriptionNumber: carriedText(drug.prescriptionNumber),
        linkNumber: drug.prescriptionNumber === undefined ? carriedText(drug.linkNumber) : undefined,
      }),
    renderingProvider: line.renderingProvider && carriedProvider(line.renderingProvider, 'rendering', 'taxonomy'),
    ...carriedLineSupplement(line),
    orderingProvider: ordering,
    referringProvider: line.referringProvider && carriedProvider(line.referringProvider, 'referring'),
    supervisingProvider: line.supervisingProvider && carriedProvider(line.supervisingProvider, 'rendering'),
    adjudications: line.adjudications?.length
      ? line.adjudications.map((decided) => carriedLineAdjudication(decided, forms))
      : undefined,
  });
}

const forms: CarriedForms = { given, text: carriedText, address: carriedAddress, name: carriedName };
