import type { ClaimCoverage, ClaimSnapshot, ClearinghouseRoute } from '@claimwright/domain/claim';
import { relationshipCode } from '@claimwright/domain/coverage';
import { type IsoInstant, toX12Date } from '@claimwright/domain/dates';
import type { Address, BillingProvider, Patient, PayToPlan } from '@claimwright/domain/party';
import {
  addressLines,
  demographics,
  organizationName,
  patientName,
  providerName,
  providerNumbers,
  toX12Phone,
} from './party-write.ts';
import { responsibilityCode } from './professional-claim-codes.ts';
import { contactNumber, reference } from './situational-write.ts';
import { toX12Digits, toX12Quantity, toX12Text, withoutTrailing, x12Date, x12Segment, x12Time } from './writer.ts';

/** BHT06: what all claims of a set are for. */
export const purposeCode = { chargeable: 'CH', reporting: 'RP', subrogation: '31' } as const;

/** BHT, 1000A and 1000B. CUR is never written: all our money is US dollars, which the guides take for granted. */
export function headerLoops(
  route: ClearinghouseRoute,
  batchReference: string,
  at: IsoInstant,
  purpose: keyof typeof purposeCode,
): string {
  return (
    x12Segment('BHT', '0019', '00', toX12Text(batchReference), x12Date(at), x12Time(at), purposeCode[purpose]) +
    x12Segment('NM1', '41', '2', toX12Text(route.submitterName), '', '', '', '', '46', toX12Text(route.submitterId)) +
    x12Segment('PER', 'IC', toX12Text(route.submitterContactName), 'TE', toX12Phone(route.submitterContactPhone)) +
    x12Segment('NM1', '40', '2', toX12Text(route.receiverName), '', '', '', '', '46', toX12Text(route.receiverPayerId))
  );
}

/** What the loops above a claim say of it, professional or institutional. */
export type ClaimParties = Pick<ClaimSnapshot, 'billingProvider' | 'destination' | 'patient'>;

/** How the two guides differ above the claim. */
export interface ClaimForm<Claim extends ClaimParties> {
  /** Loop 2300. */
  claimLoop(claim: Claim): string;
  /**
   * 837P: death, weight and pregnancy in PAT, the insurance type in SBR05, licence numbers in 2010AA, whom to call about a
   * casualty; 837I has none of them. Who bills a hospital's claim is an organization with an EIN and one number with the payer.
   */
  hasPatientFacts: boolean;
}

/** 2000A, 2000B and 2000C around each claim, a claim at a time; HL01 runs on through the set. */
export function* hierarchy<Claim extends ClaimParties>(
  claims: readonly Claim[],
  form: ClaimForm<Claim>,
): Generator<string> {
  let level = 0;
  let providerLevel = 0;
  let provider: BillingProvider | undefined;
  for (const claim of claims) {
    let text = '';
    if (provider === undefined || !sameBillingProvider(provider, claim.billingProvider)) {
      provider = claim.billingProvider;
      level += 1;
      providerLevel = level;
      text += `HL*${level}**20*1~${billingProviderLoops(provider, form.hasPatientFacts)}`;
    }
    level += 1;
    const isSelf = claim.destination.relationship === 'self';
    text += `HL*${level}*${providerLevel}*22*${isSelf ? '0' : '1'}~${subscriberLoops(claim, isSelf, form.hasPatientFacts)}`;
    if (!isSelf) {
      text += `HL*${level + 1}*${level}*23*0~${patientLoops(claim, form.hasPatientFacts)}`;
      level += 1;
    }
    yield text + form.claimLoop(claim);
  }
}

/** PRV of 2000A, 2010AA and 2010AB. */
function billingProviderLoops(provider: BillingProvider, isProfessional: boolean): string {
  const isPerson = isProfessional && provider.organizationName === undefined;
  let text = provider.taxonomyCode === undefined ? '' : `PRV*BI*PXC*${toX12Text(provider.taxonomyCode)}~`;
  text += isProfessional ? providerName('85', provider) : organizationName('85', provider);
  if (provider.address) text += addressLines(provider.address);
  if (provider.taxId !== undefined) {
    text += `REF*${isProfessional && provider.taxIdType === 'ssn' ? 'SY' : 'EI'}*${toX12Digits(provider.taxId)}~`;
  }
  if (isProfessional) text += providerNumbers(provider.numbers, 'billing');
  const name = provider.contactName ?? provider.organizationName ?? provider.lastName;
  if (provider.phone !== undefined) text += contactNumber({ name, phone: provider.phone });
  if (provider.payToAddress) {
    text += `NM1*87*${isPerson ? '1' : '2'}~${addressLines(provider.payToAddress)}`;
  }
  return provider.payToPlan ? text + payToPlanLoop(provider.payToPlan) : text;
}

