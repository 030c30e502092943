import type { X12Defect } from './defect.ts';
import { type InterchangeEnvelope, originOf, type TransactionSetOrigin } from './envelope.ts';
import { readEnvelopes } from './envelope-read.ts';
import { ProfessionalSetBuilder } from './professional-claim-builder.ts';
import type { ReadProfessionalClaim, ReadProfessionalSet } from './professional-set.ts';
import { SegmentScanner } from './reader.ts';
import { SetReading } from './transaction-set.ts';

export interface ProfessionalClaimsRead {
  interchanges: InterchangeEnvelope[];
  /** Every 837P set of the text, the broken ones too: a clearinghouse must answer for them. */
  sets: ReadProfessionalSet[];
  /** All claims of all sets, in file order. */
  claims: ReadProfessionalClaim[];
  /** Envelope and content, in file order. */
  defects: X12Defect[];
}

const knownVersion = '005010X222';

/**
 * Reads 837P text (005010X222 and its addenda) as a clearinghouse would: tolerant, reporting every defect it meets. An 837 of
 * another kind (institutional, dental) is passed over. Never throws.
 */
export function read837P(text: string): ProfessionalClaimsRead {
  const envelopes = readEnvelopes(text);
  const read: ProfessionalClaimsRead = {
    interchanges: envelopes.interchanges,
    sets: [],
    claims: [],
    defects: [...envelopes.defects],
  };
  for (const interchange of envelopes.interchanges) {
    for (const group of interchange.groups) {
      for (const envelope of group.transactionSets) {
        if (envelope.identifier !== '837' || /^005010X22[34]/.test(envelope.guide || group.version)) continue;
        const origin = originOf(interchange, group, envelope);
        const scanner = new SegmentScanner(text, interchange.delimiters, envelope.start, envelope.end);
        const reading = new SetReading(scanner, origin);
        const set = readSet(reading, origin, group.version, text.slice(envelope.start, envelope.end));
        set.defects = [...envelope.defects, ...reading.defects].sort((left, right) => left.offset - right.offset);
        read.sets.push(set);
        for (const claim of set.claims) read.claims.push(claim);
        for (const defect of reading.defects) read.defects.push(defect);
      }
    }
  }
  read.defects.sort((left, right) => left.offset - right.offset);
  return read;
}

function readSet(
  reading: SetReading,
  origin: TransactionSetOrigin,
  version: string,
  text: string,
): ReadProfessionalSet {
  const { segments } = reading;
  const builder = new ProfessionalSetBuilder(reading, origin);
  const strange = hasStrangeCharacters(text, reading);
  while (segments.next()) {
    if (segments.position === 1 && !version.startsWith(knownVersion)) {
      reading.error(
        'group_version_unknown',
        `GS08 does not name a version that is known; 837P is read as ${knownVersion}`,
      );
    }
    if (strange && hasStrangeCharacters(segments.text.slice(segments.start, segments.end), reading)) {
      reading.error('element_characters', 'The segment has a character outside the X12 character sets');
    }
    builder.take();
  }
  return builder.finish();
}

/** Whether anything but printable ASCII, our delimiters and line ends stands in the text. */
function hasStrangeCharacters(text: string, reading: SetReading): boolean {
  const { element, component, repetition, segment } = reading.segments.delimiters;
  const match = text.match(/[^\x20-\x7e\r\n]/g);
  return match?.some((character) => ![element, component, repetition, segment].includes(character)) ?? false;
}
