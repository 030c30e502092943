import type { AmbulanceTransport } from '@claimwright/domain/ambulance';
import type { ClaimLine, ClaimSnapshot } from '@claimwright/domain/claim';
import type { LineRepricing } from '@claimwright/domain/contract';
import type { MedicalEquipment } from '@claimwright/domain/medical-equipment';
import type { ClaimSupplement, LineSupplement, PurchasedService } from '@claimwright/domain/professional-supplement';
import type { Contact } from '@claimwright/domain/provider-number';
import { carriedAddress, carriedFacility, carriedNumbers, carriedProvider, given } from './carried-party.ts';
import { toX12Phone } from './party-write.ts';
import { toX12Digits, toX12Quantity, toX12Text } from './writer.ts';

/**
 * A value as its elements carry it: text clean, numbers with at most three decimals, members without anything left away. Not for
 * words that stand for a code, addresses, providers and telephone numbers.
 */
function carriedValue<Value>(value: Value): Value {
  return cleanValue(value) as Value;
}

function cleanValue(value: unknown): unknown {
  if (typeof value === 'string') return toX12Text(value) || undefined;
  if (typeof value === 'number') return Number(toX12Quantity(value));
  if (Array.isArray(value)) return value.map(cleanValue).filter((each) => each !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  return given(Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cleanValue(member)])));
}

/** What loop 2300 carries besides what it carries of every claim. */
export function carriedClaimSupplement(claim: ClaimSnapshot): ClaimSupplement {
  const { noteKind, primaryCareProvider } = claim;
  return {
    attachments: carriedList(claim.attachments),
    contract: carriedValue(claim.contract),
    repricing: carriedRepricing(claim.repricing),
    fixedFormat: carriedList(claim.fixedFormat),
    noteKind: claim.note === undefined || noteKind === 'ADD' ? undefined : noteKind,
    ambulance: carriedTransport(claim.ambulance),
    spinalManipulation: carriedSpinal(claim.spinalManipulation),
    visionConditions: carriedList(claim.visionConditions),
    homebound: claim.homebound || undefined,
    epsdtReferral: claim.epsdtReferral,
    anesthesiaProcedures: carriedList(claim.anesthesiaProcedures),
    conditionCodes: carriedList(claim.conditionCodes),
    primaryCareProvider: primaryCareProvider && carriedProvider(primaryCareProvider, 'referring'),
    serviceAuthorizationExceptionCode: claim.serviceAuthorizationExceptionCode,
    mandatoryCrossover: claim.mandatoryCrossover,
    investigationalDeviceExemption: carriedValue(claim.investigationalDeviceExemption),
    clearinghouseClaimNumber: carriedValue(claim.clearinghouseClaimNumber),
    demonstrationProject: carriedValue(claim.demonstrationProject),
    carePlanOversightNumber: carriedValue(claim.carePlanOversightNumber),
    specialProgramCode: claim.specialProgramCode,
    signedForPatient: claim.signedForPatient || undefined,
  };
}

/** What loop 2400 carries besides what it carries of every line. */
export function carriedLineSupplement(line: ClaimLine): LineSupplement {
  const { noteKind, primaryCareProvider, serviceFacility, orderingProvider } = line;
  return {
    medicalEquipment: carriedEquipment(line.medicalEquipment),
    attachments: carriedList(line.attachments),
    ambulance: carriedTransport(line.ambulance),
    ambulancePatients: line.ambulancePatients,
    hospiceEmployed: line.hospiceEmployed,
    dates: line.dates && given(line.dates),
    obstetricUnits: line.obstetricUnits,
    testResults: carriedList(line.testResults),
    contract: carriedValue(line.contract),
    repricing: carriedRepricing(line.repricing),
    referringCliaNumber: carriedValue(line.referringCliaNumber),
    immunizationBatchNumber: carriedValue(line.immunizationBatchNumber),
    salesTaxCents: line.salesTaxCents,
    postageCents: line.postageCents,
    fixedFormat: carriedList(line.fixedFormat),
    noteKind: line.note === undefined || noteKind === 'ADD' ? undefined : noteKind,
    thirdPartyNote: carriedValue(line.thirdPartyNote),
    purchasedService: line.purchasedService && carriedPurchase(line.purchasedService),
    serviceFacility: serviceFacility && { ...carriedFacility(serviceFacility, 'lineFacility') },
    primaryCareProvider: primaryCareProvider && carriedProvider(primaryCareProvider, 'referring'),
    orderingContact: orderingProvider && carriedContact(line.orderingContact),
  };
}

/** PER with TE. */
export function carriedContact(contact: Contact | undefined): Contact | undefined {
  if (contact === undefined) return undefined;
  const { name, extension } = carriedValue(contact);
  return given({ name, phone: toX12Phone(contact.phone), extension });
}

/** A social security number. */
export function carriedDigits(value: string | undefined): string | undefined {
  return value === undefined ? undefined : toX12Digits(value);
}

function carriedList<Item>(items: Item[] | undefined): Item[] | undefined {
  return items === undefined || items.length === 0 ? undefined : carriedValue(items);
}

function carriedRepricing<Pricing extends LineRepricing>(repricing: Pricing | undefined): Pricing | undefined {
  if (repricing === undefined) return undefined;
  const clean = carriedValue(repricing);
  const { referenceNumber, adjustedReferenceNumber } = clean;
  if (clean.methodologyCode === undefined || clean.allowedCents === undefined) {
    return given({ referenceNumber, adjustedReferenceNumber }) as Pricing;
  }
  if (clean.approvedUnits === undefined) delete clean.approvedUnit;
  else clean.approvedUnit ??= 'UN';
  return clean;
}

function carriedTransport(transport: AmbulanceTransport | undefined): AmbulanceTransport | undefined {
  if (transport === undefined) return undefined;
  const { pickUp, dropOff, conditions, ...said } = transport;
  const hasSegment = said.reasonCode !== undefined && said.miles !== undefined;
  return given<AmbulanceTransport>({
    ...(hasSegment ? carriedValue(said) : {}),
    conditions: carriedList(conditions),
    pickUp: pickUp && carriedAddress(pickUp),
    dropOff: dropOff && given({ name: carriedValue(dropOff.name), address: carriedAddress(dropOff.address) }),
  });
}

function carriedSpinal(spinal: ClaimSupplement['spinalManipulation']): ClaimSupplement['spinalManipulation'] {
  return spinal && given({ conditionCode: spinal.conditionCode, descriptions: carriedList(spinal.descriptions) });
}

function carriedEquipment(equipment: MedicalEquipment | undefined): MedicalEquipment | undefined {
  if (equipment === undefined) return undefined;
  const { terms, certification, certificateTransmissionCode } = equipment;
  return given({
    terms,
    certification,
    certificateTransmissionCode,
    conditions: carriedValue(equipment.conditions),
    forms: carriedList(equipment.forms),
  });
}

/** 2420B says who it is by number only. */
function carriedPurchase({ provider, chargeCents }: PurchasedService): PurchasedService {
  const npi = carriedValue(provider.npi);
  return { provider: given({ npi, numbers: carriedNumbers(provider.numbers, 'referring') }), chargeCents };
}
