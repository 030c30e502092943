import { type Cents, parseCents } from '@claimwright/domain/money';
import type { ElementCuts } from './element-cuts.ts';

/** Cents of a decimal element; undefined when it is no amount. Whole amounts and those of two decimals are read in place. */
export function centsOf(cuts: ElementCuts, element: number): Cents | undefined {
  if (cuts.isEmpty(element)) return undefined;
  const { codes } = cuts.coded;
  const end = cuts.ends[element] ?? 0;
  const from = cuts.starts[element] ?? 0;
  const first = (codes[from] ?? 0) === 45 ? from + 1 : from;
  const point = end - first > 3 && (codes[end - 3] ?? 0) === 46 ? end - 3 : end;
  if (first === end || end - first > 12) return parseCents(cuts.value(element));
  let value = 0;
  for (let at = first; at < end; at += 1) {
    if (at === point) continue;
    const digit = (codes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return parseCents(cuts.value(element));
    value = value * 10 + digit;
  }
  const cents = point === end ? value * 100 : value;
  return first === from ? cents : 0 - cents;
}
