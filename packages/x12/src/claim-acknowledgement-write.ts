import type { ClaimStatus } from '@claimwright/domain/acknowledgement';
import { type IsoDate, type IsoInstant, toX12Date } from '@claimwright/domain/dates';
import { type Cents, formatX12Amount, sumCents } from '@claimwright/domain/money';
import type { Provider } from '@claimwright/domain/party';
import { idOrUnknown, nameOrUnknown, room, shortReference, textUpTo } from './element-room.ts';
import type { InterchangeParties } from './parties.ts';
import { identifiedName } from './party-write.ts';
import {
  toX12Text,
  transactionSetControlNumber,
  writeInterchange,
  writeTransactionSet,
  x12Composite,
  x12Date,
  x12Segment,
  x12Time,
} from './writer.ts';

const guide = '005010X214';

/** TRN02 where there is none, as in 2200C. */
const unknownTrace = '0';

/** One claim to be written in loop 2000D. */
export interface AcknowledgedClaim {
  patientControlNumber: string;
  patientLastName: string;
  patientFirstName?: string;
  /** NM109 of 2100D, which cannot be empty: a patient of whom none is known is written with UNKNOWN. */
  memberId?: string;
  /** One to three: STC01, STC10, STC11. */
  statuses: readonly ClaimStatus[];
  effectiveDate: IsoDate;
  /** STC03: true WQ, false U. */
  accepted: boolean;
  chargeCents: Cents;
  /** REF*1K. */
  payerClaimControlNumber?: string;
  /** REF*D9. */
  clearinghouseTraceNumber?: string;
  serviceFrom: IsoDate;
  serviceTo: IsoDate;
  /** Loop 2220D, only lines that are rejected: STC03 of a line is U. */
  lines?: readonly AcknowledgedLine[];
}

export interface AcknowledgedLine {
  procedureCode: string;
  modifiers: readonly string[];
  chargeCents: Cents;
  statuses: readonly ClaimStatus[];
  effectiveDate: IsoDate;
  /** REF*FJ. */
  lineControlNumber?: string;
  serviceFrom: IsoDate;
  serviceTo: IsoDate;
}

export interface ClaimAcknowledgementFile {
  parties: InterchangeParties;
  at: IsoInstant;
  /** ST02, 1–999,999,999. */
  transactionSetControlNumber: number;
  /** BHT03. */
  reference: string;
  /** Loop 2000A. PR payer, AY clearinghouse. */
  source: { entity: 'PR' | 'AY'; name: string; id: string; receivedOn: IsoDate; processedOn: IsoDate };
  /**
   * Loop 2000B: the submitter of the 837 and the batch. Totals are counted from the claims; a batch rejected as a whole
   * (`providers` empty) says its own in `rejected`.
   */
  receiver: {
    name: string;
    id: string;
    batchReference: string;
    status: ClaimStatus;
    effectiveDate: IsoDate;
    rejected?: { claims: number; chargeCents: Cents };
  };
  /**
   * Loops 2000C and 2000D. A provider without NPI is known by the tax id; one refused as a whole says so in `refused` (2200C) and
   * has no claims below it.
   */
  providers: readonly AcknowledgedProvider[];
}

export interface AcknowledgedProvider {
  provider: Provider & { taxId?: string };
  claims: readonly AcknowledgedClaim[];
  refused?: { statuses: readonly ClaimStatus[]; claims: number; chargeCents: Cents };
}

interface Totals {
  accepted: number;
  acceptedCents: Cents;
  rejected: number;
  rejectedCents: Cents;
}

/** Writes one interchange with one 277CA (005010X214). */
export function write277CA(file: ClaimAcknowledgementFile): string {
  const { at, parties } = file;
  let body = x12Segment('BHT', '0085', '08', toX12Text(file.reference), x12Date(at), x12Time(at), 'TH');
  body += sourceLevel(file) + receiverLevel(file);
  let level = 2;
  for (const entry of file.providers) {
    const { provider, claims } = entry;
    level += 1;
    const providerLevel = level;
    body += `HL*${level}*2*19*${claims.length > 0 ? '1' : '0'}~${identifiedName('85', provider)}TRN*1*0~`;
    body += providerStatus(file, entry);
    for (const claim of claims) {
      level += 1;
      body += `HL*${level}*${providerLevel}*PT~${claimLoop(claim)}`;
    }
  }
  const controlNumber = transactionSetControlNumber(file.transactionSetControlNumber);
  return writeInterchange(parties, at, {
    group: {
      functionalIdentifier: 'HN',
      version: guide,
      sets: [writeTransactionSet({ identifier: '277', controlNumber, guide, body: [body] })],
    },
  });
}

/** STC of 2200C, which has no date: that the provider is refused, or that its claims were received; each tells what became of it. */
function providerStatus({ source }: ClaimAcknowledgementFile, entry: AcknowledgedProvider): string {
  const totals = totalsOfProvider(entry);
  const statuses = entry.refused?.statuses ?? [{ category: 'A1', statusCode: '19', entity: source.entity }];
  const verdict = { statuses, accepted: entry.refused === undefined };
  return statusSegment(verdict, totals.acceptedCents + totals.rejectedCents) + totalSegments(totals, 'QA', 'QC');
}

function sourceLevel({ source, reference }: ClaimAcknowledgementFile): string {
  const qualifier = source.entity === 'PR' ? 'PI' : '46';
  return (
    'HL*1**20*1~' +
    nameSegment(source.entity, source.name, qualifier, source.id) +
    x12Segment('TRN', '1', toX12Text(reference)) +
    x12Segment('DTP', '050', 'D8', toX12Date(source.receivedOn)) +
    x12Segment('DTP', '009', 'D8', toX12Date(source.processedOn))
  );
}

