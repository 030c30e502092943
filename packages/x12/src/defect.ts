/**
 * What can be wrong with X12 text, in our own words. The code is stable; callers branch on it, people read the message.
 * Messages name rules and envelope values, never the content of a data element: that may be PHI and messages get logged.
 */
export type X12DefectCode =
  | 'not_x12'
  | 'isa_malformed'
  | 'isa_width'
  | 'delimiters_unusable'
  | 'interchange_not_closed'
  | 'interchange_number_mismatch'
  | 'interchange_count_mismatch'
  | 'group_not_closed'
  | 'group_number_mismatch'
  | 'group_count_mismatch'
  | 'group_version_unknown'
  | 'set_not_closed'
  | 'set_number_mismatch'
  | 'set_count_mismatch'
  | 'set_unknown'
  | 'segment_outside_set'
  | 'segment_id_malformed'
  | 'segment_not_terminated'
  | 'segment_too_long'
  | 'segment_unexpected'
  | 'segment_missing'
  | 'element_missing'
  | 'element_malformed'
  | 'element_code_unknown'
  | 'element_characters'
  | 'hierarchy_broken';

/** One thing wrong, and where. Positions are 1-based; `offset` is a UTF-16 index into the text that was read. */
export interface X12Defect {
  code: X12DefectCode;
  /**
   * `error`: the unit it stands in (claim, transaction set, group or interchange) must not be used.
   * `warning`: the content is usable, the sender broke a rule.
   */
  severity: 'error' | 'warning';
  message: string;
  /** Segment id as it stands in the text, e.g. "CLP"; empty when there is none. */
  segment: string;
  /** Position of the segment in its interchange; ISA is 1. */
  segmentPosition: number;
  /** Position in its transaction set; ST is 1. Absent outside a set. */
  transactionSetPosition?: number;
  /** ISA13, as far as known. */
  interchangeControlNumber?: string;
  /** ST02. */
  transactionSetControlNumber?: string;
  /** Loop of the implementation guide, e.g. "2110". */
  loop?: string;
  element?: number;
  component?: number;
  offset: number;
}

/** True when a list holds an error, not only warnings. */
export function hasError(defects: readonly X12Defect[]): boolean {
  return defects.some((defect) => defect.severity === 'error');
}
