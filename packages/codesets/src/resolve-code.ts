import type { IsoDate } from '@claimwright/domain/dates';
import type { CodeAnswer } from './code-sets.ts';
import { type CodeSetName, type Edition, openEndDay, openStartDay } from './edition.ts';
import { packCode } from './packed-code.ts';
import { datesOf, firstRow, nearestValidity, rowOn, type Validity, validitiesOf } from './search-edition.ts';
import {
  noEditionServes,
  notInIncomplete,
  rememberByDate,
  type Source,
  servingOn,
  sourcesOf,
} from './serving-editions.ts';

/** Looks codes of one flat set up by date. */
export interface CodeResolver {
  /**
   * The first serving edition that is complete decides; incomplete ones are asked in turn. `openList`: the code belongs to a
   * part of the set the publisher leaves to someone else, so that even a complete edition cannot say it does not exist.
   */
  resolve(code: string, on: IsoDate, openList?: boolean): CodeAnswer;
  sources: readonly Source[];
}

/** A resolver over all editions of a set that has no headers: HCPCS, modifiers, places of service, POA-exempt codes. */
export function codeResolver(editions: readonly Edition[], set: CodeSetName): CodeResolver {
  const sources = sourcesOf(editions, set);
  const ended = endedCodes(sources);
  const planFor = rememberByDate((day) => ({ day, serving: servingOn(sources, day) }));
  return {
    sources,
    resolve(code, on, openList = false) {
      const { day, serving } = planFor(on);
      if (serving.length === 0) return noEditionServes(set, sources, on);
      const packed = packCode(code);
      for (const source of serving) {
        if (packed >= 0 && rowOn(source.edition, packed, day) >= 0) {
          return (source.edition.rowFromDays ? undefined : endedBefore(ended, packed, day)) ?? source.valid;
        }
        if (source.edition.complete && !openList) return notHeld(sources, source.edition, packed, day);
      }
      return outOfItsDates(serving, packed, day) ?? notInIncomplete(serving[0]!, code);
    },
  };
}

interface EndedCode {
  edition: Edition;
  span: Validity;
}

/**
 * Codes an edition with dates knows to have ended, when there is one without: CMS keeps ended codes in its file for years, and a
 * copy without the date columns would count them as valid.
 */
function endedCodes(sources: readonly Source[]): ReadonlyMap<number, EndedCode> {
  const ended = new Map<number, EndedCode>();
  if (sources.every(({ edition }) => edition.rowFromDays)) return ended;
  for (const { edition } of sources) {
    if (!edition.rowToDays) continue;
    for (let row = 0; row < edition.codes.length; row += 1) {
      const packed = edition.codes[row]!;
      // Of several rows of a code the last by date speaks, and of several editions the one that decides first.
      const span = edition.codes[row + 1] === packed ? undefined : validitiesOf(edition, packed).at(-1);
      if (span && !ended.has(packed)) ended.set(packed, { edition, span });
    }
  }
  for (const [packed, { span }] of ended) if (span.toDay === openEndDay) ended.delete(packed);
  return ended;
}

function endedBefore(ended: ReadonlyMap<number, EndedCode>, packed: number, day: number): CodeAnswer | undefined {
  const known = ended.get(packed);
  if (!known || known.span.toDay >= day) return undefined;
  return { status: 'not_effective', edition: known.edition.id, ...datesOf(known.span) };
}

function notHeld(sources: readonly Source[], decider: Edition, packed: number, day: number): CodeAnswer {
  if (packed < 0) return { status: 'unknown', edition: decider.id };
  const span = validityKnownTo(sources, decider, packed, day);
  return span
    ? { status: 'not_effective', edition: decider.id, ...datesOf(span) }
    : { status: 'unknown', edition: decider.id };
}

/** What incomplete lists know of a code none of them has on the day. */
function outOfItsDates(serving: readonly Source[], packed: number, day: number): CodeAnswer | undefined {
  const holder = packed < 0 ? undefined : serving.find(({ edition }) => firstRow(edition, packed) >= 0);
  if (!holder) return undefined;
  const span = nearestValidity(validitiesOf(holder.edition, packed), day)!;
  return { status: 'not_effective', edition: holder.edition.id, ...datesOf(span) };
}

/**
 * When a code the deciding edition does not hold on the day is in force, as far as all editions together know: by the dates of
 * rows, else by which of the editions before and after hold it. Undefined when no edition holds it on any date.
 */
export function validityKnownTo(
  sources: readonly Source[],
  decider: Edition,
  packed: number,
  day: number,
): Validity | undefined {
  const holders = sources.map(({ edition }) => edition).filter((edition) => firstRow(edition, packed) >= 0);
  if (holders.length === 0) return undefined;
  const dated = [decider, ...holders].find((edition) => edition.rowFromDays && firstRow(edition, packed) >= 0);
  if (dated) return nearestValidity(validitiesOf(dated, packed), day);
  return validityByNeighbours(sources, decider, packed);
}

/** Without row dates: a list that adjoins another which lacks the code tells the day it came or went. */
function validityByNeighbours(sources: readonly Source[], decider: Edition, packed: number): Validity {
  const lists = sources
    .map(({ edition }) => edition)
    .filter((edition) => edition.complete)
    .sort((a, b) => a.fromDay - b.fromDay);
  const at = lists.indexOf(decider);
  const open: Validity = { fromDay: openStartDay, toDay: openEndDay };
  const lastBefore = lists.findLastIndex((list, index) => index < at && firstRow(list, packed) >= 0);
  if (lastBefore >= 0) {
    const next = lists[lastBefore + 1]!;
    return next.fromDay <= lists[lastBefore]!.toDay + 1 ? { ...open, toDay: next.fromDay - 1 } : open;
  }
  const firstAfter = lists.findIndex((list, index) => index > at && firstRow(list, packed) >= 0);
  if (firstAfter < 0) return open;
  const previous = lists[firstAfter - 1]!;
  return previous.toDay >= lists[firstAfter]!.fromDay - 1 ? { ...open, fromDay: lists[firstAfter]!.fromDay } : open;
}
