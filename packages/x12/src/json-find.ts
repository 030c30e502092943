import type { ElementJson, LoopJson, SegmentJson } from './json-tree.ts';

/** Loops of a name right inside a loop. */
export function loopsOf(loop: LoopJson, name: string): LoopJson[] {
  return loop.content.filter((part): part is LoopJson => 'loop' in part && part.loop === name);
}

/** The first of them. */
export function loopOf(loop: LoopJson | undefined, name: string): LoopJson | undefined {
  return loop && loopsOf(loop, name)[0];
}

/** Segments of an id right inside a loop, those with a qualifier in their first element when one is given. */
export function segmentsOf(loop: LoopJson | undefined, id: string, qualifier?: string): SegmentJson[] {
  return (loop?.content ?? []).filter(
    (part): part is SegmentJson =>
      'segment' in part && part.segment === id && (qualifier === undefined || elementOf(part, 1) === qualifier),
  );
}

/** The first of them. */
export function segmentOf(loop: LoopJson | undefined, id: string, qualifier?: string): SegmentJson | undefined {
  return segmentsOf(loop, id, qualifier)[0];
}

/** Component `component` of an element, both 1-based; empty when absent. */
export function elementOf(segment: SegmentJson | undefined, element: number, component = 1): string {
  const value = segment?.elements[`${segment.segment}${String(element).padStart(2, '0')}`];
  return componentsOf(value)[component - 1] ?? '';
}

/** The components of an element; those of its first repetition where it repeats. */
export function componentsOf(value: ElementJson | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [value];
  const [first] = value;
  return Array.isArray(first) ? first : (value as string[]);
}
