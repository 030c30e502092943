import { CodedText } from './coded-text.ts';
import type { Delimiters } from './delimiters.ts';

/** Segment ids seen, by their packed characters: a reader compares ids millions of times and should not make them each time. */
const knownIds = new Map<number, string>();

/** Packs a segment id of two or three characters into a number that compares at once. */
export function segmentTag(id: string): number {
  return (id.charCodeAt(0) << 16) | (id.charCodeAt(1) << 8) | (id.length > 2 ? id.charCodeAt(2) : 0);
}

for (const id of (
  'AK1 AK2 AK9 AMT BHT BPR CAS CLM CLP CN1 CR1 CR2 CR3 CRC CTP CTX CUR DMG DTM DTP FRM GE GS HCP HI HL IEA IK3 IK4 IK5 ISA K3 ' +
  'LIN LQ LX MEA MIA MOA N1 N3 N4 NM1 NTE OI PAT PER PLB PRV PS1 PWK QTY RDM REF SBR SE ST STC SV1 SV5 SVC SVD TA1 TRN TS2 TS3'
).split(' ')) {
  knownIds.set(segmentTag(id), id);
}

/** Elements whose place is remembered; those beyond are looked for again each time. The longest segment of a guide has 30. */
const keptElements = 48;

/**
 * Walks over the segments of a text without building anything: a segment is two offsets, an element is cut when it is asked
 * for. One scanner is one cursor; its `id` and elements speak of the segment the last `next()` stopped at.
 */
export class SegmentScanner {
  readonly text: string;
  readonly delimiters: Delimiters;
  /** The text's characters as codes. `seek` and `elementStart` count in these, `start` and `end` in the text. */
  readonly coded: CodedText;
  /** Offset of the current segment's first character. */
  start: number;
  /** Offset of its terminator, or the end of the range when it has none. */
  end: number;
  /** Segments passed, the current one included. */
  position = 0;
  /** False when the text ended before the segment's terminator. */
  terminated = true;
  private readonly segmentCode: number;
  private readonly elementCode: number;
  private readonly componentCode: number;
  private following = 0;
  /** Where element n begins; the id is element 0. */
  private readonly starts = new Int32Array(keptElements + 1);
  /** Number of the last element that stands in the segment. */
  private count = 0;
  private cutStart = 0;
  private cutEnd = 0;

  /**
   * Scans `text` from `from` up to `to`. Whoever scans one text from many places gives its codes along, from its beginning to its
   * end: coding the rest of it each time would take the square of its length.
   */
  constructor(text: string, delimiters: Delimiters, from = 0, to = text.length, whole?: CodedText) {
    this.text = text;
    this.delimiters = delimiters;
    this.coded = whole ?? new CodedText(text, from, to);
    this.following = from - this.coded.base;
    this.segmentCode = delimiters.segment.charCodeAt(0);
    this.elementCode = delimiters.element.charCodeAt(0);
    this.componentCode = delimiters.component.charCodeAt(0);
    this.start = from;
    this.end = from;
  }

  /** Steps to the next segment; false at the end. Line ends, blanks and NULs between segments are passed over. */
  next(): boolean {
    const { coded, starts, segmentCode, elementCode } = this;
    const { codes, base } = coded;
    const limit = codes.length;
    let at = this.following;
    // Below "!" are blanks and control characters: padding between segments, unless one is the terminator itself.
    while (at < limit && (codes[at] ?? 0) < 33) at += 1;
    if (at >= limit) return false;
    const first = at;
    starts[0] = first;
    let count = 0;
    for (; at < limit; at += 1) {
      const code = codes[at];
      if (code === elementCode) {
        count += 1;
        if (count <= keptElements) starts[count] = at + 1;
      } else if (code === segmentCode) break;
    }
    this.count = count;
    this.terminated = at < limit;
    this.start = base + first;
    this.end = base + at;
    this.following = at + 1;
    this.position += 1;
    return true;
  }

