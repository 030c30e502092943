import { type Coverage, coverage, type Relationship } from '@claimwright/domain/coverage';
import type { IsoDate } from '@claimwright/domain/dates';
import { type Address, longestClaimName } from '@claimwright/domain/party';
import type { Resource } from './bundle-index.ts';
import { codingsOf, identifiersOf } from './code-systems.ts';
import type { Element } from './element.ts';
import { fit } from './fit.ts';
import { follow } from './follow.ts';
import { currentAddresses, fromAddress } from './from-address.ts';
import { fromPeriod } from './from-date-time.ts';
import { organizationName } from './from-organization.ts';
import { fromSubscriber } from './from-subscriber.ts';
import type { Issues } from './operation-outcome.ts';
import { type Reading, readShared, refuseUnknownModifiers } from './reading.ts';
import { fromCoverageActCode, fromSourceOfPayment, isSelfPay, type PaymentSource } from './source-of-payment.ts';

/** A coverage without its place among the others, and when and where it applies. */
interface ReadCoverage {
  content: Omit<Coverage, 'responsibility'>;
  order: number;
  start?: IsoDate;
  end?: IsoDate;
  path: string;
}

/** Those without an order come last, as they stand in the Bundle. */
const noOrder = Number.MAX_SAFE_INTEGER;
const responsibilities = ['primary', 'secondary', 'tertiary'] as const;

/**
 * The coverages that answer for a patient on a date of service, in the order of `Coverage.order`. Left out with an issue: one that
 * is not active, one whose period does not include the day, self-pay, and what comes after the third.
 */
export function fromCoverages(
  reading: Reading,
  patient: Resource,
  serviceDate: IsoDate | undefined,
  issues: Issues,
): Coverage[] {
  const found: ReadCoverage[] = [];
  for (const resource of reading.links.coveragesOf(patient)) {
    const read = readShared(reading, `coverage ${resource.path}`, issues, (own) =>
      readCoverage(reading, resource, patient, own),
    );
    if (!read) continue;
    if (serviceDate !== undefined && isOutside(read, serviceDate)) {
      issues.warning(
        'business-rule',
        'The coverage does not include the date of service. It is left out.',
        `${read.path}.period`,
      );
    } else found.push(read);
  }
  found.sort((left, right) => left.order - right.order);
  for (const extra of found.slice(responsibilities.length)) {
    issues.warning('not-supported', 'A claim names three payers; this coverage is left out.', extra.path);
  }
  let place = 0;
  return found.slice(0, responsibilities.length).map((read, index) => {
    if (read.order !== found[index - 1]?.order || read.order === noOrder) place = index;
    else issues.warning('value', 'Two coverages have the same order.', `${read.path}.order`);
    return { responsibility: responsibilities[place] ?? 'primary', ...read.content };
  });
}

function isOutside({ start, end }: ReadCoverage, date: IsoDate): boolean {
  return (start !== undefined && date < start) || (end !== undefined && date > end);
}

function readCoverage(
  reading: Reading,
  resource: Resource,
  patient: Resource,
  issues: Issues,
): ReadCoverage | undefined {
  const element = resource.read(issues);
  refuseUnknownModifiers(element);
  const status = element.text('status');
  if (status !== undefined && status !== 'active') {
    issues.information('business-rule', `A coverage of status ${status} is not billed.`, element.at('status'));
    return undefined;
  }
  const source = paymentSourceOf(element);
  const payer = source === 'self_pay' ? undefined : payerOf(reading, resource, element);
  if (source === 'self_pay' || payer === 'self_pay') {
    issues.information('business-rule', 'The patient pays; there is no plan to bill.', element.path);
    return undefined;
  }
  if (!payer) return undefined;
  const relation = relationOf(reading, resource, element, patient);
  const group = element
    .children('class')
    .find((one) => codingsOf(one.child('type')).some((coding) => coding.code === 'group'));
  const candidate = {
    responsibility: 'primary' as const,
    payer,
    memberId: memberIdOf(element),
    ...relation,
    groupNumber: group?.text('value'),
    groupName: group && groupNameOf(group),
    ...source,
  };
  const places = {
    payer: element.at('payor[0]'),
    memberId: element.at('subscriberId'),
    groupNumber: group?.at('value') ?? element.at('class'),
    '': element.path,
  };
  const fitted = fit(coverage, candidate, places, issues, 'strict');
  if (!fitted) return undefined;
  const { responsibility: _placed, ...content } = fitted;
  const order = element.decimal('order') ?? noOrder;
  return { content, order, ...fromPeriod(element.child('period')), path: resource.path };
}

