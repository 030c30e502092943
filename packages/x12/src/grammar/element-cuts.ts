import { CodedText } from '../coded-text.ts';
import type { Delimiters } from '../delimiters.ts';
import type { CodeList } from './code-list.ts';

/** More elements than any segment of a guide has; what stands beyond is counted and not kept. */
const keptElements = 48;

const hasComponent = 1;
const hasRepetition = 2;
const hasStrangeCharacter = 4;

/**
 * The elements of one segment as offsets into its text: cut in one pass and reused for the next segment, so that checking makes
 * no objects. Element 0 is the segment id.
 */
export class ElementCuts {
  coded = new CodedText('');
  /** Number of the last element, empty ones counted. */
  count = 0;
  readonly starts = new Int32Array(keptElements);
  readonly ends = new Int32Array(keptElements);
  private readonly flags = new Uint8Array(keptElements);
  private elementCode = 0;
  componentCode = 0;
  private repetitionCode = 0;
  private keyOf = -1;
  private keyText = '';

  /** Takes the delimiters of an interchange. */
  use(delimiters: Delimiters): void {
    this.elementCode = delimiters.element.charCodeAt(0);
    this.componentCode = delimiters.component.charCodeAt(0);
    // Absent in old versions: no character has the code NaN.
    this.repetitionCode = delimiters.repetition.charCodeAt(0);
  }

  /** Cuts the segment between two offsets of the coded text's string. */
  cut(coded: CodedText, from: number, to: number): void {
    const { starts, ends, flags, elementCode, componentCode, repetitionCode } = this;
    const { codes, base } = coded;
    const start = from - base;
    const end = to - base;
    this.coded = coded;
    this.keyOf = -1;
    let element = 0;
    let marks = 0;
    starts[0] = start;
    for (let at = start; at < end; at += 1) {
      const code = codes[at] ?? 0;
      if (code === elementCode) {
        if (element < keptElements) {
          ends[element] = at;
          flags[element] = marks;
        }
        element += 1;
        marks = 0;
        if (element < keptElements) starts[element] = at + 1;
      } else if (code === componentCode) marks |= hasComponent;
      else if (code === repetitionCode) marks |= hasRepetition;
      else if (code < 32 || code > 126) marks |= hasStrangeCharacter;
    }
    if (element < keptElements) {
      ends[element] = end;
      flags[element] = marks;
    }
    this.count = element;
  }

  isEmpty(element: number): boolean {
    return element > this.count || element >= keptElements || this.starts[element] === this.ends[element];
  }

  /** The element's text; empty when absent. */
  value(element: number): string {
    if (this.isEmpty(element)) return '';
    return this.coded.slice(this.starts[element] ?? 0, this.ends[element] ?? 0);
  }

  /** One component of an element, 1-based; empty when absent. */
  component(element: number, component: number): string {
    if (this.isEmpty(element)) return '';
    const { coded, componentCode } = this;
    const { codes } = coded;
    const end = this.ends[element] ?? 0;
    let from = this.starts[element] ?? 0;
    for (let passed = 1; passed < component; passed += 1) {
      while (from < end && codes[from] !== componentCode) from += 1;
      if (from >= end) return '';
      from += 1;
    }
    let to = from;
    while (to < end && codes[to] !== componentCode) to += 1;
    return coded.slice(from, to);
  }

  /** The element, or its first component, that tells a segment from its namesakes; made once a segment. */
  key(element: number): string {
    if (this.keyOf !== element) {
      this.keyOf = element;
      this.keyText = this.component(element, 1);
    }
    return this.keyText;
  }

  /** Whether the element, or its first component, is one of the codes. */
  keyIsOneOf(element: number, codes: CodeList): boolean {
    if (this.isEmpty(element)) return false;
    const { coded, componentCode } = this;
    const from = this.starts[element] ?? 0;
    let end = this.ends[element] ?? 0;
    if (((this.flags[element] ?? 0) & hasComponent) !== 0) {
      let to = from;
      while (to < end && coded.codes[to] !== componentCode) to += 1;
      end = to;
    }
    return codes.has(coded, from, end);
  }

  /** Neither components nor repetitions nor strange characters. */
  isPlain(element: number): boolean {
    return this.flags[element] === 0;
  }

  hasComponents(element: number): boolean {
    return ((this.flags[element] ?? 0) & hasComponent) !== 0;
  }

  hasRepetitions(element: number): boolean {
    return ((this.flags[element] ?? 0) & hasRepetition) !== 0;
  }

  /** A control character, or one beyond ASCII: neither is in the X12 basic or extended character set. */
  hasStrangeCharacters(element: number): boolean {
    return ((this.flags[element] ?? 0) & hasStrangeCharacter) !== 0;
  }

  get repetition(): number {
    return this.repetitionCode;
  }
}
