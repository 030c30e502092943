import { type IsoDate, toX12Date } from '@claimwright/domain/dates';
import type {
  InstitutionalClaimLine,
  InstitutionalClaimSnapshot,
  InstitutionalDiagnosis,
} from '@claimwright/domain/institutional-claim';
import { formatX12Amount } from '@claimwright/domain/money';
import type { Provider } from '@claimwright/domain/party';
import { type ClaimBatch, writeClaimBatch } from './claim-batch-write.ts';
import { codeSegment, codeSegments } from './code-segments-write.ts';
import { lineAdjudicationLoop, otherPayerLoop } from './other-payer-write.ts';
import { addressLines, individualName, providerName } from './party-write.ts';
import { procedureQualifier } from './procedure-qualifier.ts';
import { assignmentCode, benefitsCode, releaseCode } from './professional-claim-codes.ts';
import { toX12Quantity, toX12Text, withoutTrailing, x12Composite, x12Segment } from './writer.ts';

/** GS08 and ST03 of what is written. */
export const institutionalClaimGuide = '005010X223A2';

/** What one interchange of institutional claims is made of. */
export type InstitutionalClaimBatch = ClaimBatch<InstitutionalClaimSnapshot>;

/** CL101 of a visit of which nobody told it: the element is required of every bill. */
const typeNotAvailable = '9';

/** Value codes that count the days of a stay (domain: `StayDays`). */
export const dayValueCodes = { covered: '80', nonCovered: '81', coinsurance: '82', lifetimeReserve: '83' } as const;

/**
 * Writes one interchange with one functional group of 837I (005010X223A2). Same input, same bytes. Throws a RangeError when the
 * numbers do not fit the claims (`transactionSetCount`) or there is no claim: both are the caller's arithmetic.
 */
export function write837I(batch: InstitutionalClaimBatch): string {
  return writeClaimBatch(batch, institutionalClaimGuide, { claimLoop, hasPatientFacts: false });
}

/** Loop 2300 with its 2310s and 2400s. */
function claimLoop(claim: InstitutionalClaimSnapshot): string {
  let text = claimSegment(claim) + claimDates(claim);
  const { admission } = claim;
  const admissionType = code(admission?.typeCode) || typeNotAvailable;
  text += x12Segment('CL1', admissionType, code(admission?.sourceCode), code(claim.patientStatusCode));
  if (claim.patientEstimatedDueCents !== undefined) {
    text += `AMT*F3*${formatX12Amount(claim.patientEstimatedDueCents)}~`;
  }
  text += reference('9F', claim.referralNumber);
  text += reference('G1', claim.priorAuthorizationNumber);
  text += reference('F8', claim.payerClaimControlNumber);
  text += reference('LU', claim.autoAccidentState);
  text += reference('EA', claim.medicalRecordNumber);
  const note = toX12Text(claim.billingNote ?? '');
  if (note !== '') text += `NTE*ADD*${note}~`;
  text += diagnoses(claim) + procedures(claim) + codes(claim) + providers(claim);
  for (const payer of claim.otherPayers ?? []) text += otherPayerLoop(payer, { hasInsuranceType: false });
  for (const line of claim.lines) text += lineLoop(line);
  return text;
}

/** CLM. CLM05-2 is A; CLM06 and CLM10–CLM19 are not used. */
function claimSegment(claim: InstitutionalClaimSnapshot): string {
  const { signatures } = claim;
  return x12Segment(
    'CLM',
    toX12Text(claim.patientControlNumber),
    formatX12Amount(claim.totalChargeCents),
    '',
    '',
    `${toX12Text(claim.facilityCode)}:A:${toX12Text(claim.frequencyCode)}`,
    '',
    assignmentCode[signatures.assignment],
    benefitsCode[signatures.benefitsAssigned],
    releaseCode[signatures.releaseOfInformation],
    ...Array.from({ length: 10 }, () => ''),
    code(claim.delayReasonCode),
  );
}

function claimDates(claim: InstitutionalClaimSnapshot): string {
  const { admission } = claim;
  let text = claim.dischargeTime === undefined ? '' : `DTP*096*TM*${code(claim.dischargeTime)}~`;
  text += `DTP*434*RD8*${toX12Date(claim.statementFrom)}-${toX12Date(claim.statementTo)}~`;
  if (admission) {
    const date = toX12Date(admission.date);
    text += admission.time === undefined ? `DTP*435*D8*${date}~` : `DTP*435*DT*${date}${code(admission.time)}~`;
  }
  return text;
}

/** HI of diagnoses in the order of the guide. */
function diagnoses({ diagnoses: told }: InstitutionalClaimSnapshot): string {
  return (
    codeSegment([told.principal].map((each) => diagnosis('ABK', each))) +
    codeSegment(told.admitting === undefined ? [] : [`ABJ:${code(told.admitting)}`]) +
    codeSegment(told.reasonsForVisit.map((each) => `APR:${code(each)}`)) +
    codeSegment(told.externalCauses.map((each) => diagnosis('ABN', each))) +
    codeSegment(told.drg === undefined ? [] : [`DR:${code(told.drg)}`]) +
    codeSegments(told.other.map((each) => diagnosis('ABF', each)))
  );
}

