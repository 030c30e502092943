/**
 * The discrete percentile, as SQL's percentile_disc: the smallest value within which at least `percent` of all lie. Exact: whole
 * numbers only. `sorted`: value and how often it occurs, ascending. Null when there is nothing.
 */
export function discretePercentile(
  sorted: readonly (readonly [value: number, count: number])[],
  percent: number,
): number | null {
  let total = 0;
  for (const [, count] of sorted) total += count;
  let below = 0;
  for (const [value, count] of sorted) {
    below += count;
    if (below * 100 >= percent * total && below > 0) return value;
  }
  return null;
}
