import type { ImplementationAcknowledgement, InterchangeAcknowledgement } from '@claimwright/domain/acknowledgement';
import type { Remittance } from '@claimwright/domain/remittance';
import { type ClaimAcknowledgementSet, claimAcknowledgementReader } from './claim-acknowledgement.ts';
import { type ClaimStatusResponseSet, claimStatusResponseReader } from './claim-status-response-read.ts';
import type { X12Defect, X12DefectCode } from './defect.ts';
import type {
  GroupEnvelope,
  InterchangeEnvelope,
  StrayText,
  TransactionSetEnvelope,
  TransactionSetOrigin,
} from './envelope.ts';
import { readEnvelopes } from './envelope-read.ts';
import { implementationAcknowledgementReader } from './implementation-acknowledgement.ts';
import { readInterchangeAcknowledgement } from './interchange-acknowledgement.ts';
import { remittanceReader } from './remittance-read.ts';
import { type BrokenOutcome, readTransactionSet } from './transaction-set.ts';

/** One usable or unusable piece of what a clearinghouse sent. */
export type InboundContent =
  | {
      kind: 'TA1';
      /** ISA13 of the interchange that brought it. */
      interchangeControlNumber: string;
      senderId: string;
      acknowledgement: InterchangeAcknowledgement;
    }
  | {
      kind: '999';
      origin: TransactionSetOrigin;
      acknowledgement: ImplementationAcknowledgement;
      warnings: X12Defect[];
    }
  | { kind: '277CA'; origin: TransactionSetOrigin; acknowledgement: ClaimAcknowledgementSet; warnings: X12Defect[] }
  | { kind: '277'; origin: TransactionSetOrigin; response: ClaimStatusResponseSet; warnings: X12Defect[] }
  | { kind: '835'; origin: TransactionSetOrigin; remittance: Remittance; warnings: X12Defect[] }
  | UnreadableContent;

/** Text that could not be used, kept whole so that a person can look at it. */
export interface UnreadableContent {
  kind: 'unreadable';
  reasonCode: X12DefectCode;
  /** For people; holds no data element. */
  reason: string;
  /** Segment in its interchange where it went wrong; ISA is 1. Absent when there is no interchange. */
  segmentPosition?: number;
  /** As far as known. */
  interchangeControlNumber?: string;
  transactionSetControlNumber?: string;
  defects: X12Defect[];
  /** The text itself. */
  content: string;
}

/** A piece with where it begins: pieces are found level by level and given back in file order. */
interface Piece {
  offset: number;
  content: InboundContent;
}

/**
 * Reads whatever arrives from a clearinghouse, in file order. Every piece of the text that is not white space or sound
 * envelope comes back either as content or as `unreadable` with its text; nothing is dropped and nothing throws. A count or
 * control number of the envelope that does not agree (GE, IEA) is an `unreadable` piece of its own and leaves the sound
 * transaction sets within usable: each of those has proved its own count and number.
 */
export function readInbound(text: string): InboundContent[] {
  const envelopes = readEnvelopes(text);
  const pieces: Piece[] = envelopes.strays.map((stray) => strayPiece(text, stray));
  for (const interchange of envelopes.interchanges) {
    for (const piece of interchangePieces(text, interchange)) pieces.push(piece);
  }
  pieces.sort((left, right) => left.offset - right.offset);
  return pieces.map((piece) => piece.content);
}

function strayPiece(text: string, stray: StrayText): Piece {
  const content = text.slice(stray.start, stray.end).trim();
  const inInterchange = stray.defect.interchangeControlNumber !== undefined;
  return { offset: stray.start, content: unreadable([stray.defect], content, inInterchange) };
}

function interchangePieces(text: string, interchange: InterchangeEnvelope): Piece[] {
  const pieces: Piece[] = [];
  for (const place of interchange.acknowledgements) {
    const read = readInterchangeAcknowledgement(text, interchange, place);
    const content: InboundContent =
      read.kind === 'TA1'
        ? { kind: 'TA1', ...read.content }
        : unreadable([read.defect], text.slice(place.start, place.end).trim());
    pieces.push({ offset: place.start, content });
  }
  let openSet: UnreadableContent | undefined;
  for (const group of interchange.groups) {
    for (const set of group.transactionSets) {
      const content = setContent(text, interchange, group, set);
      pieces.push({ offset: set.start, content });
      const isOpen = content.kind === 'unreadable' && set.defects.some((defect) => defect.code === 'set_not_closed');
      openSet = isOpen ? content : undefined;
    }
  }
  return pieces.concat(envelopePieces(text, interchange, openSet));
}

