import type { ClaimLine, ClaimSnapshot } from '@claimwright/domain/claim';
import { type IsoDate, toX12Date } from '@claimwright/domain/dates';
import type { ClaimDates } from '@claimwright/domain/encounter';
import { formatX12Amount } from '@claimwright/domain/money';
import type { Provider, ServiceFacility } from '@claimwright/domain/party';
import {
  claimConditions,
  claimInformation,
  crossoverReference,
  repricingReferences,
} from './claim-supplement-write.ts';
import { lineCertification, lineCounts, lineDates, lineRemarks, supportingForms } from './line-supplement-write.ts';
import { lineAdjudicationLoop, otherPayerLoop } from './other-payer-write.ts';
import { addressLines, providerName, providerNumbers } from './party-write.ts';
import { accidentCode, assignmentCode, benefitsCode, releaseCode } from './professional-claim-codes.ts';
import type { ProviderRole } from './provider-number-kinds.ts';
import {
  ambulancePlaces,
  attachments,
  contactNumber,
  contractInformation,
  fixedFormat,
  pricing,
  reference,
  whenGiven,
} from './situational-write.ts';
import { toX12Quantity, toX12Text, withoutTrailing } from './writer.ts';

/** Loop 2300 with its 2310s, 2320s and 2400s. */
export function claimLoop(claim: ClaimSnapshot): string {
  let text = claimSegment(claim) + claimDates(claim);
  text += attachments(claim.attachments) + contractInformation(claim.contract);
  if (claim.patientPaidCents !== undefined) text += `AMT*F5*${formatX12Amount(claim.patientPaidCents)}~`;
  text += claimReferences(claim);
  text += fixedFormat(claim.fixedFormat);
  if (claim.note !== undefined) text += whenGiven(`NTE*${claim.noteKind ?? 'ADD'}*`, toX12Text(claim.note));
  text += claimConditions(claim);
  text += diagnoses(claim.diagnoses) + claimInformation(claim);
  text += claimProviders(claim);
  for (const payer of claim.otherPayers ?? []) text += otherPayerLoop(payer);
  for (const line of claim.lines) text += lineLoop(line);
  return text;
}

/** The REFs of 2300 in the order of the guide. */
function claimReferences(claim: ClaimSnapshot): string {
  return (
    reference('4N', claim.serviceAuthorizationExceptionCode) +
    crossoverReference(claim) +
    reference('EW', claim.mammographyCertification) +
    reference('9F', claim.referralNumber) +
    reference('G1', claim.priorAuthorizationNumber) +
    reference('F8', claim.payerClaimControlNumber) +
    reference('X4', claim.cliaNumber) +
    repricingReferences(claim) +
    reference('EA', claim.medicalRecordNumber) +
    reference('P4', claim.demonstrationProject) +
    reference('1J', claim.carePlanOversightNumber)
  );
}

/** 2310A to 2310F. */
function claimProviders(claim: ClaimSnapshot): string {
  let text = '';
  if (claim.referringProvider) text += providerLoop('DN', claim.referringProvider, 'referring');
  if (claim.primaryCareProvider) text += providerLoop('P3', claim.primaryCareProvider, 'referring');
  if (claim.renderingProvider) text += renderingProvider(claim.renderingProvider);
  if (claim.serviceFacility) text += facilityLoop(claim.serviceFacility, 'facility');
  if (claim.supervisingProvider) text += providerLoop('DQ', claim.supervisingProvider, 'rendering');
  return text + ambulancePlaces(claim.ambulance);
}

function providerLoop(entity: string, provider: Provider, role: ProviderRole): string {
  return providerName(entity, provider) + providerNumbers(provider.numbers, role);
}

/** 2310C and 2420C; only the claim's has somebody to call. */
function facilityLoop(facility: ServiceFacility, role: 'facility' | 'lineFacility'): string {
  const name = providerName('77', { organizationName: facility.name, npi: facility.npi });
  const text = name + addressLines(facility.address) + providerNumbers(facility.numbers, role);
  return role === 'facility' ? text + contactNumber(facility.contact) : text;
}

