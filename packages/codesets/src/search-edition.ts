import { dateOfDayNumber, type IsoDate } from '@claimwright/domain/dates';
import { attributeBit, type Edition, openEndDay, openStartDay } from './edition.ts';
import { packedPrefixEnd, slotOf, unpackCharacters, unpackCode } from './packed-code.ts';

/** First row whose code is not below the packed one (the row count when there is none). */
export function lowerBound(edition: Edition, packed: number): number {
  const codes = edition.codes;
  let low = 0;
  let high = codes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (codes[middle]! < packed) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First row of the code, -1 when the edition does not hold it on any date. */
export function firstRow(edition: Edition, packed: number): number {
  const { codes, slots, slotBits } = edition;
  const last = slots.length - 1;
  for (let slot = slotOf(packed, slotBits); ; slot = (slot + 1) & last) {
    const row = slots[slot]! - 1;
    if (row < 0 || codes[row] === packed) return row;
  }
}

/** Row of the code that is in force on the day, -1 when none is. Does not look at the window of the edition. */
export function rowOn(edition: Edition, packed: number, day: number): number {
  const first = firstRow(edition, packed);
  if (first < 0 || !edition.rowFromDays) return first;
  for (let row = first; edition.codes[row] === packed; row += 1) if (inForce(edition, row, day)) return row;
  return -1;
}

function inForce(edition: Edition, row: number, day: number): boolean {
  return !edition.rowFromDays || (edition.rowFromDays[row]! <= day && day <= edition.rowToDays![row]!);
}

/** A span of days on which a code is in force without a gap, inclusive; open ends as `openStartDay` and `openEndDay`. */
export interface Validity {
  fromDay: number;
  toDay: number;
}

/** Spans of a code in one edition, ascending; adjoining rows (the same code with other attributes) are one span. */
export function validitiesOf(edition: Edition, packed: number): Validity[] {
  const spans: Validity[] = [];
  const first = firstRow(edition, packed);
  if (first < 0) return spans;
  for (let row = first; edition.codes[row] === packed; row += 1) {
    const fromDay = edition.rowFromDays?.[row] ?? openStartDay;
    const toDay = edition.rowToDays?.[row] ?? openEndDay;
    const last = spans.at(-1);
    if (last && last.toDay + 1 === fromDay) last.toDay = toDay;
    else spans.push({ fromDay, toDay });
  }
  return spans;
}

/** The span a reader wants to hear of when the code is not in force: the one that ended last, else the one to come. */
export function nearestValidity(spans: readonly Validity[], day: number): Validity | undefined {
  return spans.findLast((span) => span.toDay < day) ?? spans[0];
}

/** Dates of a span for an answer; open ends are left out. */
export function datesOf(span: Validity): { effectiveFrom?: IsoDate; effectiveTo?: IsoDate } {
  return {
    ...(span.fromDay === openStartDay ? {} : { effectiveFrom: dateOfDayNumber(span.fromDay) }),
    ...(span.toDay === openEndDay ? {} : { effectiveTo: dateOfDayNumber(span.toDay) }),
  };
}

/** Billable codes in force on the day that begin with the code and are longer, at most `limit`, ascending. */
export function billableBelow(edition: Edition, packed: number, length: number, day: number, limit: number): string[] {
  const found: string[] = [];
  const end = packedPrefixEnd(packed, length);
  for (let row = lowerBound(edition, packed); edition.codes[row]! < end && found.length < limit; row += 1) {
    const below = edition.codes[row]! !== packed;
    if (below && isBillable(edition, row) && inForce(edition, row, day)) found.push(unpackCode(edition.codes[row]!));
  }
  return found;
}

/** Whether a row can be billed (an ICD-10-CM header cannot). */
export function isBillable(edition: Edition, row: number): boolean {
  return (edition.attributes[row]! & attributeBit.billable) !== 0;
}

/** Title of a row, undefined when its source gave none. */
export function titleOf(edition: Edition, row: number): string | undefined {
  if (!edition.titles) return undefined;
  const { offsets, text } = edition.titles;
  const bytes = text.subarray(offsets[row], offsets[row + 1]);
  return bytes.length === 0 ? undefined : new TextDecoder().decode(bytes);
}

/** Characters a seventh-character definition on exactly this category allows; undefined when none stands there. */
export function seventhCharactersAt(edition: Edition, packedCategory: number): string[] | undefined {
  const { categories, characters } = edition.sevenths;
  let low = 0;
  let high = categories.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (categories[middle]! < packedCategory) low = middle + 1;
    else high = middle;
  }
  return categories[low] === packedCategory ? unpackCharacters(characters[low]!) : undefined;
}
