import type { WrittenFrom } from '@claimwright/domain/acknowledgement-fault';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import { billFrequency } from '@claimwright/domain/institutional-encounter';
import { claimFields } from './claim-field-table.ts';
import { type ClaimOrigin, coverInEncounter, diagnosisInEncounter, lineInEncounter } from './claim-origin.ts';
import type { ClaimPlace } from './claim-place.ts';
import type { ClaimField } from './field-row.ts';
import { guideConstants } from './guide-constant-table.ts';
import { institutionalFields } from './institutional-field-table.ts';
import { filledIn, otherCoverage, otherPayer, type PlaceContext, valueAt } from './place-index.ts';

/** The field a place comes from. */
export interface FoundField {
  words: string;
  formBox?: string;
  encounterId?: Id;
  /** Into the encounter: where it was entered, or where it can be. */
  pointer?: string;
  /** Where the value comes from when it was not entered as it is written. */
  writtenFrom?: WrittenFrom;
  /** Into the claim's snapshot, where no encounter holds what is written. */
  claimPointer?: string;
}

/** The field of the encounter a place of a claim was filled from; undefined when nothing is known of the place. */
export function findField(place: ClaimPlace, origin: ClaimOrigin | undefined): FoundField | undefined {
  const field = fieldOf(place, origin?.claim.claimType === 'institutional' ? institutionalFields : claimFields);
  if (!field) return undefined;
  const found: FoundField = { words: inLine(field.words, place), ...(field.formBox ? { formBox: field.formBox } : {}) };
  const constant = isConstant(place) ? 'guide' : undefined;
  const target = origin && encounterOf(place, origin);
  if (!origin || !target) {
    const writtenFrom = constant ?? onlySource(field);
    return writtenFrom === undefined ? found : { ...found, writtenFrom };
  }
  const context = {
    place,
    origin,
    content: target.content,
    ...(target.index === undefined ? {} : { index: target.index }),
  };
  const { pointer, writtenFrom } = chosen(field, context);
  const source = constant ?? writtenFrom;
  if (source !== undefined) found.writtenFrom = source;
  const claimPointer =
    field.claimPointer === undefined ? undefined : filledIn(field.claimPointer, context, origin.claim);
  if (claimPointer !== undefined && source !== undefined) found.claimPointer = claimPointer;
  if (pointer === undefined) return found;
  if (place.loop === '2010BA' && pointer.startsWith('/patient')) Object.assign(found, patientBox(found));
  return { ...found, encounterId: target.id, pointer };
}

/** The source of a field that comes from nothing else. */
function onlySource({ candidates }: ClaimField): WrittenFrom | undefined {
  const [only] = candidates;
  return candidates.length === 1 && only?.startsWith('@') ? (only.slice(1) as WrittenFrom) : undefined;
}

/** The candidate that is meant, see `ClaimField`; beside a source the pointer says where the value could be entered. */
function chosen(field: ClaimField, context: PlaceContext): { pointer?: string; writtenFrom?: WrittenFrom } {
  const { content } = context;
  const isSelf = isPatient(context);
  const pointers: string[] = [];
  const found = (pointer: string | undefined, writtenFrom?: WrittenFrom) => ({
    ...(pointer === undefined ? {} : { pointer }),
    ...(writtenFrom === undefined ? {} : { writtenFrom }),
  });
  let source: WrittenFrom | undefined;
  for (const candidate of field.candidates) {
    if (candidate.startsWith('@')) {
      const named = candidate.slice(1) as WrittenFrom;
      if (source === undefined && isWrittenFrom(named, context)) source = named;
      continue;
    }
    const isOptional = candidate.startsWith('?');
    const plain = isOptional ? candidate.slice(1) : candidate;
    // The insured who is the patient has no entry of its own.
    if (isSelf && plain.includes('/subscriber')) continue;
    const pointer = filledIn(plain, context, content);
    if (pointer === undefined) continue;
    const hasValue = valueAt(content, pointer) !== undefined;
    if (source === undefined && (isOptional ? hasValue : hasSurroundings(content, pointer))) return found(pointer);
    if (hasValue) pointers.unshift(pointer);
    else pointers.push(pointer);
  }
  return found(pointers[0], source);
}

