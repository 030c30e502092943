import type { IsoDate } from '@claimwright/domain/dates';
import { type ClaimDates, type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { type BillingProvider, billingProvider, type Provider } from '@claimwright/domain/party';
import type * as z from 'zod';
import type { Resource } from './bundle-index.ts';
import { codingsOf } from './code-systems.ts';
import type { Element } from './element.ts';
import { externalIdOf } from './external-id.ts';
import { describeFault, fit } from './fit.ts';
import { follow } from './follow.ts';
import { fromChargeItem } from './from-charge-item.ts';
import { fromConditions } from './from-condition.ts';
import { fromCoverages } from './from-coverage.ts';
import { fromPeriod } from './from-date-time.ts';
import { fromHospitalization, type Hospitalization, isInstitutional } from './from-hospitalization.ts';
import { fromLocations, fromServiceFacility } from './from-location.ts';
import { cliaNumberOf, fromBillingOrganization } from './from-organization.ts';
import { fromPatient } from './from-patient.ts';
import { fromProviderReference, providerNamedBy } from './from-practitioner.ts';
import { Issues, type OperationOutcomeIssue } from './operation-outcome.ts';
import { type Reading, readShared, refuseUnknownModifiers } from './reading.ts';

/** An Encounter that has the shape of an encounter, with what is worth saying about it. */
export interface AcceptedEncounter {
  fullUrl: string | undefined;
  entryIndex: number;
  input: EncounterInput;
  issues: OperationOutcomeIssue[];
}

/** An Encounter that could not be given shape, or must not be billed; at least one issue is an error. */
export interface RejectedEncounter {
  fullUrl: string | undefined;
  entryIndex: number;
  rejected: OperationOutcomeIssue[];
}

export type FhirEncounter = AcceptedEncounter | RejectedEncounter;

/**
 * FHIR Encounter with all that belongs to it → one encounter of the domain. It is rejected only for what no coding check could
 * judge: an error anywhere in what it needs rejects it whole, because part of a visit is another bill.
 */
export function fromEncounter(reading: Reading, resource: Resource): FhirEncounter {
  const issues = new Issues();
  const place = { fullUrl: resource.fullUrl, entryIndex: resource.entryIndex };
  const element = resource.read(issues);
  const candidate = isOver(element) ? candidateOf(reading, resource, element, issues) : undefined;
  const parsed = candidate && encounterInput.safeParse(candidate);
  for (const fault of parsed?.error?.issues ?? []) {
    const { code, text } = describeFault(fault);
    issues.error(code, text, resource.path);
  }
  if (parsed?.success && issues.errors.length === 0) return { ...place, input: parsed.data, issues: issues.list };
  return { ...place, rejected: issues.list };
}

function candidateOf(
  reading: Reading,
  resource: Resource,
  element: Element,
  issues: Issues,
): z.input<typeof encounterInput> | undefined {
  refuseUnknownModifiers(element);
  const externalId = externalIdOf(resource);
  if (externalId === undefined) issues.error('required', 'An Encounter needs an id or a fullUrl.', element.at('id'));
  const person = patientOf(reading, resource, element);
  const period = fromPeriod(element.child('period'));
  if (period.start !== undefined && period.end !== undefined && period.end < period.start) {
    issues.error('value', 'The visit ends before it begins.', element.at('period'));
  }
  const organization = organizationOf(reading, resource, element);
  const billing = billingProviderOf(reading, element, organization);
  const institutional = isInstitutional(reading, resource, element);
  const roles = (codes: readonly string[]) => participant(reading, resource, element, organization, codes);
  const renderingProvider = institutional ? undefined : roles(['PPRF', 'ATND', '']);
  const diagnoses = fromConditions(reading, resource, element, person, institutional);
  const place = fromLocations(reading, resource, element);
  const visit = {
    ...{ patient: person, date: period.start, until: period.end, diagnoses },
    ...{ organization, renderingProvider, institutional },
  };
  const lines = reading.links
    .chargesOf(resource)
    .map((charge) => fromChargeItem(reading, charge, visit, issues))
    .filter((line) => line !== undefined);
  const patient =
    person && readShared(reading, `patient ${person.path}`, issues, (own) => fromPatient(reading, person, own));
  if (!person || !patient || externalId === undefined) return undefined;
  return {
    externalId,
    patient,
    coverages: fromCoverages(reading, person, period.start ?? lines[0]?.serviceFrom, issues),
    billingProvider: billing,
    renderingProvider,
    referringProvider: roles(['REF']),
    serviceFacility: fromServiceFacility(reading, place, billing, element),
    ...(institutional
      ? billOf(fromHospitalization(reading, resource, element, period, organization), roles)
      : {
          placeOfService: place.placeOfService,
          dates: stayDates(element, place.placeOfService, period),
          cliaNumber: organization && cliaNumberOf(organization.read(new Issues())),
        }),
    diagnoses: diagnoses.diagnoses,
    uncodedConditions: diagnoses.uncodedConditions,
    lines,
    ...privacyOf(element),
  };
}

/** The bill with who attended: the attender, else whoever performed or took part; and who rendered, where somebody else did. */
function billOf(
  { bill, operatingProvider }: Hospitalization,
  roles: (codes: readonly string[]) => Provider | undefined,
) {
  const attendingProvider = roles(['ATND', 'PPRF', '']);
  const performer = roles(['PPRF']);
  const isSame = JSON.stringify(performer) === JSON.stringify(attendingProvider);
  return {
    claimType: 'institutional' as const,
    renderingProvider: isSame ? undefined : performer,
    institutional: { ...bill, attendingProvider, operatingProvider },
  };
}

/** Only a visit that took place and is over is billed; the sender posts it again when it is. */
function isOver(element: Element): boolean {
  const status = element.text('status');
  if (status === 'finished') return true;
  if (status === 'unknown') {
    element.issues.warning(
      'business-rule',
      'Whether the visit is over is unknown; it is taken as finished.',
      element.at('status'),
    );
    return true;
  }
  if (status === undefined) {
    element.issues.error('required', 'An Encounter needs its status.', element.at('status'));
  } else {
    const text = `An encounter of status ${status} is not billed; finished ones are.`;
    element.issues.error('business-rule', text, element.at('status'));
  }
  return false;
}

function patientOf(reading: Reading, resource: Resource, element: Element): Resource | undefined {
  const subject = element.child('subject');
  if (!subject?.has('reference')) {
    element.issues.error('required', 'An Encounter needs a reference to its Patient.', element.at('subject'));
    return undefined;
  }
  return follow(reading, resource, subject, { types: ['Patient'], severity: 'error' });
}

/** Encounter.serviceProvider, else the one organization that all its charges name. */
function organizationOf(reading: Reading, resource: Resource, element: Element): Resource | undefined {
  const types = ['Organization'];
  const named = element.child('serviceProvider');
  if (named) {
    const severity = providerNamedBy(named) ? 'information' : 'warning';
    return follow(reading, resource, named, { types, severity });
  }
  const performing = new Map<string, Resource>();
  for (const charge of reading.links.chargesOf(resource)) {
    const reference = charge.read(new Issues()).child('performingOrganization');
    const found = follow(reading, charge, reference, { types, severity: 'information' });
    if (found) performing.set(found.path, found);
  }
  if (performing.size === 1) return [...performing.values()][0];
  const text = 'Nothing says which organization bills: serviceProvider is missing.';
  element.issues.warning('required', text, element.at('serviceProvider'));
  return undefined;
}

function billingProviderOf(reading: Reading, element: Element, organization: Resource | undefined): BillingProvider {
  if (organization) {
    const key = `billing ${organization.path}`;
    return readShared(reading, key, element.issues, (own) => fromBillingOrganization(reading, organization, own));
  }
  const named = element.child('serviceProvider');
  if (!named) return {};
  const candidate = { ...providerNamedBy(named), organizationName: named.text('display') };
  return fit(billingProvider, candidate, { '': named.path }, element.issues, 'lenient') ?? {};
}

/**
 * The provider who took part in the first of these roles that somebody had. The role '' means a participant without any, and only
 * counts when there is one alone.
 */
function participant(
  reading: Reading,
  resource: Resource,
  element: Element,
  organization: Resource | undefined,
  roles: readonly string[],
): Provider | undefined {
  const all = element.children('participant').map((one) => ({
    individual: one.child('individual'),
    codes: one.children('type').flatMap((type) => codingsOf(type).map((coding) => coding.code)),
  }));
  for (const role of roles) {
    const matching = all.filter(({ codes }) => (role === '' ? codes.length === 0 : codes.includes(role)));
    if (role === '' && matching.length !== 1) continue;
    for (const { individual } of matching) {
      const found = fromProviderReference(reading, resource, individual, organization);
      if (found) return found;
    }
  }
  return undefined;
}

const inpatientClasses = new Set(['IMP', 'ACUTE', 'NONAC']);
const inpatientPlaces = new Set(['21', '51', '61']);

/** Admission and discharge, which an inpatient claim states (DTP*435 and DTP*096). */
function stayDates(
  element: Element,
  placeOfService: string | undefined,
  period: { start?: IsoDate; end?: IsoDate },
): ClaimDates {
  const visitClass = element.child('class')?.text('code') ?? '';
  if (!inpatientClasses.has(visitClass) && !inpatientPlaces.has(placeOfService ?? '')) return {};
  return { admission: period.start, discharge: period.end };
}

/** Security labels that law attaches a duty to: HL7 ActCode, privacy laws and sensitivities. */
const sensitiveLabels = new Set([
  'HIV',
  'PSY',
  'MH',
  'BH',
  'SEX',
  'STD',
  'SDV',
  'ETH',
  'SUD',
  'ETHUD',
  'OPIOIDUD',
  'GDIS',
]);

function privacyOf(element: Element): Pick<EncounterInput, 'doNotBillPlan' | 'sensitivity'> {
  const labels = element.child('meta')?.children('security') ?? [];
  const codes = labels.flatMap((label) => label.text('code') ?? []);
  const isPart2 = codes.includes('42CFRPart2');
  const isSensitive = codes.some((code) => sensitiveLabels.has(code));
  return {
    doNotBillPlan: codes.includes('HIPAASelfPay'),
    sensitivity: isPart2 ? 'part2' : isSensitive ? 'state_sensitive' : 'none',
  };
}
