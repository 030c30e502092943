import type { ClaimCoverage } from '@claimwright/domain/claim';
import { type Relationship, relationshipCode } from '@claimwright/domain/coverage';
import { fromX12Date } from '@claimwright/domain/dates';
import type { Address, BillingProvider, Patient, PayToPlan, Person, Provider } from '@claimwright/domain/party';
import { given } from './carried-party.ts';
import { elementOf, loopOf, segmentOf } from './json-find.ts';
import type { LoopJson, SegmentJson } from './json-tree.ts';
import { responsibilityCode, wordOf } from './professional-claim-codes.ts';

/** An element's text; undefined when it is empty. */
export function textOf(segment: SegmentJson | undefined, element: number, component = 1): string | undefined {
  const value = elementOf(segment, element, component);
  return value === '' ? undefined : value;
}

/** 2000A: PRV, 2010AA, 2010AB and 2010AC. */
export function billingProviderOf(level: LoopJson): BillingProvider {
  const loop = loopOf(level, '2010AA');
  const contact = segmentOf(loop, 'PER');
  const taxId = segmentOf(loop, 'REF', 'EI') ?? segmentOf(loop, 'REF', 'SY');
  return given({
    ...providerOf(loop),
    taxonomyCode: textOf(segmentOf(level, 'PRV'), 3),
    address: addressOf(loop),
    taxId: textOf(taxId, 2),
    taxIdType: taxId && (elementOf(taxId, 1) === 'SY' ? ('ssn' as const) : ('ein' as const)),
    phone: textOf(contact, 4),
    contactName: textOf(contact, 2),
    payToAddress: addressOf(loopOf(level, '2010AB')),
    payToPlan: payToPlanOf(loopOf(level, '2010AC')),
  });
}

function payToPlanOf(loop: LoopJson | undefined): PayToPlan | undefined {
  const name = segmentOf(loop, 'NM1');
  const address = addressOf(loop);
  if (!name || !address) return undefined;
  const [number] = numbersOf(loop, ['2U', 'FY', 'NF'] as const) ?? [];
  const taxId = elementOf(segmentOf(loop, 'REF', 'EI'), 2);
  return given({ name: elementOf(name, 3), id: elementOf(name, 9), address, number, taxId });
}

/** REF of these kinds; undefined when there is none. */
function numbersOf<Kind extends string>(loop: LoopJson | undefined, kinds: readonly Kind[]) {
  const found = kinds.flatMap((kind) => {
    const number = textOf(segmentOf(loop, 'REF', kind), 2);
    return number === undefined ? [] : [{ kind, number }];
  });
  return found.length === 0 ? undefined : found;
}

/** NM1 and PRV of a provider's loop. */
export function providerOf(loop: LoopJson | undefined): Provider {
  const name = segmentOf(loop, 'NM1');
  const npi = textOf(name, 9);
  const taxonomyCode = textOf(segmentOf(loop, 'PRV'), 3);
  if (elementOf(name, 2) === '2') return given({ npi, organizationName: textOf(name, 3), taxonomyCode });
  return given({ npi, ...nameOf(name), taxonomyCode });
}

/** N3 and N4 of a loop. */
export function addressOf(loop: LoopJson | undefined): Address | undefined {
  const street = segmentOf(loop, 'N3');
  const city = segmentOf(loop, 'N4');
  if (!street || !city) return undefined;
  return given({
    line1: elementOf(street, 1),
    line2: textOf(street, 2),
    city: elementOf(city, 1),
    state: textOf(city, 2) ?? textOf(city, 7),
    postalCode: textOf(city, 3),
    country: textOf(city, 4),
  });
}

/** Who is the patient: 2010CA, or 2010BA when the subscriber is. */
export function patientOf(loop: LoopJson | undefined): Patient {
  const demographics = segmentOf(loop, 'DMG');
  const sex = elementOf(demographics, 3);
  return given({
    ...nameOf(segmentOf(loop, 'NM1')),
    birthDate: fromX12Date(elementOf(demographics, 2)),
    sex: sex === 'F' || sex === 'M' || sex === 'U' ? sex : undefined,
    address: addressOf(loop),
  });
}

/** 2000B with its names, and what the patient is to the subscriber. */
export function coverageOf(subscriber: LoopJson, patientLevel: LoopJson | undefined): ClaimCoverage {
  const sbr = segmentOf(subscriber, 'SBR');
  const member = loopOf(subscriber, '2010BA');
  const payer = loopOf(subscriber, '2010BB');
  const code = patientLevel ? elementOf(segmentOf(patientLevel, 'PAT'), 1) : '18';
  const relationship: Relationship = wordOf(relationshipCode, code) ?? 'unknown';
  const patient = patientLevel ? loopOf(patientLevel, '2010CA') : member;
  const subscribing = patientOf(member);
  return given({
    responsibility: wordOf(responsibilityCode, elementOf(sbr, 1)) ?? 'primary',
    payerId: elementOf(segmentOf(payer, 'NM1'), 9),
    payerName: elementOf(segmentOf(payer, 'NM1'), 3),
    payerAddress: addressOf(payer),
    memberId: elementOf(segmentOf(member, 'NM1'), 9),
    relationship,
    subscriber: subscribing,
    groupNumber: textOf(sbr, 3),
    groupName: textOf(sbr, 4),
    claimFilingCode: elementOf(sbr, 9),
    propertyCasualtyClaimNumber: textOf(segmentOf(patient, 'REF', 'Y4'), 2),
    patientSocialSecurityNumber: textOf(segmentOf(patient, 'REF', 'SY'), 2),
    patientMemberId: textOf(segmentOf(patient, 'REF', '1W'), 2),
    billingProviderNumbers: numbersOf(payer, ['G2', 'LU'] as const),
    payerNumbers: numbersOf(payer, ['2U', 'EI', 'FY', 'NF'] as const),
  });
}

function nameOf(name: SegmentJson | undefined): Person {
  return given({
    lastName: elementOf(name, 3),
    firstName: textOf(name, 4),
    middleName: textOf(name, 5),
    suffix: textOf(name, 7),
  });
}
