import type { Delimiters } from './delimiters.ts';

/**
 * An element as it stands in the text: a string; the components of a composite; or, where the element repeats, a list of its
 * repetitions, each a list of components. Nothing is converted: "100.00" stays "100.00", so that what is written is what was read.
 */
export type ElementJson = string | string[] | string[][];

/** One segment; elements by their name ("NM103"), empty ones left out. */
export interface SegmentJson {
  segment: string;
  elements: Record<string, ElementJson>;
  /** True when the guide has no place for it where it stands. */
  unplaced?: true;
}

/** One loop of the guide with its segments and inner loops, in order. */
export interface LoopJson {
  /** "2010AA"; the outermost is "ST". */
  loop: string;
  title: string;
  content: (SegmentJson | LoopJson)[];
}

/** ST … SE. */
export interface TransactionSetJson {
  /** "837P", "837I", "835", "999", "277CA"; "unknown" when no grammar of ours reads it: then all segments stand in one loop. */
  transaction: string;
  controlNumber: string;
  content: LoopJson;
}

/** GS … GE. */
export interface GroupJson {
  header: SegmentJson;
  sets: TransactionSetJson[];
  /** Absent when the text has none. */
  trailer?: SegmentJson;
}

/** ISA … IEA. */
export interface InterchangeJson {
  delimiters: Delimiters;
  /** What stands between segments after the terminator: "", "\n" or "\r\n". */
  lineEnd: string;
  header: SegmentJson;
  /** TA1 segments, before the first group. */
  acknowledgements: SegmentJson[];
  groups: GroupJson[];
  /** Segments that stand in no set. */
  strays: SegmentJson[];
  trailer?: SegmentJson;
}

/** A whole text. */
export interface X12Json {
  interchanges: InterchangeJson[];
}
