import { dayNumber, type IsoDate, isIsoDate } from '@claimwright/domain/dates';
import type { CodeAnswer, NoData } from './code-sets.ts';
import type { CodeSetName, Edition } from './edition.ts';

/** An edition with the one answer it gives most, built once so that a hit allocates nothing. */
export interface Source {
  edition: Edition;
  valid: CodeAnswer;
}

/** Editions of one set, the one that decides first in front: complete ones, then the latest to begin, then the latest to end. */
export function sourcesOf(editions: readonly Edition[], set: CodeSetName): Source[] {
  return editions
    .filter((edition) => edition.set === set)
    .sort(
      (a, b) =>
        Number(b.complete) - Number(a.complete) ||
        b.fromDay - a.fromDay ||
        b.toDay - a.toDay ||
        (a.edition < b.edition ? 1 : -1),
    )
    .map((edition) => ({ edition, valid: Object.freeze({ status: 'valid', edition: edition.id } as const) }));
}

/** Those of them whose window holds the day, in the same order. */
export function servingOn(sources: readonly Source[], day: number): Source[] {
  return sources.filter(({ edition }) => edition.fromDay <= day && day <= edition.toDay);
}

/** What no edition can answer, naming the editions there are. */
export function noEditionServes(set: CodeSetName, sources: readonly Source[], on: IsoDate): NoData {
  const date = isIsoDate(on) ? on : `${JSON.stringify(on)}, which is no date`;
  if (sources.length === 0) return { status: 'no_data', reason: `no edition of ${set} is loaded` };
  return { status: 'no_data', reason: `no edition of ${set} serves ${date}; loaded: ${windowsOf(sources)}` };
}

function windowsOf(sources: readonly Source[]): string {
  return sources
    .map(({ edition }) => edition)
    .sort((a, b) => a.fromDay - b.fromDay)
    .map((edition) => `${edition.id} (${edition.effectiveFrom} to ${edition.effectiveTo ?? 'now'})`)
    .join(', ');
}

/** A code that an incomplete edition does not hold. */
export function notInIncomplete(source: Source, code: string): NoData {
  return { status: 'no_data', reason: `${source.edition.id} does not hold ${code} and is not a complete list` };
}

const rememberedDates = 10_000;

/** Remembers what was worked out for a date, because a claim asks of few dates and many codes. */
export function rememberByDate<T>(workOut: (day: number, on: IsoDate) => T): (on: IsoDate) => T {
  const byDate = new Map<IsoDate, T>();
  let lastDate: IsoDate | undefined;
  let last: T;
  return (on) => {
    if (on === lastDate) return last;
    let known = byDate.get(on);
    if (known === undefined) {
      if (byDate.size >= rememberedDates) byDate.clear();
      known = workOut(isIsoDate(on) ? dayNumber(on) : Number.NaN, on);
      byDate.set(on, known);
    }
    lastDate = on;
    last = known;
    return known;
  };
}
