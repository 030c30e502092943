import { fromX12Date, type IsoDate } from '@claimwright/domain/dates';
import type { Drug } from '@claimwright/domain/encounter';
import type {
  ClaimValue,
  InstitutionalClaimLine,
  InstitutionalClaimSnapshot,
  InstitutionalDiagnosis,
  StayDays,
} from '@claimwright/domain/institutional-claim';
import { parseCents } from '@claimwright/domain/money';
import type { Provider } from '@claimwright/domain/party';
import { given } from './carried-party.ts';
import { addressOf, billingProviderOf, coverageOf, patientOf, providerOf, textOf } from './claim-party-read.ts';
import { dayValueCodes } from './institutional-claim-write.ts';
import { componentsOf, elementOf, loopOf, loopsOf, segmentOf, segmentsOf } from './json-find.ts';
import type { LoopJson } from './json-tree.ts';
import { lineAdjudicationsIn, otherPayersIn } from './other-payer-tree-read.ts';
import { assignmentCode, benefitsCode, releaseCode, wordOf } from './professional-claim-codes.ts';
import type { X12Report } from './report.ts';
import { x12ToJson } from './to-json.ts';
import { validateX12 } from './validate.ts';

/** A claim as an 837I says it: a snapshot without the ids only our database knows. */
export type CarriedInstitutionalClaim = Omit<InstitutionalClaimSnapshot, 'encounterIds'>;

/** One claim of an 837I with the set it stood in. */
export interface ReadInstitutionalClaim {
  /** ST02. */
  transactionSetControlNumber: string;
  claim: CarriedInstitutionalClaim;
}

export interface InstitutionalClaimsRead {
  /** All claims of all 837I sets, in file order. */
  claims: ReadInstitutionalClaim[];
  /** What is wrong with the text; with an error the claims are only a best reading. */
  report: X12Report;
}

/**
 * Reads 837I text (005010X223 and its addenda) along the grammar; other sets are passed over. A value that has no reading is left
 * out or empty and stands in the report. Never throws.
 */
export function read837I(text: string): InstitutionalClaimsRead {
  const claims: ReadInstitutionalClaim[] = [];
  for (const { groups } of x12ToJson(text).interchanges) {
    for (const { transaction, controlNumber, content } of groups.flatMap((group) => group.sets)) {
      if (transaction !== '837I') continue;
      for (const claim of institutionalClaimsOf(content))
        claims.push({ transactionSetControlNumber: controlNumber, claim });
    }
  }
  return { claims, report: validateX12(text) };
}

/** The claims of one 837I set that was read into a tree, in its order. */
export function institutionalClaimsOf(set: LoopJson): CarriedInstitutionalClaim[] {
  return loopsOf(set, '2000A').flatMap((billing) =>
    loopsOf(billing, '2000B').flatMap((subscriber) => [
      ...loopsOf(subscriber, '2300').map((claim) => claimOf(billing, subscriber, undefined, claim)),
      ...loopsOf(subscriber, '2000C').flatMap((patient) =>
        loopsOf(patient, '2300').map((claim) => claimOf(billing, subscriber, patient, claim)),
      ),
    ]),
  );
}

