/** Whether a filter asks for nothing but statuses, so that the sums kept by status answer how many rows it leaves. */
export function isByStatusAlone(filter: object): boolean {
  return Object.entries(filter).every(([name, value]) => name === 'status' || value === undefined);
}

/** How many rows have one of these statuses; no status named means all. */
export function totalOf<Status extends string>(
  sums: readonly { status: Status; count: number }[],
  wanted: readonly Status[] = [],
): number {
  return sums
    .filter(({ status }) => wanted.length === 0 || wanted.includes(status))
    .reduce((total, { count }) => total + count, 0);
}
