import type { ClaimLine, ClaimSnapshot } from '@claimwright/domain/claim';
import type { IsoDate } from '@claimwright/domain/dates';
import { type Cents, sumCents } from '@claimwright/domain/money';
import type { Address, Provider } from '@claimwright/domain/party';
import type { LinePlaceName, PlaceName } from './cms1500-places-table.ts';
import { lineSupplement, moreAboutTheClaim } from './cms1500-remarks.ts';
import {
  printedFullName,
  printedPart,
  printedPhone,
  printedSurnameFirst,
  printedText,
  printedZip,
} from './printed-text.ts';

/** What is printed in the items of one page; an item that is absent stays empty. */
export type Content<Name extends string> = Partial<Record<Name, string>>;

const onFile = 'SIGNATURE ON FILE';

/** All items that do not depend on the page. */
export function claimContent(claim: ClaimSnapshot): Content<PlaceName> {
  return {
    ...carrier(claim),
    ...insured(claim),
    ...patient(claim),
    ...condition(claim),
    ...dates(claim),
    ...referral(claim),
    ...diagnoses(claim),
    ...authorization(claim),
    ...billing(claim),
    ...serviceFacility(claim),
  };
}

/** The items of one service line, shaded half first. */
export function lineContent(claim: ClaimSnapshot, line: ClaimLine): Content<LinePlaceName> {
  const rendering = line.renderingProvider ?? claim.renderingProvider;
  const [modifier1, modifier2, modifier3, modifier4] = line.modifiers;
  return {
    '24.supplement': lineSupplement(line),
    ...dateItems('24A.from', line.serviceFrom),
    ...dateItems('24A.to', line.serviceTo),
    '24B': line.placeOfService ?? claim.placeOfService,
    '24C': line.emergency ? 'Y' : undefined,
    '24D.code': printedText(line.procedureCode),
    '24D.modifier1': modifier1,
    '24D.modifier2': modifier2,
    '24D.modifier3': modifier3,
    '24D.modifier4': modifier4,
    '24E': line.diagnosisPointers.map(diagnosisLetter).join(''),
    '24F.dollars': dollars(line.chargeCents),
    '24F.cents': centsPart(line.chargeCents),
    '24G': quantity(line.units),
    '24H': line.epsdt || line.familyPlanning ? 'Y' : undefined,
    '24H.referral': line.epsdt ? claim.epsdtReferral?.codes[0] : undefined,
    ...renderingNumber(rendering),
    '24J': rendering?.npi,
  };
}

/** Taxonomy where there is one, else another number of the provider. */
function renderingNumber(rendering: Provider | undefined): Content<LinePlaceName> {
  const [other] = rendering?.numbers ?? [];
  if (rendering?.taxonomyCode) return { '24I.qualifier': 'ZZ', '24J.other': rendering.taxonomyCode };
  return { '24I.qualifier': other?.kind, '24J.other': other && printedText(other.number) };
}

/** The sum stands on the last page only; on the others the box says that there is more. */
export function totalContent(claim: ClaimSnapshot, isLastPage: boolean): Content<PlaceName> {
  if (!isLastPage) return { '28.continued': 'CONTINUED' };
  const paid = claim.patientPaidCents;
  return {
    '28.dollars': dollars(claim.totalChargeCents),
    '28.cents': centsPart(claim.totalChargeCents),
    '29.dollars': paid === undefined ? undefined : dollars(paid),
    '29.cents': paid === undefined ? undefined : centsPart(paid),
  };
}

function carrier({ destination }: ClaimSnapshot): Content<PlaceName> {
  const lines = [destination.payerAddress?.line1, destination.payerAddress?.line2].map(printedPart).filter(Boolean);
  const city = cityLine(destination.payerAddress);
  // Without a second line of the street, the city follows at once.
  const [line1, line2, last] = [...lines, city];
  return {
    'carrier.name': printedText(destination.payerName),
    'carrier.line1': line1,
    'carrier.line2': line2,
    'carrier.city': last,
  };
}