/** 2010AC. */
function payToPlanLoop(plan: PayToPlan): string {
  return (
    `NM1*PE*2*${toX12Text(plan.name)}*****PI*${toX12Text(plan.id)}~${addressLines(plan.address)}` +
    (plan.number ? reference(plan.number.kind, plan.number.number) : '') +
    `REF*EI*${toX12Digits(plan.taxId)}~`
  );
}

/** SBR and PAT of 2000B, 2010BA and 2010BB. */
function subscriberLoops(claim: ClaimParties, isSelf: boolean, hasPatientFacts: boolean): string {
  const { destination, patient } = claim;
  const groupNumber = destination.groupNumber === undefined ? '' : toX12Text(destination.groupNumber);
  // The group's name stands in only where its number does not (005010X222A1, SBR04).
  const groupName = groupNumber === '' && destination.groupName !== undefined ? toX12Text(destination.groupName) : '';
  const hasInsuranceType = hasPatientFacts && destination.insuranceTypeCode !== undefined;
  const insuranceType = hasInsuranceType ? toX12Text(destination.insuranceTypeCode ?? '') : '';
  let text = withoutTrailing(
    `SBR*${responsibilityCode[destination.responsibility]}*${isSelf ? '18' : ''}*${groupNumber}*${groupName}` +
      `*${insuranceType}****${toX12Text(destination.claimFilingCode)}`,
    '*',
  );
  text += '~';
  if (isSelf) {
    if (hasPatientFacts) text += patientFacts('', patient);
    text += patientName('IL', patient, destination.memberId);
    if (patient.address) text += addressLines(patient.address);
    text += demographics(patient);
    text += propertyCasualty(claim, true, hasPatientFacts);
  } else text += patientName('IL', destination.subscriber, destination.memberId);
  return text + payerLoop(destination, hasPatientFacts);
}

/** 2010BB. */
function payerLoop(destination: ClaimCoverage, isProfessional: boolean): string {
  const { payerAddress, payerNumbers, billingProviderNumbers } = destination;
  let text = `NM1*PR*2*${toX12Text(destination.payerName)}*****PI*${toX12Text(destination.payerId)}~`;
  if (payerAddress) text += addressLines(payerAddress);
  if (payerNumbers) for (const { kind, number } of payerNumbers) text += reference(kind, number);
  return text + providerNumbers(billingProviderNumbers, isProfessional ? 'billingWithPayer' : 'hospitalWithPayer');
}

/** PAT of 2000C and 2010CA. */
function patientLoops(claim: ClaimParties, hasPatientFacts: boolean): string {
  const { patient, destination } = claim;
  const relationship = relationshipCode[destination.relationship];
  let text = hasPatientFacts ? patientFacts(relationship, patient) : `PAT*${relationship}~`;
  text += patientName('QC', patient);
  if (patient.address) text += addressLines(patient.address);
  return text + demographics(patient) + propertyCasualty(claim, false, hasPatientFacts);
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

/** REF and PER of 2010BA or 2010CA: social security number, casualty claim number and, in an 837P, whom to call. */
function propertyCasualty({ destination }: ClaimParties, isSubscriber: boolean, hasContact: boolean): string {
  const ssn = destination.patientSocialSecurityNumber;
  const social = ssn === undefined ? '' : `REF*SY*${toX12Digits(ssn)}~`;
  const member = isSubscriber ? undefined : destination.patientMemberId;
  const casualty = reference('Y4', destination.propertyCasualtyClaimNumber);
  const numbers = isSubscriber
    ? social + casualty
    : casualty + (member === undefined ? social : reference('1W', member));
  return hasContact ? numbers + contactNumber(destination.propertyCasualtyContact) : numbers;
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
      sameRare(left.numbers, right.numbers) &&
      sameRare(left.payToPlan, right.payToPlan) &&
      sameAddress(left.address, right.address) &&
      sameAddress(left.payToAddress, right.payToAddress))
  );
}

/** What hardly any billing provider has is compared as text. */
function sameRare(left: object | undefined, right: object | undefined): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
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