/** Whether this source applies here at all: an earlier decision may have been told, a correction entered. */
function isWrittenFrom(source: WrittenFrom, context: PlaceContext): boolean {
  const { place, origin, content } = context;
  if (source === 'remittance') return otherCoverage(context)?.priorAdjudication === undefined;
  if (source === 'correction') {
    const { frequencyCode, claimType } = origin.claim;
    const entered = claimType === 'institutional' ? billFrequency(content) : content.frequencyCode;
    return frequencyCode !== entered && (frequencyCode === '7' || frequencyCode === '8');
  }
  // What the patient paid is divided among the claims of an encounter.
  if (source === 'computed' && place.segment === 'AMT' && place.qualifier === 'F5') {
    return origin.claim.claimType === 'professional' && origin.claim.patientPaidCents !== content.patientPaidCents;
  }
  // With a payer whose member is always the patient, the patient is the insured whatever was sent.
  if (source === 'payer_profile' && place.segment === 'SBR' && place.element === 2) {
    const isOther = place.loop === '2320';
    const written = isOther ? otherPayer(place, origin)?.relationship : origin.claim.destination.relationship;
    const cover = isOther ? otherCoverage(context) : content.coverages[coverInEncounter(origin, content)];
    return cover !== undefined && cover.relationship !== written;
  }
  return true;
}

/** Whether the insured that the place speaks of is the patient. */
function isPatient({ place, origin }: PlaceContext): boolean {
  const { relationship } =
    (place.loop.startsWith('23') ? otherPayer(place, origin) : undefined) ?? origin.claim.destination;
  return relationship === 'self';
}

/** Whether the element holds what the guide prescribes there whatever the claim says. */
export function isConstant(place: ClaimPlace): boolean {
  return constantNames(place).some((name) => guideConstants.has(name));
}

function constantNames({ loop, segment, qualifier, element, component }: ClaimPlace): string[] {
  if (segment === undefined || element === undefined) return [];
  const number = String(element).padStart(2, '0');
  const at = component === undefined ? [number] : [`${number}-${component}`, `##-${component}`];
  return at.flatMap((name) => [
    `${loop} ${segment} ${name}`,
    `${segment}*${qualifier ?? ''} ${name}`,
    `${segment} ${name}`,
  ]);
}

/** The row of the most exact name; `2310B NM1*82 09`, else `2310B NM1*82`, `2310B NM1`, `2310B`. */
function fieldOf(place: ClaimPlace, fields: ReadonlyMap<string, ClaimField>): ClaimField | undefined {
  const { loop, segment, qualifier, component } = place;
  const names: string[] = [];
  const element = repeatedElement(place);
  const number = element === undefined ? undefined : String(element).padStart(2, '0');
  for (const name of segment === undefined ? [] : [`${loop} ${segment}*${qualifier ?? ''}`, `${loop} ${segment}`]) {
    // HI: every element is alike.
    if (number !== undefined && component !== undefined) {
      names.push(`${name} ${number}-${component}`, `${name} ##-${component}`);
    }
    if (number !== undefined) names.push(`${name} ${number}`);
    names.push(name);
  }
  names.push(loop);
  return names.map((name) => fields.get(name)).find((field) => field !== undefined);
}

/** CAS repeats reason, amount and quantity from its second element on. */
function repeatedElement({ segment, element }: ClaimPlace): number | undefined {
  return segment === 'CAS' && element !== undefined && element > 4 ? 2 + ((element - 2) % 3) : element;
}

interface Target {
  id: Id;
  content: EncounterInput;
  index?: number;
}

const diagnosisQualifiers: ReadonlySet<string | undefined> = new Set([undefined, '', 'ABK', 'ABF', 'ABN', 'BK', 'BF']);

function encounterOf(place: ClaimPlace, origin: ClaimOrigin): Target | undefined {
  if (place.lineNumber !== undefined) return lineInEncounter(origin, place.lineNumber) ?? origin.encounters[0];
  if (place.segment === 'HI' && place.element !== undefined && diagnosisQualifiers.has(place.qualifier)) {
    const nth = place.element + (place.elementsBefore ?? 0);
    return diagnosisInEncounter(origin, nth, place.qualifier) ?? origin.encounters[0];
  }
  return origin.encounters[0];
}

/** Whether what the pointer's last member belongs to is there: a member that is missing can be filled in, a party cannot. */
function hasSurroundings(content: EncounterInput, pointer: string): boolean {
  return valueAt(content, pointer.slice(0, pointer.lastIndexOf('/'))) !== undefined;
}

/** Box 4, 7 and 11a are the insured's, 2, 5 and 3 the patient's. */
function patientBox({ formBox }: FoundField): { formBox?: string } {
  const box = { '4': '2', '7': '5', '11a': '3' }[formBox ?? ''];
  return box === undefined ? {} : { formBox: box };
}

function inLine(words: string, { lineNumber, element, segment, qualifier, elementsBefore = 0 }: ClaimPlace): string {
  if (lineNumber !== undefined) return `${words} of line ${lineNumber}`;
  if (segment !== 'HI' || element === undefined || (qualifier !== undefined && !/^A?B[KF]$/.test(qualifier)))
    return words;
  return words.startsWith('whether') ? words : `diagnosis ${element + elementsBefore}`;
}
