import type { X12Defect, X12DefectCode } from './defect.ts';
import {
  type GroupEnvelope,
  type InterchangeEnvelope,
  originOf,
  type TransactionSetEnvelope,
  type TransactionSetOrigin,
} from './envelope.ts';
import { type CarriedInstitutionalClaim, institutionalClaimsOf } from './institutional-claim-read.ts';
import { elementOf, segmentOf } from './json-find.ts';
import type { LoopJson } from './json-tree.ts';
import { SegmentScanner } from './reader.ts';
import type { X12ReportDefect, X12Rule } from './report.ts';
import { x12ToJson } from './to-json.ts';
import { validateX12 } from './validate.ts';

/** One claim of an 837I with where it stood, as `ReadProfessionalClaim` is one of an 837P. */
export interface PlacedInstitutionalClaim {
  /** ST02 of its set. */
  transactionSetControlNumber: string;
  /** Position of its CLM in the set; ST is 1. */
  transactionSetPosition: number;
  claim: CarriedInstitutionalClaim;
  /** What is wrong from its subscriber's HL to the end of the claim. With an error the claim is only a best reading. */
  defects: X12Defect[];
}

/** One ST…SE of an 837I. */
export interface ReadInstitutionalSet {
  origin: TransactionSetOrigin;
  /** BHT03. */
  batchReference: string;
  submitterName: string;
  submitterId: string;
  claims: PlacedInstitutionalClaim[];
  /** Every defect of the set, those of its envelope and its claims included, in file order. */
  defects: X12Defect[];
}

/**
 * Reads the 837I sets of one interchange as a clearinghouse would: tolerant, with what is wrong told by the claim it stands in.
 * `text` is what the interchange was read from; sets of other guides are passed over. Never throws.
 */
export function readInstitutionalSets(text: string, interchange: InterchangeEnvelope): ReadInstitutionalSet[] {
  return interchange.groups.flatMap((group) =>
    group.transactionSets
      .filter((set) => set.identifier === '837' && /^005010X223/.test(set.guide || group.version))
      .map((set) => readSet(text, interchange, group, set)),
  );
}

function readSet(
  text: string,
  interchange: InterchangeEnvelope,
  group: GroupEnvelope,
  set: TransactionSetEnvelope,
): ReadInstitutionalSet {
  const origin = originOf(interchange, group, set);
  // The set by itself under its own headers: what is wrong with its neighbours is not its fault.
  const alone = headersOf(text, interchange, group) + text.slice(set.start, set.end);
  const content = x12ToJson(alone).interchanges[0]?.groups[0]?.sets[0]?.content ?? emptySet;
  const places = placesOf(new SegmentScanner(text, interchange.delimiters, set.start, set.end));
  const found = validateX12(alone)
    .defects.filter(({ rule, setPosition }) => setPosition !== undefined && !/^(set|group|interchange)_/.test(rule))
    .map((defect) => toX12Defect(defect, origin, set));
  const claims = institutionalClaimsOf(content).map((claim, index): PlacedInstitutionalClaim => {
    const place = places[index] ?? { begin: 0, clm: 0, end: -1 };
    return {
      transactionSetControlNumber: set.controlNumber,
      transactionSetPosition: place.clm,
      claim,
      defects: found.filter(({ transactionSetPosition: at = 0 }) => at >= place.begin && at <= place.end),
    };
  });
  const submitter = segmentOf(loopNamed(content, '1000A'), 'NM1');
  return {
    origin,
    batchReference: elementOf(segmentOf(content, 'BHT'), 3),
    submitterName: elementOf(submitter, 3),
    submitterId: elementOf(submitter, 9),
    claims,
    defects: [...set.defects, ...found].sort((left, right) => left.offset - right.offset),
  };
}

const emptySet: LoopJson = { loop: 'ST', title: '', content: [] };

function loopNamed(set: LoopJson, name: string): LoopJson | undefined {
  return set.content.find((child): child is LoopJson => 'loop' in child && child.loop === name);
}

function headersOf(text: string, interchange: InterchangeEnvelope, group: GroupEnvelope): string {
  const end = (from: number) => text.indexOf(interchange.delimiters.segment, from) + 1;
  return text.slice(interchange.start, end(interchange.start)) + text.slice(group.start, end(group.start));
}

interface ClaimPlace {
  /** Position of the first HL that is this claim's alone, else of its CLM. */
  begin: number;
  clm: number;
  end: number;
}

function placesOf(segments: SegmentScanner): ClaimPlace[] {
  const places: ClaimPlace[] = [];
  let open: ClaimPlace | undefined;
  let level: number | undefined;
  const close = (end: number) => {
    if (open) open.end = end;
    open = undefined;
  };
  while (segments.next()) {
    const { id, position } = segments;
    if (id === 'HL') {
      close(position - 1);
      level = segments.element(3) === '20' ? undefined : (level ?? position);
    } else if (id === 'CLM') {
      close(position - 1);
      open = { begin: level ?? position, clm: position, end: position };
      places.push(open);
      level = undefined;
    } else if (id === 'SE') close(position - 1);
    else if (open) open.end = position;
  }
  return places;
}

/** The nearest word of the readers for each rule of the validation. */
const codes: Partial<Record<X12Rule, X12DefectCode>> = {
  segment_outside_set: 'segment_outside_set',
  segment_id_malformed: 'segment_id_malformed',
  segment_not_terminated: 'segment_not_terminated',
  segment_too_long: 'segment_too_long',
  segment_missing: 'segment_missing',
  loop_missing: 'segment_missing',
  situation: 'segment_missing',
  element_missing: 'element_missing',
  element_condition: 'element_missing',
  element_characters: 'element_characters',
  element_code: 'element_code_unknown',
  element_malformed: 'element_malformed',
  element_length: 'element_malformed',
  element_shape: 'element_malformed',
  element_not_used: 'element_malformed',
  elements_too_many: 'element_malformed',
  balance: 'element_malformed',
  npi: 'element_malformed',
  hierarchy: 'hierarchy_broken',
};

function toX12Defect(defect: X12ReportDefect, origin: TransactionSetOrigin, set: TransactionSetEnvelope): X12Defect {
  const { rule, severity, message, segment, loop, element, component, setPosition = 1 } = defect;
  return {
    code: codes[rule] ?? 'segment_unexpected',
    severity,
    message,
    segment,
    segmentPosition: set.segmentPosition + setPosition - 1,
    transactionSetPosition: setPosition,
    interchangeControlNumber: origin.interchangeControlNumber,
    transactionSetControlNumber: set.controlNumber,
    loop,
    element,
    component,
    offset: set.start + setPosition,
  };
}
