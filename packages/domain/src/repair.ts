/**
 * One value that was written plainly before the checks looked at it: blanks around it, letters that are small, a diagnosis's dot.
 * It is no finding and changes no code into another one.
 */
export interface Repair {
  repairId: string;
  repairVersion: number;
  /** JSON Pointer (RFC 6901) into the encounter as it was received. */
  pointer: string;
  before: string;
  after: string;
}

/**
 * The content with these repairs made, in their order: what the checks judged and claims are made of. What was received is not
 * changed, and what no repair touches is not copied. Throws when a repair was not made of this content: a bug of the caller.
 */
export function withRepairs<Content extends object>(
  content: Content,
  repairs: readonly Repair[] | null | undefined,
): Content {
  if (!repairs || repairs.length === 0) return content;
  const own = new Set<object>();
  const root = owned(own, content);
  for (const { pointer, before, after } of repairs) {
    const keys = pointer.slice(1).split('/');
    const last = keys.pop() ?? '';
    let place: Record<string, unknown> = root as Record<string, unknown>;
    for (const key of keys) {
      const next = place[key];
      if (typeof next !== 'object' || next === null) throw new Error(`A repair names ${pointer}, which is not there.`);
      const copy = owned(own, next);
      place[key] = copy;
      place = copy as Record<string, unknown>;
    }
    if (place[last] !== before) throw new Error(`A repair of ${pointer} was made of another value.`);
    place[last] = after;
  }
  return root;
}

/** A copy that may be changed, once for each object of the content. */
function owned<Value extends object>(own: Set<object>, value: Value): Value {
  if (own.has(value)) return value;
  const copy = Array.isArray(value) ? ([...value] as unknown as Value) : { ...value };
  own.add(copy);
  return copy;
}