/** C022 with the present-on-admission indicator in its ninth component. */
function diagnosis(qualifier: string, { code: value, presentOnAdmission }: InstitutionalDiagnosis): string {
  return x12Composite(qualifier, code(value), '', '', '', '', '', '', presentOnAdmission);
}

function procedures({ procedures: { principal, other } }: InstitutionalClaimSnapshot): string {
  const written = (qualifier: string, each: { code: string; date: IsoDate }) =>
    `${qualifier}:${code(each.code)}:D8:${toX12Date(each.date)}`;
  return (
    codeSegment(principal ? [written('BBR', principal)] : []) + codeSegments(other.map((each) => written('BBQ', each)))
  );
}

/** HI of occurrence spans, occurrences, values, conditions and treatments. */
function codes(claim: InstitutionalClaimSnapshot): string {
  const { days = {} } = claim;
  const dayValues = (Object.keys(dayValueCodes) as (keyof typeof dayValueCodes)[]).flatMap((kind) => {
    const count = days[kind];
    return count === undefined ? [] : [{ code: dayValueCodes[kind], hundredths: count * 100 }];
  });
  return (
    codeSegments(
      claim.occurrenceSpans.map((span) => `BI:${code(span.code)}:RD8:${toX12Date(span.from)}-${toX12Date(span.to)}`),
    ) +
    codeSegments(claim.occurrences.map((each) => `BH:${code(each.code)}:D8:${toX12Date(each.date)}`)) +
    codeSegments(
      [...dayValues, ...claim.values].map((each) => `BE:${code(each.code)}:::${formatX12Amount(each.hundredths)}`),
    ) +
    codeSegments(claim.conditions.map((each) => `BG:${code(each)}`)) +
    codeSegments(claim.treatmentCodes.map((each) => `TC:${code(each)}`))
  );
}

/** 2310A–2310F. */
function providers(claim: InstitutionalClaimSnapshot): string {
  const { serviceFacility } = claim;
  let text = '';
  if (claim.attendingProvider) text += attending(claim.attendingProvider);
  if (claim.operatingProvider) text += individualName('72', claim.operatingProvider);
  if (claim.otherOperatingProvider) text += individualName('ZZ', claim.otherOperatingProvider);
  if (claim.renderingProvider) text += individualName('82', claim.renderingProvider);
  if (serviceFacility) {
    const facility = { organizationName: serviceFacility.name, npi: serviceFacility.npi };
    text += providerName('77', facility) + addressLines(serviceFacility.address);
  }
  if (claim.referringProvider) text += individualName('DN', claim.referringProvider);
  return text;
}

function attending(provider: Provider): string {
  const name = individualName('71', provider);
  return provider.taxonomyCode === undefined ? name : `${name}PRV*AT*PXC*${toX12Text(provider.taxonomyCode)}~`;
}

/** Loop 2400 with 2410, 2420A and 2420C. */
function lineLoop(line: InstitutionalClaimLine): string {
  let text = `LX*${line.lineNumber}~`;
  text += x12Segment(
    'SV2',
    code(line.revenueCode),
    procedure(line),
    formatX12Amount(line.chargeCents),
    line.unit,
    toX12Quantity(line.units),
    '',
    line.nonCoveredCents === undefined ? '' : formatX12Amount(line.nonCoveredCents),
  );
  const { serviceFrom, serviceTo = serviceFrom, drug } = line;
  if (serviceFrom !== undefined && serviceTo !== undefined) {
    const from = toX12Date(serviceFrom);
    text += serviceFrom === serviceTo ? `DTP*472*D8*${from}~` : `DTP*472*RD8*${from}-${toX12Date(serviceTo)}~`;
  }
  text += reference('6R', line.lineControlNumber);
  if (drug) text += `LIN**N4*${toX12Text(drug.ndc)}~CTP****${toX12Quantity(drug.quantity)}*${drug.unit}~`;
  if (line.operatingProvider) text += individualName('72', line.operatingProvider);
  if (line.renderingProvider) text += individualName('82', line.renderingProvider);
  for (const adjudication of line.adjudications ?? []) {
    // The revenue code is what names the line in an 837I (SVD04).
    text += lineAdjudicationLoop({ ...adjudication, revenueCode: adjudication.revenueCode ?? line.revenueCode });
  }
  return text;
}

/** SV202; accommodation has none. */
function procedure(line: InstitutionalClaimLine): string {
  if (line.procedureCode === undefined) return '';
  const [first, second, third, fourth] = line.modifiers.map(toX12Text);
  const description = line.description === undefined ? '' : toX12Text(line.description);
  return withoutTrailing(
    x12Composite(
      procedureQualifier(line.revenueCode),
      code(line.procedureCode),
      first,
      second,
      third,
      fourth,
      description,
    ),
    ':',
  );
}

function reference(qualifier: string, value: string | undefined): string {
  const text = code(value);
  return text === '' ? '' : `REF*${qualifier}*${text}~`;
}

function code(value: string | undefined): string {
  return value === undefined ? '' : toX12Text(value);
}
