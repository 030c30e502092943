import type { BatchControlNumbers, ClaimSnapshot, ClearinghouseRoute } from '@claimwright/domain/claim';
import { relationshipCode } from '@claimwright/domain/coverage';
import { type IsoInstant, toX12Date } from '@claimwright/domain/dates';
import type { Address, BillingProvider, Patient } from '@claimwright/domain/party';
import { addressLines, demographics, patientName, providerName, toX12Phone } from './party-write.ts';
import { responsibilityCode } from './professional-claim-codes.ts';
import { claimLoop } from './professional-claim-loop-write.ts';
import {
  toX12Digits,
  toX12Quantity,
  toX12Text,
  transactionSetControlNumber,
  withoutTrailing,
  writeInterchange,
  writeTransactionSet,
  x12Date,
  x12Segment,
  x12Time,
} from './writer.ts';

/** GS08 and ST03 of what is written. */
export const professionalClaimGuide = '005010X222A1';

const defaultClaimsPerTransactionSet = 1000;

/** What one interchange of professional claims is made of. */
export interface ProfessionalClaimBatch {
  route: ClearinghouseRoute;
  numbers: BatchControlNumbers;
  /** In the order they are written; neighbours with the same billing provider share one 2000A. */
  claims: readonly ClaimSnapshot[];
  at: IsoInstant;
  /** Default 1000. */
  claimsPerTransactionSet?: number;
}

/** How many ST…SE `write837P` makes of so many claims: that many control numbers and batch references are to be taken. */
export function transactionSetCount(claims: number, claimsPerTransactionSet = defaultClaimsPerTransactionSet): number {
  return Math.ceil(claims / claimsPerTransactionSet);
}

/**
 * Writes one interchange with one functional group of 837P (005010X222A1). Same input, same bytes. Throws a RangeError when
 * the numbers do not fit the claims (`transactionSetCount`) or there is no claim: both are the caller's arithmetic.
 */
export function write837P(batch: ProfessionalClaimBatch): string {
  const { route, numbers, claims, at } = batch;
  const perSet = batch.claimsPerTransactionSet ?? defaultClaimsPerTransactionSet;
  const count = transactionSetCount(claims.length, perSet);
  if (count === 0) throw new RangeError('An interchange needs at least one claim');
  if (numbers.transactionSets.length !== count || numbers.batchReferences.length !== count) {
    throw new RangeError(`${claims.length} claims need ${count} transaction set numbers and batch references`);
  }
  const sets = numbers.transactionSets.map((number, index) =>
    writeTransactionSet({
      identifier: '837',
      controlNumber: transactionSetControlNumber(number),
      guide: professionalClaimGuide,
      body:
        headerLoops(route, numbers.batchReferences[index] ?? '', at) +
        hierarchy(claims.slice(index * perSet, (index + 1) * perSet)),
    }),
  );
  const parties = {
    ...route,
    interchangeControlNumber: numbers.interchange,
    groupControlNumber: numbers.group,
  };
  return writeInterchange(parties, at, {
    group: { functionalIdentifier: 'HC', version: professionalClaimGuide, sets },
  });
}

/** BHT, 1000A and 1000B. */
function headerLoops(route: ClearinghouseRoute, batchReference: string, at: IsoInstant): string {
  return (
    x12Segment('BHT', '0019', '00', toX12Text(batchReference), x12Date(at), x12Time(at), 'CH') +
    x12Segment('NM1', '41', '2', toX12Text(route.submitterName), '', '', '', '', '46', toX12Text(route.submitterId)) +
    x12Segment('PER', 'IC', toX12Text(route.submitterContactName), 'TE', toX12Phone(route.submitterContactPhone)) +
    x12Segment('NM1', '40', '2', toX12Text(route.receiverName), '', '', '', '', '46', toX12Text(route.receiverPayerId))
  );
}

/** 2000A, 2000B and 2000C around each claim; HL01 runs on through the set. */
function hierarchy(claims: readonly ClaimSnapshot[]): string {
  let text = '';
  let level = 0;
  let providerLevel = 0;
  let provider: BillingProvider | undefined;
  for (const claim of claims) {
    if (provider === undefined || !sameBillingProvider(provider, claim.billingProvider)) {
      provider = claim.billingProvider;
      level += 1;
      providerLevel = level;
      text += `HL*${level}**20*1~${billingProviderLoops(provider)}`;
    }
    level += 1;
    const isSelf = claim.destination.relationship === 'self';
    text += `HL*${level}*${providerLevel}*22*${isSelf ? '0' : '1'}~${subscriberLoops(claim, isSelf)}`;
    if (!isSelf) {
      text += `HL*${level + 1}*${level}*23*0~${patientLoops(claim)}`;
      level += 1;
    }
    text += claimLoop(claim);
  }
  return text;
}

