import { dateOfInstant, type IsoDate, type IsoInstant } from '@claimwright/domain/dates';
import type { Provider } from '@claimwright/domain/party';
import {
  type AcknowledgedClaim,
  type ClaimAcknowledgementFile,
  write277CA,
} from '@claimwright/x12/claim-acknowledgement-write';
import { providerKey } from '@claimwright/x12/claim-status-request-write';
import { write999 } from '@claimwright/x12/implementation-acknowledgement';
import { writeTA1 } from '@claimwright/x12/interchange-acknowledgement';
import type { ClaimFuture, HopVerdict } from './claim-future.ts';
import type { InterchangeVerdict } from './judge-interchange.ts';
import { fileName, type PlannedFile, partiesOf, type Wire } from './planned-file.ts';
import { interchangeKey, type ReceivedInterchange, type ReceivedSet, type UnreadableText } from './read-submission.ts';
import type { SubmittedClaim } from './submitted-claim.ts';

/** One claim with its future, and the batch it stood in. */
export interface DecidedClaim {
  set: SetSummary;
  wire: Wire;
  future: ClaimFuture;
  payerName: string;
  provider: Provider & { taxId?: string };
  summary: Omit<AcknowledgedClaim, 'statuses' | 'effectiveDate' | 'accepted' | 'payerClaimControlNumber'>;
}

type SetSummary = Pick<ReceivedSet, 'batchReference' | 'submitterName' | 'submitterId'>;

/** Who the clearinghouse is in its own 277CA. */
export interface ClearinghouseIdentity {
  name: string;
  id: string;
}

/** What a 277CA says again of a claim. */
export function summaryOfClaim(claim: SubmittedClaim, trace: string): DecidedClaim['summary'] {
  const dates = claim.lines.flatMap((line) => [line.serviceFrom, line.serviceTo]).sort();
  return {
    patientControlNumber: claim.patientControlNumber,
    patientLastName: claim.patient.lastName,
    patientFirstName: claim.patient.firstName,
    memberId: claim.destination.memberId,
    chargeCents: claim.totalChargeCents,
    clearinghouseTraceNumber: trace,
    serviceFrom: dates[0] ?? '',
    serviceTo: dates.at(-1) ?? '',
  };
}

/** TA1 and 999, both on the day of receipt. `occurrence` counts earlier uploads of the same interchange. */
export function planSyntaxAcknowledgements(
  received: ReceivedInterchange,
  verdict: InterchangeVerdict,
  occurrence: number,
): PlannedFile[] {
  const { envelope, receivedAt } = received;
  const dueOn = dateOfInstant(receivedAt);
  const identity = `${interchangeKey(envelope)}|${occurrence}`;
  const ta1 = fileName(dueOn, 'TA1', envelope.controlNumber, identity);
  const files: PlannedFile[] = [{ name: ta1, kind: 'TA1', dueOn, render: () => renderTA1(received, verdict, ta1) }];
  if (verdict.groups.length === 0) return files;
  const name = fileName(dueOn, '999', envelope.controlNumber, identity);
  files.push({ name, kind: '999', dueOn, render: () => render999(received, verdict, name) });
  return files;
}

/** The word on an upload that is no X12, or not all of it. */
export function planUnreadableReport(text: UnreadableText, occurrence: number): PlannedFile {
  const dueOn = dateOfInstant(text.receivedAt);
  const name = fileName(dueOn, 'report', 'unreadable', `${text.uploadDigest}|${occurrence}`);
  const report = `The file received at ${text.receivedAt} holds text that belongs to no X12 interchange and was not processed.\n`;
  return { name, kind: 'report', dueOn, render: () => report };
}

