/** Codes an HI has places for. */
const places = 12;
/** Codes of an HI that public readers keep which know eight places only (LinuxForHealth x12). */
const knownPlaces = 8;

/** HI of codes, each a composite (C022); nothing when there is none. */
export function codeSegment(composites: readonly string[]): string {
  return composites.length === 0 ? '' : `HI*${composites.join('*')}~`;
}

/**
 * Two HI where the guide has two of a kind. Up to sixteen codes stand in eights, for the guide does not ask that the first be full and some
 * readers know no ninth place; more stand in twelves.
 */
export function codeSegments(composites: readonly string[]): string {
  const each = composites.length > 2 * knownPlaces ? places : knownPlaces;
  let text = '';
  for (let from = 0; from < composites.length; from += each) text += codeSegment(composites.slice(from, from + each));
  return text;
}