function paymentSourceOf(element: Element): PaymentSource | 'self_pay' {
  for (const coding of codingsOf(element.child('type'))) {
    if (coding.system === 'http://terminology.hl7.org/CodeSystem/coverage-selfpay') return 'self_pay';
    if (coding.known === 'sourceOfPayment')
      return isSelfPay(coding.code) ? 'self_pay' : fromSourceOfPayment(coding.code);
    if (coding.known === 'actCode') return fromCoverageActCode(coding.code);
  }
  return {};
}

function payerOf(reading: Reading, holder: Resource, element: Element): Coverage['payer'] | 'self_pay' | undefined {
  const reference = element.children('payor')[0];
  const types = ['Organization', 'Patient', 'RelatedPerson'];
  const payor = follow(reading, holder, reference, { types, severity: 'warning' });
  if (payor && payor.type !== 'Organization') return 'self_pay';
  const organization = payor?.read(element.issues);
  const identifier = organization && payerIdentifierOf(organization);
  const name = (organization && organizationName(organization, longestClaimName)) ?? reference?.text('display');
  const payerAddresses = organization?.children('address') ?? [];
  const address = fromAddress(currentAddresses(payerAddresses, reading.today)[0]);
  const place = organization?.at('name') ?? reference?.path ?? element.at('payor');
  return namedPayer(element, { id: identifier, name, address }, place);
}

/** A payer is routed by its id, so the id may stand in for a name that is missing or too long to send. */
function namedPayer(
  element: Element,
  { id, name, address }: { id?: string; name?: string; address?: Address },
  place: string,
): Coverage['payer'] | undefined {
  if (name !== undefined && name.length <= longestClaimName) return { id, name, address };
  if (id !== undefined) {
    element.issues.warning('too-long', 'The payer has no name a claim can carry; its id stands in for it.', place);
    return { id, name: id, address };
  }
  element.issues.error('required', 'A payer needs a name a claim can carry, or a payer id.', place);
  return undefined;
}

function payerIdentifierOf(organization: Element): string | undefined {
  const identifiers = identifiersOf(organization);
  const known = identifiers.find((one) => one.known === 'payerId');
  return (known ?? identifiers.find((one) => one.types.includes('NIIP')))?.value;
}

function memberIdOf(element: Element): string | undefined {
  const subscriberId = element.text('subscriberId');
  const members = identifiersOf(element).filter((one) => one.types.includes('MB') || one.types.includes('SN'));
  if (subscriberId !== undefined && members[0] && members.every((one) => one.value !== subscriberId)) {
    const text = 'The subscriber id and the member number differ; the subscriber id is used.';
    element.issues.information('multiple-matches', text, element.at('subscriberId'), members[0].path);
  }
  return subscriberId ?? members[0]?.value;
}

/** FHIR `subscriber-relationship`: what the beneficiary is to the subscriber. */
const relationships: Readonly<Record<string, Relationship>> = {
  self: 'self',
  spouse: 'spouse',
  child: 'child',
  common: 'life_partner',
  parent: 'other',
  injured: 'other',
  other: 'other',
};

function relationOf(
  reading: Reading,
  holder: Resource,
  element: Element,
  patient: Resource,
): Pick<Coverage, 'relationship' | 'subscriber'> {
  const types = ['RelatedPerson', 'Patient'];
  const subscriber = follow(reading, holder, element.child('subscriber'), { types, severity: 'warning' });
  const isPatient = subscriber?.path === patient.path;
  const relationship = relationshipOf(element) ?? (isPatient ? 'self' : 'unknown');
  if (relationship === 'self' && subscriber && !isPatient) {
    element.issues.warning(
      'value',
      'The relationship is self, but the subscriber is another person.',
      element.at('subscriber'),
    );
  }
  if (isPatient || !subscriber) return { relationship };
  return { relationship, subscriber: fromSubscriber(reading, subscriber, element.issues) };
}

function relationshipOf(element: Element): Relationship | undefined {
  const code = codingsOf(element.child('relationship'))[0]?.code;
  if (code === undefined) return undefined;
  if (Object.hasOwn(relationships, code)) return relationships[code];
  element.issues.warning('code-invalid', 'Not a subscriber relationship of FHIR.', element.at('relationship'));
  return undefined;
}

/** SBR04 names the group only where no group number does, so a name too long to send is left out. */
function groupNameOf(group: Element): string | undefined {
  const name = group.text('name');
  if (name === undefined || name.length <= longestClaimName) return name;
  const text = `A group name of more than ${longestClaimName} characters is left out; the group number stands.`;
  group.issues.information('too-long', text, group.at('name'));
  return undefined;
}
