import type { SegmentError } from '@claimwright/domain/acknowledgement';
import type { AcknowledgementFault, WrittenFrom } from '@claimwright/domain/acknowledgement-fault';
import type { LocatedSegment } from '@claimwright/x12/locate-segments';
import type { ClaimOrigin } from './claim-origin.ts';
import type { ClaimPlace } from './claim-place.ts';
import { type FoundField, findField } from './find-field.ts';
import { elementFaults, missingSegmentCodes, segmentFaults } from './syntax-code-table.ts';

/** Where an IK3 points in the text we wrote. */
export interface ErrorPlace {
  /** What stands at the position; undefined when the set is not that long. */
  at: LocatedSegment | undefined;
  /** What stands before it: a segment that is missing belongs there. */
  before: LocatedSegment | undefined;
}

/** The claims an IK3 speaks of: those it names by CTX, else those of the place. */
export function claimsOfError(error: SegmentError, place: ErrorPlace): string[] {
  if (error.patientControlNumber !== undefined) return [error.patientControlNumber];
  return meant(error, place)?.patientControlNumbers ?? [];
}

/** A missing segment has no place of its own; what stands before it says whose it is. */
function meant(error: SegmentError, { at, before }: ErrorPlace): LocatedSegment | undefined {
  if (at && (at.segment === error.segment || !missingSegmentCodes.has(error.code ?? ''))) return at;
  return before ?? at;
}

/**
 * One IK3 with its IK4s as faults of a claim, one for each element or one for the segment, in plain words and with the field.
 * `origin` is the claim's, undefined when it could not be loaded: then the words are all there is.
 */
export function explainSyntax(
  error: SegmentError,
  place: ErrorPlace,
  origin: ClaimOrigin | undefined,
): AcknowledgementFault[] {
  const located = meant(error, place);
  const isThere = located?.segment === error.segment && located === place.at;
  // IK303 holds four characters: its 2330 is the 2330B that stands at the place.
  const told = error.loop ?? located?.loop ?? '';
  const loop = located?.loop.startsWith(told) ? located.loop : told;
  const claimPlace: ClaimPlace = {
    loop,
    segment: error.segment,
    ...(isThere ? counted(located) : {}),
    ...(located?.loop === loop ? { loopsBefore: located?.loopsBefore ?? 0 } : {}),
    ...(located?.lineNumber === undefined ? {} : { lineNumber: located.lineNumber }),
  };
  // The receiver's loop names may be other than ours; what we wrote knows better.
  if (isThere && located.loop !== '') claimPlace.loop = located.loop;
  if (error.elements.length === 0) return [segmentFault(error, claimPlace, origin)];
  return error.elements.map((element) => elementFault(error, element, claimPlace, origin));
}

function segmentFault(error: SegmentError, place: ClaimPlace, origin: ClaimOrigin | undefined): AcknowledgementFault {
  const field = findField(place, origin);
  const words = segmentFaults[error.code ?? ''] ?? '{it} is not accepted';
  const missing = missingSegmentCodes.has(error.code ?? '');
  const action = missing
    ? 'Fill in what is missing and send the claim again.'
    : 'Check what was entered there, correct it and send the claim again.';
  return {
    said: '999',
    code: `IK3 ${error.code ?? '?'}`,
    message: sentence(words, field?.words, place),
    action: sourceAction(field) ?? (field?.pointer === undefined ? ours(field?.words) : action),
    x12: { loop: place.loop, segment: error.segment },
    ...found(field),
    ...lineOf(place),
  };
}

function elementFault(
  error: SegmentError,
  { position, component, code }: SegmentError['elements'][number],
  segment: ClaimPlace,
  origin: ClaimOrigin | undefined,
): AcknowledgementFault {
  const place: ClaimPlace = { ...segment, element: position, ...(component === undefined ? {} : { component }) };
  const field = findField(place, origin);
  const known = elementFaults[code];
  const name = `${error.segment}${String(position).padStart(2, '0')}${component === undefined ? '' : `-${component}`}`;
  return {
    said: '999',
    code: `IK3 ${error.code ?? '?'}, IK4 ${code}`,
    message: sentence(known?.words ?? '{it} is not accepted', field?.words, place, name),
    action:
      (origin && sourceAction(field)) ??
      (field && field.pointer === undefined && origin
        ? ours(field.words)
        : `${known?.action ?? 'Check it.'} Then send the claim again.`),
    x12: { loop: place.loop, segment: error.segment, element: name },
    ...found(field),
    ...lineOf(place),
  };
}

/** What to do about what nobody entered as it is written; undefined where it was. */
function sourceAction(field: FoundField | undefined): string | undefined {
  return field?.writtenFrom === undefined ? undefined : sourceActions[field.writtenFrom];
}

const sourceActions: Readonly<Record<WrittenFrom, string>> = {
  guide: 'This code follows from what was entered there; if that is right, tell support.',
  route:
    'This is not entered with the claim but in the settings of the route: tell whoever looks after it, or support.',
  numbering: 'This is not entered with the claim: it is a number we give. Tell support.',
  payer_profile:
    "This comes from the payer's settings. Correct them, or enter it with the claim; then send the claim again.",
  remittance:
    'This was taken over from the remittance of the payer before. If that is wrong, say in priorAdjudication of its coverage what was decided; then send the claim again.',
  computed: 'This is a sum over what was entered. Correct its parts, then send the claim again.',
  correction:
    'This was written because the claim corrects or cancels another. Check the number of that claim, then send it again.',
};

function ours(words: string | undefined): string {
  return words === undefined
    ? 'The place is not one we know; compare it with the batch and ask the clearinghouse.'
    : 'This is not entered with the claim: tell whoever looks after the route, or support.';
}

function sentence(template: string, words: string | undefined, place: ClaimPlace, element?: string): string {
  const technical = element ?? place.segment ?? '';
  const it = words === undefined ? `${technical} of loop ${place.loop || '?'}` : `${words} (${technical})`;
  const text = template.replace('{it}', it);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function found(field: ReturnType<typeof findField>): Partial<AcknowledgementFault> {
  if (!field) return {};
  const { words: _words, ...rest } = field;
  return rest;
}

function lineOf({ lineNumber }: ClaimPlace): { lineNumber?: number } {
  return lineNumber === undefined ? {} : { lineNumber };
}

function counted({ qualifier, earlier, elementsBefore, earlierOfId }: LocatedSegment) {
  return { qualifier, earlier, elementsBefore, earlierOfId };
}