/** PRV of 2000A, 2010AA and 2010AB. */
function billingProviderLoops(provider: BillingProvider): string {
  let text = provider.taxonomyCode === undefined ? '' : `PRV*BI*PXC*${toX12Text(provider.taxonomyCode)}~`;
  text += providerName('85', provider);
  if (provider.address) text += addressLines(provider.address);
  if (provider.taxId !== undefined) {
    text += `REF*${provider.taxIdType === 'ssn' ? 'SY' : 'EI'}*${toX12Digits(provider.taxId)}~`;
  }
  if (provider.phone !== undefined) {
    const contact = provider.contactName ?? provider.organizationName ?? provider.lastName ?? '';
    text += `PER*IC*${toX12Text(contact)}*TE*${toX12Phone(provider.phone)}~`;
  }
  if (provider.payToAddress) {
    text += `NM1*87*${provider.organizationName === undefined ? '1' : '2'}~${addressLines(provider.payToAddress)}`;
  }
  return text;
}

/** SBR and PAT of 2000B, 2010BA and 2010BB. */
function subscriberLoops(claim: ClaimSnapshot, isSelf: boolean): string {
  const { destination, patient } = claim;
  const groupNumber = destination.groupNumber === undefined ? '' : toX12Text(destination.groupNumber);
  // The group's name stands in only where its number does not (005010X222A1, SBR04).
  const groupName = groupNumber === '' && destination.groupName !== undefined ? toX12Text(destination.groupName) : '';
  const insuranceType = destination.insuranceTypeCode === undefined ? '' : toX12Text(destination.insuranceTypeCode);
  let text = withoutTrailing(
    `SBR*${responsibilityCode[destination.responsibility]}*${isSelf ? '18' : ''}*${groupNumber}*${groupName}` +
      `*${insuranceType}****${toX12Text(destination.claimFilingCode)}`,
    '*',
  );
  text += '~';
  if (isSelf) {
    text += patientFacts('', patient);
    text += patientName('IL', patient, destination.memberId);
    if (patient.address) text += addressLines(patient.address);
    text += demographics(patient);
    text += propertyCasualtyReference(claim);
  } else text += patientName('IL', destination.subscriber, destination.memberId);
  return text + payerLoop(destination.payerName, destination.payerId, destination.payerAddress);
}

function payerLoop(name: string, id: string, address: Address | undefined): string {
  const text = `NM1*PR*2*${toX12Text(name)}*****PI*${toX12Text(id)}~`;
  return address ? text + addressLines(address) : text;
}

/** PAT of 2000C and 2010CA. */
function patientLoops(claim: ClaimSnapshot): string {
  const { patient, destination } = claim;
  let text = patientFacts(relationshipCode[destination.relationship], patient);
  text += patientName('QC', patient);
  if (patient.address) text += addressLines(patient.address);
  return text + demographics(patient) + propertyCasualtyReference(claim);
}

/** PAT: relationship (2000C only), death, weight, pregnancy; nothing when there is nothing to say. */
function patientFacts(relationship: string, patient: Patient): string {
  const { deathDate, weightPounds, pregnant } = patient;
  if (deathDate === undefined && weightPounds === undefined && pregnant !== true) {
    return relationship === '' ? '' : `PAT*${relationship}~`;
  }
  const death = deathDate === undefined ? '*' : `D8*${toX12Date(deathDate)}`;
  const weight = weightPounds === undefined ? '*' : `01*${toX12Quantity(weightPounds)}`;
  return `${withoutTrailing(`PAT*${relationship}****${death}*${weight}*${pregnant === true ? 'Y' : ''}`, '*')}~`;
}

function propertyCasualtyReference(claim: ClaimSnapshot): string {
  const number = claim.destination.propertyCasualtyClaimNumber;
  return number === undefined ? '' : `REF*Y4*${toX12Text(number)}~`;
}

/** True when two claims can stand under one 2000A: everything that loop says is the same. */
function sameBillingProvider(left: BillingProvider, right: BillingProvider): boolean {
  return (
    left === right ||
    (left.npi === right.npi &&
      left.organizationName === right.organizationName &&
      left.lastName === right.lastName &&
      left.firstName === right.firstName &&
      left.middleName === right.middleName &&
      left.suffix === right.suffix &&
      left.taxonomyCode === right.taxonomyCode &&
      left.taxId === right.taxId &&
      left.taxIdType === right.taxIdType &&
      left.phone === right.phone &&
      left.contactName === right.contactName &&
      sameAddress(left.address, right.address) &&
      sameAddress(left.payToAddress, right.payToAddress))
  );
}

function sameAddress(left: Address | undefined, right: Address | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return (
    left.line1 === right.line1 &&
    left.line2 === right.line2 &&
    left.city === right.city &&
    left.state === right.state &&
    left.postalCode === right.postalCode &&
    left.country === right.country
  );
}
