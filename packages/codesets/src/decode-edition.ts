import { dayNumber } from '@claimwright/domain/dates';
import { ownSectionFault } from './check-sections.ts';
import {
  attributeBit,
  type Edition,
  type EditionHeader,
  editionHeader,
  openEndDay,
  type SectionReader,
} from './edition.ts';
import { aligned, contentSha256, editionMagic, preambleBytes } from './encode-edition.ts';

export type DecodedEdition = { ok: true; edition: Edition } | { ok: false; error: string };

/**
 * Loads an edition file as views over its bytes (copied once only when they do not start on a multiple of 8). Checks magic,
 * version, header, lengths and order of the codes; `verifyContent` also hashes the sections, for bytes from outside.
 */
export function decodeEdition(bytes: Uint8Array, options: { verifyContent?: boolean } = {}): DecodedEdition {
  const opened = openFile(bytes);
  if (!opened.ok) return opened;
  const { header, body } = opened;
  const size = sizeFault(header, body);
  if (size) return { ok: false, error: size };
  if (options.verifyContent && contentSha256(body) !== header.contentSha256)
    return { ok: false, error: `${header.set}@${header.edition}: the rows do not match the SHA-256 in the header` };
  const own = ownSectionFault(header, sectionReader(body, header));
  if (own) return { ok: false, error: `${header.set}@${header.edition}: ${own}` };
  const codes = new Float64Array(...viewOf(body, header, 'codes', 8));
  if (!ascending(codes))
    return { ok: false, error: `${header.set}@${header.edition}: codes are not in ascending order` };
  const slots = new Uint32Array(...viewOf(body, header, 'slots', 4));
  const dated = 'rowFromDays' in header.sections;
  const titled = 'titles' in header.sections;
  return {
    ok: true,
    edition: {
      ...header,
      id: `${header.set}@${header.edition}`,
      fromDay: dayNumber(header.effectiveFrom),
      toDay: header.effectiveTo === undefined ? openEndDay : dayNumber(header.effectiveTo),
      codes,
      attributes: new Uint16Array(...viewOf(body, header, 'attributes', 2)),
      rowFromDays: dated ? new Int32Array(...viewOf(body, header, 'rowFromDays', 4)) : undefined,
      rowToDays: dated ? new Int32Array(...viewOf(body, header, 'rowToDays', 4)) : undefined,
      slots,
      slotBits: Math.log2(slots.length),
      sevenths: {
        categories: new Float64Array(...viewOf(body, header, 'seventhCategories', 8)),
        characters: new Float64Array(...viewOf(body, header, 'seventhCharacters', 8)),
      },
      titles: titled
        ? {
            offsets: new Uint32Array(...viewOf(body, header, 'titleOffsets', 4)),
            text: new Uint8Array(...viewOf(body, header, 'titles', 1)),
          }
        : undefined,
      assertsBits: header.asserts.reduce((bits, name) => bits | attributeBit[name], 0),
      ...rowExtras(body, header),
    },
  };
}

function rowExtras(
  body: Uint8Array,
  header: EditionHeader,
): Pick<Edition, 'values' | 'valuesWidth' | 'lists' | 'section'> {
  const section = sectionReader(body, header);
  const values = section.int32('values.i32');
  const lists = 'listOffsets.u32' in header.sections;
  return {
    values,
    valuesWidth: header.rowCount === 0 ? 0 : values.length / header.rowCount,
    lists: lists
      ? {
          offsets: section.uint32('listOffsets.u32'),
          items: section.float64('listItems.f64'),
          fromDays: section.int32('listFromDays.i32'),
          toDays: section.int32('listToDays.i32'),
        }
      : undefined,
    section,
  };
}

function sectionReader(body: Uint8Array, header: EditionHeader): SectionReader {
  return {
    float64: (name) => new Float64Array(...viewOf(body, header, name, 8)),
    int32: (name) => new Int32Array(...viewOf(body, header, name, 4)),
    uint32: (name) => new Uint32Array(...viewOf(body, header, name, 4)),
    uint16: (name) => new Uint16Array(...viewOf(body, header, name, 2)),
    bytes: (name) => new Uint8Array(...viewOf(body, header, name, 1)),
  };
}

type OpenedFile = { ok: true; header: EditionHeader; body: Uint8Array } | { ok: false; error: string };

function openFile(bytes: Uint8Array): OpenedFile {
  const magic = new TextDecoder('latin1').decode(bytes.subarray(0, editionMagic.length));
  if (magic !== editionMagic || bytes.length < preambleBytes)
    return { ok: false, error: 'not an edition file: it does not begin with the magic bytes' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version !== 1)
    return { ok: false, error: `edition file of format version ${version}; this program reads version 1` };
  const headerEnd = preambleBytes + view.getUint32(12, true);
  if (headerEnd > bytes.length) return { ok: false, error: 'edition file is cut short inside its header' };
  const header = headerOf(new TextDecoder().decode(bytes.subarray(preambleBytes, headerEnd)));
  if (!header.ok) return header;
  const body = bytes.subarray(aligned(headerEnd));
  return { ...header, body: body.byteOffset % 8 === 0 ? body : Uint8Array.from(body) };
}

function headerOf(text: string): { ok: true; header: EditionHeader } | { ok: false; error: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, error: 'edition file whose header is not JSON' };
  }
  const parsed = editionHeader.safeParse(json);
  if (parsed.success) return { ok: true, header: parsed.data };
  const issue = parsed.error.issues[0]!;
  return { ok: false, error: `edition file with a wrong header: ${issue.path.join('.')}: ${issue.message}` };
}

/** Section sizes in bytes as the row count demands; absent sections are 0. */
function sizeFault(header: EditionHeader, body: Uint8Array): string | undefined {
  const size = (name: string): number => header.sections[name]?.[1] ?? 0;
  for (const [name, [offset, length]] of Object.entries(header.sections)) {
    if (offset % 8 !== 0 || offset + length > body.length)
      return `${header.set}@${header.edition}: cut short inside section ${name}`;
    if (length % bytesOfElement(name) !== 0)
      return `${header.set}@${header.edition}: section ${name} does not end with a whole number`;
  }
  const rows = header.rowCount;
  const dates = size('rowFromDays') + size('rowToDays');
  const fits =
    size('codes') === rows * 8 &&
    size('attributes') === rows * 2 &&
    Number.isInteger(Math.log2(size('slots') / 4)) &&
    size('slots') / 4 > rows &&
    (dates === 0 || (size('rowFromDays') === rows * 4 && size('rowToDays') === rows * 4)) &&
    (size('titleOffsets') === 0 || size('titleOffsets') === (rows + 1) * 4) &&
    size('seventhCategories') === size('seventhCharacters');
  return fits ? undefined : `${header.set}@${header.edition}: sections do not fit the row count ${rows}`;
}

/** "pairs.u16" is an array of numbers of 16 bits; names without an ending belong to the rows and are checked by their count. */
function bytesOfElement(name: string): number {
  const bits = /\.[fiu](8|16|32|64)$/.exec(name)?.[1];
  return bits === undefined ? 1 : Number(bits) / 8;
}

function viewOf(
  body: Uint8Array,
  header: EditionHeader,
  name: string,
  bytesEach: number,
): [ArrayBufferLike, number, number] {
  const [offset, length] = header.sections[name] ?? [0, 0];
  return [body.buffer, body.byteOffset + offset, length / bytesEach];
}

function ascending(codes: Float64Array): boolean {
  for (let row = 1; row < codes.length; row += 1) if (!(codes[row]! >= codes[row - 1]!)) return false;
  return true;
}
