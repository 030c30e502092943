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

/**
 * Walks over the segments of a text without building anything: a segment is two offsets, an element is cut when it is asked
 * for. One scanner is one cursor; its `id` and elements speak of the segment the last `next()` stopped at.
 */
export class SegmentScanner {
  readonly text: string;
  readonly delimiters: Delimiters;
  /** Offset of the current segment's first character. */
  start: number;
  /** Offset of its terminator, or the end of the range when it has none. */
  end: number;
  /** Segments passed, the current one included. */
  position = 0;
  /** False when the text ended before the segment's terminator. */
  terminated = true;
  private readonly limit: number;
  private readonly elementCode: number;
  private readonly componentCode: number;
  private following: number;
  private cutIndex = 0;
  private cutStart = 0;
  private cutEnd = -1;

  /** Scans `text` from `from` up to `to`. */
  constructor(text: string, delimiters: Delimiters, from = 0, to = text.length) {
    this.text = text;
    this.delimiters = delimiters;
    this.limit = to;
    this.elementCode = delimiters.element.charCodeAt(0);
    this.componentCode = delimiters.component.charCodeAt(0);
    this.start = from;
    this.end = from;
    this.following = from;
  }

  /** Steps to the next segment; false at the end. Line ends, blanks and NULs between segments are passed over. */
  next(): boolean {
    const { text, limit } = this;
    let at = this.following;
    // Below "!" are blanks and control characters: padding between segments, unless one is the terminator itself.
    while (at < limit && text.charCodeAt(at) < 33) at += 1;
    if (at >= limit) return false;
    let end = text.indexOf(this.delimiters.segment, at);
    this.terminated = end >= 0 && end < limit;
    if (!this.terminated) end = limit;
    this.start = at;
    this.end = end;
    this.following = end + 1;
    this.position += 1;
    this.cutIndex = 0;
    this.cutEnd = -1;
    return true;
  }

  /** The segment id as `segmentTag` packs it, for hot loops; 0 when it has neither two nor three characters. */
  get tag(): number {
    const { text, start, end, elementCode } = this;
    const second = text.charCodeAt(start + 1);
    const third = start + 2 < end ? text.charCodeAt(start + 2) : elementCode;
    if (start + 1 >= end || second === elementCode) return 0;
    if (third === elementCode) return (text.charCodeAt(start) << 16) | (second << 8);
    if (start + 3 < end && text.charCodeAt(start + 3) !== elementCode) return 0;
    return (text.charCodeAt(start) << 16) | (second << 8) | third;
  }

  /** The segment id, e.g. "CLP"; up to the first separator, at most 15 characters of it when there is none in sight. */
  get id(): string {
    const known = knownIds.get(this.tag);
    return known ?? this.text.substring(this.start, this.start + this.idLength());
  }

  private idLength(): number {
    const { text, start, elementCode } = this;
    const limit = Math.min(this.end, start + 15);
    let at = start;
    while (at < limit && text.charCodeAt(at) !== elementCode) at += 1;
    return at - start;
  }

  /** Element `index` (1-based) without the blanks around it; empty when absent. */
  element(index: number): string {
    return this.seek(index) ? this.trimmed(this.cutStart, this.cutEnd) : '';
  }

  /** Element `index` exactly as it stands. */
  rawElement(index: number): string {
    return this.seek(index) ? this.text.substring(this.cutStart, this.cutEnd) : '';
  }

  /** Whether element `index` is exactly this text; makes no string, so that qualifiers cost little. */
  elementIs(index: number, value: string): boolean {
    if (!this.seek(index)) return false;
    const { cutStart } = this;
    return this.cutEnd - cutStart === value.length && this.text.startsWith(value, cutStart);
  }

  /** Component `component` (1-based) of element `index`; empty when absent. */
  component(index: number, component: number): string {
    if (!this.seek(index)) return '';
    const { text, cutEnd, componentCode } = this;
    let from = this.cutStart;
    for (let passed = 1; passed < component; passed += 1) {
      while (from < cutEnd && text.charCodeAt(from) !== componentCode) from += 1;
      if (from >= cutEnd) return '';
      from += 1;
    }
    let to = from;
    while (to < cutEnd && text.charCodeAt(to) !== componentCode) to += 1;
    return this.trimmed(from, to);
  }

  /** Number of the last element that stands in the segment, empty ones counted. */
  elementCount(): number {
    let count = 0;
    for (let at = this.start; at < this.end; at += 1) {
      if (this.text.charCodeAt(at) === this.elementCode) count += 1;
    }
    return count;
  }

  /** The offsets of element `index` in `text`, for readers that parse in place; undefined when absent. */
  seek(index: number): boolean {
    const { text, end, elementCode } = this;
    if (this.cutEnd < 0 || index < this.cutIndex) {
      this.cutIndex = 0;
      this.cutStart = this.start;
      this.cutEnd = this.start;
      while (this.cutEnd < end && text.charCodeAt(this.cutEnd) !== elementCode) this.cutEnd += 1;
    }
    while (this.cutIndex < index) {
      if (this.cutEnd >= end) return false;
      let at = this.cutEnd + 1;
      this.cutStart = at;
      while (at < end && text.charCodeAt(at) !== elementCode) at += 1;
      this.cutEnd = at;
      this.cutIndex += 1;
    }
    return true;
  }

  /** Offset of the element that the last `seek` found. */
  get elementStart(): number {
    return this.cutStart;
  }

  /** Offset after the element that the last `seek` found. */
  get elementEnd(): number {
    return this.cutEnd;
  }

  private trimmed(from: number, to: number): string {
    const { text } = this;
    let first = from;
    let last = to;
    while (first < last && text.charCodeAt(first) < 33) first += 1;
    while (last > first && text.charCodeAt(last - 1) < 33) last -= 1;
    return text.substring(first, last);
  }
}
