import { below, valueAt, withValueAt } from './pointer.ts';

/** One place where two contents differ; undefined: not there. */
export interface ContentChange {
  pointer: string;
  from: unknown;
  to: unknown;
}

/**
 * What was changed from one content to another, by place. Lists of one length are compared entry by entry; one that grew or shrank
 * changed as a whole, since nobody can say which entry is which.
 */
export function changesBetween(from: unknown, to: unknown, pointer = ''): ContentChange[] {
  if (Object.is(from, to)) return [];
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    return from.flatMap((entry, index) => changesBetween(entry, to[index], below(pointer, index)));
  }
  if (isObject(from) && isObject(to)) {
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return names.flatMap((name) => changesBetween(from[name], to[name], below(pointer, name)));
  }
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ pointer, from, to }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** My changes put on what somebody else made of the same content. */
export interface Rebased<Content> {
  content: Content;
  /** Where both changed the same place, to something else: mine stands in `content`. */
  clashes: { mine: ContentChange; theirs: ContentChange }[];
}

/** Repeats on `theirs` what was changed from `base` to `mine`. */
export function rebase<Content>(base: Content, mine: Content, theirs: Content): Rebased<Content> {
  const others = changesBetween(base, theirs);
  const clashes: Rebased<Content>['clashes'] = [];
  let content = theirs;
  for (const change of changesBetween(base, mine)) {
    const touched = others.filter((other) => overlap(change.pointer, other.pointer));
    if (touched.some((other) => JSON.stringify(valueAt(mine, other.pointer)) !== JSON.stringify(other.to))) {
      clashes.push(...touched.map((other) => ({ mine: change, theirs: other })));
    }
    // A list changed as a whole stands as a whole: single entries of it cannot be put into another.
    const wider = touched.find((other) => change.pointer.startsWith(`${other.pointer}/`));
    const at = wider?.pointer ?? change.pointer;
    content = withValueAt(content, at, valueAt(mine, at));
  }
  return { content, clashes };
}

function overlap(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}
