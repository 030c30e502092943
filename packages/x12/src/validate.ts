import { EnvelopeCheck } from './envelope-check.ts';
import type { X12Report, X12ReportDefect } from './report.ts';
import { SegmentStream } from './segment-stream.ts';

export interface ValidateOptions {
  /** Defects to keep in the report; the others are counted only. Default 1000. */
  keepDefects?: number;
  /** Told of every defect when it is found, kept or not. */
  onDefect?: (defect: X12ReportDefect) => void;
}

/** Enough for a person and for a screen; a file of another kind has a defect a segment. */
const defaultKeptDefects = 1000;

/**
 * Judges X12 text that comes in chunks cut anywhere, by the grammars of `grammar/`. Memory does not grow with the text: what is
 * held is one unfinished segment, one claim's sums and the defects that are kept.
 */
export class X12Validator {
  private readonly report: X12Report;
  private readonly keep: number;
  private readonly onDefect: ((defect: X12ReportDefect) => void) | undefined;
  private readonly envelope: EnvelopeCheck;
  private readonly stream: SegmentStream;

  constructor(options: ValidateOptions = {}) {
    this.keep = options.keepDefects ?? defaultKeptDefects;
    this.onDefect = options.onDefect;
    this.report = {
      valid: true,
      errors: 0,
      warnings: 0,
      interchanges: 0,
      groups: 0,
      transactionSets: 0,
      segments: 0,
      transactions: {},
      defects: [],
      defectsNotKept: 0,
    };
    this.envelope = new EnvelopeCheck(this.report, (defect) => this.take(defect));
    this.stream = new SegmentStream({
      segment: (segment) => this.envelope.segment(segment),
      defect: (defect) => this.envelope.unreadable(defect),
    });
  }

  /** Takes the next piece of text. One character a byte (latin1) is right: X12 is ASCII, and what is not is reported. */
  push(chunk: string): void {
    this.stream.push(chunk);
  }

  /** Says that the text is over and gives the report. */
  end(): X12Report {
    this.stream.end();
    this.envelope.end();
    return this.report;
  }

  private take(defect: X12ReportDefect): void {
    const { report } = this;
    if (defect.severity === 'error') {
      report.errors += 1;
      report.valid = false;
    } else report.warnings += 1;
    if (report.defects.length < this.keep) report.defects.push(defect);
    else report.defectsNotKept += 1;
    this.onDefect?.(defect);
  }
}

/**
 * Judges a text, or the chunks of one, by the implementation guides 005010 of 837P, 837I, 835, 999, 277CA and TA1: syntax and
 * envelope, what the guide requires, balancing, situations and the shape of codes. Never throws on what the text says.
 */
export function validateX12(text: string | Iterable<string>, options: ValidateOptions = {}): X12Report {
  const validator = new X12Validator(options);
  if (typeof text === 'string') validator.push(text);
  else for (const chunk of text) validator.push(chunk);
  return validator.end();
}
