import { type IsoDate, isoDate } from '@claimwright/domain/dates';
import * as z from 'zod';

/**
 * The sets an edition can belong to. `mce` (Medicare Code Editor) speaks of ICD-10-CM codes by date; `icd10cm-tabular` carries
 * the seventh-character definitions; `icd10pcs` is what the Medicare Code Editor says of the procedures of stays; `cpt` exists only where a licensed user has loaded a list.
 */
export const codeSetNames = [
  'icd10cm',
  'icd10cm-tabular',
  'poa-exempt',
  'mce',
  'icd10pcs',
  'hcpcs',
  'modifier',
  'pos',
  'cpt',
  'ncci-ptp-practitioner',
  'ncci-ptp-hospital',
  'ncci-mue-practitioner',
  'ncci-mue-hospital',
  'ncci-mue-dme',
  'ncci-aoc',
  'physician-fee',
  'gpci',
  'coverage',
  'taxonomy',
  'code-group',
  'revenue-code',
  'carc',
  'rarc',
] as const;
export type CodeSetName = (typeof codeSetNames)[number];

/** Attributes of a row, one bit each in the file: append only, the position is the format. */
export const rowAttributes = [
  'billable',
  'manifestation',
  'newborn',
  'pediatric',
  'maternity',
  'adult',
  'unspecified',
  'unacceptablePrincipal',
  'externalCause',
  'female',
  'male',
  'facility',
  'nonFacility',
  'questionableAdmission',
  'nonCovered',
  'limitedCoverage',
] as const;
export type RowAttribute = (typeof rowAttributes)[number];

/** The bit of each attribute. */
export const attributeBit = Object.fromEntries(rowAttributes.map((name, index) => [name, 1 << index])) as Readonly<
  Record<RowAttribute, number>
>;

/** One published version of one code set, and the dates of service it answers for. */
export const editionHeader = z.object({
  set: z.enum(codeSetNames),
  edition: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/),
  /** First date of service it serves. */
  effectiveFrom: isoDate,
  /** Last date of service it serves, inclusive; absent: until a later edition. */
  effectiveTo: isoDate.optional(),
  /** Whether a code that is not in it does not exist. */
  complete: z.boolean(),
  rowCount: z.int().nonnegative(),
  /** Hex SHA-256 of the file or files it was made from. */
  sourceSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Hex SHA-256 of the sections below: two editions of one name with other rows are told apart by it. */
  contentSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Attributes the source speaks about: only for these does a missing bit mean "no". */
  asserts: z.array(z.enum(rowAttributes)),
  /** Byte ranges after the header: [offset, length]. */
  sections: z.record(z.string(), z.tuple([z.int().nonnegative(), z.int().nonnegative()])),
});
export type EditionHeader = z.infer<typeof editionHeader>;

/** A row as an importer hands it over. */
export interface EditionRow {
  /** Without dot, upper case. */
  code: string;
  /** Bits of `attributeBit`. */
  attributes: number;
  /** Inside the edition's window; absent: as the edition. */
  effectiveFrom?: IsoDate;
  effectiveTo?: IsoDate;
  title?: string;
  /** What else the set says of the code, as integers in an order of its own; equally many in every row. */
  values?: readonly number[];
  /** Codes the row points at (primaries of an add-on code, members of a group), or numbers of things in other sections. */
  list?: readonly ListEntry[];
}

/** One entry of a row's list. */
export interface ListEntry {
  /** A code of up to seven characters, or a number. */
  item: string | number;
  effectiveFrom?: IsoDate;
  /** Inclusive. */
  effectiveTo?: IsoDate;
}

/** The end of a section's name says what it is an array of. */
export type SectionArray = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** A seventh-character definition as an importer hands it over. */
export interface SeventhCharacterDefinition {
  category: string;
  characters: readonly string[];
}

/** What `encodeEdition` makes a file of. */
export interface EditionContent extends Omit<EditionHeader, 'rowCount' | 'contentSha256' | 'sections' | 'asserts'> {
  asserts?: readonly RowAttribute[];
  rows: readonly EditionRow[];
  seventhCharacters?: readonly SeventhCharacterDefinition[];
  /** Sections only this set has, by name: "pairs.u16". The ending is the type: f64, i32, u32, u16, u8. */
  extra?: ReadonlyMap<string, SectionArray>;
}

/** A loaded edition: views over its file, no object per row. */
export interface Edition extends EditionHeader {
  /** "icd10cm@FY2026-10", as findings name it. */
  id: string;
  /** Day numbers of the window, inclusive. */
  fromDay: number;
  toDay: number;
  /** Packed codes, ascending; a code whose validity has gaps or whose attributes changed has several rows, by date. */
  codes: Float64Array;
  attributes: Uint16Array;
  /** Day numbers, inclusive, when rows have dates of their own. */
  rowFromDays: Int32Array | undefined;
  rowToDays: Int32Array | undefined;
  /** Open-addressing table of 2^slotBits: one past the first row of a code, 0 where free. */
  slots: Uint32Array;
  slotBits: number;
  sevenths: { categories: Float64Array; characters: Float64Array };
  titles: { offsets: Uint32Array; text: Uint8Array } | undefined;
  assertsBits: number;
  /** `values` of all rows, one row after another, and how many a row has. */
  values: Int32Array;
  valuesWidth: number;
  /** Lists of the rows: entries of row r are `offsets[r]` to `offsets[r + 1]`, ascending by item. */
  lists: RowLists | undefined;
  section: SectionReader;
}

/** Entries of all rows' lists. */
export interface RowLists {
  offsets: Uint32Array;
  items: Float64Array;
  fromDays: Int32Array;
  toDays: Int32Array;
}

/** Views over the sections of a set's own; empty where there is none of that name. */
export interface SectionReader {
  float64(name: string): Float64Array;
  int32(name: string): Int32Array;
  uint32(name: string): Uint32Array;
  uint16(name: string): Uint16Array;
  bytes(name: string): Uint8Array;
}

/** Day number of "no end". */
export const openEndDay = 0x7fffffff;
/** Day number of "no beginning". */
export const openStartDay = -0x80000000;
