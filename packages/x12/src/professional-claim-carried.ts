import type { ClaimCoverage, ClaimLine, ClaimSnapshot } from '@claimwright/domain/claim';
import type { Accident } from '@claimwright/domain/encounter';
import type { Address, BillingProvider, Patient, Person, Provider, ServiceFacility } from '@claimwright/domain/party';
import { type CarriedForms, carriedLineAdjudication, carriedOtherPayer } from './other-payer-carried.ts';
import { countryOf, toX12Phone, toX12PostalCode } from './party-write.ts';
import { toX12Digits, toX12Quantity, toX12Text } from './writer.ts';

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
    payerClaimControlNumber: text(snapshot.payerClaimControlNumber),
    signatures,
    accident: snapshot.accident && carriedAccident(snapshot.accident),
    delayReasonCode: text(snapshot.delayReasonCode),
    dates: given(dates),
    patientPaidCents,
    priorAuthorizationNumber: text(snapshot.priorAuthorizationNumber),
    referralNumber: text(snapshot.referralNumber),
    cliaNumber: text(snapshot.cliaNumber),
    mammographyCertification: text(snapshot.mammographyCertification),
    medicalRecordNumber: text(snapshot.medicalRecordNumber),
    note: text(snapshot.note),
    billingProvider: carriedBillingProvider(snapshot.billingProvider),
    renderingProvider: snapshot.renderingProvider && carriedProvider(snapshot.renderingProvider, 'taxonomy'),
    referringProvider: snapshot.referringProvider && carriedProvider(snapshot.referringProvider),
    supervisingProvider: snapshot.supervisingProvider && carriedProvider(snapshot.supervisingProvider),
    serviceFacility: snapshot.serviceFacility && carriedFacility(snapshot.serviceFacility),
    destination: carriedCoverage(snapshot.destination, snapshot.patient),
    otherPayers: snapshot.otherPayers?.length
      ? snapshot.otherPayers.map((payer) => carriedOtherPayer(payer, forms))
      : undefined,
    patient: carriedPatient(snapshot.patient),
    diagnoses: snapshot.diagnoses.map(toX12Text),
    lines: snapshot.lines.map(carriedLine),
  });
}

/** An object without the keys that hold nothing. */
export function given<Fields extends object>(fields: Fields): Fields {
  const kept = { ...fields };
  for (const key of Object.keys(kept) as (keyof Fields)[]) if (kept[key] === undefined) delete kept[key];
  return kept;
}

function text(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const clean = toX12Text(value);
  return clean === '' ? undefined : clean;
}

function carriedAccident(accident: Accident): Accident {
  const { kind, date } = accident;
  if (kind !== 'auto') return given({ kind, date });
  return given({ kind, date, state: text(accident.state), country: text(accident.country) });
}

function carriedAddress(address: Address): Address {
  return given({
    line1: toX12Text(address.line1),
    line2: text(address.line2),
    city: toX12Text(address.city),
    state: text(address.state),
    postalCode: address.postalCode === undefined ? undefined : toX12PostalCode(address),
    country: countryOf(address),
  });
}

function carriedProvider(provider: Provider, taxonomy?: 'taxonomy'): Provider {
  const npi = text(provider.npi);
  const taxonomyCode = taxonomy === undefined ? undefined : text(provider.taxonomyCode);
  if (provider.organizationName !== undefined) {
    return given({ npi, organizationName: text(provider.organizationName), taxonomyCode });
  }
  return given({
    npi,
    lastName: text(provider.lastName),
    firstName: text(provider.firstName),
    middleName: text(provider.middleName),
    suffix: text(provider.suffix),
    taxonomyCode,
  });
}

