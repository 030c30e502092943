import type { ClaimSnapshot } from '@claimwright/domain/claim';
import { toX12Date } from '@claimwright/domain/dates';
import { formatX12Amount } from '@claimwright/domain/money';
import type { RemittanceClaim } from '@claimwright/domain/remittance';
import { proveBalance } from '@claimwright/remittance/prove-balance';
import { standardDelimiters } from '@claimwright/x12/delimiters';
import { read837P } from '@claimwright/x12/professional-claim-read';
import { write837P } from '@claimwright/x12/professional-claim-write';
import { SegmentScanner } from '@claimwright/x12/reader';
import { read835 } from '@claimwright/x12/remittance-read';
import { write835 } from '@claimwright/x12/remittance-write';
import { SegmentStream } from '@claimwright/x12/segment-stream';
import { validateX12 } from '@claimwright/x12/validate';
import { at, chance, line, numbersFor, route, snapshot } from '../x12/snapshots.ts';

/** One measured path beside its floor of the same run; `ratio` is value / floor, more is better. */
export interface BenchRow {
  name: string;
  unit: string;
  value: number;
  floor: number;
  ratio: number;
}

const claimCount = 10_000;

/** Measures reading and writing of X12 on one core, medians of five: see "X12" of the performance notes in docs. */
export function measureX12(): BenchRow[] {
  const remittance = remittanceText();
  const megabytes = remittance.length / 1e6;
  const reading = (name: string, run: () => number): BenchRow =>
    paired(name, 'MB/s', megabytes, run, () => splitTwice(remittance));
  const claims = claimSnapshots();
  const numbers = numbersFor(claims.length);
  const write = () => write837P({ route, claims, at, numbers }).length;
  const sent = write837P({ route, claims, at, numbers });
  const elements = sent.split('~').map((segment) => segment.split('*'));
  const rejoin = () => elements.map((segment) => segment.join('*')).join('~').length;
  return [
    reading('835 segments found, ids compared, v split into segments and elements', () => scanIds(remittance)),
    reading('835 segments found, four elements of each cut, v the same split', () => scanElements(remittance)),
    reading('835 segments streamed in 64 KB chunks, v the same split', () => streamSegments(remittance)),
    reading('835 read into claims, envelope and balance proved, v the same split', () => readRemittances(remittance)),
    reading('835 judged by the whole grammar, v the same split', () => judge(remittance)),
    paired('837P written, v arrays built and joined', 'claims/s', claimCount, write, () => joinClaims(claims).length),
    paired('837P written, v joining elements already cut', 'claims/s', claimCount, write, rejoin),
    paired(
      '837P read into claims, v split',
      'claims/s',
      claimCount,
      () => read837P(sent).claims.length,
      () => splitTwice(sent),
    ),
    paired(
      '837P judged by the whole grammar, v split',
      'claims/s',
      claimCount,
      () => judge(sent),
      () => splitTwice(sent),
    ),
  ];
}

/** Every rule of every guide over a text that keeps them all. */
function judge(text: string): number {
  const report = validateX12(text);
  if (report.errors + report.warnings > 0)
    throw new Error(`the measured text has defects: ${report.defects[0]?.message}`);
  return report.segments;
}

/**
 * Medians of five runs of a path and of its floor, by turns, so that a busy moment of the machine falls on both; two runs of each
 * warm up. What a run gives back keeps it from being optimised away.
 */
function paired(name: string, unit: string, amount: number, run: () => number, floorRun: () => number): BenchRow {
  const seconds: number[] = [];
  const floorSeconds: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const [floorTime, time] = [timed(floorRun), timed(run)];
    if (round < 2) continue;
    floorSeconds.push(floorTime);
    seconds.push(time);
  }
  const value = amount / middle(seconds);
  const floor = amount / middle(floorSeconds);
  return { name, unit, value, floor, ratio: value / floor };
}

function timed(run: () => number): number {
  const start = performance.now();
  if (Number.isNaN(run())) throw new Error('a run gave no number');
  return (performance.now() - start) / 1000;
}