function totalsOfProvider({ claims, refused }: AcknowledgedProvider): Totals {
  const totals = totalsOf(claims);
  if (!refused) return totals;
  return sumOf(totals, { ...totalsOf([]), rejected: refused.claims, rejectedCents: refused.chargeCents });
}

function sumOf(left: Totals, right: Totals): Totals {
  return {
    accepted: left.accepted + right.accepted,
    acceptedCents: left.acceptedCents + right.acceptedCents,
    rejected: left.rejected + right.rejected,
    rejectedCents: left.rejectedCents + right.rejectedCents,
  };
}

function receiverLevel({ receiver, providers }: ClaimAcknowledgementFile): string {
  const totals = providers.map(totalsOfProvider).reduce(sumOf, totalsOf([]));
  if (receiver.rejected) {
    totals.rejected += receiver.rejected.claims;
    totals.rejectedCents += receiver.rejected.chargeCents;
  }
  const total = totals.acceptedCents + totals.rejectedCents;
  const verdict = {
    statuses: [receiver.status],
    effectiveDate: receiver.effectiveDate,
    accepted: providers.length > 0,
  };
  return (
    `HL*2*1*21*${providers.length > 0 ? '1' : '0'}~` +
    nameSegment('41', receiver.name, '46', receiver.id) +
    x12Segment('TRN', '2', textUpTo(receiver.batchReference, room.reference) || unknownTrace) +
    statusSegment(verdict, total) +
    totalSegments(totals, '90', 'AA')
  );
}

function nameSegment(entity: string, name: string, qualifier: string, id: string): string {
  return x12Segment('NM1', entity, '2', nameOrUnknown(name), '', '', '', '', qualifier, idOrUnknown(id));
}

/** QTY and AMT of 2200B and 2200C; a side with no claim is left out. */
function totalSegments(totals: Totals, acceptedQualifier: string, rejectedQualifier: string): string {
  let text = '';
  if (totals.accepted > 0) text += x12Segment('QTY', acceptedQualifier, totals.accepted);
  if (totals.rejected > 0) text += x12Segment('QTY', rejectedQualifier, totals.rejected);
  if (totals.accepted > 0) text += x12Segment('AMT', 'YU', formatX12Amount(totals.acceptedCents));
  if (totals.rejected > 0) text += x12Segment('AMT', 'YY', formatX12Amount(totals.rejectedCents));
  return text;
}

function totalsOf(claims: readonly AcknowledgedClaim[]): Totals {
  const accepted = claims.filter((claim) => claim.accepted);
  const rejected = claims.filter((claim) => !claim.accepted);
  return {
    accepted: accepted.length,
    acceptedCents: sumCents(accepted.map((claim) => claim.chargeCents)),
    rejected: rejected.length,
    rejectedCents: sumCents(rejected.map((claim) => claim.chargeCents)),
  };
}

/** Loops 2100D, 2200D and 2220D. */
function claimLoop(claim: AcknowledgedClaim): string {
  const { memberId } = claim;
  let text = x12Segment(
    'NM1',
    'QC',
    '1',
    nameOrUnknown(claim.patientLastName),
    textUpTo(claim.patientFirstName, room.firstName),
    undefined,
    undefined,
    undefined,
    'MI',
    idOrUnknown(memberId),
  );
  text += x12Segment('TRN', '2', textUpTo(claim.patientControlNumber, room.reference) || unknownTrace);
  text += statusSegment(claim, claim.chargeCents);
  text += shortReference('1K', claim.payerClaimControlNumber);
  text += shortReference('D9', claim.clearinghouseTraceNumber);
  // The day of the status stands in for a day of service that the claim did not tell.
  const { serviceFrom, serviceTo } = claim;
  const told = serviceFrom === '' || serviceTo === '' ? claim.effectiveDate : undefined;
  text += serviceDates({ serviceFrom: told ?? serviceFrom, serviceTo: told ?? serviceTo });
  for (const line of claim.lines ?? []) {
    text += x12Segment(
      'SVC',
      x12Composite('HC', toX12Text(line.procedureCode), ...line.modifiers),
      formatX12Amount(line.chargeCents),
    );
    text += statusSegment({ ...line, accepted: false });
    text += shortReference('FJ', line.lineControlNumber);
    text += serviceDates(line);
  }
  return text;
}

function serviceDates({ serviceFrom, serviceTo }: { serviceFrom: IsoDate; serviceTo: IsoDate }): string {
  const from = toX12Date(serviceFrom);
  if (serviceFrom === serviceTo) return x12Segment('DTP', '472', 'D8', from);
  return x12Segment('DTP', '472', 'RD8', `${from}-${toX12Date(serviceTo)}`);
}

/** STC: the first status in STC01, a second and third in STC10 and STC11. A line (2220D) names no amount. */
function statusSegment(
  verdict: { statuses: readonly ClaimStatus[]; effectiveDate?: IsoDate; accepted: boolean },
  amountCents?: Cents,
): string {
  const { statuses } = verdict;
  if (statuses.length < 1 || statuses.length > 3)
    throw new RangeError('A status segment (STC) holds one to three statuses');
  const [first, second, third] = statuses.map(({ category, statusCode, entity }) =>
    x12Composite(category, statusCode, entity),
  );
  const action = verdict.accepted ? 'WQ' : 'U';
  const amount = amountCents === undefined ? undefined : formatX12Amount(amountCents);
  const date = verdict.effectiveDate === undefined ? '' : toX12Date(verdict.effectiveDate);
  return x12Segment('STC', first, date, action, amount, '', '', '', '', '', second, third);
}