/** Group plans of the commercial filing codes; the rest of them are policies a person has bought. */
const commercial = new Set(['12', '13', '14', '15', 'BL', 'CI', 'FI', 'HM']);

function kindOfCover({ destination }: ClaimSnapshot): PlaceName {
  switch (destination.claimFilingCode) {
    case 'MA':
    case 'MB':
    case '16':
      return '1.medicare';
    case 'MC':
      return '1.medicaid';
    case 'CH':
      return '1.tricare';
    case 'VA':
      return '1.champva';
    default: {
      const isGroup = destination.groupNumber !== undefined || destination.groupName !== undefined;
      return commercial.has(destination.claimFilingCode) && isGroup ? '1.group' : '1.other';
    }
  }
}

const relationshipMarks = { self: '6.self', spouse: '6.spouse', child: '6.child' } as const;

function insured(claim: ClaimSnapshot): Content<PlaceName> {
  const { destination } = claim;
  const content: Content<PlaceName> = {
    [kindOfCover(claim)]: 'X',
    '1a': printedText(destination.memberId),
    '13': claim.signatures.benefitsAssigned === 'yes' ? onFile : undefined,
    // Of a plan behind this one the claim says nothing, so "no" is never marked.
    '11d.yes': destination.responsibility === 'primary' ? undefined : 'X',
  };
  // Medicare Claims Processing Manual, chapter 26, 10.2: with Medicare as the primary payer, items 4, 6, 7 and 11a-c stay empty.
  if (destination.claimFilingCode === 'MB' && destination.responsibility === 'primary') {
    return { ...content, '11': 'NONE', '11d.yes': undefined };
  }
  const { subscriber, relationship } = destination;
  const phone = printedPhone(subscriber.phone);
  const related =
    relationship === 'self' || relationship === 'spouse' || relationship === 'child' ? relationship : 'other';
  return {
    ...content,
    '4': printedSurnameFirst(subscriber),
    [related === 'other' ? '6.other' : relationshipMarks[related]]: 'X',
    '7.line': street(subscriber.address),
    '7.city': printedPart(subscriber.address?.city),
    '7.state': subscriber.address?.state,
    '7.zip': printedZip(subscriber.address?.postalCode),
    '7.areaCode': phone?.areaCode,
    '7.phone': phone?.number,
    '11': destination.groupNumber && printedText(destination.groupNumber),
    ...birthItems('11a', subscriber.birthDate),
    ...sexItem('11a', subscriber.sex),
    '11b.qualifier': destination.propertyCasualtyClaimNumber && 'Y4',
    '11b': destination.propertyCasualtyClaimNumber && printedText(destination.propertyCasualtyClaimNumber),
    '11c': printedText(destination.groupName ?? destination.payerName),
  };
}

function patient({ patient: who, signatures }: ClaimSnapshot): Content<PlaceName> {
  const phone = printedPhone(who.phone);
  return {
    '2': printedSurnameFirst(who),
    ...birthItems('3', who.birthDate),
    ...sexItem('3', who.sex),
    '5.line': street(who.address),
    '5.city': printedPart(who.address?.city),
    '5.state': who.address?.state,
    '5.zip': printedZip(who.address?.postalCode),
    '5.areaCode': phone?.areaCode,
    '5.phone': phone?.number,
    '12': signatures.releaseOfInformation === 'signed' ? onFile : undefined,
  };
}

function condition({ accident, conditionCodes }: ClaimSnapshot): Content<PlaceName> {
  const answer = (kind: 'employment' | 'auto' | 'other') =>
    accident?.kind === kind || accident?.alsoKind === kind ? 'yes' : 'no';
  return {
    [`10a.${answer('employment')}`]: 'X',
    [`10b.${answer('auto')}`]: 'X',
    [`10c.${answer('other')}`]: 'X',
    '10b.state': answer('auto') === 'yes' ? accident?.state : undefined,
    '10d': conditionCodes?.map(printedText).join(' '),
  };
}