function claimOf(
  billing: LoopJson,
  subscriber: LoopJson,
  patientLevel: LoopJson | undefined,
  loop: LoopJson,
): CarriedInstitutionalClaim {
  const clm = segmentOf(loop, 'CLM');
  const period = elementOf(segmentOf(loop, 'DTP', '434'), 3);
  const { values, days } = valuesOf(loop);
  return given<CarriedInstitutionalClaim>({
    claimType: 'institutional',
    patientControlNumber: elementOf(clm, 1),
    totalChargeCents: parseCents(elementOf(clm, 2)) ?? 0,
    facilityCode: elementOf(clm, 5, 1),
    frequencyCode: elementOf(clm, 5, 3),
    payerClaimControlNumber: textOf(segmentOf(loop, 'REF', 'F8'), 2),
    signatures: {
      assignment: wordOf(assignmentCode, elementOf(clm, 7)) ?? 'not_assigned',
      benefitsAssigned: wordOf(benefitsCode, elementOf(clm, 8)) ?? 'no',
      releaseOfInformation: wordOf(releaseCode, elementOf(clm, 9)) ?? 'informed_consent',
    },
    delayReasonCode: textOf(clm, 20),
    statementFrom: fromX12Date(period.slice(0, 8)) ?? '',
    statementTo: fromX12Date(period.slice(9)) ?? '',
    admission: admissionOf(loop),
    dischargeTime: textOf(segmentOf(loop, 'DTP', '096'), 3),
    patientStatusCode: elementOf(segmentOf(loop, 'CL1'), 3),
    patientEstimatedDueCents: parseCents(elementOf(segmentOf(loop, 'AMT', 'F3'), 2)),
    days,
    priorAuthorizationNumber: textOf(segmentOf(loop, 'REF', 'G1'), 2),
    referralNumber: textOf(segmentOf(loop, 'REF', '9F'), 2),
    medicalRecordNumber: textOf(segmentOf(loop, 'REF', 'EA'), 2),
    autoAccidentState: textOf(segmentOf(loop, 'REF', 'LU'), 2),
    billingNote: textOf(segmentOf(loop, 'NTE', 'ADD'), 2),
    ...informationOf(loop),
    values,
    billingProvider: billingProviderOf(billing),
    ...providersOf(loop),
    destination: coverageOf(subscriber, patientLevel),
    otherPayers: otherPayersIn(loop),
    patient: patientOf(patientLevel ? loopOf(patientLevel, '2010CA') : loopOf(subscriber, '2010BA')),
    lines: loopsOf(loop, '2400').map(lineOf),
  });
}

function admissionOf(loop: LoopJson): CarriedInstitutionalClaim['admission'] {
  const value = elementOf(segmentOf(loop, 'DTP', '435'), 3);
  const date = fromX12Date(value.slice(0, 8));
  const cl1 = segmentOf(loop, 'CL1');
  if (date === undefined) return undefined;
  const time = value.slice(8);
  return given({ date, time: time === '' ? undefined : time, typeCode: textOf(cl1, 1), sourceCode: textOf(cl1, 2) });
}

/** The composites of all HI segments of a claim whose qualifier is one of these. */
function composites(loop: LoopJson, ...qualifiers: string[]): string[][] {
  return segmentsOf(loop, 'HI')
    .flatMap((segment) => Object.values(segment.elements).map(componentsOf))
    .filter(([qualifier = '']) => qualifiers.includes(qualifier));
}

function informationOf(loop: LoopJson) {
  const diagnoses = (...qualifiers: string[]) => composites(loop, ...qualifiers).map(diagnosisOf);
  const codes = (...qualifiers: string[]) => composites(loop, ...qualifiers).map(([, code = '']) => code);
  const dated = (...qualifiers: string[]) =>
    composites(loop, ...qualifiers).map(([, code = '', , date = '']) => ({ code, date: fromX12Date(date) ?? '' }));
  return {
    diagnoses: given({
      principal: diagnoses('ABK', 'BK')[0] ?? { code: '' },
      admitting: codes('ABJ', 'BJ')[0],
      reasonsForVisit: codes('APR', 'PR'),
      externalCauses: diagnoses('ABN', 'BN'),
      other: diagnoses('ABF', 'BF'),
      drg: codes('DR')[0],
    }),
    procedures: given({ principal: dated('BBR', 'BR', 'CAH')[0], other: dated('BBQ', 'BQ') }),
    occurrences: dated('BH'),
    occurrenceSpans: composites(loop, 'BI').map(([, code = '', , span = '']) => ({
      code,
      from: fromX12Date(span.slice(0, 8)) ?? '',
      to: fromX12Date(span.slice(9)) ?? '',
    })),
    conditions: codes('BG'),
    treatmentCodes: codes('TC'),
  };
}

