import type { ClaimStatus } from '@claimwright/domain/acknowledgement';
import type { AcknowledgementFault } from '@claimwright/domain/acknowledgement-fault';
import type { ClaimOrigin } from './claim-origin.ts';
import type { ClaimPlace } from './claim-place.ts';
import { type FoundField, findField } from './find-field.ts';
import { entities, entityParts, statusCategories, statusCodes } from './status-code-table.ts';

/** What one status says, in plain words, and the field it speaks of. */
export interface ExplainedStatus {
  /** "A7:562:82". */
  code: string;
  /** The category: what happened to the claim. Absent when it is none we know. */
  category?: string;
  /** The status code; "status 999" when it is none we know. */
  words: string;
  place?: ClaimPlace;
  field?: FoundField;
}

/** Explains a status of a 277CA or 277. `lineNumber`: the claim's line it was said of (loop 2220D). */
export function explainStatus(
  status: ClaimStatus,
  origin: ClaimOrigin | undefined,
  lineNumber?: number,
): ExplainedStatus {
  const { category, statusCode, entity } = status;
  const meaning = statusCodes[statusCode];
  const who = entity === undefined ? undefined : (entities[entity]?.words ?? `entity ${entity}`);
  const place = placeOf(status, origin, lineNumber);
  const field = place && findField(place, origin);
  const words = meaning?.words.replace('{entity}', who ?? 'whoever is spoken of');
  const explained: ExplainedStatus = {
    code: [category, statusCode, ...(entity === undefined ? [] : [entity])].join(':'),
    words: words ?? `status ${statusCode}${who === undefined ? '' : ` of ${who}`}`,
  };
  const categoryWords = statusCategories[category];
  if (categoryWords !== undefined) explained.category = categoryWords;
  if (place) explained.place = place;
  if (field) explained.field = field;
  return explained;
}

/** One sentence for a timeline: category, then status. */
export function statusSentence({ code, category, words }: ExplainedStatus): string {
  const text = category === undefined ? words : `${category}: ${words}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} (${code}).`;
}

/** A status that rejects, as a fault of the claim: what is wrong, where, and what to do. Rejected is not denied. */
export function statusFault(
  said: '277CA' | '277',
  status: ClaimStatus,
  origin: ClaimOrigin | undefined,
  lineNumber?: number,
): AcknowledgementFault {
  const explained = explainStatus(status, origin, lineNumber);
  const { place, field } = explained;
  const fault: AcknowledgementFault = {
    said,
    code: explained.code,
    message: statusSentence(explained),
    action: actionOf(status, field),
  };
  if (place?.segment !== undefined) {
    const element = place.element === undefined ? undefined : elementName(place);
    fault.x12 = { loop: place.loop, segment: place.segment, ...(element === undefined ? {} : { element }) };
  }
  if (field?.encounterId !== undefined) fault.encounterId = field.encounterId;
  if (field?.pointer !== undefined) fault.pointer = field.pointer;
  if (field?.writtenFrom !== undefined) fault.writtenFrom = field.writtenFrom;
  if (field?.claimPointer !== undefined) fault.claimPointer = field.claimPointer;
  if (field?.formBox !== undefined) fault.formBox = field.formBox;
  if (place?.lineNumber !== undefined) fault.lineNumber = place.lineNumber;
  return fault;
}

/** Codes that are no fault of a field. */
const duplicates = new Set(['54', '78']);
const enrolment = new Set(['24', '25', '496']);

function actionOf({ statusCode, entity }: ClaimStatus, field: FoundField | undefined): string {
  if (duplicates.has(statusCode)) return 'Look for the earlier claim; if there is none, tell the payer so.';
  if (statusCode === '718') return 'Send proof that the claim was sent in time, or write it off.';
  if (enrolment.has(statusCode)) {
    return 'Have the enrolment for electronic claims with this payer checked, then send the claim again.';
  }
  if (entity === '40' || entity === '41') return 'Correct the names of the route together with the clearinghouse.';
  if (field?.pointer !== undefined) return `Correct ${field.words} and send the claim again; it was never adjudicated.`;
  return 'Correct what is named and send the claim again; it was never adjudicated, so there is nothing to appeal.';
}

function placeOf(
  { statusCode, entity }: ClaimStatus,
  origin: ClaimOrigin | undefined,
  lineNumber: number | undefined,
): ClaimPlace | undefined {
  const meaning = statusCodes[statusCode];
  const home = homeIn(entity === undefined ? undefined : entities[entity]?.place, origin);
  let place: ClaimPlace | undefined;
  const own = homeIn(meaning?.place, origin);
  if (own !== undefined) place = parsePlace(own);
  else if (home !== undefined && meaning?.part !== undefined) place = partOf(home, entityParts[meaning.part]);
  if (!place) return undefined;
  // A patient who is the insured stands in 2010BA and has no loop of its own.
  if (place.loop === '2010CA' && origin?.claim.destination.relationship === 'self') {
    place = { ...place, loop: '2010BA', ...(place.qualifier === 'QC' ? { qualifier: 'IL' } : {}) };
  }
  if (!place.loop.startsWith('24')) return place;
  const only = origin?.claim.lines.length === 1 ? origin.claim.lines[0]?.lineNumber : undefined;
  const line = lineNumber ?? only;
  return line === undefined ? place : { ...place, lineNumber: line };
}

/** Places of the 837P that stand elsewhere in an 837I. */
const institutionalHomes: Readonly<Record<string, string>> = {
  '2310A NM1*DN': '2310F NM1*DN',
  '2310B NM1*82': '2310D NM1*82',
  '2310C NM1*77': '2310E NM1*77',
  '2400 SV1 01-2': '2400 SV2 02-2',
  '2400 SV1 01-3': '2400 SV2 02-3',
  '2400 SV1 01-7': '2400 SV2 02-7',
  '2400 SV1 04': '2400 SV2 05',
};

function homeIn(place: string | undefined, origin: ClaimOrigin | undefined): string | undefined {
  if (place === undefined || origin?.claim.claimType !== 'institutional') return place;
  return institutionalHomes[place] ?? place;
}

/** "2010AA NM1*85" with "09", or with "N3", which replaces the segment. */
function partOf(home: string, part: string): ClaimPlace {
  const [own = ''] = home.split(' ');
  // The billing provider's taxonomy stands in the level above its name.
  const loop = own === '2010AA' && part.startsWith('PRV') ? '2000A' : own;
  return parsePlace(/^\d/.test(part) || part === '' ? `${home} ${part}`.trim() : `${loop} ${part}`);
}

function parsePlace(text: string): ClaimPlace {
  const [loop = '', segmentText, elementText] = text.split(' ');
  const place: ClaimPlace = { loop };
  const [segment, qualifier] = segmentText?.split('*') ?? [];
  if (segment !== undefined) place.segment = segment;
  if (qualifier !== undefined) place.qualifier = qualifier;
  const [element, component] = elementText?.split('-') ?? [];
  if (element !== undefined) place.element = Number(element);
  if (component !== undefined) place.component = Number(component);
  return place;
}

function elementName({ segment, element, component }: ClaimPlace): string {
  return `${segment}${String(element).padStart(2, '0')}${component === undefined ? '' : `-${component}`}`;
}
