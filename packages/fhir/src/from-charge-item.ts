import type { IsoDate } from '@claimwright/domain/dates';
import { type Drug, type ServiceLine, serviceLine } from '@claimwright/domain/encounter';
import type { Provider } from '@claimwright/domain/party';
import type { Resource } from './bundle-index.ts';
import { type Coding, codingOf, codingsOf } from './code-systems.ts';
import type { Element } from './element.ts';
import { externalIdOf } from './external-id.ts';
import { fit } from './fit.ts';
import { follow } from './follow.ts';
import type { VisitDiagnoses } from './from-condition.ts';
import { fromDateTime, fromPeriod } from './from-date-time.ts';
import { fromMedication } from './from-medication.ts';
import { fromMoney } from './from-money.ts';
import { cliaNumberOf } from './from-organization.ts';
import { fromProviderReference } from './from-practitioner.ts';
import { Issues } from './operation-outcome.ts';
import { type Reading, refuseUnknownModifiers } from './reading.ts';
import { refuseOtherSubject } from './same-subject.ts';

/** What a line needs to know of its encounter. */
export interface Visit {
  patient: Resource | undefined;
  date: IsoDate | undefined;
  /** Last day of the visit. */
  until: IsoDate | undefined;
  diagnoses: VisitDiagnoses;
  organization: Resource | undefined;
  renderingProvider: Provider | undefined;
  /** Lines have revenue codes and may go without procedure code. */
  institutional: boolean;
}

/** Statuses of a ChargeItem that say it is not to be billed, and how loudly that is worth saying. */
const notBilled: Readonly<Record<string, 'information' | 'warning'>> = {
  planned: 'warning',
  billed: 'warning',
  'not-billable': 'information',
  aborted: 'information',
  'entered-in-error': 'information',
};

/**
 * FHIR ChargeItem → one service line. Undefined for one that is not to be billed (with an issue) and for one that cannot be read
 * (with an error, which rejects the encounter: a claim with a line missing would bill the visit wrongly).
 */
export function fromChargeItem(
  reading: Reading,
  resource: Resource,
  visit: Visit,
  issues: Issues,
): ServiceLine | undefined {
  const element = resource.read(issues);
  refuseUnknownModifiers(element);
  if (!isBillable(element)) return undefined;
  refuseOtherSubject(reading, resource, element, visit.patient);
  const services = servicesOf(reading, resource, element);
  const revenueCode = visit.institutional ? revenueCodeOf(element) : undefined;
  const code = procedureCodeOf(element, services, revenueCode === undefined);
  const charge = chargeOf(element);
  const dates = datesOf(element, services, visit);
  const cliaNumber = performingLaboratory(reading, resource, element, visit);
  noteOtherDay(element, dates.serviceFrom, visit);
  if (charge === undefined || dates.serviceFrom === undefined) return undefined;
  if (code === undefined && revenueCode === undefined) return undefined;
  const candidate = {
    externalId: externalIdOf(resource),
    procedureCode: code,
    revenueCode,
    modifiers: modifiersOf(element),
    diagnosisPointers: pointersOf(reading, resource, element, visit.diagnoses),
    ...unitsOf(element, visit.institutional),
    chargeCents: charge,
    serviceFrom: dates.serviceFrom,
    serviceTo: dates.serviceTo,
    drug: drugOf(reading, services),
    cliaNumber,
    renderingProvider: performerOf(reading, resource, element, visit),
  };
  const places = {
    externalId: element.at('id'),
    procedureCode: element.at('code'),
    revenueCode: element.at('code'),
    modifiers: element.at('extension'),
    diagnosisPointers: element.at('supportingInformation'),
    units: element.at('quantity.value'),
    chargeCents: element.at('priceOverride.value'),
    drug: element.at('service'),
    cliaNumber: element.at('performingOrganization'),
    '': element.path,
  };
  return fit(serviceLine, candidate, places, issues, 'strict');
}

function isBillable(element: Element): boolean {
  const status = element.text('status');
  if (status === 'billable') return true;
  const severity = status !== undefined && Object.hasOwn(notBilled, status) ? notBilled[status] : undefined;
  if (severity)
    element.issues[severity]('business-rule', `A charge of status ${status} is not billed.`, element.at('status'));
  else
    element.issues.error(
      'code-invalid',
      'Whether the charge is billable cannot be told from its status.',
      element.at('status'),
    );
  return false;
}

