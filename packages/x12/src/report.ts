/** The rules a validation can find broken: stable, for callers to branch on. People read the message. */
export type X12Rule =
  | 'not_x12'
  | 'isa_malformed'
  | 'interchange_not_closed'
  | 'interchange_number_mismatch'
  | 'interchange_count_mismatch'
  | 'group_not_closed'
  | 'group_number_mismatch'
  | 'group_number_repeated'
  | 'group_count_mismatch'
  | 'group_version_unknown'
  | 'set_not_closed'
  | 'set_number_mismatch'
  | 'set_number_repeated'
  | 'set_count_mismatch'
  | 'set_version_mismatch'
  | 'set_unknown'
  | 'segment_outside_set'
  | 'segment_id_malformed'
  | 'segment_not_terminated'
  | 'segment_too_long'
  | 'segment_unexpected'
  | 'segment_out_of_order'
  | 'segment_missing'
  | 'segment_too_many'
  | 'loop_missing'
  | 'loop_too_many'
  | 'element_missing'
  | 'element_not_used'
  | 'element_malformed'
  | 'element_length'
  | 'element_characters'
  | 'element_code'
  | 'element_shape'
  | 'element_condition'
  | 'elements_too_many'
  | 'hierarchy'
  | 'balance'
  | 'situation'
  | 'npi';

/**
 * The kinds of test that WEDI's SNIP work group told apart: 1 syntax and envelope, 2 what the guide requires, 3 balancing, 4 what
 * one segment asks of another, 5 code sets (here: their shape).
 */
export type SnipType = 1 | 2 | 3 | 4 | 5;

/** Where a segment stands. Positions are 1-based. */
export interface SegmentLocation {
  segment: string;
  /** Loop of the guide, e.g. "2010AA"; absent outside a set or when the segment has no place. */
  loop?: string;
  /** Position in the text that was read, over all interchanges. */
  filePosition: number;
  /** Position in its interchange; ISA is 1. */
  interchangePosition: number;
  /** Position in its transaction set; ST is 1. */
  setPosition?: number;
}

/** One thing wrong, and where. The message never repeats a data element: that may be PHI and messages get logged. */
export interface X12ReportDefect extends SegmentLocation {
  rule: X12Rule;
  snipType: SnipType;
  /** `error`: a receiver that keeps to the guide rejects this. `warning`: it breaks a rule that receivers commonly let pass. */
  severity: 'error' | 'warning';
  message: string;
  element?: number;
  component?: number;
  /** ISA13, as far as known. */
  interchangeControlNumber?: string;
  /** ST02. */
  transactionSetControlNumber?: string;
  /** "837P", "835" … */
  transaction?: string;
}

/** What a validation found. */
export interface X12Report {
  /** No error; warnings do not count. */
  valid: boolean;
  errors: number;
  warnings: number;
  interchanges: number;
  groups: number;
  transactionSets: number;
  segments: number;
  /** Sets by transaction: `{ "837P": 2 }`; a set of no known guide counts as "unknown". */
  transactions: Record<string, number>;
  /** In the order found, at most as many as asked for. */
  defects: X12ReportDefect[];
  /** Defects counted above but not kept. */
  defectsNotKept: number;
}

/** One defect as the checks below the envelope report it: without `at` it is the current segment's. */
export interface SetFinding {
  rule: X12Rule;
  snipType: SnipType;
  severity?: 'error' | 'warning';
  message: string;
  element?: number;
  component?: number;
  at?: SegmentLocation;
}

/** What a check of set content may ask and tell. */
export interface SetContext {
  /** Where the current segment stands. */
  location(): SegmentLocation;
  report(finding: SetFinding): void;
}
