import type { IsoInstant } from '@claimwright/domain/dates';
import { type InterchangeEnvelope, readEnvelopes } from '@claimwright/x12/envelope';
import { type ReadProfessionalSet, read837P } from '@claimwright/x12/professional-claim-read';
import type { Wire } from './planned-file.ts';
import { hash53 } from './seeded-draw.ts';

/** One interchange of an uploaded file, read once. */
export interface ReceivedInterchange {
  receivedAt: IsoInstant;
  /** Names the content: two interchanges with one digest are the same bytes. */
  contentDigest: number;
  envelope: InterchangeEnvelope;
  /** The 837P sets, the broken ones too. */
  sets: ReadProfessionalSet[];
}

/** A text without any interchange cannot be answered in X12: nobody knows whom to answer. */
export interface UnreadableSubmission {
  receivedAt: IsoInstant;
  contentDigest: number;
}

export type Submission =
  | { kind: 'interchanges'; interchanges: ReceivedInterchange[] }
  | { kind: 'unreadable'; submission: UnreadableSubmission };

/** Reads an uploaded file into its interchanges, each by itself, so that a broken one does not touch its neighbours. */
export function readSubmission(file837: string, receivedAt: IsoInstant): Submission {
  const { interchanges } = readEnvelopes(file837);
  if (interchanges.length === 0) {
    return { kind: 'unreadable', submission: { receivedAt, contentDigest: hash53(file837) } };
  }
  return {
    kind: 'interchanges',
    interchanges: interchanges.map((place) => readInterchange(file837, place, receivedAt)),
  };
}

function readInterchange(file837: string, place: InterchangeEnvelope, receivedAt: IsoInstant): ReceivedInterchange {
  const text = file837.slice(place.start, place.end);
  const { interchanges, sets } = read837P(text);
  return { receivedAt, contentDigest: hash53(text), envelope: interchanges[0] ?? place, sets };
}

/** What makes an interchange known: who sent it to whom, and ISA13. */
export function interchangeKey(envelope: InterchangeEnvelope): string {
  const { senderQualifier, senderId, receiverQualifier, receiverId, controlNumber } = envelope;
  return [senderQualifier, senderId, receiverQualifier, receiverId, controlNumber].join('/');
}

/** Along which wire the answers go back: both ends of interchange and group, and whether it is a test. */
export function tradingPartner({ envelope, group }: Wire): string {
  const { senderQualifier, senderId, receiverQualifier, receiverId, usageIndicator } = envelope;
  const applications = [group?.applicationSender, group?.applicationReceiver];
  const ends = [senderQualifier, senderId, receiverQualifier, receiverId, ...applications];
  return [...ends, usageIndicator].join('/');
}
