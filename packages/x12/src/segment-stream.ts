import type { X12Defect } from './defect.ts';
import { readDelimiters } from './delimiters.ts';
import { SegmentScanner, segmentTag } from './reader.ts';

/** What a `SegmentStream` reports to. */
export interface SegmentSink {
  /**
   * One segment; the scanner stands at it, with `position` counted in its interchange (ISA is 1). The scanner and what it cuts
   * are only good during the call: keep strings, not the scanner. Its offsets are those of the text at hand, not the stream's.
   */
  segment(segment: SegmentScanner): void;
  /** Text that is no segment of any interchange, or a segment too long to be kept. `offset` counts from the stream's start. */
  defect(defect: X12Defect): void;
}

/** A segment longer than this is dropped and reported; the longest that any guide allows has some thousand characters. */
const defaultLongestSegment = 1_048_576;

const isa = segmentTag('ISA');
const iea = segmentTag('IEA');

/** ISA is recognised once this much of it is there (its fixed width, and what a wrongly padded one may add). */
const isaLookahead = 240;

/**
 * Reads segments from text that comes in chunks cut anywhere. Holds one unfinished segment at most, so that memory does not
 * grow with the file; each interchange brings its own delimiters.
 */
export class SegmentStream {
  private readonly sink: SegmentSink;
  private readonly longestSegment: number;
  private delimiters: SegmentScanner['delimiters'] | undefined;
  private waiting: string[] = [];
  private waitingLength = 0;
  private position = 0;
  /** Characters before those that wait. */
  private consumed = 0;
  private skipping = false;

  constructor(sink: SegmentSink, options: { longestSegment?: number } = {}) {
    this.sink = sink;
    this.longestSegment = options.longestSegment ?? defaultLongestSegment;
  }

  /** Takes the next chunk and reports every segment it completes. */
  push(chunk: string): void {
    if (chunk === '') return;
    const { delimiters } = this;
    this.waiting.push(chunk);
    this.waitingLength += chunk.length;
    // A chunk without a terminator completes nothing: it only waits, and text is not searched twice.
    if (delimiters && !chunk.includes(delimiters.segment)) {
      if (this.waitingLength > this.longestSegment) this.dropUnfinished();
      return;
    }
    if (!delimiters && this.waitingLength < isaLookahead) return;
    this.work(false);
  }

  /** Says that no chunk follows: the last segment, terminated or not, is reported. */
  end(): void {
    this.work(true);
    this.waiting = [];
    this.waitingLength = 0;
  }

  private work(atEnd: boolean): void {
    let text = this.waiting.length === 1 ? (this.waiting[0] ?? '') : this.waiting.join('');
    for (let moves = true; moves && text !== ''; ) {
      const { delimiters } = this;
      const rest = delimiters ? this.scan(text, atEnd) : this.seekInterchange(text, atEnd);
      moves = rest.length < text.length || delimiters !== this.delimiters;
      this.consumed += text.length - rest.length;
      text = rest;
    }
    this.waiting = text === '' ? [] : [text];
    this.waitingLength = text.length;
    if (this.waitingLength > this.longestSegment) this.dropUnfinished();
  }

  /** Reports segments up to the end of the interchange or of the text; gives back what is left. */
  private scan(text: string, atEnd: boolean): string {
    const { delimiters, sink } = this;
    if (!delimiters) return text;
    const scanner = new SegmentScanner(text, delimiters);
    scanner.position = this.position;
    while (scanner.next()) {
      if (!scanner.terminated && !atEnd) return text.slice(scanner.start);
      if (this.skipping) {
        // The end of a segment that was too long.
        this.skipping = false;
        scanner.position -= 1;
        continue;
      }
      const { tag } = scanner;
      if (tag === isa && scanner.position > 1) {
        // An interchange that has no IEA is followed by another.
        this.leaveInterchange();
        return text.slice(scanner.start);
      }
      sink.segment(scanner);
      this.position = scanner.position;
      if (tag === iea) {
        this.leaveInterchange();
        return text.slice(scanner.end + 1);
      }
    }
    return '';
  }

  private leaveInterchange(): void {
    this.delimiters = undefined;
    this.position = 0;
  }

  /** Passes over text up to an ISA whose delimiters can be used; gives back the text from there on. */
  private seekInterchange(text: string, atEnd: boolean): string {
    for (let at = text.indexOf('ISA'); at >= 0; at = text.indexOf('ISA', at + 3)) {
      if (!atEnd && text.length - at < isaLookahead) {
        this.reportStray(text.slice(0, at));
        return text.slice(at);
      }
      const reading = readDelimiters(text, at);
      if (reading.kind !== 'delimiters') continue;
      this.reportStray(text.slice(0, at));
      this.delimiters = reading.delimiters;
      this.position = 0;
      return text.slice(at);
    }
    // The last two characters may be the beginning of ISA.
    const kept = atEnd ? '' : text.slice(-2);
    this.reportStray(text.slice(0, text.length - kept.length));
    return kept;
  }

  private reportStray(text: string): void {
    if (text.trim() === '') return;
    const offset = this.consumed + text.length - text.trimStart().length;
    this.sink.defect({
      code: 'not_x12',
      severity: 'error',
      message: 'Text outside any interchange: no ISA begins it',
      segment: '',
      segmentPosition: 1,
      offset,
    });
  }

  private dropUnfinished(): void {
    if (!this.skipping) {
      this.position += 1;
      this.sink.defect({
        code: 'segment_too_long',
        severity: 'error',
        message: `A segment has more than ${this.longestSegment} characters`,
        segment: '',
        segmentPosition: this.position,
        offset: this.consumed,
      });
    }
    this.skipping = true;
    this.consumed += this.waitingLength;
    this.waiting = [];
    this.waitingLength = 0;
  }
}
