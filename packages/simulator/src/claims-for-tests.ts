import type { BatchControlNumbers, ClaimLine, ClaimSnapshot, ClearinghouseRoute } from '@claimwright/domain/claim';
import { addDays, type IsoDate, type IsoInstant } from '@claimwright/domain/dates';
import { npiHasValidCheckDigit } from '@claimwright/domain/ids';
import { sumCents } from '@claimwright/domain/money';
import { transactionSetCount, write837P } from '@claimwright/x12/professional-claim-write';
import { drawsFor } from './seeded-draw.ts';

const payers = [
  { payerId: 'MCRB-MA', payerName: 'MEDICARE PART B MASSACHUSETTS', claimFilingCode: 'MB' },
  { payerId: 'MCD-MA', payerName: 'MASSACHUSETTS MEDICAID', claimFilingCode: 'MC' },
  { payerId: 'GSH01', payerName: 'GRANITE SHORE HEALTH PLAN', claimFilingCode: 'CI' },
  { payerId: 'CHM77', payerName: 'COPPER HERON MUTUAL INSURANCE', claimFilingCode: 'CI' },
  { payerId: 'FBA-QA', payerName: 'QUILL AND ANCHOR BENEFIT FUND', claimFilingCode: 'CI' },
  { payerId: 'ZZZ99', payerName: 'PLAN NOBODY KNOWS', claimFilingCode: 'CI' },
] as const;

const procedures = ['G0463', 'G0439', 'T1015', 'J1885', 'A0425', 'L3908', 'G0101', 'Q0091', 'J3420', 'A4570'];
const diagnoses = ['E119', 'I10', 'J069', 'M5450', 'Z0000', 'R05', 'N390'];
const modifiers = ['25', '59', 'RT', 'LT', 'GA', 'KX'];

/** A synthetic claim; the same index gives the same claim. Services lie within the month before `servedBefore`. */
export function testClaim(index: number, servedBefore: IsoDate = '2026-03-01'): ClaimSnapshot {
  const draws = drawsFor('test claims', String(index));
  const payer = payers[index % payers.length] ?? payers[0];
  const serviceDate = addDays(servedBefore, -draws.between('served', 1, 28));
  const patientControlNumber = `T${String(index).padStart(7, '0')}`;
  const lines = Array.from({ length: draws.between('lines', 1, 5) }, (_, at) =>
    testLine(`${patientControlNumber}-${at + 1}`, at + 1, serviceDate),
  );
  const address = { line1: `${index + 1} SYNTHETIC ST`, city: 'WORCESTER', state: 'MA', postalCode: '016080001' };
  const patient = {
    lastName: `PATIENT${lettersOf(index)}`,
    firstName: 'TEST',
    birthDate: addDays('1950-01-01', index * 7),
    sex: index % 2 === 0 ? ('F' as const) : ('M' as const),
    address,
  };
  return {
    claimType: 'professional',
    patientControlNumber,
    encounterIds: [],
    totalChargeCents: sumCents(lines.map((line) => line.chargeCents)),
    placeOfService: '11',
    frequencyCode: '1',
    signatures: {
      providerSignatureOnFile: true,
      assignment: 'assigned',
      benefitsAssigned: 'yes',
      releaseOfInformation: 'signed',
    },
    dates: {},
    billingProvider: {
      npi: testNpi(index % 3),
      organizationName: `SYNTHETIC CLINIC ${lettersOf(index % 3)}`,
      taxonomyCode: '261QP2300X',
      address: { line1: '10 CLINIC WAY', city: 'BOSTON', state: 'MA', postalCode: '021110001' },
      taxId: `99000000${index % 3}`,
      taxIdType: 'ein',
    },
    renderingProvider: { npi: testNpi(10 + (index % 5)), lastName: 'PROVIDER', firstName: lettersOf(index % 5) },
    destination: {
      ...payer,
      responsibility: 'primary',
      memberId: `M${String(index).padStart(8, '0')}`,
      relationship: 'self',
      subscriber: patient,
    },
    patient,
    diagnoses: [diagnoses[index % diagnoses.length] ?? 'I10'],
    lines,
  };
}

function testLine(lineControlNumber: string, lineNumber: number, serviceDate: IsoDate): ClaimLine {
  const draws = drawsFor('test lines', lineControlNumber);
  const units = draws.between('units', 1, 3);
  return {
    lineNumber,
    lineControlNumber,
    procedureCode: procedures[draws.between('procedure', 0, procedures.length - 1)] ?? 'G0463',
    modifiers: draws.chance('modified', 0.4)
      ? [modifiers[draws.between('modifier', 0, modifiers.length - 1)] ?? '25']
      : [],
    chargeCents: draws.between('charge', 101, 90_000),
    units,
    unit: 'UN',
    diagnosisPointers: [1],
    serviceFrom: serviceDate,
    serviceTo: serviceDate,
  };
}

/** The clearinghouse route of the tests. */
export const testRoute: ClearinghouseRoute = {
  name: 'default',
  senderQualifier: 'ZZ',
  senderId: 'TESTCLINIC',
  receiverQualifier: 'ZZ',
  receiverId: 'SIMCH',
  applicationSender: 'TESTCLINIC',
  applicationReceiver: 'SIMCH',
  usageIndicator: 'T',
  submitterName: 'SYNTHETIC BILLING',
  submitterId: 'TEST001',
  submitterContactName: 'EDI DESK',
  submitterContactPhone: '5555550100',
  receiverName: 'SIMULATED CLEARINGHOUSE',
  receiverPayerId: 'SIMCH',
};

/** Real 837P text of some claims, numbered with `interchange`. */
export function test837P(claims: readonly ClaimSnapshot[], interchange: number, at: IsoInstant): string {
  const sets = Array.from({ length: transactionSetCount(claims.length) }, (_, index) => index + 1);
  const numbers: BatchControlNumbers = {
    interchange,
    group: interchange,
    transactionSets: sets,
    batchReferences: sets.map((set) => `B${interchange}S${set}`),
  };
  return write837P({ route: testRoute, numbers, claims, at });
}

/** A valid invented NPI: a small number behind a 1 with its check digit. */
export function testNpi(number: number): string {
  const stem = `19${String(number).padStart(7, '0')}`;
  for (let digit = 0; digit < 10; digit += 1) {
    const npi = `${stem}${digit}`;
    if (npiHasValidCheckDigit(npi)) return npi;
  }
  throw new Error(`no check digit fits ${stem}`);
}

/** A, B, … Z, BA, BB …: names without digits. */
function lettersOf(number: number): string {
  const letter = String.fromCharCode(65 + (number % 26));
  return number < 26 ? letter : lettersOf(Math.floor(number / 26)) + letter;
}