/** Defects of ISA, GS, GE and IEA: those that mean lost or doubtful content become pieces of their own. */
function envelopePieces(
  text: string,
  interchange: InterchangeEnvelope,
  openSet: UnreadableContent | undefined,
): Piece[] {
  const pieces: Piece[] = [];
  for (const defect of interchange.defects) {
    const isOfSet = defect.transactionSetControlNumber !== undefined;
    if (isOfSet || defect.severity !== 'error' || defect.code === 'segment_outside_set') continue;
    const isUnclosed = defect.code === 'group_not_closed' || defect.code === 'interchange_not_closed';
    if (isUnclosed && openSet) {
      // The set that was cut off tells it all; its ends of group and interchange went with it.
      openSet.defects.push(defect);
      continue;
    }
    const from = isUnclosed ? headerStart(interchange, defect) : defect.offset;
    pieces.push({ offset: defect.offset, content: unreadable([defect], segmentAt(text, interchange, from)) });
  }
  return pieces;
}

/** The segment that opened what was never closed. */
function headerStart(interchange: InterchangeEnvelope, defect: X12Defect): number {
  if (defect.code === 'interchange_not_closed') return interchange.start;
  // The last group that begins before the place where its end was missed; a hostile file may have very many.
  const { groups } = interchange;
  let low = 0;
  let high = groups.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((groups[middle]?.start ?? 0) < defect.offset) low = middle;
    else high = middle - 1;
  }
  return groups[low]?.start ?? interchange.start;
}

function segmentAt(text: string, interchange: InterchangeEnvelope, start: number): string {
  const end = text.indexOf(interchange.delimiters.segment, start);
  return text.slice(start, end < 0 ? interchange.end : end + 1).trim();
}

function setContent(
  text: string,
  interchange: InterchangeEnvelope,
  group: GroupEnvelope,
  set: TransactionSetEnvelope,
): InboundContent {
  const place = { interchange, group, set };
  if (set.identifier === '835') {
    const outcome = readTransactionSet(text, place, remittanceReader);
    if (outcome.kind === 'broken') return broken(outcome);
    return { kind: '835', origin: outcome.origin, remittance: outcome.content, warnings: outcome.warnings };
  }
  if (set.identifier === '999') {
    const outcome = readTransactionSet(text, place, implementationAcknowledgementReader);
    if (outcome.kind === 'broken') return broken(outcome);
    return { kind: '999', origin: outcome.origin, acknowledgement: outcome.content, warnings: outcome.warnings };
  }
  // 277 and 277CA share ST01; the guide tells them apart.
  if (set.identifier === '277' && (group.version || set.guide).startsWith(claimStatusResponseReader.version)) {
    const outcome = readTransactionSet(text, place, claimStatusResponseReader);
    if (outcome.kind === 'broken') return broken(outcome);
    return { kind: '277', origin: outcome.origin, response: outcome.content, warnings: outcome.warnings };
  }
  if (set.identifier === '277') {
    const outcome = readTransactionSet(text, place, claimAcknowledgementReader);
    if (outcome.kind === 'broken') return broken(outcome);
    return { kind: '277CA', origin: outcome.origin, acknowledgement: outcome.content, warnings: outcome.warnings };
  }
  const identifier = set.identifier.slice(0, 6).replace(/[^A-Z0-9]/g, '?');
  const defect: X12Defect = {
    code: 'set_unknown',
    severity: 'error',
    message: `Transaction set ${identifier} is none of 999, 277CA, 277, 835`,
    segment: 'ST',
    segmentPosition: set.segmentPosition,
    transactionSetPosition: 1,
    interchangeControlNumber: interchange.controlNumber,
    transactionSetControlNumber: set.controlNumber,
    element: 1,
    offset: set.start,
  };
  return unreadable([defect, ...set.defects], text.slice(set.start, set.end).trim());
}

function broken(outcome: BrokenOutcome): UnreadableContent {
  return unreadable(outcome.defects, outcome.content);
}

/** The first error is the reason. */
function unreadable(defects: X12Defect[], content: string, inInterchange = true): UnreadableContent {
  const first = defects.find((defect) => defect.severity === 'error') ?? defects[0];
  const piece: UnreadableContent = {
    kind: 'unreadable',
    reasonCode: first?.code ?? 'not_x12',
    reason: first?.message ?? 'Not X12',
    defects,
    content,
  };
  if (first && inInterchange) piece.segmentPosition = first.segmentPosition;
  if (first?.interchangeControlNumber !== undefined) piece.interchangeControlNumber = first.interchangeControlNumber;
  if (first?.transactionSetControlNumber !== undefined) {
    piece.transactionSetControlNumber = first.transactionSetControlNumber;
  }
  return piece;
}
