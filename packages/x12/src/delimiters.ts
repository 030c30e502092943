/** The four separators of an interchange, one character each, as its ISA declares them. */
export interface Delimiters {
  /** Character 4 of ISA. */
  element: string;
  /** ISA16. */
  component: string;
  /** ISA11; empty before 00402, where ISA11 named a standards body. */
  repetition: string;
  /** Character 106 of ISA. */
  segment: string;
}

/** What we write with. */
export const standardDelimiters: Delimiters = { element: '*', component: ':', repetition: '^', segment: '~' };

/** Widths of ISA01–ISA16 (X12.5): the one segment with fixed columns, because it declares the delimiters. */
export const isaWidths: readonly number[] = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];

export type DelimiterReading =
  | { kind: 'delimiters'; delimiters: Delimiters; fixedWidth: boolean }
  | { kind: 'unusable'; code: 'isa_malformed' | 'delimiters_unusable'; message: string };

/** No ISA is longer than this, however its sender padded it; what goes on longer is not an ISA. */
const longestIsa = 240;

/**
 * Reads the delimiters of the ISA at `start`. They are taken by counting sixteen element separators rather than by column, so
 * that an ISA with a wrongly padded element is still read (and reported: `fixedWidth` is false).
 */
export function readDelimiters(text: string, start: number): DelimiterReading {
  const element = text.charAt(start + 3);
  if (!text.startsWith('ISA', start) || !isSeparator(element)) {
    return { kind: 'unusable', code: 'isa_malformed', message: 'No ISA with a usable element separator' };
  }
  const separators: number[] = [];
  const limit = Math.min(text.length, start + longestIsa);
  for (let at = start + 3; at < limit && separators.length < 16; at += 1) {
    if (text.charAt(at) === element) separators.push(at);
  }
  const last = separators[15];
  if (last === undefined || last + 2 >= text.length) {
    return { kind: 'unusable', code: 'isa_malformed', message: 'ISA has fewer than sixteen elements' };
  }
  const component = text.charAt(last + 1);
  const segment = text.charAt(last + 2);
  const repetitionElement = text.slice((separators[10] ?? 0) + 1, separators[11]);
  const repetition = isSeparator(repetitionElement) ? repetitionElement : '';
  if (!isSeparator(component) || !isTerminator(segment)) {
    return {
      kind: 'unusable',
      code: 'delimiters_unusable',
      message: 'ISA16 or the segment terminator is not a separator',
    };
  }
  const all = [element, component, segment, ...(repetition === '' ? [] : [repetition])];
  if (new Set(all).size !== all.length) {
    return { kind: 'unusable', code: 'delimiters_unusable', message: 'Two delimiters are the same character' };
  }
  const fixedWidth = isaWidths.every(
    (width, index) => (separators[index + 1] ?? last + 2) - (separators[index] ?? 0) - 1 === width,
  );
  return { kind: 'delimiters', delimiters: { element, component, repetition, segment }, fixedWidth };
}

function isSeparator(character: string): boolean {
  return character.length === 1 && !/[A-Za-z0-9\s]/.test(character) && character !== '\u0000';
}

/** A terminator may be a line end, which no other delimiter may be. */
function isTerminator(character: string): boolean {
  return isSeparator(character) || character === '\n' || character === '\r';
}