function diagnosisOf(components: readonly string[]): InstitutionalDiagnosis {
  const present = components[8];
  const isTold = present === 'Y' || present === 'N' || present === 'U' || present === 'W';
  return { code: components[1] ?? '', ...(isTold ? { presentOnAdmission: present } : {}) };
}

/** Value codes, those of days apart. */
function valuesOf(loop: LoopJson): { values: ClaimValue[]; days: StayDays | undefined } {
  const values: ClaimValue[] = [];
  const days: StayDays = {};
  for (const [, code = '', , , amount = ''] of composites(loop, 'BE')) {
    const hundredths = parseCents(amount) ?? 0;
    const kind = wordOf(dayValueCodes, code);
    if (kind && hundredths % 100 === 0) days[kind] = hundredths / 100;
    else values.push({ code, hundredths });
  }
  return { values, days: Object.keys(days).length === 0 ? undefined : days };
}

type Providers = Pick<
  CarriedInstitutionalClaim,
  | 'attendingProvider'
  | 'operatingProvider'
  | 'otherOperatingProvider'
  | 'renderingProvider'
  | 'referringProvider'
  | 'serviceFacility'
>;

function providersOf(loop: LoopJson): Providers {
  const facility = loopOf(loop, '2310E');
  const name = segmentOf(facility, 'NM1');
  const address = addressOf(facility);
  return {
    attendingProvider: providerIn(loop, '2310A'),
    operatingProvider: providerIn(loop, '2310B'),
    otherOperatingProvider: providerIn(loop, '2310C'),
    renderingProvider: providerIn(loop, '2310D'),
    serviceFacility: address && given({ name: elementOf(name, 3), npi: textOf(name, 9), address }),
    referringProvider: providerIn(loop, '2310F'),
  };
}

function providerIn(loop: LoopJson, name: string): Provider | undefined {
  const found = loopOf(loop, name);
  return found && providerOf(found);
}

function lineOf(loop: LoopJson): InstitutionalClaimLine {
  const sv2 = segmentOf(loop, 'SV2');
  const [from, to = from] = serviceDates(elementOf(segmentOf(loop, 'DTP', '472'), 3));
  return given<InstitutionalClaimLine>({
    lineNumber: Number(elementOf(segmentOf(loop, 'LX'), 1)),
    lineControlNumber: elementOf(segmentOf(loop, 'REF', '6R'), 2),
    revenueCode: elementOf(sv2, 1),
    procedureCode: textOf(sv2, 2, 2),
    modifiers: [3, 4, 5, 6].map((component) => elementOf(sv2, 2, component)).filter((modifier) => modifier !== ''),
    description: textOf(sv2, 2, 7),
    chargeCents: parseCents(elementOf(sv2, 3)) ?? 0,
    units: Number(elementOf(sv2, 5)),
    unit: elementOf(sv2, 4) === 'DA' ? 'DA' : 'UN',
    nonCoveredCents: parseCents(elementOf(sv2, 7)),
    serviceFrom: from,
    serviceTo: to,
    drug: drugOf(loopOf(loop, '2410')),
    operatingProvider: providerIn(loop, '2420A'),
    renderingProvider: providerIn(loop, '2420C'),
    adjudications: lineAdjudicationsIn(loop),
  });
}

function serviceDates(value: string): (IsoDate | undefined)[] {
  return value.split('-').map(fromX12Date);
}

function drugOf(loop: LoopJson | undefined): Drug | undefined {
  const unit = elementOf(segmentOf(loop, 'CTP'), 5);
  if (unit !== 'F2' && unit !== 'GR' && unit !== 'ME' && unit !== 'ML' && unit !== 'UN') return undefined;
  return { ndc: elementOf(segmentOf(loop, 'LIN'), 3), quantity: Number(elementOf(segmentOf(loop, 'CTP'), 4)), unit };
}
