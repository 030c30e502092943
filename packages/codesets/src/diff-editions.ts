import type { Edition } from './edition.ts';
import { unpackCode } from './packed-code.ts';
import { titleOf } from './search-edition.ts';

/** What changed from one edition to another of the same set, in words a person reads: codes, pairs "A/B", group members. */
export interface EditionDifference {
  added: string[];
  removed: string[];
  /** The same code with other attributes, dates, values or lists; a title alone is no change. */
  changed: string[];
}

/** Compares two editions row by row, and of pairs every pair. */
export function diffEditions(from: Edition, to: Edition): EditionDifference {
  const describe = from.set.startsWith('ncci-ptp-') ? describePairs : describeRows;
  const difference: EditionDifference = { added: [], removed: [], changed: [] };
  const before = describe(from);
  const after = describe(to);
  for (const [key, facts] of after) {
    const earlier = before.get(key);
    if (earlier === undefined) difference.added.push(key);
    else if (earlier !== facts) difference.changed.push(key);
  }
  for (const key of before.keys()) if (!after.has(key)) difference.removed.push(key);
  return difference;
}

/** Each code with all it is said to be; rows without packed names (groups, taxonomies) go by the words in their titles. */
function describeRows(edition: Edition): Map<string, string> {
  const named = edition.set === 'code-group' || edition.set === 'taxonomy';
  const facts = new Map<string, string>();
  for (let row = 0; row < edition.codes.length; row += 1) {
    const key = named ? (titleOf(edition, row) ?? '').split('\t')[0]! : unpackCode(edition.codes[row]!);
    const own = [
      edition.attributes[row],
      edition.rowFromDays?.[row],
      edition.rowToDays?.[row],
      // A node's number in the tabular list moves with every code before it.
      ...(edition.set === 'icd10cm-tabular' ? [] : valuesOf(edition, row)),
      ...listOf(edition, row),
    ].join(' ');
    facts.set(key, facts.has(key) ? `${facts.get(key)};${own}` : own);
  }
  return facts;
}

function valuesOf({ values, valuesWidth }: Edition, row: number): number[] {
  return [...values.subarray(row * valuesWidth, (row + 1) * valuesWidth)];
}

function listOf({ lists }: Edition, row: number): string[] {
  if (!lists) return [];
  const entries: string[] = [];
  for (let entry = lists.offsets[row]!; entry < lists.offsets[row + 1]!; entry += 1)
    entries.push(`${lists.items[entry]}/${lists.fromDays[entry]}/${lists.toDays[entry]}`);
  return entries;
}

function describePairs(edition: Edition): Map<string, string> {
  const { section, codes } = edition;
  const rowOffsets = section.uint32('rowOffsets.u32');
  const column2 = section.uint16('column2.u16');
  const terms = section.uint16('terms.u16');
  const dates = section.int32('termDates.i32');
  const indicators = section.bytes('termIndicators.u8');
  const names = [...codes].map(unpackCode);
  const termNames = [...indicators].map((indicator, term) => `${dates[term * 2]}/${dates[term * 2 + 1]}/${indicator}`);
  const facts = new Map<string, string>();
  for (let row = 0; row < codes.length; row += 1)
    for (let pair = rowOffsets[row]!; pair < rowOffsets[row + 1]!; pair += 1) {
      const key = `${names[row]}/${names[column2[pair]!]}`;
      const own = termNames[terms[pair]!]!;
      facts.set(key, facts.has(key) ? `${facts.get(key)};${own}` : own);
    }
  return facts;
}
