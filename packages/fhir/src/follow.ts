import type { BundleIndex, Resource } from './bundle-index.ts';
import type { Element } from './element.ts';

/** How bad it is when a reference leads nowhere, and what it may lead to. */
export interface FollowOptions {
  types: readonly string[];
  severity: 'error' | 'warning' | 'information';
}

/** Follows a Reference element. What cannot be followed is reported at the element; a logical reference without a literal one is not. */
export function follow(
  { index }: { index: BundleIndex },
  holder: Resource,
  reference: Element | undefined,
  options: FollowOptions,
): Resource | undefined {
  const literal = reference?.text('reference');
  if (!reference || literal === undefined) return undefined;
  const report = reference.issues[options.severity].bind(reference.issues);
  const resolution = index.resolve(literal, holder);
  if ('missing' in resolution) {
    if (resolution.missing === 'absent') {
      report('not-found', `Nothing in the Bundle answers to this reference.`, reference.at('reference'));
    } else {
      report('multiple-matches', 'Several entries of the Bundle answer to this reference.', reference.at('reference'));
    }
    return undefined;
  }
  const { found } = resolution;
  if (!options.types.includes(found.type)) {
    const wanted = options.types.join(' or ');
    report(
      'value',
      `Refers to a ${found.type || 'resource without type'}, not to ${wanted}.`,
      reference.at('reference'),
    );
    return undefined;
  }
  return found;
}