function carriedBillingProvider(provider: BillingProvider): BillingProvider {
  const hasPhone = provider.phone !== undefined;
  const contact = provider.contactName ?? provider.organizationName ?? provider.lastName;
  const hasTaxId = provider.taxId !== undefined;
  return given({
    ...carriedProvider(provider, 'taxonomy'),
    address: provider.address && carriedAddress(provider.address),
    taxId: provider.taxId === undefined ? undefined : toX12Digits(provider.taxId),
    taxIdType: hasTaxId ? (provider.taxIdType ?? 'ein') : undefined,
    phone: provider.phone === undefined ? undefined : toX12Phone(provider.phone),
    contactName: hasPhone ? text(contact) : undefined,
    payToAddress: provider.payToAddress && carriedAddress(provider.payToAddress),
  });
}

function carriedFacility(facility: ServiceFacility): ServiceFacility {
  return given({ name: toX12Text(facility.name), npi: text(facility.npi), address: carriedAddress(facility.address) });
}

function carriedName(person: Person): Person {
  return given({
    lastName: toX12Text(person.lastName),
    firstName: text(person.firstName),
    middleName: text(person.middleName),
    suffix: text(person.suffix),
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
  const groupNumber = text(coverage.groupNumber);
  return given({
    responsibility: coverage.responsibility,
    payerId: toX12Text(coverage.payerId),
    payerName: toX12Text(coverage.payerName),
    payerAddress: coverage.payerAddress && carriedAddress(coverage.payerAddress),
    memberId: toX12Text(coverage.memberId),
    relationship: coverage.relationship,
    subscriber: isSelf ? carriedPerson(patient) : carriedName(coverage.subscriber),
    groupNumber,
    groupName: groupNumber === undefined ? text(coverage.groupName) : undefined,
    claimFilingCode: toX12Text(coverage.claimFilingCode),
    insuranceTypeCode: text(coverage.insuranceTypeCode),
    propertyCasualtyClaimNumber: text(coverage.propertyCasualtyClaimNumber),
  });
}

function carriedLine(line: ClaimLine): ClaimLine {
  const { drug, orderingProvider } = line;
  const ordering = orderingProvider && {
    ...carriedProvider(orderingProvider),
    ...(orderingProvider.address ? { address: carriedAddress(orderingProvider.address) } : {}),
  };
  return given({
    lineNumber: line.lineNumber,
    lineControlNumber: toX12Text(line.lineControlNumber),
    procedureCode: toX12Text(line.procedureCode),
    modifiers: line.modifiers.map(toX12Text),
    description: text(line.description),
    chargeCents: line.chargeCents,
    units: Number(toX12Quantity(line.units)),
    unit: line.unit,
    placeOfService: text(line.placeOfService),
    diagnosisPointers: [...line.diagnosisPointers],
    serviceFrom: line.serviceFrom,
    serviceTo: line.serviceTo,
    emergency: line.emergency === true ? true : undefined,
    epsdt: line.epsdt === true ? true : undefined,
    familyPlanning: line.familyPlanning === true ? true : undefined,
    copayExempt: line.copayExempt === true ? true : undefined,
    priorAuthorizationNumber: text(line.priorAuthorizationNumber),
    referralNumber: text(line.referralNumber),
    cliaNumber: text(line.cliaNumber),
    mammographyCertification: text(line.mammographyCertification),
    note: text(line.note),
    drug: drug && {
      ndc: toX12Text(drug.ndc),
      quantity: Number(toX12Quantity(drug.quantity)),
      unit: drug.unit,
    },
    renderingProvider: line.renderingProvider && carriedProvider(line.renderingProvider, 'taxonomy'),
    orderingProvider: ordering,
    referringProvider: line.referringProvider && carriedProvider(line.referringProvider),
    supervisingProvider: line.supervisingProvider && carriedProvider(line.supervisingProvider),
    adjudications: line.adjudications?.length
      ? line.adjudications.map((decided) => carriedLineAdjudication(decided, forms))
      : undefined,
  });
}

const forms: CarriedForms = { given, text, address: carriedAddress, name: carriedName };
