import { addDays, dayNumber, type IsoDate } from '@claimwright/domain/dates';
import type { BillFacts } from './bill-facts.ts';
import { upperCode } from './code-shapes.ts';

/** An occurrence span with both dates in order; of the others IN009 speaks. */
export interface Span {
  index: number;
  code: string;
  from: IsoDate;
  to: IsoDate;
}

/** The spans of a bill that can be judged, as they stand. */
export function billSpans({ bill }: BillFacts): Span[] {
  return bill.occurrenceSpans.flatMap(({ code, from, to }, index) =>
    from === undefined || to === undefined || to < from ? [] : [{ index, code: upperCode(code), from, to }],
  );
}

/**
 * How many days of the stay lie in the spans, each once: both ends count, the day of discharge does not (SSA POMS HI 00601.070), as
 * long as the patient has left by then.
 */
export function daysInSpans(spans: readonly Span[], statement: { from: IsoDate; to: IsoDate; left: boolean }): number {
  const end = statement.left && statement.to > statement.from ? addDays(statement.to, -1) : statement.to;
  const days = new Set<number>();
  for (const { from, to } of spans) {
    const last = dayNumber(to < end ? to : end);
    for (let day = dayNumber(from > statement.from ? from : statement.from); day <= last; day += 1) days.add(day);
  }
  return days.size;
}
