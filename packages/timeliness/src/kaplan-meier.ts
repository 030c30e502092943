/** Number of claims at a number of days; the numbers of days are distinct. */
export type CountsByDay = ReadonlyMap<number, number>;

/** One step of the curve: from this day on the share is resolved. */
export interface CurveStep {
  day: number;
  /** 0 to 1. */
  resolvedShare: number;
}

export interface ResolutionCurve {
  /** In ascending order of days; only days on which something was resolved. */
  steps: CurveStep[];
  /** The longest time for which any claim, open or resolved, was watched; undefined without claims. */
  lastObservedDay: number | undefined;
}

/**
 * The Kaplan–Meier estimate of the share resolved by each day. `resolved`: how many claims took exactly so many days.
 * `censored`: how many open claims have reached exactly that age. A claim that is as old as an event counts as at risk in it.
 */
export function resolutionCurve(resolved: CountsByDay, censored: CountsByDay): ResolutionCurve {
  const days = [...new Set([...resolved.keys(), ...censored.keys()])].sort((a, b) => a - b);
  let atRisk = 0;
  for (const count of resolved.values()) atRisk += count;
  for (const count of censored.values()) atRisk += count;
  const steps: CurveStep[] = [];
  let unresolvedShare = 1;
  for (const day of days) {
    const events = resolved.get(day) ?? 0;
    if (events > 0) {
      // The last claim watched ends the curve at exactly zero, without a rounding rest.
      unresolvedShare = events === atRisk ? 0 : unresolvedShare * (1 - events / atRisk);
      steps.push({ day, resolvedShare: 1 - unresolvedShare });
    }
    atRisk -= events + (censored.get(day) ?? 0);
  }
  return { steps, lastObservedDay: days.at(-1) };
}

/** The share resolved by a day; null when claims are still open and none has been watched that long, or there are no claims. */
export function resolvedShareBy(curve: ResolutionCurve, day: number): number | null {
  const { steps, lastObservedDay } = curve;
  if (lastObservedDay === undefined) return null;
  const share = steps.findLast((step) => step.day <= day)?.resolvedShare ?? 0;
  return share === 1 || day <= lastObservedDay ? share : null;
}

/** The first day by which half of all claims were resolved; null when the curve never reaches it. */
export function curveMedian(curve: ResolutionCurve): number | null {
  return curve.steps.find(({ resolvedShare }) => resolvedShare >= 0.5)?.day ?? null;
}