function middle(values: number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

/** The floor: all segments and all elements of a text as strings. */
export function splitTwice(text: string): number {
  let elements = 0;
  for (const segment of text.split('~')) elements += segment.split('*').length;
  return elements;
}

function scanIds(text: string): number {
  const scanner = new SegmentScanner(text, standardDelimiters);
  let claims = 0;
  while (scanner.next()) if (scanner.id === 'CLP') claims += 1;
  expectCount(claims);
  return claims;
}

function scanElements(text: string): number {
  const scanner = new SegmentScanner(text, standardDelimiters);
  let characters = 0;
  while (scanner.next()) {
    for (let element = 1; element <= 4; element += 1) characters += scanner.element(element).length;
  }
  return characters;
}

function streamSegments(text: string): number {
  let claims = 0;
  const stream = new SegmentStream({
    segment: (segment) => {
      if (segment.id === 'CLP') claims += 1;
    },
    defect: () => undefined,
  });
  for (let from = 0; from < text.length; from += 65_536) stream.push(text.slice(from, from + 65_536));
  stream.end();
  expectCount(claims);
  return claims;
}

function readRemittances(text: string): number {
  const { sets, defects } = read835(text);
  const claims = sets.reduce((total, set) => total + set.content.claims.length, 0);
  if (defects.length > 0) throw new Error('the measured 835 has defects');
  if (sets.some((set) => proveBalance(set.content).length > 0)) throw new Error('the measured 835 does not balance');
  expectCount(claims);
  return claims;
}

function expectCount(claims: number): void {
  if (claims !== claimCount) throw new Error(`${claims} claims were read, not ${claimCount}`);
}

/** An 835 of ten thousand claims with one to five lines in ten sets. */
export function remittanceText(): string {
  const next = chance(835);
  const perSet = claimCount / 10;
  return write835({
    parties: { ...route, interchangeControlNumber: 1, groupControlNumber: 1 },
    at,
    payer: {
      address: { line1: '1 PAYER PLAZA', city: 'MACON', state: 'GA', postalCode: '31201' },
      technicalContactName: 'EDI',
      technicalContactPhone: '5555550111',
    },
    payee: { idQualifier: 'XX' },
    remittances: Array.from({ length: 10 }, (_, set) => {
      const claims = Array.from({ length: perSet }, (_, index) => adjudicated(next, set * perSet + index));
      return {
        transactionSetControlNumber: String(set + 1).padStart(4, '0'),
        handlingCode: 'I',
        paymentCents: claims.reduce((total, claim) => total + claim.paidCents, 0),
        paymentMethod: 'CHK',
        paymentDate: '2026-12-01',
        traceNumber: `TRACE${set}`,
        originatingCompanyId: '1234567890',
        payerName: 'PAYER X',
        payeeName: 'RIVER CLINIC',
        payeeId: '1234567893',
        claims,
        providerAdjustments: [],
      };
    }),
  });
}

function adjudicated(next: () => number, number: number): RemittanceClaim {
  const lines = Array.from({ length: 1 + Math.floor(next() * 5) }, (_, index) => {
    const chargeCents = 1_000 + Math.floor(next() * 100_000);
    const contractualCents = Math.floor(chargeCents * 0.3);
    const coinsuranceCents = Math.floor(chargeCents * 0.1);
    return {
      procedureQualifier: 'HC',
      procedureCode: 'G0463',
      modifiers: ['25'],
      chargeCents,
      paidCents: chargeCents - contractualCents - coinsuranceCents,
      units: 1,
      serviceFrom: '2026-11-20',
      serviceTo: '2026-11-20',
      adjustments: [
        { group: 'CO' as const, reasonCode: '45', amountCents: contractualCents },
        { group: 'PR' as const, reasonCode: '2', amountCents: coinsuranceCents },
      ],
      lineControlNumber: `C${number}-${index + 1}`,
      allowedCents: chargeCents - contractualCents,
      remarkCodes: [],
    };
  });
  const sum = (field: 'chargeCents' | 'paidCents') => lines.reduce((total, each) => total + each[field], 0);
  return {
    patientControlNumber: `C${number}`,
    statusCode: '1',
    chargeCents: sum('chargeCents'),
    paidCents: sum('paidCents'),
    patientResponsibilityCents: lines.reduce((total, each) => total + (each.adjustments[1]?.amountCents ?? 0), 0),
    claimFilingCode: '12',
    payerClaimControlNumber: `ICN${number}`,
    facilityCode: '11',
    frequencyCode: '1',
    adjustments: [],
    remarkCodes: [],
    patientLastName: 'DOE',
    patientFirstName: 'JANE',
    memberId: `W${number}`,
    receivedDate: '2026-11-24',
    statementFrom: '2026-11-20',
    statementTo: '2026-11-20',
    lines,
  };
}

/** Ten thousand claims as they come from the database: each its own objects, one to five lines, every third a dependant. */
function claimSnapshots(): ClaimSnapshot[] {
  const next = chance(837);
  return Array.from({ length: claimCount }, (_, index) => {
    const lines = Array.from({ length: 1 + Math.floor(next() * 5) }, (_, position) =>
      line(position + 1, {
        lineControlNumber: `C${index}-${position + 1}`,
        modifiers: ['25'],
        diagnosisPointers: [1, 2],
      }),
    );
    const base = snapshot({ patientControlNumber: `C${index}`, lines });
    if (index % 3 !== 0) return base;
    const subscriber = { lastName: 'DOE', firstName: 'JOHN' };
    return { ...base, destination: { ...base.destination, relationship: 'child' as const, subscriber } };
  });
}

/** The floor of writing: the same claims put into arrays and joined, nothing cleaned, nothing optional asked about. */
function joinClaims(claims: readonly ClaimSnapshot[]): string {
  const segments: string[] = [];
  for (const claim of claims) {
    for (const elements of claimElements(claim)) segments.push(elements.join('*'));
  }
  return segments.join('~');
}

function claimElements(claim: ClaimSnapshot): (string | undefined)[][] {
  const { patient, destination, signatures } = claim;
  const { address } = patient;
  const subscriber = destination.relationship === 'self' ? patient : destination.subscriber;
  const segments: (string | undefined)[][] = [
    ['HL', '2', '1', '22', '0'],
    ['SBR', 'P', '18', destination.groupNumber, '', '', '', '', '', destination.claimFilingCode],
    ['NM1', 'IL', '1', subscriber.lastName, subscriber.firstName, '', '', '', 'MI', destination.memberId],
    ['N3', address?.line1],
    ['N4', address?.city, address?.state, address?.postalCode],
    ['DMG', 'D8', toX12Date(patient.birthDate ?? ''), patient.sex],
    ['NM1', 'PR', '2', destination.payerName, '', '', '', '', 'PI', destination.payerId],
    [
      ...['CLM', claim.patientControlNumber, formatX12Amount(claim.totalChargeCents), '', ''],
      ...[
        [claim.placeOfService, 'B', claim.frequencyCode].join(':'),
        signatures.providerSignatureOnFile ? 'Y' : 'N',
        'A',
        'Y',
        'Y',
      ],
    ],
    ['HI', ...claim.diagnoses.map((code, index) => [index === 0 ? 'ABK' : 'ABF', code].join(':'))],
  ];
  for (const each of claim.lines) {
    segments.push(
      ['LX', String(each.lineNumber)],
      [
        ...[
          'SV1',
          ['HC', each.procedureCode, ...each.modifiers].join(':'),
          formatX12Amount(each.chargeCents),
          each.unit,
        ],
        ...[String(each.units), '', '', each.diagnosisPointers.join(':')],
      ],
      ['DTP', '472', 'D8', toX12Date(each.serviceFrom)],
      ['REF', '6R', each.lineControlNumber],
    );
  }
  return segments;
}