/** The 277CAs of one interchange: the clearinghouse's by day, then each payer's. */
export function planClaimAcknowledgements(
  received: ReceivedInterchange,
  claims: readonly DecidedClaim[],
  clearinghouse: ClearinghouseIdentity,
): PlannedFile[] {
  const identity = interchangeKey(received.envelope);
  const { receivedAt } = received;
  const files: PlannedFile[] = [];
  for (const [on, group] of grouped(claims, (claim) => claim.future.forwarding.on)) {
    const source = { entity: 'AY' as const, ...clearinghouse, receivedOn: dateOfInstant(receivedAt), processedOn: on };
    const name = fileName(on, '277CA', clearinghouse.id, identity);
    const hop = (claim: DecidedClaim) => claim.future.forwarding;
    files.push({ name, kind: '277CA', dueOn: on, render: () => render277CA(name, group, source, hop) });
  }
  const heard = claims.filter((claim) => claim.future.receipt !== undefined);
  for (const [key, group] of grouped(heard, (claim) => `${claim.future.receipt?.on}|${claim.future.payerId}`)) {
    const first = group[0];
    const receipt = first?.future.receipt;
    if (!first || !receipt) throw new Error('a group of receipts without a receipt');
    const { payerId: id, forwarding } = first.future;
    const source = {
      entity: 'PR' as const,
      name: first.payerName,
      id,
      receivedOn: forwarding.on,
      processedOn: receipt.on,
    };
    const name = fileName(receipt.on, '277CA', id, `${identity}|${key}`);
    const hop = (claim: DecidedClaim) => claim.future.receipt ?? receipt;
    files.push({ name, kind: '277CA', dueOn: receipt.on, render: () => render277CA(name, group, source, hop) });
  }
  return files;
}

function renderTA1(received: ReceivedInterchange, verdict: InterchangeVerdict, name: string): string {
  const { envelope, receivedAt } = received;
  return writeTA1({
    parties: partiesOf({ envelope, group: envelope.groups[0] }, name, 0),
    at: receivedAt,
    acknowledgement: verdict.interchange,
    acknowledgedDate: envelope.date,
    acknowledgedTime: envelope.time,
  });
}

function render999(received: ReceivedInterchange, verdict: InterchangeVerdict, name: string): string {
  const files = verdict.groups.map(({ group, acknowledgement }, index) =>
    write999({
      parties: partiesOf({ envelope: received.envelope, group }, name, index),
      at: received.receivedAt,
      transactionSetControlNumber: 1,
      acknowledgement,
      acknowledgedVersion: group.version || undefined,
    }),
  );
  return files.join('\n');
}

type HopOf = (claim: DecidedClaim) => HopVerdict & { payerClaimControlNumber?: string };

/** One interchange for each 837P set that the claims stood in: loop 2000B names one batch. */
function render277CA(
  name: string,
  claims: readonly DecidedClaim[],
  source: ClaimAcknowledgementFile['source'],
  hopOf: HopOf,
): string {
  const texts: string[] = [];
  for (const group of grouped(claims, (claim) => claim.set).values()) {
    const first = group[0];
    if (!first) continue;
    const { batchReference, submitterName, submitterId } = first.set;
    const parties = partiesOf(first.wire, name, texts.length);
    const accepted = group.some((claim) => hopOf(claim).accepted);
    texts.push(
      write277CA({
        parties,
        at: morningOf(source.processedOn),
        transactionSetControlNumber: 1,
        reference: String(parties.interchangeControlNumber),
        source,
        receiver: {
          name: submitterName || 'SUBMITTER',
          id: submitterId || parties.receiverId,
          batchReference,
          status: { category: accepted ? 'A1' : 'A3', statusCode: accepted ? '19' : '21', entity: 'PR' },
          effectiveDate: source.processedOn,
        },
        providers: [...grouped(group, (claim) => providerKey(claim.provider)).values()].map((billed) => ({
          provider: billed[0]?.provider ?? {},
          claims: billed.map((claim) => acknowledgedClaim(claim, hopOf(claim))),
        })),
      }),
    );
  }
  return texts.join('\n');
}

function acknowledgedClaim(claim: DecidedClaim, hop: ReturnType<HopOf>): AcknowledgedClaim {
  const { on: effectiveDate, accepted, statuses, payerClaimControlNumber } = hop;
  return { ...claim.summary, statuses, effectiveDate, accepted, payerClaimControlNumber };
}

/** The hour at which files that are not answered at once are made. */
export function morningOf(date: IsoDate): IsoInstant {
  return `${date}T06:00:00.000Z`;
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  return Map.groupBy(items, keyOf);
}