/** CLM. CLM05-2 is B (place of service); CLM13 to CLM19 are not used. */
function claimSegment(claim: ClaimSnapshot): string {
  const { signatures, delayReasonCode } = claim;
  const text =
    `CLM*${toX12Text(claim.patientControlNumber)}*${formatX12Amount(claim.totalChargeCents)}***` +
    `${toX12Text(claim.placeOfService)}:B:${claim.frequencyCode}*${signatures.providerSignatureOnFile ? 'Y' : 'N'}` +
    `*${assignmentCode[signatures.assignment]}*${benefitsCode[signatures.benefitsAssigned]}` +
    `*${releaseCode[signatures.releaseOfInformation]}`;
  const cause = accidentCause(claim);
  const { specialProgramCode: program = '' } = claim;
  const delay = delayReasonCode === undefined ? '' : toX12Text(delayReasonCode);
  const isSigned = claim.signedForPatient === true;
  if (!isSigned && cause === '' && program === '' && delay === '') return `${text}~`;
  return `${text}${withoutTrailing(`*${isSigned ? 'P' : ''}*${cause}*${program}********${delay}`, '*')}~`;
}

/** CLM11; state and country are said of an automobile accident only. */
function accidentCause({ accident }: ClaimSnapshot): string {
  if (!accident) return '';
  const { kind, alsoKind } = accident;
  const state = accident.state === undefined ? '' : toX12Text(accident.state);
  const country = accident.country === undefined ? '' : toX12Text(accident.country);
  const also = alsoKind === undefined || alsoKind === kind ? '' : accidentCode[alsoKind];
  const isAuto = kind === 'auto' || alsoKind === 'auto';
  return withoutTrailing(`${accidentCode[kind]}:${also}::${isAuto ? `${state}:${country}` : ''}`, ':');
}

/** The DTPs of 2300 in the order of the guide. */
function claimDates(claim: ClaimSnapshot): string {
  const { dates, accident } = claim;
  return (
    date('431', dates.onset) +
    date('454', dates.initialTreatment) +
    date('304', dates.lastSeen) +
    date('453', dates.acuteManifestation) +
    date('439', accident?.date) +
    date('484', dates.lastMenstrualPeriod) +
    date('455', dates.lastXray) +
    date('471', dates.prescription) +
    disability(dates) +
    date('297', dates.lastWorked) +
    date('296', dates.returnToWork) +
    date('435', dates.admission) +
    date('096', dates.discharge) +
    date('090', dates.assumedCare) +
    date('091', dates.relinquishedCare) +
    date('444', dates.firstContact) +
    date('050', dates.repricerReceived)
  );
}

/** 314 with both ends, 360 with the first only, 361 with the last only. */
function disability({ disabilityFrom, disabilityTo }: ClaimDates): string {
  if (disabilityFrom === undefined || disabilityTo === undefined) {
    return date('360', disabilityFrom) + date('361', disabilityTo);
  }
  return `DTP*314*RD8*${toX12Date(disabilityFrom)}-${toX12Date(disabilityTo)}~`;
}

function date(qualifier: string, value: IsoDate | undefined): string {
  return value === undefined ? '' : `DTP*${qualifier}*D8*${toX12Date(value)}~`;
}

function diagnoses(codes: readonly string[]): string {
  if (codes.length === 0) return '';
  let text = 'HI';
  for (let index = 0; index < codes.length; index += 1) {
    text += `${index === 0 ? '*ABK:' : '*ABF:'}${toX12Text(codes[index] ?? '')}`;
  }
  return `${text}~`;
}

/** 2310B and 2420A. */
function renderingProvider(provider: Provider): string {
  let text = providerName('82', provider);
  if (provider.taxonomyCode !== undefined) text += `PRV*PE*PXC*${toX12Text(provider.taxonomyCode)}~`;
  return text + providerNumbers(provider.numbers, 'rendering');
}

