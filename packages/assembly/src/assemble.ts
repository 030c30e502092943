import type { ClaimSnapshot } from '@claimwright/domain/claim';
import type { IsoDate } from '@claimwright/domain/dates';
import { type EncounterInput, primaryCoverage } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import { sumCents } from '@claimwright/domain/money';
import type { BillingProvider, Provider, ServiceFacility } from '@claimwright/domain/party';
import type { PayerProfile } from '@claimwright/domain/payer';
import type { BillingUnit } from './combine-encounters.ts';
import { otherPayersOf, type PayerProfiles } from './other-payers.ts';
import { type AssemblyReasonCode, refuse } from './refuse.ts';
import { type ResolvedPointers, resolvePointers } from './resolve-pointers.ts';
import { type ClaimPart, lineKeys, splitLines } from './split-lines.ts';
import { wireCoverage } from './wire-coverage.ts';
import { type ClaimLevel, wireLine } from './wire-line.ts';
import {
  sameAddress,
  sameProvider,
  wireBillingProvider,
  wireFacility,
  wirePatient,
  wireProvider,
} from './wire-parties.ts';
import { wireClaimSupplement } from './wire-supplement.ts';
import {
  longestNote,
  optionalFittingText,
  optionalWireCode,
  optionalWireText,
  wireCode,
  withoutAbsent,
} from './wire-text.ts';

export interface AssemblyInput {
  /** One encounter, or several put together (`combineEncounters`). */
  unit: BillingUnit;
  /** Of the payer that the encounter is billed to. */
  payer: PayerProfile;
  /** Of the other payers it names, as far as they are configured. */
  profiles?: PayerProfiles;
  /** The day the claim is made: a consent has to hold then. */
  today: IsoDate;
  /** Called once a claim, with 1, 2, 3 …: gives CLM01, 1–17 characters of [A-Z0-9], unique within the tenant. */
  nextPatientControlNumber: (part: number) => string;
}

export interface AssembledClaim {
  snapshot: ClaimSnapshot;
  /** 1-based; 1 unless the encounter takes more than one claim. */
  part: number;
  /** The encounter that each line of the snapshot bills. */
  lineEncounterIds: Id[];
}

export type AssemblyResult =
  | { ok: true; claims: AssembledClaim[] }
  | { ok: false; reasonCode: AssemblyReasonCode; reason: string };

/**
 * Turns one encounter into the professional claims that bill it: normalised for the wire, split where one 837P claim has no
 * room, every cent and every line of the encounter in exactly one of them. Refuses with a reason what cannot be written as a
 * claim. Throws only when `nextPatientControlNumber` gives something that is no control number.
 */
export function assemble(input: AssemblyInput): AssemblyResult {
  const { encounter, lineEncounterIds } = input.unit;
  const refusal = refuse(encounter, input.payer, input.today);
  if (refusal) return { ok: false, ...refusal };
  const resolved = resolvePointers(encounter);
  const parts = splitLines(resolved.pointers, resolved.diagnoses.length, lineKeys(encounter, input.payer.splitClaims));
  let patientPaidLeft = encounter.patientPaidCents ?? 0;
  const claims = parts.map((part, index) => {
    const snapshot = assemblePart(input, part, resolved, takeControlNumber(input, index + 1), patientPaidLeft);
    patientPaidLeft -= snapshot.patientPaidCents ?? 0;
    return { snapshot, part: index + 1, lineEncounterIds: part.lines.map((line) => lineEncounterIds[line]!) };
  });
  return { ok: true, claims };
}

/** How many control numbers `assemble` will ask for: the number of claims, 0 when it would refuse. */
export function howManyClaims(encounter: EncounterInput, payer: PayerProfile, today: IsoDate): number {
  if (refuse(encounter, payer, today)) return 0;
  const resolved = resolvePointers(encounter);
  return splitLines(resolved.pointers, resolved.diagnoses.length, lineKeys(encounter, payer.splitClaims)).length;
}

function takeControlNumber(input: AssemblyInput, part: number): string {
  const number = input.nextPatientControlNumber(part);
  if (!/^[A-Z0-9]{1,17}$/.test(number)) throw new RangeError(`"${number}" is no patient control number`);
  return number;
}