  /** The segment id as `segmentTag` packs it, for hot loops; 0 when it has neither two nor three characters. */
  get tag(): number {
    const { codes } = this.coded;
    const start = this.starts[0] ?? 0;
    const length = this.elementLimit(0) - start;
    if (length !== 3 && length !== 2) return 0;
    const tag = ((codes[start] ?? 0) << 16) | ((codes[start + 1] ?? 0) << 8);
    return length === 2 ? tag : tag | (codes[start + 2] ?? 0);
  }

  /** The segment id, e.g. "CLP"; up to the first separator, at most 15 characters of it when there is none in sight. */
  get id(): string {
    const known = knownIds.get(this.tag);
    if (known !== undefined) return known;
    const start = this.starts[0] ?? 0;
    return this.coded.slice(start, Math.min(this.elementLimit(0), start + 15));
  }

  /** Element `index` (1-based) without the blanks around it; empty when absent. */
  element(index: number): string {
    return this.seek(index) ? this.trimmed(this.cutStart, this.cutEnd) : '';
  }

  /** Element `index` exactly as it stands. */
  rawElement(index: number): string {
    return this.seek(index) ? this.coded.slice(this.cutStart, this.cutEnd) : '';
  }

  /** Whether element `index` is exactly this text; makes no string, so that qualifiers cost little. */
  elementIs(index: number, value: string): boolean {
    if (!this.seek(index) || this.cutEnd - this.cutStart !== value.length) return false;
    const { codes } = this.coded;
    for (let at = 0; at < value.length; at += 1) {
      if (codes[this.cutStart + at] !== value.charCodeAt(at)) return false;
    }
    return true;
  }

  /** Component `component` (1-based) of element `index`; empty when absent. */
  component(index: number, component: number): string {
    if (!this.seek(index)) return '';
    const { cutEnd, componentCode } = this;
    const { codes } = this.coded;
    let from = this.cutStart;
    for (let passed = 1; passed < component; passed += 1) {
      while (from < cutEnd && codes[from] !== componentCode) from += 1;
      if (from >= cutEnd) return '';
      from += 1;
    }
    let to = from;
    while (to < cutEnd && codes[to] !== componentCode) to += 1;
    return this.trimmed(from, to);
  }

  /** Number of the last element that stands in the segment, empty ones counted. */
  elementCount(): number {
    return this.count;
  }

  /** Finds element `index` for readers that parse in place; false when it is absent. */
  seek(index: number): boolean {
    if (index > this.count) return false;
    if (index > keptElements) return this.seekFar(index);
    this.cutStart = this.starts[index] ?? 0;
    this.cutEnd = this.elementLimit(index);
    return true;
  }

  /** Index in `coded.codes` of the element that the last `seek` found. */
  get elementStart(): number {
    return this.cutStart;
  }

  /** Index after the element that the last `seek` found. */
  get elementEnd(): number {
    return this.cutEnd;
  }

  /** Index after an element that is remembered. */
  private elementLimit(index: number): number {
    if (index >= this.count) return this.following - 1;
    if (index < keptElements) return (this.starts[index + 1] ?? 0) - 1;
    return this.limitFrom(this.starts[index] ?? 0);
  }

  private limitFrom(start: number): number {
    const { codes } = this.coded;
    let at = start;
    while (at < this.following - 1 && codes[at] !== this.elementCode) at += 1;
    return at;
  }

  private seekFar(index: number): boolean {
    let start = this.starts[keptElements] ?? 0;
    for (let element = keptElements; element < index; element += 1) start = this.limitFrom(start) + 1;
    this.cutStart = start;
    this.cutEnd = this.limitFrom(start);
    return true;
  }

  private trimmed(from: number, to: number): string {
    const { codes } = this.coded;
    let first = from;
    let last = to;
    while (first < last && (codes[first] ?? 0) < 33) first += 1;
    while (last > first && (codes[last - 1] ?? 0) < 33) last -= 1;
    return this.coded.slice(first, last);
  }
}