/** Loop 2400 with 2410, its 2420s and 2430s. */
function lineLoop(line: ClaimLine): string {
  const from = toX12Date(line.serviceFrom);
  const period = line.serviceTo === line.serviceFrom ? `D8*${from}` : `RD8*${from}-${toX12Date(line.serviceTo)}`;
  let text = `LX*${line.lineNumber}~${professionalService(line)}${lineCertification(line)}DTP*472*${period}~`;
  text += lineDates(line.dates) + lineCounts(line) + contractInformation(line.contract);
  text += reference('9B', line.repricing?.referenceNumber);
  text += reference('9D', line.repricing?.adjustedReferenceNumber);
  text += reference('G1', line.priorAuthorizationNumber);
  text += `REF*6R*${toX12Text(line.lineControlNumber)}~`;
  text += reference('EW', line.mammographyCertification);
  text += reference('X4', line.cliaNumber);
  text += reference('F4', line.referringCliaNumber);
  text += reference('BT', line.immunizationBatchNumber);
  text += reference('9F', line.referralNumber);
  text += lineRemarks(line) + pricing(line.repricing);
  const { drug } = line;
  if (drug) {
    text += `LIN**N4*${toX12Text(drug.ndc)}~CTP****${toX12Quantity(drug.quantity)}*${drug.unit}~`;
    text +=
      drug.prescriptionNumber === undefined
        ? reference('VY', drug.linkNumber)
        : reference('XZ', drug.prescriptionNumber);
  }
  text += lineProviders(line);
  for (const adjudication of line.adjudications ?? []) text += lineAdjudicationLoop(adjudication);
  return text + supportingForms(line.medicalEquipment);
}

/** 2420A to 2420H. */
function lineProviders(line: ClaimLine): string {
  let text = line.renderingProvider ? renderingProvider(line.renderingProvider) : '';
  const { purchasedService: bought, orderingProvider: ordering } = line;
  if (bought) {
    const { npi, organizationName, numbers } = bought.provider;
    // 2420B is not named, only identified.
    const kind = organizationName === undefined ? '1' : '2';
    text += npi === undefined ? `NM1*QB*${kind}~` : `NM1*QB*${kind}******XX*${toX12Text(npi)}~`;
    text += providerNumbers(numbers, 'referring');
  }
  if (line.serviceFacility) text += facilityLoop(line.serviceFacility, 'lineFacility');
  if (line.supervisingProvider) text += providerLoop('DQ', line.supervisingProvider, 'rendering');
  if (ordering) {
    text += providerName('DK', ordering) + (ordering.address ? addressLines(ordering.address) : '');
    text += providerNumbers(ordering.numbers, 'referring') + contactNumber(line.orderingContact);
  }
  if (line.referringProvider) text += providerLoop('DN', line.referringProvider, 'referring');
  if (line.primaryCareProvider) text += providerLoop('P3', line.primaryCareProvider, 'referring');
  return text + ambulancePlaces(line.ambulance);
}

/** SV1: procedure, charge, units, place, pointers and the four indicators. */
function professionalService(line: ClaimLine): string {
  let procedure = `HC:${toX12Text(line.procedureCode)}`;
  for (const modifier of line.modifiers) procedure += `:${toX12Text(modifier)}`;
  const description = line.description === undefined ? '' : toX12Text(line.description);
  if (description !== '') procedure += `${':'.repeat(5 - Math.min(line.modifiers.length, 4))}${description}`;
  const place = line.placeOfService === undefined ? '' : toX12Text(line.placeOfService);
  let text =
    `SV1*${procedure}*${formatX12Amount(line.chargeCents)}*${line.unit}*${toX12Quantity(line.units)}*${place}` +
    `**${line.diagnosisPointers.join(':')}`;
  const { emergency, epsdt, familyPlanning, copayExempt } = line;
  if (emergency === true || epsdt === true || familyPlanning === true || copayExempt === true) {
    text += `**${yes(emergency)}**${yes(epsdt)}*${yes(familyPlanning)}***${copayExempt === true ? '0' : ''}`;
    text = withoutTrailing(text, '*');
  }
  return `${text}~`;
}

function yes(indicator: boolean | undefined): string {
  return indicator === true ? 'Y' : '';
}
