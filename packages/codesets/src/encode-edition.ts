import { createHash } from 'node:crypto';
import { dayNumber, isIsoDate } from '@claimwright/domain/dates';
import {
  type EditionContent,
  type EditionHeader,
  type EditionRow,
  editionHeader,
  openEndDay,
  openStartDay,
  type SectionArray,
} from './edition.ts';
import { packCharacters, packCode, slotOf } from './packed-code.ts';

export const editionMagic = 'CWEDTN1\n';
export const preambleBytes = 16;

/**
 * The file of an edition: 8 bytes magic, format version and header length (uint32, little-endian), the header as JSON, then
 * typed arrays, each aligned to 8. The same content gives the same bytes.
 *
 * Throws when the content breaks a rule an importer must have checked: a code outside A–Z0–9 or over 7 characters, overlapping
 * rows of one code, a row or window that ends before it begins.
 */
export function encodeEdition(content: EditionContent): Uint8Array {
  const rows = sortedRows(content.rows);
  const sections = new Map<string, Uint8Array>();
  sections.set('codes', bytesOf(Float64Array.from(rows, (row) => row.packed)));
  sections.set('slots', bytesOf(slotsOf(rows)));
  sections.set('attributes', bytesOf(Uint16Array.from(rows, (row) => row.row.attributes)));
  if (rows.some((row) => row.fromDay !== openStartDay || row.toDay !== openEndDay)) {
    sections.set('rowFromDays', bytesOf(Int32Array.from(rows, (row) => row.fromDay)));
    sections.set('rowToDays', bytesOf(Int32Array.from(rows, (row) => row.toDay)));
  }
  if (content.seventhCharacters?.length) addSevenths(sections, content.seventhCharacters);
  if (rows.some((row) => row.row.title)) addTitles(sections, rows);
  if (rows.some((row) => row.row.values)) sections.set('values.i32', bytesOf(valuesOf(rows)));
  if (rows.some((row) => row.row.list)) addLists(sections, rows);
  for (const [name, array] of content.extra ?? []) sections.set(name, bytesOf(array));
  return assemble(content, rows.length, sections);
}

interface PackedRow {
  packed: number;
  fromDay: number;
  toDay: number;
  row: EditionRow;
}

function sortedRows(rows: readonly EditionRow[]): PackedRow[] {
  const packed = rows.map((row): PackedRow => {
    const fromDay = row.effectiveFrom === undefined ? openStartDay : validDay(row.effectiveFrom, row.code);
    const toDay = row.effectiveTo === undefined ? openEndDay : validDay(row.effectiveTo, row.code);
    if (toDay < fromDay)
      throw new RangeError(`${row.code} ends ${row.effectiveTo} before it begins ${row.effectiveFrom}`);
    return { packed: validCode(row.code), fromDay, toDay, row };
  });
  packed.sort((a, b) => a.packed - b.packed || a.fromDay - b.fromDay);
  for (let i = 1; i < packed.length; i += 1) {
    const before = packed[i - 1]!;
    if (packed[i]!.packed === before.packed && packed[i]!.fromDay <= before.toDay)
      throw new RangeError(`${before.row.code} has two rows for one date`);
  }
  return packed;
}

/** At most two thirds of the slots are taken, so that a code is found, or found missing, in a step or two. */
function slotsOf(rows: readonly PackedRow[]): Uint32Array {
  let bits = 1;
  while (2 ** bits < rows.length * 1.5) bits += 1;
  const slots = new Uint32Array(2 ** bits);
  for (let row = 0; row < rows.length; row += 1) {
    const { packed } = rows[row]!;
    if (row > 0 && rows[row - 1]!.packed === packed) continue;
    let slot = slotOf(packed, bits);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = row + 1;
  }
  return slots;
}

function validCode(code: string): number {
  const packed = packCode(code);
  if (packed < 0) throw new RangeError(`not a code of 1 to 7 characters A-Z0-9: ${JSON.stringify(code)}`);
  return packed;
}

function validDay(date: string, code: string): number {
  if (!isIsoDate(date)) throw new RangeError(`${code} has a date that is none: ${JSON.stringify(date)}`);
  return dayNumber(date);
}

