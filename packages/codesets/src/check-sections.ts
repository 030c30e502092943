import type { EditionHeader, SectionReader } from './edition.ts';

/**
 * Whether the sections of a set's own fit each other, so that no lookup can read past an array. The SHA-256 of the content finds
 * changed bytes; this finds a file that was wrong when it was written. Undefined: all is well.
 */
export function ownSectionFault(header: EditionHeader, section: SectionReader): string | undefined {
  const rows = header.rowCount;
  const values = section.int32('values.i32').length;
  if (rows === 0 ? values > 0 : values % rows !== 0) return 'values do not fit the row count';
  if ('listOffsets.u32' in header.sections) {
    const entries = section.float64('listItems.f64').length;
    const fault = offsetsFault('listOffsets.u32', section, rows, entries);
    if (fault) return fault;
    if (section.int32('listFromDays.i32').length !== entries || section.int32('listToDays.i32').length !== entries)
      return 'list dates do not fit the lists';
  }
  if (header.set.startsWith('ncci-ptp-')) return ptpFault(section, rows);
  if ('nodeEnds.u32' in header.sections) return notesFault(section);
  if (header.set === 'coverage')
    return offsetsFault('diagnosisOffsets.u32', section, undefined, section.float64('diagnoses.f64').length);
  return undefined;
}

/** Offsets must begin with 0, never fall, and end with the length of what they cut up. */
function offsetsFault(
  name: string,
  section: SectionReader,
  pieces: number | undefined,
  length: number,
): string | undefined {
  const offsets = section.uint32(name);
  if (offsets.length === 0 || (pieces !== undefined && offsets.length !== pieces + 1))
    return `${name} does not fit what it divides`;
  for (let i = 1; i < offsets.length; i += 1) if (offsets[i]! < offsets[i - 1]!) return `${name} is not ascending`;
  return offsets[0] === 0 && offsets.at(-1) === length ? undefined : `${name} does not end where its pieces end`;
}

function ptpFault(section: SectionReader, codes: number): string | undefined {
  const column2 = section.uint16('column2.u16');
  const terms = section.uint16('terms.u16');
  const termCount = section.int32('termDates.i32').length / 2;
  if (terms.length !== column2.length) return 'pairs have not one term each';
  if (section.bytes('termIndicators.u8').length !== termCount) return 'terms have not one indicator each';
  for (let i = 0; i < terms.length; i += 1)
    if (terms[i]! >= termCount || column2[i]! >= codes) return `pair ${i} points at nothing`;
  return offsetsFault('rowOffsets.u32', section, codes, column2.length);
}

function notesFault(section: SectionReader): string | undefined {
  const nodes = section.uint32('nodeEnds.u32').length;
  const notes = section.bytes('noteKinds.u8').length;
  const ranges = section.uint32('targetRanges.u32').length / 2;
  const sets = section.uint32('targetOffsets.u32').length - 1;
  if (section.uint32('nodeParents.u32').length !== nodes) return 'nodes have not one parent each';
  if (section.bytes('noteFlags.u8').length !== notes || section.uint32('noteTargets.u32').length !== notes)
    return 'notes lack flags or targets';
  if (section.uint32('noteTargets.u32').some((set) => set >= sets)) return 'a note points at no targets';
  if (section.uint32('nodeParents.u32').some((parent, node) => parent > node)) return 'a node stands before its parent';
  if (section.float64('targetSevenths.f64').length !== ranges) return 'targets lack seventh characters';
  return (
    offsetsFault('nodeNotes.u32', section, nodes, notes) ??
    offsetsFault('noteTextOffsets.u32', section, notes, section.bytes('noteText.u8').length) ??
    offsetsFault('targetOffsets.u32', section, undefined, ranges)
  );
}