function dates({ dates: all, accident }: ClaimSnapshot): Content<PlaceName> {
  const current: [string, IsoDate | undefined][] = [
    ['431', all.onset],
    ['484', all.lastMenstrualPeriod],
  ];
  // One date fits; an accident's comes first, then the others as the form's qualifiers count them.
  const other: [string, IsoDate | undefined][] = [
    ['439', accident?.date],
    ['454', all.initialTreatment],
    ['304', all.lastSeen],
    ['453', all.acuteManifestation],
    ['455', all.lastXray],
    ['471', all.prescription],
    ['090', all.assumedCare],
    ['091', all.relinquishedCare],
    ['444', all.firstContact],
  ];
  const [currentQualifier, currentDate] = current.find(([, date]) => date !== undefined) ?? [];
  const [otherQualifier, otherDate] = other.find(([, date]) => date !== undefined) ?? [];
  return {
    ...dateItems('14', currentDate),
    '14.qualifier': currentQualifier,
    ...dateItems('15', otherDate),
    '15.qualifier': otherQualifier,
    ...dateItems('16.from', all.disabilityFrom ?? all.lastWorked),
    ...dateItems('16.to', all.disabilityTo ?? all.returnToWork),
    ...dateItems('18.from', all.admission),
    ...dateItems('18.to', all.discharge),
  };
}

function referral(claim: ClaimSnapshot): Content<PlaceName> {
  const candidates: [string, Provider | undefined][] = [
    ['DN', claim.referringProvider ?? claim.lines.find((line) => line.referringProvider)?.referringProvider],
    ['DK', claim.lines.find((line) => line.orderingProvider)?.orderingProvider],
    ['DQ', claim.supervisingProvider ?? claim.lines.find((line) => line.supervisingProvider)?.supervisingProvider],
  ];
  const [qualifier, provider] = candidates.find(([, who]) => who !== undefined) ?? [];
  const note = moreAboutTheClaim(claim);
  const [other] = provider?.numbers ?? [];
  const bought = claim.lines.flatMap((line) => line.purchasedService ?? []);
  const boughtCents = sumCents(bought.map(({ chargeCents }) => chargeCents));
  return {
    '17.qualifier': qualifier,
    '17': provider && printedFullName(provider),
    '17a.qualifier': other?.kind,
    '17a': other && printedText(other.number),
    '17b': provider?.npi,
    // 71 characters: what does not fit on the line of the box begins beside its label.
    '19.first': note.length > 47 ? note.slice(0, 24) : undefined,
    '19': note.length > 47 ? note.slice(24) : note,
    ...(bought.length === 0
      ? { '20.no': 'X' }
      : { '20.yes': 'X', '20.dollars': dollars(boughtCents), '20.cents': centsPart(boughtCents) }),
  };
}

function diagnoses(claim: ClaimSnapshot): Content<PlaceName> {
  // ICD indicator 0 is ICD-10-CM.
  const content: Content<PlaceName> = { '21.indicator': '0' };
  for (const [index, code] of claim.diagnoses.slice(0, 12).entries()) {
    content[`21.${diagnosisLetter(index + 1)}` as PlaceName] = printedText(code.replaceAll('.', ''));
  }
  return content;
}

function authorization(claim: ClaimSnapshot): Content<PlaceName> {
  const number =
    claim.priorAuthorizationNumber ??
    claim.referralNumber ??
    claim.cliaNumber ??
    claim.mammographyCertification ??
    claim.investigationalDeviceExemption ??
    claim.carePlanOversightNumber ??
    // Where an ambulance took the patient up (Medicare Claims Processing Manual, chapter 26, 10.4).
    claim.ambulance?.pickUp?.postalCode;
  return {
    '22.code': claim.frequencyCode === '1' ? undefined : claim.frequencyCode,
    '22.reference': claim.payerClaimControlNumber && printedText(claim.payerClaimControlNumber),
    '23': number && printedText(number),
  };
}