function addSevenths(
  sections: Map<string, Uint8Array>,
  definitions: NonNullable<EditionContent['seventhCharacters']>,
): void {
  const packed = definitions
    .map((definition) => ({ category: validCode(definition.category), mask: packCharacters(definition.characters) }))
    .sort((a, b) => a.category - b.category);
  for (let i = 1; i < packed.length; i += 1)
    if (packed[i]!.category === packed[i - 1]!.category)
      throw new RangeError('two seventh-character definitions for one category');
  sections.set('seventhCategories', bytesOf(Float64Array.from(packed, (definition) => definition.category)));
  sections.set('seventhCharacters', bytesOf(Float64Array.from(packed, (definition) => definition.mask)));
}

function addTitles(sections: Map<string, Uint8Array>, rows: readonly PackedRow[]): void {
  const encoder = new TextEncoder();
  const texts = rows.map((row) => encoder.encode(row.row.title ?? ''));
  const offsets = new Uint32Array(rows.length + 1);
  for (let i = 0; i < texts.length; i += 1) offsets[i + 1] = offsets[i]! + texts[i]!.length;
  const text = new Uint8Array(offsets[rows.length]!);
  for (let i = 0; i < texts.length; i += 1) text.set(texts[i]!, offsets[i]);
  sections.set('titleOffsets', bytesOf(offsets));
  sections.set('titles', text);
}

function valuesOf(rows: readonly PackedRow[]): Int32Array {
  const width = rows[0]!.row.values?.length ?? 0;
  const values = new Int32Array(rows.length * width);
  for (const [index, { row }] of rows.entries()) {
    if (row.values?.length !== width)
      throw new RangeError(`${row.code} has not the ${width} values the other rows have`);
    values.set(row.values, index * width);
  }
  return values;
}

function addLists(sections: Map<string, Uint8Array>, rows: readonly PackedRow[]): void {
  const offsets = new Uint32Array(rows.length + 1);
  const entries = rows.flatMap(({ row }, index) => {
    const ofRow = (row.list ?? []).map((entry) => ({
      item: typeof entry.item === 'number' ? entry.item : validCode(entry.item),
      fromDay: entry.effectiveFrom === undefined ? openStartDay : validDay(entry.effectiveFrom, row.code),
      toDay: entry.effectiveTo === undefined ? openEndDay : validDay(entry.effectiveTo, row.code),
    }));
    offsets[index + 1] = offsets[index]! + ofRow.length;
    return ofRow.sort((a, b) => a.item - b.item || a.fromDay - b.fromDay);
  });
  sections.set('listOffsets.u32', bytesOf(offsets));
  sections.set('listItems.f64', bytesOf(Float64Array.from(entries, (entry) => entry.item)));
  sections.set('listFromDays.i32', bytesOf(Int32Array.from(entries, (entry) => entry.fromDay)));
  sections.set('listToDays.i32', bytesOf(Int32Array.from(entries, (entry) => entry.toDay)));
}

function assemble(content: EditionContent, rowCount: number, sections: ReadonlyMap<string, Uint8Array>): Uint8Array {
  if (content.effectiveTo !== undefined && content.effectiveTo < content.effectiveFrom)
    throw new RangeError(`edition ends ${content.effectiveTo} before it begins ${content.effectiveFrom}`);
  const ranges: EditionHeader['sections'] = {};
  let length = 0;
  for (const [name, bytes] of sections) {
    ranges[name] = [length, bytes.length];
    length = aligned(length + bytes.length);
  }
  const body = new Uint8Array(length);
  for (const [name, bytes] of sections) body.set(bytes, ranges[name]![0]);
  const header: EditionHeader = editionHeader.parse({
    set: content.set,
    edition: content.edition,
    effectiveFrom: content.effectiveFrom,
    effectiveTo: content.effectiveTo,
    complete: content.complete,
    rowCount,
    sourceSha256: content.sourceSha256,
    contentSha256: contentSha256(body),
    asserts: [...(content.asserts ?? [])],
    sections: ranges,
  });
  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  const bodyAt = aligned(preambleBytes + headerBytes.length);
  const file = new Uint8Array(bodyAt + body.length);
  file.set(new TextEncoder().encode(editionMagic));
  const view = new DataView(file.buffer);
  view.setUint32(8, 1, true);
  view.setUint32(12, headerBytes.length, true);
  file.set(headerBytes, preambleBytes);
  file.set(body, bodyAt);
  return file;
}

/** Next multiple of 8, where a typed array may begin. */
export function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

/** Hex SHA-256 of an edition's sections. */
export function contentSha256(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

function bytesOf(array: SectionArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
