import type { Resource } from './bundle-index.ts';
import type { Element } from './element.ts';
import type { Reading } from './reading.ts';

/**
 * Refuses what belongs to another patient of the Bundle than the visit's: the claim would carry one person's record under
 * another's name. A subject that nothing in the Bundle answers to is worth a warning.
 */
export function refuseOtherSubject(
  reading: Pick<Reading, 'index'>,
  holder: Resource,
  element: Element,
  patient: Resource | undefined,
): void {
  const literal = element.child('subject')?.text('reference');
  if (patient === undefined || literal === undefined) return;
  const target = reading.index.resolve(literal, holder);
  if ('missing' in target) {
    element.issues.warning('not-found', 'Nothing in the Bundle says whose this is.', element.at('subject'));
  } else if (target.found.path !== patient.path) {
    element.issues.error('business-rule', 'This is of another patient than the visit.', element.at('subject'));
  }
}
