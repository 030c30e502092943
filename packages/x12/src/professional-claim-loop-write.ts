import type { ClaimLine, ClaimSnapshot } from '@claimwright/domain/claim';
import { type IsoDate, toX12Date } from '@claimwright/domain/dates';
import type { ClaimDates } from '@claimwright/domain/encounter';
import { formatX12Amount } from '@claimwright/domain/money';
import type { Provider } from '@claimwright/domain/party';
import { lineAdjudicationLoop, otherPayerLoop } from './other-payer-write.ts';
import { addressLines, providerName } from './party-write.ts';
import { accidentCode, assignmentCode, benefitsCode, releaseCode } from './professional-claim-codes.ts';
import { toX12Quantity, toX12Text, withoutTrailing } from './writer.ts';

/** Loop 2300 with its 2310s, 2320s and 2400s. */
export function claimLoop(claim: ClaimSnapshot): string {
  let text = claimSegment(claim) + claimDates(claim);
  if (claim.patientPaidCents !== undefined) text += `AMT*F5*${formatX12Amount(claim.patientPaidCents)}~`;
  text += reference('EW', claim.mammographyCertification);
  text += reference('9F', claim.referralNumber);
  text += reference('G1', claim.priorAuthorizationNumber);
  text += reference('F8', claim.payerClaimControlNumber);
  text += reference('X4', claim.cliaNumber);
  text += reference('EA', claim.medicalRecordNumber);
  if (claim.note !== undefined) text += whenGiven('NTE*ADD*', toX12Text(claim.note));
  text += diagnoses(claim.diagnoses);
  if (claim.referringProvider) text += providerName('DN', claim.referringProvider);
  if (claim.renderingProvider) text += renderingProvider(claim.renderingProvider);
  const { serviceFacility } = claim;
  if (serviceFacility) {
    const facility = { organizationName: serviceFacility.name, npi: serviceFacility.npi };
    text += providerName('77', facility) + addressLines(serviceFacility.address);
  }
  if (claim.supervisingProvider) text += providerName('DQ', claim.supervisingProvider);
  for (const payer of claim.otherPayers ?? []) text += otherPayerLoop(payer);
  for (const line of claim.lines) text += lineLoop(line);
  return text;
}

/** CLM. CLM05-2 is B (place of service), CLM10 and CLM12–CLM19 are not used by us. */
function claimSegment(claim: ClaimSnapshot): string {
  const { signatures } = claim;
  let text =
    `CLM*${toX12Text(claim.patientControlNumber)}*${formatX12Amount(claim.totalChargeCents)}***` +
    `${toX12Text(claim.placeOfService)}:B:${claim.frequencyCode}*${signatures.providerSignatureOnFile ? 'Y' : 'N'}` +
    `*${assignmentCode[signatures.assignment]}*${benefitsCode[signatures.benefitsAssigned]}` +
    `*${releaseCode[signatures.releaseOfInformation]}`;
  const { delayReasonCode } = claim;
  const cause = accidentCause(claim);
  if (cause !== '') text += `**${cause}`;
  if (delayReasonCode !== undefined) {
    text += `${cause === '' ? '***********' : '*********'}${toX12Text(delayReasonCode)}`;
  }
  return `${text}~`;
}

/** CLM11; state and country are said of an automobile accident only. */
function accidentCause(claim: ClaimSnapshot): string {
  const { accident } = claim;
  if (!accident) return '';
  const code = accidentCode[accident.kind];
  if (accident.kind !== 'auto' || (accident.state === undefined && accident.country === undefined)) return code;
  const country = accident.country === undefined ? '' : `:${toX12Text(accident.country)}`;
  return `${code}:::${accident.state === undefined ? '' : toX12Text(accident.state)}${country}`;
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
    date('091', dates.relinquishedCare)
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

function reference(qualifier: string, value: string | undefined): string {
  return value === undefined ? '' : whenGiven(`REF*${qualifier}*`, toX12Text(value));
}

/** A segment that ends with this value, or nothing when cleaning left none of it. */
function whenGiven(start: string, value: string): string {
  return value === '' ? '' : `${start}${value}~`;
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
  const name = providerName('82', provider);
  return provider.taxonomyCode === undefined ? name : `${name}PRV*PE*PXC*${toX12Text(provider.taxonomyCode)}~`;
}

/** Loop 2400 with 2410, its 2420s and 2430s. */
function lineLoop(line: ClaimLine): string {
  const from = toX12Date(line.serviceFrom);
  const period = line.serviceTo === line.serviceFrom ? `D8*${from}` : `RD8*${from}-${toX12Date(line.serviceTo)}`;
  let text = `LX*${line.lineNumber}~${professionalService(line)}DTP*472*${period}~`;
  text += reference('G1', line.priorAuthorizationNumber);
  text += `REF*6R*${toX12Text(line.lineControlNumber)}~`;
  text += reference('EW', line.mammographyCertification);
  text += reference('X4', line.cliaNumber);
  text += reference('9F', line.referralNumber);
  if (line.note !== undefined) text += whenGiven('NTE*ADD*', toX12Text(line.note));
  const { drug } = line;
  if (drug) text += `LIN**N4*${toX12Text(drug.ndc)}~CTP****${toX12Quantity(drug.quantity)}*${drug.unit}~`;
  if (line.renderingProvider) text += renderingProvider(line.renderingProvider);
  if (line.supervisingProvider) text += providerName('DQ', line.supervisingProvider);
  const ordering = line.orderingProvider;
  if (ordering) text += providerName('DK', ordering) + (ordering.address ? addressLines(ordering.address) : '');
  if (line.referringProvider) text += providerName('DN', line.referringProvider);
  for (const adjudication of line.adjudications ?? []) text += lineAdjudicationLoop(adjudication);
  return text;
}

/** SV1: procedure, charge, units, place, pointers and the four indicators. */
function professionalService(line: ClaimLine): string {
  let procedure = `HC:${toX12Text(line.procedureCode)}`;
  for (const modifier of line.modifiers) procedure += `:${toX12Text(modifier)}`;
  if (line.description !== undefined) {
    procedure += `${':'.repeat(5 - Math.min(line.modifiers.length, 4))}${toX12Text(line.description)}`;
  }
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
