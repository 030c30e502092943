import type { InterchangeAcknowledgement } from '@claimwright/domain/acknowledgement';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { X12Defect } from './defect.ts';
import type { InterchangeEnvelope, SegmentPlace } from './envelope.ts';
import { readEnvelopes } from './envelope-read.ts';
import type { InterchangeParties } from './parties.ts';
import { SegmentScanner } from './reader.ts';
import { writeInterchange, x12Segment } from './writer.ts';

export interface InterchangeAcknowledgementFile {
  parties: InterchangeParties;
  at: IsoInstant;
  acknowledgement: InterchangeAcknowledgement;
  /** ISA09 (YYMMDD) and ISA10 (HHMM) of the interchange that is answered. */
  acknowledgedDate: string;
  acknowledgedTime: string;
}

export interface ReadInterchangeAcknowledgement {
  /** ISA13 of the interchange that brought it, not of the one it speaks of. */
  interchangeControlNumber: string;
  senderId: string;
  acknowledgement: InterchangeAcknowledgement;
}

/** Reads every TA1 of a text; one that cannot be read is a defect. Never throws. */
export function readTA1(text: string): { acknowledgements: ReadInterchangeAcknowledgement[]; defects: X12Defect[] } {
  const envelopes = readEnvelopes(text);
  const acknowledgements: ReadInterchangeAcknowledgement[] = [];
  const defects = [...envelopes.defects];
  for (const interchange of envelopes.interchanges) {
    for (const place of interchange.acknowledgements) {
      const read = readInterchangeAcknowledgement(text, interchange, place);
      if (read.kind === 'TA1') acknowledgements.push(read.content);
      else defects.push(read.defect);
    }
  }
  defects.sort((left, right) => left.offset - right.offset);
  return { acknowledgements, defects };
}

/** Reads the TA1 at a place the envelope reader found. */
export function readInterchangeAcknowledgement(
  text: string,
  interchange: InterchangeEnvelope,
  place: SegmentPlace,
): { kind: 'TA1'; content: ReadInterchangeAcknowledgement } | { kind: 'unreadable'; defect: X12Defect } {
  const segment = new SegmentScanner(text, interchange.delimiters, place.start, place.end);
  segment.next();
  const number = segment.element(1);
  const code = segment.element(4);
  if (number !== '' && (code === 'A' || code === 'E' || code === 'R')) {
    const { controlNumber: interchangeControlNumber, senderId } = interchange;
    const acknowledgement = { interchangeControlNumber: number, code, note: segment.element(5) } as const;
    return { kind: 'TA1', content: { interchangeControlNumber, senderId, acknowledgement } };
  }
  return {
    kind: 'unreadable',
    defect: {
      code: number === '' ? 'element_missing' : 'element_code_unknown',
      severity: 'error',
      message: number === '' ? 'TA101 is missing' : 'TA104 is none of A, E, R',
      segment: 'TA1',
      segmentPosition: place.segmentPosition,
      interchangeControlNumber: interchange.controlNumber,
      element: number === '' ? 1 : 4,
      offset: place.start,
    },
  };
}

/** Writes one interchange that holds one TA1 and no group. */
export function writeTA1(file: InterchangeAcknowledgementFile): string {
  const { acknowledgement, acknowledgedDate, acknowledgedTime } = file;
  const number = acknowledgement.interchangeControlNumber.padStart(9, '0');
  const segment = x12Segment(
    'TA1',
    number,
    acknowledgedDate,
    acknowledgedTime,
    acknowledgement.code,
    acknowledgement.note,
  );
  return writeInterchange(file.parties, file.at, { acknowledgements: segment });
}