interface Service {
  resource: Resource;
  element: Element;
}

const serviceTypes = ['Procedure', 'Immunization', 'MedicationAdministration'];
const otherServiceTypes = ['DiagnosticReport', 'ImagingStudy', 'MedicationDispense', 'Observation', 'SupplyDelivery'];
const neverHappened = new Set(['not-done', 'entered-in-error']);

/** The records behind a charge. Billing a service whose own record says it did not happen is an error. */
function servicesOf(reading: Reading, holder: Resource, element: Element): Service[] {
  return element.children('service').flatMap((reference) => {
    const options = { types: [...serviceTypes, ...otherServiceTypes], severity: 'warning' } as const;
    const resource = follow(reading, holder, reference, options);
    if (!resource || !serviceTypes.includes(resource.type)) return [];
    const service = resource.read(element.issues);
    refuseUnknownModifiers(service);
    const status = service.text('status');
    if (status !== undefined && neverHappened.has(status)) {
      element.issues.error(
        'business-rule',
        `The service behind this charge is ${status}.`,
        service.at('status'),
        element.path,
      );
    }
    return [{ resource, element: service }];
  });
}

/** The code of the licensed list of revenue codes; it passes through unread. */
function revenueCodeOf(element: Element): string | undefined {
  return codingsOf(element.child('code')).find(({ known }) => known === 'revenueCode')?.code;
}

function procedureCodeOf(element: Element, services: readonly Service[], isRequired: boolean): string | undefined {
  const own = billableCode(codingsOf(element.child('code')), element.issues);
  if (own) return own.code;
  for (const { element: service } of services) {
    const concepts = [service.child('code'), service.child('vaccineCode'), service.child('medicationCodeableConcept')];
    const coding = billableCode(concepts.flatMap(codingsOf), element.issues);
    if (coding) {
      const text = 'The charge has no procedure code; that of the service behind it is taken.';
      element.issues.warning('code-invalid', text, element.at('code'), coding.path);
      return coding.code;
    }
  }
  if (!isRequired) return undefined;
  element.issues.error(
    'code-invalid',
    'A charge needs a code of a billing code system (HCPCS or CPT).',
    element.at('code'),
  );
  return undefined;
}

/** The coding the user picked, else HCPCS Level II, else the one of the licensed system, which passes through unread. */
function billableCode(codings: readonly Coding[], issues: Issues): Coding | undefined {
  const billable = codings.filter((coding) => coding.known === 'hcpcs' || coding.known === 'cpt');
  const chosen =
    billable.find((coding) => coding.userSelected) ??
    billable.find((coding) => coding.known === 'hcpcs') ??
    billable[0];
  if (chosen && billable.some((coding) => coding.code !== chosen.code) && !chosen.userSelected) {
    const text = 'Several billing codes are given and none is marked as chosen by the user; one is taken.';
    issues.warning('multiple-matches', text, chosen.path);
  }
  return chosen;
}

function chargeOf(element: Element): number | undefined {
  const price = element.child('priceOverride');
  if (!price) {
    if (!element.has('priceOverride')) {
      element.issues.error(
        'required',
        'A charge needs its price: priceOverride, the total of the line.',
        element.at('priceOverride'),
      );
    }
    return undefined;
  }
  const factor = element.decimal('factorOverride');
  if (factor !== undefined && factor !== 1) {
    element.issues.warning(
      'business-rule',
      'priceOverride is the total; the factor is not applied.',
      element.at('factorOverride'),
    );
  }
  return fromMoney(price);
}

function datesOf(
  element: Element,
  services: readonly Service[],
  visit: Visit,
): { serviceFrom?: IsoDate; serviceTo?: IsoDate } {
  const holders = [element, ...services.map((service) => service.element)];
  for (const holder of holders) {
    for (const name of ['occurrence', 'performed', 'effective']) {
      const date = fromDateTime(holder, `${name}DateTime`, 'error');
      if (date !== undefined) return { serviceFrom: date };
      const { start, end } = fromPeriod(holder.child(`${name}Period`));
      if (start !== undefined) return { serviceFrom: start, serviceTo: end === start ? undefined : end };
    }
  }
  if (visit.date === undefined) {
    const text = 'Neither the charge nor the service nor the encounter says when it was.';
    element.issues.error('required', text, element.at('occurrenceDateTime'));
  }
  return { serviceFrom: visit.date };
}

