/** The steps of a JSON Pointer (RFC 6901): "/lines/0/units" → lines, 0, units. */
function stepsOf(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer of a member of what `pointer` names. */
export function below(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** What stands at a pointer; undefined when nothing does. */
export function valueAt(value: unknown, pointer: string): unknown {
  let at: unknown = value;
  for (const step of stepsOf(pointer)) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

/**
 * The same with another value at a pointer; nothing that was given is changed. Undefined removes a member, and from a list the
 * entry; an object left without members goes with its last one. Objects that are missing on the way are made.
 */
export function withValueAt<Whole>(whole: Whole, pointer: string, value: unknown): Whole {
  return place(whole, stepsOf(pointer), value) as Whole;
}

function place(whole: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(whole)) {
    const index = step === '-' ? whole.length : Number(step);
    if (rest.length === 0 && value === undefined) return whole.toSpliced(index, 1);
    const copy = [...whole];
    copy[index] = place(copy[index], rest, value);
    return copy;
  }
  const members = (typeof whole === 'object' && whole !== null ? whole : {}) as Record<string, unknown>;
  const inner = place(members[step], rest, value);
  const isGone = inner === undefined || (value === undefined && isBare(inner));
  const { [step]: _before, ...others } = members;
  return isGone ? others : { ...members, [step]: inner };
}

function isBare(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}
