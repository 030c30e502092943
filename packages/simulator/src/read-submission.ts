import type { IsoInstant } from '@claimwright/domain/dates';
import { type ClaimStatusRequestSet, read276 } from '@claimwright/x12/claim-status-request-read';
import type { X12Defect } from '@claimwright/x12/defect';
import type { InterchangeEnvelope, ReadSet } from '@claimwright/x12/envelope';
import { readInstitutionalSets } from '@claimwright/x12/institutional-sets-read';
import { read837P } from '@claimwright/x12/professional-claim-read';
import type { ReadProfessionalClaim, ReadProfessionalSet } from '@claimwright/x12/professional-set';
import { validateX12 } from '@claimwright/x12/validate';
import type { Wire } from './planned-file.ts';
import { hash53 } from './seeded-draw.ts';
import { type SubmittedClaim, submittedInstitutional } from './submitted-claim.ts';

/** A claim of either guide with what is wrong with it. */
export interface ReceivedClaim extends Pick<ReadProfessionalClaim, 'defects'> {
  claim: SubmittedClaim;
}

/** One ST…SE of claims. */
export interface ReceivedSet
  extends Pick<ReadProfessionalSet, 'origin' | 'batchReference' | 'submitterName' | 'submitterId' | 'defects'> {
  claims: ReceivedClaim[];
}

/** One interchange of an uploaded file, read once. */
export interface ReceivedInterchange {
  receivedAt: IsoInstant;
  envelope: InterchangeEnvelope;
  /** The sets of 837P and 837I, the broken ones too. */
  sets: ReceivedSet[];
  /** The 276 sets that keep their guide. */
  questions: ReadSet<ClaimStatusRequestSet>[];
}

/** Text without an interchange around it cannot be answered in X12: nobody knows whom to answer. */
export interface UnreadableText {
  receivedAt: IsoInstant;
  /** Names the whole upload. */
  uploadDigest: number;
}

/** An uploaded file as it was read. */
export interface Submission {
  interchanges: ReceivedInterchange[];
  /** There is text outside all interchanges, or nothing else. */
  unreadable?: UnreadableText;
}

/** Reads an uploaded file into its interchanges, each by itself, so that a broken one does not touch its neighbours. */
export function readSubmission(file837: string, receivedAt: IsoInstant): Submission {
  const { interchanges, sets, defects } = read837P(file837);
  const isStray = ({ offset }: X12Defect) => !interchanges.some(({ start, end }) => offset >= start && offset <= end);
  const unreadable =
    interchanges.length === 0 || defects.some(isStray) ? { receivedAt, uploadDigest: hash53(file837) } : undefined;
  const [envelope, another] = interchanges;
  if (envelope && !another) {
    const all = [...sets, ...institutional(file837, envelope)];
    return {
      interchanges: [{ receivedAt, envelope, sets: all, questions: questionsOf(envelope, file837) }],
      unreadable,
    };
  }
  return {
    interchanges: interchanges.map((place) => {
      const text = file837.slice(place.start, place.end);
      const read = read837P(text);
      const [envelope = place] = read.interchanges;
      const all = [...read.sets, ...institutional(text, envelope)];
      return { receivedAt, envelope, sets: all, questions: questionsOf(envelope, text) };
    }),
    unreadable,
  };
}

function questionsOf(envelope: InterchangeEnvelope, text: string): ReceivedInterchange['questions'] {
  const asks = envelope.groups.some((group) => group.transactionSets.some((set) => set.identifier === '276'));
  if (!asks) return [];
  // A question that breaks its guide could only be answered by a text that breaks it too: the 999 rejects it.
  const faulty = new Set<number>();
  validateX12(text, {
    keepDefects: 0,
    onDefect: ({ severity, interchangePosition, setPosition }) => {
      if (severity === 'error' && setPosition !== undefined) faulty.add(interchangePosition - setPosition + 1);
    },
  });
  return read276(text).sets.filter(({ origin }) => !faulty.has(origin.segmentPosition));
}

function institutional(text: string, envelope: InterchangeEnvelope): ReceivedSet[] {
  return readInstitutionalSets(text, envelope).map((set) => ({
    ...set,
    claims: set.claims.map((read) => ({ ...read, claim: submittedInstitutional(read.claim) })),
  }));
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