/** Left to the sender: a test may be drawn before a visit and a brace delivered after it. */
function noteOtherDay(element: Element, on: IsoDate | undefined, { date, until }: Visit): void {
  if (on === undefined || date === undefined || (on >= date && on <= (until ?? date))) return;
  element.issues.warning('business-rule', 'The charge is dated outside the visit.', element.at('occurrenceDateTime'));
}

function unitsOf(element: Element, institutional: boolean): { units: number; unit?: 'UN' | 'MJ' | 'DA' } {
  const quantity = element.child('quantity');
  const value = quantity?.decimal('value');
  if (!quantity || value === undefined) {
    element.issues.warning('required', 'A charge without quantity is taken as one unit.', element.at('quantity'));
    return { units: 1 };
  }
  const unit = quantity.text('code');
  if (institutional) return unit === 'd' ? { units: value, unit: 'DA' } : { units: value };
  return unit === 'min' ? { units: value, unit: 'MJ' } : { units: value };
}

/** Last part of the URL of the extension in which EHRs send modifiers; R4 has no element for them. */
const modifierExtension = 'charge-modifier';

function modifiersOf(element: Element): string[] {
  return element
    .children('extension')
    .filter((extension) => extension.text('url')?.split('/').at(-1) === modifierExtension)
    .flatMap((extension) => {
      const coding = extension.child('valueCoding');
      const code =
        (coding && codingOf(coding)?.code) ??
        codingsOf(extension.child('valueCodeableConcept'))[0]?.code ??
        extension.text('valueCode') ??
        extension.text('valueString');
      if (code !== undefined) return [code];
      element.issues.error('required', 'A modifier extension needs a code.', extension.path);
      return [];
    });
}

/** Pointers in the order given. One to a condition that is no diagnosis of the visit is dropped with an issue. */
function pointersOf(reading: Reading, holder: Resource, element: Element, visit: VisitDiagnoses): number[] {
  const pointers = new Set<number>();
  for (const reference of element.children('supportingInformation')) {
    const target = reading.index.resolve(reference.text('reference') ?? '', holder);
    if ('missing' in target) {
      element.issues.warning(
        'not-found',
        'No one entry answers to this reference. The pointer is dropped.',
        reference.path,
      );
      continue;
    }
    if (target.found.type !== 'Condition') continue;
    const positions = visit.positions.get(target.found.path);
    if (positions === undefined) {
      element.issues.warning('business-rule', 'Not a diagnosis of the visit. The pointer is dropped.', reference.path);
    } else if (positions.length === 0) {
      element.issues.information(
        'business-rule',
        'The condition has no code yet. The pointer is dropped.',
        reference.path,
      );
    }
    for (const position of positions ?? []) pointers.add(position);
  }
  return [...pointers];
}

function drugOf(reading: Reading, services: readonly Service[]): Drug | undefined {
  for (const { resource, element } of services) {
    if (resource.type === 'Procedure') continue;
    const drug = fromMedication(reading, resource, element);
    if (drug) return drug;
  }
  return undefined;
}

function performingLaboratory(reading: Reading, holder: Resource, element: Element, visit: Visit): string | undefined {
  const options = { types: ['Organization'], severity: 'warning' } as const;
  const performing = follow(reading, holder, element.child('performingOrganization'), options);
  if (!performing) return undefined;
  const cliaNumber = visit.institutional ? undefined : cliaNumberOf(performing.read(new Issues()));
  if (!visit.organization || performing.path === visit.organization.path) return cliaNumber;
  const text =
    cliaNumber === undefined
      ? 'Another organization than the billing one performed this; the claim does not say so.'
      : 'Another organization than the billing one performed this; the claim says its CLIA number and nothing else of it.';
  element.issues.warning('not-supported', text, element.at('performingOrganization'));
  return cliaNumber;
}

/** The performer, where it is not the rendering provider of the whole encounter (X12 2420A). */
function performerOf(reading: Reading, holder: Resource, element: Element, visit: Visit): Provider | undefined {
  for (const performer of element.children('performer')) {
    const found = fromProviderReference(reading, holder, performer.child('actor'), visit.organization);
    // An organization performs through its people; only a person can render (2420A).
    if (!found || found.organizationName !== undefined) continue;
    return isSame(found, visit.renderingProvider) ? undefined : found;
  }
  return undefined;
}

function isSame(left: Provider, right: Provider | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
