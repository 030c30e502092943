import { claimSupplement } from '@claimwright/domain/professional-supplement';
import type { CarriedClaim } from './professional-claim-carried.ts';
import {
  codeAt,
  readAttachment,
  readConditions,
  readContract,
  readRepricing,
  readTransport,
  textAt,
} from './situational-read.ts';
import type { SetReading } from './transaction-set.ts';

const { noteKind, serviceAuthorizationExceptionCode, spinalManipulation, epsdtReferral } = claimSupplement.shape;
const spinalCodes = spinalManipulation.unwrap().shape.conditionCode.options;
const epsdtCodes: readonly string[] = epsdtReferral.unwrap().shape.codes.element.options;

type ReferenceField =
  | 'investigationalDeviceExemption'
  | 'clearinghouseClaimNumber'
  | 'demonstrationProject'
  | 'carePlanOversightNumber';

const referenceOf: Readonly<Record<string, ReferenceField>> = {
  LX: 'investigationalDeviceExemption',
  D9: 'clearinghouseClaimNumber',
  P4: 'demonstrationProject',
  '1J': 'carePlanOversightNumber',
};

/** Takes what a segment of loop 2300 says besides what every claim says; segments that say nothing of the kind are passed over. */
export function takeClaimSupplement(reading: SetReading, claim: CarriedClaim, id: string): void {
  if (id === 'PWK') claim.attachments = [...(claim.attachments ?? []), readAttachment(reading)];
  else if (id === 'CN1') claim.contract = readContract(reading);
  else if (id === 'K3') claim.fixedFormat = [...(claim.fixedFormat ?? []), reading.segments.element(1)];
  else if (id === 'NTE') takeNote(reading, claim);
  else if (id === 'CR1') claim.ambulance = { ...claim.ambulance, ...readTransport(reading) };
  else if (id === 'CR2') takeSpinalManipulation(reading, claim);
  else if (id === 'CRC') takeCondition(reading, claim);
  else if (id === 'HCP') claim.repricing = readRepricing(reading, claim.repricing);
  else if (id === 'HI') takeInformation(reading, claim);
  else if (id === 'REF') takeReference(reading, claim);
}

/** CLM10 and CLM12. */
export function takeClaimIndicators(reading: SetReading, claim: CarriedClaim): void {
  if (reading.segments.element(10) === 'P') claim.signedForPatient = true;
  const program = codeAt(reading, 12, claimSupplement.shape.specialProgramCode.unwrap().options);
  if (program) claim.specialProgramCode = program;
}

function takeNote(reading: SetReading, claim: CarriedClaim): void {
  const kind = codeAt(reading, 1, noteKind.unwrap().options);
  if (kind === undefined) return;
  claim.note = reading.segments.element(2);
  if (kind !== 'ADD') claim.noteKind = kind;
}

function takeSpinalManipulation(reading: SetReading, claim: CarriedClaim): void {
  const conditionCode = codeAt(reading, 8, spinalCodes);
  if (conditionCode === undefined) return;
  const descriptions = [textAt(reading, 10), textAt(reading, 11)].filter((text) => text !== undefined);
  claim.spinalManipulation = descriptions.length === 0 ? { conditionCode } : { conditionCode, descriptions };
}

function takeCondition(reading: SetReading, claim: CarriedClaim): void {
  const category = reading.segments.element(1);
  const indicator = readConditions(reading);
  if (category === '07') {
    claim.ambulance = { ...claim.ambulance, conditions: [...(claim.ambulance?.conditions ?? []), indicator] };
  } else if (category === 'E1' || category === 'E2' || category === 'E3') {
    claim.visionConditions = [...(claim.visionConditions ?? []), { ...indicator, category }];
  } else if (category === '75') claim.homebound = true;
  else if (category === 'ZZ') {
    const codes = indicator.codes.filter(isEpsdtCode);
    if (codes.length > 0) claim.epsdtReferral = { referred: indicator.applies, codes };
  }
}

function isEpsdtCode(code: string): code is 'AV' | 'NU' | 'S2' | 'ST' {
  return epsdtCodes.includes(code);
}

function takeInformation(reading: SetReading, claim: CarriedClaim): void {
  const { segments } = reading;
  const qualifier = segments.component(1, 1);
  const codes: string[] = [];
  for (let element = 1; element <= 12 && segments.element(element) !== ''; element += 1) {
    codes.push(segments.component(element, 2));
  }
  if (qualifier === 'BP') claim.anesthesiaProcedures = codes;
  else if (qualifier === 'BG') claim.conditionCodes = [...(claim.conditionCodes ?? []), ...codes];
}

function takeReference(reading: SetReading, claim: CarriedClaim): void {
  const { segments } = reading;
  const value = segments.element(2);
  const field = referenceOf[segments.element(1)];
  if (field) claim[field] = value;
  switch (segments.element(1)) {
    case '4N': {
      const code = codeAt(reading, 2, serviceAuthorizationExceptionCode.unwrap().options);
      if (code) claim.serviceAuthorizationExceptionCode = code;
      break;
    }
    case 'F5':
      claim.mandatoryCrossover = value === 'Y';
      break;
    case '9A':
      claim.repricing = { ...claim.repricing, referenceNumber: value };
      break;
    case '9C':
      claim.repricing = { ...claim.repricing, adjustedReferenceNumber: value };
      break;
  }
}
