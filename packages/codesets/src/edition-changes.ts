import { type Edition, rowAttributes } from './edition.ts';
import { unpackCode } from './packed-code.ts';
import { titleOf } from './search-edition.ts';

export const changeKinds = ['added', 'removed', 'changed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One thing that two editions say otherwise. */
export interface EditionChange {
  kind: ChangeKind;
  /** A code, a pair "A/B" of column 1 and column 2, or the name of a group or taxonomy. */
  key: string;
  /** In the later edition, of what was removed in the earlier; absent where the source gave none. */
  title?: string;
  /** Of a changed row: attributes by name, or `dates`, `values`, `list`, `terms`. */
  parts: readonly string[];
}

/** Rows or pairs looked at between two batches: short enough that a service can do something else in between. */
const batchSize = 20_000;

/**
 * Walks two editions of one set side by side and gives what differs, in the order of the keys, in batches that may be empty. A
 * title alone is no change. Takes memory for what differs only, however many pairs the editions hold.
 */
export function* editionChanges(from: Edition, to: Edition): Generator<EditionChange[], void> {
  const differences = from.set.startsWith('ncci-ptp-') ? pairChanges(from, to) : rowChanges(from, to);
  let batch: EditionChange[] = [];
  let looked = 0;
  for (const change of differences) {
    looked += 1;
    if (change) batch.push(change);
    if (looked % batchSize !== 0) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** A run of rows, or of pairs, that belong to one key: `[start, end)`. */
interface Run<Key> {
  key: Key;
  start: number;
  end: number;
}

/** Two ascending sequences side by side: what stands in the one, the other or both. */
function* sideBySide<Key extends string | number>(
  before: Iterator<Run<Key>>,
  after: Iterator<Run<Key>>,
): Generator<{ was?: Run<Key>; is?: Run<Key> }> {
  let was = before.next();
  let is = after.next();
  while (!was.done || !is.done) {
    if (was.done || (!is.done && is.value.key < was.value.key)) {
      yield { is: is.value as Run<Key> };
      is = after.next();
    } else if (is.done || was.value.key < is.value.key) {
      yield { was: was.value };
      was = before.next();
    } else {
      yield { was: was.value, is: is.value };
      was = before.next();
      is = after.next();
    }
  }
}

function* rowChanges(from: Edition, to: Edition): Generator<EditionChange | undefined> {
  const named = from.set === 'code-group' || from.set === 'taxonomy';
  if (named) {
    yield* compareRuns(from, to, sideBySide(namedRuns(from), namedRuns(to)), (key) => String(key));
    return;
  }
  yield* compareRuns(from, to, sideBySide(codeRuns(from), codeRuns(to)), (key) => unpackCode(Number(key)));
}

function* compareRuns<Key extends string | number>(
  from: Edition,
  to: Edition,
  sides: Iterable<{ was?: Run<Key>; is?: Run<Key> }>,
  nameOf: (key: Key) => string,
): Generator<EditionChange | undefined> {
  for (const { was, is } of sides) {
    if (!was && is) yield change('added', nameOf(is.key), to, is.start, []);
    else if (was && !is) yield change('removed', nameOf(was.key), from, was.start, []);
    else if (was && is) {
      const parts = changedParts(from, was, to, is);
      yield parts.length === 0 ? undefined : change('changed', nameOf(is.key), to, is.start, parts);
    }
  }
}

function change(kind: ChangeKind, key: string, edition: Edition, row: number, parts: readonly string[]): EditionChange {
  // Rows without packed names carry theirs in front of the title.
  const title = titleOf(edition, row)?.split('\t').at(-1);
  return title === undefined || title === key ? { kind, key, parts } : { kind, key, title, parts };
}

/** Rows of one code stand together: a code whose validity has gaps has several. */
function* codeRuns({ codes }: Edition): Generator<Run<number>> {
  for (let start = 0; start < codes.length; ) {
    const key = codes[start]!;
    let end = start + 1;
    while (end < codes.length && codes[end] === key) end += 1;
    yield { key, start, end };
    start = end;
  }
}

/** Groups and taxonomies go by the words in their titles; there are some hundreds. */
function* namedRuns(edition: Edition): Generator<Run<string>> {
  const names = Array.from(edition.codes, (_, row) => ({ key: (titleOf(edition, row) ?? '').split('\t')[0]!, row }));
  names.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row - b.row));
  for (const { key, row } of names) yield { key, start: row, end: row + 1 };
}

function changedParts(from: Edition, was: Run<unknown>, to: Edition, is: Run<unknown>): string[] {
  const parts = changedAttributes(from, was, to, is);
  const differs = (describe: (edition: Edition, row: number) => string) =>
    words(from, was, describe) !== words(to, is, describe);
  if (!parts.includes('dates') && differs(dates)) parts.push('dates');
  // A node's number in the tabular list moves with every code before it.
  if (from.set !== 'icd10cm-tabular' && differs(values)) parts.push('values');
  if (differs(list)) parts.push('list');
  return parts;
}

function changedAttributes(from: Edition, was: Run<unknown>, to: Edition, is: Run<unknown>): string[] {
  const changed = bitsOf(from, was) ^ bitsOf(to, is);
  if (changed !== 0) return rowAttributes.filter((_, bit) => (changed & (1 << bit)) !== 0);
  // The same marks, on other spans of a code that has several.
  const marks = ({ attributes }: Edition, row: number) => String(attributes[row]);
  return words(from, was, marks) === words(to, is, marks) ? [] : ['dates'];
}

function bitsOf({ attributes }: Edition, { start, end }: Run<unknown>): number {
  let bits = 0;
  for (let row = start; row < end; row += 1) bits |= attributes[row]!;
  return bits;
}

/** What is said of a key's rows, one after another; a row split in two that say the same says it once. */
function words(edition: Edition, { start, end }: Run<unknown>, describe: (edition: Edition, row: number) => string) {
  if (end === start + 1) return describe(edition, start);
  const said = Array.from({ length: end - start }, (_, at) => describe(edition, start + at));
  return said.filter((word, at) => word !== said[at - 1]).join(';');
}

function dates({ rowFromDays, rowToDays }: Edition, row: number): string {
  return rowFromDays ? `${rowFromDays[row]}/${rowToDays?.[row]}` : '';
}

function values({ values: all, valuesWidth }: Edition, row: number): string {
  return valuesWidth === 0 ? '' : all.subarray(row * valuesWidth, (row + 1) * valuesWidth).join(' ');
}

function list({ lists }: Edition, row: number): string {
  if (!lists) return '';
  let text = '';
  for (let entry = lists.offsets[row]!; entry < lists.offsets[row + 1]!; entry += 1)
    text += `${lists.items[entry]}/${lists.fromDays[entry]}/${lists.toDays[entry]} `;
  return text;
}

/** The sections of a file of procedure-to-procedure edits, with each term (dates and indicator) in words. */
interface Pairs {
  edition: Edition;
  rowOffsets: Uint32Array;
  column2: Uint16Array;
  terms: Uint16Array;
  termWords: string[];
}

function pairsOf(edition: Edition): Pairs {
  const termDates = edition.section.int32('termDates.i32');
  const indicators = edition.section.bytes('termIndicators.u8');
  return {
    edition,
    rowOffsets: edition.section.uint32('rowOffsets.u32'),
    column2: edition.section.uint16('column2.u16'),
    terms: edition.section.uint16('terms.u16'),
    termWords: Array.from(
      indicators,
      (indicator, term) => `${termDates[term * 2]}/${termDates[term * 2 + 1]}/${indicator}`,
    ),
  };
}

function* pairChanges(from: Edition, to: Edition): Generator<EditionChange | undefined> {
  const before = pairsOf(from);
  const after = pairsOf(to);
  for (const { was, is } of sideBySide(codeRuns(from), codeRuns(to))) {
    const column1 = unpackCode((was ?? is)!.key);
    const sides = sideBySide(partnersOf(before, was?.start), partnersOf(after, is?.start));
    for (const pair of sides) {
      const key = `${column1}/${unpackCode((pair.was ?? pair.is)!.key)}`;
      if (!pair.was) yield { kind: 'added', key, parts: [] };
      else if (!pair.is) yield { kind: 'removed', key, parts: [] };
      else if (termsOf(before, pair.was) !== termsOf(after, pair.is)) {
        yield { kind: 'changed', key, parts: ['terms'] };
      } else yield undefined;
    }
  }
}

/** Column 2 codes of one column 1 code, ascending, each with its run of terms. */
function* partnersOf({ edition, rowOffsets, column2 }: Pairs, row: number | undefined): Generator<Run<number>> {
  if (row === undefined) return;
  const last = rowOffsets[row + 1]!;
  for (let start = rowOffsets[row]!; start < last; ) {
    let end = start + 1;
    while (end < last && column2[end] === column2[start]) end += 1;
    yield { key: edition.codes[column2[start]!]!, start, end };
    start = end;
  }
}

function termsOf({ terms, termWords }: Pairs, { start, end }: Run<number>): string {
  if (end === start + 1) return termWords[terms[start]!]!;
  return Array.from({ length: end - start }, (_, at) => termWords[terms[start + at]!]).join(';');
}
