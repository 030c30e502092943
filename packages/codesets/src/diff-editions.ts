import type { Edition } from './edition.ts';
import { editionChanges } from './edition-changes.ts';

/** What changed from one edition to another of the same set, in words a person reads: codes, pairs "A/B", group members. */
export interface EditionDifference {
  added: string[];
  removed: string[];
  /** The same code with other attributes, dates, values or lists; a title alone is no change. */
  changed: string[];
}

/** Compares two editions row by row, and of pairs every pair, at once; `editionChanges` says more and can be interrupted. */
export function diffEditions(from: Edition, to: Edition): EditionDifference {
  const difference: EditionDifference = { added: [], removed: [], changed: [] };
  for (const batch of editionChanges(from, to)) for (const { kind, key } of batch) difference[kind].push(key);
  return difference;
}
