import type { ClaimLine, ClaimSnapshot } from '@claimwright/domain/claim';
import type { Drug, EncounterInput, ServiceLine } from '@claimwright/domain/encounter';
import type { Provider } from '@claimwright/domain/party';
import type { ClaimSupplement } from '@claimwright/domain/professional-supplement';
import { sameAddress, sameFacility, sameProvider, wireProvider } from './wire-parties.ts';
import { wireLineSupplement } from './wire-supplement.ts';
import {
  longestNote,
  optionalFittingText,
  optionalWireCode,
  optionalWireText,
  wireCode,
  wireNdc,
  withoutAbsent,
} from './wire-text.ts';

/** What a line says only when it says something else than its claim (005010X222A1, loop 2400 and 2420 usage). */
export type ClaimLevel = Pick<
  ClaimSnapshot,
  | 'placeOfService'
  | 'billingProvider'
  | 'renderingProvider'
  | 'referringProvider'
  | 'supervisingProvider'
  | 'serviceFacility'
  | keyof ClaimSupplement
  | 'priorAuthorizationNumber'
  | 'referralNumber'
  | 'cliaNumber'
  | 'mammographyCertification'
>;

export interface LinePlace {
  lineNumber: number;
  patientControlNumber: string;
  /** 1-based positions in the claim's own diagnoses. */
  diagnosisPointers: number[];
}

/** One service line as loop 2400 carries it. */
export function wireLine(line: ServiceLine, encounter: EncounterInput, claim: ClaimLevel, place: LinePlace): ClaimLine {
  const ordering = line.orderingProvider ?? encounter.orderingProvider;
  const supplement = wireLineSupplement(line, claim);
  const referring = line.referringProvider ?? line.primaryCareProvider;
  return withoutAbsent<ClaimLine>({
    ...supplement,
    serviceFacility: unlessSamePlace(supplement.serviceFacility, claim),
    // P3 is the first of two who referred; who alone did so is DN.
    primaryCareProvider:
      line.referringProvider && unlessSameProvider(line.primaryCareProvider, claim.primaryCareProvider),
    orderingContact: ordering && supplement.orderingContact,
    lineNumber: place.lineNumber,
    lineControlNumber: `${place.patientControlNumber}L${place.lineNumber}`,
    procedureCode: wireCode(line.procedureCode ?? ''),
    modifiers: line.modifiers.map(wireCode).filter((modifier) => modifier !== ''),
    description: optionalFittingText(line.description, longestNote),
    chargeCents: line.chargeCents,
    units: line.units,
    unit: line.unit === 'MJ' ? 'MJ' : 'UN',
    placeOfService: unlessSame(optionalWireCode(line.placeOfService), claim.placeOfService),
    diagnosisPointers: place.diagnosisPointers,
    serviceFrom: line.serviceFrom,
    serviceTo: line.serviceTo ?? line.serviceFrom,
    emergency: line.emergency,
    epsdt: line.epsdt,
    familyPlanning: line.familyPlanning,
    copayExempt: line.copayExempt,
    priorAuthorizationNumber: unlessSame(
      optionalWireText(line.priorAuthorizationNumber),
      claim.priorAuthorizationNumber,
    ),
    referralNumber: unlessSame(optionalWireText(line.referralNumber), claim.referralNumber),
    cliaNumber: unlessSame(optionalWireCode(line.cliaNumber), claim.cliaNumber),
    mammographyCertification: unlessSame(
      optionalWireCode(line.mammographyCertification),
      claim.mammographyCertification,
    ),
    note: optionalFittingText(line.note, longestNote),
    drug: line.drug && wireDrug(line.drug),
    renderingProvider: unlessSameProvider(line.renderingProvider, claim.renderingProvider ?? claim.billingProvider),
    // An 837P has no claim-level place for who ordered; loop 2420E says it line by line.
    orderingProvider: ordering && wireProvider(ordering),
    referringProvider: unlessSameProvider(referring, claim.referringProvider),
    supervisingProvider: unlessSameProvider(line.supervisingProvider, claim.supervisingProvider),
  });
}

/** 2420C: left out where the claim, or else the billing address, says it already. */
function unlessSamePlace(own: ClaimLine['serviceFacility'], claim: ClaimLevel): ClaimLine['serviceFacility'] {
  if (!own) return undefined;
  const { serviceFacility, billingProvider } = claim;
  const same = serviceFacility
    ? sameFacility(own, serviceFacility)
    : billingProvider.address !== undefined && sameAddress(own.address, billingProvider.address);
  return same ? undefined : own;
}

/** A prescription ties the parts of a compound together; the link number is for those without one (REF*VY). */
function wireDrug(drug: Drug): Drug {
  const prescriptionNumber = optionalWireText(drug.prescriptionNumber);
  return withoutAbsent({
    ndc: wireNdc(drug.ndc),
    quantity: drug.quantity,
    unit: drug.unit,
    prescriptionNumber,
    linkNumber: prescriptionNumber === undefined ? optionalWireText(drug.linkNumber) : undefined,
  });
}

function unlessSame(own: string | undefined, claimLevel: string | undefined): string | undefined {
  return own === claimLevel ? undefined : own;
}

function unlessSameProvider(own: Provider | undefined, claimLevel: Provider | undefined): Provider | undefined {
  if (!own) return undefined;
  const wire = wireProvider(own);
  return claimLevel && sameProvider(wire, claimLevel) ? undefined : wire;
}
