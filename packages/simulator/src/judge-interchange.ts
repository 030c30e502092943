import type {
  ImplementationAcknowledgement,
  InterchangeAcknowledgement,
  SegmentError,
  TransactionSetAcknowledgement,
} from '@claimwright/domain/acknowledgement';
import type { X12Defect, X12DefectCode } from '@claimwright/x12/defect';
import { hasError } from '@claimwright/x12/defect';
import type { GroupEnvelope, InterchangeEnvelope, TransactionSetEnvelope } from '@claimwright/x12/envelope';
import type { ReceivedClaim, ReceivedSet } from './read-submission.ts';

/** The syntax verdict on one interchange: its TA1, a 999 for each group, and the sets that go on to the payers. */
export interface InterchangeVerdict {
  interchange: InterchangeAcknowledgement;
  groups: { group: GroupEnvelope; acknowledgement: ImplementationAcknowledgement }[];
  acceptedSets: ReceivedSet[];
}

/**
 * Judges an interchange as a clearinghouse does. A fault of the envelope rejects the interchange (TA1 R) and a fault of a set
 * outside its claims rejects the set (999 R). A fault within one claim only marks the set "accepted with errors" and leaves
 * the claim to the 277CA, so that one bad claim does not take its batch down.
 */
export function judgeInterchange(
  envelope: InterchangeEnvelope,
  sets: readonly ReceivedSet[],
  repeated: boolean,
  /** Positions of ST of the sound sets that ask for claim status (276). */
  questions: ReadonlySet<number> = new Set(),
): InterchangeVerdict {
  const note = repeated ? repeatedNote : interchangeNote(envelope);
  const interchange = {
    interchangeControlNumber: envelope.controlNumber,
    code: note ? 'R' : 'A',
    note: note ?? '000',
  } as const;
  if (note !== undefined) return { interchange, groups: [], acceptedSets: [] };
  const acceptedSets: ReceivedSet[] = [];
  const groups = envelope.groups.map((group) => {
    const groupIsSound = !envelope.defects.some((defect) => breaksGroup(defect, group));
    const transactionSets = group.transactionSets.map((place) => {
      const set = sets.find((candidate) => candidate.origin.segmentPosition === place.segmentPosition);
      const asks = questions.has(place.segmentPosition) && groupIsSound;
      const verdict: TransactionSetAcknowledgement = asks
        ? { controlNumber: place.controlNumber, code: 'A', errors: [] }
        : judgeSet(place, set, groupIsSound);
      if (set && verdict.code !== 'R') acceptedSets.push(set);
      return verdict;
    });
    return { group, acknowledgement: acknowledgeGroup(group, transactionSets) };
  });
  return { interchange, groups, acceptedSets };
}

/** TA105: an interchange with this control number was received before. */
const repeatedNote = '025';

/** TA105 of the faults that reject a whole interchange. */
const notes: Partial<Record<X12DefectCode, string>> = {
  interchange_number_mismatch: '001',
  interchange_count_mismatch: '021',
  isa_malformed: '022',
  isa_width: '022',
  delimiters_unusable: '026',
  interchange_not_closed: '023',
  group_not_closed: '023',
};

function interchangeNote(envelope: InterchangeEnvelope): string | undefined {
  for (const defect of envelope.defects) {
    const note = defect.severity === 'error' ? notes[defect.code] : undefined;
    if (note) return note;
  }
  return envelope.groups.length === 0 ? '024' : undefined;
}

function breaksGroup(defect: X12Defect, group: GroupEnvelope): boolean {
  const { severity, code, offset } = defect;
  return severity === 'error' && code.startsWith('group_') && offset >= group.start && offset <= group.end;
}

function acknowledgeGroup(
  group: GroupEnvelope,
  transactionSets: TransactionSetAcknowledgement[],
): ImplementationAcknowledgement {
  const rejectedSets = transactionSets.filter((set) => set.code === 'R').length;
  const worst = transactionSets.some((set) => set.code === 'E') ? 'E' : 'A';
  const groupCode = rejectedSets === transactionSets.length ? 'R' : rejectedSets > 0 ? 'P' : worst;
  const { controlNumber: groupControlNumber, functionalIdentifier } = group;
  return { groupControlNumber, functionalIdentifier, groupCode, transactionSets };
}

function judgeSet(
  place: TransactionSetEnvelope,
  set: ReceivedSet | undefined,
  groupIsSound: boolean,
): TransactionSetAcknowledgement {
  // A set that was not read at all is not an 837P, or has no readable start.
  if (!set)
    return {
      controlNumber: place.controlNumber,
      code: 'R',
      errors: place.defects.map((defect) => segmentError(defect)),
    };
  const claimOf = new Map<string, ReceivedClaim>();
  for (const claim of set.claims) for (const defect of claim.defects) claimOf.set(defectKey(defect), claim);
  const errors = set.defects
    .filter((defect) => defect.severity === 'error')
    .map((defect) => segmentError(defect, claimOf.get(defectKey(defect))));
  const broken =
    !groupIsSound ||
    hasError(place.defects) ||
    set.defects.some((defect) => defect.severity === 'error' && !claimOf.has(defectKey(defect)));
  return { controlNumber: place.controlNumber, code: broken ? 'R' : errors.length > 0 ? 'E' : 'A', errors };
}

function defectKey(defect: X12Defect): string {
  return [defect.offset, defect.code, defect.loop, defect.element, defect.component].join('|');
}

/** IK304 by kind of fault. */
const segmentCodes: Partial<Record<X12DefectCode, string>> = {
  segment_id_malformed: '1',
  segment_unexpected: '2',
  segment_missing: '3',
  set_unknown: '6',
  segment_outside_set: '7',
  hierarchy_broken: '7',
};

/** IK403 by kind of fault. */
const elementCodes: Partial<Record<X12DefectCode, string>> = {
  element_missing: '1',
  element_characters: '6',
  element_code_unknown: '7',
  element_malformed: 'I12',
};

/** IK3 and IK4 of one fault. The value is left out: it may be PHI, and its owner has the file. */
function segmentError(defect: X12Defect, claim?: ReceivedClaim): SegmentError {
  const { segment, transactionSetPosition, loop, element, component } = defect;
  const elements =
    element === undefined ? [] : [{ position: element, component, code: elementCodes[defect.code] ?? '7' }];
  return {
    segment: segment || 'SE',
    position: transactionSetPosition ?? 1,
    loop,
    code: segmentCodes[defect.code] ?? '8',
    patientControlNumber: claim?.claim.patientControlNumber || undefined,
    elements,
  };
}
