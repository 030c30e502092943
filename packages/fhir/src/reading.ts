import type { IsoDate } from '@claimwright/domain/dates';
import type { BundleIndex } from './bundle-index.ts';
import type { Element } from './element.ts';
import type { Links } from './links.ts';
import { Issues } from './operation-outcome.ts';

/** What is known while one Bundle is read. */
export interface Reading {
  readonly index: BundleIndex;
  readonly links: Links;
  /** Names and addresses whose period ended before this day are former ones. */
  readonly today: IsoDate;
  /** What concerns the Bundle or a resource that several encounters share. */
  readonly issues: Issues;
  /** What a resource that several encounters share was read as, and its faults. */
  readonly shared: Map<string, { value: unknown; issues: Issues }>;
}

/**
 * Reads a resource that several encounters use once. Its warnings are reported once, for the Bundle; its errors are reported
 * to every encounter that needs it, because each of them is rejected for it.
 */
export function readShared<T>(reading: Reading, key: string, issues: Issues, read: (issues: Issues) => T): T {
  let entry = reading.shared.get(key);
  if (!entry) {
    const own = new Issues();
    entry = { value: read(own), issues: own };
    reading.shared.set(key, entry);
    reading.issues.list.push(...own.list.filter((issue) => !own.errors.includes(issue)));
  }
  issues.list.push(...entry.issues.errors);
  // The key carries the kind of reading, so one key always holds one type.
  return entry.value as T;
}

/**
 * Refuses what R4 says must be understood before a resource is used: `modifierExtension` and `implicitRules`
 * (R4, Extensibility, 2.4.0.3; Resource.implicitRules).
 */
export function refuseUnknownModifiers(element: Element): void {
  if (element.has('modifierExtension')) {
    const path = element.at('modifierExtension');
    element.issues.error(
      'extension',
      'A modifier extension can reverse the meaning of a resource; none is known here.',
      path,
    );
  }
  if (element.has('implicitRules')) {
    const path = element.at('implicitRules');
    element.issues.error('not-supported', 'The resource was made under rules that are not known here.', path);
  }
}
