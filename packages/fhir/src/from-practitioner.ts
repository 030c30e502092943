import { type Provider, provider } from '@claimwright/domain/party';
import type { Resource } from './bundle-index.ts';
import { knownSystem } from './code-systems.ts';
import type { Element } from './element.ts';
import { fit } from './fit.ts';
import { follow } from './follow.ts';
import { currentAddresses, fromAddress } from './from-address.ts';
import { fromHumanNames } from './from-human-name.ts';
import { fromProviderOrganization, npiOf, taxonomyOf } from './from-organization.ts';
import type { Issues } from './operation-outcome.ts';
import { type Reading, readShared, refuseUnknownModifiers } from './reading.ts';

const providerTypes = ['Practitioner', 'PractitionerRole', 'Organization'];
/** What R4 also allows as a performer; none of these is a provider of a claim. */
const otherPerformers = ['Patient', 'RelatedPerson', 'Device', 'CareTeam', 'HealthcareService'];

/**
 * The provider a reference means. It may lead to a Practitioner, a PractitionerRole or an Organization; one that leads nowhere
 * but carries an NPI (`identifier`, or "Practitioner?identifier=…") still names its provider. Anything else is a warning and
 * no provider: the coding checks see it missing.
 * @param organization the practice for which the practitioner acts; picks among several roles.
 */
export function fromProviderReference(
  reading: Reading,
  holder: Resource,
  reference: Element | undefined,
  organization: Resource | undefined,
): Provider | undefined {
  if (!reference) return undefined;
  const logical = providerNamedBy(reference);
  // A logical reference is enough by itself, so the literal one beside it may lead out of the Bundle.
  const severity = logical ? 'information' : 'warning';
  const subject = follow(reading, holder, reference, { types: [...providerTypes, ...otherPerformers], severity });
  if (!subject) return logical;
  if (!providerTypes.includes(subject.type)) return undefined;
  const key = `provider ${subject.path} ${organization?.path ?? ''}`;
  return readShared(reading, key, reference.issues, (issues) => fromProvider(reading, subject, organization, issues));
}

function fromProvider(
  reading: Reading,
  subject: Resource,
  organization: Resource | undefined,
  issues: Issues,
): Provider | undefined {
  if (subject.type === 'Organization') return fromProviderOrganization(reading, subject, issues);
  if (subject.type === 'Practitioner') {
    return fromPractitioner(reading, subject, roleOf(reading, subject, organization), issues);
  }
  const role = subject.read(issues);
  const person = follow(reading, subject, role.child('practitioner'), { types: ['Practitioner'], severity: 'warning' });
  if (person) return fromPractitioner(reading, person, subject, issues);
  // A role may stand for the practitioner with nothing but an NPI.
  const npi = npiOf(role);
  return npi === undefined ? undefined : { npi, taxonomyCode: taxonomyOf(role.children('specialty')) };
}

/** FHIR Practitioner and its role → a provider who is a person. */
function fromPractitioner(
  reading: Reading,
  resource: Resource,
  role: Resource | undefined,
  issues: Issues,
): Provider | undefined {
  const element = resource.read(issues);
  refuseUnknownModifiers(element);
  const roleElement = role?.read(issues);
  const { places, ...name } = fromHumanNames(element, reading.today);
  const qualifications = element.children('qualification').flatMap((one) => one.child('code') ?? []);
  const specialties = roleElement?.children('specialty') ?? [];
  const candidate = {
    ...name,
    npi: npiOf(element) ?? (roleElement && npiOf(roleElement)),
    taxonomyCode: taxonomyOf([...specialties, ...qualifications]),
    address: fromAddress(currentAddresses(element.children('address'), reading.today)[0]),
  };
  const allPlaces = {
    ...places,
    npi: element.at('identifier'),
    taxonomyCode: roleElement?.at('specialty') ?? element.at('qualification'),
  };
  return fit(provider, candidate, allPlaces, issues, 'lenient');
}

/** The role a practitioner has in a practice, else the only role there is. */
function roleOf(reading: Reading, practitioner: Resource, organization: Resource | undefined): Resource | undefined {
  const roles = reading.links.rolesOf(practitioner);
  const here = roles.find((role) => organization !== undefined && role.organization === organization.path);
  return here?.resource ?? (roles.length === 1 ? roles[0]?.resource : undefined);
}

/** The provider a reference names by its NPI alone, in `identifier` or in a conditional reference. */
export function providerNamedBy(reference: Element): Provider | undefined {
  const identifier = reference.child('identifier');
  const conditional = /^[A-Za-z]+\?identifier=([^|]+)\|(.+)$/.exec(reference.text('reference') ?? '');
  const isLogical = knownSystem(identifier?.text('system')) === 'npi';
  const npi = isLogical
    ? identifier?.text('value')
    : knownSystem(conditional?.[1]) === 'npi'
      ? conditional?.[2]
      : undefined;
  if (npi === undefined) return undefined;
  return fit(provider, { npi }, { '': reference.path }, reference.issues, 'lenient');
}