function billing(claim: ClaimSnapshot): Content<PlaceName> {
  const { billingProvider: who, signatures } = claim;
  const phone = printedPhone(who.phone);
  const assigned = { assigned: '27.yes', not_assigned: '27.no', clinical_lab_only: undefined } as const;
  const assignment = assigned[signatures.assignment];
  return {
    '25': who.taxId?.replace(/\D/g, ''),
    '25.ssn': who.taxIdType === 'ssn' ? 'X' : undefined,
    '25.ein': who.taxIdType === 'ein' ? 'X' : undefined,
    '26': claim.patientControlNumber,
    ...(assignment && { [assignment]: 'X' }),
    '31': signatures.providerSignatureOnFile ? onFile : undefined,
    '33.areaCode': phone?.areaCode,
    '33.phone': phone?.number,
    '33.name': printedFullName(who),
    '33.line': street(who.address),
    '33.city': cityLine(who.address),
    '33a': who.npi,
    // Medicare takes no other number here (chapter 26, 10.4).
    '33b': claim.destination.claimFilingCode === 'MB' ? undefined : billingNumber(claim),
  };
}

/** Who has no NPI is known by the payer's own number. */
function billingNumber({ billingProvider: who, destination }: ClaimSnapshot): string | undefined {
  const [own] = destination.billingProviderNumbers ?? [];
  if (who.npi === undefined && own) return `${own.kind}${printedText(own.number)}`;
  return who.taxonomyCode && `ZZ${who.taxonomyCode}`;
}

/** On paper the place is named even where it is the billing address, but for the patient's home (place of service 12). */
function serviceFacility(claim: ClaimSnapshot): Content<PlaceName> {
  const { serviceFacility: facility, billingProvider, placeOfService } = claim;
  if (!facility && placeOfService === '12') return {};
  const address = facility ? facility.address : billingProvider.address;
  const [other] = facility?.numbers ?? [];
  return {
    '32.name': facility ? printedPart(facility.name) : printedFullName(billingProvider),
    '32.line': street(address),
    '32.city': cityLine(address),
    '32a': facility ? facility.npi : billingProvider.npi,
    '32b': other && `${other.kind}${printedText(other.number)}`,
  };
}

function street(address: Address | undefined): string {
  return [address?.line1, address?.line2].map(printedPart).filter(Boolean).join(' ');
}

function cityLine(address: Address | undefined): string {
  return [printedPart(address?.city), address?.state ?? '', printedZip(address?.postalCode)].filter(Boolean).join(' ');
}

type DateName = '14' | '15' | '16.from' | '16.to' | '18.from' | '18.to' | '24A.from' | '24A.to';

/** MM DD YY */
function dateItems<Name extends DateName>(name: Name, date: IsoDate | undefined) {
  const items: Partial<Record<`${Name}.${'month' | 'day' | 'year'}`, string>> = {};
  if (date === undefined) return items;
  items[`${name}.month`] = date.slice(5, 7);
  items[`${name}.day`] = date.slice(8, 10);
  items[`${name}.year`] = date.slice(2, 4);
  return items;
}

/** MM DD YYYY: of a birth date the century matters. */
function birthItems(name: '3' | '11a', date: IsoDate | undefined): Content<PlaceName> {
  if (date === undefined) return {};
  return {
    [`${name}.month`]: date.slice(5, 7),
    [`${name}.day`]: date.slice(8, 10),
    [`${name}.year`]: date.slice(0, 4),
  };
}

function sexItem(name: '3' | '11a', sex: 'F' | 'M' | 'U' | undefined): Content<PlaceName> {
  if (sex === 'F') return { [`${name}.female`]: 'X' };
  return sex === 'M' ? { [`${name}.male`]: 'X' } : {};
}

/** 1 → A … 12 → L */
function diagnosisLetter(position: number): string {
  return String.fromCharCode(64 + position);
}

function dollars(cents: Cents): string {
  return String(Math.trunc(cents / 100));
}

function centsPart(cents: Cents): string {
  return String(cents % 100).padStart(2, '0');
}

/** At most three decimals, none of them a trailing zero. */
function quantity(units: number): string {
  return Number.isInteger(units) ? String(units) : units.toFixed(3).replace(/0+$/, '');
}