function assemblePart(
  input: AssemblyInput,
  part: ClaimPart,
  resolved: ResolvedPointers,
  patientControlNumber: string,
  patientPaidLeft: number,
): ClaimSnapshot {
  const { payer } = input;
  const { encounter } = input.unit;
  const claim = claimLevel(encounter, part);
  const placeIn = new Map(part.diagnoses.map((position, index) => [position, index + 1]));
  const lines = part.lines.map((position, index) =>
    wireLine(encounter.lines[position]!, encounter, claim, {
      lineNumber: index + 1,
      patientControlNumber,
      diagnosisPointers: resolved.pointers[position]!.map((diagnosis) => placeIn.get(diagnosis)!),
    }),
  );
  const destination = primaryCoverage(encounter)!;
  const told = otherPayersOf(encounter, destination, input.profiles ?? new Map(), lines, part.lines);
  const totalChargeCents = sumCents(lines.map((line) => line.chargeCents));
  const patient = wirePatient(encounter.patient);
  return withoutAbsent<ClaimSnapshot>({
    claimType: 'professional',
    patientControlNumber,
    encounterIds: [...input.unit.encounterIds],
    totalChargeCents,
    ...claim,
    frequencyCode: encounter.frequencyCode,
    // An original claim must not name one of the payer's claims (REF*F8).
    payerClaimControlNumber:
      encounter.frequencyCode === '1' ? undefined : optionalWireText(encounter.payerClaimControlNumber),
    signatures: encounter.signatures,
    accident: encounter.accident && wireAccident(encounter.accident),
    delayReasonCode: optionalWireCode(encounter.delayReasonCode),
    dates: withoutAbsent({ ...encounter.dates }),
    // AMT*F5 may not exceed the claim's own charge; what is left goes to the next claim.
    patientPaidCents: Math.min(patientPaidLeft, totalChargeCents) || undefined,
    medicalRecordNumber: patient.medicalRecordNumber,
    note: optionalFittingText(encounter.note, longestNote),
    destination: wireCoverage(destination, encounter.patient, payer),
    patient,
    diagnoses: part.diagnoses.map((position) => resolved.diagnoses[position]!),
    otherPayers: told.otherPayers.length > 0 ? told.otherPayers : undefined,
    lines: lines.map((line, index) => {
      const adjudications = told.lines[index] ?? [];
      return adjudications.length > 0 ? { ...line, adjudications } : line;
    }),
  });
}

/** The state is one of the United States or of Canada (CLM11-4); the country is named when it is not the United States. */
function wireAccident(accident: NonNullable<EncounterInput['accident']>) {
  const code = optionalWireCode(accident.country);
  const country = code === 'US' ? undefined : code;
  const hasStates = country === undefined || country === 'CA';
  return withoutAbsent({ ...accident, state: hasStates ? optionalWireCode(accident.state) : undefined, country });
}

function claimLevel(encounter: EncounterInput, part: ClaimPart): ClaimLevel {
  const billingProvider = wireBillingProvider(encounter.billingProvider);
  const placeOfService = wireCode(encounter.placeOfService ?? '');
  const { primaryCareProvider, ...supplement } = wireClaimSupplement(encounter);
  const referringProvider = encounter.referringProvider && wireProvider(encounter.referringProvider);
  const isSecond = referringProvider && primaryCareProvider && !sameProvider(referringProvider, primaryCareProvider);
  return withoutAbsent<ClaimLevel>({
    ...supplement,
    noteKind: encounter.note === undefined ? undefined : supplement.noteKind,
    placeOfService,
    priorAuthorizationNumber: optionalWireText(encounter.priorAuthorizationNumber),
    referralNumber: optionalWireText(encounter.referralNumber),
    cliaNumber: optionalWireCode(encounter.cliaNumber),
    mammographyCertification: optionalWireCode(encounter.mammographyCertification),
    billingProvider,
    renderingProvider: claimRenderer(encounter, part, billingProvider),
    // Who alone referred is DN, primary care or not; P3 is the first of two (005010X222A1, 2310A).
    referringProvider: referringProvider ?? primaryCareProvider,
    primaryCareProvider: isSecond ? primaryCareProvider : undefined,
    supervisingProvider: encounter.supervisingProvider && wireProvider(encounter.supervisingProvider),
    serviceFacility: serviceFacility(encounter, billingProvider, placeOfService),
  });
}

/** Loop 2310B: left out when the billing provider rendered the service; a renderer that all lines name speaks for the claim. */
function claimRenderer(encounter: EncounterInput, part: ClaimPart, billing: BillingProvider): Provider | undefined {
  const named = encounter.renderingProvider ?? rendererOfAllLines(encounter, part);
  if (!named) return undefined;
  const wire = wireProvider(named);
  return sameProvider(wire, billing) ? undefined : wire;
}

function rendererOfAllLines(encounter: EncounterInput, part: ClaimPart): Provider | undefined {
  const [first, ...rest] = part.lines.map((position) => encounter.lines[position]!.renderingProvider);
  if (!first) return undefined;
  const wire = wireProvider(first);
  return rest.every((other) => other && sameProvider(wireProvider(other), wire)) ? first : undefined;
}

/** Loop 2310C: left out when the place is the billing address or the patient's home (POS 12). */
function serviceFacility(
  encounter: EncounterInput,
  billing: BillingProvider,
  placeOfService: string,
): ServiceFacility | undefined {
  if (!encounter.serviceFacility || placeOfService === '12') return undefined;
  const wire = wireFacility(encounter.serviceFacility);
  return billing.address && sameAddress(wire.address, billing.address) ? undefined : wire;
}
